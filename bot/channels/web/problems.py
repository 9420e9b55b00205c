"""Errors as problem details (RFC 9457), or as a page where a browser asked. Never with the reader's own words."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from bot.channels.web.context import Busy, Web
from bot.engine.errors import (
    DocumentError,
    FetchError,
    FootingError,
    ForbiddenAddress,
    LibraryError,
    ModelError,
    TooLarge,
    VerificationError,
)

log = logging.getLogger("footing.web")

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of RFC 9457, with two members of our own: the request's id, and ``key``, the interface string that
    says it to a reader."""

    status: int
    key: str
    detail: str
    retry_after: int | None = None
    errors: tuple[Mapping[str, str], ...] = ()

    def body(self, request_id: str) -> dict[str, Any]:
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "key": self.key,
            "request_id": request_id,
        }
        if self.errors:
            body["errors"] = [dict(error) for error in self.errors]
        return body


_BY_STATUS = {
    400: "error-invalid",
    403: "error-forbidden",
    404: "error-not-found",
    413: "error-too-large",
    422: "error-invalid",
    503: "error-unavailable",
}


def problem_of(error: Exception) -> Problem:
    """The problem that an exception is to a caller. What is not known here is a 500 and says nothing of its cause."""
    match error:
        case Busy():
            return Problem(503, "error-busy", "Too many requests at once; try again in a moment.", retry_after=5)
        case RequestValidationError():
            places = tuple(
                {"at": ".".join(str(part) for part in item["loc"]), "message": str(item["msg"])}
                for item in error.errors()
            )
            return Problem(422, "error-invalid", "The request is not of the documented form.", errors=places)
        case HTTPException():
            key = _BY_STATUS.get(error.status_code, "error-invalid" if error.status_code < 500 else "error-internal")
            return Problem(error.status_code, key, str(error.detail))
        case TooLarge():
            return Problem(413, "error-too-large", str(error))
        case ForbiddenAddress() | DocumentError():
            return Problem(422, "error-invalid", str(error))
        case FetchError():
            return Problem(502 if error.retryable else 422, "error-invalid", str(error))
        case LibraryError() | ModelError() | VerificationError():
            return Problem(503, "error-unavailable", str(error), retry_after=10 if error.retryable else None)
        case _:
            return Problem(500, "error-internal", "The server failed; nothing unverified has been shown.")


def respond(request: Request, error: Exception) -> Response:
    """The problem as JSON, or as a page where a browser asked for one."""
    problem = problem_of(error)
    request_id: str = request.scope.get("footing.request_id", "")
    if problem.status >= 500:
        known = isinstance(error, (FootingError, Busy, HTTPException))
        log.error("request %s failed: %s", request_id, type(error).__name__, exc_info=None if known else error)
    headers = dict(getattr(error, "headers", None) or {})
    if problem.retry_after is not None:
        headers["Retry-After"] = str(problem.retry_after)
    if not request.url.path.startswith("/v1/") and "text/html" in request.headers.get("accept", ""):
        web: Web = request.app.state.web
        html = web.page(request, "error.html", problem=problem, request_id=request_id)
        return HTMLResponse(html, problem.status, headers)
    return Response(
        json.dumps(problem.body(request_id), ensure_ascii=False), problem.status, headers, media_type=MEDIA_TYPE
    )


def install(app: FastAPI) -> None:
    """Every error that is known leaves as a problem; :class:`bot.channels.web.guard.Guard` sees to the others."""

    async def handler(request: Request, error: Exception) -> Response:
        return respond(request, error)

    for kind in (RequestValidationError, HTTPException, FootingError, Busy):
        app.add_exception_handler(kind, handler)
