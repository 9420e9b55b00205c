"""Cue tables: the words that show speculation, allegation, finding or denial. Data only; read by speculation.py.

A pattern is words with spaces. ``a|b`` is either word, ``verb~`` any inflected form of the verb, ``{set}`` a named set
from :data:`SETS`, ``..`` up to four words that hold no stop word. Patterns are ours, written for political English;
the kinds follow the hedging literature (Hyland 1998; CoNLL-2010 shared task) and ICD 203 (2 January
2015), section D.6.e(2)(a), for the likelihood words and their ranges.
"""

from __future__ import annotations

from bot.engine.language.words import vocabulary

LIKELIHOOD: dict[str, tuple[int, int]] = {
    "almost no chance": (1, 5),
    "remote": (1, 5),
    "very unlikely": (5, 20),
    "highly improbable": (5, 20),
    "unlikely": (20, 45),
    "improbable": (20, 45),
    "roughly even chance": (45, 55),
    "roughly even odds": (45, 55),
    "even chance": (45, 55),
    "likely": (55, 80),
    "probable": (55, 80),
    "probably": (55, 80),
    "very likely": (80, 95),
    "highly probable": (80, 95),
    "highly likely": (80, 95),
    "almost certain": (95, 99),
    "almost certainly": (95, 99),
    "nearly certain": (95, 99),
}
"""Expressions of likelihood in ICD 203 with their ranges in per cent; "highly likely" and "even chance" are forms that
assessments use for them."""

SETS: dict[str, str] = {
    "outcome": """
        election elections vote votes voting outcome outcomes result results ballot race presidency turnout
        electorate opinion perception behavior behaviour referendum primary victory
    """,
    "gain": """
        advantage advantages opportunity opportunities relief leverage edge victory win presidency benefit
        benefits
    """,
    "discord": """
        discord division divisions chaos doubt doubts distrust mistrust confusion discontent unrest tension
        tensions polarization polarisation wedge panic fear rift rifts
    """,
    "power": """
        influence ability power trust turnout support confidence credibility standing legitimacy
    """,
    "aimnoun": """
        strategy goal goals interest interests agenda style objective objectives plan plans aims ambitions
    """,
    "crowd": """
        many some several most critics experts observers analysts commentators people sources insiders pundits
        scholars historians supporters opponents skeptics others detractors proponents few researchers authors
        scientists officials
    """,
    "say": """
        say~ believe~ think~ argue~ claim~ suggest~ contend~ maintain~ suspect~ feel~ assert~ speculate~ fear~
        consider~ see~ view~ hold~ note~ report~ regard~
    """,
    "belief": """
        believed thought said claimed suspected considered rumored rumoured regarded known reputed assumed
        acknowledged argued suggested speculated alleged felt held reported viewed seen presumed feared
    """,
    "service": """
        intelligence ministry cia fbi nsa service services watchdog
    """,
    "record": """
        report inquiry enquiry committee court courts judge judges jury investigation investigators counsel
        mueller community ica assessment panel audit commission tribunal odni review office agency agencies
        senate we researchers study durham prosecutors inspector auditors
    """,
}

