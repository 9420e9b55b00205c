"""Locators as printed: which of them name the same place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.locators import places, same_place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("p. 4", "p. 4"),
        ("p. 4", "Vol. I, p. 4"),
        ("Vol. I, pp. 4–5", "Vol. I, p. 5"),
        ("pp. 4-6, 9", "p. 9"),
        ("page 4", "4"),
        ("pp. xii–xiii", "p. xii"),
        ("¶ 12", "para. 12"),
        ("¶¶ 12–14", "¶ 13"),
        ("§ 1(a)", "Section 1(a)"),
        ("Volume II, page 8", "vol. ii, p. 8"),
        ("“Background”, ¶ 3", "“background”, ¶¶ 2–3"),
        ("“Background”", "“Background”, ¶ 3"),
        ("“Title”, ¶ 1 – “Background”, ¶ 2", "“Background”, ¶ 2"),
        ("Opening statement", "opening  statement"),
        ("Count 2, ¶ 7", "¶ 7"),
        ("p. A-12", "p. A-12"),
        ("pp. 8, 10 and 12", "p. 12"),
    ],
)
def test_the_same_place(one: str, other: str) -> None:
    assert same_place(one, other)
    assert same_place(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("p. 4", "p. 40"),
        ("p. 4", "¶ 4"),
        ("Vol. I, p. 4", "Vol. II, p. 4"),
        ("“Background”, ¶ 3", "“Charges”, ¶ 3"),
        ("“Background”, ¶ 3", "¶ 3"),
        ("“Background”", "“Charges”, ¶ 3"),
        ("“Background”", "¶ 3"),
        ("“Title”, ¶ 1 – “Background”, ¶ 2", "“Title”, ¶ 2"),
        ("§ 1(a)", "§ 1(b)"),
        ("pp. 4–5", "p. 6"),
        ("Opening statement", "Closing statement"),
        ("pp. 9–4", "p. 6"),
        ("", "p. 1"),
    ],
)
def test_another_place(one: str, other: str) -> None:
    assert not same_place(one, other)
    assert not same_place(other, one)


def test_a_range_is_spelled_out_but_not_a_huge_one() -> None:
    assert {place.label for place in places("pp. 7–10")} == {"7", "8", "9", "10"}
    assert {place.label for place in places("pp. 1–99999")} == {"1", "99999"}


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_a_locator(one: str, other: str) -> None:
    assert places(one)
    assert same_place(one, one)
    assert same_place(one, other) == same_place(other, one)
