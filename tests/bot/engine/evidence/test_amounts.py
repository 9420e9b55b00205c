"""Numbers that a claim rounds or bounds."""

from __future__ import annotations

import pytest

from bot.engine.evidence.amounts import stated
from bot.engine.language.terms import terms


@pytest.mark.parametrize(
    ("claim", "evidence", "same"),
    [
        ("Facebook pulled more than 650 pages.", "Facebook removed 652 pages.", True),
        ("Twitter purged the 32,000-odd accounts.", "Of 32,242 accounts Twitter removed all.", True),
        ("Nearly 660 pages went.", "Facebook removed 652 pages.", True),
        ("About 650 pages went.", "Facebook removed 652 pages.", True),
        ("More than 600 pages went, 652 of them in May.", "Facebook removed 652 pages.", True),
        ("More than 500 pages went.", "Facebook removed 652 pages.", False),
        ("More than 660 pages went.", "Facebook removed 652 pages.", False),
        ("Nearly 650 pages went.", "Facebook removed 652 pages.", False),
        ("Facebook pulled 650 pages.", "Facebook removed 652 pages.", False),
        ("Facebook pulled 700 pages.", "Facebook removed 652 pages.", True),
        ("Facebook pulled 600 pages.", "Facebook removed 652 pages.", False),
        ("It happened in about 2016.", "It happened in 2014.", False),
        ("Facebook pulled some pages.", "Facebook removed 652 pages.", True),
        ("Facebook pulled 3,000 pages.", "Facebook removed pages.", False),
    ],
)
def test_what_a_number_stands_for(claim: str, evidence: str, same: bool) -> None:
    held = terms(evidence).numbers
    assert stated(claim, terms(claim).numbers - held, held) is same
