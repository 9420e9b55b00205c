"""The JSON interface: answers, checks, sources, problems, idempotency."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from bot.channels.web import WebSettings, create_app, examples
from bot.channels.web.settings import Site
from bot.channels.wire import AnswerBody, CheckBody
from bot.engine.errors import (
    ForbiddenAddress,
    LibraryMissing,
    LibraryUnavailable,
    ModelRejected,
    TooLarge,
    UnreadableDocument,
    VerificationError,
)
from bot.engine.models import Answer, Notice, Question
from knowledge.errors import FetchError, FootingError
from tests.answers import ARTICLE, CHECK, EXPLANATION, INQUIRY, PASSAGE, REFUSAL, library
from tests.fakes import ScriptedEngine, ScriptedLibrary


class Words:
    """Knows one answer, and keeps what it is told of it."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []

    def keep(self, answer: Answer, *, language: str, asker: str) -> str | None:
        return "abcdefgh"

    def record(self, *, answer: str, helpful: bool, reason: str | None, asker: str) -> bool:
        self.told.append({"answer": answer, "helpful": helpful, "reason": reason, "asker": asker})
        return answer == "abcdefgh"


def client(engine: ScriptedEngine | None = None, **parts: Any) -> TestClient:
    engine = engine or ScriptedEngine(EXPLANATION, CHECK, library=library())
    return TestClient(create_app(engine, **parts), raise_server_exceptions=False)


def events(text: str) -> list[tuple[str, Any]]:
    found = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def test_an_answer() -> None:
    response = client().post("/v1/ask", json={"question": " Who paid? "})
    assert response.status_code == 200
    body = response.json()
    assert AnswerBody.model_validate(body).statements[0].citations[0].locator == "p. 14"
    assert body["question"] == "Who paid?"
    assert [item["standing"] for item in body["statements"]] == ["documented", "assessed", "disputed"]
    assert body["premise"]["standing"] == "speculation"


def test_a_refusal_is_an_answer() -> None:
    body = client(ScriptedEngine(REFUSAL)).post("/v1/ask", json={"question": "Soup?"}).json()
    assert (body["kind"], body["reason"]) == ("refusal", "off_topic")
    assert body["nearest"][0]["source_id"] == INQUIRY.id


