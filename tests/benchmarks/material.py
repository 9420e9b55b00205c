"""What the benchmarks run on where no corpus is given: filler documents, questions, and cheap vectors.

All of it is made from the shipped findings with fixed seeds, so that the words, the lengths and the questions are those
of the field and every run has the same ones.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Embedder
from knowledge.ingest.inputs import Input
from knowledge.models import Finding, Source
from knowledge.records import Record

_PARAGRAPHS = 30
_FORMS = (
    "What is known about {event}?",
    "What did {actor} do to {target} in {year}?",
    "Who was behind {event}?",
    "Did {actor} interfere in {target} in {year}?",
    "What did {publisher} say about {actor} and {target}?",
    "Why did {actor} target {target}?",
    "What was established about {actor} and {event}?",
    "Which sources say that {actor} acted against {target}?",
)


def filler(findings: Sequence[Finding], documents: int, *, seed: int = 1) -> list[Input]:
    """Text documents of about 24 passages each: paragraphs of findings drawn at random."""
    return [_document(findings, number, seed) for number in range(documents)]


def _document(findings: Sequence[Finding], number: int, seed: int) -> Input:
    drawn = random.Random(f"{seed}:{number}")
    paragraphs = [" ".join(finding.text for finding in drawn.sample(findings, 4)) for _ in range(_PARAGRAPHS)]
    data = "\n\n".join(paragraphs).encode()
    name = f"filler-{seed}-{number:04d}"
    return Input(Source(id=name, title=f"Filler {number}", publisher=""), name, f"{name}.txt", lambda: data)


def questions(records: Sequence[Record], count: int, *, seed: int = 1) -> list[str]:
    """``count`` distinct questions, or fewer where the records do not give so many, in random order."""
    found = list(dict.fromkeys(_asked(records)))
    random.Random(seed).shuffle(found)
    return found[:count]


def _asked(records: Sequence[Record]) -> Iterator[str]:
    number = 0
    for record in records:
        for finding in record.findings:
            if not finding.actors or not finding.targets or not finding.event:
                continue
            yield _FORMS[number % len(_FORMS)].format(
                event=finding.event.replace("-", " "),
                actor=_name(finding.actors[0]),
                target=_name(finding.targets[0]),
                year=(finding.date or record.source.published or "2016")[:4],
                publisher=record.source.publisher,
            )
            number += 1


def _name(slug: str) -> str:
    return slug.replace("-", " ").title()


class CheapVectors:
    """An :class:`knowledge.embedding.Embedder` whose passages are drawn around those of a real model.

    Questions, and the ``known`` texts, get the real model's vectors. Any other text gets a vector with the mean and the
    spread of the known ones, seeded by the text: search then costs what it costs, and embedding nothing.
    """

    def __init__(self, embedder: Embedder, known: Sequence[str]) -> None:
        self._embedder = embedder
        vectors = embedder.passages(known)
        self._known = dict(zip(known, vectors, strict=True))
        self._mean, self._spread = vectors.mean(axis=0), vectors.std(axis=0)
        self.identity = f"benchmark/{embedder.identity}"
        self.dimension = embedder.dimension
        self.unrelated = embedder.unrelated
        self.related = embedder.related

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._embedder.queries(texts)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self._known[text] if text in self._known else self._drawn(text) for text in texts])

    def _drawn(self, text: str) -> NDArray[np.float32]:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")
        vector = np.random.default_rng(seed).normal(self._mean, self._spread)
        result: NDArray[np.float32] = (vector / np.linalg.norm(vector)).astype(np.float32)
        return result
