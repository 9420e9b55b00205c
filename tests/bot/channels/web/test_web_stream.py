"""Streams: heartbeats, readers who leave, limits."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from typing import Any

from bot.channels.web import WebSettings, create_app
from tests.answers import EXPLANATION
from tests.fakes import ScriptedEngine


class Reader:
    """An ASGI client that asks for a stream and may leave at any moment."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._gone = asyncio.Event()
        self._sent = False
        self.status = 0
        self.chunks: asyncio.Queue[bytes] = asyncio.Queue()
        self.received = b""

    async def run(self) -> None:
        body = json.dumps({"question": "Who?"}).encode()
        headers = [(b"host", b"a"), (b"accept", b"text/event-stream"), (b"content-type", b"application/json")]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": "/v1/ask",
            "raw_path": b"/v1/ask",
            "query_string": b"",
            "root_path": "",
            "headers": headers,
            "client": ("192.0.2.1", 1),
            "server": ("a", 80),
        }

        async def receive() -> dict[str, Any]:
            if not self._sent:
                self._sent = True
                return {"type": "http.request", "body": body, "more_body": False}
            await self._gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
            else:
                self.received += message["body"]
                self.chunks.put_nowait(message["body"])

        await self._app(scope, receive, send)

    async def until(self, text: bytes) -> None:
        async with asyncio.timeout(10):
            while text not in self.received:
                await self.chunks.get()

    def leave(self) -> None:
        self._gone.set()


def serve(
    scenario: Callable[[Any, ScriptedEngine, list[threading.Event]], Awaitable[None]], **settings: Any
) -> ScriptedEngine:
    """Runs a scenario against an app whose engine waits for an event before each item."""
    pauses = [threading.Event() for _ in range(5)]
    engine = ScriptedEngine(EXPLANATION, pauses=pauses)
    app = create_app(engine, settings=WebSettings(**settings))

    async def run() -> None:
        try:
            await asyncio.wait_for(scenario(app, engine, pauses), 20)
        finally:
            for pause in pauses:
                pause.set()

    asyncio.run(run())
    return engine


def test_a_statement_arrives_before_the_next_is_made() -> None:
    async def scenario(app: Any, engine: ScriptedEngine, pauses: list[threading.Event]) -> None:
        reader = Reader(app)
        task = asyncio.create_task(reader.run())
        pauses[0].set()
        await reader.until(b"event: premise")
        assert b"event: statement" not in reader.received
        pauses[1].set()
        await reader.until(b"event: statement")
        assert b"event: answer" not in reader.received
        for pause in pauses:
            pause.set()
        await reader.until(b"event: answer")
        await task

    assert serve(scenario).closed == 0


def test_a_wait_is_bridged_by_heartbeats() -> None:
    async def scenario(app: Any, engine: ScriptedEngine, pauses: list[threading.Event]) -> None:
        reader = Reader(app)
        task = asyncio.create_task(reader.run())
        await reader.until(b": ping\n\n: ping\n\n: ping\n\n")
        for pause in pauses:
            pause.set()
        await task
        assert reader.received.endswith(b"}\n\n")

    serve(scenario, heartbeat_seconds=0.02)


def test_a_reader_who_leaves_stops_the_work() -> None:
    async def scenario(app: Any, engine: ScriptedEngine, pauses: list[threading.Event]) -> None:
        reader = Reader(app)
        task = asyncio.create_task(reader.run())
        pauses[0].set()
        await reader.until(b"event: premise")
        reader.leave()
        await task
        for pause in pauses:
            pause.set()
        while not engine.closed:
            await asyncio.sleep(0.01)
        assert b"event: answer" not in reader.received

    assert serve(scenario).closed == 1


def test_a_stream_has_an_end() -> None:
    async def scenario(app: Any, engine: ScriptedEngine, pauses: list[threading.Event]) -> None:
        reader = Reader(app)
        await reader.run()
        assert b"event: error" in reader.received
        assert b'"status": 503' in reader.received

    serve(scenario, stream_seconds=0.05)


def test_more_streams_than_allowed_are_told_when_to_come_back() -> None:
    async def scenario(app: Any, engine: ScriptedEngine, pauses: list[threading.Event]) -> None:
        first, second = Reader(app), Reader(app)
        task = asyncio.create_task(first.run())
        await first.until(b": ping")
        await second.run()
        assert second.status == 503
        assert b"error-busy" in second.received
        for pause in pauses:
            pause.set()
        await task
        third = Reader(app)
        await third.run()
        assert third.status == 200

    serve(scenario, max_streams=1)
