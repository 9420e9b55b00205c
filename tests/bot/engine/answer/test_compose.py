"""Where the extractive composer tells what it takes from the library."""

from __future__ import annotations

import pytest

from bot.engine.answer.compose import ExtractiveComposer
from bot.engine.models import Evidence, Question, Role
from knowledge.models import Act, Aspect, Finding, Kind, Source

PAPER = Source("paper", "A newspaper", "Gazette", Kind.JOURNALISM)


def told(question: str) -> dict[str, Role]:
    accusation = Finding(
        "accusation", "paper", "Sylvania's police said that Russia sent the threats.", "p. 1", Act.ASSERTED,
        Aspect.ATTRIBUTION, actors=("russia",),
    )  # fmt: skip
    denial = Finding(
        "denial", "paper", "Russia denied the threats.", "p. 2", Act.DENIED, Aspect.ATTRIBUTION, actors=("russia",)
    )
    other = Finding("other", "paper", "China denied it.", "p. 3", Act.DENIED, Aspect.ACTIVITY, actors=("china",))
    evidence = [
        Evidence(f"E{n}", item, PAPER, relevance)
        for n, (item, relevance) in enumerate([(accusation, 0.8), (denial, 0.6), (other, 0.0)], 1)
    ]
    draft = ExtractiveComposer().compose(Question(question), evidence)
    names = {one.key: one.item.id for one in evidence}
    return {names[one.keys[0]]: one.role for one in draft.statements}


@pytest.mark.parametrize("question", ["Who sent the threats?", "Did Russia send the threats?"])
def test_a_denial_is_the_other_side(question: str) -> None:
    assert told(question) == {"accusation": Role.ANSWER, "denial": Role.COUNTER, "other": Role.COUNTER}


@pytest.mark.parametrize("question", ["What did Russia say about the threats?", "How did Moscow respond?"])
def test_a_denial_is_the_answer_where_it_is_asked_for_and_the_accusation_the_setting(question: str) -> None:
    assert told(question) == {"denial": Role.ANSWER, "accusation": Role.CONTEXT, "other": Role.COUNTER}


def test_of_one_kind_alone_is_asked_what_is_of_another_is_the_setting() -> None:
    done = Finding("done", "paper", "Threats closed the school.", "p. 4", Act.REPORTED, Aspect.EFFECT)
    blamed = Finding("blamed", "paper", "Police blamed Russia.", "p. 5", Act.ASSERTED, Aspect.ATTRIBUTION)
    evidence = [Evidence("E1", done, PAPER, 0.9), Evidence("E2", blamed, PAPER, 0.6)]

    def roles(question: str, held: list[Evidence]) -> list[Role]:
        return [one.role for one in ExtractiveComposer().compose(Question(question), held).statements]

    assert roles("Who sent the threats?", evidence) == [Role.ANSWER, Role.CONTEXT]
    assert roles("Who sent the threats?", evidence[:1]) == [Role.ANSWER]
    assert roles("Did Russia send the threats?", evidence) == [Role.ANSWER, Role.ANSWER]


def test_where_more_is_asked_for_than_the_reply_both_are_the_answer() -> None:
    found = told("Who sent the threats and what did Russia say?")
    assert found == {"accusation": Role.ANSWER, "denial": Role.ANSWER, "other": Role.COUNTER}
