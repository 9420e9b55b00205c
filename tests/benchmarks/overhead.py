"""What our stages add to the bare call of the model, and when the first verified statement goes out.

    python -m tests.benchmarks.overhead --library DIR
    python -m tests.benchmarks.overhead --library DIR --weak

The first model is scripted: it streams a fixed number of characters a second and repeats the evidence that it is
given. ``--weak`` asks a real, weak model instead. The bare call is the time of all calls of the model in the answer;
what is left of the answer's time is ours. All times are of one run, so the ratios may be compared.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel
from rich.console import Console

from bot.engine.explain import Explainer
from bot.engine.models import Explanation, Question, Statement
from bot.models.chat import ChatModel, Message, Reply
from bot.models.composer import ModelComposer
from bot.models.incremental import streamed
from bot.settings import Settings
from bot.wiring import open_library
from knowledge.records import RECORDS, read_records
from tests.benchmarks.injection import ignoring
from tests.benchmarks.material import questions
from tests.end_to_end.small_model_rig import small_model

_PIECE = 16

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@dataclass(slots=True)
class Paced:
    """A model that repeats its evidence at ``rate`` characters a second. Implements ``StreamingChatModel``."""

    rate: float
    name: str = "paced"

    def complete(self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float) -> Reply:
        *_, reply = self.stream(messages, form, seconds=seconds)
        assert isinstance(reply, Reply)
        return reply

    def stream(
        self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float
    ) -> Generator[str | Reply, None, None]:
        reply = ignoring("").complete(messages, form, seconds=seconds)
        said = json.dumps({"statements": json.loads(reply.text)["statements"][:4]})
        for at in range(0, len(said), _PIECE):
            time.sleep(_PIECE / self.rate)
            yield said[at : at + _PIECE]
        yield Reply(said)


@dataclass(slots=True)
class Timed:
    """A chat model whose time is counted, not its reader's between two pieces. Implements ``StreamingChatModel``."""

    inner: ChatModel
    seconds: float = 0.0
    first: float | None = None
    calls: list[float] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.inner.name

    def complete(self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float) -> Reply:
        began = time.perf_counter()
        try:
            return self.inner.complete(messages, form, seconds=seconds)
        finally:
            self.seconds += time.perf_counter() - began

    def stream(
        self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float
    ) -> Generator[str | Reply, None, None]:
        parts: Iterator[str | Reply] = streamed(self.inner, messages, form, seconds=seconds)
        while True:
            began = time.perf_counter()
            try:
                part = next(parts, None)
            finally:
                self.seconds += time.perf_counter() - began
            if part is None:
                return
            yield part


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of one answer: all of it, the model's calls, and to the first verified statement."""

    whole: float
    model: float
    first: float

    @property
    def ratio(self) -> float:
        """Ours to the model's."""
        return (self.whole - self.model) / self.model


def timed(explainer: Explainer, model: Timed, text: str) -> Times | None:
    """One answer; None where it is refused or where no model was asked."""
    model.seconds = 0.0
    began = time.perf_counter()
    first: float | None = None
    answer: object = None
    for answer in explainer.stream(Question(text)):
        if isinstance(answer, Statement) and first is None:
            first = time.perf_counter() - began
    whole = time.perf_counter() - began
    if not isinstance(answer, Explanation) or not model.seconds:
        return None
    return Times(whole, model.seconds, first if first is not None else whole)


def _spread(values: Sequence[float]) -> str:
    ordered = sorted(values)
    return f"p50 {statistics.median(ordered):.3f}, p95 {ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]:.3f}"


@app.command(help=(__doc__ or "").partition("\n")[0])
def measure(
    library: Annotated[Path, typer.Option(help="Folder of the library.")],
    weak: Annotated[bool, typer.Option(help="Ask a real, weak model.")] = False,
    count: Annotated[int, typer.Option("--questions", min=2, help="How many questions.")] = 40,
    rate: Annotated[float, typer.Option(help="Characters a second of the scripted server.")] = 400.0,
) -> None:
    asked = questions(read_records(RECORDS), count)
    found: list[Times] = []
    with ExitStack() as stack:
        opened = stack.enter_context(open_library(Settings.from_env({**os.environ, "FOOTING_LIBRARY": str(library)})))
        chat: ChatModel = stack.enter_context(small_model()) if weak else Paced(rate)
        model = Timed(chat)
        explainer = Explainer(opened, ModelComposer(model, seconds=120.0))
        timed(explainer, model, asked[0])
        found = [one for text in asked[1:] if (one := timed(explainer, model, text)) is not None]
    console = Console(soft_wrap=True, markup=False, highlight=False)
    console.print(f"{len(found)} answers by {chat.name}; seconds")
    console.print(f"the model's calls: {_spread([one.model for one in found])}")
    console.print(f"the whole answer: {_spread([one.whole for one in found])}")
    console.print(f"our stages: {_spread([one.whole - one.model for one in found])}")
    console.print(f"our stages to the model's calls, a ratio: {_spread([one.ratio for one in found])}")
    console.print(f"to the first verified statement: {_spread([one.first for one in found])}")
    share = _spread([one.first / one.whole for one in found])
    console.print(f"to the first verified statement, as a share of the answer's time: {share}")


if __name__ == "__main__":
    app()
