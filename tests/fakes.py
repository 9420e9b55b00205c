"""Deterministic stand-ins for the ports, shared by the tests. Each implements its port; none patches anything."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

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
