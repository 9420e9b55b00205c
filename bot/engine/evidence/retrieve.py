"""Question → evidence, with everything that bears on it: denials, disputes, withdrawals, what came later."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.engine.evidence.grade import Graded, grade
from bot.engine.evidence.held import unheld
from bot.engine.evidence.items import told_of
from bot.engine.language.names import PLACES
from bot.engine.language.terms import Terms, terms, years
from bot.engine.models import Citation, Evidence, Question
from bot.engine.ports import Library
from bot.engine.reading.asking import wanted
from bot.engine.standing import OF_RECORD
from bot.engine.thresholds import DEFAULT, Thresholds
from knowledge.models import Act, Filters, Finding, Hit, Item, RelatedFinding, RelationKind, Source

SEARCH_DEPTH = 18
"""Hits asked of the library for a question, before grading."""

CASE_DEPTH = 30
"""Hits asked of the library within the cases that a question turns out to be about."""

_READ, _ENOUGH = 5, 2
"""So many of the first findings have to be of the kind that is asked for, else the case is searched."""

_LEADING = 2
"""The best hits, whose cases these are."""

_ENGLISH = frozenset(
    """the of is are did do does what who whom whose why how when which where and to by with about that were has have
    for from this these can could would should should there any tell explain describe""".split()
)
_WORDS = re.compile(r"[^\W\d_]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Evidence for one question or claim.

    ``related`` maps a finding's id to the findings that bear on it. ``nearest`` are the best hits, graded or not,
    for a refusal to point to. ``scores`` maps evidence keys to their grade.
    """

    evidence: tuple[Evidence, ...]
    related: Mapping[str, tuple[RelatedFinding, ...]] = field(default_factory=dict)
    nearest: tuple[Hit, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)

    def by_key(self, key: str) -> Evidence | None:
        return next((one for one in self.evidence if one.key == key), None)


def search_text(question: Question) -> str:
    """What to search for: the question, with the last one before it where it names nothing itself."""
    if question.history and not terms(question.text).names:
        return f"{question.history[-1].question} {question.text}"
    return question.text


def in_english(text: str) -> bool:
    """Whether the text's words can be compared with an English library's: English function words, or names alone."""
    words = _WORDS.findall(text)
    plain = [word for word in words if not word[0].isupper()]
    if not all(word.isascii() for word in plain):
        return False
    return not plain or any(word.lower() in _ENGLISH for word in words)


def gather(
    library: Library, text: str, hits: Sequence[Hit], *, keep: int = 10, thresholds: Thresholds = DEFAULT
) -> Gathered:
    """The graded hits as keyed evidence, with the findings that bear on them.

    Raises :class:`knowledge.errors.LibraryError` where the library cannot be read.
    """
    aided = in_english(text)
    graded = grade(text, hits, aided=aided, thresholds=thresholds)
    if more := _of_the_case(library, text, graded, hits):
        graded = grade(text, [*hits, *more], aided=aided, thresholds=thresholds)
    graded = _distinct(graded)[:keep]
    if aided and graded and unheld(text, [told_of(one.hit.item, one.hit.source) for one in graded]):
        return Gathered((), nearest=tuple(one.hit for one in graded[:3]))
    evidence = [Evidence(f"E{n}", one.hit.item, one.hit.source, one.hit.relevance) for n, one in enumerate(graded, 1)]
    scores = {one.key: entry.score for one, entry in zip(evidence, graded, strict=True)}
    related = bearing_on(library, [one.item for one in evidence])
    held = {one.item.id for one in evidence}
    for bearing in sorted((one for bearings in related.values() for one in bearings), key=_weight):
        if bearing.relation is not RelationKind.SUPPORTS and bearing.finding.id not in held:
            held.add(bearing.finding.id)
            evidence.append(Evidence(f"E{len(evidence) + 1}", bearing.finding, bearing.source, 0.0))
    # What bears on the other side counts too: a denial that was withdrawn is no denial.
    added = bearing_on(library, [one.item for one in evidence if one.key not in scores])
    return Gathered(tuple(evidence), {**added, **related}, tuple(hits[:3]), scores)


