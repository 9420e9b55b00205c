"""Typed replies: read once, asked for again once."""

from __future__ import annotations

import pytest

from bot.engine.errors import MalformedReply, ModelUnavailable
from bot.models.chat import Message, ask, read
from bot.models.replies import QuestionForm, StatementsForm
from tests.bot.models.scripted import ScriptedChat, statements

ASKED = (Message("system", "task"), Message("user", "{}"))


@pytest.mark.parametrize(
    "text",
    ['{"question": "Who?"}', 'Sure:\n```json\n{"question": "Who?"}\n```', '{"question": "Who?"} and {"more": 1}'],
)
def test_json_is_found_in_what_models_put_around_it(text: str) -> None:
    assert read(text, QuestionForm).question == "Who?"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no JSON object"),
        ("no idea", "no JSON object"),
        ('{"question": ', "no valid JSON"),
        ('{"question": 3}', "question: "),
        ('{"question": "Who?", "answer": "Me"}', "answer: "),
        ('{"a":' * 5_000, "no valid JSON"),
    ],
)
def test_another_form_is_refused_with_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(MalformedReply, match=said):
        read(text, QuestionForm)


def test_an_unknown_aspect_is_another_form() -> None:
    with pytest.raises(MalformedReply, match="aspect"):
        read(str(statements(("A.", ["E1"]), aspect="truth")).replace("'", '"'), StatementsForm)


def test_a_bad_reply_is_asked_for_again_with_its_error() -> None:
    model = ScriptedChat("no idea", {"question": "Who?"})
    assert ask(model, ASKED, QuestionForm, seconds=3).question == "Who?"
    again = model.seen[1][0]
    assert again[:2] == ASKED
    assert [one.role for one in again[2:]] == ["assistant", "user"]
    assert "no JSON object" in again[3].text


def test_a_second_bad_reply_is_an_error() -> None:
    model = ScriptedChat("no idea")
    with pytest.raises(MalformedReply):
        ask(model, ASKED, QuestionForm, seconds=3)
    assert len(model.seen) == 2


def test_an_outage_is_not_asked_again_here() -> None:
    model = ScriptedChat(ModelUnavailable("away"))
    with pytest.raises(ModelUnavailable):
        ask(model, ASKED, QuestionForm, seconds=3)
    assert len(model.seen) == 1
