"""What a message states beside its question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.reading.beside import MOST, assumptions


@pytest.mark.parametrize(
    ("message", "claims"),
    [
        ("Concord bribed the judge, so who paid for it?", ["Concord bribed the judge"]),
        (
            "Now that Barrack has been finally convicted, where does he serve his sentence?",
            ["Barrack has been finally convicted", "He serves his sentence"],
        ),
        (
            "After Paris had nine Chinese workers shot at that mine, can anyone wonder that Africans prefer Wagner?",
            ["Paris had nine Chinese workers shot at that mine"],
        ),
        (
            "The Post overdid it, didn't it, seeing that Barrack had hidden nothing?",
            ["The Post overdid it", "Barrack had hidden nothing"],
        ),
        ("My uncle says that Russia stole the ballots. Who did it?", ["Russia stole the ballots"]),
        ("Yankee assassins murdered President Allende. Admit it!", ["Yankee assassins murdered President Allende"]),
        (
            "I'm writing a paper: in what year did Moscow bribe the Lega?",
            ["Moscow bribed the Lega"],
        ),
        (
            "What made the Supreme Court clear Abouammo of spying?",
            ["The Supreme Court cleared Abouammo of spying"],
        ),
        ("Name the Chilean communists whom Moscow paid!", ["Moscow paid Chilean communists"]),
    ],
    ids=["so", "now that", "after", "seeing that", "hearsay", "order", "colon", "caused", "relative"],
)
def test_what_a_message_assumes(message: str, claims: list[str]) -> None:
    found = assumptions(message)
    assert [one.text for one in found if not one.quiet] == claims
    for one in found:
        assert 0 <= one.start < one.end <= len(message)


@pytest.mark.parametrize(
    "message",
    [
        "Did Russia interfere in 2016?",
        "What did Mueller find?",
        "Russia hacked the DNC.",
        "Hello!",
        "",
        "Who is Concord?",
    ],
)
def test_a_neutral_message_assumes_nothing(message: str) -> None:
    assert assumptions(message) == ()


def test_what_a_harmless_question_assumes_is_quiet() -> None:
    (found,) = assumptions("When was Nathan Gill cleared of bribery?")
    assert (found.text, found.quiet) == ("Nathan Gill was cleared of bribery", True)


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    found = assumptions(text)
    assert len(found) <= MOST
    assert all(one.text for one in found)
