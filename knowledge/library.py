"""The library: what has been ingested, searched by meaning and by words together.

Dense search (:mod:`knowledge.index.vectors`) and BM25 (:mod:`knowledge.index.lexical`) are fused by reciprocal rank;
the records themselves come from :mod:`knowledge.index.catalogue`. :class:`ChromaLibrary` implements the engine's port
and may be used from any number of threads.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge.embedders.recent import RecentQueries
from knowledge.embedding import Embedder, relevance
from knowledge.errors import LibraryError, LibraryMismatch
from knowledge.index import ranking
from knowledge.index.catalogue import Catalogue
from knowledge.index.generations import FORMAT, Layout
from knowledge.index.lexical import LexicalIndex
from knowledge.index.vectors import VectorIndex, Vectors
from knowledge.models import Filters, Finding, Hit, LibraryInfo, Passage, RelatedFinding, Source

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

log = logging.getLogger(__name__)

RRF_K = 10
"""Of reciprocal rank fusion (:func:`knowledge.index.ranking.fuse`). On the 809 training questions of SciFact nDCG@10 is
0.728 for 5, 0.730 for 10, 0.726 for 20 and 0.722 for 60, against 0.670 for vectors and 0.699 for BM25 alone."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How results are found and ordered.

    ``source_share`` is the part of a result list that one source may fill while others have something to add.
    ``rrf_k`` damps the first ranks; ``window`` items of each ranking are fused. A filter that leaves at most
    ``most_ids`` items is given to the vector index as ids; a wider one is applied to its results.
    """

    rrf_k: int = RRF_K
    source_share: float = 0.5
    window: int = 50
    most_ids: int = 5_000

    def __post_init__(self) -> None:
        if min(self.rrf_k, self.window, self.most_ids) < 1 or not 0.0 < self.source_share <= 1.0:
            raise ValueError(
                "rrf_k, window and most_ids must be at least 1, and source_share more than 0 and at most 1"
            )


class ChromaLibrary:
    """A library in a folder, read-only. A completed ingest is seen by the next call, without reopening."""

    def __init__(self, path: Path, embedder: Embedder, ranking: Ranking | None = None) -> None:
        """Raises :class:`LibraryMissing`, :class:`LibraryMismatch` or another :class:`LibraryError`."""
        self._layout = Layout(path)
        self._embedder = embedder
        self._recent = RecentQueries(embedder)
        self._ranking = ranking or Ranking()
        self._guard = threading.Lock()
        self._opening = threading.Lock()
        self._stamp = self._layout.stamp()
        self._current = _Generation(self._layout, embedder.identity)
        self._closed = False

    @classmethod
    def open(cls, path: Path | str, embedder: Embedder, ranking: Ranking | None = None) -> ChromaLibrary:
        """Open the library in the folder ``path``; the same errors as the constructor."""
        return cls(Path(path), embedder, ranking)

    def __enter__(self) -> ChromaLibrary:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files. Calls that are under way end first; later ones raise :class:`LibraryError`."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
        self._current.retire()

    def search(self, text: str, *, limit: int = 12, filters: Filters | None = None) -> list[Hit]:
        """The items that bear most on ``text``, best first; see :class:`knowledge.models.Hit` for the scores."""
        return self._search([text], limit, filters)[0]

    def search_many(self, texts: Sequence[str], *, limit: int = 12) -> list[list[Hit]]:
        """One search a text, in order; embeds them together."""
        return self._search(texts, limit, None)

    def similarity(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Calibrated similarity of (question or claim, text) pairs in 0..1; each distinct text is embedded once."""
        if not pairs:
            return []
        asked = list(dict.fromkeys(pair[0] for pair in pairs))
        told = list(dict.fromkeys(pair[1] for pair in pairs))
        questions = dict(zip(asked, self._embedder.queries(asked), strict=True))
        texts = dict(zip(told, self._embedder.passages(told), strict=True))
        return [relevance(float(questions[one] @ texts[other]), self._embedder) for one, other in pairs]

    def source(self, source_id: str) -> Source | None:
        with self._reading() as held:
            return held.catalogue.source(source_id)

    def finding(self, finding_id: str) -> Finding | None:
        with self._reading() as held:
            item = held.catalogue.item(finding_id)
        return item if isinstance(item, Finding) else None

    def passage(self, passage_id: str) -> Passage | None:
        with self._reading() as held:
            item = held.catalogue.item(passage_id)
        return item if isinstance(item, Passage) else None

    def related(self, finding_ids: Sequence[str]) -> list[RelatedFinding]:
        """Findings that bear on the given ones (they dispute, deny, withdraw, supersede or support them)."""
        with self._reading() as held:
            return held.catalogue.related(finding_ids)

    def sources(self, filters: Filters | None = None) -> list[Source]:
        with self._reading() as held:
            return held.catalogue.sources(filters)

    def findings_of(self, source_id: str) -> list[Finding]:
        with self._reading() as held:
            return held.catalogue.findings_of(source_id)

    def passages_at(self, source_id: str, locator: str) -> list[Passage]:
        """The passages of a source's full text, if it was ingested, at a locator as printed."""
        with self._reading() as held:
            return held.catalogue.passages_at(source_id, locator)

    def info(self) -> LibraryInfo:
        with self._reading() as held:
            return held.info

    def as_retriever(self, *, k: int = 12, filters: Filters | None = None) -> BaseRetriever:
        """The library as a LangChain retriever; see :mod:`knowledge.retriever`."""
        from knowledge.retriever import as_retriever

        return as_retriever(self, k=k, filters=filters)

    def _search(self, texts: Sequence[str], limit: int, filters: Filters | None) -> list[list[Hit]]:
        asked = [index for index, text in enumerate(texts) if text.strip()]
        results: list[list[Hit]] = [[] for _ in texts]
        if not asked or limit < 1:
            return results
        with self._reading() as held:
            allowed = None if filters is None or filters == Filters() else held.catalogue.matching(filters)
            if allowed is not None and not allowed:
                return results
            vectors = self._recent.queries([texts[index] for index in asked])
            window = max(self._ranking.window, 2 * limit)
            dense = _dense(held.vectors, vectors, window, allowed, self._ranking.most_ids)
            for index, vector, near in zip(asked, vectors, dense, strict=True):
                words = _lexical(held.words, texts[index], window, allowed)
                results[index] = self._ranked(held, vector, near, words, limit)
        return results

    def _ranked(
        self,
        held: _Generation,
        vector: Vectors,
        near: list[tuple[str, float]],
        words: list[tuple[str, float]],
        limit: int,
    ) -> list[Hit]:
        scores = ranking.fuse([[key for key, _ in near], [key for key, _ in words]], self._ranking.rrf_k)
        order = ranking.findings_first(held.catalogue.candidates(scores))
        per_source = max(1, round(limit * self._ranking.source_share))
        chosen = ranking.diversify(order, limit, per_source)
        items = held.catalogue.items([candidate.id for candidate in chosen])
        cosines, bm25 = dict(near), dict(words)
        unseen = [candidate.id for candidate in chosen if candidate.id not in cosines]
        cosines |= {key: float(vector @ stored) for key, stored in held.vectors.vectors(unseen).items()}
        hits: list[Hit] = []
        for candidate in chosen:
            source = held.catalogue.source(candidate.source_id)
            if source is None or candidate.id not in cosines:
                raise LibraryError(f"The library is damaged: {candidate.id} is not whole. Run ingest with --rebuild.")
            near_enough = relevance(cosines[candidate.id], self._embedder)
            hits.append(Hit(items[candidate.id], source, candidate.score, near_enough, bm25.get(candidate.id)))
        return hits

    @contextmanager
    def _reading(self) -> Iterator[_Generation]:
        """The generation in use, held open until the block ends."""
        stamp = self._layout.stamp()
        if stamp != self._stamp and stamp is not None:
            self._reopen()
        with self._guard:
            if self._closed:
                raise LibraryError("The library has been closed.")
            held = self._current
            held.enter()
        try:
            yield held
        finally:
            held.leave()

    def _reopen(self) -> None:
        if not self._opening.acquire(blocking=False):
            return
        try:
            stamp = self._layout.stamp()
            try:
                fresh = _Generation(self._layout, self._embedder.identity)
            except LibraryError as error:
                # The old generation is still whole; a server must not fall silent because a rebuild changed the model.
                log.warning("The new generation of the library is not used: %s", error)
                self._stamp = stamp
                return
            with self._guard:
                old, self._current, self._stamp = self._current, fresh, stamp
                closed = self._closed
            old.retire()
            if closed:
                fresh.retire()
        finally:
            self._opening.release()


