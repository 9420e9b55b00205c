"""A report as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.evaluation.results import Report, Result
from bot.evaluation.statistics import Measure

_SHOWN_FAILURES = 10
_PLAIN = ("_ms", "_mib", "_a_second")


def tables(report: Report) -> Iterator[RenderableType]:
    """The figures, the differences, and the first failures of each set."""
    figures = Table("set", "way", "items", "figure", "value", "95 % interval", title="footing evaluate")
    for result in report.results:
        for number, (name, measure) in enumerate(result.metrics.items()):
            about = (result.set, result.way, f"{result.items:,}") if number == 0 else ("",) * 3
            figures.add_row(*about, name, *_cells(name, measure))
        figures.add_section()
    yield figures
    notes = dict.fromkeys(f"{result.set}: {note}" for result in report.results for note in result.notes)
    yield from map(Text, notes)
    if report.differences:
        compared = Table("set", "figure", "first", "second", "items", "p", "", title="paired randomisation")
        for one in report.differences:
            first, second = f"{one.first}: {one.first_value:.3f}", f"{one.second}: {one.second_value:.3f}"
            mark = "differs" if one.significant else "no difference shown"
            compared.add_row(one.set, one.name, first, second, f"{one.items:,}", f"{one.p:.5f}", mark)
        yield compared
    for result in report.results:
        if result.failures:
            yield _failures(result)


def _cells(name: str, measure: Measure) -> tuple[str, str]:
    if measure.value is None:
        return "undefined", ""
    form = "{:,.1f}" if name.endswith(_PLAIN) else "{:.3f}"
    if measure.low is None or measure.high is None:
        return form.format(measure.value), ""
    return form.format(measure.value), f"{form.format(measure.low)} … {form.format(measure.high)}"


def _failures(result: Result) -> Text:
    shown = result.failures[:_SHOWN_FAILURES]
    more = f", {len(shown)} of {len(result.failures)}; all in report.json" if len(result.failures) > len(shown) else ""
    lines = [f"{result.task}, {result.set}: to read{more}"]
    for failure in shown:
        lines += [f"  - {name}: {value}" if at == 0 else f"    {name}: {value}" for at, (name, value) in _told(failure)]
    return Text("\n".join(lines))


def _told(failure: Mapping[str, Any]) -> Iterator[tuple[int, tuple[str, str]]]:
    filled = ((name, _plainly(value)) for name, value in failure.items() if value not in (None, [], ""))
    return enumerate(filled)


def _plainly(value: Any) -> str:
    return " | ".join(map(str, value)) if isinstance(value, list) else str(value)