def test_an_answer_streams_statement_by_statement() -> None:
    response = client().post("/v1/ask", json={"question": "Who?"}, headers={"Accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    named = events(response.text)
    assert [name for name, _ in named] == ["premise", "statement", "statement", "statement", "answer"]
    whole = named[-1][1]
    assert [data for name, data in named if name == "statement"] == whole["statements"]
    assert AnswerBody.model_validate(whole)


def test_what_is_asked_reaches_the_engine() -> None:
    engine = ScriptedEngine(EXPLANATION)
    history = [{"question": "a", "answer": "b"}]
    client(engine).post("/v1/ask", json={"question": "Who?", "language": "uk", "history": history})
    (question,) = engine.questions
    assert isinstance(question, Question)
    assert (question.text, question.language) == ("Who?", "uk")
    assert question.history[0].answer == "b"
    assert question.asker
    assert len(question.asker) == 32


def test_a_site_that_embeds_the_widget_has_a_budget_as_a_chat_has() -> None:
    engine = ScriptedEngine(EXPLANATION)
    settings = WebSettings(asker_salt=b"salt", sites=(Site("abcdefgh", ("https://paper.example",)),))
    asked = client(engine, settings=settings)
    headers = {"X-Footing-Site": "abcdefgh", "Origin": "https://paper.example"}
    assert asked.post("/v1/ask", json={"question": "Who?"}, headers=headers).status_code == 200
    asked.post("/v1/ask", json={"question": "Who?"})
    with_site, without = engine.questions
    assert with_site.chat
    assert "abcdefgh" not in with_site.chat
    assert without.chat is None


def test_a_translated_answer_carries_its_original_how_it_was_understood_and_what_happened() -> None:
    first = dataclasses.replace(EXPLANATION.statements[0], original="The agency paid.")
    answer = dataclasses.replace(
        EXPLANATION, statements=(first,), understood="Who paid the agency?", notice=Notice.BROKEN_OFF
    )
    body = client(ScriptedEngine(answer)).post("/v1/ask", json={"question": "Who?"}).json()
    assert body["statements"][0]["original"] == "The agency paid."
    assert (body["understood"], body["notice"]) == ("Who paid the agency?", "broken_off")
    page = client(ScriptedEngine(answer)).post("/ask", data={"question": "Who?"}).text
    assert "The agency paid." in page
    assert "Understood as: Who paid the agency?" in page
    assert "broke off" in page


def test_the_asker_is_a_hash_that_the_salt_keys() -> None:
    def asker(salt: bytes) -> str | None:
        engine = ScriptedEngine(EXPLANATION)
        client(engine, settings=WebSettings(asker_salt=salt)).post("/v1/ask", json={"question": "Who?"})
        return engine.questions[0].asker

    assert asker(b"one") == asker(b"one") != asker(b"two")


def test_a_check() -> None:
    response = client().post("/v1/check", json={"text": ARTICLE})
    body = CheckBody.model_validate(response.json())
    assert all(claim.text == ARTICLE[claim.start : claim.end] for claim in body.claims)
    assert response.json()["counts"]["speculation"] == 1


def test_a_check_streams_claims() -> None:
    response = client().post("/v1/check", json={"text": ARTICLE}, headers={"Accept": "text/event-stream"})
    assert [name for name, _ in events(response.text)] == ["claim"] * 4 + ["check"]


def test_a_check_reads_an_address() -> None:
    engine = ScriptedEngine(check=CHECK)
    response = client(engine, read_address=lambda url: f"Text of {url}").post(
        "/v1/check", json={"url": "https://a.example/x"}
    )
    assert response.status_code == 200
    assert engine.texts == ["Text of https://a.example/x"]


def fails(error: FootingError) -> Any:
    def read(url: str) -> str:
        raise error

    return read


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ForbiddenAddress("private address"), 422),
        (FetchError("no such page"), 422),
        (FetchError("slow", retryable=True), 502),
        (UnreadableDocument("damaged"), 422),
        (TooLarge("too long"), 413),
    ],
)
def test_an_address_that_cannot_be_read_is_a_problem(error: FootingError, status: int) -> None:
    response = client(read_address=fails(error)).post("/v1/check", json={"url": "https://a.example/x"})
    assert response.status_code == status
    assert response.json()["detail"] == str(error)


@pytest.mark.parametrize(
    ("error", "retry"),
    [
        (LibraryMissing("nothing ingested"), False),
        (LibraryUnavailable("no answer from the store"), True),
        (ModelRejected("key refused"), False),
        (VerificationError("cannot verify"), False),
    ],
)
def test_an_outage_is_never_an_empty_answer(error: FootingError, retry: bool) -> None:
    response = client(ScriptedEngine(error, library=ScriptedLibrary(error=error))).post(
        "/v1/ask", json={"question": "Who?"}
    )
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["key"] == "error-unavailable"
    assert ("retry-after" in response.headers) is retry


def test_an_outage_in_a_stream_is_an_error_event() -> None:
    engine = ScriptedEngine(LibraryUnavailable("gone"))
    response = client(engine).post("/v1/ask", json={"question": "Who?"}, headers={"Accept": "text/event-stream"})
    ((name, problem),) = events(response.text)
    assert (name, problem["status"], problem["detail"]) == ("error", 503, "gone")


class Broken(ScriptedEngine):
    def explain(self, question: Question) -> Any:
        raise RuntimeError(f"secret {question.text}")


