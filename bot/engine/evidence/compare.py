"""How an item of evidence bears on a claim, by the words of both.

The embedding says how close two texts are, the words say whether names, numbers and content agree. Neither alone is
enough: an embedding does not notice that a year or a country is another one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.engine.evidence.framing import called_false, opposite_outcome, unsaid
from bot.engine.evidence.items import item_terms, tagged
from bot.engine.evidence.quoting import sentence_spans
from bot.engine.evidence.roles import turned
from bot.engine.language.names import GENERIC
from bot.engine.language.terms import names_in_order, tag_terms, terms, years
from bot.engine.models import Evidence, Support
from bot.engine.thresholds import DEFAULT, Thresholds
from knowledge.models import Finding, Item

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|nothing|nobody|cannot|baseless|unfounded|fabricated"
    r"|false(?! (?:statement|record|tax|return|flag|name|identit|entr)\w*))\b|n['’]t\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:e|es|ed|ing)|dismiss(?:es|ed)?)\b", re.IGNORECASE
)
_ACCORDING = re.compile(r"^According to [^,]+,\s*")
_OUTRIGHT = re.compile(
    r"\b(?:(?:did|do|does|was|were|is|are|has|have|had|could|would)(?: not|n['’]t)|never"
    r"|no (?:evidence|link|proof|sign)|false|baseless|unfounded|fabricated|acquitted)\b",
    re.IGNORECASE,
)
_INCONCLUSIVE = re.compile(
    r"\b(?:(?:did|does|do|could|was|were|had|has|have)(?: not|n['’]t)(?: been)?(?: able to)? "
    r"(?:establish|identif|prove|determine|find|conclude|resolve|confirm|show)\w*"
    r"|no (?:evidence|indication|proof|confirmation)|insufficient|inconclusive|without (?:evidence|proof))\b",
    re.IGNORECASE,
)


def support(claim: str, evidence: Evidence, *, thresholds: Thresholds = DEFAULT) -> Support:
    """How ``evidence`` bears on ``claim``, by words, names, numbers and negation; see :func:`compare`."""
    return compare(claim, evidence, thresholds=thresholds).support


@dataclass(frozen=True, slots=True)
class Compared:
    """How evidence bears on a claim by the words of both.

    ``whole`` says that all that the claim names and counts is held and that it has the same actor; ``agree`` that
    neither denies what the other says, and that the evidence does not tell it as a falsehood or as a mere plan. No
    reading of the two may make a support of what lacks either. ``share`` is how many of the claim's words of weight,
    names aside, the evidence has.
    """

    support: Support
    whole: bool = False
    agree: bool = False
    share: float = 0.0


def compare(claim: str, evidence: Evidence, *, thresholds: Thresholds = DEFAULT) -> Compared:
    """How ``evidence`` bears on ``claim``, by words, names, numbers and negation.

    Strict on purpose: whatever the claim names or counts that the evidence lacks makes it partial at best, and words
    that meet in another order of actors do not count for a motive or an effect.
    """
    said = terms(claim)
    text = stated(evidence.quote or evidence.item.text)
    own = terms(text)
    held = item_terms(evidence.item, evidence.source)
    known = own.stems | tagged(evidence.item)
    if not said.stems or evidence.relevance < thresholds.partly_relevance:
        return Compared(Support.UNRELATED)
    if said.names and not said.names & known:
        return Compared(Support.UNRELATED)
    words = said.stems - said.names - GENERIC
    share = len(said.stems & known) / len(said.stems)
    of_words = len(words & own.stems) / len(words) if words else 1.0
    complete = said.names | said.openers <= known and said.numbers <= (own.numbers | years(held.numbers))
    whole = complete and _same_actor(claim, text, evidence.item)
    false = called_false(claim, text) or opposite_outcome(claim, text)
    agree = negated(claim) == negated(text) and not false and not unsaid(claim, text) and not turned(claim, text)
    if share < thresholds.partly_share:
        return Compared(Support.UNRELATED, whole, agree, of_words)
    told = isinstance(evidence.item, Finding)
    needed = thresholds.supports_share if told else thresholds.passage_supports_share
    close = (
        whole
        and evidence.relevance >= thresholds.supports_relevance
        and (
            of_words >= (needed if len(words) > 2 else 1.0)
            or (told and evidence.relevance >= thresholds.paraphrase and of_words >= thresholds.paraphrase_share)
        )
    )
    if not agree:
        outright = false or bool(_OUTRIGHT.search(claim)) != bool(_OUTRIGHT.search(text))
        certain = close and told and outright and of_words >= thresholds.contradicts_share
        return Compared(Support.CONTRADICTS if certain else Support.PARTLY, whole, agree, of_words)
    return Compared(Support.SUPPORTS if close else Support.PARTLY, whole, agree, of_words)


def _same_actor(claim: str, text: str, item: Item) -> bool:
    """Whether the first name of the claim is the actor of the evidence too, where a claim has two or more to mix up."""
    asked = names_in_order(claim)
    if len(asked) < 2:
        return True
    held = [name for name in names_in_order(_ACCORDING.sub("", text)) if name in asked]
    if isinstance(item, Finding) and asked[0] not in held and asked[0] in tag_terms(item.actors).stems:
        return True
    return not held or held[0] == asked[0]


def stated(text: str) -> str:
    """The text without its questions: who asks whether something happened does not say that it did."""
    if "?" not in text:
        return text
    told = (text[start:end].strip() for start, end in sentence_spans(text))
    return " ".join(one for one in told if not one.rstrip("”\"’')").endswith("?"))


def negated(text: str) -> bool:
    """Whether the text denies what its words say; two negations cancel."""
    return len(_NEGATION.findall(text)) % 2 == 1 or bool(_DENIAL.search(text))


def inconclusive(text: str) -> bool:
    """Whether the text says that something was looked for and not established, rather than that it is not so."""
    return bool(_INCONCLUSIVE.search(text))
