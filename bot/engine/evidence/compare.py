"""How an item of evidence bears on a claim, by the words of both.

The embedding says how close two texts are, the words say whether names, numbers and content agree. Neither alone is
enough: an embedding does not notice that a year or a country is another one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.engine.evidence import amounts
from bot.engine.evidence.framing import called_false, opposite_outcome, unsaid
from bot.engine.evidence.items import item_terms, tagged
from bot.engine.evidence.quoting import sentence_spans
from bot.engine.evidence.roles import turned
from bot.engine.language.attribution import unattributed
from bot.engine.language.names import GENERIC
from bot.engine.language.places import actor, clauses
from bot.engine.language.terms import name_spans, names_in_order, tag_terms, terms, years
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

    ``possible`` says that all that the claim names and counts is held, and that the evidence does not tell it as a
    falsehood, a mere plan, another outcome or another's gift: no reading of the two may overrule that. ``complete``
    says that a word at the claim's head that may be a name is held as well, ``agree`` that neither denies what the
    other says, ``ordered`` that whom the claim names first comes first in the evidence too, and ``share`` how many of
    the claim's words of weight, names aside, the evidence has; ``apart`` that it has none of them, and not two
    numbers of it either.
    """

    support: Support
    possible: bool = False
    complete: bool = False
    ordered: bool = False
    agree: bool = False
    share: float = 0.0
    apart: bool = False


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
    foreign = said.numbers - own.numbers - years(held.numbers)
    named = said.names <= known and amounts.stated(claim, foreign, own.numbers)
    complete = named and said.openers <= known
    false = called_false(claim, text) or opposite_outcome(claim, text)
    twisted = false or unsaid(claim, text) or turned(claim, text)
    ordered = _same_actor(claim, text, evidence.item)
    agree = negated(claim) == negated(text) and not twisted
    counted = said.numbers - years(said.numbers)
    apart = not (words - said.openers) & own.stems and not (len(counted) > 1 and counted <= own.numbers)
    read = (named and not twisted, complete, ordered, agree, of_words, apart)
    if share < thresholds.partly_share:
        return Compared(Support.UNRELATED, *read)
    told = isinstance(evidence.item, Finding)
    needed = thresholds.supports_share if told else thresholds.passage_supports_share
    close = (
        complete
        and ordered
        and evidence.relevance >= thresholds.supports_relevance
        and (
            of_words >= (needed if len(words) > 2 else 1.0)
            or (told and evidence.relevance >= thresholds.paraphrase and of_words >= thresholds.paraphrase_share)
        )
    )
    if not agree:
        outright = false or bool(_OUTRIGHT.search(claim)) != bool(_OUTRIGHT.search(text))
        certain = close and told and outright and of_words >= thresholds.contradicts_share
        return Compared(Support.CONTRADICTS if certain else Support.PARTLY, *read)
    return Compared(Support.SUPPORTS if close else Support.PARTLY, *read)


def _same_actor(claim: str, text: str, item: Item) -> bool:
    """Whether a claim's first name comes first in the evidence or acts in it, where there are two or more to mix up.

    Who says it is set aside in both: that may stand before what is said, after it, or nowhere.
    """
    asked, held = _met(claim, text)
    if len(asked) < 2:
        return True
    if isinstance(item, Finding) and asked[0] not in held and asked[0] in tag_terms(item.actors).stems:
        return True
    if not held or held[0] == asked[0]:
        return True
    return actor(unattributed(claim)) in {actor(clause) for clause in clauses(unattributed(text))} - {None}


def _met(claim: str, text: str) -> tuple[tuple[str, ...], list[str]]:
    """(names of the claim, those of them in the text), each in its order; who says so aside."""
    asked = names_in_order(unattributed(claim))
    return asked, [name for name in names_in_order(unattributed(text)) if name in asked]


def exchanged(claim: str, text: str) -> str | None:
    """The claim with its first name and the one that comes first in the text in each other's place.

    None where it has no such two. Whoever finds this as well borne out as the claim has not minded who acts.
    """
    asked, held = _met(claim, text)
    if len(asked) < 2:
        return None
    first, other = asked[0], held[0] if held and held[0] != asked[0] else asked[1]
    spans = {name: name_spans(claim, name) for name in (first, other)}
    if not all(spans.values()):
        return None
    found = sorted((*((span, other) for span in spans[first]), *((span, first) for span in spans[other])))
    surface = {name: claim[slice(*spans[name][0])] for name in spans}
    told, at = "", 0
    for (start, end), name in found:
        told += claim[at:start] + surface[name]
        at = end
    return told + claim[at:]


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
