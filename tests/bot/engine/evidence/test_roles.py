"""The same words the other way round, about somebody else, or about another charge."""

from __future__ import annotations

import pytest

from bot.engine.evidence.roles import turned

FUNDED = "The agency Vor was an organisation funded by Igor Prag and companies that he controlled."
SENTENCED = "The Klow court sentenced Jan Gor, a former aide of the politician Max Krall, to four years for spying."


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("The agency Vor funded Igor Prag's companies.", FUNDED, True),
        ("Igor Prag funded the agency Vor.", FUNDED, False),
        (
            "Low Jo accepted nine million from Ann Lee.",
            "Ann Lee admitted that she accepted nine million from Low Jo.",
            True,
        ),
        (
            "Ann Lee accepted nine million from Low Jo.",
            "Ann Lee admitted that she accepted nine million from Low Jo.",
            False,
        ),
        ("Lepin's party lent money to a Freedonian bank.", "Lepin's party took a loan from a Freedonian bank.", True),
        ("The court sentenced the politician Max Krall to four years for spying.", SENTENCED, True),
        ("The court sentenced Jan Gor to four years for spying.", SENTENCED, False),
        ("Jan Gor was sentenced for spying.", SENTENCED, False),
        (
            "A court found Sark guilty of illegal financing.",
            "A court found Sark guilty of conspiracy over financing.",
            True,
        ),
        ("A court found Sark guilty of conspiracy.", "A court found Sark guilty of conspiracy over financing.", False),
        ("Burns told Bols to cast doubt on it.", "Burns told Bols that he should stop casting doubt on it.", True),
        ("Burns told Bols to stop casting doubt on it.", "Burns told Bols that he should stop casting doubt.", False),
        ("The agency bought advertisements.", "The agency bought advertisements in May.", False),
    ],
)
def test_turned(claim: str, text: str, expected: bool) -> None:
    assert turned(claim, text) is expected
