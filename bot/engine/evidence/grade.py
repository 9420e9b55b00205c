"""Which hits bear on a question, best first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.engine.evidence.items import item_terms, item_years
from bot.engine.language.names import GENERIC, PLACES
from bot.engine.language.terms import Terms, terms, years
from bot.engine.reading.asking import wanted
from bot.engine.standing import OF_RECORD
from bot.engine.thresholds import DEFAULT, Thresholds
from knowledge.models import Finding, Hit

_OF_RECORD_WEIGHT = 1.1
"""Of two findings that are as near, the one that stands on more is told first."""

_LEADING = 3
"""The hits whose cases a question is taken to be about."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A hit that bears on a question. ``score`` in 0..1 orders evidence across searches."""

    hit: Hit
    score: float


def grade(question: str, hits: Sequence[Hit], *, aided: bool = True, thresholds: Thresholds = DEFAULT) -> list[Graded]:
    """The hits that bear on ``question``, best first.

    ``aided`` is False where the question is in another language than the library's, so that its words cannot be
    compared and the embedding decides alone.
    """
    asked = terms(question)
    graded: list[Graded] = []
    if aided and question == question.lower():
        asked = _with_names(asked, hits)
    rarity = _rarity(asked, hits) if aided else {}
    for hit in hits:
        if hit.relevance < thresholds.least_relevance:
            continue
        if not aided or not asked.stems:
            if hit.relevance >= thresholds.relevant_unaided:
                graded.append(Graded(hit, hit.relevance))
            continue
        held = item_terms(hit.item, hit.source)
        if asked.names and not asked.names & (held.names | held.stems):
            continue
        share = _share(asked, held, rarity)
        score = 0.5 * hit.relevance + 0.5 * share
        if isinstance(hit.item, Finding):
            score *= thresholds.finding_weight
            score *= _OF_RECORD_WEIGHT if hit.item.act in OF_RECORD else 1.0
        elif hit.relevance < thresholds.passage_relevance or not _on_subject(asked, held, share, thresholds):
            continue
        asked_years, held_years = years(asked.numbers), item_years(hit.item, hit.source)
        if asked_years and held_years and not asked_years & held_years:
            score *= thresholds.other_year
        if score >= thresholds.relevant:
            graded.append(Graded(hit, score))
    graded.sort(key=lambda one: -one.score)
    if aided and asked.stems:
        graded = _on_names(_in_place(graded, asked.stems & PLACES, wanted(question).places, thresholds), asked)
    return _answering(question, graded, thresholds)


def _with_names(asked: Terms, hits: Sequence[Hit]) -> Terms:
    """The terms of a question written all in lower case, with those words as names that hits write as such."""
    written = frozenset[str]().union(*(terms(hit.item.text).names for hit in hits))
    return replace(asked, names=(asked.stems & written) - GENERIC)


def _in_place(
    graded: Sequence[Graded], asked: frozenset[str], where: frozenset[str], thresholds: Thresholds
) -> list[Graded]:
    """``graded`` without findings on other places than the one where it happened: Russia elsewhere is not Greece.

    What speaks of fewer of the asked places than another hit does is brought down.
    """
    met = {one.hit.item.id: asked & item_terms(one.hit.item, one.hit.source).stems for one in graded}
    most = max(map(len, met.values()), default=0)
    return sorted(
        (
            Graded(one.hit, one.score * thresholds.place_weight ** (most - len(met[one.hit.item.id])))
            for one in graded
            if not where or where & met[one.hit.item.id] or not isinstance(one.hit.item, Finding)
        ),
        key=lambda one: -one.score,
    )


def _on_names(graded: Sequence[Graded], asked: Terms, *, weight: float = 0.85) -> list[Graded]:
    """``graded`` with what holds no asked name but a place's brought down, where another hit holds one."""
    own = asked.names - PLACES
    lacks = [not own & item_terms(one.hit.item, one.hit.source).stems for one in graded]
    if not own or all(lacks):
        return list(graded)
    weighed = (Graded(one.hit, one.score * (weight if lack else 1.0)) for one, lack in zip(graded, lacks, strict=True))
    return sorted(weighed, key=lambda one: -one.score)


def _answering(question: str, graded: Sequence[Graded], thresholds: Thresholds) -> list[Graded]:
    """The best of ``graded``. In the case of the best, a finding of the kind that is asked for need be less near."""
    if not graded:
        return []
    best = graded[0].score
    asked = wanted(question)
    cases = {_case(one) for one in graded[:_LEADING]} - {None}
    kept: list[Graded] = []
    for one in graded:
        item = one.hit.item
        answers = isinstance(item, Finding) and _case(one) in cases and asked.met(item)
        if one.score >= (thresholds.of_best_wanted if answers else thresholds.of_best) * best:
            kept.append(Graded(one.hit, one.score * thresholds.wanted_weight) if answers else one)
    return sorted(kept, key=lambda one: -one.score)


def _case(one: Graded) -> str | None:
    return one.hit.item.event if isinstance(one.hit.item, Finding) else None


def _on_subject(asked: Terms, held: Terms, share: float, thresholds: Thresholds) -> bool:
    """Whether a passage speaks of what is asked about the names, and not just of the names."""
    words = asked.stems - asked.names - GENERIC
    met = len(words & held.stems) / len(words) if words else 1.0
    return share >= thresholds.passage_share and (met > thresholds.passage_share or len(words) < 2)


def _share(asked: Terms, held: Terms, rarity: Mapping[str, float]) -> float:
    """How much of what is asked the item speaks of; names count double, and words more that few hits have."""
    weight = {stem: rarity.get(stem, 1.0) * (2.0 if stem in asked.names else 1.0) for stem in asked.stems}
    total = sum(weight.values())
    return sum(value for stem, value in weight.items() if stem in held.stems) / total if total else 0.0


def _rarity(asked: Terms, hits: Sequence[Hit]) -> dict[str, float]:
    """A weight for each asked word that is no name: 0.5 where all hits have it, near 1.5 where one has, 1 for none."""
    held = [item_terms(hit.item, hit.source).stems for hit in hits]
    found = {word: sum(1 for stems in held if word in stems) for word in asked.stems - asked.names}
    return {word: 1.5 - count / len(held) for word, count in found.items() if count}
