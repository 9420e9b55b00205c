"""Measures, intervals and tests of significance, against values worked out by hand."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from numpy.typing import NDArray

from bot.evaluation import statistics as st

LABELS = ("a", "b", "c")
PAIRS = some.lists(some.tuples(some.sampled_from(LABELS), some.sampled_from(LABELS)), min_size=1, max_size=40)


def test_measures_of_a_table_are_those_of_the_textbook() -> None:
    # Gold "no" (row 0) and "yes" (row 1): 5 right nos, 1 false yes, 2 missed, 4 hits.
    table = np.array([[5, 1], [2, 4]])
    found = st.over_cells(
        table,
        {
            "precision": st.precision(1),
            "recall": st.recall(1),
            "f1": st.f1(1),
            "accuracy": st.accuracy,
            "missed": st.share([1], [0]),
        },
    )
    assert found["precision"].value == pytest.approx(4 / 5)
    assert found["recall"].value == pytest.approx(4 / 6)
    assert found["f1"].value == pytest.approx(8 / 11)
    assert found["accuracy"].value == pytest.approx(9 / 12)
    assert found["missed"].value == pytest.approx(2 / 6)


@given(PAIRS)
def test_intervals_hold_their_value_and_do_not_change_from_run_to_run(pairs: list[tuple[str, str]]) -> None:
    table = st.table_of([one for one, _ in pairs], [other for _, other in pairs], LABELS)
    measures = {"accuracy": st.accuracy, "macro_f1": st.macro_f1, "one": st.one_against_rest(0)}
    found = st.over_cells(table, measures)
    assert found == st.over_cells(table, measures)
    for measure in found.values():
        assert measure.value is not None
        assert measure.low is not None
        assert measure.high is not None
        assert 0.0 <= measure.low <= measure.high <= 1.0


def test_a_class_that_does_not_occur_leaves_its_measure_undefined_and_macro_f1_alone() -> None:
    table = np.array([[3, 0, 0], [0, 2, 0], [0, 0, 0]])
    found = st.over_cells(table, {"f1_c": st.f1(2), "macro_f1": st.macro_f1})
    assert found["f1_c"] == st.Measure(None)
    assert found["macro_f1"].value == 1.0


def test_nothing_measured_is_undefined() -> None:
    empty = np.zeros((2, 2), np.int64)
    assert st.over_cells(empty, {"accuracy": st.accuracy}) == {"accuracy": st.Measure(None)}
    assert st.resampled([]) == st.Measure(None)
    assert st.resampled_ratio([], []) == st.Measure(None)
    assert st.calibration_error([], []) == st.Measure(None)


def test_one_against_rest_counts_confusions_of_the_others_as_right() -> None:
    table = np.array([[2, 0, 0], [0, 1, 3], [1, 0, 1]])
    assert st.one_against_rest(0)(table[None].astype(float))[0] == pytest.approx(7 / 8)


def test_the_mean_and_the_median_of_scores() -> None:
    scores = [1.0, 2.0, 3.0, 10.0]
    assert st.resampled(scores).value == 4.0
    assert st.resampled(scores, st.quantile(0.5)).value == 2.5
    assert st.resampled_ratio([1, 2], [2, 4]).value == 0.5


def test_calibration_of_a_coin_that_is_called_certain() -> None:
    error = st.calibration_error([1.0, 1.0, 1.0, 1.0], [True, False, True, False])
    assert error.value == pytest.approx(0.5)
    assert st.calibration_error([0.25] * 4, [True, False, False, False]).value == pytest.approx(0.0)


def test_the_reliability_curve_has_one_point_a_bin_that_is_used() -> None:
    bins = st.reliability([0.05, 0.06, 0.95, 1.0], [False, False, True, False])
    assert [one.count for one in bins] == [2, 2]
    assert bins[1].correct == 0.5
    assert bins[1].confidence == pytest.approx(0.975)


def test_ndcg_and_recall() -> None:
    ranked = ["x", "a", "y", "b"]
    relevant = frozenset({"a", "b", "z"})
    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert st.ndcg(ranked, relevant) == pytest.approx((1 / math.log2(3) + 1 / math.log2(5)) / ideal)
    assert st.recall_at(ranked, relevant, 2) == pytest.approx(1 / 3)


def test_randomisation_of_few_items_is_the_exact_test() -> None:
    one, other = np.array([1.0, 1.0, 1.0, 0.0]), np.zeros(4)
    # Of the eight ways to draw three signs, two give a sum as far from nought as all alike.
    assert st.randomisation(one, other) == pytest.approx(0.25, abs=0.01)
    assert st.randomisation(one, one) == 1.0


def test_randomisation_of_f1_agrees_with_every_swap_there_is() -> None:
    gold = np.array([True, True, True, False, False, True])
    one = np.array([True, True, True, False, True, False])
    other = np.array([False, False, True, True, False, False])

    def f1(predicted: NDArray[np.bool_]) -> float:
        return 2 * float((predicted & gold).sum()) / float(predicted.sum() + gold.sum())

    observed = abs(f1(one) - f1(other))
    differences = []
    for swaps in itertools.product([False, True], repeat=len(gold)):
        mask = np.array(swaps)
        differences.append(abs(f1(np.where(mask, other, one)) - f1(np.where(mask, one, other))))
    exact = float(np.mean([difference >= observed - 1e-12 for difference in differences]))
    assert st.randomisation_f1(one, other, gold) == pytest.approx(exact, abs=0.01)
    assert st.randomisation_f1(one, one, gold) == 1.0
