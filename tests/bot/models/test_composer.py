"""The model as composer and interpreter, before anything is verified."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.engine.errors import MalformedReply, ModelRejected, ModelUnavailable
from bot.engine.models import DraftStatement, Evidence, Question, Stopped
from bot.engine.ports import Reviser
from bot.models.composer import Budgeted, FirstOf, ModelComposer, ModelInterpreter
from bot.models.prompts import MOST_STATEMENTS
from knowledge.models import Aspect
from tests.bot.engine import world
from tests.bot.models.scripted import ScriptedChat, statements

ASKED = Question("Did Ruritania hack the DNC?")
EVIDENCE = [Evidence("E1", world.HACKED, world.INQUIRY, 0.9)]
AWAY = ModelUnavailable("away")


def test_a_reply_becomes_a_draft() -> None:
    model = ScriptedChat(statements(("Ruritania\n hacked it. ", ["E1"])))
    draft = ModelComposer(model, 7).compose(ASKED, EVIDENCE)
    assert draft.statements == (DraftStatement("Ruritania hacked it.", ("E1",), Aspect.ACTIVITY),)
    assert draft.writer == "scripted"
    assert model.seen[0][2] == 7


def test_a_draft_is_bounded() -> None:
    model = ScriptedChat(statements(*[(f"Sentence {n}.", ["E1"]) for n in range(50)]))
    assert len(ModelComposer(model).compose(ASKED, EVIDENCE).statements) == MOST_STATEMENTS


@pytest.mark.parametrize("given", [0, 1, 2, 5])
def test_a_revision_has_one_place_for_each_failure(given: int) -> None:
    failed = [Stopped(at, DraftStatement("A.", ("E1",), Aspect.ACTIVITY), "no") for at in range(2)]
    model = ScriptedChat(statements(*[("B.", ["E1"])] * given))
    found = ModelComposer(model).revise(ASKED, EVIDENCE, failed)
    assert [one is not None for one in found] == [given > 0, given > 1]


def test_a_model_that_fails_is_followed_by_the_next() -> None:
    draft = FirstOf(
        (ModelComposer(ScriptedChat(AWAY, name="large")), ModelComposer(ScriptedChat(statements(), name="small")))
    ).compose(ASKED, EVIDENCE)
    assert draft.writer == "small"
    with pytest.raises(ModelUnavailable):
        FirstOf((ModelComposer(ScriptedChat(AWAY)), ModelComposer(ScriptedChat(AWAY)))).compose(ASKED, EVIDENCE)


def test_over_its_budget_a_model_is_not_asked() -> None:
    model = ScriptedChat(statements())
    free = Budgeted(ModelComposer(model))
    assert free.compose(ASKED, EVIDENCE).writer == free.name == "scripted"
    spent = Budgeted(ModelComposer(model), lambda _: dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
    with pytest.raises(ModelRejected, match="2026-01-02"):
        spent.compose(ASKED, EVIDENCE)
    assert len(model.seen) == 1


def test_each_composer_can_revise() -> None:
    one = ModelComposer(ScriptedChat(statements(("B.", ["E1"]))))
    failed = [Stopped(0, DraftStatement("A.", ("E1",), Aspect.ACTIVITY), "no")]
    for composer in (one, FirstOf((one,)), Budgeted(FirstOf((one,)))):
        assert isinstance(composer, Reviser)
        assert composer.revise(ASKED, EVIDENCE, failed) == [DraftStatement("B.", ("E1",), Aspect.ACTIVITY)]
        assert composer.name == "scripted"


def test_translations_come_one_for_one() -> None:
    interpreter = ModelInterpreter(ScriptedChat({"texts": ["Eins.", "Zwei."]}))
    assert interpreter.translate(["One.", "Two."], "de") == ["Eins.", "Zwei."]
    with pytest.raises(MalformedReply, match="2 translations of 1"):
        interpreter.translate(["One."], "de")


def test_a_question_is_read() -> None:
    assert ModelInterpreter(ScriptedChat({"question": " Who? "})).standalone(ASKED) == "Who?"
