"""Fresh lies and fresh true statements over the shipped records, each told by a scripted model that insists on it.

    python -m tests.benchmarks.lies --library DIR --seed 1
    python -m tests.benchmarks.lies --seed 2              without a library: neighbours from the records alone

The evidence is the finding, what a search for its words finds next to it, and its words within a passage. A lie has
reached the reader where the answer holds it as the model's; a true statement is stopped where it ends dropped, and
replaced where the finding's own text is told in its place. Findings are drawn from all regions. The templates that a
seed uses are those of its half (odd or even).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from random import Random
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.engine.answer.write import Outcome, Written, write
from bot.engine.evidence.retrieve import Gathered, bearing_on
from bot.engine.language.terms import terms
from bot.engine.models import DraftStatement, Evidence, Question
from bot.engine.ports import Library
from bot.models.composer import ModelComposer
from bot.models.judge import EmbeddedSupportJudge, embedded_judge
from bot.settings import Settings
from bot.wiring import open_library
from knowledge.models import Finding, Item, Passage, Source
from knowledge.records import RECORDS, Record, read_records
from tests.benchmarks.fresh_lies import LIARS, Case, Kind, deal
from tests.benchmarks.fresh_truths import truths
from tests.bot.models.scripted import ScriptedChat

_ASKED = Question("What is known about this?")

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@cache
def shipped_judge() -> EmbeddedSupportJudge:
    return EmbeddedSupportJudge(embedded_judge())


def composed(told: DraftStatement, gathered: Gathered) -> Written:
    """What becomes of a statement that a model gives and, told what is wrong, gives again."""
    row = {"text": told.text, "keys": list(told.keys), "quotes": list(told.quotes), "aspect": told.aspect.value}
    composer = ModelComposer(ScriptedChat({"statements": [row]}))
    return write(_ASKED, gathered, composer, rewording=shipped_judge())


def reached(written: Written) -> bool:
    """Whether the answer holds the statement in the model's words."""
    return any(one in (Outcome.PASSED, Outcome.REWRITTEN) for one in written.outcomes)


