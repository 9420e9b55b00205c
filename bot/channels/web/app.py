"""Puts the web channel together."""

from __future__ import annotations

from typing import Any

import anyio.to_thread
from fastapi import APIRouter, FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, Response

from bot.channels.web import api, pages, problems, share
from bot.channels.web.context import Asset, Web, asset, web_of
from bot.channels.web.guard import Guard
from bot.channels.web.settings import AddressReader, Answers, Corrections, Episodes, WebSettings
from bot.channels.web.stream import Streams
from bot.engine.ports import Engine

_ASSETS = {
    "footing.css": "text/css; charset=utf-8",
    "footing.js": "text/javascript; charset=utf-8",
    "widget.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


def create_app(
    engine: Engine,
    *,
    settings: WebSettings | None = None,
    answers: Answers | None = None,
    episodes: Episodes | None = None,
    corrections: Corrections | None = None,
    read_address: AddressReader | None = None,
) -> FastAPI:
    """The ASGI application over an engine. What is left out is said on the pages: no episodes, no feedback,
    no reading of addresses. Run it without an access log of addresses; it keeps its own, without queries.
    """
    settings = settings or WebSettings()
    # The description carries no question, but telemetry of failed requests would.
    quiet: dict[str, Any] = {"telemetry": {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}}
    app = FastAPI(
        title="Footing",
        version="1",
        description="Answers about foreign interference, each statement cited and labelled with what it stands on.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        **quiet,
    )
    app.state.web = Web(
        engine=engine,
        settings=settings,
        answers=answers,
        episodes=episodes,
        corrections=corrections,
        read_address=read_address,
        assets={name: asset(name) for name in _ASSETS},
    )
    streams = Streams(settings.max_streams)
    app.include_router(api.router(streams))
    app.include_router(pages.router(streams))
    app.include_router(share.router())
    app.include_router(_files(app.state.web))
    app.include_router(_health())
    problems.install(app)
    # Event streams are left as they are: compression would hold statements back.
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=6)
    app.add_middleware(Guard, settings=settings)
    return app


def _files(web: Web) -> APIRouter:
    routes = APIRouter(include_in_schema=False)

    def serve(name: str, *, public: bool = False) -> Any:
        held: Asset = web.assets[name]

        async def file(request: Request) -> Response:
            headers = {"ETag": f'"{held.version}"'}
            if request.query_params.get("v") == held.version:
                headers["Cache-Control"] = "public, max-age=31536000, immutable"
            if public:
                headers |= {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
            if request.headers.get("if-none-match") == headers["ETag"]:
                return Response(status_code=304, headers=headers)
            return Response(held.content, media_type=_ASSETS[name], headers=headers)

        return file

    for name in _ASSETS:
        routes.add_api_route(f"/static/{name}", serve(name, public=name == "widget.js"), methods=["GET", "HEAD"])
    # The embedding page names this address; with Subresource Integrity it needs CORS.
    routes.add_api_route("/widget.js", serve("widget.js", public=True), methods=["GET", "HEAD"])
    return routes


def _health() -> APIRouter:
    routes = APIRouter(responses={})

    @routes.get("/healthz")
    async def healthz() -> dict[str, str]:
        """The process answers."""
        return {"status": "ok"}

    @routes.get("/readyz")
    async def readyz(request: Request) -> Response:
        """The library can be read; 503 with the reason where it cannot."""
        web = web_of(request)
        info = await anyio.to_thread.run_sync(web.engine.library.info)
        return JSONResponse(
            {
                "status": "ready",
                "generation": info.generation,
                "sources": info.sources,
                "findings": info.findings,
                "passages": info.passages,
                "built": info.built.isoformat(),
            }
        )

    return routes
