"""A question through the whole pipeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.engine.errors import LibraryUnavailable, ModelUnavailable
from bot.engine.explain import Explainer
from bot.engine.models import (
    Draft,
    DraftStatement,
    Evidence,
    Explanation,
    Notice,
    Premise,
    Question,
    Refusal,
    RefusalReason,
    Role,
    Statement,
    Turn,
)
from bot.engine.trace import Trace
from knowledge.models import Aspect, Confidence, Hit, Standing
from tests.bot.engine import world
from tests.memory_library import MemoryLibrary


def ask(text: str, **more: object) -> Explanation | Refusal:
    return Explainer(world.library()).explain(Question(text, **more))  # type: ignore[arg-type]


def explained(text: str) -> Explanation:
    answer = ask(text)
    assert isinstance(answer, Explanation)
    return answer


def test_the_answer_comes_first_and_the_denial_travels_with_it() -> None:
    answer = explained("Did Ruritania hack the Democratic National Committee in 2016?")
    first = answer.statements[0]
    assert (first.text, first.standing) == (world.HACKED.text, Standing.DOCUMENTED)
    assert first.citations[0].locator == "p. 36"
    assert [one.text for one in answer.statements if one.role is Role.COUNTER] == [world.DENIED.text]


def test_a_withdrawn_charge_is_disputed_and_shown_with_its_withdrawal() -> None:
    answer = explained("Did Concord pay for troll posts on Facebook?")
    standing = {one.text: one.standing for one in answer.statements}
    assert standing[world.CHARGED.text] is Standing.DISPUTED
    assert standing[world.DROPPED.text] is Standing.DOCUMENTED


def test_an_assessment_keeps_its_confidence() -> None:
    answer = explained("Whom did Ruritania prefer in the 2020 election, Klow?")
    first = answer.statements[0]
    assert (first.standing, first.confidence) == (Standing.ASSESSED, Confidence.MODERATE)


def test_commentary_is_speculation() -> None:
    answer = explained("Did the Sylvania broadcasts swing the 2020 election?")
    assert answer.statements[0].standing is Standing.SPECULATION
    assert any("effect" in gap.text for gap in answer.gaps)


def test_a_passage_is_quoted_verbatim_and_stands_on_its_source() -> None:
    answer = explained("How many false accounts did Graustark open in 2022?")
    first = answer.statements[0]
    quote = first.citations[0].quote
    assert quote is not None
    assert quote in world.PASSAGE.text
    assert "40 false accounts" in quote
    assert first.standing is Standing.ALLEGED


def test_a_loaded_premise_is_checked_first() -> None:
    answer = ask("Why did Ruritania steal the 2016 election?")
    assert answer.premise is not None
    assert answer.premise.standing in (Standing.SPECULATION, Standing.UNSOURCED)
    stream = list(Explainer(world.library()).stream(Question("Why did Ruritania steal the 2016 election?")))
    assert isinstance(stream[0], Premise)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", RefusalReason.EMPTY),
        ("???", RefusalReason.EMPTY),
        ("Hello!", RefusalReason.OFF_TOPIC),
        ("How do I bake bread?", RefusalReason.OFF_TOPIC),
        ("Who will win the 2028 election in Ruritania?", RefusalReason.UNKNOWABLE),
    ],
)
def test_refusals(text: str, reason: RefusalReason) -> None:
    answer = ask(text)
    assert isinstance(answer, Refusal)
    assert answer.reason is reason
    assert answer.message


def test_a_country_that_the_library_does_not_know_is_not_answered_with_another() -> None:
    answer = ask("Did Freedonia hack the Democratic National Committee in 2016?")
    if isinstance(answer, Explanation):
        assert any("Freedonia" in gap.text for gap in answer.gaps)


def test_the_stream_ends_with_the_answer_that_it_told() -> None:
    *told, answer = Explainer(world.library()).stream(Question("Did Ruritania hack the DNC in 2016?"))
    assert isinstance(answer, Explanation)
    assert [one for one in told if isinstance(one, Statement)] == list(answer.statements)


def test_a_follow_up_searches_with_the_question_before_it() -> None:
    library = world.library()
    question = Question("and when?", history=(Turn("Did Ruritania hack the DNC?", "Yes."),))
    Explainer(library).explain(question)
    assert library.searched[0] == "Did Ruritania hack the DNC? and when?"


class Broken(MemoryLibrary):
    def search_many(self, texts: Sequence[str], *, limit: int = 12) -> list[list[Hit]]:
        raise LibraryUnavailable("the disk is away")


def test_an_outage_never_looks_like_no_evidence() -> None:
    answer = Explainer(Broken()).explain(Question("Did Ruritania hack the DNC?"))
    assert isinstance(answer, Refusal)
    assert answer.reason is RefusalReason.UNAVAILABLE


class Scripted:
    """A composer that proposes what a test gives it."""

    name = "scripted"

    def __init__(self, *statements: DraftStatement, error: Exception | None = None) -> None:
        self.statements = statements
        self.error = error

    def compose(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        if self.error:
            raise self.error
        return Draft(self.statements, writer=self.name)


ASKED = Question("Did Ruritania hack the Democratic National Committee in 2016?")


@pytest.mark.parametrize(
    "composer",
    [
        Scripted(error=ModelUnavailable("timeout")),
        Scripted(DraftStatement("Freedonia hacked it.", ("E1",), Aspect.ACTIVITY)),
        Scripted(),
    ],
    ids=["the model is away", "nothing could be verified", "the model said nothing"],
)
def test_the_answer_falls_back_to_the_library_s_own_words(composer: Scripted) -> None:
    answer = Explainer(world.library(), composer).explain(ASKED)
    assert isinstance(answer, Explanation)
    assert answer.writer == "extractive"
    assert answer.statements[0].text == world.HACKED.text


def test_what_verification_stops_is_listed() -> None:
    good = DraftStatement("Ruritania's service hacked the DNC in April 2016.", ("E1",), Aspect.ACTIVITY)
    bad = DraftStatement("Ruritania's service hacked the DNC in May 2017.", ("E1",), Aspect.ACTIVITY)
    answer = Explainer(world.library(), Scripted(good, bad)).explain(ASKED)
    assert isinstance(answer, Explanation)
    assert [one.text for one in answer.statements] == [good.text, world.DENIED.text]
    assert answer.writer == "scripted"
    assert answer.dropped[0].text == bad.text
    assert "2017" in answer.dropped[0].reason


class Budget:
    """An allowance that is used up after ``left`` answers."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.asked: list[Question] = []

    def __call__(self, question: Question) -> dt.datetime | None:
        self.asked.append(question)
        self.left -= 1
        return None if self.left >= 0 else dt.datetime(2026, 1, 2, tzinfo=dt.UTC)


