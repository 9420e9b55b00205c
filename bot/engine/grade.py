"""Which hits bear on a question, and how an item bears on a claim.

Two readings of the same thing: the embedding says how close two texts are, the words say whether names, numbers and
content agree. Neither alone is enough: an embedding does not notice that a year or a country is another one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.engine.asking import wanted
from bot.engine.framing import called_false, opposite_outcome, unsaid
from bot.engine.models import Evidence, Support
from bot.engine.names import GENERIC, PLACES
from bot.engine.terms import Terms, names_in_order, terms, years
from knowledge.models import Finding, Hit, Item, Source

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


_LEADING = 3
"""The hits whose cases a question is taken to be about."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where grading draws its lines; scores and shares in 0..1.

    The defaults were set on questions over a library of government documents, see ``tests/benchmarks``.
    """

    relevant: float = 0.4
    relevant_unaided: float = 0.42
    least_relevance: float = 0.25
    of_best: float = 0.78
    of_best_wanted: float = 0.58
    wanted_weight: float = 1.4
    place_weight: float = 0.8
    finding_weight: float = 1.15
    passage_share: float = 0.5
    passage_relevance: float = 0.4
    supports_share: float = 0.6
    passage_supports_share: float = 0.8
    supports_relevance: float = 0.5
    paraphrase: float = 0.78
    paraphrase_share: float = 0.5
    contradicts_share: float = 0.8
    partly_share: float = 0.4
    partly_relevance: float = 0.4


DEFAULT = Thresholds()


@dataclass(frozen=True, slots=True)
class Graded:
    """A hit that bears on a question. ``score`` in 0..1 orders evidence across searches."""

    hit: Hit
    score: float


@lru_cache(maxsize=8_192)
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
        elif hit.relevance < thresholds.passage_relevance or not _on_subject(asked, held, share, thresholds):
            continue
        asked_years, held_years = years(asked.numbers), years(held.numbers)
        if asked_years and held_years and not asked_years & held_years:
            score *= 0.7
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
    text = evidence.quote or evidence.item.text
    own = terms(text)
    held = item_terms(evidence.item, evidence.source)
    known = own.stems | _tagged(evidence.item)
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
    agree = negated(claim) == negated(text) and not false and not unsaid(claim, text)
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


def _tagged(item: Item) -> frozenset[str]:
    """The names that a finding was filed under, which its text may state in other words."""
    if not isinstance(item, Finding):
        return frozenset()
    return terms(" ".join((*item.actors, *item.targets)).replace("-", " ").title()).stems


def _same_actor(claim: str, text: str, item: Item) -> bool:
    """Whether the first name of the claim is the actor of the evidence too, where a claim has two or more to mix up."""
    asked = names_in_order(claim)
    if len(asked) < 2:
        return True
    if isinstance(item, Finding) and asked[0] in terms(" ".join(item.actors).replace("-", " ").title()).stems:
        return True
    held = [name for name in names_in_order(_ACCORDING.sub("", text)) if name in asked]
    return not held or held[0] == asked[0]


def negated(text: str) -> bool:
    """Whether the text denies what its words say; two negations cancel."""
    return len(_NEGATION.findall(text)) % 2 == 1 or bool(_DENIAL.search(text))


def inconclusive(text: str) -> bool:
    """Whether the text says that something was looked for and not established, rather than that it is not so."""
    return bool(_INCONCLUSIVE.search(text))
