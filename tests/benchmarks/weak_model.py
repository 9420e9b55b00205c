"""A real and weak model over a library: promises 1 to 5 in every answer, and what became of its statements.

python -m tests.benchmarks.weak_model --library DIR --questions 40

"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.settings import Settings
from bot.wiring import open_library
from knowledge.records import RECORDS, read_records
from tests.benchmarks.lies import drawn
from tests.end_to_end.small_model_rig import ask_all, questions, small_model

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command(help=(__doc__ or "").partition("\n")[0])
def measure(
    library: Annotated[Path, typer.Option(help="Folder of the library.")],
    count: Annotated[int, typer.Option("--questions", min=1, help="How many questions.")] = 40,
    seed: Annotated[int, typer.Option(help="Draws the findings that are asked about.")] = 1,
    seconds: Annotated[float, typer.Option(help="For one task of the model.")] = 120.0,
) -> None:
    findings = [finding for finding, _ in drawn(read_records(RECORDS), count, seed)]
    console = Console(soft_wrap=True, markup=False, highlight=False)
    began = time.monotonic()
    with (
        open_library(Settings.from_env({**os.environ, "FOOTING_LIBRARY": str(library)})) as opened,
        small_model() as model,
    ):
        tally = ask_all(model, opened, questions(findings, count), seconds=seconds)
    console.print(f"{count} questions in {time.monotonic() - began:.0f} s: {tally}")
    raise SystemExit(1 if tally.broken else 0)


if __name__ == "__main__":
    app()
