"""How fast ingest is, against embedding the same texts and doing nothing else."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.embedding import CachedEmbedder, Embedder
from knowledge.index.catalogue import Catalogue, indexed_text
from knowledge.index.generations import Layout
from knowledge.ingest.ingesting import Given, ingest
from knowledge.ingest.inputs import Input
from knowledge.models import Finding
from tests.benchmarks import langchain_build
from tests.fakes import HashEmbedder


@dataclass(frozen=True, slots=True)
class Rates:
    """Passages a second of each way, and each one's ratio to the raw model: the median over rounds."""

    passages: int
    rounds: int
    raw: float
    ingest: float
    langchain: float


def measure(embedder: Embedder, inputs: Sequence[Input], *, rounds: int = 3) -> Rates:
    """Take turns at the raw model, at an ingest into an empty library with an empty cache, and at the LangChain build.

    The ingest reads, parses, splits, embeds, keeps, indexes and switches. The LangChain build is given the passages as
    they are. Nobody's time includes loading the model.
    """
    with tempfile.TemporaryDirectory() as folder:
        layout = Layout(Path(folder) / "texts")
        run(layout, HashEmbedder(), inputs)
        passages = texts(layout)
        embedder.passages([text for _, text in passages[:16]])
        seconds: dict[str, list[float]] = {"raw": [], "ingest": [], "langchain": []}
        for number in range(rounds):
            place = Path(folder) / str(number)
            ways: dict[str, Callable[[], object]] = {
                "raw": lambda: embedder.passages([text for _, text in passages]),
                "ingest": lambda place=place: _ingest(Layout(place / "library"), embedder, inputs),  # type: ignore[misc]
                "langchain": lambda place=place: langchain_build.build(  # type: ignore[misc]
                    place / "langchain", passages, langchain_build.Wrapped(embedder)
                ),
            }
            names = list(ways)
            for name in names[number % 3 :] + names[: number % 3]:
                began = time.perf_counter()
                ways[name]()
                seconds[name].append(time.perf_counter() - began)
    ratios = {
        name: statistics.median(raw / taken for raw, taken in zip(seconds["raw"], seconds[name], strict=True))
        for name in ("ingest", "langchain")
    }
    raw = len(passages) / statistics.median(seconds["raw"])
    return Rates(len(passages), rounds, raw, ratios["ingest"], ratios["langchain"])


def run(layout: Layout, embedder: Embedder, inputs: Sequence[Input], records: Path | None = None) -> None:
    """One ingest of documents, and of a folder of records, into the library at ``layout``."""
    given = Given(inputs=[("benchmark", "benchmark", list(inputs))] if inputs else [], records=records)
    ingest(layout, given, identity=embedder.identity, embedder=lambda: embedder, progress=_silent)


def texts(layout: Layout) -> list[tuple[str, str]]:
    """(item id, text as indexed) of all that a library holds, in the order of ids."""
    catalogue = Catalogue(layout.catalogue(layout.read().generation))
    try:
        titles = {source.id: source.title for source in catalogue.sources()}
        return [
            (key, indexed_text(item.text, titles[item.source_id], finding=isinstance(item, Finding)))
            for key, item in sorted(catalogue.items(catalogue.ids()).items())
        ]
    finally:
        catalogue.close()


def _ingest(layout: Layout, embedder: Embedder, inputs: Sequence[Input]) -> None:
    cached = CachedEmbedder(embedder, layout.cache)
    try:
        run(layout, cached, inputs)
    finally:
        cached.close()


def _silent(stage: str, done: int, total: int, note: str = "") -> None:
    return None
