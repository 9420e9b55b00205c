"""What a measurement gives, and its form in report.json."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from bot.engine.errors import EvaluationError
from bot.evaluation.statistics import Bin, Measure

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Scores:
    """One row an item, by item id, for comparing two ways on the same items.

    ``measure`` "mean": one number. "f1": [gold, predicted], each 0 or 1, of the class that F1 is about.
    """

    measure: Literal["mean", "f1"]
    name: str
    rows: Mapping[str, float | tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Confusion:
    """Counts of gold labels (rows) by shown labels (columns)."""

    labels: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One way (the engine, or a baseline) on one set. ``failures`` are what a person should read, in plain fields."""

    task: str
    set: str
    way: str
    items: int
    metrics: Mapping[str, Measure]
    counts: Mapping[str, int] = field(default_factory=dict)
    confusion: Confusion | None = None
    reliability: tuple[Bin, ...] = ()
    scores: tuple[Scores, ...] = ()
    failures: tuple[Mapping[str, Any], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        return self.task, self.set, self.way


@dataclass(frozen=True, slots=True)
class Difference:
    """Two ways on the items that both have, and the p-value of a paired randomisation test."""

    task: str
    set: str
    name: str
    first: str
    second: str
    items: int
    first_value: float
    second_value: float
    p: float

    @property
    def significant(self) -> bool:
        return self.p < SIGNIFICANT


SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. ``about`` says with what it was made: versions, library, judges, settings."""

    about: Mapping[str, Any]
    results: tuple[Result, ...]
    differences: tuple[Difference, ...] = ()

    def body(self) -> dict[str, Any]:
        """The report as JSON types."""
        return {
            "format": FORMAT,
            "about": dict(self.about),
            "results": [asdict(one) for one in self.results],
            "differences": [{**asdict(one), "significant": one.significant} for one in self.differences],
        }


def scores_of(body: Any) -> dict[tuple[str, str, str], list[Scores]]:
    """The scores of an earlier report by task, set and way. Raises EvaluationError where it is none."""
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise EvaluationError(f"not a report of footing evaluate in format {FORMAT}")
    try:
        return {
            (one["task"], one["set"], one["way"]): [
                Scores(
                    scores["measure"],
                    scores["name"],
                    {
                        key: (int(row[0]), int(row[1])) if scores["measure"] == "f1" else float(row)
                        for key, row in scores["rows"].items()
                    },
                )
                for scores in one["scores"]
            ]
            for one in body["results"]
        }
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise EvaluationError(f"a damaged report of footing evaluate: {error!r}") from error


def failing(found: Sequence[Mapping[str, Any]], most: int = 200) -> tuple[Mapping[str, Any], ...]:
    """At most so many failures: a report is read by people."""
    return tuple(found[:most])
