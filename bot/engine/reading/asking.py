"""What kind of thing a question asks for beyond its words: who, why, to what effect, an admission, a reply, an outcome.

English, by rule. A finding that is of the asked kind answers, where another of the same case and with more of the
question's words only tells around it. What a question asks for never changes what a finding stands on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.engine.language.names import PLACES
from bot.engine.language.terms import names_in_order, tag_terms, terms
from knowledge.models import Act, Aspect, Finding


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in patterns), re.IGNORECASE)


_NO_DEED = r"is|are|was|were|won|wins|lost|became|lead|led|den\w*|reject\w*|dismiss\w*|critici\w*|accus\w*|said|says"
_ASPECTS: dict[Aspect, re.Pattern[str]] = {
    Aspect.ATTRIBUTION: _any(rf"whose|who(?! (?:{_NO_DEED})\b)", r"behind|responsible for"),
    Aspect.INTENT: _any(r"why|motives?|aims?|goals?|purpose|what for"),
    Aspect.EFFECT: _any(
        r"effects?|impact|swing|swung|sway(?:ed)?|decided?",
        r"(?:chang|affect|alter|influenc|determin)\w* (?:\w+ ){0,4}(?:votes?|voted|results?|outcomes?|winners?)",
    ),
}
_ACTS: dict[re.Pattern[str], frozenset[Act]] = {
    _any(r"admi(?:t|ts|tted|ssions?)|acknowledg\w*|confess\w*"): frozenset({Act.ADMITTED}),
    _any(r"den(?:y|ies|ied|ying|ials?)"): frozenset({Act.DENIED}),
    _any(r"accused of|charged with|charges against|indict\w*|alleged to"): frozenset({Act.CHARGED}),
    _any(r"is it true|is that true|really|actually|prove[dn]|proof|confirmed|any evidence"): frozenset(
        {Act.FOUND, Act.ADJUDICATED, Act.ADMITTED, Act.ASSESSED}
    ),
    _any(r"critics?|commentators?|pundits?|argu(?:e|es|ed|ments?)"): frozenset({Act.OPINED}),
    _any(
        r"convict\w*|acquit\w*|sentenced?|guilty|cleared|verdict|jail(?:ed)?|pardon\w*|prove[dn]|collapsed?",
        r"(?:what (?:happened to|became of)|how did)\b.*\b(?:cases?|charges?|trials?|prosecution|investigation|probe)",
    ): frozenset({Act.ADJUDICATED, Act.WITHDRAWN}),
}
_SAYING = re.compile(
    r"\b(?:what|how) (?:did|does|do|has|have|was) (?P<speaker>(?:[\w’'-]+ ){1,6}?)"
    r"(?:say|said|respond|responded|reply|replied|react|reacted|answer|answered|comment|claim|claimed)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"\b(?:that|[a-z]+ed|said|says|told|wrote|writes|argues|calls|denies|rejects|answers)\b")
_ALONE = re.compile(
    r"\W*(?:who(?! (?:is|are|was|were|won|wins|lost|became|lead|led|said|says)\b)"
    r"|who (?:is|are|was|were) (?:behind|responsible for)|how (?:much|many)"
    r"|what (?:is|are|was|were) [\w’' -]{1,40} (?:accused of|charged with)"
    r"|what (?:did|has|have) [\w’' -]{1,40} (?:admit|deny|denied|admitted))\b",
    re.IGNORECASE,
)
_AND_MORE = re.compile(r"\band (?:what|who|whom|when|where|why|how|did|does|is|are|was|were)\b", re.IGNORECASE)
_PLACED = re.compile(
    r"\b(?:in|on|at|into|of|before|during|after|around)\b(?=((?: (?:the|a|an|its))?(?: [\w’'-]+){1,3}))", re.IGNORECASE
)
_AMOUNT = _any(r"how (?:much|many)")
_COUNTED = re.compile(r"\d|\b(?:dozen|hundred|thousand|million|billion)s?\b", re.IGNORECASE)
_DATED = re.compile(
    r"\b\d{1,2}(?= (?:January|February|March|April|May|June|July|August|September|October|November|December))"
    r"|\b(?:1[89]|20)\d\d\b"
)
_AGAINST_SOMEBODY = frozenset({Act.CHARGED, Act.ADJUDICATED, Act.ADMITTED})
_LANDS = PLACES - {"united_states", "european_union"}
"""Much that is about the United States does not say so, and what happens in the Union happens in one of its states."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The acts and aspects that a question asks for, and the names of those whose words it asks for; empty if none.

    ``alone`` says that it asks for that and for nothing else, so that all other findings are the setting. ``places``
    are those in which what is asked about took place, as far as the question says so; ``amount``, that it asks for one.
    """

    acts: frozenset[Act] = frozenset()
    aspects: frozenset[Aspect] = frozenset()
    speakers: frozenset[str] = frozenset()
    alone: bool = False
    places: frozenset[str] = frozenset()
    amount: bool = False

    def met(self, finding: Finding) -> bool:
        """Whether a finding is of the asked kind."""
        if finding.act in self.acts or self.spoken(finding):
            return True
        if finding.aspect in self.aspects and finding.act is not Act.DENIED:
            return True
        if Aspect.ATTRIBUTION in self.aspects and finding.aspect is Aspect.ACTIVITY:
            named = tag_terms(finding.actors).stems & terms(finding.text).stems
            return finding.act in _AGAINST_SOMEBODY or bool(named)
        return self.amount and _COUNTED.search(_DATED.sub("", finding.text)) is not None

    def spoken(self, finding: Finding) -> bool:
        """Whether a finding tells what one of those said whose words are asked for."""
        if not self.speakers or finding.act not in _WORDS:
            return False
        opening = names_in_order(_SPEECH.split(finding.text, maxsplit=1)[0])
        denier = finding.act is Act.DENIED and bool(self.speakers & tag_terms(finding.actors).stems)
        return denier or bool(self.speakers & set(opening))


_WORDS = frozenset({Act.DENIED, Act.ASSERTED, Act.ADMITTED, Act.OPINED})


@lru_cache(maxsize=4_096)
def wanted(question: str) -> Wanted:
    """What a question asks for."""
    aspects = frozenset(aspect for aspect, pattern in _ASPECTS.items() if pattern.search(question))
    acts = frozenset(act for pattern, some in _ACTS.items() if pattern.search(question) for act in some)
    speakers = frozenset[str]().union(*(terms(f"that {one['speaker']}").stems for one in _SAYING.finditer(question)))
    one = speakers and _SAYING.match(question)
    alone = bool(one or _ALONE.match(question)) and not _AND_MORE.search(question)
    places = frozenset[str]().union(*(terms(f"that {one[1]}").stems for one in _PLACED.finditer(question))) & _LANDS
    return Wanted(acts, aspects, speakers, alone, places, _AMOUNT.search(question) is not None)
