"""The web server under load against the same engine called in process, and its memory after many answers.

    python -m tests.benchmarks.load --library DIR             starts a server of its own
    python -m tests.benchmarks.load http://127.0.0.1:8000 --library DIR

The server runs as a process of its own; the clients share the machine with it. Each request is an answer as
server-sent events, read to its end. All times are in milliseconds.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import statistics
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import httpx
import typer
from rich.console import Console
from rich.table import Table

from bot.engine.models import Question
from bot.engine.ports import Engine
from bot.settings import Settings
from bot.wiring import build_engine, open_library
from knowledge.records import RECORDS, read_records
from tests.benchmarks.material import questions
from tests.end_to_end.serve_rig import MODELS, serving

_EVENTS = {"Accept": "text/event-stream"}
_QUESTIONS = 2_000

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class Load:
    """``streams`` at once; answers a second; milliseconds from request to end, and to the first statement."""

    streams: int
    rate: float
    p50: float
    p95: float
    p99: float
    first: float
    failed: int


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident memory of the server in MiB after so many answers."""

    answers: int
    mib: float


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def in_process(engine: Engine, asked: list[str], seconds: float) -> Load:
    """One caller, no server: what the engine alone gives."""
    took: list[float] = []
    firsts: list[float] = []
    end = time.monotonic() + seconds
    for text in itertools.cycle(asked):
        started = time.perf_counter()
        first: float | None = None
        for _ in engine.explain_stream(Question(text)):
            first = first or (time.perf_counter() - started) * 1000
        took.append((time.perf_counter() - started) * 1000)
        firsts.append(first or took[-1])
        if time.monotonic() >= end:
            break
    return _load(0, took, firsts, sum(took) / 1000, 0)


def _load(streams: int, took: list[float], firsts: list[float], seconds: float, failed: int) -> Load:
    p50, p95, p99 = (round(percentile(took, share), 1) for share in (0.5, 0.95, 0.99))
    return Load(streams, round(len(took) / seconds, 1), p50, p95, p99, round(statistics.median(firsts), 1), failed)


async def served(url: str, asked: list[str], streams: int, seconds: float) -> Load:
    """``streams`` clients, each asking again as soon as it has its answer."""
    took: list[float] = []
    firsts: list[float] = []
    failed = 0
    supply = itertools.cycle(asked)
    limits = httpx.Limits(max_connections=streams, max_keepalive_connections=streams)
    async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits, headers=_EVENTS) as client:
        await asyncio.gather(*(client.get("/healthz") for _ in range(streams)))
        started_all = time.perf_counter()
        end = started_all + seconds

        async def one() -> None:
            nonlocal failed
            while time.perf_counter() < end:
                started = time.perf_counter()
                first, whole = 0.0, False
                async with client.stream("POST", "/v1/ask", json={"question": next(supply)}) as response:
                    async for line in response.aiter_lines():
                        if not first and line.startswith("event: "):
                            first = (time.perf_counter() - started) * 1000
                        whole = whole or line == "event: answer"
                took.append((time.perf_counter() - started) * 1000)
                firsts.append(first)
                failed += not whole

        await asyncio.gather(*(one() for _ in range(streams)))
        spent = time.perf_counter() - started_all
    return _load(streams, took, firsts, spent, failed)


async def memory(url: str, pid: int, asked: list[str], answers: int, streams: int = 8) -> list[Memory]:
    """Resident memory before and after each quarter of so many answers. Linux."""
    found = [Memory(0, resident(pid))]
    supply = itertools.cycle(asked)
    async with httpx.AsyncClient(base_url=url, timeout=120) as client:

        async def some(count: int) -> None:
            for _ in range(count):
                (await client.post("/v1/ask", json={"question": next(supply)})).raise_for_status()

        for quarter in range(1, 5):
            await asyncio.gather(*(some(answers // 4 // streams) for _ in range(streams)))
            found.append(Memory(quarter * (answers // 4), resident(pid)))
    return found


def resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return round(int(line.split()[1]) / 1024, 1)


@app.command(help=(__doc__ or "").partition("\n")[0])
def load(
    library: Annotated[Path, typer.Option(help="Library that the engine in process answers from.")],
    url: Annotated[str | None, typer.Argument(help="A server on the same library; else one is started.")] = None,
    streams: Annotated[list[int] | None, typer.Option(help="Streams at once. May be repeated.")] = None,
    seconds: Annotated[float, typer.Option(min=1, help="How long each is measured.")] = 10,
    answers: Annotated[int, typer.Option(min=0, help="Answers for the memory; 0 leaves it out.")] = 10_000,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    asked = questions(read_records(RECORDS), _QUESTIONS)
    with ExitStack() as stack:
        pid = None
        if url is None:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            server = stack.enter_context(serving(library.resolve(), folder, {"threads": ""}))
            server.ready()
            url, pid = server.url, server.process.pid
        found = [asyncio.run(served(url, asked, many, seconds)) for many in streams or (1, 10, 100)]
        remembered = asyncio.run(memory(url, pid, asked, answers)) if pid and answers else []
    with open_library(Settings.model_validate({"library": library, "models": MODELS})) as held:
        engine = build_engine(held)
        for text in asked[:10]:
            engine.explain(Question(text))
        alone = in_process(engine, asked, seconds)
    if as_json:
        rows = {"in process": asdict(alone), "served": [asdict(one) for one in found]}
        print(json.dumps(rows | {"memory": [asdict(one) for one in remembered]}, indent=2))
        return
    out = Console()
    table = Table("streams", "answers/s", "ratio", "p50", "p95", "p99", "first event", "failed")
    for one in (alone, *found):
        figures = (one.rate, round(one.rate / alone.rate, 2), one.p50, one.p95, one.p99, one.first, one.failed)
        table.add_row(str(one.streams or "in process"), *(str(figure) for figure in figures))
    out.print(table)
    if remembered:
        shown = Table("answers", "MiB resident")
        for each in remembered:
            shown.add_row(f"{each.answers:,}", str(each.mib))
        out.print(shown)


if __name__ == "__main__":
    app()
