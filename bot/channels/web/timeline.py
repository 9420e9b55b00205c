"""An episode's events as the geometry of a timeline drawing; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.channels.web.settings import EpisodeEvent

WIDTH = 1000.0
_MARGIN = 40.0
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the line. ``number`` counts from 1 in time order; ``lane`` 0 is nearest to the line."""

    event: EpisodeEvent
    number: int
    x: float
    lane: int


@dataclass(frozen=True, slots=True)
class Tick:
    year: int
    x: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated events by time and undated ones after them; ``width`` in the drawing's units, ``lanes`` at least 1."""

    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    undated: tuple[EpisodeEvent, ...]
    width: float
    lanes: int


def _when(date: str | None) -> float | None:
    match = _DATE.match(date or "")
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 7), int(match[3] or 1)
    return year + (min(max(month, 1), 12) - 1) / 12 + (min(max(day, 1), 31) - 1) / 372


def timeline(events: Sequence[EpisodeEvent], *, gap: float = 34.0) -> Timeline:
    """Places events on a line by date; marks nearer than ``gap`` go to lanes above one another."""
    dated = sorted(((when, event) for event in events if (when := _when(event.date)) is not None), key=lambda d: d[0])
    undated = tuple(event for event in events if _when(event.date) is None)
    if not dated:
        return Timeline((), (), undated, WIDTH, 1)
    first, last = int(dated[0][0]), int(dated[-1][0]) + 1

    def x_of(when: float) -> float:
        return round(_MARGIN + (WIDTH - 2 * _MARGIN) * (when - first) / (last - first), 2)

    ends: list[float] = []
    marks = []
    for number, (when, event) in enumerate(dated, start=1):
        x = x_of(when)
        lane = next((lane for lane, end in enumerate(ends) if x - end >= gap), len(ends))
        if lane == len(ends):
            ends.append(x)
        ends[lane] = x
        marks.append(Mark(event, number, x, lane))
    step = max(1, (last - first + 9) // 10)
    ticks = tuple(Tick(year, x_of(year)) for year in range(first, last + 1, step))
    return Timeline(tuple(marks), ticks, undated, WIDTH, len(ends))
