"""How long an answer takes, against embedding its question and doing nothing else."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.engine.evidence.retrieve import SEARCH_DEPTH
from bot.engine.models import Explanation, Question
from bot.wiring import build_engine
from knowledge.embedding import Embedder
from knowledge.index.generations import Layout
from knowledge.index.vectors import VectorIndex
from knowledge.library import ChromaLibrary
from tests.benchmarks import langchain_build
from tests.benchmarks.rates import texts

_WARM_UP = 10


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one way, and its median's ratio to the median of embedding the question."""

    median: float
    p95: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Latency:
    """``words`` is the median length of a question; ``answered`` are those that were not refused."""

    items: int
    questions: int
    words: float
    answered: int
    ways: dict[str, Times]


def measure(root: Path, embedder: Embedder, asked: Sequence[str], place: Path) -> Latency:
    """Put each question in turn to the model alone, to search, to the engine and to the LangChain build.

    No question is put twice to the same one, and who comes first changes from question to question. The LangChain build
    retrieves and no more; the engine's answer is checked, composed and verified. ``place`` is an empty folder for it.
    """
    with ChromaLibrary.open(root, embedder) as library:
        engine = build_engine(library)
        layout = Layout(root)
        passages = texts(layout)
        rival = langchain_build.build(place, passages, langchain_build.Wrapped(embedder, stored(layout, passages)))
        answered = 0

        def answer(question: str) -> None:
            nonlocal answered
            answered += isinstance(engine.explain(Question(question)), Explanation)

        ways: dict[str, Callable[[str], object]] = {
            "embed": lambda question: embedder.queries([question]),
            "search": lambda question: library.search(question, limit=SEARCH_DEPTH),
            "answer": answer,
            "langchain": rival.invoke,
        }
        for question in asked[:_WARM_UP]:
            for way in ways.values():
                way(question)
        answered = 0
        measured = asked[_WARM_UP:]
        taken: dict[str, list[float]] = {name: [] for name in ways}
        names = list(ways)
        for number, question in enumerate(measured):
            turn = number % len(names)
            for name in names[turn:] + names[:turn]:
                began = time.perf_counter()
                ways[name](question)
                taken[name].append(1e3 * (time.perf_counter() - began))
    base = statistics.median(taken["embed"])
    times = {
        name: Times(statistics.median(one), float(np.percentile(one, 95)), statistics.median(one) / base)
        for name, one in taken.items()
    }
    words = statistics.median(len(question.split()) for question in measured)
    return Latency(len(passages), len(measured), words, answered, times)


def stored(layout: Layout, passages: Sequence[tuple[str, str]]) -> dict[str, NDArray[np.float32]]:
    """The vectors that a library holds, by the texts that they are of."""
    index = VectorIndex(layout.vectors(layout.read().generation))
    found: dict[str, NDArray[np.float32]] = {}
    for start in range(0, len(passages), 5_000):
        part = passages[start : start + 5_000]
        vectors = index.vectors([key for key, _ in part])
        found |= {text: vectors[key] for key, text in part}
    return found
