"""How a judge's reading joins that of the words: either may lower, and only both may lift."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
        "Freedonia broke into machines of the Democratic National Committee in April 2016.",
        "The Democratic National Committee broke into machines of Ruritania in April 2016.",
    ],
    ids=["another year", "another actor", "actor and target swapped"],
)
def test_no_judge_lifts_what_the_words_forbid(claim: str) -> None:
    assert support(claim, Says(1.0)) is not Support.SUPPORTS


def test_what_the_words_deny_wants_a_surer_judge() -> None:
    claim = "Ruritania never hacked any machines or phones of the Democratic National Committee in April 2016."
    assert support(claim, Says((LINES.lifts + LINES.lifts_alone) / 2)) is not Support.SUPPORTS
    assert support(claim, Says(LINES.lifts_alone)) is Support.SUPPORTS


def test_a_deed_of_which_the_evidence_has_no_word_wants_a_surer_judge() -> None:
    claim = "Ruritania poisoned people of the Democratic National Committee in April 2016."
    assert support(claim, Says((LINES.lifts + LINES.lifts_apart) / 2)) is not Support.SUPPORTS


def test_a_sure_judge_finds_a_contradiction_in_other_words() -> None:
    claim = "Ruritania left the Democratic National Committee's machines alone."
    assert support(claim, Says(0.0, contradicts=LINES.refutes)) is Support.CONTRADICTS
    assert support(claim, Says(0.0, contradicts=LINES.refutes - 0.01)) is not Support.CONTRADICTS


def test_a_judge_shows_what_bears_on_a_claim_that_shares_few_words_with_it() -> None:
    claim = "Ruritania once burgled a party's office."
    assert support(claim, None) is Support.UNRELATED
    assert support(claim, Says(0.3, partly=0.4)) is Support.PARTLY


@pytest.mark.parametrize("judge", [Says(0.05), Says(0.2, contradicts=0.7)], ids=["unrelated", "contradicts"])
def test_a_judge_takes_back_what_the_words_hold(judge: Says) -> None:
    assert support(SAME, None) is Support.SUPPORTS
    assert support(SAME, judge) is Support.PARTLY


class Minds(Says):
    """A judge that is sure of one claim and of no other."""

    def __init__(self, claim: str) -> None:
        super().__init__(0.95)
        self.claim = claim

    def judge(self, pairs: Sequence[tuple[str, Sequence[str]]]) -> list[SupportJudgment]:
        self.asked += pairs
        sure = [0.95 if claim == self.claim else 0.1 for claim, _ in pairs]
        return [SupportJudgment(one, 0.0, 0.0, 1.0 - one) for one in sure]


TURNED = "The Democratic National Committee hacked and read Ruritania's service in April 2016."


def test_names_in_another_order_are_lifted_by_a_judge_that_minds_who_acts() -> None:
    judge = Minds(TURNED)
    assert support(TURNED, judge) is Support.SUPPORTS
    assert any("The Ruritania hacked and read Democratic" in claim for claim, _ in judge.asked)


def test_a_judge_that_holds_both_ways_round_for_true_lifts_neither() -> None:
    assert support(TURNED, Says(0.95)) is not Support.SUPPORTS


def test_who_says_so_may_stand_before_or_after_what_is_said() -> None:
    said = "Ruritania's service broke into and hacked the Democratic National Committee in April 2016, Borduria said."
    told = replace(world.HACKED, text=f"Borduria reported that {world.HACKED.text}")
    (one,) = judged(said, [Evidence("E1", told, world.INQUIRY, 0.7)], Says(0.95))
    assert one.support is Support.SUPPORTS


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
