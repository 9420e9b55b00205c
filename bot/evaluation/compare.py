"""Two ways on the same items: is the difference more than chance?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.results import Difference, Result, Scores
from bot.evaluation.statistics import randomisation, randomisation_f1

Key = tuple[str, str, str]


def between_ways(results: Sequence[Result]) -> list[Difference]:
    """The first way of each set (the engine's) against each other way of the same run."""
    found: list[Difference] = []
    for result in results:
        first = next(one for one in results if one.key[:2] == result.key[:2])
        if first is not result:
            found += _differences(result.key[:2], first.way, first.scores, result.way, result.scores)
    return found


def between_runs(results: Sequence[Result], earlier: Mapping[Key, Sequence[Scores]]) -> list[Difference]:
    """Each result against the same task, set and way of an earlier run, on the items that both have."""
    return [
        difference
        for result in results
        for difference in _differences(
            result.key[:2], f"{result.way}, now", result.scores, f"{result.way}, then", earlier.get(result.key, ())
        )
    ]


def _differences(
    about: tuple[str, str], first: str, ours: Sequence[Scores], second: str, theirs: Sequence[Scores]
) -> list[Difference]:
    found: list[Difference] = []
    for one in ours:
        other = next((scores for scores in theirs if (scores.name, scores.measure) == (one.name, one.measure)), None)
        shared = [key for key in one.rows if key in other.rows] if other else []
        if other is None or not shared:
            continue
        if one.measure == "f1":
            values, p = _f1(one, other, shared)
        else:
            values, p = _means(one, other, shared)
        found.append(Difference(*about, one.name, first, second, len(shared), *values, p))
    return found


def _means(one: Scores, other: Scores, shared: Sequence[str]) -> tuple[tuple[float, float], float]:
    ours, theirs = (np.array([cast(float, scores.rows[key]) for key in shared], np.float64) for scores in (one, other))
    return (float(ours.mean()), float(theirs.mean())), randomisation(ours, theirs)


def _f1(one: Scores, other: Scores, shared: Sequence[str]) -> tuple[tuple[float, float], float]:
    ours, theirs = (np.array([cast(tuple[int, int], scores.rows[key]) for key in shared]) for scores in (one, other))
    # The gold labels are those of this run: a set may have been mended since the other.
    gold = ours[:, 0].astype(bool)
    first, second = ours[:, 1].astype(bool), theirs[:, 1].astype(bool)
    return (_binary(first, gold), _binary(second, gold)), randomisation_f1(first, second, gold)


def _binary(predicted: NDArray[np.bool_], gold: NDArray[np.bool_]) -> float:
    total = int(predicted.sum() + gold.sum())
    return 2 * int((predicted & gold).sum()) / total if total else 0.0