KINDS: dict[str, str] = {
    # Matches nothing, but keeps its words from being read as a cue.
    "stop": """
        swing voters|voter|states|state|district|districts; influence
        operation|operations|campaign|campaigns|effort|efforts|activity|activities|network|networks|actors|actor;
        change~ .. registration; wanted by|for|poster|man|list; likely voters|voter; seek~
        comment|asylum|reelection|re-election|office; can not; of course not; as if
        he|she|it|they|the|a|an|we|you|nothing|in|by|on|this|that|there|i|some; a|an|the|its|his|her|their
        preferred|intended|desired; try~|attempt~|seek~|effort|efforts|bid|campaign|campaigns|operation|operations to
        influence|sway|affect|shape|manipulate|disrupt|meddle|interfere .. election|elections|vote|votes|referendum|
        referendums|primary|primaries|ballot|polls; appear~ before|in|on|at; no
        longer; possible only; about|into|regarding|concerning|over possible|potential; as .. as possible; make~ it
        possible; where|when|whenever|wherever possible; that|which could|may|might amount|constitute|qualify;
        designed to
        look|resemble|mimic|imitate|pass|appear|run|work|collect; for|with the purpose|purposes|aim of
        collecting|gathering|obtaining|acquiring|buying|registering|recruiting|meeting|hiding|concealing|laundering;
        draft|statement|bill|proposal|amendment|resolution|motion|law|legislation|treaty|order that|which would
        have|be
    """,
    "hedge": """
        seem~; appear~ to|that|likely; apparently; seemingly; presumably; perhaps; maybe; possibly; conceivably;
        arguably; potentially; potential; possible; possibility; possibilities; plausible; plausibly; prospect
        of; suspicion|suspicions that|of; suggest~ that|a|an; suspect~ that; speculat~;
        speculation|speculations; speculate~; speculative; rumor|rumors|rumour|rumours; rumored|rumoured;
        hypothetical|hypothetically; theor~; theory that; in theory; in all likelihood; might|could as well;
        i|we think|believe|suspect|guess|suppose; assume~ that; hint~ at|that; tend~ to; point~ to .. role;
        it|this looks like; remain~ unclear; unclear whether|if|how; not clear whether|if|how; not rule~ out;
        potent~; cannot|can't be ruled out; not be ruled out; vulnerability to; would-be; believe~ to|that;
        thought to; feared; no one|nobody knows; questionable whether; risk of|that; as though
    """,
    "vague_attribution": """
        {crowd} {say}; {crowd} .. have|had {belief}; {crowd} who {say}; it|this is|was|has|been .. {belief}
        that|to|by|as; is|are|was|were|been widely|often|commonly|generally|sometimes|usually|frequently
        {belief}; widely {belief}; according to
        some|many|critics|experts|observers|analysts|sources|insiders|several; there is a
        perception|belief|view; by some|many|critics|several|most; some|many|several .. {say} that;
        is|are|was|were {belief} by|as|to; it has been {belief}; a number of .. {say}; sources close to; word
        has it; conventional wisdom; people are saying; {belief} by some|many|critics|experts|observers|several;
        to some|many observers|critics|experts|people
    """,
    "modal": """
        must have known|been|done|had|seen|made|come|gone|taken|given|wanted|realised|realized|understood|thought|
        agreed
    """,
    "certainty": """
        clearly; obviously; undoubtedly; undeniably; surely; certainly; unquestionably; evidently; plainly;
        indisputably; of course; indeed; must have; must be; must surely; doubtless; doubtlessly
    """,
    "strong_certainty": """
        no doubt; without a|any doubt; without question; there is|can be no doubt|question; beyond doubt;
        surely|certainly|obviously|clearly|undoubtedly|plainly|doubtless
        knew|knows|know|known|planned|ordered|intended; everyone|everybody knows; we all know; it is no secret;
        it's no secret; it is obvious|clear|evident that; it's obvious|clear; make no mistake; no coincidence;
        not a coincidence; goes without saying; any honest|reasonable observer|person; no wonder; no doubt
        because|in|to|so; doubtless because|in|so; rest assured; little|scant doubt that|who|what|about; hard|difficult
        not to see|conclude|suspect|think; impossible not to see|conclude|suspect; anyone|anybody can see
    """,
    "prediction": """
        going to; is|are|was
        expected|poised|set|bound|sure|destined|certain|likely|projected|predicted|forecast|due|tipped|favored|
        favoured to; about to;
        predict~ that|a; forecast~ that; expect~ to|that|a|an; soon be; in the coming|next
        days|weeks|months|years; it is only|just a matter of time; only a matter of time; inevitabl~;
        inevitably; inevitable; as the election approaches; remains to be seen; on track to; on the verge of;
        looming; sure|certain|bound to; shall|will never; before long; sooner or later
    """,
    "motive": """
        want~; prefer~; preference for; seek~ to; seek~ an|the; aim~ to|at; aspire~ to; hope~ to|that|for; wish~
        to|for; desire~; desire to|for; intend~ to; intended; intend~; intent on; goal; goals; objective;
        objectives; motive; motives; motivation|motivations; ambition|ambitions; hidden agenda; in order to; so
        as to; so that; in an|a attempt|effort|bid to; to try to|and; in hopes|hope of|that; in the hope|hopes of|
        that; as
        if|though to; designed to; meant to; aimed at; geared towards|toward|to; bent on; determined to|on;
        plan~ to; plot~ to; scheme~ to; serve~ .. interest|interests; align~ .. with .. {aimnoun};
        see~|view~|perceive~|regard~ .. as; long-term strategy; strategy to; stand~ to gain|benefit|profit;
        fear~ that|losing|being|for; plan~|plot~|want~|seek~|take~ .. revenge; eager|keen|desperate|anxious to;
        favor~|favour~ .. over|candidate|candidacy; admiration for; admire~; motivated by; out of
        spite|revenge|fear; willingness to; interest|interested in
        seeing|having|keeping|getting|helping|hurting|harming|weakening|dividing|prolonging|ensuring|preventing|
        undermining|maintaining|electing|defeating|destabilizing;
        interest|interested in .. {outcome}|weak|weaker|weakened|divided|chaos|instability|collapse|presidency|
        power|winning|losing|succeeding|failing|elected|re-elected|defeated; has|have|had an|every|no|little
        interest in; benefit~ ..
        from; with the|an
        aim|goal|intent|intention|purpose|view|hope of|to; for the purpose of; sympathetic to; root~ for; care~
        about; pursue~ .. {aimnoun}; to get|win|gain revenge|favor; hate~; trying to
        help|hurt|elect|defeat|destroy|undermine|weaken|influence|sway|divide; strategic benefits; loyal to; in
        the pocket of; does not want; afraid of; really about; the real reason|reasons; bet~ on; betting on;
        aim|aims|intent|intention|purpose|hope is|was to; because he|she|they; aim|purpose of;
        evidently|obviously|clearly|apparently|doubtless|presumably|plainly|seemingly to; as though|if to;
        intending|intend to; lest; the better to; the sooner to; all the better to; concocted|invented|contrived|staged|
        timed to
    """,
    "effect": """
        swing~|sway~|tip~|flip~|decide~|alter~|shift~|cost~|throw~|hand~|steal~|rig~|skew~|determine~|overturn~|buy~
        .. {outcome}; flip~|swing~|sway~|tip~|decide~|hand~|steal~|cost~|throw~ .. race|races|seat|seats|contest|
        contests;
        flip~|swing~|tip~ .. state|states|district|districts|county|counties|constituency|constituencies;
        elect~ .. candidate|candidates; bought .. seat|seats; change~ .. outcome|result|results|vote|votes|minds|
        mind|course|opinion;
        influence~|affect~|impact~|shape~|manipulate~ .. {outcome}; influence~ .. voter|voters; weaken~;
        undermine~; erode~; cripple~; destabilize~; destabilise~; embolden~; polarize~; polarise~;
        delegitimize~; discredit~; strain~ the|these|those|its|their|relations|ties; reduce~ .. {power};
        provide~|give~|offer~|grant~|hand~ .. {gain}; create~ ..
        favorable|favourable|environment|confusion|chaos; sow~ .. {discord}; fuel~ .. {discord}; deepen~ ..
        {discord}; drive~ .. {discord}; lead~ to; led directly to; result~ in; caused|causes|causing;
        contribute~ to .. defeat|loss|victory|win|outcome|result|rise|division|polarization; pave~ the way;
        help~ .. win|elect|defeat|beat; put .. in the white house; depriv~ .. of; suppress~ ..
        turnout|vote|votes; discourage~ .. voting|voters|vote; depress~ .. turnout; turn~ the tide;
        made|make|makes|making the|a difference; deliver~ .. {gain}; ensure~ .. victory|win|election|defeat;
        persuade~ .. voters|vote; convince~ .. voters|vote; got .. elected; get~ .. elected; hurt~ ..
        chances|campaign; help~ create; had|has|have an|a|no .. effect|impact|influence on; effect|impact on ..
        {outcome}; {outcome} ..
        stolen|rigged|swung|swayed|flipped|decided|altered|changed|manipulated|influenced|bought|hacked;
        decisive|pivotal role|factor; divide~ .. americans|america|society|country|nation; destroy~ ..
        democracy|trust|alliance|nato; as a result of; success of; responsible for .. defeat|loss|victory|win;
        because of; explain~ .. defeat|victory|loss|win|result; go~ a long way to|toward|towards; spar~ ..
        defeat|upset|loss|humiliation|embarrassment; rob~|cheat~ .. victory|seat|win|presidency|majority
    """,
    "counterfactual": """
        would|could|might have; would've; would never have; would not have; wouldn't have; would still have;
        had it not been; if it were not; if it weren't; but for; were it not; would be president; without ..
        help|interference|meddling|involvement|ads|leak|leaks|hack
    """,
    "conditional": """
        if; unless; in the event; were to; provided that; assuming; suppose; in case; even if; depending
        on; without which
    """,
    "insinuation": """
        is it a|any|just|merely coincidence; isn't it curious|strange|odd|interesting|convenient; one|you
        wonders|wonder|wonders; makes|make you|one wonder; beg~ the question; raise~ questions|the question;
        just asking; one|we can|may only imagine|wonder|guess; reek~|smell~|smack~ of; tell~ you|us
        everything|all|much; who can|could seriously;
        could it be; have to ask|wonder; curiously; suspiciously; conveniently; why won't; why
        didn't; why doesn't; what is|are he|she|they|it hiding; what .. hiding; who benefits; cui bono; connect
        the dots; hide~ .. truth|something|evidence; cover~ up .. truth|scandal|crimes|crime; follow the money;
        do your own research; what they don't want; don't want you to know; so-called; coincidentally;
        strangely; funny how; interesting that; strange that; odd that;
        strange|curious|odd|suspicious|telling|conspicuous silence|timing|absence; something|plenty|much to
        hide; one|us|you to wonder; leaves one wondering
    """,
    "allegation": """
        allegedly; alleged; allege~; allegation|allegations; accuse~; accusation|accusations; charged with;
        indict~; indictment; claim~ that; claims to; was|were|is|are|been charged; charge~ that; suspected of;
        purported; purportedly; reportedly; supposedly; supposed; unproven; unverified; unconfirmed;
        unsubstantiated; complaint alleges; suspected; according to prosecutors|authorities|officials;
        sources|people|officials familiar; prosecutors|authorities|investigators say|said|allege|alleged
    """,
    "denial": """
        deny~; denial of|that; reject~ ..
        claim|claims|allegation|allegations|idea|accusation|accusations|suggestion|notion; dismiss~ ..
        claim|claims|allegation|allegations|idea|suggestion|notion; refute~; debunk~; disprove~; it is
        false|untrue|not true that; there is|was|were|are no evidence|proof|indication|basis; no
        evidence|proof|indication that|of; without evidence; false|baseless|debunked
        claim|claims|rumor|rumors|theory|theories that|of; did|does|do|could|has|have not
        establish|find|identify|prove|show|conclude|determine|found|established|detect|uncover|identified|shown|
        detected;
        didn't establish|find|identify|prove|show; found no; find~ no; saw|seen no; not find evidence; never
        established|proved|proven|found; myth that; contrary to; falsely|wrongly|baselessly|misleadingly|incorrectly
        claim~|suggest~|say~|imply~|hint~|assert~|allege~|state~|report~ that; no .. court|judge|decision|ruling
        has|had|ever
    """,
    "finding": """
        {record} ..
        found|find|finds|concluded|concludes|conclude|determined|determines|assessed|assesses|assess|documented|
        documents|established|establishes|ruled|convicted|confirmed|judge|judged|verified|identified|uncovered|
        detailed;
        we assess|judge; was|were|been convicted|sentenced; pleaded|pled guilty; with high|moderate|low
        confidence; according to the|a|an .. {record}; {record} in|of|from|on ..
        found|concluded|determined|assessed|judged|established|ruled|confirmed; {service} ..
        found|concluded|concludes|determined|assessed|assesses|assess|judged|judges|judge|established; {service} in|
        of ..
        found|concluded|determined|assessed|judged|established
    """,
    "on_record": """
        identified|found|established|documented|described|uncovered by|in the .. {record};
        as set|stated|described|documented|recorded|noted|explained .. in the|its|their .. {record}
    """,
    "normative": """
        should; must; ought to; need~ to; it is|remains
        crucial|essential|vital|important|imperative|necessary|critical|time; it's
        crucial|essential|vital|important|time; let us; let's; have to; has to; deserve~ to; deserve~ better; we
        call on; shall
    """,
}

