"""Answers of the web pages in the real store: feedback counts, corrections find them, the words are not kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from bot.channels.web import create_app
from bot.engine.models import Explanation
from bot.feedback import StoredAnswers, without_question
from bot.state.port import Verdict
from bot.state.sqlite import SqliteState
from tests.answers import EXPLANATION, FOUND, REFUSAL, library
from tests.fakes import ScriptedEngine

SECRET = "Who paid Zebulon Quux?"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteState]:
    with SqliteState(path, salt=b"a salt for tests") as one:
        yield one


@pytest.fixture
def web(store: SqliteState) -> TestClient:
    engine = ScriptedEngine(EXPLANATION, answers={"Soup?": REFUSAL}, library=library())
    return TestClient(create_app(engine, answers=StoredAnswers(store)), raise_server_exceptions=False)


def asked_as_json(web: TestClient) -> str:
    return str(web.post("/v1/ask", json={"question": SECRET}).json()["id"])


def asked_as_stream(web: TestClient) -> str:
    text = web.post("/v1/ask", json={"question": SECRET}, headers={"Accept": "text/event-stream"}).text
    data = next(line for line in reversed(text.splitlines()) if line.startswith("data: "))
    return str(json.loads(data.removeprefix("data: "))["id"])


def asked_on_the_page(web: TestClient) -> str:
    return _hidden(web.post("/ask", data={"question": SECRET}).text)


def asked_on_the_streaming_page(web: TestClient) -> str:
    text = web.post("/ask", data={"question": SECRET}, headers={"Accept": "text/event-stream"}).text
    data = next(line for line in reversed(text.splitlines()) if line.startswith("data: "))
    return _hidden(json.loads(data.removeprefix("data: "))["html"])


def _hidden(page: str) -> str:
    return page.split('name="answer" value="')[1].split('"')[0]


@pytest.mark.parametrize("ask", [asked_as_json, asked_as_stream, asked_on_the_page, asked_on_the_streaming_page])
def test_feedback_on_an_answer_counts_once_a_reader(web: TestClient, store: SqliteState, ask: Any) -> None:
    answer = ask(web)
    body = {"answer": answer, "helpful": False, "reason": "write to ann@example.org"}
    assert web.post("/v1/feedback", json=body).status_code == 204
    assert [(one.verdict, one.reason) for one in store.feedback(answer)] == [(Verdict.OTHER, "write to [address]")]
    assert web.post("/feedback", data={"answer": answer, "helpful": "true"}).status_code == 200
    assert [one.verdict for one in store.feedback(answer)] == [Verdict.HELPFUL]


def test_a_correction_finds_the_answer(web: TestClient, store: SqliteState) -> None:
    answer = asked_as_json(web)
    [found] = store.answers_citing([FOUND.item_id])
    assert (found.id, found.channel, found.language) == (answer, "web", "en")
    assert isinstance(found.result, Explanation)
    assert found.result.statements == EXPLANATION.statements


def test_nothing_of_the_question_is_kept(web: TestClient, store: SqliteState, path: Path) -> None:
    asked_as_json(web)
    web.post("/v1/ask", json={"question": "Soup?"})
    store.close()
    kept = b"".join(part.read_bytes() for part in path.parent.iterdir())
    assert b"Zebulon" not in kept
    assert b"Soup" not in kept


@pytest.mark.parametrize("answer", [EXPLANATION, REFUSAL])
def test_what_is_told_in_the_questions_words_is_left_out(answer: Any) -> None:
    bare = without_question(answer)
    assert bare.question == ""
    assert bare.premise is None or (bare.premise.text, bare.premise.citations) == ("", answer.premise.citations)


def test_feedback_on_no_answer_is_a_404(web: TestClient, store: SqliteState) -> None:
    telegram = store.keep(EXPLANATION, channel="telegram", language="en")
    for answer in ("unknown-answer", telegram):
        for path in ("/v1/feedback", "/feedback"):
            body = {"answer": answer, "helpful": True}
            response = web.post(path, json=body) if path.startswith("/v1") else web.post(path, data=body)
            assert response.status_code == 404
    assert store.feedback() == []


def test_a_store_that_fails_costs_the_id_and_not_the_answer(web: TestClient, store: SqliteState) -> None:
    store.close()
    body = web.post("/v1/ask", json={"question": SECRET}).json()
    assert body["id"] is None
    assert body["statements"]
    assert "data-feedback" not in web.post("/ask", data={"question": SECRET}).text


def test_a_repeated_request_has_the_same_answer(web: TestClient, store: SqliteState) -> None:
    send: dict[str, Any] = {"json": {"question": SECRET}, "headers": {"Idempotency-Key": "k1"}}
    with web:
        assert web.post("/v1/ask", **send).json()["id"] == web.post("/v1/ask", **send).json()["id"]
    assert len(store.answers_citing([FOUND.item_id])) == 1