class _Generation:
    """One generation, open. Closes when it is retired and its last reader has left."""

    def __init__(self, layout: Layout, identity: str) -> None:
        name = layout.read().generation
        self.catalogue = Catalogue(layout.catalogue(name))
        self.info = check(layout, self.catalogue, name, identity)
        self.vectors = VectorIndex(layout.vectors(name))
        self.words = LexicalIndex(layout.words(name))
        self._guard = threading.Lock()
        self._readers = 0
        self._retired = False

    def enter(self) -> None:
        with self._guard:
            self._readers += 1

    def leave(self) -> None:
        with self._guard:
            self._readers -= 1
            last = self._retired and self._readers == 0
        if last:
            self._close()

    def retire(self) -> None:
        with self._guard:
            self._retired = True
            idle = self._readers == 0
        if idle:
            self._close()

    def _close(self) -> None:
        self.vectors.close()
        self.catalogue.close()


def check(layout: Layout, catalogue: Catalogue, generation: str, identity: str) -> LibraryInfo:
    """What a generation says of itself. Raises :class:`LibraryMismatch` where it is of another format or model."""
    meta = catalogue.meta()
    if meta.get("format") != str(FORMAT):
        raise LibraryMismatch(
            f"{layout.root} has the library format {meta.get('format')}, and this version reads {FORMAT}. "
            "Ingest again with --rebuild, giving all inputs."
        )
    if meta["embedding"] != identity:
        raise LibraryMismatch(
            f"{layout.root} was built with the embedding model {meta['embedding']}, and {identity} is in use. "
            "Use that model, or embed everything again: python ingest.py --rebuild"
        )
    sources, findings, passages = catalogue.counts()
    built = dt.datetime.fromisoformat(meta["built"])
    return LibraryInfo(generation, meta["embedding"], sources, findings, passages, built, catalogue.events())


