"""Whether a number that a claim rounds or bounds is the one that its evidence states in full."""

from __future__ import annotations

from collections.abc import Set

from bot.engine.language.places import bound, words
from bot.engine.language.terms import years

_NEAR = 0.1
"""How far, as a share of it, a number may lie from its bound or estimate: "more than 600" does not tell of 652."""

_ROUNDED = 2
"""Zeros at the end of a number that reads as rounded."""


def stated(claim: str, missing: Set[str], held: Set[str]) -> bool:
    """Whether each number of ``missing``, which the claim has and the evidence has not, stands for one of ``held``.

    "More than 650", "some 650" and "32,000" stand for 652 and 32,242, "nearly 660" for 652; a year stands for itself.
    """
    numbers = [float(one) for one in held - years(frozenset(held)) if _plain(one)]
    bounds: dict[str, str | None] = {}
    said = words(claim)
    for at, word in enumerate(said):
        if word.number is not None and word.number in missing:
            bounds.setdefault(word.number, bound(said, at))
    return all(
        one in bounds and one not in years(frozenset({one})) and any(_fits(one, bounds[one], held) for held in numbers)
        for one in missing
    )


def _plain(number: str) -> bool:
    return number.replace(".", "", 1).isdigit()


def _fits(said: str, limit: str | None, held: float) -> bool:
    if not _plain(said) or not held:
        return False
    value = float(said)
    if limit == "more":
        return value <= held <= value * (1 + _NEAR)
    if limit == "less":
        return value * (1 - _NEAR) <= held <= value
    if limit == "about":
        return abs(value - held) <= held * _NEAR / 2
    zeros = len(said) - len(said.rstrip("0"))
    return "." not in said and zeros >= _ROUNDED and round(held, -zeros) == value
