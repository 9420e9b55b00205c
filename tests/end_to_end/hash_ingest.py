"""``ingest.py`` with the hash embedder in the place of a model: run as a process by the tests that kill it.

The first argument is the pause after each batch of texts, in seconds; the rest are ingest's own.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

import ingest
from tests.fakes import HashEmbedder


class PacedEmbedder(HashEmbedder):
    """Takes its time, so that a kill can fall into the embedding."""

    def __init__(self, pause: float) -> None:
        super().__init__()
        self._pause = pause

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = super().passages(texts)
        time.sleep(self._pause)
        return vectors


def _no_fetcher() -> None:
    return None


if __name__ == "__main__":
    embedder = PacedEmbedder(float(sys.argv[1]))
    wiring = ingest.Wiring({}, lambda _: ingest.Model(embedder.identity, lambda: embedder), _no_fetcher)
    sys.exit(ingest.main(sys.argv[2:], wiring))
