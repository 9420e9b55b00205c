"""``footing ask | check | search | sources | usage | schema | serve | corrections``."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.channels.rendering.catalogue import catalogue
from bot.channels.rendering.reasons import localised
from bot.channels.terminal import TerminalCheck, TerminalParts
from bot.channels.terminal_trace import TerminalTrace
from bot.channels.wire import AnswerBody, CheckBody
from bot.engine.errors import FootingError
from bot.engine.models import Answer, Explanation, Question, Refusal, RefusalReason
from bot.reading import read_text
from bot.settings import Settings
from bot.state.port import StateStore
from bot.telemetry import open_tracing
from bot.wiring import build_engine, load_embedding, open_library
from knowledge.ingest.source_ids import foreign_id
from knowledge.library import ChromaLibrary
from knowledge.models import Filters, Finding, Hit, Kind

app = typer.Typer(
    help="Ask about foreign interference; see what each claim stands on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Library = Annotated[Path | None, typer.Option("--library", help="Folder of the library.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
out = Console(highlight=False, soft_wrap=False)
err = Console(stderr=True, highlight=False)


def main() -> None:
    """Run the command line; errors of the tree are printed without a traceback and exit with 2."""
    try:
        app()
    except FootingError as error:
        err.print(f"[bold red]error:[/] {error}", soft_wrap=True)
        sys.exit(2)


@app.command()
def ask(
    question: Annotated[list[str], typer.Argument(help="The question; quotes are not needed.")],
    library: Library = None,
    as_json: AsJson = False,
    language: Annotated[str, typer.Option("--language", help="Language of the answer and its labels.")] = "en",
    show_trace: Annotated[bool, typer.Option("--trace", help="Show how the answer was made.")] = False,
) -> None:
    """Answer a question with labelled, cited statements, each as soon as it is verified."""
    settings = _settings(library)
    strings = catalogue(language)
    parts = TerminalParts(strings)
    answer: Answer | None = None
    with open_tracing(settings) as tracing, _library(settings) as held, _budgets(settings) as store:
        engine = build_engine(held, settings, store, tracing)
        trace = tracing.begin()
        for item in engine.explain_stream(Question(" ".join(question), language=language), trace):
            if isinstance(item, Explanation | Refusal):
                answer = item
            elif not as_json:
                out.print(*parts.part(item), sep="\n")
    assert answer is not None
    if as_json:
        _print_json(AnswerBody.from_answer(localised(answer, strings)).model_dump(mode="json"))
    else:
        out.print(*parts.closing(answer), sep="\n")
    if show_trace:
        shown = TerminalTrace(trace, answer.writer if isinstance(answer, Explanation) else None)
        (err if as_json else out).print(shown)
    if isinstance(answer, Refusal) and answer.reason is RefusalReason.UNAVAILABLE:
        raise typer.Exit(2)


@app.command()
def check(
    text: Annotated[str, typer.Argument(metavar="FILE|-|URL", help="A file, - for standard input, or an address.")],
    library: Library = None,
    as_json: AsJson = False,
    language: Annotated[str, typer.Option("--language", help="Language of the labels.")] = "en",
) -> None:
    """Label each claim of a text with what it stands on."""
    settings = _settings(library)
    pasted = sys.stdin.read() if text == "-" else read_text(text)
    with _library(settings) as held:
        result = build_engine(held).check(pasted)
    if as_json:
        _print_json(CheckBody.from_check(localised(result, catalogue(language))).model_dump(mode="json"))
    else:
        out.print(TerminalCheck(result, catalogue(language)))


@app.command()
def search(
    words: Annotated[list[str] | None, typer.Argument(help="What to search for.")] = None,
    library: Library = None,
    as_json: AsJson = False,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many results.")] = 10,
    queries: Annotated[Path | None, typer.Option(help="JSONL of {_id, text}; writes a TREC run to --run.")] = None,
    run: Annotated[Path | None, typer.Option(help="File for the TREC run.")] = None,
) -> None:
    """Search the library, or score it from outside with a file of queries."""
    if (queries is None) != (run is None) or (queries is None) == (words is None or not words):
        raise typer.BadParameter("give either words, or both --queries and --run")
    settings = _settings(library)
    with _library(settings) as held:
        if queries and run:
            lines = _trec(held, queries, k)
            run.write_text("".join(lines), encoding="utf-8")
            out.print(f"{len(lines)} lines to {run}")
            return
        hits = held.search(" ".join(words or ()), limit=k)
    if as_json:
        _print_json({"results": [_hit(hit) for hit in hits]})
        return
    table = Table("score", "kind", "source", "where", "text", show_lines=True)
    for hit in hits:
        one = _hit(hit)
        table.add_row(f"{hit.score:.4f}", one["item"], one["source_id"], one["locator"], hit.item.text[:400])
    out.print(table)


@app.command()
def sources(
    library: Library = None,
    as_json: AsJson = False,
    kind: Annotated[list[Kind] | None, typer.Option(help="Only sources of this kind.")] = None,
) -> None:
    """List what the library holds."""
    settings = _settings(library)
    with _library(settings) as held:
        found = held.sources(Filters(kinds=tuple(kind or ())))
        counted = [(source, len(held.findings_of(source.id))) for source in found]
    if as_json:
        _print_json(
            {
                "sources": [
                    {
                        "id": source.id,
                        "title": source.title,
                        "publisher": source.publisher,
                        "published": source.published,
                        "kind": source.kind,
                        "url": source.url,
                        "findings": findings,
                    }
                    for source, findings in counted
                ]
            }
        )
        return
    table = Table("id", "title", "publisher", "published", "kind", "findings")
    for source, findings in counted:
        table.add_row(source.id, source.title, source.publisher, source.published, source.kind, str(findings))
    out.print(table)


@app.command()
def usage(
    days: Annotated[int, typer.Option(min=1, help="How many days, today included.")] = 7,
    as_json: AsJson = False,
) -> None:
    """What language models took, by day (UTC) and model: calls, tokens, cost."""
    from bot.serving import open_state, salt_of

    settings = _settings(None)
    since = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=days - 1)
    with open_state(settings, salt_of(settings)) as store:
        found = store.usage(since.isoformat())
    if as_json:
        _print_json({"usage": [dataclasses.asdict(one) for one in found]})
        return
    table = Table("day", "model", "calls", "tokens in", "tokens out", "cost")
    for one in found:
        cost = f"{one.cost:.4f}" if one.model in settings.model_prices else "no price"
        table.add_row(one.day, one.model, str(one.calls), str(one.input), str(one.output), cost)
    out.print(table if found else "No language model has been asked in that time.")


@app.command()
def schema(what: Annotated[str, typer.Argument(help="answer or check")]) -> None:
    """Print the JSON Schema of what --json prints."""
    bodies: dict[str, type[BaseModel]] = {"answer": AnswerBody, "check": CheckBody}
    if what not in bodies:
        raise typer.BadParameter(f"{what!r} is not one of: {', '.join(bodies)}")
    _print_json(bodies[what].model_json_schema())


@app.command()
def serve(
    library: Library = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 picks one.")] = None,
) -> None:
    """Serve the web pages and every channel that has a token."""
    from bot.serving import run_server

    settings = _settings(library)
    changed = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    run_server(settings.model_copy(update=changed))


@app.command()
def evaluate(
    what: Annotated[
        str | None,
        typer.Argument(metavar="FOLDER|speculation|support", help="A folder of sets; else the shipped ones."),
    ] = None,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="With speculation or support: one set.")] = None,
    library: Library = None,
    only: Annotated[list[str] | None, typer.Option(help="Tasks, as a list with commas; all by default.")] = None,
    folder: Annotated[Path, typer.Option("--out", help="Folder for report, pictures and predictions.")] = Path(
        "evaluation"
    ),
    against: Annotated[Path | None, typer.Option(help="report.json of an earlier run, to compare with.")] = None,
    rules: Annotated[bool, typer.Option("--rules", help="Judge support and speculation by rule alone.")] = False,
) -> None:
    """Measure the engine on sets of your own; see docs/evaluation.md for their formats."""
    from bot import evaluating

    tasks = [task.strip() for part in only or () for task in part.split(",") if task.strip()]
    settings = _settings(library)
    evaluating.evaluate(settings, what, file, only=tasks, out=folder, against=against, rules=rules, console=out)


@app.command()
def corrections(
    findings: Annotated[list[str], typer.Argument(metavar="FINDING_ID...", help="Findings that have changed.")],
    apply: Annotated[bool, typer.Option("--apply/--dry-run", help="Tell the readers, or only list.")] = False,
    note: Annotated[str | None, typer.Option(help="What to tell them; else from the corrections log.")] = None,
    library: Library = None,
    as_json: AsJson = False,
) -> None:
    """List the answers that used a finding before the library was last built; with --apply, edit or reply to them."""
    from bot import corrections as correcting
    from bot.serving import open_state, salt_of

    settings = _settings(library)
    entries = correcting.read_corrections(correcting.CORRECTIONS)
    with _library(settings) as held, open_state(settings, salt_of(settings)) as store:
        built = held.info().built
        found = correcting.affected(store, findings, before=built)
        done: dict[str, correcting.Done] = {}
        if apply:
            notes = {one.stored.id: note or correcting.note_of(entries, one.findings) for one in found}
            done = asyncio.run(correcting.apply(settings, build_engine(held, settings), store, found, notes))
    rows = [
        {
            "answer": one.stored.id,
            "channel": one.stored.channel,
            "given": one.stored.at.isoformat(timespec="minutes"),
            "findings": list(one.findings),
            "places": [correcting.described(place) for place in one.places],
            "done": done.get(one.stored.id),
        }
        for one in found
    ]
    if as_json:
        _print_json({"answers": rows})
    else:
        table = Table("answer", "channel", "given", "findings", "places", *(["done"] if apply else []))
        for row in rows:
            cells = [", ".join(cell) if isinstance(cell, list) else str(cell) for cell in row.values()]
            table.add_row(*cells[: len(table.columns)])
        none = f"No answer kept from before the library was built ({built:%Y-%m-%d %H:%M} UTC) used these findings."
        out.print(table if rows else f"{none} After a change of the records, ingest them first.")
        if rows and not apply:
            out.print("Nobody has been told; --apply does it.")
    if correcting.Done.FAILED in done.values():
        raise typer.Exit(2)


@app.command()
def prepare() -> None:
    """Make the embedding model ready; the first use does it too."""
    settings = Settings.from_env(os.environ)
    with Progress(console=err, transient=True) as bar:
        task = bar.add_task("embedding model", total=1.0)
        embedder = load_embedding(
            settings, progress=lambda doing, done: bar.update(task, description=doing, completed=done)
        )
    out.print(f"embedding model ready: {embedder.identity}")


def _settings(library: Path | None) -> Settings:
    settings = Settings.from_env(os.environ)
    return settings.model_copy(update={"library": library}) if library else settings


@contextmanager
def _library(settings: Settings) -> Iterator[ChromaLibrary]:
    held = open_library(settings)
    try:
        yield held
    finally:
        held.close()


@contextmanager
def _budgets(settings: Settings) -> Iterator[StateStore | None]:
    """The channels' store, where a language model is set whose calls have to be counted."""
    if settings.model is None:
        yield None
        return
    from bot.serving import open_state, salt_of

    with open_state(settings, salt_of(settings)) as store:
        yield store


