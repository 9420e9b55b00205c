"""Footing against the raw embedding model and against the usual LangChain build, all figures as ratios within one run.

    python -m tests.benchmarks                                     about two minutes, nothing but the repository
    python -m tests.benchmarks --scifact DIR                       and retrieval quality
    python -m tests.benchmarks --library DIR --inputs INPUTS...    on a real library and a real corpus

Without ``--library`` latency is measured on the shipped records and filler of their words, over 10,000 passages
whose vectors are drawn, not computed. Without ``--inputs`` the ingest rate is measured on some of that filler.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.settings import Settings
from bot.wiring import load_embedding
from knowledge.embedding import Embedder
from knowledge.errors import FootingError
from knowledge.index.generations import Layout
from knowledge.ingest.inputs import Input, expand
from knowledge.records import RECORDS, Record, read_records
from tests.benchmarks import latency, quality, rates
from tests.benchmarks.material import CheapVectors, filler, questions

_RATE_DOCUMENTS = 12
_LATENCY_DOCUMENTS = 460
_KNOWN = 800
_FLOOR, _CEILING = 0.85, 4.0
_WAYS = {
    "embed": "embedding the question",
    "search": "search",
    "answer": "answer",
    "langchain": "LangChain: retrieval alone",
    "default": "hybrid, the default",
    "bm25": "BM25 alone",
    "dense": "vectors alone",
}

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command(help=(__doc__ or "").partition("\n")[0])
def benchmark(
    inputs: Annotated[
        list[str] | None, typer.Option("--inputs", help="Corpus or manifest for the ingest rate. May be repeated.")
    ] = None,
    share: Annotated[float, typer.Option(min=0.001, max=1.0, help="Part of its documents, drawn at random.")] = 1.0,
    library: Annotated[Path | None, typer.Option(help="Library for the latency.")] = None,
    scifact: Annotated[Path | None, typer.Option(help="BEIR folder for retrieval quality (train split).")] = None,
    cache: Annotated[
        Path | None, typer.Option(help="Vectors of an earlier run for --scifact: embeddings.sqlite.")
    ] = None,
    records: Annotated[Path, typer.Option(help="Folder of records that questions and filler are made from.")] = RECORDS,
    asked: Annotated[Path | None, typer.Option(help="Text file with a question a line, in place of made ones.")] = None,
    count: Annotated[int, typer.Option("--questions", min=20, help="How many questions.")] = 200,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds of the ingest rate.")] = 3,
    only: Annotated[list[str] | None, typer.Option(help="rate, latency or quality; all by default.")] = None,
    as_json: Annotated[Path | None, typer.Option("--json", help="Also write the figures to this file.")] = None,
) -> None:
    embedder = load_embedding(Settings.from_env(os.environ))
    held = read_records(records)
    wanted = set(only or ("rate", "latency", "quality"))
    figures: dict[str, Any] = {"embedding": embedder.identity, "cores": os.cpu_count()}
    table = Table("", "figure", "ratio", "detail", title="benchmarks", show_edge=False)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        if "rate" in wanted:
            measured = rates.measure(embedder, _inputs(inputs, share, held), rounds=rounds)
            figures["rate"] = asdict(measured)
            _show_rates(table, measured)
        if "latency" in wanted:
            lines = asked.read_text(encoding="utf-8").splitlines() if asked else questions(held, count)
            distinct = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
            root, of = (library, embedder) if library else _filled(place / "filler", embedder, held, records)
            answers = latency.measure(root, of, distinct, place / "langchain")
            figures["latency"] = asdict(answers)
            _show_latency(table, answers)
        if scifact and "quality" in wanted:
            found = quality.measure(scifact, embedder, place / "scifact", cache)
            figures["quality"] = asdict(found)
            _show_quality(table, found)
    Console().print(table)
    if as_json:
        as_json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _inputs(arguments: list[str] | None, share: float, held: list[Record]) -> list[Input]:
    if not arguments:
        return filler([finding for record in held for finding in record.findings], _RATE_DOCUMENTS)
    found = [one for one in expand(arguments, fetcher=None) if isinstance(one, Input)]
    return random.Random(1).sample(found, max(1, round(share * len(found))))


def _filled(root: Path, embedder: Embedder, held: list[Record], records: Path) -> tuple[Path, Embedder]:
    """The records and filler in a library, with real vectors for some of the findings."""
    findings = [finding for record in held for finding in record.findings]
    known = random.Random(1).sample([finding.text for finding in findings], min(_KNOWN, len(findings)))
    cheap = CheapVectors(embedder, known)
    rates.run(Layout(root), cheap, filler(findings, _LATENCY_DOCUMENTS, seed=2), records)
    return root, cheap


def _show_rates(table: Table, one: rates.Rates) -> None:
    told = f"{one.passages:,} passages, median of {one.rounds} rounds; the model alone {one.raw:.1f}/s"
    table.add_row("ingest", "rate / the model's alone", f"{one.ingest:.3f}", f"floor {_FLOOR}; {told}")
    table.add_row("", "LangChain: the same", f"{one.langchain:.3f}", "split passages given")
    table.add_section()


def _show_latency(table: Table, one: latency.Latency) -> None:
    for name, times in one.ways.items():
        detail = f"p50 {times.median:.2f} ms, p95 {times.p95:.2f} ms"
        if name == "answer":
            detail += f"; ceiling {_CEILING:.0f}; {one.answered} of {one.questions} answered, the rest refused"
        if name == "embed":
            detail += f"; {one.questions} questions of {one.words:.0f} words, {one.items:,} findings and passages"
        table.add_row("latency" if name == "embed" else "", _WAYS[name], f"{times.ratio:.2f}", detail)
    table.add_section()


def _show_quality(table: Table, one: quality.Retrieval) -> None:
    best = one.ways["default"].ndcg_10
    for name, scores in one.ways.items():
        detail = f"nDCG@10 {scores.ndcg_10:.4f}, recall@10 {scores.recall_10:.3f}, recall@100 {scores.recall_100:.3f}"
        detail += (
            f"; {one.questions} questions, {one.documents:,} documents" if scores.p is None else f"; p = {scores.p:.5f}"
        )
        label = _WAYS[name].partition(":")[0]
        table.add_row("quality" if name == "default" else "", label, f"{scores.ndcg_10 / best:.3f}", detail)


def main() -> int:
    try:
        app(prog_name="python -m tests.benchmarks")
    except FootingError as error:
        Console(stderr=True).print(f"error: {error}", soft_wrap=True)
        return 2
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
