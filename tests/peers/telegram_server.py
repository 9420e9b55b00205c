"""A Bot API server on the loopback: small, but as strict as the real one with what this bot sends.

It checks parameters, lengths, HTML, keyboards and references, keeps chats, and tells a bot of updates by long poll or
webhook. Faults can be planned. What real Telegram would refuse is refused here, and noted in ``violations``.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.peers.telegram_api import BOT, TOKEN, BotApi, Json, Refused, group, private, user
from tests.peers.telegram_html import utf16

_ENTITY = re.compile(r"(?P<bot_command>(?<!\S)/\w+(?:@\w+)?)|(?P<url>https?://\S+)|(?P<mention>(?<!\w)@\w{3,})")

__all__ = ["BOT", "TOKEN", "Json", "TelegramServer", "group", "private", "user"]


@dataclass
class Fault:
    """What happens to the next ``times`` calls of a method; ``after`` lets the call do its work first."""

    method: str
    status: int = 0
    retry_after: int = 0
    drop: bool = False
    after: bool = False
    times: int = 1


@dataclass
class Call:
    method: str
    params: Json
    at: float = field(default_factory=time.monotonic)


class TelegramServer(BotApi):
    """Start it with ``async with``; ``url`` is what the bot's ``base_url`` begins with."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.webhook_to: str | None = None
        self.webhook_statuses: list[int] = []
        self.url = ""
        self.port = 0
        self._updates: list[Json] = []
        self._next_update = 1000
        self._changed = asyncio.Condition()
        self._polls = 0

    async def __aenter__(self) -> TelegramServer:
        app = web.Application(client_max_size=64 << 20)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    # What a test does

    def plan(self, method: str, **fault: Any) -> None:
        self.faults.append(Fault(method, **fault))

    async def until(self, condition: Callable[[], Any], *, seconds: float = 20) -> Any:
        """Waits until the condition holds; it is looked at after each request. Gives its value."""
        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(lambda: bool(condition())), seconds)
        return condition()

    def said(self, chat: Json) -> list[Json]:
        """The bot's messages that are in the chat now, in order."""
        return [
            message
            for (chat_id, number), message in sorted(self.messages.items())
            if chat_id == chat["id"] and message["from"]["id"] == BOT["id"]
        ]

    def count(self, method: str) -> int:
        return sum(call.method == method for call in self.calls)

    async def say(self, chat: Json, sender: Json, text: str = "", **extra: Any) -> Json:
        """A person writes. Commands, links and mentions are marked as Telegram marks them."""
        message = self._message(chat, sender, text, extra)
        await self.push({"message": message})
        return message

    async def edit(self, message: Json, text: str) -> Json:
        edited = {**message, "text": text, "entities": _entities(text), "edit_date": int(time.time())}
        self.messages[(message["chat"]["id"], message["message_id"])] = edited
        await self.push({"edited_message": edited})
        return edited

    async def press(self, message: Json, button: str, sender: Json, *, data: str | None = None) -> str:
        """A person presses the button that is labelled so (or sends ``data`` by a client of their own); its id."""
        if data is None:
            rows = message["reply_markup"]["inline_keyboard"]
            data = next(one["callback_data"] for row in rows for one in row if one["text"] == button)
        number = f"q{self._next_update}"
        query: Json = {"id": number, "from": sender, "chat_instance": "1", "data": data}
        if "inline_message_id" in message:
            query["inline_message_id"] = message["inline_message_id"]
        else:
            query["message"] = message
        self._queries.add(number)
        await self.push({"callback_query": query})
        return number

    async def inline(self, sender: Json, text: str) -> str:
        number = f"i{self._next_update}"
        self._queries.add(number)
        await self.push({"inline_query": {"id": number, "from": sender, "query": text, "offset": ""}})
        return number

    async def guest(self, chat: Json, sender: Json, text: str, **extra: Any) -> str:
        query = f"g{self._next_update}"
        message = self._message(chat, sender, text, {**extra, "guest_query_id": query})
        self._queries.add(query)
        await self.push({"guest_message": message})
        return query

    async def push(self, update: Json, *, update_id: int | None = None) -> int:
        """Hands an update to the bot; the same ``update_id`` again is a replay."""
        if update_id is None:
            update_id = self._next_update
            self._next_update += 1
        numbered = {"update_id": update_id, **update}
        kinds = self.webhook.get("allowed_updates")
        if self.webhook.get("url"):
            if not kinds or next(iter(update)) in kinds:
                await self.deliver(numbered)
        else:
            async with self._changed:
                self._updates.append(numbered)
                self._changed.notify_all()
        return update_id

    async def deliver(self, update: Json, *, secret: str | None = None) -> int:
        """Posts an update to the webhook as Telegram does, again until it is taken; the last status."""
        assert self.webhook_to
        headers = {
            "X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "") if secret is None else secret
        }
        async with aiohttp.ClientSession() as session:
            for _ in range(3):
                async with session.post(self.webhook_to, json=update, headers=headers) as response:
                    self.webhook_statuses.append(response.status)
                    if response.status < 300 or secret is not None:
                        return response.status
        return self.webhook_statuses[-1]

    def _message(self, chat: Json, sender: Json, text: str, extra: Json) -> Json:
        message: Json = {
            "message_id": self._next_message,
            "date": int(time.time()),
            "chat": chat,
            "from": sender,
            **({"text": text, "entities": _entities(text)} if text else {}),
            **extra,
        }
        self._next_message += 1
        self.messages[(chat["id"], message["message_id"])] = message
        return message

    # What the bot sees

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        params = await _parameters(request)
        if request.match_info["token"] != TOKEN:
            return _error(401, "Unauthorized")
        self.calls.append(Call(method, params))
        fault = next((one for one in self.faults if one.method in (method, "*")), None)
        if fault is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.faults.remove(fault)
            if not fault.after:
                return await self._fail(request, fault)
        handler = getattr(self, f"_do_{method}", None)
        try:
            if handler is None:
                raise Refused("Not Found: method not found", 404)
            result = handler(params)
            if asyncio.iscoroutine(result):
                result = await result
            response: web.StreamResponse = web.json_response({"ok": True, "result": result})
        except Refused as error:
            if "not modified" not in str(error) and "not found" not in str(error) and error.code == 400:
                self.violations.append(f"{method}: {error}")
            response = _error(error.code, f"Bad Request: {error}" if error.code == 400 else str(error))
        async with self._changed:
            self._changed.notify_all()
        return await self._fail(request, fault) if fault is not None else response

    async def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        async with self._changed:
            self._changed.notify_all()
        if fault.drop:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if fault.status == 429:
            body = {
                "ok": False,
                "error_code": 429,
                "description": f"Too Many Requests: retry after {fault.retry_after}",
            }
            return web.json_response({**body, "parameters": {"retry_after": fault.retry_after}}, status=429)
        return _error(
            fault.status, "Conflict: terminated by other getUpdates request" if fault.status == 409 else "Oops"
        )

    async def _file(self, request: web.Request) -> web.Response:
        data = self.files.get(request.match_info["path"])
        return web.Response(body=data) if data is not None else web.Response(status=404)

    async def _do_getUpdates(self, params: Json) -> list[Json]:  # noqa: N802
        if self.webhook.get("url"):
            raise Refused("Conflict: can't use getUpdates method while webhook is active", 409)
        self._polls += 1
        mine = self._polls
        offset = int(params.get("offset") or 0)
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        async with self._changed:
            self._changed.notify_all()
            try:
                timeout = float(params.get("timeout") or 0)
                await asyncio.wait_for(self._changed.wait_for(lambda: self._updates or self._polls > mine), timeout)
            except TimeoutError:
                return []
        if self._polls > mine and not self._updates:
            raise Refused("Conflict: terminated by other getUpdates request", 409)
        kinds = json.loads(params.get("allowed_updates") or "[]")
        return [one for one in self._updates if not kinds or any(kind in one for kind in kinds)][:100]


async def _parameters(request: web.Request) -> Json:
    if request.content_type == "application/json":
        body: Json = await request.json()
        return body
    return {**request.query, **(await request.post())}


def _error(code: int, description: str) -> web.Response:
    return web.json_response({"ok": False, "error_code": code, "description": description}, status=code)


def _entities(text: str) -> list[Json]:
    return [
        {"type": found.lastgroup, "offset": utf16(text[: found.start()]), "length": utf16(found[0])}
        for found in _ENTITY.finditer(text)
    ]
