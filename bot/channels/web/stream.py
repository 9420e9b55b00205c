"""Verified statements as server-sent events (WHATWG HTML, section 9.2), from a synchronous engine in a thread."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import StreamingResponse

from bot.channels.web.context import Busy, Web
from bot.channels.web.problems import problem_of

log = logging.getLogger("footing.web")

Event = tuple[str, Any]
"""An event's name and its data, which goes out as JSON."""

PING = b": ping\n\n"
_LOOK_AROUND = 1.0


def encode(name: str, data: Any) -> bytes:
    """One event. JSON holds no raw line break, so the data is a single line."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


class Streams:
    """Counts open streams. ``respond`` raises Busy at the limit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.open = 0

    def respond(self, request: Request, web: Web, produce: Callable[[], Iterator[Event]]) -> StreamingResponse:
        """Runs ``produce`` in a thread and sends what it yields, as it comes.

        Each wait is bridged with a comment every ``heartbeat_seconds``. When the reader goes, or
        ``stream_seconds`` have passed, the producer is closed before its next item. An error in the producer ends
        the stream with an ``error`` event that holds the problem, never in silence.
        """
        if self.open >= self._limit:
            raise Busy
        web.admit()
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._body(request, web, produce), media_type="text/event-stream", headers=headers)

    async def _body(self, request: Request, web: Web, produce: Callable[[], Iterator[Event]]) -> AsyncIterator[bytes]:
        loop = asyncio.get_running_loop()
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        stop = threading.Event()
        request_id: str = request.scope.get("footing.request_id", "")

        def give(event: Event | None) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(queue.put_nowait, event)

        def work() -> None:
            events = produce()
            try:
                for event in events:
                    if stop.is_set():
                        break
                    give(event)
            except Exception as error:
                log.error("stream %s failed: %s", request_id, type(error).__name__)
                give(("error", problem_of(error).body(request_id)))
            finally:
                close = getattr(events, "close", None)
                if close is not None:
                    close()
                give(None)

        self.open += 1
        worker = asyncio.create_task(anyio.to_thread.run_sync(work, limiter=web.limiter, abandon_on_cancel=True))
        settings = web.settings
        try:
            yield PING
            deadline = loop.time() + settings.stream_seconds
            beat = loop.time() + settings.heartbeat_seconds
            while True:
                now = loop.time()
                if now >= deadline:
                    yield encode("error", problem_of(Busy()).body(request_id))
                    return
                try:
                    event = await asyncio.wait_for(queue.get(), min(_LOOK_AROUND, beat - now, deadline - now))
                except TimeoutError:
                    if await request.is_disconnected():
                        return
                    if loop.time() >= beat:
                        yield PING
                        beat = loop.time() + settings.heartbeat_seconds
                    continue
                # All that is there goes out at once: each send lets go of the interpreter's lock, and waits for it.
                events = [event, *(queue.get_nowait() for _ in range(queue.qsize()))]
                if ready := b"".join(encode(*one) for one in events if one is not None):
                    yield ready
                if events[-1] is None:
                    return
        finally:
            stop.set()
            worker.cancel()
            self.open -= 1
