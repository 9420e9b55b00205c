"""A checked text cut into marked and plain pieces; pure."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.engine.models import CheckedClaim, ClaimCheck
from knowledge.models import Standing


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text. ``hinge`` or ``cue`` say what role the words have in their claim."""

    text: str
    hinge: bool = False
    cue: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the text: a claim (``number`` counts from 1 in the check's order) or what lies between claims."""

    pieces: tuple[Piece, ...]
    number: int | None = None
    claim: CheckedClaim | None = None


def segments(check: ClaimCheck) -> list[Segment]:
    """The whole text in order; joined, the pieces give the text back.

    Where claims overlap (one sentence split by aspect) the words are marked for the first, and the rest of a later
    claim that sticks out is marked for that one. A claim wholly inside earlier ones has no mark of its own.
    """
    found: list[Segment] = []
    cursor = 0
    order = sorted(enumerate(check.claims, start=1), key=lambda item: (item[1].start, item[0]))
    for number, claim in order:
        start, end = max(claim.start, cursor), min(claim.end, len(check.text))
        if start >= end:
            continue
        if start > cursor:
            found.append(Segment((Piece(check.text[cursor:start]),)))
        found.append(Segment(tuple(_pieces(check.text, claim, start, end)), number, claim))
        cursor = end
    if cursor < len(check.text):
        found.append(Segment((Piece(check.text[cursor:]),)))
    return found


def _pieces(text: str, claim: CheckedClaim, start: int, end: int) -> Iterator[Piece]:
    spans = [(cue.start, cue.end) for cue in claim.cues]
    hinge = (claim.hinge.start, claim.hinge.end) if claim.hinge else (0, 0)
    edges = {start, end} | {edge for span in (*spans, hinge) for edge in span if start < edge < end}
    points = sorted(edges)
    roles = [(hinge[0] <= left and right <= hinge[1], left, right) for left, right in itertools.pairwise(points)]
    for is_hinge, run in itertools.groupby(roles, operator.itemgetter(0)):
        parts = list(run)
        if is_hinge:
            yield Piece(text[parts[0][1] : parts[-1][2]], hinge=True)
            continue
        for _, left, right in parts:
            yield Piece(text[left:right], cue=any(low <= left and right <= high for low, high in spans))


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of the counts bar; ``x`` and ``width`` in hundredths of its length."""

    standing: Standing
    count: int
    x: float
    width: float


def bars(counts: dict[Standing, int]) -> list[Bar]:
    """The counts as stretches of one bar, strongest first; standings that do not occur are left out."""
    total = sum(counts.values())
    found: list[Bar] = []
    x = 0.0
    for standing, count in counts.items():
        if count:
            width = 100 * count / total
            found.append(Bar(standing, count, round(x, 3), round(width, 3)))
            x += width
    return found


def marked_quote(text: str, quote: str | None) -> Sequence[Piece]:
    """A passage with the quoted words marked, if they are literally in it."""
    at = text.find(quote) if quote else -1
    if at < 0 or not quote:
        return (Piece(text),)
    parts = Piece(text[:at]), Piece(quote, cue=True), Piece(text[at + len(quote) :])
    return tuple(part for part in parts if part.text)
