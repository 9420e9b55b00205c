"""Texts to vectors: the port that the library embeds through, and the choice of a model by name.

The models themselves are in ``embedding_models`` (files and set-up), ``embedding_onnx`` (running them),
``embedding_endpoint`` (a server) and ``embedding_cache`` (vectors kept by content).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.embedders.cache import CachedEmbedder
from knowledge.embedders.models import Progress, minilm, multilingual_e5_small
from knowledge.errors import EmbeddingError

__all__ = ["DEFAULT_MODEL", "CachedEmbedder", "Embedder", "load_embedder", "relevance"]

DEFAULT_MODEL = "multilingual-e5-small"

_CHOICES = f"{DEFAULT_MODEL} (the default, many languages), minilm (English, smaller), openai:MODEL (a server)"


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
    """The cosine as a relevance in 0..1: 0 at the model's unrelated anchor or below, ½ at its related one.

    The related anchor is a mean, so the upper half is kept for texts that are closer than a typical answer; texts of
    one field are all near the anchor, and a scale that ended there could not tell them apart.
    """
    return min(1.0, max(0.0, 0.5 * (cosine - embedder.unrelated) / (embedder.related - embedder.unrelated)))


def load_embedder(
    name: str = DEFAULT_MODEL,
    *,
    cache_dir: Path,
    threads: int | None = None,
    base_url: str | None = None,
    api_key: str | None = None,
    progress: Progress | None = None,
) -> Embedder:
    """The embedder of that name: ``multilingual-e5-small``, ``minilm`` or ``openai:MODEL``.

    ``cache_dir`` keeps converted models (made at the first call, in seconds; ``progress`` is told). ``threads``
    defaults to the cores this process may use. ``base_url`` and ``api_key`` are for ``openai:MODEL``, where any
    server with OpenAI's embeddings API will do. Raises EmbeddingError for an unknown name, and when the model's files
    are missing or altered.
    """
    if name.startswith("openai:"):
        from knowledge.embedders.endpoint import DEFAULT_BASE_URL, EndpointEmbedder

        return EndpointEmbedder(name.removeprefix("openai:"), base_url=base_url or DEFAULT_BASE_URL, api_key=api_key)
    if name == DEFAULT_MODEL:
        model = multilingual_e5_small(cache_dir, progress=progress)
    elif name == "minilm":
        model = minilm()
    else:
        raise EmbeddingError(f"there is no embedding model {name!r}; choose {_CHOICES}")
    from knowledge.embedders.onnx import OnnxEmbedder

    return OnnxEmbedder(model, threads=threads)
