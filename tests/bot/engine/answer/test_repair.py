"""What is on record instead of a premise: only what the evidence bears."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.engine.errors import ModelError, ModelUnavailable
from bot.engine.explain import Explainer
from bot.engine.models import DraftStatement, Evidence, Premise, Question
from knowledge.models import Aspect, Standing
from tests.bot.engine import world

LOADED = Question("Why did Ruritania steal the 2016 election by hacking the Democratic National Committee?")
GOOD = DraftStatement("Ruritania's service hacked the DNC in April 2016.", ("E1",), Aspect.ACTIVITY)


class Repairer:
    """An interpreter that proposes a repair, or fails."""

    def __init__(self, repair: DraftStatement | ModelError | None) -> None:
        self.proposed = repair
        self.asked: list[tuple[str, list[str]]] = []

    def standalone(self, question: Question) -> str:
        return question.text

    def translate(self, texts: Sequence[str], language: str) -> list[str]:
        return list(texts)

    def repair(self, premise: str, evidence: Sequence[Evidence]) -> DraftStatement | None:
        self.asked.append((premise, [one.key for one in evidence]))
        if isinstance(self.proposed, ModelError):
            raise self.proposed
        return self.proposed


def premise(repairer: Repairer, question: Question = LOADED) -> Premise:
    first = next(Explainer(world.library(), interpreter=repairer).stream(question))
    assert isinstance(first, Premise)
    return first


def test_a_repair_that_the_findings_carry_is_told_with_its_own_label() -> None:
    repairer = Repairer(GOOD)
    found = premise(repairer)
    assert found.repair is not None
    assert (found.repair.text, found.repair.standing) == (GOOD.text, Standing.DOCUMENTED)
    assert found.repair.citations[0].item_id == "hacked"
    assert found.standing is not Standing.DOCUMENTED
    assert "steal" in repairer.asked[0][0] or "stole" in repairer.asked[0][0]


BAD = {
    "another year": DraftStatement("Ruritania's service hacked the DNC in April 2018.", ("E1",), Aspect.ACTIVITY),
    "an effect": DraftStatement("Ruritania's service hacked the DNC and won the election.", ("E1",), Aspect.EFFECT),
    "no source": DraftStatement(GOOD.text, (), Aspect.ACTIVITY),
    "another source": DraftStatement(GOOD.text, ("E9",), Aspect.ACTIVITY),
    "the premise": DraftStatement("Ruritania stole the 2016 election.", ("E1",), Aspect.EFFECT),
}


@pytest.mark.parametrize("proposed", [*BAD.values(), None, ModelUnavailable("away")], ids=[*BAD, "none", "a failure"])
def test_what_the_findings_do_not_carry_is_no_repair(proposed: DraftStatement | ModelError | None) -> None:
    found, plain = premise(Repairer(proposed)), next(Explainer(world.library()).stream(LOADED))
    assert found == plain


def test_a_premise_that_stands_needs_none() -> None:
    repairer = Repairer(GOOD)
    question = Question("Why did Ruritania's service hack the Democratic National Committee in April 2016?")
    found = premise(repairer, question)
    assert (found.standing, found.repair, repairer.asked) == (Standing.DOCUMENTED, None, [])
