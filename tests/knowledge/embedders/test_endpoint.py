"""A server's embeddings: asked in batches, tried again within bounds, never believed blindly."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx
import numpy as np
import pytest

from knowledge.embedders.calibration import Anchors
from knowledge.embedders.endpoint import EndpointEmbedder
from knowledge.errors import EmbeddingError
from tests.fakes import HashEmbedder

Handler = Callable[[httpx.Request], httpx.Response]


class Server:
    """Answers as an embeddings server does; the queue of failures goes first."""

    def __init__(self, *failures: httpx.Response | Exception) -> None:
        self.failures = list(failures)
        self.requests: list[httpx.Request] = []
        self.inputs: list[list[str]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.failures:
            failure = self.failures.pop(0)
            if isinstance(failure, Exception):
                raise failure
            return failure
        texts = json.loads(request.content)["input"]
        self.inputs.append(texts)
        vectors = 3.0 * HashEmbedder().passages(texts).astype(float)
        rows = [{"object": "embedding", "index": i, "embedding": list(row)} for i, row in enumerate(vectors)]
        return httpx.Response(200, json={"object": "list", "data": rows[::-1], "model": "m"})


def embedder(
    handler: Handler,
    pauses: list[float] | None = None,
    *,
    base_url: str = "http://server.test/v1/",
    api_key: str | None = None,
    passage_prefix: str = "",
    query_prefix: str = "",
) -> EndpointEmbedder:
    sleep = (pauses if pauses is not None else []).append
    return EndpointEmbedder(
        "m",
        base_url=base_url,
        api_key=api_key,
        passage_prefix=passage_prefix,
        query_prefix=query_prefix,
        transport=httpx.MockTransport(handler),
        sleep=sleep,
    )


def test_vectors_come_back_in_order_and_normalised() -> None:
    server = Server()
    texts = [f"text {number}" for number in range(70)]
    assert np.allclose(embedder(server).passages(texts), HashEmbedder().passages(texts), atol=1e-6)
    assert [len(batch) for batch in server.inputs] == [32, 32, 6]


def test_the_request_is_what_the_api_documents() -> None:
    server = Server()
    embedder(server, api_key="secret").queries(["who?"])
    (request,) = server.requests
    assert str(request.url) == "http://server.test/v1/embeddings"
    assert request.headers["Authorization"] == "Bearer secret"
    assert json.loads(request.content) == {"model": "m", "input": ["who?"], "encoding_format": "float"}


def test_without_a_key_none_is_sent() -> None:
    server = Server()
    embedder(server).queries(["who?"])
    assert "Authorization" not in server.requests[0].headers


def test_prefixes_are_put_before_and_are_part_of_the_identity() -> None:
    server = Server()
    prefixed = embedder(server, passage_prefix="passage: ", query_prefix="query: ")
    prefixed.passages(["a"])
    prefixed.queries(["b"])
    assert server.inputs == [["passage: a"], ["query: b"]]
    assert prefixed.identity != embedder(server).identity


def test_empty_texts_are_never_sent_empty() -> None:
    server = Server()
    assert embedder(server).passages(["", " \n", "a\ud800"]).shape == (3, 64)
    assert all(text.strip() for text in server.inputs[0])


def test_no_texts_no_rows() -> None:
    assert embedder(Server()).passages([]).shape == (0, 64)


def test_dimension_and_anchors_are_measured() -> None:
    model = embedder(Server())
    assert model.dimension == 64
    assert model.unrelated < model.related


def test_given_anchors_need_no_request() -> None:
    server = Server()
    model = EndpointEmbedder(
        "m", base_url="http://server.test", anchors=Anchors(0.1, 0.6), transport=httpx.MockTransport(server)
    )
    assert (model.unrelated, model.related) == (0.1, 0.6)
    assert server.requests == []


def test_a_model_without_discrimination_is_refused() -> None:
    def constant(request: httpx.Request) -> httpx.Response:
        count = len(json.loads(request.content)["input"])
        return httpx.Response(200, json={"data": [{"index": i, "embedding": [1.0, 0.0]} for i in range(count)]})

    with pytest.raises(EmbeddingError, match="cannot tell"):
        _ = embedder(constant).related


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504])
def test_an_outage_is_tried_again(status: int) -> None:
    server, pauses = Server(httpx.Response(status), httpx.Response(status)), list[float]()
    assert embedder(server, pauses).queries(["a"]).shape == (1, 64)
    assert pauses == [0.5, 1.0]


def test_a_broken_connection_is_tried_again() -> None:
    server = Server(httpx.ConnectError("refused"), httpx.ReadTimeout("slow"), httpx.RemoteProtocolError("cut"))
    assert embedder(server).queries(["a"]).shape == (1, 64)


def test_attempts_are_bounded_and_the_error_says_retry() -> None:
    server, pauses = Server(*[httpx.Response(503)] * 9), list[float]()
    with pytest.raises(EmbeddingError, match="status 503, 4 times") as caught:
        embedder(server, pauses).queries(["a"])
    assert caught.value.retryable
    assert len(server.requests) == 4
    assert len(pauses) == 3


@pytest.mark.parametrize(
    ("header", "pause"), [("3", 3.0), ("3600", 20.0), ("-1", 0.5), ("Wed, 21 Oct 2026 07:28:00 GMT", 0.5), ("nan", 0.5)]
)
def test_retry_after_is_kept_within_bounds(header: str, pause: float) -> None:
    pauses: list[float] = []
    embedder(Server(httpx.Response(429, headers={"Retry-After": header})), pauses).queries(["a"])
    assert pauses == [pause]


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (400, "too long"),
        (401, "check the key"),
        (403, "check the key"),
        (404, "base URL"),
        (413, "too long"),
        (302, "check the base URL"),
    ],
)
def test_a_refusal_is_final_and_says_what_to_check(status: int, advice: str) -> None:
    server = Server(httpx.Response(status, text="your text was: private question"))
    with pytest.raises(EmbeddingError, match=advice) as caught:
        embedder(server, api_key="secret").queries(["private question"])
    assert not caught.value.retryable
    assert len(server.requests) == 1
    assert "secret" not in str(caught.value)
    assert "private" not in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>",
        "[]",
        '{"data": []}',
        '{"data": [{"index": 0, "embedding": []}, {"index": 1, "embedding": []}]}',
        '{"data": [{"index": 0, "embedding": [1]}, {"index": 0, "embedding": [1]}]}',
        '{"data": [{"index": 0, "embedding": [1]}, {"index": 1, "embedding": [1, 2]}]}',
        '{"data": [{"index": 0, "embedding": [0, 0]}, {"index": 1, "embedding": [1, 2]}]}',
        '{"data": [{"index": 0, "embedding": [1e999, 0]}, {"index": 1, "embedding": [1, 2]}]}',
        '{"data": [{"index": 0, "embedding": ["x"]}, {"index": 1, "embedding": [1]}]}',
    ],
)
def test_a_malformed_reply_is_an_error(body: str) -> None:
    with pytest.raises(EmbeddingError, match="OpenAI's embeddings API") as caught:
        embedder(lambda _: httpx.Response(200, text=body)).passages(["a", "b"])
    assert not caught.value.retryable


def test_the_dimension_may_not_change_between_batches() -> None:
    def growing(request: httpx.Request) -> httpx.Response:
        count = len(json.loads(request.content)["input"])
        return httpx.Response(200, json={"data": [{"index": i, "embedding": [1.0] * count} for i in range(count)]})

    with pytest.raises(EmbeddingError, match="different lengths"):
        embedder(growing).passages(["a"] * 40)


@pytest.mark.parametrize("base_url", ["", "server.test/v1", "ftp://server.test"])
def test_a_base_url_must_be_http(base_url: str) -> None:
    with pytest.raises(EmbeddingError, match="base URL"):
        embedder(Server(), base_url=base_url)
