"""Words of praise and blame, which nothing on record bears out."""

from __future__ import annotations

import pytest

from bot.engine.reading.valuing import judgments


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The annulment was a disgrace.", ["disgrace"]),
        ("With respect, that is nonsense.", ["With respect", "nonsense"]),
        ("They are far too virtuous.", ["far too", "virtuous"]),
        ("The ministry is far more dangerous than the network.", []),
        ("Their policy is far worse than ours.", ["far worse than"]),
    ],
)
def test_judgments(text: str, words: list[str]) -> None:
    found = judgments(text)
    assert [cue.text for cue in found] == words
    assert all(text[cue.start : cue.end] == cue.text for cue in found)


@pytest.mark.parametrize(
    "text",
    [
        "The court annulled the vote on 6 December.",
        "Hackers attacked the ministry, stole mails and lied about it.",
        "The prosecutor called the fraud a threat.",
        "The minister called it “a disgrace” and left.",
    ],
)
def test_what_can_be_looked_up_is_no_judgment(text: str) -> None:
    assert judgments(text) == ()
