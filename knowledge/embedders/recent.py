"""The vectors of the last few queries, for a question that is searched more than once. Keeps no words, only hashes."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Embedder

KEPT = 32


class RecentQueries:
    """Embeds queries, those that came lately from memory. Safe to call from several threads."""

    def __init__(self, embedder: Embedder, kept: int = KEPT) -> None:
        self._embedder, self._kept = embedder, kept
        self._held: OrderedDict[bytes, NDArray[np.float32]] = OrderedDict()
        self._guard = threading.Lock()

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimensions), as the embedder gives them; what it raises is raised."""
        keys = [hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest() for text in texts]
        with self._guard:
            found = {key: self._held[key] for key in keys if key in self._held}
        lacking = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if lacking:
            found |= dict(zip(lacking, self._embedder.queries(list(lacking.values())), strict=True))
        with self._guard:
            for key in keys:
                self._held[key] = found[key]
                self._held.move_to_end(key)
            while len(self._held) > self._kept:
                self._held.popitem(last=False)
        return np.stack([found[key] for key in keys])
