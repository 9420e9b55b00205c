"""``python -m knowledge``: checks the records, writes their schema, counts them and tells what changed."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from knowledge.editing.checking import check as find_problems
from knowledge.editing.coverage import Coverage
from knowledge.editing.coverage import coverage as count
from knowledge.editing.coverage import floors as promised
from knowledge.editing.history import changes, records_at
from knowledge.editing.record_files import schema as drawn_schema
from knowledge.errors import FootingError
from knowledge.records import EPISODES, RECORDS, load_episodes, load_records

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)

Records = Annotated[Path, typer.Option("--records", help="The folder of record files.")]
Episodes = Annotated[Path, typer.Option("--episodes", help="The folder of episode files.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command()
def check(
    paths: Annotated[list[str] | None, typer.Argument(help="Show only the problems of these files or folders.")] = None,
    records: Records = RECORDS,
    episodes: Episodes = EPISODES,
    as_json: AsJson = False,
) -> None:
    """Finds everything wrong with the record and episode files; exits 1 where there is anything."""
    problems = find_problems(records, episodes)
    if paths:
        wanted = [Path(path).resolve() for path in paths]
        problems = [p for p in problems if any(p.path.resolve().is_relative_to(path) for path in wanted)]
    if as_json:
        typer.echo(json.dumps([{**dataclasses.asdict(p), "path": str(p.path)} for p in problems], ensure_ascii=False))
    else:
        for problem in problems:
            typer.echo(str(dataclasses.replace(problem, path=_short(problem.path))))
        loaded = load_records(records)[0]
        findings = sum(len(record.findings) for record in loaded)
        typer.echo(
            f"{len(loaded)} sources, {findings} findings, {len(load_episodes(episodes)[0])} episodes,"
            f" {len(problems)} problems",
            err=True,
        )
    raise typer.Exit(1 if problems else 0)


@app.command()
def schema(
    to: Annotated[Path, typer.Option(help="Where to write it; - prints it.")] = RECORDS / "schema.json",
) -> None:
    """Writes the JSON Schema with which editors complete and check record files."""
    if str(to) == "-":
        typer.echo(drawn_schema(), nl=False)
        return
    to.write_text(drawn_schema(), encoding="utf-8")
    typer.echo(f"wrote {_short(to)}", err=True)


@app.command()
def coverage(
    records: Records = RECORDS,
    episodes: Episodes = EPISODES,
    top: Annotated[int, typer.Option(help="Rows of a table; 0 shows all.")] = 15,
    floors: Annotated[
        bool, typer.Option("--floors", help="Only hold it against what it must at least hold; exits 1 if it is less.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Counts the base by actor, target, year, kind, act and aspect, and says where it is thin."""
    covered = count(load_records(records)[0], load_episodes(episodes)[0])
    if floors:
        held = promised(covered)
        for floor in held:
            typer.echo(f"{'ok   ' if floor.kept else 'SHORT'}  {floor}")
        raise typer.Exit(0 if all(floor.kept for floor in held) else 1)
    if as_json:
        typer.echo(json.dumps(dataclasses.asdict(covered), ensure_ascii=False))
    else:
        _print_coverage(covered, top)


@app.command()
def diff(
    revision: Annotated[str, typer.Argument(metavar="REV", help="A commit, a tag or a branch.")],
    records: Records = RECORDS,
    as_json: AsJson = False,
) -> None:
    """Tells in words what changed in the records since a git revision."""
    try:
        before, unreadable = records_at(revision, records)
    except FootingError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    found = changes(before, load_records(records)[0])
    if as_json:
        typer.echo(json.dumps([dataclasses.asdict(change) for change in found], ensure_ascii=False))
    else:
        for change in found:
            typer.echo(f"- {change.words}")
    for problem in unreadable:
        typer.echo(f"unreadable at {revision}: {problem}", err=True)
    typer.echo(f"{len(found)} changes since {revision}", err=True)


def _print_coverage(covered: Coverage, top: int) -> None:
    console = Console(highlight=False)
    actor, share = covered.largest_actor
    console.print(
        f"{covered.sources} sources of {covered.origins} origins, {covered.findings} findings, {covered.episodes}"
        f" episodes, {covered.relations} relations; most named actor: {actor}, {share:.0%} of findings"
    )
    for heading, counts in covered.counts.items():
        table = Table(title=heading, title_justify="left", show_header=False)
        table.add_column(heading)
        table.add_column("count", justify="right")
        shown = list(counts.items())[: top or None]
        for value, number in shown:
            table.add_row(value, str(number))
        if len(shown) < len(counts):
            table.add_row(f"… {len(counts) - len(shown)} more", str(sum(counts.values()) - sum(n for _, n in shown)))
        console.print(table)
    console.print(f"without a denial or counter-reading: {', '.join(covered.one_sided) or 'none'}", soft_wrap=True)
    console.print(f"named by findings, told by no episode: {', '.join(covered.untold) or 'none'}", soft_wrap=True)
    console.print(f"findings resting on one body of evidence: {len(covered.single)} of {covered.findings}")


def _short(path: Path) -> Path:
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path


def main() -> None:
    app()


if __name__ == "__main__":
    main()
