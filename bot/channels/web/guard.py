"""The outermost layer: request ids, which sites may call, security headers, and a log without questions."""

from __future__ import annotations

import logging
import re
import time
import uuid
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.web.problems import respond
from bot.channels.web.settings import Site, WebSettings

log = logging.getLogger("footing.web.access")

SITE_HEADER = "X-Footing-Site"
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: that would turn the Origin of our own forms into "null".
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def content_policy(ancestors: tuple[str, ...] = ()) -> str:
    """The Content-Security-Policy of a page that only ``ancestors`` may frame."""
    return _POLICY.format(ancestors=" ".join(ancestors) or "'none'")


class Guard:
    """ASGI middleware around the whole application.

    A call to ``/v1/`` that names a site must come with an Origin which that site lists; one without a site must come
    from this server's own pages or from no page at all (no Origin: a program, which no browser rule protects).
    Pages take forms from themselves only.
    """

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self._app = app
        self._settings = settings
        self._origins = frozenset(origin for site in settings.sites for origin in site.origins)
        self._public = urlsplit(settings.base_url).netloc if settings.base_url else None
        self._secure = bool(settings.base_url and settings.base_url.startswith("https://"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        scope["footing.request_id"] = request_id
        started = time.monotonic()
        status = 0
        begun = False
        received = 0

        async def limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._settings.max_body_bytes:
                raise HTTPException(413, f"A body takes at most {self._settings.max_body_bytes} bytes.")
            return message

        async def dressed(message: Message) -> None:
            nonlocal begun, status
            if message["type"] == "http.response.start":
                begun = True
                status = message["status"]
                self._dress(scope, headers, MutableHeaders(scope=message), request_id)
            await send(message)

        try:
            refusal = self._refuse(scope, headers)
            if refusal is not None:
                await refusal(scope, receive, dressed)
            else:
                await self._app(scope, limited, dressed)
        except Exception as error:
            if begun:
                raise
            await respond(Request(scope, receive), error)(scope, receive, dressed)
        finally:
            route = scope.get("route")
            # The route's pattern and not its path or query: those may hold what somebody asked about.
            where = getattr(route, "path", "-")
            took = (time.monotonic() - started) * 1000
            log.info("%s %s %d %.0f ms %s", scope["method"], where, status, took, request_id)

    def _own(self, scope: Scope, headers: Headers, origin: str) -> bool:
        netloc = urlsplit(origin).netloc
        return bool(netloc) and netloc in (headers.get("host"), self._public)

    def _refuse(self, scope: Scope, headers: Headers) -> Response | None:
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._settings.max_body_bytes:
            raise HTTPException(413, f"A body takes at most {self._settings.max_body_bytes} bytes.")
        origin = headers.get("origin")
        if not scope["path"].startswith("/v1/"):
            foreign = scope["method"] == "POST" and origin is not None and not self._own(scope, headers, origin)
            if foreign:
                raise HTTPException(403, "Forms are taken from this server's own pages only.")
            return None
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            if origin in self._origins:
                return Response(status_code=204)
            raise HTTPException(403, "This origin is not listed for any site.")
        key = headers.get(SITE_HEADER)
        if key is not None:
            site = self._settings.site(key)
            if site is None or origin is None or origin not in site.origins:
                raise HTTPException(403, "The site key does not go with this origin.")
        elif origin is not None and not self._own(scope, headers, origin):
            raise HTTPException(403, f"Calls from another site need its key in {SITE_HEADER}.")
        return None

    def _dress(self, scope: Scope, request: Headers, response: MutableHeaders, request_id: str) -> None:
        response["X-Request-ID"] = request_id
        for name, value in _ALWAYS.items():
            response.setdefault(name, value)
        response.setdefault("Content-Security-Policy", content_policy())
        if "frame-ancestors 'none'" in response["Content-Security-Policy"]:
            response["X-Frame-Options"] = "DENY"
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if self._secure:
            response.setdefault("Strict-Transport-Security", "max-age=31536000")
        static = scope["path"].startswith("/static/") or scope["path"] == "/widget.js"
        response.setdefault("Cache-Control", "public, max-age=3600" if static else "no-store")
        origin = request.get("origin")
        if scope["path"].startswith("/v1/"):
            response.add_vary_header("Origin")
            if origin is not None and origin in self._origins:
                response["Access-Control-Allow-Origin"] = origin
                response["Access-Control-Allow-Methods"] = "GET, POST"
                response["Access-Control-Allow-Headers"] = (
                    f"Content-Type, Accept, Accept-Language, Idempotency-Key, X-Request-ID, {SITE_HEADER}"
                )
                response["Access-Control-Expose-Headers"] = "X-Request-ID, Retry-After"
                response["Access-Control-Max-Age"] = "600"
                response["Cross-Origin-Resource-Policy"] = "cross-origin"


def embed_policy(site: Site) -> str:
    """The policy of the framed widget page: only the site's own pages may frame it."""
    return content_policy(site.origins)
