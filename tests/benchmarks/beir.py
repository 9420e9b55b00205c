"""Reads a retrieval test set in BEIR's form, and scores rankings against it."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_PERMUTATIONS = 100_000
_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class TestSet:
    """``queries`` with at least one relevant document, and ``relevant`` document ids by query id."""

    corpus: Path
    queries: Mapping[str, str]
    relevant: Mapping[str, frozenset[str]]


def read_test_set(folder: Path, split: str = "train") -> TestSet:
    """The test set in ``folder``: ``corpus.jsonl``, ``queries.<split>.jsonl`` and ``qrels/<split>.tsv``."""
    relevant: dict[str, set[str]] = {}
    with (folder / "qrels" / f"{split}.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if int(row["score"]) > 0:
                relevant.setdefault(row["query-id"], set()).add(row["corpus-id"])
    with (folder / f"queries.{split}.jsonl").open(encoding="utf-8") as lines:
        queries = {row["_id"]: row["text"] for row in map(json.loads, lines) if row["_id"] in relevant}
    judged = {query: frozenset(documents) for query, documents in relevant.items() if query in queries}
    return TestSet(folder / "corpus.jsonl", queries, judged)


def read_documents(folder: Path) -> dict[str, str]:
    """Title and text of each document, by id."""
    with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
        return {row["_id"]: f"{row.get('title', '')} {row['text']}" for row in map(json.loads, lines)}


def ndcg(ranked: Sequence[str], relevant: frozenset[str], depth: int = 10) -> float:
    """nDCG with binary gains (Järvelin and Kekäläinen 2002)."""
    discounts = 1 / np.log2(np.arange(2, depth + 2))
    gains = np.array([document in relevant for document in ranked[:depth]], dtype=float)
    return float((gains * discounts[: len(gains)]).sum() / discounts[: min(depth, len(relevant))].sum())


def recall(ranked: Sequence[str], relevant: frozenset[str], depth: int) -> float:
    """The share of the relevant documents among the first ``depth``."""
    return len(relevant.intersection(ranked[:depth])) / len(relevant)


def randomisation(one: NDArray[np.float64], other: NDArray[np.float64], *, seed: int = 1) -> float:
    """Two-sided p-value of a paired randomisation test of the difference in means.

    Signs of the differences are drawn anew 100,000 times, and the observed one counts as a draw. Smucker, Allan and
    Carterette (2007), "A Comparison of Statistical Significance Tests for Information Retrieval Evaluation".
    """
    differences = one - other
    differences = differences[differences != 0.0]
    observed = abs(differences.sum())
    drawn, extreme = np.random.default_rng(seed), 0
    for _ in range(_PERMUTATIONS // _ROWS):
        signs = drawn.integers(0, 2, (_ROWS, len(differences))) * 2.0 - 1.0
        extreme += int((np.abs(signs @ differences) >= observed - 1e-12).sum())
    return (extreme + 1) / (_PERMUTATIONS + 1)
