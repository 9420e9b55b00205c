"""The model as composer and interpreter, before anything is verified."""

from __future__ import annotations

import json

import pytest

from bot.engine.errors import MalformedReply, ModelUnavailable
from bot.engine.models import DraftStatement, Evidence, Question, Stopped
from bot.engine.ports import Reviser, StreamingComposer
from bot.models.composer import FirstOf, ModelComposer, ModelInterpreter
from bot.models.prompts import MOST_STATEMENTS
from knowledge.models import Aspect
from tests.bot.engine import world
from tests.bot.models.scripted import ScriptedChat, ScriptedStream, statements

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


def test_a_draft_comes_statement_by_statement() -> None:
    model = ScriptedStream(statements(("A.", ["E1"]), ("B.", ["E1"])))
    parts = ModelComposer(model).compose_stream(ASKED, EVIDENCE)
    assert next(parts).statements[0].text == "A."
    assert model.said < len(json.dumps(statements(("A.", ["E1"]), ("B.", ["E1"]))))
    assert [one.text for part in parts for one in part.statements] == ["B."]


def test_a_streamed_draft_is_bounded_and_the_rest_is_not_waited_for() -> None:
    model = ScriptedStream(statements(*[(f"Sentence {n}.", ["E1"]) for n in range(50)]))
    assert len(list(ModelComposer(model).compose_stream(ASKED, EVIDENCE))) == MOST_STATEMENTS
    assert model.closed


def test_a_stream_is_taken_over_by_the_next_composer_only_before_it_gave_anything() -> None:
    small = ModelComposer(ScriptedStream(statements(("B.", ["E1"])), name="small"))
    none = FirstOf((ModelComposer(ScriptedStream(AWAY)), small))
    assert [part.writer for part in none.compose_stream(ASKED, EVIDENCE)] == ["small"]
    broken = ModelComposer(ScriptedStream(statements(("A.", ["E1"])), breaks=AWAY))
    parts = FirstOf((broken, small)).compose_stream(ASKED, EVIDENCE)
    assert next(parts).statements[0].text == "A."
    with pytest.raises(ModelUnavailable):
        next(parts)


def test_each_composer_can_revise() -> None:
    one = ModelComposer(ScriptedChat(statements(("B.", ["E1"]))))
    failed = [Stopped(0, DraftStatement("A.", ("E1",), Aspect.ACTIVITY), "no")]
    for composer in (one, FirstOf((one,))):
        assert isinstance(composer, Reviser)
        assert isinstance(composer, StreamingComposer)
        assert composer.revise(ASKED, EVIDENCE, failed) == [DraftStatement("B.", ("E1",), Aspect.ACTIVITY)]
        assert composer.name == "scripted"


def test_translations_come_one_for_one() -> None:
    interpreter = ModelInterpreter(ScriptedChat({"texts": ["Eins.", "Zwei."]}))
    assert interpreter.translate(["One.", "Two."], "de") == ["Eins.", "Zwei."]
    with pytest.raises(MalformedReply, match="2 translations of 1"):
        interpreter.translate(["One."], "de")


def test_a_question_is_read() -> None:
    assert ModelInterpreter(ScriptedChat({"question": " Who? "})).standalone(ASKED) == "Who?"
