"""Claims that people wrote beside findings, told by a scripted model that cites the finding and insists.

    python -m tests.benchmarks.written training/written-held-out.jsonl

``{"finding", "claim", "label"}`` a line. What is partly supported, contradicted or about something else must not reach
the reader; what is supported may. Where a supported claim leaves out who says so, stopping it is right, so no share of
those is wanted: it is printed to show how much of good rewording gives way to the finding's own text.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.engine.answer.write import Outcome
from bot.engine.evidence.retrieve import Gathered
from bot.engine.models import DraftStatement, Evidence, Support
from knowledge.records import RECORDS, read_records
from tests.benchmarks.lies import composed

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command(help=(__doc__ or "").partition("\n")[0])
def measure(
    path: Annotated[Path, typer.Argument(help="JSON lines.", exists=True, dir_okay=False)],
    show: Annotated[bool, typer.Option(help="Print every claim that got through and may not.")] = False,
) -> None:
    held = {finding.id: (finding, record.source) for record in read_records(RECORDS) for finding in record.findings}
    ended: Counter[tuple[Support, Outcome]] = Counter()
    console = Console(soft_wrap=True, markup=False, highlight=False)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["finding"] not in held:
            continue
        finding, source = held[row["finding"]]
        label = Support(row["label"])
        evidence = Evidence("E1", finding, source, 0.9)
        [outcome] = composed(DraftStatement(row["claim"], ("E1",), finding.aspect), Gathered((evidence,))).outcomes
        outcome = Outcome.PASSED if outcome is Outcome.REWRITTEN else outcome
        ended[label, outcome] += 1
        if show and label is not Support.SUPPORTS and outcome is Outcome.PASSED:
            console.print(f"{label}: {row['claim']}\n    {finding.id}: {finding.text}")
    table = Table("written as", "told", "in its own words", "finding's own text instead", "dropped", show_edge=False)
    for label in Support:
        numbers = [ended[label, one] for one in (Outcome.PASSED, Outcome.QUOTED, Outcome.DROPPED)]
        if sum(numbers):
            table.add_row(label.value, str(sum(numbers)), *map(str, numbers))
    console.print(table)


if __name__ == "__main__":
    app()