def _dense(
    index: VectorIndex, vectors: Vectors, window: int, allowed: set[str] | None, most_ids: int
) -> list[list[tuple[str, float]]]:
    if allowed is None:
        return index.nearest(np.asarray(vectors), window)
    if len(allowed) <= most_ids:
        return index.nearest(np.asarray(vectors), window, among=sorted(allowed))

    def fetch(row: Vectors, size: int) -> list[tuple[str, float]]:
        return index.nearest(row[None, :], size)[0]

    return [_widened(partial(fetch, vector), window, allowed) for vector in vectors]


def _lexical(index: LexicalIndex, text: str, window: int, allowed: set[str] | None) -> list[tuple[str, float]]:
    if allowed is None:
        return index.search(text, window)
    return _widened(lambda size: index.search(text, size), window, allowed)


def _widened(
    fetch: Callable[[int], list[tuple[str, float]]], window: int, allowed: set[str]
) -> list[tuple[str, float]]:
    """The best ``window`` that are allowed: fetch more until there are so many or there is nothing left.

    Filtering here beats a ``where`` clause by a factor of twenty and more.
    """
    wanted = min(window, len(allowed))
    size = window
    while True:
        found = fetch(size)
        kept = [hit for hit in found if hit[0] in allowed]
        if len(kept) >= wanted or len(found) < size:
            return kept[:wanted]
        size *= 8
