"""Puts sources into the library: ``python ingest.py [INPUTS…]``, or fetches their full texts first: ``… fetch``.

Run it again whenever something has changed: only what changed is embedded. It may be stopped, or killed, at any moment;
readers keep what they had until the new library is whole.

Exit status: 0 all is well, 1 something was refused (the rest was ingested), 2 nothing was ingested because of an error.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Column, Table
from rich.text import Text

from bot.settings import Settings
from knowledge.errors import FootingError
from knowledge.index.generations import Layout
from knowledge.index.manifest import Change

if TYPE_CHECKING:
    from knowledge.embedding import Embedder
    from knowledge.ingest.fetching import Fetcher
    from knowledge.ingest.full_texts import Downloader
    from knowledge.ingest.full_texts import Outcome as FetchOutcome
    from knowledge.ingest.ingesting import Given, Outcome, Report

_REFUSED, _FAILED, _INTERRUPTED = 1, 2, 130
_ROWS = 60
_STYLES = {
    Change.ADDED: "green",
    Change.CHANGED: "yellow",
    Change.UNCHANGED: "dim",
    Change.REMOVED: "magenta",
    Change.REFUSED: "bold red",
}

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
fetch_app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@dataclass(frozen=True)
class Model:
    """An embedding model that is named but need not be loaded yet."""

    identity: str
    load: Callable[[], Embedder]


@dataclass(frozen=True)
class Wiring:
    """What the command takes from outside; tests pass their own."""

    environ: Mapping[str, str]
    model: Callable[[Settings], Model]
    fetcher: Callable[[], Fetcher | None]
    downloader: Callable[[], Downloader] | None = None


@app.command(epilog="To fetch the public full texts that records name: ingest.py fetch --help")
def ingest(
    context: typer.Context,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders, addresses, manifests (CSV, JSONL) or BEIR corpora.", metavar="[INPUTS]..."
        ),
    ] = None,
    records: Annotated[
        Path | None, typer.Option("--records", help="Folder of record files. Without inputs: the ones that ship.")
    ] = None,
    library: Annotated[Path | None, typer.Option("--library", help="Folder of the library.")] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="SOURCE_ID", help="Take a source out. May be repeated.")
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Embed and index all that the library holds again.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    embedding: Annotated[str | None, typer.Option("--embedding", metavar="NAME", help="Embedding model.")] = None,
) -> None:
    """Put sources into the library, or bring it up to date.

    What was ingested earlier stays, except for what a folder or a manifest given again no longer holds.
    """
    wiring: Wiring = context.obj
    chosen = {name: value for name, value in (("library", library), ("embedding", embedding)) if value is not None}
    settings = Settings.from_env(wiring.environ).model_copy(update=chosen)
    layout = Layout(settings.library)
    given = _given(list(inputs or ()), records, list(remove or ()), rebuild and layout.pointer.exists(), wiring)
    report = _bring_up_to_date(settings, given, wiring, as_json=as_json, rebuild=rebuild, dry_run=dry_run)
    if as_json:
        sys.stdout.write(json.dumps(as_object(report, settings.library), ensure_ascii=False, indent=2) + "\n")
    else:
        _print(report, settings.library)
    if report.of(Change.REFUSED):
        raise typer.Exit(_REFUSED)


@fetch_app.command()
def fetch(
    context: typer.Context,
    episode: Annotated[
        list[str] | None, typer.Option("--episode", metavar="ID", help="Only texts of this episode. May be repeated.")
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="ID", help="Only this source's. May be repeated.")
    ] = None,
    into: Annotated[Path, typer.Option("--into", help="Folder for the texts.")] = Path("full-texts"),
    records: Annotated[Path | None, typer.Option("--records", help="Folder of record files.")] = None,
    episodes: Annotated[Path | None, typer.Option("--episodes", help="Folder of episode files.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Ask whether what is there has changed.")] = False,
    archive: Annotated[bool, typer.Option("--archive", help="Have web.archive.org keep each address.")] = False,
    pause: Annotated[float, typer.Option("--pause", min=0, help="Seconds between two requests to a host.")] = 2.0,
    only: Annotated[bool, typer.Option("--only", help="Fetch, and do not ingest.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be fetched, and do nothing.")] = False,
    library: Annotated[Path | None, typer.Option("--library", help="Folder of the library.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Fetch the public full texts that records name, and ingest them with their page numbers.

    What is there already is not fetched again, so this may be stopped and run again. Exit status 1: some text could
    not be had; the table says why and what to do, and the rest was ingested.
    """
    from knowledge.ingest.full_text_folder import FullTexts
    from knowledge.ingest.full_texts import Politeness, Result, Wayback, fetch_all, select
    from knowledge.records import EPISODES, RECORDS, read_episodes, read_records

    wiring: Wiring = context.obj
    settings = Settings.from_env(wiring.environ)
    settings = settings.model_copy(update={"library": library}) if library is not None else settings
    held = read_records(records or RECORDS)
    wanted, without = select(held, read_episodes(episodes or EPISODES), of=episode or (), ids=source or ())
    if dry_run:
        for one in wanted:
            sys.stdout.write(f"{one.source.id}  {one.full_text.type}  {one.full_text.url}\n")
        return
    downloader = (wiring.downloader or _public_downloader)()
    errors = Console(stderr=True)
    with _shown(errors, quiet=as_json or not errors.is_terminal) as progress:
        found = fetch_all(
            wanted,
            folder := FullTexts(into),
            downloader,
            again=again,
            archive=Wayback(downloader) if archive else None,
            politeness=Politeness(pause=pause),
            progress=lambda done, total, note: progress("fetching", done, total, note),
        )
    listing = str(folder.manifest)
    given = _given([listing] if folder.manifest.exists() else [], records or RECORDS, [], False, wiring)
    report = None if only else _bring_up_to_date(settings, given, wiring, as_json=as_json)
    if as_json:
        rows = {str(result): [asdict(one) for one in found if one.result is result] for result in Result}
        whole = {**rows, "without": without, "ingest": as_object(report, settings.library) if report else None}
        sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
    else:
        _print_fetched(found, len(without), into)
        if report:
            _print(report, settings.library)
    if any(one.result in (Result.BARRED, Result.FAILED) for one in found) or (report and report.of(Change.REFUSED)):
        raise typer.Exit(_REFUSED)


