"""Which hits bear on a question, and how an item bears on a claim.

Two readings of the same thing: the embedding says how close two texts are, the words say whether names, numbers and
content agree. Neither alone is enough: an embedding does not notice that a year or a country is another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.models import Evidence, Support
from bot.engine.terms import Terms, terms, years
from knowledge.models import Finding, Hit, Item, Source

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|nothing|nobody|cannot|false|baseless|unfounded|fabricated)\b|n['’]t\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:e|es|ed|ing)|dismiss(?:es|ed)?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where grading draws its lines; scores and shares in 0..1.

    The defaults were set on questions over a library of government documents, see ``tests/benchmarks``.
    """

    relevant: float = 0.42
    relevant_unaided: float = 0.5
    supports_share: float = 0.6
    supports_relevance: float = 0.45
    partly_share: float = 0.34
    partly_relevance: float = 0.3


DEFAULT = Thresholds()


@dataclass(frozen=True, slots=True)
class Graded:
    """A hit that bears on a question. ``score`` in 0..1 orders evidence across searches."""

    hit: Hit
    score: float


def item_terms(item: Item, source: Source) -> Terms:
    """The terms of an item with those of its setting: source title, actors, targets, event and date."""
    own = terms(item.text)
    setting = terms(source.title)
    stems, names, numbers = own.stems | setting.stems, own.names | setting.names, set(own.numbers)
    if isinstance(item, Finding):
        slugs = " ".join((*item.actors, *item.targets, item.event or "")).replace("-", " ")
        tagged = terms(slugs.title())
        stems, names = stems | tagged.stems, names | tagged.names | tagged.stems
        numbers |= tagged.numbers
        if item.date:
            numbers.add(item.date[:4])
    if source.published:
        numbers.add(source.published[:4])
    return Terms(stems, names, frozenset(numbers))


def grade(question: str, hits: Sequence[Hit], *, aided: bool = True, thresholds: Thresholds = DEFAULT) -> list[Graded]:
    """The hits that bear on ``question``, best first.

    ``aided`` is False where the question is in another language than the library's, so that its words cannot be
    compared and the embedding decides alone.
    """
    asked = terms(question)
    graded: list[Graded] = []
    for hit in hits:
        if not aided or not asked.stems:
            if hit.relevance >= thresholds.relevant_unaided:
                graded.append(Graded(hit, hit.relevance))
            continue
        held = item_terms(hit.item, hit.source)
        if asked.names and not asked.names & (held.names | held.stems):
            continue
        score = 0.5 * hit.relevance + 0.5 * _share(asked, held)
        asked_years, held_years = years(asked.numbers), years(held.numbers)
        if asked_years and held_years and not asked_years & held_years:
            score *= 0.7
        if score >= thresholds.relevant:
            graded.append(Graded(hit, score))
    return sorted(graded, key=lambda one: -one.score)


def _share(asked: Terms, held: Terms) -> float:
    """How much of what is asked the item speaks of; names count double."""
    weight = {stem: 2.0 if stem in asked.names else 1.0 for stem in asked.stems}
    total = sum(weight.values())
    return sum(value for stem, value in weight.items() if stem in held.stems) / total if total else 0.0


def support(claim: str, evidence: Evidence, *, thresholds: Thresholds = DEFAULT) -> Support:
    """How ``evidence`` bears on ``claim``, by words, names, numbers and negation.

    Strict on purpose: whatever the claim names or counts that the evidence lacks makes it partial at best.
    """
    said = terms(claim)
    text = evidence.quote or evidence.item.text
    held = item_terms(evidence.item, evidence.source)
    own = terms(text)
    share = len(said.stems & (own.stems | held.names)) / len(said.stems) if said.stems else 0.0
    if share < thresholds.partly_share or evidence.relevance < thresholds.partly_relevance:
        return Support.UNRELATED
    if said.names and not said.names & (own.stems | held.names):
        return Support.UNRELATED
    close = share >= thresholds.supports_share and evidence.relevance >= thresholds.supports_relevance
    if negated(claim) != negated(text):
        return Support.CONTRADICTS if close and said.numbers <= held.numbers else Support.UNRELATED
    complete = said.names <= (own.stems | held.names) and said.numbers <= (own.numbers | years(held.numbers))
    return Support.SUPPORTS if close and complete else Support.PARTLY


def negated(text: str) -> bool:
    """Whether the text denies what its words say; two negations cancel."""
    return len(_NEGATION.findall(text)) % 2 == 1 or bool(_DENIAL.search(text))