def _of_the_case(library: Library, text: str, graded: Sequence[Graded], hits: Sequence[Hit]) -> list[Hit]:
    """Findings of the kind that is asked for (who, why, to what effect, how it ended), of the case asked about.

    A question about a well-documented case finds what has most of its words; what answers it may have few.
    """
    asked = wanted(text)
    answering = sum(1 for one in graded[:_READ] if isinstance(item := one.hit.item, Finding) and asked.met(item))
    if not (asked.acts or asked.aspects) or answering >= _ENOUGH:
        return []
    cases = [item.event for one in graded[:_LEADING] if isinstance(item := one.hit.item, Finding) and item.event]
    cases += _named(terms(text), library.info().events)
    if not cases:
        return []
    held = {hit.item.id for hit in hits}
    found = library.search(text, limit=CASE_DEPTH, filters=Filters(events=tuple(dict.fromkeys(cases))))
    return [hit for hit in found if hit.item.id not in held and isinstance(hit.item, Finding) and asked.met(hit.item)]


def _named(asked: Terms, events: Iterable[str]) -> list[str]:
    """The cases that are a land's in a year, where a question names both ("us-2020", "canada-2019-2021")."""
    lands, when = asked.stems & PLACES, years(asked.numbers)
    return [event for event in events if lands and when and _is_of(event, lands, when)]


def _is_of(event: str, lands: frozenset[str], when: frozenset[str]) -> bool:
    place, said = _place_and_years(event)
    return bool(when & said) and bool(place) and place <= lands


@lru_cache(maxsize=4_096)
def _place_and_years(event: str) -> tuple[frozenset[str], frozenset[str]]:
    """The land and the years that are all that a case's name says; nothing where it says more."""
    said = terms("About " + event.replace("-", ", ").title().replace("Us,", "US,").replace("Uk,", "UK,"))
    rest = said.stems - PLACES - said.numbers
    return (frozenset[str](), frozenset[str]()) if rest else (said.stems & PLACES, years(said.numbers))


def _weight(bearing: RelatedFinding) -> int:
    """What is told first of the other side: what is of record, then the accused's denial, then what others say."""
    if bearing.finding.act in OF_RECORD:
        return 0
    return 1 if bearing.relation is RelationKind.DENIES else 2


def bearing_on(library: Library, items: Sequence[Item]) -> dict[str, tuple[RelatedFinding, ...]]:
    """The findings that bear on those of ``items`` that are findings, by the id of what they bear on."""
    ids = [item.id for item in items if isinstance(item, Finding)]
    related: dict[str, tuple[RelatedFinding, ...]] = {}
    for bearing in library.related(ids) if ids else []:
        related[bearing.target_id] = (*related.get(bearing.target_id, ()), bearing)
    return related


def _distinct(graded: Sequence[Graded], *, alike: float = 0.75) -> list[Graded]:
    """Without the later of two items that say the same in the same words; another date or figure is another thing."""
    kept: list[Graded] = []
    for one in graded:
        said = terms(one.hit.item.text)
        others = (terms(other.hit.item.text) for other in kept)
        if not any(other.numbers == said.numbers and _jaccard(said.stems, other.stems) >= alike for other in others):
            kept.append(one)
    return kept


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def cite(item: Item, source: Source, *, quote: str | None = None, act: Act | None = None) -> Citation:
    """The citation of an item, for a reader to look up."""
    return Citation(
        item_id=item.id,
        source_id=source.id,
        title=source.title,
        publisher=source.publisher,
        kind=source.kind,
        act=act or (item.act if isinstance(item, Finding) else source.default_act),
        locator=item.locator,
        published=source.published,
        url=source.url,
        archive_url=source.archive_url,
        quote=quote,
        origin=source.origin,
    )
