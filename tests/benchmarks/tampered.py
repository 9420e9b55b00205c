"""A library whose sources say more than they did: a planted page, and words added to every title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.engine.ports import Library
from knowledge.models import Filters, Finding, Hit, LibraryInfo, Passage, RelatedFinding, Source


class Tampered:
    """A :class:`bot.engine.ports.Library` over another. Searches of the one underneath are kept, not made again.

    ``planted`` comes first in every search; ``title`` is added to the title of every source.
    """

    def __init__(self, base: Library, *, planted: Hit | None = None, title: str = "") -> None:
        self._base = base
        self._planted = planted
        self._title = title
        self._kept = lru_cache(maxsize=4_096)(self._search)

    def _search(self, text: str, limit: int) -> tuple[Hit, ...]:
        return tuple(self._base.search(text, limit=limit))

    def _named(self, source: Source) -> Source:
        return replace(source, title=f"{source.title} {self._title}") if self._title else source

    def search(self, text: str, *, limit: int = 12, filters: Filters | None = None) -> list[Hit]:
        kept = [replace(hit, source=self._named(hit.source)) for hit in self._kept(text, limit)]
        return [self._planted, *kept][:limit] if self._planted else kept

    def search_many(self, texts: Sequence[str], *, limit: int = 12) -> list[list[Hit]]:
        return [self.search(text, limit=limit) for text in texts]

    def source(self, source_id: str) -> Source | None:
        if self._planted and source_id == self._planted.source.id:
            return self._planted.source
        found = self._base.source(source_id)
        return self._named(found) if found else None

    def finding(self, finding_id: str) -> Finding | None:
        return self._base.finding(finding_id)

    def passage(self, passage_id: str) -> Passage | None:
        if self._planted and passage_id == self._planted.item.id and isinstance(self._planted.item, Passage):
            return self._planted.item
        return self._base.passage(passage_id)

    def related(self, finding_ids: Sequence[str]) -> list[RelatedFinding]:
        return [replace(one, source=self._named(one.source)) for one in self._base.related(finding_ids)]

    def sources(self, filters: Filters | None = None) -> list[Source]:
        return [self._named(one) for one in self._base.sources(filters)]

    def findings_of(self, source_id: str) -> list[Finding]:
        return self._base.findings_of(source_id)

    def passages_at(self, source_id: str, locator: str) -> list[Passage]:
        return self._base.passages_at(source_id, locator)

    def similarity(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return self._base.similarity(pairs)

    def info(self) -> LibraryInfo:
        return self._base.info()