def test_an_unknown_failure_says_nothing_of_its_cause() -> None:
    response = client(Broken()).post("/v1/ask", json={"question": "hush"})
    assert response.status_code == 500
    assert "hush" not in response.text
    assert response.json()["request_id"] == response.headers["x-request-id"]
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/ask", {"question": ""}),
        ("/v1/ask", {"question": "  \n "}),
        ("/v1/ask", {"question": "x" * 2_001}),
        ("/v1/ask", {}),
        ("/v1/ask", {"question": 3}),
        ("/v1/ask", {"question": "a", "more": 1}),
        ("/v1/ask", {"question": "a", "history": [{"question": "q", "answer": "a"}] * 7}),
        ("/v1/check", {}),
        ("/v1/check", {"text": " "}),
        ("/v1/check", {"text": "a", "url": "https://a.example"}),
        ("/v1/check", {"url": "https://a.example"}),
        ("/v1/check", {"text": "x" * 200_001}),
        ("/v1/feedback", {"answer": "../../x", "helpful": True}),
    ],
)
def test_malformed_requests_are_422_without_echo(path: str, body: dict[str, Any]) -> None:
    engine = ScriptedEngine(EXPLANATION, CHECK)
    response = client(engine, answers=Words()).post(path, json=body)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"]
    assert not engine.questions


def test_what_was_sent_is_not_echoed_in_a_problem() -> None:
    assert "my secret" not in client().post("/v1/ask", json={"quest": "my secret"}).text


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[]", b"null"])
def test_broken_json_is_422(content: bytes) -> None:
    response = client().post("/v1/ask", content=content, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 422)
    assert response.headers["content-type"] == "application/problem+json"


def test_a_megabyte_is_413_with_and_without_a_length() -> None:
    def pieces() -> Any:
        for _ in range(20):
            yield b"x" * 65_536

    huge = json.dumps({"question": "x" * 1_048_576})
    headers = {"Content-Type": "application/json"}
    for content in (huge, pieces()):
        response = client().post("/v1/ask", content=content, headers=headers)
        assert response.status_code == 413
        assert response.json()["key"] == "error-too-large"


def test_an_idempotency_key_answers_once() -> None:
    engine = ScriptedEngine(EXPLANATION)
    with client(engine) as web:
        send = {"json": {"question": "Who?"}, "headers": {"Idempotency-Key": "k1"}}
        first, second = web.post("/v1/ask", **send), web.post("/v1/ask", **send)  # type: ignore[arg-type]
        assert first.json() == second.json()
        assert len(engine.questions) == 1
        other = web.post("/v1/ask", json={"question": "Why?"}, headers={"Idempotency-Key": "k1"})
        assert other.status_code == 422
        assert web.post("/v1/ask", json={"question": "Why?"}, headers={"Idempotency-Key": "k2"}).status_code == 200
        assert web.post("/v1/ask", json={"question": "Q"}, headers={"Idempotency-Key": "k" * 256}).status_code == 422


def test_a_failed_request_may_be_repeated_with_its_key() -> None:
    engine = ScriptedEngine(answers={"Who?": LibraryUnavailable("gone")})
    with client(engine) as web:
        send = {"json": {"question": "Who?"}, "headers": {"Idempotency-Key": "k1"}}
        assert [web.post("/v1/ask", **send).status_code for _ in range(2)] == [503, 503]  # type: ignore[arg-type]
    assert len(engine.questions) == 2


@pytest.mark.parametrize(
    ("given", "kept"), [("abcdefgh-1", True), ("x", False), ("bad id!!", False), ("a" * 65, False)]
)
def test_a_request_id_is_kept_if_it_is_one(given: str, kept: bool) -> None:
    response = client().get("/healthz", headers={"X-Request-ID": given})
    assert (response.headers["x-request-id"] == given) is kept