def drawn(records: Sequence[Record], count: int, seed: int) -> list[tuple[Finding, Source]]:
    """``count`` findings, the same number from every region as far as they go."""
    dice = Random(seed)
    regions: dict[str, list[tuple[Finding, Source]]] = {}
    for record in records:
        region = record.path.relative_to(RECORDS).parts[0]
        regions.setdefault(region, []).extend((finding, record.source) for finding in record.findings)
    for found in regions.values():
        dice.shuffle(found)
    share = -(-count // len(regions))
    picked = [one for found in regions.values() for one in found[:share]]
    dice.shuffle(picked)
    return picked[:count]


def nearest_in_library(finding: Finding, library: Library) -> list[tuple[Item, Source]]:
    return [(hit.item, hit.source) for hit in library.search(finding.text, limit=8) if hit.item.id != finding.id]


def nearest_in_records(
    finding: Finding, held: Sequence[tuple[Finding, Source]], dice: Random
) -> list[tuple[Item, Source]]:
    """What is nearest to a finding by shared words, of the same event where there is one, and something else."""
    stems = terms(finding.text).stems
    others = [one for one in held if one[0].source_id != finding.source_id]
    same = [one for one in others if one[0].event == finding.event] or others
    near = sorted(same, key=lambda one: -len(stems & terms(one[0].text).stems))[:3]
    return [*near, dice.choice([one for one in others if one[0].event != finding.event])]


def gathered(
    finding: Finding, source: Source, near: Sequence[tuple[Item, Source]], library: Library | None
) -> Gathered:
    """The finding, what is near it, its words within a passage of its source, and what bears on any of them."""
    text = f"The first page is about something else that nobody read. {finding.text} The next page has a table."
    passage = Passage(f"{finding.id}:p", source.id, finding.at, 0, len(text), text)
    items: list[tuple[Item, Source]] = [(finding, source), *near, (passage, source)]
    evidence = tuple(Evidence(f"E{n}", item, of, 0.9 - n / 100) for n, (item, of) in enumerate(items, 1))
    return Gathered(evidence, bearing_on(library, [one.item for one in evidence]) if library else {})


def cases(records: Sequence[Record], count: int, seed: int, library: Library | None) -> Iterator[tuple[Case, Gathered]]:
    """Findings with their evidence; those that have no two others of other sources near them are passed over."""
    held = [(finding, record.source) for record in records for finding in record.findings]
    dice = Random(seed)
    for finding, source in drawn(records, count, seed):
        near = nearest_in_library(finding, library) if library else nearest_in_records(finding, held, dice)
        found = gathered(finding, source, near, library)
        apart = [
            one
            for one in found.evidence
            if isinstance(one.item, Finding) and one.source.id != source.id and one.source.origin != source.independence
        ]
        if len(apart) > 1:
            yield Case(found.evidence, found.evidence[0], apart[0], apart[-1]), found


@app.command(help=(__doc__ or "").partition("\n")[0])
def measure(
    library: Annotated[Path | None, typer.Option(help="Library whose search gathers the evidence.")] = None,
    seed: Annotated[int, typer.Option(help="Draws findings and templates.")] = 1,
    count: Annotated[int, typer.Option("--findings", min=10, help="How many findings.")] = 120,
    show: Annotated[bool, typer.Option(help="Print every lie that got through and every true one replaced.")] = False,
) -> None:
    told: Counter[Kind] = Counter()
    through: Counter[Kind] = Counter()
    forms: Counter[str] = Counter()
    ended: Counter[tuple[str, Outcome]] = Counter()
    dealt = deal(seed)
    console = Console(soft_wrap=True, markup=False, highlight=False)
    with ExitStack() as stack:
        opened = None
        if library is not None:
            opened = stack.enter_context(
                open_library(Settings.from_env({**os.environ, "FOOTING_LIBRARY": str(library)}))
            )
        for case, found in cases(read_records(RECORDS), count, seed, opened):
            for kind, make in LIARS.items():
                for lie in make(case, dealt):
                    written = composed(lie, found)
                    told[kind] += 1
                    if reached(written):
                        through[kind] += 1
                        if show:
                            cited = [one.item.text for key in lie.keys if (one := found.by_key(key))]
                            console.print(f"LIE {kind.value}: {lie.text}\n    {cited}")
            for form, true in truths(case):
                written = composed(true, found)
                forms[form] += 1
                ended[form, written.outcomes[0]] += 1
                if show and written.outcomes[0] is not Outcome.PASSED:
                    why = written.verified.dropped[0].reason if written.verified.dropped else ""
                    console.print(f"TRUE {form} {written.outcomes[0].value}: {true.text}\n    {why}\n    {case.text}")
    lies = Table("lie", "told", "reached the reader", "caught", show_edge=False)
    for kind in Kind:
        if told[kind]:
            lies.add_row(kind.value, str(told[kind]), str(through[kind]), f"{1 - through[kind] / told[kind]:.3f}")
    lies.add_row("all", str(told.total()), str(through.total()), f"{1 - through.total() / told.total():.4f}")
    console.print(lies)
    good = Table("true statement", "told", "passed", "finding's own text instead", "dropped", show_edge=False)
    for form, number in forms.items():
        good.add_row(
            form, str(number), *(str(ended[form, one]) for one in (Outcome.PASSED, Outcome.QUOTED, Outcome.DROPPED))
        )
    sums = [
        sum(n for (_, outcome), n in ended.items() if outcome is one)
        for one in (Outcome.PASSED, Outcome.QUOTED, Outcome.DROPPED)
    ]
    good.add_row("all", str(forms.total()), *map(str, sums))
    console.print(good)


if __name__ == "__main__":
    app()