PRIORITY = (
    "counterfactual",
    "insinuation",
    "conditional",
    "prediction",
    "motive",
    "effect",
    "certainty",
    "vague_attribution",
    "likelihood",
    "modal",
    "hedge",
)
"""Which kind names a reading that has cues of several kinds: the one that says most about why it is speculation."""

GAP_STOPS = vocabulary(
    "on in by over that which who but because if while and when although whether as before after during ahead"
)
"""Words that a gap does not cross: a cue and its object lie in one phrase."""

ATTRIBUTION = """
    direct~ by; order~ by; ordered; orchestrate~; on behalf of; at the direction| behest of; behind the; was|
    were| is| are behind; attribute~ to; attributed; linked to; tied to; link~ .. to; state-sponsored|
    state-backed| state-linked| state-funded| state-controlled| kremlin-backed| kremlin-linked|
    kremlin-funded| kremlin-controlled| government-backed| government-linked| government-funded|
    government-controlled| russian-backed| russian-linked| russian-funded| russian-controlled| chinese-backed|
    chinese-linked| chinese-funded| chinese-controlled| iranian-backed| iranian-linked| iranian-funded|
    iranian-controlled| american-backed| american-linked| american-funded| american-controlled| us-backed|
    us-linked| us-funded| us-controlled| ukrainian-backed| ukrainian-linked| ukrainian-funded|
    ukrainian-controlled| israeli-backed| israeli-linked| israeli-funded| israeli-controlled| saudi-backed|
    saudi-linked| saudi-funded| saudi-controlled| foreign-backed| foreign-linked| foreign-funded|
    foreign-controlled| beijing-backed| beijing-linked| beijing-funded| beijing-controlled| tehran-backed|
    tehran-linked| tehran-funded| tehran-controlled; responsible for; run| controlled| operated| funded|
    financed| backed| owned by; work~ for .. gru| fsb| svr| kremlin| intelligence; masterminded| mastermind;
    approved; authorized| authorised; oversaw; sponsored by; carried out by; perpetrated by; acting for
"""

