"""How a judge's reading joins that of the words: either may lower, and only both may lift."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.evidence.judging import LINES, judged, retells
from bot.engine.models import Evidence, Support, SupportJudgment
from tests.bot.engine import world


class Says:
    """A judge that gives every pair the same judgment, and keeps what it was asked."""

    def __init__(self, supports: float, partly: float = 0.0, contradicts: float = 0.0) -> None:
        self.judgment = SupportJudgment(supports, partly, contradicts, 1.0 - supports - partly - contradicts)
        self.asked: list[tuple[str, Sequence[str]]] = []

    @property
    def name(self) -> str:
        return "says"

    def judge(self, pairs: Sequence[tuple[str, Sequence[str]]]) -> list[SupportJudgment]:
        self.asked += pairs
        return [self.judgment for _ in pairs]


def hacked(relevance: float = 0.7) -> Evidence:
    return Evidence("E1", world.HACKED, world.INQUIRY, relevance)


PARAPHRASE = "The service of Ruritania broke into and hacked the Democratic National Committee in April 2016."
SAME = "Ruritania's service hacked the Democratic National Committee in April 2016."


def support(claim: str, judge: Says | None, evidence: Evidence | None = None) -> Support | None:
    (one,) = judged(claim, [evidence or hacked()], judge)
    return one.support


def test_a_sure_judge_lifts_what_other_words_say() -> None:
    assert support(PARAPHRASE, None) is Support.PARTLY
    assert support(PARAPHRASE, Says(0.95)) is Support.SUPPORTS


def test_an_unsure_judge_lifts_nothing() -> None:
    assert support(PARAPHRASE, Says(LINES.lifts - 0.01)) is Support.PARTLY


@pytest.mark.parametrize(
    "claim",
    [
        "Ruritania broke into machines of the Democratic National Committee in April 2012.",
        "Ruritania poisoned people of the Democratic National Committee in April 2016.",
        "Freedonia broke into machines of the Democratic National Committee in April 2016.",
        "Ruritania never broke into machines of the Democratic National Committee in April 2016.",
        "The Democratic National Committee broke into machines of Ruritania in April 2016.",
    ],
    ids=["another year", "another deed", "another actor", "denied", "actor and target swapped"],
)
def test_no_judge_lifts_what_the_words_forbid(claim: str) -> None:
    assert support(claim, Says(1.0)) is not Support.SUPPORTS


@pytest.mark.parametrize("judge", [Says(0.05), Says(0.2, contradicts=0.7)], ids=["unrelated", "contradicts"])
def test_a_judge_takes_back_what_the_words_hold(judge: Says) -> None:
    assert support(SAME, None) is Support.SUPPORTS
    assert support(SAME, judge) is Support.PARTLY


def test_a_passage_is_judged_by_its_quote() -> None:
    judge = Says(0.9)
    quoted = Evidence("E1", world.HACKED, world.INQUIRY, 0.8, quote="Ruritania hacked the committee.")
    judged(PARAPHRASE, [quoted], judge)
    assert judge.asked == [(PARAPHRASE, ("Ruritania hacked the committee.",))]


@given(st.floats(0, 1), st.sampled_from([PARAPHRASE, SAME, "Ruritania hacked nobody.", "Freedonia did it in 1999."]))
def test_a_judge_never_makes_a_contradiction_or_an_unrelated_item_support_against_the_words(
    supports: float, claim: str
) -> None:
    words = support(claim, None)
    told = support(claim, Says(supports))
    if words is Support.CONTRADICTS:
        assert told is Support.CONTRADICTS
    if told is Support.SUPPORTS and words is not Support.SUPPORTS:
        assert supports >= LINES.lifts


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Ruritania's service hacked the Democratic National Committee in April 2016.", True),
        ("Ruritania hacked the Democratic National Committee.", True),
        ("Ruritania hacked the Democratic National Committee to win.", False),
        ("The Democratic National Committee hacked Ruritania's service.", False),
        ("Ruritania hacked.", False),
    ],
    ids=["the same", "less", "a motive more", "turned around", "too little to tell"],
)
def test_a_claim_that_says_no_more_than_a_finding(claim: str, told: bool) -> None:
    assert retells(claim, world.HACKED) is told
