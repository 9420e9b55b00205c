"""What a reader gets, and when, while the model's server or the network on the way to it fails.

    python -m tests.benchmarks.faults

Needs ``llmock`` (an OpenAI-compatible server that fails on demand) and ``faulty`` (a TCP proxy that does). Each fault
is met twice: staying, and passing after the first request. Every answer is held against promises 1 to 5.
"""

from __future__ import annotations

import asyncio
import json
import random
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.engine.explain import Explainer
from bot.engine.models import Explanation, Question
from bot.settings import Settings
from bot.wiring import open_models
from tests.bot.engine import world
from tests.peers.model_server import ModelServer
from tests.promises import broken

ASKED = Question("Did Ruritania hack the Democratic National Committee in 2016?")
GOOD = json.dumps(
    {
        "statements": [
            {"text": text, "keys": ["E1"], "quotes": [], "aspect": "activity"}
            for text in (
                "In April 2016, Ruritania's service hacked the Democratic National Committee.",
                "Ruritania's service hacked the Democratic National Committee.",
            )
        ]
    }
)
SLACK = 2.0
"""Seconds beyond the time of the model's tasks that an answer may take on a busy machine."""

SERVER: dict[str, dict[str, Any]] = {
    "429": {"type": "fail", "status": 429, "retry_after": 1},
    "500": {"type": "fail", "status": 500},
    "503, outage": {"type": "fail", "status": 503},
    "401": {"type": "fail", "status": 401},
    "disconnect": {"type": "stream_fault", "kind": "disconnect", "after_chunks": 1},
    "truncate": {"type": "stream_fault", "kind": "truncate", "after_chunks": 1},
    "malformed": {"type": "stream_fault", "kind": "malformed", "after_chunks": 1},
    "stall": {"type": "stream_fault", "kind": "stall", "after_chunks": 1, "stall_seconds": 30},
    "slow head": {"type": "slow_first_token", "seconds": 30},
    "delay": {"type": "delay", "seconds": 30},
}

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def _good(body: dict[str, Any]) -> str:
    return GOOD


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def _llmock() -> Iterator[str]:
    port = _port()
    command = [sys.executable, "-m", "llmock.cli", "serve", "--port", str(port), "--log-level", "error"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(200):
                try:
                    with socket.create_connection(("127.0.0.1", port), 0.2):
                        break
                except OSError:
                    time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.kill()


def _post(url: str, body: dict[str, Any]) -> None:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as reply:
        reply.read()


def _network() -> dict[str, tuple[list[Any], list[Any]]]:
    """Rules of the proxy by fault: on the way to the reader, and on the way to the server."""
    from faulty.middlewares import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
        CorruptBytesMiddleware,
        DropMiddleware,
        LatencyMiddleware,
        ThrottleMiddleware,
    )

    return {
        "proxy: nothing": ([], []),
        "proxy: 300 ms late": ([LatencyMiddleware(300, 300)], [LatencyMiddleware(300, 300)]),
        "proxy: half of it lost": ([DropMiddleware(0.5)], []),
        "proxy: requests lost": ([], [DropMiddleware(1.0)]),
        "proxy: a byte of every chunk corrupted": ([CorruptBytesMiddleware(1.0)], []),
        "proxy: 100 bytes a second": ([ThrottleMiddleware(100, 50)], []),
    }


@contextmanager
def _proxied(target: int, rules: tuple[list[Any], list[Any]]) -> Iterator[str]:
    from faulty.core import FaultyProxy  # type: ignore[import-not-found, import-untyped, unused-ignore]

    port = _port()
    proxy = FaultyProxy("127.0.0.1", port, "127.0.0.1", target)
    for rule in rules[0]:
        proxy.add_ingress_rule(rule)
    for rule in rules[1]:
        proxy.add_egress_rule(rule)
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    ready = threading.Event()

    async def serve() -> None:
        async with proxy:
            ready.set()
            await stop.wait()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    running = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    running.start()
    ready.wait(10)
    yield f"http://127.0.0.1:{port}/v1"
    loop.call_soon_threadsafe(stop.set)
    running.join(10)
    loop.close()


class Measuring:
    """Answers under faults, as rows of a table."""

    def __init__(self, timeout: float, table: Table) -> None:
        self.timeout, self.table = timeout, table
        self.limit = 2 * timeout + SLACK
        """Writing and rewriting, each with its retries."""
        self.failed: list[str] = []

    def row(self, fault: str, stays: str, url: str) -> None:
        settings = Settings.model_validate({"model": "openai:m", "model_url": url, "model_timeout": self.timeout})
        models = open_models(settings)
        explainer = Explainer(world.library(), models.composer, interpreter=models.interpreter)
        began = time.monotonic()
        answer = explainer.explain(ASKED)
        took = time.monotonic() - began
        wrong = broken(answer, world.library(), answerable=True)
        writer = answer.writer if isinstance(answer, Explanation) else "refused"
        notice = answer.notice if isinstance(answer, Explanation) else None
        told = len(answer.statements) if isinstance(answer, Explanation) else 0
        if wrong or took > self.limit:
            self.failed.append(fault)
        kept = "; ".join(wrong) or "kept"
        self.table.add_row(fault, stays, writer, notice or "–", str(told), f"{took:.1f} of {self.limit:.0f}", kept)


@app.command(help=(__doc__ or "").partition("\n")[0])
def measure(
    timeout: Annotated[float, typer.Option(help="FOOTING_MODEL_TIMEOUT.")] = 3.0,
) -> None:
    table = Table("fault", "it", "written by", "notice", "statements", "seconds", "promises 1–5", show_edge=False)
    measuring = Measuring(timeout, table)
    with _llmock() as server:
        for fault, behaviour in SERVER.items():
            for stays, times in (("stays", None), ("passes", 1)):
                _post(f"{server}/_llmock/reset", {})
                good = {"type": "reply", "text": GOOD, "times": None}
                _post(f"{server}/_llmock/scenario", {"behaviors": [behaviour | {"times": times}, good]})
                measuring.row(fault, stays, f"{server}/v1")
    random.seed(1)
    for fault, rules in _network().items():
        with ModelServer(_good) as peer, _proxied(int(peer.url.rpartition(":")[2].partition("/")[0]), rules) as url:
            measuring.row(fault, "stays", url)
    console = Console(width=160)
    console.print(table)
    if measuring.failed:
        console.print(f"failed: {', '.join(measuring.failed)}")
        raise SystemExit(1)


if __name__ == "__main__":
    app()
