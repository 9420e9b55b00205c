"""The only place where objects are put together."""

from __future__ import annotations

from collections.abc import Callable

from bot.engine.check import Checker
from bot.engine.engine import Footing
from bot.engine.explain import Explainer
from bot.settings import Settings
from knowledge.embedding import Embedder, load_embedder
from knowledge.library import ChromaLibrary


def open_library(settings: Settings, embedder: Embedder | None = None) -> ChromaLibrary:
    """The library that the settings name. Raises LibraryError or EmbeddingError with the way out."""
    return ChromaLibrary.open(settings.library, embedder or load_embedding(settings))


def load_embedding(settings: Settings, *, progress: Callable[[str, float], None] | None = None) -> Embedder:
    """The embedding model that the settings name; ``progress`` is told what is done and how much of it, 0..1.

    Raises EmbeddingError.
    """
    return load_embedder(
        settings.embedding,
        cache_dir=settings.models,
        threads=settings.threads,
        base_url=settings.embedding_url,
        api_key=settings.embedding_key.get_secret_value() if settings.embedding_key else None,
        progress=progress,
    )


def build_engine(library: ChromaLibrary) -> Footing:
    """Both pipelines over one library."""
    return Footing(Explainer(library), Checker(library))
