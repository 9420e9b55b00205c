"""Follow-ups and questions in eight languages: how much of what the English question finds is found.

    python -m tests.benchmarks.follow_ups --library DIR

Recall is the share of the five best findings of the reference question among the ten best of the one that is measured.
With a scripted model the question is put into English as the data says (in other words than the reference), and taken
only if the engine takes it; without a model it is searched as it is. Each embedding model is measured alone too, over
the shipped findings, by its vectors without the words, against what the library finds in English and against what it
finds in English itself; a model that is not installed is passed over.
"""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from bot.engine.answer.interpret import understood
from bot.engine.evidence.retrieve import search_text
from bot.engine.models import Question, Turn
from bot.settings import Settings
from bot.wiring import load_embedding, open_library
from knowledge.errors import FootingError
from knowledge.models import Finding
from knowledge.records import RECORDS, read_records

DATA = Path(__file__).with_name("data")
LANGUAGES = ("ru", "uk", "de", "es", "fr", "ro", "pl", "zh")
BEST, DEPTH = 5, 10

Search = Callable[[str], list[str]]
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class Reader:
    """An interpreter that gives one reading. Implements :class:`bot.engine.ports.Interpreter`."""

    reading: str

    def standalone(self, question: Question) -> str:
        return self.reading

    def translate(self, texts: Sequence[str], language: str) -> list[str]:
        return list(texts)


def recall(search: Search, reference: str, measured: str, known: Search | None = None) -> float:
    """Recall of ``measured``; ``known`` searches for the reference question, ``search`` itself if it is not given."""
    wanted = (known or search)(reference)[:BEST]
    return len(set(wanted) & set(search(measured)[:DEPTH])) / len(wanted) if wanted else 1.0


def languages(search: Search, *, read: bool, known: Search | None = None) -> dict[str, float]:
    """Mean recall by language; with ``read`` through the scripted model, and of what ``known`` finds in English."""
    rows = json.loads((DATA / "languages.json").read_text(encoding="utf-8"))
    found: dict[str, float] = {}
    for language in LANGUAGES:
        scores = []
        for row in rows:
            question = Question(row[language], language)
            asked = understood(question, Reader(row["read"])).text if read else row[language]
            scores.append(recall(search, row["en"], asked, known))
        found[language] = statistics.fmean(scores)
    return found


def follow_ups(search: Search) -> tuple[int, int, float, float]:
    """How many follow-ups there are, how many readings were taken, and recall with them and without a model."""
    asked = taken = 0
    with_model, without = [], []
    for first, *rest in json.loads((DATA / "conversations.json").read_text(encoding="utf-8")):
        history: tuple[Turn, ...] = (Turn(first, first.rstrip("?") + "."),)
        for text, full in rest:
            question = Question(text, history=history)
            found = understood(question, Reader(full))
            asked += 1
            taken += found is not question
            with_model.append(recall(search, full, search_text(found)))
            without.append(recall(search, full, search_text(question)))
            history = (*history, Turn(text, full.rstrip("?") + "."))
    return asked, taken, statistics.fmean(with_model), statistics.fmean(without)


def vectors_alone(name: str) -> Search | None:
    """Search by one embedding model over the shipped findings, or None where it is not installed."""
    try:
        embedder = load_embedding(Settings.from_env({**os.environ, "FOOTING_EMBEDDING": name}))
    except FootingError:
        return None
    findings: list[Finding] = [finding for record in read_records(RECORDS) for finding in record.findings]
    held = np.concatenate(
        [embedder.passages([one.text for one in findings[at : at + 64]]) for at in range(0, len(findings), 64)]
    )

    def search(text: str) -> list[str]:
        scores = held @ embedder.queries([text])[0]
        return [findings[at].id for at in np.argsort(-scores)[:DEPTH]]

    return search


@app.command(help=(__doc__ or "").partition("\n")[0])
def measure(
    library: Annotated[Path, typer.Option(help="Folder of the library.")],
    alone: Annotated[list[str] | None, typer.Option(help="Embedding models to measure alone; both by default.")] = None,
) -> None:
    console = Console(width=140)
    table = Table("recall of the English question's best five", *LANGUAGES, "mean", show_edge=False)

    def row(name: str, found: dict[str, float]) -> None:
        mean = statistics.fmean(found.values())
        table.add_row(name, *(f"{found[one]:.2f}" for one in LANGUAGES), f"{mean:.2f}")

    with open_library(Settings.from_env({**os.environ, "FOOTING_LIBRARY": str(library)})) as opened:

        def search(text: str) -> list[str]:
            return [hit.item.id for hit in opened.search(text, limit=DEPTH)]

        row("scripted model, the library's search", languages(search, read=True))
        row("no model, the library's search", languages(search, read=False))
        asked, taken, with_model, without = follow_ups(search)
        for name in alone if alone is not None else ("multilingual-e5-small", "minilm"):
            if (vectors := vectors_alone(name)) is not None:
                row(f"{name}, vectors alone", languages(vectors, read=False, known=search))
                row(f"{name}, of its own English ones", languages(vectors, read=False))
    console.print(table)
    console.print(
        f"{asked} follow-ups: readings of the scripted model taken {taken}; recall with them {with_model:.2f}, "
        f"without a model {without:.2f}"
    )


if __name__ == "__main__":
    app()
