"""Measures with their intervals, and tests between two runs. Pure; every draw comes from a seed.

Intervals are percentile bootstrap intervals of 95 % over items (Efron and Tibshirani 1993, chapter 13).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RESAMPLES = 2_000
PERMUTATIONS = 100_000
SEED = 1
BINS = 10
"""Bins of equal width for calibration."""
_ROWS = 1_000
_CELLS = 4_000_000


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with the ends of its interval; None where it is not defined on a set (no item of a class, say)."""

    value: float | None
    low: float | None = None
    high: float | None = None


def _interval(value: float, drawn: Floats) -> Measure:
    usable = drawn[~np.isnan(drawn)]
    if np.isnan(value):
        return Measure(None)
    if not len(usable):
        return Measure(value)
    low, high = np.percentile(usable, [2.5, 97.5])
    return Measure(value, float(low), float(high))


def _ratio(above: Floats, below: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(below > 0, above / below, np.nan), np.float64)


def over_cells(
    cells: NDArray[np.int64], measures: dict[str, Callable[[Floats], Floats]], *, seed: int = SEED
) -> dict[str, Measure]:
    """Measures of a table of counts (gold × predicted), each a function of tables (n, gold, predicted) → (n,).

    Items with equal gold and prediction are interchangeable, so that resampling the items is a multinomial draw.
    """
    total = int(cells.sum())
    if total == 0:
        return {name: Measure(None) for name in measures}
    flat = cells.reshape(-1)
    drawn = np.random.default_rng(seed).multinomial(total, flat / total, size=RESAMPLES)
    tables = drawn.reshape(RESAMPLES, *cells.shape).astype(np.float64)
    own = cells[None].astype(np.float64)
    return {name: _interval(float(of(own)[0]), of(tables)) for name, of in measures.items()}


def table_of(gold: Sequence[str], predicted: Sequence[str], labels: Sequence[str]) -> NDArray[np.int64]:
    """How often each label (row) was predicted as each (column)."""
    place = {label: at for at, label in enumerate(labels)}
    cells = np.zeros((len(labels), len(labels)), np.int64)
    for one, other in zip(gold, predicted, strict=True):
        cells[place[one], place[other]] += 1
    return cells


def accuracy(tables: Floats) -> Floats:
    return _ratio(np.trace(tables, axis1=1, axis2=2), tables.sum((1, 2)))


def precision(at: int) -> Callable[[Floats], Floats]:
    return lambda tables: _ratio(tables[:, at, at], tables[:, :, at].sum(1))


def recall(at: int) -> Callable[[Floats], Floats]:
    return lambda tables: _ratio(tables[:, at, at], tables[:, at, :].sum(1))


def f1(at: int) -> Callable[[Floats], Floats]:
    """F1 of one class; 0 where it occurs and is never met, undefined where it neither occurs nor is predicted."""
    return lambda tables: _ratio(2 * tables[:, at, at], tables[:, at, :].sum(1) + tables[:, :, at].sum(1))


def macro_f1(tables: Floats) -> Floats:
    """The mean F1 of the classes that occur in the set or in its predictions."""
    scores = np.stack([f1(at)(tables) for at in range(tables.shape[1])])
    held = ~np.isnan(scores)
    return _ratio(np.where(held, scores, 0.0).sum(0), held.sum(0).astype(np.float64))


def one_against_rest(at: int) -> Callable[[Floats], Floats]:
    """Accuracy where all labels but one are taken as one label."""

    def of(tables: Floats) -> Floats:
        total = tables.sum((1, 2))
        wrong = tables[:, at, :].sum(1) + tables[:, :, at].sum(1) - 2 * tables[:, at, at]
        return _ratio(total - wrong, total)

    return of


def share(rows: Sequence[int], columns: Sequence[int]) -> Callable[[Floats], Floats]:
    """Of the items of some gold labels, the share that was given one of some labels."""
    return lambda tables: _ratio(
        tables[:, list(rows)][:, :, list(columns)].sum((1, 2)), tables[:, list(rows), :].sum((1, 2))
    )


