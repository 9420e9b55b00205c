"""What the pipeline did with one question: for the person who asks to see it, and as OpenTelemetry spans.

Facts (counts, times, standings, names of models) and words (questions, evidence, what a model wrote) are kept apart.
Spans hold facts alone unless the operator opts in to words. A span is current while its stage runs, so that what an
instrumented client adds is put under it; stages of a generator run in whatever thread asks for its next item, so no
span stays current across a ``yield``.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from opentelemetry import context as contexts
from opentelemetry.trace import NoOpTracer, Span, Status, StatusCode, Tracer, set_span_in_context, use_span

Fact = bool | int | float | str
_LONGEST = 20_000
"""Characters of words that one attribute of a span holds."""


class Stage(StrEnum):
    """The stages of an answer, and of a check, each a span of this name after "footing."."""

    REWRITE = "rewrite"
    RETRIEVE = "retrieve"
    PREMISE = "premise"
    COMPOSE = "compose"
    VERIFY = "verify"
    REVISE = "revise"
    JUDGE = "judge"
    TRANSLATE = "translate"
    DELIVER = "deliver"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a language model. ``cost`` is in the unit of the operator's prices, None where none is set.

    ``estimated`` says that the provider counted no tokens, so that they were estimated from characters.
    """

    model: str
    form: str
    seconds: float
    input: int = 0
    output: int = 0
    cost: float | None = None
    estimated: bool = False
    error: str | None = None


class Step:
    """One stage. ``facts`` may be exported; ``words`` are for the asker, and exported only by the operator's wish."""

    def __init__(self, trace: Trace, stage: Stage) -> None:
        self.stage = stage
        self.facts: dict[str, Fact] = {}
        self.words: dict[str, Any] = {}
        self.error: str | None = None
        self.started = trace.elapsed()
        self.seconds = 0.0
        self._trace = trace
        self._span = trace.span(f"footing.{stage}")
        self._open = True

    @contextmanager
    def running(self) -> Iterator[None]:
        """Counts the time of the block, in which the step's span is current. An error is noted by its class alone."""
        began = self._trace.elapsed()
        current = _CURRENT.set(self._trace)
        try:
            with use_span(self._span, record_exception=False, set_status_on_exception=False):
                yield
        except Exception as error:
            self.failed(error)
            raise
        finally:
            _CURRENT.reset(current)
            self.seconds += self._trace.elapsed() - began

    def now(self) -> float:
        """Seconds since the trace began."""
        return self._trace.elapsed()

    def failed(self, error: BaseException) -> None:
        self.error = type(error).__name__
        self._span.set_status(Status(StatusCode.ERROR, self.error))

    def close(self) -> None:
        if self._open:
            self._open = False
            self._trace.export(self._span, {"seconds": round(self.seconds, 6), **self.facts}, self.words)
            self._span.end()


class Trace:
    """What one answer took. Not shared between answers; used by one thread at a time."""

    def __init__(
        self,
        tracer: Tracer | None = None,
        *,
        words: bool = False,
        name: str = "footing.answer",
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.steps: list[Step] = []
        self.calls: list[Call] = []
        self.facts: dict[str, Fact] = {}
        self.first_statement: float | None = None
        """Seconds from the question to the first verified statement that was sent."""
        self.seconds = 0.0
        self._tracer = tracer or NoOpTracer()
        self._words = words
        self._clock = clock
        self._began = clock()
        self._root = self._tracer.start_span(name)
        self._context = set_span_in_context(self._root, contexts.get_current())
        self._ended = False

    def elapsed(self) -> float:
        return self._clock() - self._began

    def open(self, stage: Stage) -> Step:
        step = Step(self, stage)
        self.steps.append(step)
        return step

    @contextmanager
    def step(self, stage: Stage) -> Iterator[Step]:
        """A stage that runs in one go."""
        step = self.open(stage)
        try:
            with step.running():
                yield step
        finally:
            step.close()

    def called(self, call: Call) -> None:
        """Notes a call of a model, as a span with the attributes of the conventions for generative AI."""
        self.calls.append(call)
        span = self._tracer.start_span(f"chat {call.model}", start_time=time.time_ns() - int(call.seconds * 1e9))
        span.set_attribute("gen_ai.operation.name", "chat")
        span.set_attribute("gen_ai.request.model", call.model)
        span.set_attribute("gen_ai.usage.input_tokens", call.input)
        span.set_attribute("gen_ai.usage.output_tokens", call.output)
        span.set_attribute("footing.form", call.form)
        if call.cost is not None:
            span.set_attribute("footing.cost", call.cost)
        if call.error:
            span.set_status(Status(StatusCode.ERROR, call.error))
        span.end()

    def sent(self) -> None:
        """Notes that a verified statement goes out."""
        if self.first_statement is None:
            self.first_statement = self.elapsed()

    @property
    def tokens(self) -> tuple[int, int]:
        """Tokens in and out, all calls together."""
        return sum(call.input for call in self.calls), sum(call.output for call in self.calls)

    @property
    def cost(self) -> float | None:
        """What the calls cost, or None where a model has no price."""
        known = [call.cost for call in self.calls if call.cost is not None]
        return sum(known) if len(known) == len(self.calls) and known else None

    def end(self, words: dict[str, Any] | None = None) -> None:
        """Closes what is open. A second call does nothing."""
        if self._ended:
            return
        self._ended = True
        self.seconds = self.elapsed()
        for step in self.steps:
            step.close()
        tokens_in, tokens_out = self.tokens
        facts: dict[str, Fact] = {**self.facts, "model_calls": len(self.calls)}
        if self.first_statement is not None:
            facts["first_statement_seconds"] = round(self.first_statement, 6)
        if self.calls:
            facts |= {"tokens.input": tokens_in, "tokens.output": tokens_out}
        if self.cost is not None:
            facts["cost"] = self.cost
        self.export(self._root, facts, words or {})
        self._root.end()

    def span(self, name: str) -> Span:
        return self._tracer.start_span(name, context=self._context)

    def export(self, span: Span, facts: dict[str, Fact], words: dict[str, Any]) -> None:
        for name, fact in facts.items():
            span.set_attribute(f"footing.{name}", fact)
        if self._words and span.is_recording():
            for name, said in words.items():
                text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False, default=str)
                span.set_attribute(f"footing.text.{name}", text[:_LONGEST])


@dataclass(frozen=True, slots=True)
class Tracing:
    """Where spans go, and whether they may hold words. The default keeps and exports nothing."""

    tracer: Tracer = field(default_factory=NoOpTracer)
    words: bool = False

    def begin(self, name: str = "footing.answer") -> Trace:
        """A trace whose outermost span has this name."""
        return Trace(self.tracer, words=self.words, name=name)


_CURRENT: ContextVar[Trace | None] = ContextVar("footing_trace", default=None)


def note(call: Call) -> None:
    """Adds a model's call to the trace of the stage that is running, if one is."""
    if (trace := _CURRENT.get()) is not None:
        trace.called(call)
