"""Vectors kept by content, so that a rebuild embeds only what is new."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tenacity import retry, retry_if_exception, stop_after_delay, wait_random

from knowledge.errors import EmbeddingError

if TYPE_CHECKING:
    from knowledge.embedding import Embedder

_BATCH = 64
"""Texts embedded between two commits: at most so many are embedded again after a crash."""

_BUSY_SECONDS = 60.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS passages (
    identity TEXT NOT NULL,
    text_sha256 BLOB NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (identity, text_sha256)
) WITHOUT ROWID
"""


def _is_locked(error: BaseException) -> bool:
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


@retry(
    retry=retry_if_exception(_is_locked),
    wait=wait_random(0.01, 0.1),
    stop=stop_after_delay(_BUSY_SECONDS),
    reraise=True,
)
def _prepare(database: sqlite3.Connection) -> None:
    """Sets the file up. SQLite does not wait for a lock while the journal's mode changes, whatever the timeout."""
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute(_SCHEMA)
    database.commit()


class CachedEmbedder:
    """An :class:`knowledge.embedding.Embedder` that remembers passages in one SQLite file, by identity and SHA-256.

    Queries pass through: they are private, and are not written anywhere. Several processes and threads may share the
    file; what a killed process had committed stays. Equal texts in one call are embedded once.
    """

    def __init__(self, embedder: Embedder, path: Path) -> None:
        """Opens or makes the file. Raises EmbeddingError when it is no such file or cannot be written."""
        self._embedder = embedder
        self._path = path
        self._lock = threading.Lock()
        with self._reported():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, timeout=_BUSY_SECONDS, check_same_thread=False)
            _prepare(self._database)

    @property
    def identity(self) -> str:
        return self._embedder.identity

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    @property
    def unrelated(self) -> float:
        return self._embedder.unrelated

    @property
    def related(self) -> float:
        return self._embedder.related

    def close(self) -> None:
        self._database.close()

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._embedder.queries(texts)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension), L2-normalised. Raises EmbeddingError."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _BATCH):
            vectors[start : start + _BATCH] = self._batch(texts[start : start + _BATCH])
        return vectors

    def _batch(self, texts: Sequence[str]) -> NDArray[np.float32]:
        keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
        known = self._read(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = dict(zip(missing, self._embedder.passages(list(missing.values())), strict=True))
            self._write(fresh)
            known |= fresh
        return np.stack([known[key] for key in keys])

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        marks = ", ".join("?" * len(keys))
        with self._lock, self._reported():
            rows = self._database.execute(
                f"SELECT text_sha256, vector FROM passages WHERE identity = ? AND text_sha256 IN ({marks})",
                (self.identity, *keys),
            ).fetchall()
        return {key: np.frombuffer(blob, "<f4") for key, blob in rows if len(blob) == 4 * self.dimension}

    def _write(self, vectors: dict[bytes, NDArray[np.float32]]) -> None:
        rows = [(self.identity, key, vector.astype("<f4").tobytes()) for key, vector in vectors.items()]
        with self._lock, self._reported(), self._database:
            self._database.executemany("INSERT OR REPLACE INTO passages VALUES (?, ?, ?)", rows)

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise EmbeddingError(
                f"the embedding cache {self._path} cannot be used: {error}; free space or close what holds it",
                retryable=True,
            ) from error
        except (sqlite3.DatabaseError, OSError) as error:
            raise EmbeddingError(
                f"the embedding cache {self._path} cannot be used: {error}; delete it, and it is made again"
            ) from error
