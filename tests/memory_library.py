"""The library as tuples, for tests of what stands on a library."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from knowledge.index.catalogue import within
from knowledge.index.ranking import Candidate, diversify, findings_first
from knowledge.locators import same_place
from knowledge.models import Filters, Finding, Hit, Item, LibraryInfo, Passage, RelatedFinding, Source

_WORD = re.compile(r"\w+")


class MemoryLibrary:
    """A :class:`bot.engine.ports.Library` over tuples. Relevance is the share of the asked words that an item has.

    Words are compared without case, endings and common words, so that a test can foresee what is found.
    """

    def __init__(
        self,
        sources: Iterable[Source] = (),
        findings: Iterable[Finding] = (),
        passages: Iterable[Passage] = (),
        *,
        generation: str = "000001-memory",
        embedding: str = "words/1",
        source_share: float = 0.5,
    ) -> None:
        self._sources = {source.id: source for source in sources}
        self._findings = {finding.id: finding for finding in findings}
        self._passages = {passage.id: passage for passage in passages}
        self._generation = generation
        self._embedding = embedding
        self._share = source_share
        self.searched: list[str] = []

    def search(self, text: str, *, limit: int = 12, filters: Filters | None = None) -> list[Hit]:
        self.searched.append(text)
        asked = _stems(text)
        items: list[Item] = [*self._findings.values(), *self._passages.values()]
        relevance = {item.id: len(asked & _stems(item.text)) / len(asked) for item in items} if asked else {}
        held = {item.id: item for item in items}
        order = [
            Candidate(key, held[key].source_id, held[key].locator, isinstance(held[key], Finding), score)
            for key, score in sorted(relevance.items(), key=lambda pair: (-pair[1], pair[0]))
            if score > 0 and self._passes(held[key], filters)
        ]
        chosen = diversify(findings_first(order), limit, max(1, round(limit * self._share)))
        return [Hit(held[hit.id], self._sources[hit.source_id], hit.score, relevance[hit.id], None) for hit in chosen]

    def search_many(self, texts: Sequence[str], *, limit: int = 12) -> list[list[Hit]]:
        return [self.search(text, limit=limit) for text in texts]

    def source(self, source_id: str) -> Source | None:
        return self._sources.get(source_id)

    def finding(self, finding_id: str) -> Finding | None:
        return self._findings.get(finding_id)

    def passage(self, passage_id: str) -> Passage | None:
        return self._passages.get(passage_id)

    def related(self, finding_ids: Sequence[str]) -> list[RelatedFinding]:
        return [
            RelatedFinding(finding, self._sources[finding.source_id], relation.kind, target)
            for target in dict.fromkeys(finding_ids)
            for finding in sorted(self._findings.values(), key=lambda finding: finding.id)
            for relation in sorted(finding.relations, key=lambda relation: relation.kind)
            if relation.finding_id == target
        ]

    def sources(self, filters: Filters | None = None) -> list[Source]:
        return [source for _, source in sorted(self._sources.items()) if self._holds(source, filters)]

    def findings_of(self, source_id: str) -> list[Finding]:
        return [finding for finding in self._findings.values() if finding.source_id == source_id]

    def passages_at(self, source_id: str, locator: str) -> list[Passage]:
        return [
            passage
            for passage in self._passages.values()
            if passage.source_id == source_id and same_place(passage.locator, locator)
        ]

    def similarity(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        stems = [(_stems(one), _stems(other)) for one, other in pairs]
        return [2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0 for a, b in stems]

    def info(self) -> LibraryInfo:
        return LibraryInfo(
            generation=self._generation,
            embedding=self._embedding,
            sources=len(self._sources),
            findings=len(self._findings),
            passages=len(self._passages),
            built=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
            events=tuple(sorted({finding.event for finding in self._findings.values() if finding.event})),
        )

    def _holds(self, source: Source, filters: Filters | None) -> bool:
        if filters is None:
            return True
        tagged = filters.actors or filters.targets or filters.events
        return (
            self._kept(source, filters)
            and (any(_tagged(finding, filters) for finding in self.findings_of(source.id)) if tagged else True)
            and within(source.published, filters)
        )

    def _passes(self, item: Item, filters: Filters | None) -> bool:
        if filters is None:
            return True
        source = self._sources[item.source_id]
        date = item.date if isinstance(item, Finding) else None
        return self._kept(source, filters) and _tagged(item, filters) and within(date or source.published, filters)

    @staticmethod
    def _kept(source: Source, filters: Filters) -> bool:
        return (not filters.source_ids or source.id in filters.source_ids) and (
            not filters.kinds or source.kind in filters.kinds
        )


def _tagged(item: Item, filters: Filters) -> bool:
    if not isinstance(item, Finding):
        return not (filters.actors or filters.targets or filters.events)
    pairs = (
        (filters.actors, item.actors),
        (filters.targets, item.targets),
        (filters.events, (item.event,) if item.event else ()),
    )
    return all(
        not wanted or {value.casefold() for value in wanted} & {value.casefold() for value in held}
        for wanted, held in pairs
    )


_COMMON = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be by did do does for from has have in is it its of on or that the to was were what when "
        "where which who why with",
    )
)


def _stems(text: str) -> set[str]:
    words = (word for word in _WORD.findall(text.casefold()) if word not in _COMMON)
    return {re.sub(r"(?:ing|ed|es|s)\Z", "", word) if len(word) > 4 else word for word in words}
