"""Where requests go: the REST API and the gateway that the settings name, without touching discord.py's globals."""

from __future__ import annotations

from typing import Any

import aiohttp
from discord.http import HTTPClient, Route
from discord.webhook.async_ import AsyncWebhookAdapter
from yarl import URL


def point(route: Route, api_url: str) -> Route:
    """The route at another base address; discord.py writes its own into every route it makes."""
    if route.url.startswith(Route.BASE):
        route.url = api_url + route.url.removeprefix(Route.BASE)
    return route


class PointedHTTP(HTTPClient):
    """discord.py's HTTP client at a base address and a gateway of its own."""

    api_url = Route.BASE
    gateway_url: str | None = None

    async def request(self, route: Route, **options: Any) -> Any:
        return await super().request(point(route, self.api_url), **options)

    async def ws_connect(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        if self.gateway_url is not None:
            url = str(URL(self.gateway_url).with_query(URL(url).query))
        return await super().ws_connect(url, compress=compress)


class PointedWebhooks(AsyncWebhookAdapter):
    """The same for interactions and webhooks. It is put into the context of every task that uses them."""

    def __init__(self, api_url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._api_url = api_url

    async def request(self, route: Route, session: aiohttp.ClientSession, **options: Any) -> Any:
        return await super().request(point(route, self._api_url), session, **options)
