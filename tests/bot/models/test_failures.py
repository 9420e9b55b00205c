"""Foreign errors, one row each."""

from __future__ import annotations

import json

import httpx
import pytest

from bot.engine.errors import MalformedReply, ModelError, ModelRejected, ModelUnavailable
from bot.models.failures import mapped, unfinished


class Answered(Exception):
    """As clients raise it for a reply that is an HTTP error."""

    def __init__(self, status: int, message: str = "no") -> None:
        super().__init__(message)
        self.status_code = status


def named(name: str) -> Exception:
    """An exception of a class that a provider's client defines."""
    error: Exception = type(name, (Exception,), {})()
    return error


ROWS: list[tuple[Exception, type[ModelError]]] = [
    (Answered(429), ModelUnavailable),
    (Answered(429, "insufficient_quota: check billing"), ModelRejected),
    (Answered(500), ModelUnavailable),
    (Answered(503), ModelUnavailable),
    (Answered(408), ModelUnavailable),
    (Answered(400), ModelRejected),
    (Answered(401), ModelRejected),
    (Answered(404), ModelRejected),
    (named("APIConnectionError"), ModelUnavailable),
    (named("APITimeoutError"), ModelUnavailable),
    (httpx.RemoteProtocolError("cut"), ModelUnavailable),
    (httpx.ReadTimeout("slow"), ModelUnavailable),
    (TimeoutError(), ModelUnavailable),
    (ConnectionResetError(), ModelUnavailable),
    (json.JSONDecodeError("bad", "{", 0), MalformedReply),
    (TypeError("null value for `choices`"), MalformedReply),
    (RuntimeError("what?"), ModelUnavailable),
    (named("LengthFinishReasonError"), MalformedReply),
    (named("ContentFilterFinishReasonError"), ModelRejected),
    (named("OutputParserException"), MalformedReply),
    (ModelRejected("as it is"), ModelRejected),
]


@pytest.mark.parametrize(("error", "kind"), ROWS, ids=[f"{type(row[0]).__name__}-{row[0]}"[:50] for row in ROWS])
def test_errors_are_mapped(error: Exception, kind: type[ModelError]) -> None:
    assert type(mapped(error)) is kind


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("stop", None),
        ("STOP", None),
        ("FinishReason.STOP", None),
        ("end_turn", None),
        ("tool_use", None),
        (None, ModelUnavailable),
        ("length", MalformedReply),
        ("max_tokens", MalformedReply),
        ("content_filter", ModelRejected),
        ("refusal", ModelRejected),
    ],
)
def test_a_reply_is_whole_only_if_it_says_so(reason: str | None, kind: type[ModelError] | None) -> None:
    found = unfinished(reason)
    assert (None if found is None else type(found)) is kind


def test_messages_hold_no_key() -> None:
    assert "sk-" not in str(mapped(Answered(401, "Incorrect API key provided: sk-secret")))
