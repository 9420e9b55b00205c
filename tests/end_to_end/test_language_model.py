"""The model path over real sockets: what a server may do wrong, and what the reader gets all the same."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from bot.engine.explain import Explainer
from bot.engine.models import Explanation, Notice, Question, Statement
from bot.settings import Settings
from bot.wiring import open_models
from tests.bot.engine import world
from tests.peers.model_server import Fault, ModelServer

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

ASKED = Question("Did Ruritania hack the Democratic National Committee in 2016?")
TIMEOUT = 2.0
GOOD = "In April 2016, Ruritania's service hacked the Democratic National Committee."


def said(*rows: tuple[str, list[str]]) -> Callable[[dict[str, Any]], str]:
    shown = [{"text": text, "keys": keys, "quotes": [], "aspect": "activity"} for text, keys in rows]
    return lambda _: json.dumps({"statements": shown})


def explainer(server: ModelServer, **more: Any) -> Explainer:
    settings = Settings.model_validate(
        {"model": "openai:peer", "model_url": server.url, "model_timeout": TIMEOUT, **more}
    )
    models = open_models(settings)
    return Explainer(world.library(), models.composer, interpreter=models.interpreter, statement_judges=models.judges)


def answered(server: ModelServer, **more: Any) -> tuple[Explanation, float]:
    started = time.monotonic()
    answer = explainer(server, **more).explain(ASKED)
    assert isinstance(answer, Explanation)
    return answer, time.monotonic() - started


def test_a_model_s_answer_is_verified_and_signed() -> None:
    with ModelServer(said((GOOD, ["E1"]))) as server:
        answer, _ = answered(server, model_key="secret")
    assert answer.writer == "openai:peer"
    assert answer.statements[0].text == GOOD
    assert [one.text for one in answer.statements[1:]] == [world.DENIED.text]
    [request] = server.requests
    assert request["response_format"]["json_schema"]["strict"] is True
    assert "tools" not in request


PASSING = {
    Fault.RATE_LIMIT, Fault.ERROR, Fault.OUTAGE, Fault.DISCONNECT, Fault.TRUNCATE, Fault.NO_SCHEMA, Fault.NO_STREAM,
    Fault.PROSE, Fault.WRONG_FORM, Fault.EMPTY, Fault.NO_CHOICES,
}  # fmt: skip
"""Faults after which the same server may give a good answer in time."""

WROTE = {
    Fault.NO_SCHEMA: "openai:peer",
    Fault.NO_STREAM: "openai:peer",
    Fault.NO_FINISH: "openai:peer, extractive",
    Fault.CUT: "openai:peer, extractive",
    Fault.FILTERED: "openai:peer, extractive",
}
"""Who wrote the answer under a fault that stays: where the statement came whole before the fault, it has passed."""


@pytest.mark.parametrize("fault", [one for one in Fault if one is not Fault.NONE])
def test_a_fault_that_stays_ends_in_the_library_s_own_words_in_time(fault: Fault) -> None:
    with ModelServer(said((GOOD, ["E1"])), fault) as server:
        answer, took = answered(server)
    assert answer.writer == WROTE.get(fault, "extractive")
    notices = {"extractive": Notice.MODEL_FAILED, "openai:peer, extractive": Notice.BROKEN_OFF}
    assert answer.notice is notices.get(answer.writer)
    assert answer.statements[0].citations
    assert took < TIMEOUT + 4


@pytest.mark.parametrize("fault", sorted(PASSING))
def test_a_fault_that_passes_is_not_seen(fault: Fault) -> None:
    with ModelServer(said((GOOD, ["E1"])), fault, Fault.NONE) as server:
        answer, _ = answered(server)
    assert answer.writer == "openai:peer"


def test_a_statement_goes_out_while_the_model_still_writes() -> None:
    second = "The council assessed with moderate confidence that Ruritania preferred Klow in the 2020 election."
    with ModelServer(said((GOOD, ["E1"]), (second, ["E9"]))) as server:
        server.hold_after = 'activity"}'
        stream = explainer(server).stream(ASKED)
        first = next(stream)
        assert isinstance(first, Statement)
        assert first.text == GOOD
        assert not server.release.is_set()
        server.release.set()
        *_, answer = stream
    assert isinstance(answer, Explanation)
    assert answer.statements[0] == first
    assert [one.text for one in answer.dropped] == [second]


def test_a_stream_that_breaks_off_is_finished_in_the_library_s_own_words() -> None:
    with ModelServer(said((GOOD, ["E1"]), ("x" * 900, ["E1"])), Fault.TRUNCATE) as server:
        stream = list(explainer(server).stream(ASKED))
    answer = stream[-1]
    assert isinstance(answer, Explanation)
    assert (answer.writer, answer.notice) == ("openai:peer, extractive", Notice.BROKEN_OFF)
    assert answer.statements[0].text == GOOD
    assert world.DENIED.text in [one.text for one in answer.statements]
    assert stream[:-1] == list(answer.statements)


def test_a_reader_who_goes_ends_the_call() -> None:
    with ModelServer(said((GOOD, ["E1"]), ("x" * 900, ["E1"]))) as server:
        server.hold_after = 'activity"}'
        stream = explainer(server).stream(ASKED)
        next(stream)
        stream.close()
        server.release.set()
    assert len(server.requests) == 1


def test_a_smaller_model_stands_in() -> None:
    with ModelServer(said((GOOD, ["E1"])), Fault.BAD_KEY, Fault.NONE) as server:
        answer, _ = answered(server, small_model="openai:small")
    assert answer.writer == "openai:small"
    assert [one["model"] for one in server.requests] == ["peer", "small"]


def test_a_lie_is_written_again_with_the_reason_and_then_replaced() -> None:
    lie = "Ruritania's service hacked the Democratic National Committee and swung the election."
    with ModelServer(said((GOOD, ["E1"]), (lie, ["E1"]))) as server:
        answer, _ = answered(server)
    assert lie not in [one.text for one in answer.statements]
    assert [one.text for one in answer.dropped] == [lie]
    again = json.loads(server.requests[1]["messages"][1]["content"])
    assert [one["text"] for one in again["stopped"]] == [lie]
    assert again["stopped"][0]["reason"] == answer.dropped[0].reason


def test_a_server_that_nobody_runs() -> None:
    with ModelServer(said()) as server:
        pass
    answer, took = answered(server)
    assert answer.writer == "extractive"
    assert took < TIMEOUT + 4
