"""Answers on a terminal: no statement without its label and its citations."""

from __future__ import annotations

import io

from rich.console import Console

from bot.channels.rendering.catalogue import catalogue
from bot.channels.rendering.labels import label
from bot.channels.terminal import TerminalAnswer, TerminalCheck
from bot.channels.terminal_trace import TerminalTrace
from bot.engine.check import Checker
from bot.engine.explain import Explainer
from bot.engine.models import Explanation, Question, Refusal
from bot.engine.trace import Trace
from bot.models.composer import ModelComposer
from bot.models.metering import Meter, Metered, Price
from tests.bot.engine import world
from tests.bot.models.scripted import ScriptedStream, statements

STRINGS = catalogue("en")


def printed(renderable: object) -> str:
    console = Console(width=400, record=True, file=io.StringIO())
    console.print(renderable)
    return console.export_text()


def test_every_statement_has_its_label_and_citation() -> None:
    answer = Explainer(world.library()).explain(Question("Did Ruritania hack the Democratic National Committee?"))
    assert isinstance(answer, Explanation)
    text = printed(TerminalAnswer(answer, STRINGS))
    for statement in answer.statements:
        assert f"{label(statement.standing, STRINGS, statement.confidence).text}  {statement.text}" in text
        assert all(citation.locator in text for citation in statement.citations)
    assert "The other side" in text


def test_a_refusal_shows_its_message_and_what_is_nearest() -> None:
    answer = Explainer(world.library()).explain(Question("Who will win the 2028 election in Ruritania?"))
    assert isinstance(answer, Refusal)
    text = printed(TerminalAnswer(answer, STRINGS))
    assert answer.message in text


def test_a_premise_comes_first_with_its_label() -> None:
    answer = Explainer(world.library()).explain(Question("Why did Ruritania steal the 2016 election?"))
    text = printed(TerminalAnswer(answer, STRINGS))
    assert "takes for granted" in text
    assert "Speculation" in text.splitlines()[1]


def test_a_check_shows_each_claim_with_its_label_and_hinge() -> None:
    check = Checker(world.library()).check("Ruritania hacked the DNC in April 2016. It will do so again.")
    text = printed(TerminalCheck(check, STRINGS))
    for claim in check.claims:
        assert f"{label(claim.standing, STRINGS, claim.confidence).text}  {claim.text}" in text
    assert "Speculation begins at" in text


def test_markup_in_a_source_is_shown_as_it_is() -> None:
    check = Checker(world.library()).check("[bold]Ruritania hacked the DNC in April 2016.[/bold]")
    assert "[bold]" in printed(TerminalCheck(check, STRINGS))


def test_a_trace_shows_the_choices_of_the_pipeline() -> None:
    library, trace = world.library(), Trace()
    question = Question("Did Ruritania hack the Democratic National Committee?")
    good = ("Ruritania's service hacked the Democratic National Committee in April 2016.", ["E1"])
    lie = ("Freedonia's service hacked the Democratic National Committee in April 2016.", ["E1"])
    composer = ModelComposer(Metered(ScriptedStream(statements(good, lie)), Meter(prices={"scripted": Price(1, 2)})))
    answer = list(Explainer(library, composer).stream(question, trace))[-1]
    assert isinstance(answer, Explanation)
    text = printed(TerminalTrace(trace, answer.writer))
    for shown in (
        f"searched for: {question.text}",
        world.HACKED.text[:60],
        "; meaning ",
        f"1. {good[0]}  [E1]",
        "passed",
        f"2. {lie[0]}  [E1]",
        "rewritten: A name is not in the cited source: freedonia.",
        "written by scripted; first verified statement after",
        "tokens 20 in, 10 out, cost 0.000040",
    ):
        assert shown in text, shown