def _print_json(body: dict[str, Any]) -> None:
    print(json.dumps(body, ensure_ascii=False, indent=2, default=str))


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "text": hit.item.text,
        "source_id": hit.source.id,
        "locator": hit.item.locator,
        "item": "finding" if isinstance(hit.item, Finding) else "passage",
        "id": hit.item.id,
        "score": hit.score,
        "relevance": hit.relevance,
    }


def _trec(library: ChromaLibrary, queries: Path, k: int) -> list[str]:
    """TREC run lines "qid Q0 docid rank score footing", one a document: its best item stands for it."""
    asked = [json.loads(line) for line in queries.read_text(encoding="utf-8").splitlines() if line.strip()]
    lines: list[str] = []
    for start in range(0, len(asked), 64):
        batch = asked[start : start + 64]
        found = library.search_many([one["text"] for one in batch], limit=3 * k)
        for one, hits in zip(batch, found, strict=True):
            best: dict[str, float] = {}
            for hit in hits:
                best.setdefault(foreign_id(hit.source.id), hit.score)
            ranked = sorted(best.items(), key=lambda pair: -pair[1])[:k]
            query = one["_id"]
            lines += [f"{query} Q0 {doc} {rank} {score:.6f} footing\n" for rank, (doc, score) in enumerate(ranked, 1)]
    return lines


if __name__ == "__main__":
    main()