REACH = """
    reach~ .. million|thousand|people|users|americans|voters|audience; view~ .. times; follower|followers;
    impressions; million|thousand|billion|hundred
    views|users|people|followers|times|shares|accounts|likes|viewers|impressions|downloads;
    shared|viewed|retweeted|liked .. times|million|thousand; audience of; went viral; watched by; seen by;
    was|were exposed to; saw the|these|at least; reach~ as|up many|to;
    million|thousand americans|voters
"""

CONTEXT_VERBS = vocabulary(
    """
    is are was were be been being has have had remain remains remained become became becomes include includes
    included exist exists consist consists comprise represents represent represented belongs stands
    """
)

COMMITMENTS = vocabulary(
    """
    announced promised pledged vowed agreed announces promises pledges agrees warned threatened committed
    """
)
"""After these a "would" reports a stated plan, which is what was said and no forecast of the author's."""

VOWS = vocabulary(
    """
    announced promised pledged vowed announces promises pledges vows undertook
    """
)
"""After these a "will" tells of a stated plan; a warning or a threat does not."""

SPEAKING = vocabulary("say note add reiterate explain repeat describe mention answer")
"""What a speaker announces to do in the same breath: "I will note that"."""

TURNS = vocabulary("close conclude begin start end turn")
"""Likewise, before "by", "with" or "it": "I will close by"."""