def main(arguments: Sequence[str] | None = None, wiring: Wiring | None = None) -> int:
    """Run the command line; gives the exit status. Errors are printed without a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    wiring = wiring or Wiring(os.environ, named_model, _public_fetcher)
    try:
        if given[:1] == ["fetch"]:
            fetch_app(given[1:], obj=wiring, prog_name="ingest.py fetch")
        else:
            app(given, obj=wiring, prog_name="ingest.py")
    except FootingError as error:
        Console(stderr=True, highlight=False).print(Text.assemble(("error: ", "bold red"), str(error)), soft_wrap=True)
        return _FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else _FAILED
    return 0


def named_model(settings: Settings) -> Model:
    """The embedding model that the settings name, made ready and checked but not loaded. Raises EmbeddingError."""
    from knowledge.embedders.models import minilm, multilingual_e5_small
    from knowledge.embedding import DEFAULT_MODEL, load_embedder

    def load() -> Embedder:
        return load_embedder(
            settings.embedding,
            cache_dir=settings.models,
            threads=settings.threads,
            base_url=settings.embedding_url,
            api_key=settings.embedding_key.get_secret_value() if settings.embedding_key else None,
        )

    if settings.embedding == DEFAULT_MODEL:
        return Model(multilingual_e5_small(settings.models).identity, load)
    if settings.embedding == "minilm":
        return Model(minilm().identity, load)
    loaded = load()
    return Model(loaded.identity, lambda: loaded)


def as_object(report: Report, library: Path) -> dict[str, Any]:
    """The report as ``--json`` prints it."""
    return {
        "library": str(library),
        "generation": report.generation,
        "dry_run": report.dry_run,
        **{str(change): [_row(outcome) for outcome in report.of(change)] for change in Change},
        "totals": {"sources": report.sources, "findings": report.findings, "passages": report.passages},
        "seconds": round(report.seconds, 3),
    }


def _given(inputs: list[str], records: Path | None, remove: list[str], rebuilding: bool, wiring: Wiring) -> Given:
    from knowledge.ingest.ingesting import Given
    from knowledge.ingest.inputs import expand, is_address
    from knowledge.records import RECORDS

    if not inputs and records is None and not remove and not rebuilding:
        records = RECORDS
    fetcher = wiring.fetcher()
    arguments = list(dict.fromkeys(inputs))
    return Given(
        inputs=[
            (one if is_address(one) else str(Path(one).resolve()), one, expand([one], fetcher=fetcher))
            for one in arguments
        ],
        records=records,
        remove=remove,
    )


def _bring_up_to_date(
    settings: Settings, given: Given, wiring: Wiring, *, as_json: bool, rebuild: bool = False, dry_run: bool = False
) -> Report:
    from knowledge.ingest.ingesting import ingest as bring_up_to_date

    layout = Layout(settings.library)
    model = wiring.model(settings)
    errors = Console(stderr=True)
    with _shown(errors, quiet=as_json or not errors.is_terminal) as progress, _cached(model, layout) as embedder:
        return bring_up_to_date(
            layout,
            given,
            identity=model.identity,
            embedder=embedder,
            progress=progress,
            rebuild=rebuild,
            dry_run=dry_run,
        )


def _public_downloader() -> Downloader:
    from knowledge.documents import Limits as DocumentLimits
    from knowledge.ingest.fetching import Limits, PublicFetcher

    return PublicFetcher(limits=Limits(size=DocumentLimits().max_bytes, seconds=300.0))


def _public_fetcher() -> Fetcher:
    from knowledge.ingest.fetching import PublicFetcher

    return PublicFetcher()


@contextmanager
def _cached(model: Model, layout: Layout) -> Iterator[Callable[[], Embedder]]:
    from knowledge.embedders.cache import CachedEmbedder

    opened: list[CachedEmbedder] = []

    def load() -> Embedder:
        opened.append(CachedEmbedder(model.load(), layout.cache))
        return opened[-1]

    try:
        yield load
    finally:
        for cache in opened:
            cache.close()


@contextmanager
def _shown(console: Console, *, quiet: bool) -> Iterator[Callable[..., None]]:
    """A progress bar a stage, on a terminal."""
    bars = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}", style="dim"),
        console=console,
        disable=quiet,
    )
    tasks: dict[str, TaskID] = {}

    def progress(stage: str, done: int, total: int, note: str = "") -> None:
        if stage not in tasks:
            tasks[stage] = bars.add_task(stage, total=total or None, rate="", note="")
        speed = bars.tasks[tasks[stage]].speed
        rate = f"{speed:,.0f}/s" if speed else ""
        bars.update(tasks[stage], completed=done, total=total or None, note=note[-60:], rate=rate)

    with bars:
        yield progress


def _row(outcome: Outcome) -> dict[str, Any]:
    row = asdict(outcome)
    del row["change"]
    return row


def _print_fetched(found: Sequence[FetchOutcome], without: int, into: Path) -> None:
    styles = {"fetched": "green", "unchanged": "dim", "barred": "yellow", "failed": "bold red"}
    table = Table("", "source", Column("address, and what to do", overflow="fold"), show_edge=False)
    for outcome in sorted(found, key=lambda one: list(styles).index(one.result)):
        told = [
            outcome.url,
            *(part for part in (outcome.note, outcome.archived and f"kept at {outcome.archived}") if part),
        ]
        table.add_row(Text(str(outcome.result), style=styles[outcome.result]), Text(outcome.source_id), "\n".join(told))
    console = Console(highlight=False, markup=False)
    if table.row_count:
        console.print(table)
    counts = ", ".join(f"{sum(one.result == result for one in found):,} {result}" for result in styles)
    console.print(f"{counts}; {without:,} sources name no public full text; texts are in {into}", soft_wrap=True)


def _print(report: Report, library: Path) -> None:
    noted = any(outcome.note for outcome in report.outcomes)
    table = Table("", "source", "title", "findings", "passages", *(["note"] if noted else []), show_edge=False)
    for change in (Change.ADDED, Change.CHANGED, Change.REMOVED, Change.REFUSED):
        outcomes = report.of(change)
        for outcome in outcomes[:_ROWS]:
            table.add_row(
                Text(str(change), style=_STYLES[change]),
                Text(outcome.source_id or outcome.location),
                Text(outcome.title or ""),
                f"{outcome.findings or ''}",
                f"{outcome.passages or ''}",
                *([Text(outcome.note or "")] if noted else []),
            )
        if len(outcomes) > _ROWS:
            table.add_row(str(change), f"and {len(outcomes) - _ROWS:,} more; --json names all")
    console = Console(highlight=False)
    if table.row_count:
        console.print(table)
    counts = ", ".join(f"{len(report.of(change)):,} {change}" for change in Change)
    would = " (dry run: nothing was written)" if report.dry_run else ""
    console.print(f"{counts} in {report.seconds:.1f} s{would}", soft_wrap=True)
    console.print(
        f"{library} holds {report.sources:,} sources, {report.findings:,} findings, {report.passages:,} passages",
        soft_wrap=True,
    )


if __name__ == "__main__":
    sys.exit(main())
