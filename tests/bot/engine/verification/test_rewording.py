"""A model's sentence in other words: which a judge may let through, and which no judge may."""

from __future__ import annotations

import pytest

from bot.engine.evidence.retrieve import Gathered
from bot.engine.models import DraftStatement, Evidence
from bot.engine.verification.verify import settle
from knowledge.models import Aspect, Passage
from tests.bot.engine import world
from tests.bot.engine.evidence.test_judging import Says

GATHERED = Gathered(
    (
        Evidence("E1", world.HACKED, world.INQUIRY, 0.9),
        Evidence(
            "E2", Passage("p", world.PAGE.id, "¶ 1", 0, len(world.HACKED.text), world.HACKED.text), world.PAGE, 0.9
        ),
    )
)
OTHER_WORDS = "Spies working for Ruritania broke into the Democratic National Committee's machines in April 2016."
SURE = Says(0.95)


def passes(text: str, judge: Says | None, key: str = "E1") -> bool:
    return isinstance(settle(DraftStatement(text, (key,), Aspect.ACTIVITY), GATHERED, judge), DraftStatement)


def test_other_words_pass_if_the_judge_is_sure() -> None:
    assert passes(OTHER_WORDS, SURE)
    assert SURE.asked[-1] == (OTHER_WORDS, (world.HACKED.text,))


@pytest.mark.parametrize(
    "judge", [None, Says(0.6), Says(0.85, contradicts=0.12)], ids=["no judge", "not sure", "a contradiction"]
)
def test_other_words_do_not_pass_otherwise(judge: Says | None) -> None:
    assert not passes(OTHER_WORDS, judge)


@pytest.mark.parametrize(
    "text",
    [
        "Spies working for Ruritania broke into the Democratic National Committee's machines in May 2016.",
        "Spies working for Freedonia broke into the Democratic National Committee's machines in April 2016.",
        "Spies working for Ruritania never broke into the Democratic National Committee's machines in April 2016.",
        "Ruritania's spies broke into Democratic National Committee machines in April 2016 in order to sway voters.",
        "The Democratic National Committee's spies broke into machines of Ruritania in April 2016.",
        "It is proven that spies of Ruritania broke into the Democratic National Committee's machines in April 2016.",
        "Ruritania's service robbed the Democratic National Committee in April 2016.",
        "Spies zu Ruritania broke into die Democratic National Committee's machines und mit help im April 2016.",
    ],
    ids=["date", "actor", "negation", "motive", "turned", "certainty", "one word exchanged", "another language"],
)
def test_what_no_judge_may_let_through(text: str) -> None:
    assert not passes(text, SURE)


def test_a_passage_is_told_in_its_own_words() -> None:
    assert not passes(OTHER_WORDS, SURE, "E2")
