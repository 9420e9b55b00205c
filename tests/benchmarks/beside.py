"""Claims that people wrote beside findings, as ``check`` would take them: what the words and the judge make of each.

    python -m tests.benchmarks.beside --library library training/near-held-out.jsonl

``{"finding", "claim", "label"}`` a line. An over-claim is one that is taken as held and is not; those have to be rare.
How many of the true ones are held, and how many of the contrary ones are found, is what the reader gains.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.engine.evidence.judging import judged
from bot.engine.models import Evidence, Support
from bot.models.judge import EmbeddedSupportJudge, embedded_judge
from bot.settings import Settings
from bot.wiring import open_library
from knowledge.records import RECORDS, read_records

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command(help=(__doc__ or "").partition("\n")[0])
def measure(
    paths: Annotated[list[Path], typer.Argument(help="JSON lines.", exists=True, dir_okay=False)],
    library: Annotated[Path, typer.Option(help="Folder of the library.")],
    show: Annotated[bool, typer.Option(help="Print every over-claim.")] = False,
) -> None:
    opened = open_library(Settings.from_env({**os.environ, "FOOTING_LIBRARY": str(library)}))
    judge = EmbeddedSupportJudge(embedded_judge())
    held = {finding.id: (finding, record.source) for record in read_records(RECORDS) for finding in record.findings}
    console = Console(soft_wrap=True, markup=False, highlight=False)
    for path in paths:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        rows = [row for row in rows if row["finding"] in held]
        near = opened.similarity([(row["claim"], held[row["finding"]][0].text) for row in rows])
        found: Counter[tuple[Support, Support]] = Counter()
        for row, relevance in zip(rows, near, strict=True):
            finding, source = held[row["finding"]]
            [one] = judged(row["claim"], [Evidence("E1", finding, source, relevance)], judge)
            label, taken = Support(row["label"]), one.support or Support.UNRELATED
            found[label, taken] += 1
            if show and taken is Support.SUPPORTS and label is not Support.SUPPORTS:
                console.print(f"{label}: {row['claim']}\n    {finding.id}: {finding.text}")
        table = Table("written as", *(f"taken as {label}" for label in Support), title=path.name, show_edge=False)
        for label in Support:
            table.add_row(label.value, *(str(found[label, other]) for other in Support))
        console.print(table)
        untrue = {key: number for key, number in found.items() if key[0] is not Support.SUPPORTS}
        over = sum(number for (_, taken), number in untrue.items() if taken is Support.SUPPORTS)
        console.print(f"over-claims: {over} of {sum(untrue.values())}")


if __name__ == "__main__":
    app()
