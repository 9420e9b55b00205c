"""What questions take for granted in their clauses, their possessives and the sentences before them."""

from __future__ import annotations

import pytest

from bot.engine.language.clauses import plainly
from bot.engine.reading.premise import presupposition

ASSUMED = [
    ("How long was Ann Lee jailed for after she was convicted as an agent?", "Ann Lee was convicted as an agent"),
    ("What did the committee find out about how Russia won the referendum?", "Russia won the referendum"),
    ("Can you explain why Iran hacked the census?", "Iran hacked the census"),
    (
        "What was Concord Management's sentence for meddling in 2016?",
        "Concord Management was sentenced for meddling in 2016",
    ),
    ("What was Ann Lee's guilt?", "Ann Lee is guilty"),
    ("It was Seth Rich who leaked the emails, wasn't it?", "Seth Rich leaked the emails"),
    ("Why does nobody ask how the Kremlin installed the mayor?", "The Kremlin installed the mayor"),
    ("Why do you deny that China flipped the votes?", "China flipped the votes"),
    ("Isn't it true that Smith revealed the bribe that Burma paid to Jones?", "Burma paid the bribe to Jones"),
    ("Who ordered the murder of Ann Lee for leaking the emails?", "Ann Lee was murdered for leaking the emails"),
    (
        "How much land did India blackmail the islands into giving up?",
        "India blackmailed the islands into giving up land",
    ),
    ("The regime stole votes from the Greens. Who was it?", "The regime stole votes from the Greens"),
    ("Now that it is proven that the laptop was a fake, explain why people defend it.", "The laptop was a fake"),
    ("Lee, the convicted spy, walks free. Who protects him?", "Lee, the convicted spy, walks free"),
    ("Is it not a fact that agents shot the premier?", "Agents shot the premier"),
    ("Which Russian service produced the laptop?", "A Russian service produced the laptop"),
    ("What did Ann Lee promise India?", "Ann Lee promised India something"),
    ("Tell me why the Senate let Trump off after the vote.", "The Senate let Trump off after the vote"),
    ("Bob won. When did the ministry order the ballots without him?", "The ministry ordered the ballots without him"),
]


@pytest.mark.parametrize(("question", "claim"), ASSUMED)
def test_the_claim_that_a_question_assumes_is_put_in_words(question: str, claim: str) -> None:
    found = presupposition(question)
    assert found is not None
    assert found.text == claim
    assert question[found.start : found.end]


NEUTRAL = [
    "Did Iran hack the census after the vote?",
    "Who ran the campaign before 2016?",
    "Can you tell me how many accounts there were?",
    "What is known about the leak?",
    "Thanks. Who are you?",
    "What did the committee do?",
    "Which report was published in 2019?",
    "Tell me what the committee found.",
    "We met on Monday. Is there a report?",
]


@pytest.mark.parametrize("question", NEUTRAL)
def test_a_neutral_question_assumes_nothing(question: str) -> None:
    assert presupposition(question) is None


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("it is well known that Rome burned the fleet", "Rome burned the fleet"),
        ("everyone knows Rome burned the fleet", "Rome burned the fleet"),
        ("the media hide that Rome burned the fleet", "Rome burned the fleet"),
        ("it has been proved that it was Nero who burned the fleet", "Nero burned the fleet"),
        ("Nero burned the fleet", "Nero burned the fleet"),
        ("they burned the fleet", "They burned the fleet"),
    ],
)
def test_what_only_presents_a_claim_is_left_out(said: str, plain: str) -> None:
    assert plainly(said) == plain
