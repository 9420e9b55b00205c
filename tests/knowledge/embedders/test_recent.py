"""Queries that come twice are embedded once, and nothing of their words is kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.embedders.recent import RecentQueries
from tests.fakes import HashEmbedder


class Counting(HashEmbedder):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return super().queries(texts)


def test_a_query_is_embedded_once_while_it_is_recent() -> None:
    embedder = Counting()
    recent = RecentQueries(embedder, kept=2)
    first = recent.queries(["a", "b"])
    again = recent.queries(["b", "a", "b"])
    assert embedder.asked == ["a", "b"]
    assert np.array_equal(again, first[[1, 0, 1]])
    recent.queries(["c"])
    recent.queries(["b"])
    assert embedder.asked == ["a", "b", "c"]
    recent.queries(["a"])
    assert embedder.asked[-1] == "a", "the oldest went first"


def test_no_words_are_kept() -> None:
    recent = RecentQueries(HashEmbedder())
    recent.queries(["who paid the mayor"])
    assert "mayor" not in repr(vars(recent))