def resampled(scores: Sequence[float], of: Callable[[Floats], Floats] | None = None, *, seed: int = SEED) -> Measure:
    """A measure of one score an item, the mean by default; ``of`` takes (n, items) → (n,)."""
    values = np.asarray(scores, np.float64)
    if not len(values):
        return Measure(None)
    statistic = of or (lambda rows: rows.mean(1))
    source = np.random.default_rng(seed)
    rows = max(1, min(RESAMPLES, _CELLS // len(values)))
    parts = []
    for start in range(0, RESAMPLES, rows):
        picked = source.integers(0, len(values), (min(rows, RESAMPLES - start), len(values)))
        parts.append(statistic(values[picked]))
    return _interval(float(statistic(values[None])[0]), np.concatenate(parts))


def resampled_ratio(above: Sequence[float], below: Sequence[float], *, seed: int = SEED) -> Measure:
    """The ratio of two sums over the same items."""
    parts, whole = np.asarray(above, np.float64), np.asarray(below, np.float64)
    if not len(parts):
        return Measure(None)
    picked = np.random.default_rng(seed).integers(0, len(parts), (RESAMPLES, len(parts)))
    drawn = _ratio(parts[picked].sum(1), whole[picked].sum(1))
    return _interval(float(_ratio(parts.sum(keepdims=True), whole.sum(keepdims=True))[0]), drawn)


def quantile(at: float) -> Callable[[Floats], Floats]:
    return lambda rows: np.asarray(np.percentile(rows, 100 * at, axis=1), np.float64)


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of like confidence: how many, their mean confidence, and how often they were right."""

    count: int
    confidence: float
    correct: float


def reliability(confidence: Sequence[float], correct: Sequence[bool]) -> list[Bin]:
    """The reliability curve over :data:`BINS` bins; empty bins are left out."""
    sure, right = np.asarray(confidence, np.float64), np.asarray(correct, np.float64)
    places = np.minimum((sure * BINS).astype(int), BINS - 1)
    return [
        Bin(int(here.sum()), float(sure[here].mean()), float(right[here].mean()))
        for here in (places == at for at in range(BINS))
        if here.any()
    ]


def calibration_error(confidence: Sequence[float], correct: Sequence[bool], *, seed: int = SEED) -> Measure:
    """Expected calibration error (Guo et al. 2017, "On Calibration of Modern Neural Networks", section 2)."""
    sure, right = np.asarray(confidence, np.float64), np.asarray(correct, np.float64)
    if not len(sure):
        return Measure(None)
    places, gaps = np.minimum((sure * BINS).astype(int), BINS - 1), right - sure

    def of(picked: NDArray[np.int64]) -> float:
        sums = np.bincount(places[picked], weights=gaps[picked], minlength=BINS)
        return float(np.abs(sums).sum() / len(picked))

    source = np.random.default_rng(seed)
    drawn = np.array([of(source.integers(0, len(sure), len(sure))) for _ in range(RESAMPLES // 4)])
    return _interval(of(np.arange(len(sure))), drawn)


def ndcg(ranked: Sequence[str], relevant: frozenset[str], depth: int = 10) -> float:
    """nDCG with binary gains (Järvelin and Kekäläinen 2002)."""
    discounts = 1 / np.log2(np.arange(2, depth + 2))
    gains = np.array([document in relevant for document in ranked[:depth]], dtype=float)
    return float((gains * discounts[: len(gains)]).sum() / discounts[: min(depth, len(relevant))].sum())


def recall_at(ranked: Sequence[str], relevant: frozenset[str], depth: int) -> float:
    """The share of the relevant documents among the first ``depth``."""
    return len(relevant.intersection(ranked[:depth])) / len(relevant)


def randomisation(one: Floats, other: Floats, *, seed: int = SEED) -> float:
    """Two-sided p-value of a paired randomisation test of the difference in means.

    Signs of the differences are drawn anew 100,000 times, and the observed one counts as a draw. Smucker, Allan and
    Carterette (2007), "A Comparison of Statistical Significance Tests for Information Retrieval Evaluation".
    """
    differences = one - other
    differences = differences[differences != 0.0]
    observed = abs(differences.sum())
    drawn, extreme = np.random.default_rng(seed), 0
    rows = max(1, min(_ROWS, _CELLS // max(1, len(differences))))
    for start in range(0, PERMUTATIONS, rows):
        signs = drawn.integers(0, 2, (min(rows, PERMUTATIONS - start), len(differences)), dtype=np.int8) * 2.0 - 1.0
        extreme += int((np.abs(signs @ differences) >= observed - 1e-12).sum())
    return (extreme + 1) / (PERMUTATIONS + 1)


def randomisation_f1(
    one: NDArray[np.bool_], other: NDArray[np.bool_], gold: NDArray[np.bool_], *, seed: int = SEED
) -> float:
    """The same test for the difference in F1 of two sets of binary predictions: an item's two predictions are swapped.

    Only items on which the two differ can change it, and those come in two kinds (gold or not) times two directions,
    so that the swaps of a kind are one binomial draw.
    """

    def score(hits: NDArray[np.int64], given: NDArray[np.int64]) -> Floats:
        return np.asarray(2 * hits / np.maximum(given + int(gold.sum()), 1), np.float64)

    differing = [
        int((one & ~other & gold).sum()),
        int((~one & other & gold).sum()),
        int((one & ~other & ~gold).sum()),
        int((~one & other & ~gold).sum()),
    ]
    both, hits = int((one & other).sum()), int((one & other & gold).sum())
    source = np.random.default_rng(seed)
    # Of what only the first said, how much stays with it; of what only the second said, how much goes to the first.
    first_hits = source.binomial(differing[0], 0.5, PERMUTATIONS) + source.binomial(differing[1], 0.5, PERMUTATIONS)
    first_misses = source.binomial(differing[2], 0.5, PERMUTATIONS) + source.binomial(differing[3], 0.5, PERMUTATIONS)
    all_hits, all_misses = differing[0] + differing[1], differing[2] + differing[3]
    drawn = score(hits + first_hits, both + first_hits + first_misses) - score(
        hits + (all_hits - first_hits), both + (all_hits - first_hits) + (all_misses - first_misses)
    )
    own = score(np.array([hits + differing[0]]), np.array([both + differing[0] + differing[2]]))
    rival = score(np.array([hits + differing[1]]), np.array([both + differing[1] + differing[3]]))
    extreme = int((np.abs(drawn) >= abs(float(own[0] - rival[0])) - 1e-12).sum())
    return (extreme + 1) / (PERMUTATIONS + 1)
