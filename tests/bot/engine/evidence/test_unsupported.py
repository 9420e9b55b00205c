"""The words of a claim that nothing states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.evidence.unsupported import MOST, unsupported
from bot.engine.models import Evidence
from tests.bot.engine import world

HACKED = [Evidence("E1", world.HACKED, world.INQUIRY, 0.8)]


@pytest.mark.parametrize(
    ("claim", "parts"),
    [
        ("Ruritania hacked the Democratic National Committee in April 2016.", []),
        ("Ruritania hacked the Democratic National Committee and poisoned the wells.", ["poisoned the wells"]),
        ("Ruritania hacked the Democratic National Committee in March 2012.", ["March 2012"]),
        ("Freedonia hacked the Democratic National Committee.", ["Freedonia"]),
        ("Bananas ripen slowly.", []),
    ],
    ids=["all held", "a second deed", "a date", "an actor", "nothing held"],
)
def test_parts(claim: str, parts: list[str]) -> None:
    assert [part.text for part in unsupported(claim, HACKED)] == parts


def test_nothing_to_hold_it_against() -> None:
    assert unsupported("Ruritania hacked the committee.", []) == ()


@given(st.text(max_size=200), st.integers(0, 50))
def test_offsets_are_those_of_the_claim(claim: str, start: int) -> None:
    parts = unsupported(claim, HACKED, start)
    assert all(claim[part.start - start : part.end - start] == part.text for part in parts)
    assert len(parts) <= MOST
    assert list(parts) == sorted(parts, key=lambda part: part.start)
