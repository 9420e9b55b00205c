"""Texts to vectors: the port that the library embeds through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns texts into vectors whose inner product is their similarity.

    ``identity`` names model, variant and content; it changes whenever the vectors could. ``unrelated`` and
    ``related`` are the model's typical cosines of unrelated texts and of a question with its answer; they calibrate
    a cosine to a relevance in 0..1, and do not carry over between models.
    """

    @property
    def identity(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    @property
    def unrelated(self) -> float: ...

    @property
    def related(self) -> float: ...

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of texts to be found, shape (len(texts), dimension), L2-normalised. Raises EmbeddingError."""
        ...

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of questions to search with, same shape and norm. Raises EmbeddingError."""
        ...


def relevance(cosine: float, embedder: Embedder) -> float:
    """The cosine as a relevance in 0..1: 0 at the model's unrelated anchor or below, 1 at its related one or above."""
    return min(1.0, max(0.0, (cosine - embedder.unrelated) / (embedder.related - embedder.unrelated)))