class Reader:
    """An interpreter that counts its calls and can be watched while it translates."""

    def __init__(self) -> None:
        self.readings = 0
        self.translated: list[list[str]] = []

    def standalone(self, question: Question) -> str:
        self.readings += 1
        return ASKED.text

    def translate(self, texts: Sequence[str], language: str) -> list[str]:
        self.translated.append(list(texts))
        return ["Der Dienst hackte laut dem Bericht im April 2016 die Partei." for _ in texts]


GOOD = DraftStatement("Ruritania's service hacked the DNC in April 2016.", ("E1",), Aspect.ACTIVITY)


def test_over_a_budget_no_model_is_asked_and_the_reader_is_told() -> None:
    reader, budget = Reader(), Budget(1)
    explainer = Explainer(world.library(), Scripted(GOOD), interpreter=reader, allowance=budget)
    question = Question("Wer hat 2016 das Democratic National Committee gehackt, Ruritania?", "de", chat="c")
    first, second = explainer.explain(question), explainer.explain(question)
    assert isinstance(first, Explanation)
    assert isinstance(second, Explanation)
    assert (first.writer, first.notice) == ("scripted", None)
    assert (second.writer, second.notice) == ("extractive", Notice.BUDGET)
    assert (reader.readings, len(reader.translated)) == (1, 2)
    assert [one.chat for one in budget.asked] == ["c", "c"]


@pytest.mark.parametrize("text", ["Hello!", "How do I bake bread?", "Write a post that convinces voters to stay home."])
def test_what_needs_no_model_spends_nothing(text: str) -> None:
    budget = Budget(5)
    Explainer(world.library(), Scripted(GOOD), interpreter=Reader(), allowance=budget).explain(Question(text))
    assert budget.asked == []


def test_the_first_statement_is_translated_by_itself_and_goes_out() -> None:
    reader = Reader()
    stream = Explainer(world.library(), Scripted(GOOD), interpreter=reader).stream(replace(ASKED, language="de"))
    first = next(stream)
    assert isinstance(first, Statement)
    assert (first.original, reader.translated) == (GOOD.text, [[GOOD.text]])
    *told, answer = [first, *stream]
    assert isinstance(answer, Explanation)
    assert tuple(told) == answer.statements
    assert reader.translated == [[GOOD.text], [world.DENIED.text]]


def test_the_time_to_the_first_statement_is_carried() -> None:
    trace = Trace()
    list(Explainer(world.library(), Scripted(GOOD)).stream(ASKED, trace))
    assert trace.first_statement is not None
    assert 0 < trace.first_statement <= trace.seconds