def test_feedback_reaches_the_sink() -> None:
    sink = Words()
    body = {"answer": "abcdefgh", "helpful": False, "reason": "wrong page"}
    assert client(answers=sink).post("/v1/feedback", json=body).status_code == 204
    (told,) = sink.told
    assert (told["helpful"], told["reason"]) == (False, "wrong page")


def test_without_a_sink_feedback_is_404() -> None:
    assert client().post("/v1/feedback", json={"answer": "abcdefgh", "helpful": True}).status_code == 404


def test_sources_are_listed_filtered_and_found() -> None:
    web = client()
    assert {source["id"] for source in web.get("/v1/sources").json()["sources"]} == {
        "example-inquiry",
        "example-denial",
    }
    assert [s["id"] for s in web.get("/v1/sources?kind=denial").json()["sources"]] == ["example-denial"]
    assert web.get("/v1/sources?q=ministry statement").json()["sources"][0]["id"] == "example-denial"
    assert [s["id"] for s in web.get("/v1/sources?q=advertisements").json()["sources"]] == ["example-inquiry"]
    assert web.get("/v1/sources?limit=1&offset=1").json()["total"] == 2
    assert web.get("/v1/sources?kind=gossip").status_code == 422


def test_a_source_has_its_findings_and_a_passage_its_text() -> None:
    web = client()
    source = web.get("/v1/sources/example-inquiry").json()
    assert source["findings"][0]["locator"] == "p. 14"
    assert web.get("/v1/sources/nothing").status_code == 404
    passage = web.get(f"/v1/passages/{PASSAGE.id.replace('#', '%23')}").json()
    assert passage["text"] == PASSAGE.text
    assert web.get("/v1/passages/nothing").status_code == 404


def test_health_and_readiness() -> None:
    assert client().get("/healthz").json() == {"status": "ok"}
    assert client().get("/readyz").json()["sources"] == 2
    broken = ScriptedEngine(library=ScriptedLibrary(error=LibraryMissing("run ingest first")))
    response = client(broken).get("/readyz")
    assert (response.status_code, response.json()["detail"]) == (503, "run ingest first")
    assert client(broken).get("/healthz").status_code == 200


def test_openapi_has_examples_that_the_models_take() -> None:
    AnswerBody.model_validate(examples.ANSWER)
    CheckBody.model_validate(examples.CHECK)
    description = client().get("/openapi.json").json()
    for path in ("/v1/ask", "/v1/check"):
        content = description["paths"][path]["post"]["responses"]["200"]["content"]
        assert content["application/json"]["example"]
        assert content["text/event-stream"]["example"].startswith("event: ")
    assert "/ask" not in description["paths"]


def test_the_widget_gets_its_strings() -> None:
    body = client().get("/v1/widget?lang=ar").json()
    assert (body["direction"], body["labels"]["documented"]["symbol"]) == ("rtl", "■")
    assert body["feedback"] is False
    assert client(answers=Words()).get("/v1/widget").json()["feedback"] is True
    assert client().get("/v1/widget?lang=xx", headers={"Accept-Language": "de"}).json()["language"] == "de"


def test_what_the_engine_says_comes_in_the_reader_s_language() -> None:
    why = "An official inquiry or a public record establishes it."
    first = dataclasses.replace(EXPLANATION.statements[0], why=why)
    asked = client(ScriptedEngine(dataclasses.replace(EXPLANATION, statements=(first,))))
    body = {"question": "Хто?", "language": "uk"}
    wanted = "Це встановлює офіційне розслідування або публічний документ."
    assert asked.post("/v1/ask", json=body).json()["statements"][0]["why"] == wanted
    streamed = events(asked.post("/v1/ask", json=body, headers={"Accept": "text/event-stream"}).text)
    assert [data["why"] for name, data in streamed if name == "statement"] == [wanted]
    assert wanted in asked.post("/ask?lang=uk", data={"question": "Хто?"}).text
    assert asked.post("/v1/ask", json={"question": "Who?"}).json()["statements"][0]["why"] == why
