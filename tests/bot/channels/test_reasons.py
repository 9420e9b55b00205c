"""What the engine says in English is known, sentence by sentence, in every language of the interface."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.rendering import LANGUAGES, catalogue, localised, reason
from bot.engine import check, explain, standing
from bot.engine.answer import gaps
from bot.engine.check import Checker
from bot.engine.explain import Explainer
from bot.engine.models import ClaimCheck, Explanation, Question, Refusal
from bot.engine.reading import requests
from bot.engine.standing import Ground, weigh
from knowledge.models import Act, Aspect
from tests.answers import CHECK, EXPLANATION, REFUSAL
from tests.bot.engine import world

OTHERS = sorted(set(LANGUAGES) - {"en"})
ENGLISH_WORDS = re.compile(r"\b(?:the|which|Nothing|library|that|of|not|says?|it)\b")


def said() -> list[str]:
    """Every table of sentences that the engine has, and what it makes of grounds."""
    tables = (standing._WHY, standing._SPECULATIVE, explain.MESSAGES, requests.MESSAGES, gaps._MISSING, gaps.SETTLED_BY)
    found = [check.A_VIEW, *(text for table in tables for text in table.values())]
    found += [f"It is worded as {kind}: “may”." for kind in (*check._KINDS.values(), "a guess")]
    grounds = [Ground(act, Aspect.ACTIVITY, act.value, lost=lost) for act in Act for lost in (None, Act.WITHDRAWN)]
    grounds += [
        Ground(Act.FOUND, Aspect.ACTIVITY, "x", inconclusive=True),
        Ground(Act.OPINED, Aspect.ACTIVITY, "x", hedged=True),
    ]
    for aspect in Aspect:
        found.append(weigh(aspect, []).why)
        for one in grounds:
            found.append(weigh(aspect, [one]).why)
            found += [weigh(aspect, [one, two]).why for two in grounds]
            found += [weigh(aspect, own, [one]).why for own in ([], [grounds[0]], [grounds[10]])]
    return sorted(set(found))


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_of_the_engine_is_known(language: str) -> None:
    strings = catalogue(language)
    left = [text for text in said() if ENGLISH_WORDS.search(reason(text, strings))]
    assert left == []


@pytest.mark.parametrize("language", ["de", "ar"])
def test_what_the_pipelines_say_is_told_in_the_reader_s_language(language: str) -> None:
    strings = catalogue(language)
    explainer, checker = Explainer(world.library()), Checker(world.library())
    questions = (
        "Did Ruritania hack the Democratic National Committee in 2016?",
        "Did Concord pay for troll posts on Facebook?",
        "Did the Sylvania broadcasts swing the 2020 election?",
        "Why did Ruritania steal the 2016 election?",
        "How do I bake bread?",
        "Who will win the 2028 election in Ruritania?",
        "Hello!",
    )
    for text in questions:
        answer = localised(explainer.explain(Question(text)), strings)
        told = [answer.premise.why] if answer.premise else []
        if isinstance(answer, Explanation):
            told += [one.why for one in answer.statements]
            told += [part for gap in answer.gaps for part in (gap.text, gap.settled_by or "")]
        else:
            told.append(answer.message)
        assert [one for one in told if ENGLISH_WORDS.search(one)] == []
    whys = [
        one.why
        for one in localised(checker.check("Ruritania may have hacked the DNC. It will do so again."), strings).claims
    ]
    assert [one for one in whys if ENGLISH_WORDS.search(re.sub("“[^”]*”", "", one))] == []


def test_placeholders_keep_their_values() -> None:
    german = catalogue("de")
    assert reason("3 independent sources say so.", german) == "3 unabhängige Quellen sagen es."
    told = reason("It is worded as a forecast: “will”, “soon”. What is cited establishes less than that.", german)
    assert told == "So formuliert: eine Prognose – “will”, “soon”. Was angeführt ist, belegt weniger als das."
    assert "Klow" in reason("Nothing retrieved here speaks of: Klow, 2031.", german)
    weakest = reason("Its weakest part: The actor admitted it.", german)
    assert weakest == "Der schwächste Teil: Der Akteur hat es zugegeben."


def test_other_words_stay_as_they_are() -> None:
    german = catalogue("de")
    assert reason("A court established it. And so on. The actor admitted it.", german) == (
        "Ein Gericht hat es festgestellt. And so on. Der Akteur hat es zugegeben."
    )
    assert reason("", german) == ""


@given(st.text(), st.sampled_from(OTHERS))
def test_any_text_comes_back(text: str, language: str) -> None:
    strings = catalogue(language)
    told = reason(text, strings)
    assert told.split() == text.split() or len(text) > 5
    assert reason(told, strings) == told


@pytest.mark.parametrize("item", [EXPLANATION, REFUSAL, CHECK])
def test_english_is_left_alone_and_nothing_but_words_changes(item: Explanation | Refusal | ClaimCheck) -> None:
    assert localised(item, catalogue("en")) is item
    told = localised(EXPLANATION, catalogue("uk"))
    assert [one.text for one in told.statements] == [one.text for one in EXPLANATION.statements]
    assert [one.standing for one in told.statements] == [one.standing for one in EXPLANATION.statements]
    assert told.dropped == EXPLANATION.dropped