RULINGS = vocabulary("annulled fined voided invalidated acquitted convicted overturned quashed")
"""What only a court or an office does."""

OFFICIAL_ACTS = RULINGS | vocabulary(
    "cancelled canceled dismissed banned barred expelled sanctioned suspended revoked postponed struck arrested removed"
)
"""Acts of courts and offices, which come with a reason: that it was given can be looked up."""

OFFICES = vocabulary(
    """
    court courts judge judges tribunal commission council panel regulator regulators ministry police prosecutors
    authority authorities agency
    """
)

DOCUMENTS = vocabulary(
    """
    notice report indictment complaint filing statement designation memo assessment decision ruling judgment letter
    lawsuit affidavit dossier file release
    """
)

VOTERS = vocabulary(
    """
    voters voter people citizens residents members delegates electorate parliament assembly congress they
    """
)

PERMISSION_VERBS = vocabulary(
    """
    request appeal apply file submit waive disclose use contact designate issue prescribe delegate obtain elect
    vote
    """
)

MODIFIERS_OF_NOUN = vocabulary(
    """
    the a an its his her their our my your military economic full all own political free good ill public popular
    naval no this that last national iron sheer
    """
)
"""After these "will" and "might" are nouns."""

CONTINUING = vocabulary(
    """
    continue continues continued continuing begin began begins start started help helped helps able managed
    manage tended used serve served serves going likely unlikely have has had got needed expected
    """
)
"""After these an infinitive states what happens, not a purpose."""

