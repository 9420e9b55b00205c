"""What people build instead: LangChain's EnsembleRetriever over BM25Retriever and a Chroma store, all at defaults.

It gets the passages and the embedding model of the library that it is held against, so that only the rest differs.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from langchain_chroma import Chroma
from langchain_classic.retrievers import EnsembleRetriever
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from knowledge.embedding import Embedder

_BATCH = 5_000


class Wrapped(Embeddings):
    """An embedder as LangChain's Embeddings. Texts whose vectors are ``stored`` are not embedded again."""

    def __init__(self, embedder: Embedder, stored: Mapping[str, NDArray[np.float32]] | None = None) -> None:
        self._embedder = embedder
        self._stored = stored or {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if self._stored:
            return [self._stored[text].tolist() for text in texts]
        vectors: list[list[float]] = self._embedder.passages(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._embedder.queries([text])[0].tolist()
        return vector


def build(
    folder: Path, passages: Sequence[tuple[str, str]], embeddings: Embeddings, *, depth: int | None = None
) -> EnsembleRetriever:
    """The retriever over (id, text) passages; ``depth`` results of each half, four if None as LangChain has it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from langchain_community.retrievers import BM25Retriever
    documents = [Document(page_content=text, metadata={"id": key}, id=key) for key, text in passages]
    store = Chroma("benchmark", embeddings, persist_directory=str(folder))
    for start in range(0, len(documents), _BATCH):
        store.add_documents(documents[start : start + _BATCH])
    words = BM25Retriever.from_documents(documents)
    arguments = {}
    if depth is not None:
        words.k, arguments = depth, {"search_kwargs": {"k": depth}}
    return EnsembleRetriever(retrievers=[words, store.as_retriever(**arguments)], weights=[0.5, 0.5])
