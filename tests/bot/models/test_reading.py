"""The model as judge and as splitter: typed, one for one, and never taken at its word."""

from __future__ import annotations

import pytest

from bot.engine.errors import MalformedReply
from bot.engine.models import Support
from bot.models.composer import ModelInterpreter
from bot.models.reading import ModelJudge, ModelSplitter
from knowledge.models import Aspect
from tests.bot.models.scripted import ScriptedChat, data_of, statements

PAIRS = [("It did.", ("It did.",)), ("It won.", ()), ("It may.", ("It may not.", "It will."))]


def test_each_pair_has_a_judgment_and_no_evidence_is_none() -> None:
    model = ScriptedChat({"supports": ["supports", "contradicts"]}, name="small")
    judge = ModelJudge(model)
    found = judge.judge(PAIRS)
    assert [one.label for one in found] == [Support.SUPPORTS, Support.UNRELATED, Support.CONTRADICTS]
    assert [one["statement"] for one in data_of(model.seen[0][0])["pairs"]] == ["It did.", "It may."]
    assert judge.name == "small"


def test_without_evidence_no_model_is_asked() -> None:
    model = ScriptedChat({"supports": []})
    assert [one.label for one in ModelJudge(model).judge([("It won.", ())])] == [Support.UNRELATED]
    assert model.seen == []


@pytest.mark.parametrize("said", [{"supports": ["supports"]}, {"supports": ["yes", "no"]}, {"supports": "supports"}])
def test_judgments_of_another_form_are_none(said: dict[str, object]) -> None:
    with pytest.raises(MalformedReply):
        ModelJudge(ScriptedChat(said)).judge(PAIRS)


def test_splits_come_one_for_one() -> None:
    parts = [{"text": "It did so ", "aspect": "activity"}, {"text": "to win.", "aspect": "intent"}]
    splitter = ModelSplitter(ScriptedChat({"claims": [{"parts": parts}]}))
    assert splitter.split(["It did so to win."]) == [[("It did so ", Aspect.ACTIVITY), ("to win.", Aspect.INTENT)]]
    with pytest.raises(MalformedReply, match="1 splits of 2"):
        splitter.split(["It did so to win.", "It won."])


def test_a_repair_is_one_statement_or_none() -> None:
    two = ModelInterpreter(ScriptedChat(statements(("It did.", ["E1"]), ("It won.", ["E1"]))))
    found = two.repair("It won.", [])
    assert found is not None
    assert found.text == "It did."
    assert ModelInterpreter(ScriptedChat(statements())).repair("It won.", []) is None
