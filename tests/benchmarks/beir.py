"""Reads a retrieval test set in BEIR's form."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


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
