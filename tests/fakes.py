"""Deterministic stand-ins for the ports, shared by the tests. Each implements its port; none patches anything."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import re
import threading
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.engine.models import Answer, ClaimCheck, Explanation, Premise, Question, Refusal, RefusalReason, Statement
from knowledge.errors import FootingError
from knowledge.models import Filters, Finding, Hit, Item, LibraryInfo, Passage, RelatedFinding, Source
from tests.memory_library import MemoryLibrary as MemoryLibrary

_WORD = re.compile(r"\w+")


class HashEmbedder:
    """An offline :class:`knowledge.embedding.Embedder`: hashed words and their character trigrams.

    Texts that share words or spellings are similar; nothing else is. The same text gives the same vector in every
    process. ``embedded`` lists every text in the order it was embedded, so that a test can see what a cache saved.
    """

    unrelated = 0.1
    related = 0.7

    def __init__(self, dimension: int = 64, identity: str = "hash-64/1") -> None:
        self.dimension = dimension
        self.identity = identity
        self.embedded: list[str] = []

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._vectors(texts)

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._vectors(texts)

    def _vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            self.embedded.append(text)
            for feature, weight in _features(text):
                digest = hashlib.blake2b(feature.encode(), digest_size=8).digest()
                sign = 1.0 if digest[7] & 1 else -1.0
                row[int.from_bytes(digest[:4], "little") % self.dimension] += sign * weight
            norm = float(np.linalg.norm(row))
            if norm == 0.0:
                row[0] = 1.0
            else:
                row /= norm
        return vectors


def _features(text: str) -> Iterator[tuple[str, float]]:
    for word in _WORD.findall(text.casefold()):
        yield word, 1.0
        padded = f"<{word}>"
        for start in range(len(padded) - 2):
            yield padded[start : start + 3], 0.3


class ScriptedLibrary:
    """An in-memory :class:`bot.engine.ports.Library` over what it is given; search is by shared words.

    ``error``, where set, is raised by every method.
    """

    def __init__(
        self,
        sources: Sequence[Source] = (),
        findings: Sequence[Finding] = (),
        passages: Sequence[Passage] = (),
        error: FootingError | None = None,
    ) -> None:
        self._sources = {source.id: source for source in sources}
        self._findings = {finding.id: finding for finding in findings}
        self._passages = {passage.id: passage for passage in passages}
        self.error = error

    def _check(self) -> None:
        if self.error is not None:
            raise self.error

    def search(self, text: str, *, limit: int = 12, filters: Filters | None = None) -> list[Hit]:
        self._check()
        wanted = set(_WORD.findall(text.casefold()))
        items: list[Item] = [*self._findings.values(), *self._passages.values()]
        hits = []
        for item in items:
            source = self._sources[item.source_id]
            if filters and filters.kinds and source.kind not in filters.kinds:
                continue
            words = set(_WORD.findall(item.text.casefold()))
            if shared := len(wanted & words):
                hits.append(Hit(item, source, score=shared, relevance=shared / len(wanted | words)))
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    def search_many(self, texts: Sequence[str], *, limit: int = 12) -> list[list[Hit]]:
        return [self.search(text, limit=limit) for text in texts]

    def source(self, source_id: str) -> Source | None:
        self._check()
        return self._sources.get(source_id)

    def finding(self, finding_id: str) -> Finding | None:
        self._check()
        return self._findings.get(finding_id)

    def passage(self, passage_id: str) -> Passage | None:
        self._check()
        return self._passages.get(passage_id)

    def related(self, finding_ids: Sequence[str]) -> list[RelatedFinding]:
        self._check()
        return [
            RelatedFinding(finding, self._sources[finding.source_id], relation.kind, relation.finding_id)
            for finding in self._findings.values()
            for relation in finding.relations
            if relation.finding_id in finding_ids
        ]

    def sources(self, filters: Filters | None = None) -> list[Source]:
        self._check()
        kinds = filters.kinds if filters else ()
        return [source for source in self._sources.values() if not kinds or source.kind in kinds]

    def findings_of(self, source_id: str) -> list[Finding]:
        self._check()
        return [finding for finding in self._findings.values() if finding.source_id == source_id]

    def passages_at(self, source_id: str, locator: str) -> list[Passage]:
        self._check()
        return [
            passage
            for passage in self._passages.values()
            if passage.source_id == source_id and passage.locator == locator
        ]

    def similarity(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        self._check()
        return [1.0 if left == right else 0.0 for left, right in pairs]

    def info(self) -> LibraryInfo:
        self._check()
        return LibraryInfo(
            generation="g1",
            embedding="hash-64/1",
            sources=len(self._sources),
            findings=len(self._findings),
            passages=len(self._passages),
            built=dt.datetime(2026, 1, 2, tzinfo=dt.UTC),
        )


class ScriptedEngine:
    """A :class:`bot.engine.ports.Engine` that gives scripted answers and keeps what it was asked.

    ``answers`` and ``checks`` map a question or a text to what comes back, with ``answer`` and ``check_`` for all
    others; an exception in their place is raised. ``pauses`` are waited for before each streamed item, so that a test
    holds a stream open without sleeping. ``closed`` counts streams that were given up before their end.
    """

    def __init__(
        self,
        answer: Answer | FootingError | None = None,
        check: ClaimCheck | FootingError | None = None,
        *,
        answers: Mapping[str, Answer | FootingError] | None = None,
        library: ScriptedLibrary | None = None,
        pauses: Sequence[threading.Event] = (),
    ) -> None:
        self._answer = answer
        self._check = check
        self._answers = answers or {}
        self._library = library or ScriptedLibrary()
        self._pauses = pauses
        self.questions: list[Question] = []
        self.texts: list[str] = []
        self.closed = 0

    @property
    def library(self) -> ScriptedLibrary:
        return self._library

    def explain(self, question: Question) -> Answer:
        self.questions.append(question)
        scripted = self._answers.get(question.text, self._answer)
        if isinstance(scripted, FootingError):
            raise scripted
        if scripted is None:
            return Refusal(question.text, RefusalReason.NOT_HELD, "The library holds nothing on this.")
        return dataclasses.replace(scripted, question=question.text)

    def explain_stream(self, question: Question) -> Iterator[Premise | Statement | Answer]:
        answer = self.explain(question)
        items: list[Premise | Statement | Answer] = [answer.premise] if answer.premise else []
        items += answer.statements if isinstance(answer, Explanation) else ()
        items.append(answer)
        given = 0
        try:
            for place, item in enumerate(items):
                if place < len(self._pauses):
                    self._pauses[place].wait(10)
                given += 1
                yield item
        finally:
            if given < len(items):
                self.closed += 1

    def check(self, text: str) -> ClaimCheck:
        self.texts.append(text)
        if isinstance(self._check, FootingError):
            raise self._check
        return dataclasses.replace(self._check, text=text) if self._check else ClaimCheck(text, ())
