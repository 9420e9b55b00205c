"""``python -m knowledge``: checks the records, writes their schema, counts them and tells what changed."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Annotated

import typer

from knowledge.checking import check as find_problems
from knowledge.record_files import schema as drawn_schema
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


def _short(path: Path) -> Path:
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path


def main() -> None:
    app()


if __name__ == "__main__":
    main()
