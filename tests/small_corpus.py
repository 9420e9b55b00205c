"""A small corpus and record folder for tests, and what a library that was built from it holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from knowledge.embedding import Embedder
from knowledge.index.catalogue import Catalogue
from knowledge.index.generations import Layout
from knowledge.index.vectors import VectorIndex
from knowledge.library import ChromaLibrary

TOPICS = ("lighthouse", "ferry", "harbour", "tariff", "ballot", "broadcast", "pipeline", "census")
QUESTIONS = ("lighthouse keepers", "Who bought the ferry?", "tariff on the harbour broadcast", "ballot census 3")


def write_corpus(folder: Path, documents: int = 8, paragraphs: int = 12) -> Path:
    """Plain-text documents, deterministic, each of several passages."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        (folder / f"doc-{number:02d}.txt").write_text(document(number, paragraphs), encoding="utf-8")
    return folder


def document(number: int, paragraphs: int = 12) -> str:
    topic = TOPICS[number % len(TOPICS)]
    other = TOPICS[(number + 3) % len(TOPICS)]
    return "\n\n".join(
        f"The {topic} committee met on day {index} of session {number}. Its members heard that the {other} account was "
        f"short by {index * 17 + number} crowns, and that nobody had signed for it. A clerk said the {topic} ledger "
        f"was kept in room {index + number}, where the {TOPICS[index % len(TOPICS)]} papers lay as well. "
        f"The chair adjourned the hearing until the {topic} inspector had answered in writing."
        for index in range(paragraphs)
    )


def contents(root: Path, embedder: Embedder, questions: Sequence[str] = QUESTIONS) -> dict[str, Any]:
    """All that readers can see of a library, comparable between libraries: records, vectors, search results."""
    layout = Layout(root)
    generation = layout.read().generation
    connection = sqlite3.connect(layout.catalogue(generation))
    try:
        rows = {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall())
            for table in ("sources", "items", "tags", "relations", "inputs")
        }
    finally:
        connection.close()
    catalogue = Catalogue(layout.catalogue(generation))
    ids = catalogue.ids()
    catalogue.close()
    index = VectorIndex(layout.vectors(generation))
    vectors = {key: vector.tobytes() for key, vector in index.vectors(ids).items()}
    stored = index.count()
    index.close()
    with ChromaLibrary.open(root, embedder) as library:
        results = [
            [(hit.item.id, hit.score, hit.relevance, hit.lexical) for hit in library.search(text, limit=20)]
            for text in questions
        ]
    return {"rows": rows, "vectors": vectors, "stored": stored, "results": results}


def manifest(folder: Path, rows: list[dict[str, str]]) -> Path:
    """A JSONL manifest in ``folder``."""
    path = folder / "manifest.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
