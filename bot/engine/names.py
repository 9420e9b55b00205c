"""Countries and bodies under their many names, so that "Kremlin", "Russian" and "Moscow" meet "Russia"."""

from __future__ import annotations

_VARIANTS: dict[str, str] = {
    "afghanistan": "afghan kabul taliban",
    "albania": "albanian tirana",
    "argentina": "argentine argentinian",
    "armenia": "armenian yerevan",
    "australia": "australian canberra",
    "austria": "austrian vienna",
    "azerbaijan": "azerbaijani azeri baku",
    "belarus": "belarusian minsk",
    "belgium": "belgian",
    "bosnia": "bosnian sarajevo",
    "brazil": "brazilian brasilia",
    "bulgaria": "bulgarian sofia",
    "canada": "canadian ottawa",
    "chile": "chilean santiago",
    "china": "chinese beijing prc ccp",
    "colombia": "colombian",
    "croatia": "croatian zagreb",
    "cuba": "cuban havana",
    "cyprus": "cypriot",
    "czechia": "czech prague",
    "denmark": "danish",
    "egypt": "egyptian cairo",
    "estonia": "estonian tallinn",
    "ethiopia": "ethiopian",
    "finland": "finnish helsinki",
    "france": "french paris",
    "georgia": "georgian tbilisi",
    "germany": "german berlin bundestag",
    "greece": "greek athens",
    "guatemala": "guatemalan",
    "hungary": "hungarian budapest",
    "india": "indian delhi",
    "indonesia": "indonesian",
    "iran": "iranian tehran irgc",
    "iraq": "iraqi baghdad",
    "ireland": "irish dublin",
    "israel": "israeli jerusalem",
    "italy": "italian rome",
    "japan": "japanese tokyo",
    "kenya": "kenyan nairobi",
    "kosovo": "kosovar pristina",
    "latvia": "latvian riga",
    "lithuania": "lithuanian vilnius",
    "madagascar": "malagasy",
    "mexico": "mexican",
    "moldova": "moldovan chisinau",
    "montenegro": "montenegrin podgorica",
    "netherlands": "dutch hague",
    "nicaragua": "nicaraguan managua",
    "nigeria": "nigerian",
    "norway": "norwegian oslo",
    "pakistan": "pakistani islamabad",
    "philippines": "philippine filipino manila",
    "poland": "polish warsaw",
    "portugal": "portuguese",
    "qatar": "qatari doha",
    "romania": "romanian bucharest",
    "russia": "russian russians kremlin moscow",
    "serbia": "serbian belgrade",
    "slovakia": "slovak bratislava",
    "slovenia": "slovenian",
    "spain": "spanish madrid",
    "sudan": "sudanese",
    "sweden": "swedish stockholm",
    "switzerland": "swiss bern",
    "syria": "syrian damascus",
    "taiwan": "taiwanese taipei",
    "turkey": "turkish ankara turkiye",
    "ukraine": "ukrainian kyiv kiev",
    "venezuela": "venezuelan caracas",
    "zimbabwe": "zimbabwean",
}

ALIASES: dict[str, str] = {
    variant: name for name, variants in _VARIANTS.items() for variant in (name, *variants.split())
} | {
    "ira": "internet_research_agency",
    "us": "united_states",
    "usa": "united_states",
    "america": "united_states",
    "american": "united_states",
    "americans": "united_states",
    "uk": "united_kingdom",
    "britain": "united_kingdom",
    "british": "united_kingdom",
    "eu": "european_union",
    "uae": "united_arab_emirates",
    "emirati": "united_arab_emirates",
    "saudi": "saudi_arabia",
    "democrats": "democratic",
    "democrat": "democratic",
    "republicans": "republican",
}
"""One-word variants of a name, lower case, to one canonical key."""

PHRASES: dict[str, str] = {
    "united states": "united_states",
    "united kingdom": "united_kingdom",
    "great britain": "united_kingdom",
    "european union": "european_union",
    "united arab emirates": "united_arab_emirates",
    "saudi arabia": "saudi_arabia",
    "saudi arabian": "saudi_arabia",
    "south korea": "south_korea",
    "south korean": "south_korea",
    "north korea": "north_korea",
    "north korean": "north_korea",
    "hong kong": "hong_kong",
    "new zealand": "new_zealand",
    "north macedonia": "north_macedonia",
    "internet research agency": "internet_research_agency",
    "democratic national committee": "dnc",
    "democratic congressional campaign committee": "dccc",
    "main intelligence directorate": "gru",
    "main directorate of the general staff": "gru",
}
"""Names of several words, lower case, to the key of their one-word variants."""

GENERIC = frozenset(
    """parti committe campaign presid agenc govern elect report senat congress hous court depart offic minist commiss
    state feder nation intellig servic social media act volum section articl januari februari march april may june juli
    august septemb octob novemb decemb monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr""".split()
)
"""Stems of words that are often capitalised and name nobody by themselves."""

_ALIKE: dict[str, str] = {
    "hack": "hacks hacked hacking hacker hackers breach breaches breached breaching intrusion intrusions compromise "
    "compromised compromising penetrated infiltrated",
    "email": "emails e-mail e-mails mails",
    "interfere": "interferes interfered interfering interference meddle meddled meddling meddles",
    "steal": "steals stole stolen stealing exfiltrated theft",
    "leak": "leaks leaked leaking release releases released releasing publish published publishes publishing",
    "account": "accounts bot bots sockpuppet sockpuppets",
    "troll": "trolls troll-farm",
    "prefer": "prefers preferred preference favor favors favored favour favours favoured",
    "want": "wants wanted wanting wish wished wishes desire desired desires",
    "divisive": "division divisions divide divides discord polarize polarization polarisation",
    "advertisement": "ad ads advert adverts advertisements advertising",
    "disinformation": "misinformation falsehoods",
    "amplify": "amplifies amplified amplifying amplification boost boosted boosting",
    "finance": "fund funds funded funding funnel funnelled money financed financing paid pay payments",
    "conspire": "conspired conspires conspiracy collude colluded collusion colludes conspiring coordinate coordinated "
    "coordination",
}
SYNONYMS: dict[str, str] = {variant: word for word, variants in _ALIKE.items() for variant in (word, *variants.split())}
"""Words of this field that texts use for one another, lower case, to one of them."""
