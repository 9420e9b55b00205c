"""Judges over what the rules let through: they stop, and never pass."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.engine.answer.write import Outcome, Written, write, write_stream
from bot.engine.errors import ModelUnavailable
from bot.engine.models import Support, SupportJudgment
from bot.engine.trace import Stage, Trace
from bot.engine.verification.panel import UNJUDGED, UNSUPPORTED
from tests.bot.engine.answer.test_write import ASKED, GOOD, LIE, PREFERRED, Streaming, gathered, texts


class Judge:
    """Says the same of every pair, or fails; keeps what it was asked."""

    name = "judge"

    def __init__(self, said: Support | SupportJudgment | None) -> None:
        self.said = SupportJudgment.certain(said) if isinstance(said, Support) else said
        self.asked: list[tuple[str, Sequence[str]]] = []

    def judge(self, pairs: Sequence[tuple[str, Sequence[str]]]) -> list[SupportJudgment]:
        self.asked += pairs
        if self.said is None:
            raise ModelUnavailable("away")
        return [self.said for _ in pairs]


def test_a_judge_that_agrees_changes_nothing() -> None:
    judge = Judge(Support.SUPPORTS)
    written = write(ASKED, gathered(), Streaming(GOOD, LIE), [judge])
    assert written == write(ASKED, gathered(), Streaming(GOOD, LIE))
    assert [claim for claim, _ in judge.asked] == [GOOD.text]
    assert judge.asked[0][1][0].startswith("Ruritania's service hacked")


@pytest.mark.parametrize("said", [Support.UNRELATED, Support.CONTRADICTS, Support.PARTLY, None])
def test_a_judge_that_objects_or_fails_puts_the_source_s_words_in_place(said: Support | None) -> None:
    written = write(ASKED, gathered(), Streaming(GOOD, PREFERRED), [Judge(said)])
    assert written.outcomes[0] is Outcome.QUOTED
    assert written.outcomes[1] is Outcome.PASSED, "what repeats its source needs no judge"
    assert [one.reason for one in written.verified.dropped] == [UNJUDGED if said is None else UNSUPPORTED]
    assert GOOD.text not in texts(written)


def test_no_judge_passes_what_the_rules_stop() -> None:
    judge = Judge(Support.SUPPORTS)
    assert LIE.text not in texts(write(ASKED, gathered(), Streaming(LIE), [judge]))
    assert judge.asked == []


def test_one_objection_is_enough_and_doubt_is_none() -> None:
    doubt = SupportJudgment(0.4, 0.5, 0.05, 0.05)
    assert write(ASKED, gathered(), Streaming(GOOD), [Judge(doubt)]).outcomes == (Outcome.PASSED,)
    panel = [Judge(doubt), Judge(Support.UNRELATED)]
    assert write(ASKED, gathered(), Streaming(GOOD), panel).outcomes == (Outcome.QUOTED,)


def test_what_a_judge_said_is_in_the_trace() -> None:
    trace = Trace()
    *_, written = write_stream(ASKED, gathered(), Streaming(GOOD), trace, [Judge(Support.PARTLY)])
    assert isinstance(written, Written)
    step = next(one for one in trace.steps if one.stage is Stage.JUDGE)
    assert step.facts == {"stopped": 1}
    assert step.words["judged"] == [{"text": GOOD.text, "support": "partly"}]
