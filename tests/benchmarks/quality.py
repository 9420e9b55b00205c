"""How well the library finds documents, against BM25 alone, vectors alone, and the LangChain build."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.evaluation.statistics import ndcg, randomisation, recall_at
from knowledge.embedding import CachedEmbedder, Embedder
from knowledge.index.catalogue import Catalogue
from knowledge.index.generations import Layout
from knowledge.index.lexical import LexicalIndex
from knowledge.index.vectors import VectorIndex
from knowledge.ingest.inputs import Input, expand
from knowledge.ingest.source_ids import foreign_id
from knowledge.library import ChromaLibrary
from tests.benchmarks import langchain_build, rates
from tests.benchmarks.beir import TestSet, read_test_set
from tests.benchmarks.latency import stored

DEPTH = 300
"""Passages asked of every way; a document stands where its best passage does."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over the questions, and the p-value of the difference in nDCG to the default (None for itself)."""

    ndcg_10: float
    recall_10: float
    recall_100: float
    p: float | None


@dataclass(frozen=True, slots=True)
class Retrieval:
    documents: int
    passages: int
    questions: int
    ways: dict[str, Quality]


def measure(folder: Path, embedder: Embedder, place: Path, cache: Path | None = None) -> Retrieval:
    """Build a library of the test set in ``folder`` under ``place`` and put all its questions to each way.

    ``cache`` is a file of vectors from an earlier run (a library's ``embeddings.sqlite``), used by copy.
    """
    test = read_test_set(folder)
    layout = Layout(place / "library")
    layout.root.mkdir(parents=True)
    if cache is not None:
        shutil.copyfile(cache, layout.cache)
    cached = CachedEmbedder(embedder, layout.cache)
    try:
        inputs = [one for one in expand([str(test.corpus)], fetcher=None) if isinstance(one, Input)]
        rates.run(layout, cached, inputs)
    finally:
        cached.close()
    passages = rates.texts(layout)
    found = _rankings(test, layout, embedder, passages, place / "langchain")
    return Retrieval(len(inputs), len(passages), len(test.queries), _scores(test, found))


def _rankings(
    test: TestSet, layout: Layout, embedder: Embedder, passages: Sequence[tuple[str, str]], place: Path
) -> dict[str, dict[str, list[str]]]:
    """For each way the documents for each question, best first."""
    generation = layout.read().generation
    catalogue = Catalogue(layout.catalogue(generation))
    source_of = {key: item.source_id for key, item in catalogue.items([key for key, _ in passages]).items()}
    catalogue.close()
    words = LexicalIndex(layout.words(generation))
    vectors = VectorIndex(layout.vectors(generation))
    rival = langchain_build.build(
        place, passages, langchain_build.Wrapped(embedder, stored(layout, passages)), depth=DEPTH
    )
    with ChromaLibrary.open(layout.root, embedder) as library:
        ways: dict[str, Callable[[str], list[str]]] = {
            "default": lambda text: [hit.item.id for hit in library.search(text, limit=DEPTH)],
            "bm25": lambda text: [key for key, _ in words.search(text, DEPTH)],
            "dense": lambda text: [key for key, _ in vectors.nearest(embedder.queries([text]), DEPTH)[0]],
            "langchain": lambda text: [document.metadata["id"] for document in rival.invoke(text)],
        }
        return {
            name: {
                query: [foreign_id(one) for one in dict.fromkeys(source_of[key] for key in way(text))]
                for query, text in test.queries.items()
            }
            for name, way in ways.items()
        }


def _scores(test: TestSet, found: dict[str, dict[str, list[str]]]) -> dict[str, Quality]:
    gained = {
        name: np.array([ndcg(ranked, test.relevant[query]) for query, ranked in rankings.items()])
        for name, rankings in found.items()
    }
    recalled = {
        (name, depth): float(np.mean([recall_at(ranked, test.relevant[query], depth) for query, ranked in one.items()]))
        for name, one in found.items()
        for depth in (10, 100)
    }
    return {
        name: Quality(
            float(gains.mean()),
            recalled[name, 10],
            recalled[name, 100],
            None if name == "default" else randomisation(gained["default"], gains),
        )
        for name, gains in gained.items()
    }