ACHIEVED = vocabulary(
    "persuaded persuades convinced convinces induced induces prompted prompts caused causes led leads"
)
"""After these an infinitive states what somebody brought others to do."""

MAY_BEFORE = vocabulary(
    """
    in on by since until of from late early mid mid- through during and before after to last this next
    """
)

TAILS = vocabulary(
    """
    providing giving reducing making allowing enabling leading causing helping undermining weakening hoping
    seeking aiming creating raising threatening swinging costing handing tipping eroding fueling fuelling sowing
    resulting forcing prompting proving suggesting signaling signalling boosting benefiting paving ensuring
    wanting intending trying
    """
)
"""Participles that begin a tail of effect or intent after a comma."""

VP_VERBS = vocabulary(
    """
    used pleaded pled hacked leaked released published posted targeted conducted breached accessed created
    launched bought funded paid promoted amplified spread organized organised recruited impersonated obtained
    transferred questioned criticized criticised attacked praised defended denied accused charged convicted
    sentenced sanctioned supported opposed asked refused called urged tried attempted planned ordered directed
    approved influenced weakened undermined changed swayed cost helped caused contributed coordinated shared
    sent operated established registered
    """
)
"""Past tenses that are hardly ever adjectives before a noun."""

LIGHT = vocabulary(
    """
    been be not never always often also previously still now long since already being
    """
)
"""Words between an auxiliary and the verb that says whether something was done."""

BASES = vocabulary(
    """
    create sow fuel deepen drive weaken undermine erode destabilize polarize discredit influence sway swing
    """
)
"""Effect verbs that are read with the infinitive that they are coordinated with."""
