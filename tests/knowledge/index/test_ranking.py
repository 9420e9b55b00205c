"""Fusion, findings before passages, and the source quota."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.index.ranking import Candidate, diversify, findings_first, fuse

_KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


def passage(key: str, source: str = "s", locator: str = "p. 1", score: float = 0.0) -> Candidate:
    return Candidate(key, source, locator, False, score)


def finding(key: str, source: str = "s", locator: str = "p. 1", score: float = 0.0) -> Candidate:
    return Candidate(key, source, locator, True, score)


def ids(order: list[Candidate]) -> list[str]:
    return [candidate.id for candidate in order]


def test_fusion_adds_reciprocal_ranks() -> None:
    scores = fuse([["a", "b"], ["b", "c"]], k=10)
    assert list(scores) == ["b", "a", "c"]
    top = 2 / 11
    assert scores == pytest.approx({"b": (1 / 12 + 1 / 11) / top, "a": 1 / 11 / top, "c": 1 / 12 / top})


def test_one_ranking_alone_keeps_its_order_and_starts_at_1() -> None:
    assert list(fuse([["z", "a"], []], k=20)) == ["z", "a"]
    assert fuse([["z", "a"], []], k=20)["z"] == 1.0
    assert fuse([[], []], k=20) == {}


@given(st.lists(_KEYS, max_size=3), st.integers(1, 60))
def test_fusion_keeps_every_item_and_falls(rankings: list[list[str]], k: int) -> None:
    scores = fuse(rankings, k)
    assert set(scores) == {key for ranking in rankings for key in ranking}
    assert list(scores.values()) == sorted(scores.values(), reverse=True)
    assert all(0.0 < score <= 1.0 + 1e-9 for score in scores.values())


def test_a_finding_moves_up_to_its_passage_and_takes_its_score() -> None:
    order = findings_first(
        [passage("p1", locator="p. 4", score=0.9), passage("p2", "t"), finding("f1", locator="pp. 3–4")]
    )
    assert ids(order) == ["f1", "p1", "p2"]
    assert order[0].score == 0.9


def test_a_finding_that_summarises_none_of_them_stays() -> None:
    order = [passage("p1", locator="p. 4"), finding("f1", "t", "p. 4"), finding("f2", locator="p. 5")]
    assert ids(findings_first(order)) == ["p1", "f1", "f2"]


def test_the_quota_makes_room_for_the_second_source() -> None:
    order = [passage(f"a{number}", "a", score=1 - number / 10) for number in range(5)] + [passage("b", "b", score=0.1)]
    assert ids(diversify(order, 4, 2)) == ["a0", "a1", "b", "a2"]
    assert ids(diversify(order, 3, 2)) == ["a0", "a1", "b"]


def test_one_source_alone_fills_the_list() -> None:
    order = [passage(f"a{number}", "a") for number in range(5)]
    assert ids(diversify(order, 4, 1)) == ["a0", "a1", "a2", "a3"]


@given(
    st.lists(
        st.builds(
            Candidate, st.uuids().map(str), st.sampled_from("abc"), st.just("p. 1"), st.booleans(), st.floats(0, 1)
        ),
        max_size=12,
        unique_by=lambda candidate: candidate.id,
    ),
    st.integers(0, 12),
    st.integers(1, 5),
)
def test_scores_fall_and_nothing_is_doubled(order: list[Candidate], limit: int, per_source: int) -> None:
    chosen = diversify(findings_first(order), limit, per_source)
    scores = [candidate.score for candidate in chosen]
    assert scores == sorted(scores, reverse=True)
    assert len(chosen) == min(limit, len(order))
    assert len(set(ids(chosen))) == len(chosen)
    assert set(ids(findings_first(order))) == set(ids(order))
