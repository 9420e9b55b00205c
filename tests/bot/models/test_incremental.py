"""Items of a reply while it is still being written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.errors import MalformedReply, ModelUnavailable
from bot.models.chat import Message
from bot.models.incremental import ObjectReader, ask_each
from bot.models.replies import StatementForm, StatementsForm
from tests.bot.models.scripted import Saying, ScriptedChat, ScriptedStream, statements

ASKED = (Message("system", "task"), Message("user", "{}"))
TWO = statements(("A.", ["E1"]), ("B.", ["E2"]))

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text(), json_values, max_size=4), max_size=5), st.booleans(), st.data())
def test_every_object_is_found_wherever_the_text_is_cut(
    objects: list[dict[str, object]], escaped: bool, data: st.DataObject
) -> None:
    text = "Sure:\n```json\n" + json.dumps({"statements": objects}, ensure_ascii=escaped) + "\n```"
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    reader = ObjectReader()
    found = [one for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True) for one in reader.feed(text[a:b])]
    assert [json.loads(one) for one in found] == objects


@given(st.text(alphabet='{}[]",\\:a1 ', max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    reader = ObjectReader()
    for one in reader.feed(text):
        assert one.startswith(("{", "["))


def read(model: ScriptedChat) -> list[str]:
    return [one.text for one in ask_each(model, ASKED, StatementsForm, "statements", StatementForm, seconds=3)]


@pytest.mark.parametrize("model", [ScriptedChat(TWO), ScriptedStream(TWO), ScriptedStream(TWO, size=1)])
def test_items_come_in_order_from_any_model(model: ScriptedChat) -> None:
    assert read(model) == ["A.", "B."]


@pytest.mark.parametrize("bad", ["no idea", '{"statements": [{"text": 3}]}', '{"statements": [], "more": 1}'])
def test_a_reply_of_another_form_is_asked_for_again_with_its_error(bad: Saying) -> None:
    model = ScriptedStream(bad, TWO)
    assert read(model) == ["A.", "B."]
    assert "cannot be read" in model.seen[1][0][-1].text


def test_what_was_given_is_not_asked_for_again() -> None:
    text = json.dumps(TWO)[:-2] + ', {"text": 3}]}'
    items = ask_each(ScriptedStream(text), ASKED, StatementsForm, "statements", StatementForm, seconds=3)
    assert [next(items).text, next(items).text] == ["A.", "B."]
    with pytest.raises(MalformedReply):
        next(items)


def test_an_end_without_a_reply_is_an_error() -> None:
    model = ScriptedStream(TWO, breaks=ModelUnavailable("broke off"))
    items = ask_each(model, ASKED, StatementsForm, "statements", StatementForm, seconds=3)
    assert next(items).text == "A."
    with pytest.raises(ModelUnavailable, match="broke off"):
        list(items)
