"""Tokens and money: counted for each call, each day and each model; refused over the day's budget."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pydantic import BaseModel

from bot.engine.errors import BudgetSpent, ModelError, ModelRejected, SettingsError, StateError
from bot.engine.trace import Call, note
from bot.models.chat import ChatModel, Message, Reply, Usage
from bot.models.incremental import streamed

log = logging.getLogger(__name__)

CHARACTERS_A_TOKEN = 4
"""For what a provider does not count: English text has about four characters a token."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, in whatever unit the operator counts."""

    input: float
    output: float

    def of(self, usage: Usage) -> float:
        return (self.input * usage.input + self.output * usage.output) / 1_000_000


def price(model: str, text: str) -> Price:
    """A price written as "in/out", or as one number for both. Raises SettingsError."""
    given_in, _, given_out = text.partition("/")
    try:
        found = Price(float(given_in), float(given_out or given_in))
    except ValueError:
        found = Price(-1, -1)
    if not (0 <= found.input < 1e9 and 0 <= found.output < 1e9):
        raise SettingsError(f"FOOTING_MODEL_PRICES: {model}={text} is not of the form provider:model=in/out")
    return found


class Ledger(Protocol):
    """Keeps the sums of each day and model. May raise :class:`bot.engine.errors.StateError`."""

    def count_usage(self, day: str, model: str, *, input: int, output: int, cost: float) -> None: ...

    def day_usage(self, day: str) -> tuple[int, int, float]:
        """Tokens in, tokens out and cost of a day, all models together."""
        ...


class MemoryLedger:
    """The sums of today, for the process's life. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._day = ""
        self._sums = (0, 0, 0.0)

    def count_usage(self, day: str, model: str, *, input: int, output: int, cost: float) -> None:
        with self._lock:
            known_in, known_out, known_cost = self._sums if day == self._day else (0, 0, 0.0)
            self._day, self._sums = day, (known_in + input, known_out + output, known_cost + cost)

    def day_usage(self, day: str) -> tuple[int, int, float]:
        with self._lock:
            return self._sums if day == self._day else (0, 0, 0.0)


@dataclass(frozen=True, slots=True)
class Meter:
    """Counts calls in a ledger and refuses them over the day's (UTC) tokens or money. Thread-safe if the ledger is."""

    daily_tokens: int | None = None
    daily_cost: float | None = None
    prices: Mapping[str, Price] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=MemoryLedger)
    today: Callable[[], dt.date] = lambda: dt.datetime.now(dt.UTC).date()

    def check(self) -> None:
        """Raises BudgetSpent where today's tokens or money are spent."""
        if self.daily_tokens is None and self.daily_cost is None:
            return
        try:
            tokens_in, tokens_out, cost = self.ledger.day_usage(self.today().isoformat())
        except StateError as error:
            raise ModelRejected("what is spent today cannot be read, so no model is asked") from error
        if self.daily_tokens is not None and tokens_in + tokens_out >= self.daily_tokens:
            raise BudgetSpent("today's tokens are spent; FOOTING_MODEL_DAILY_TOKENS sets how many there are")
        if self.daily_cost is not None and cost >= self.daily_cost:
            raise BudgetSpent("today's money is spent; FOOTING_MODEL_DAILY_COST sets how much there is")

    def count(self, name: str, usage: Usage) -> float | None:
        """Adds a call to the day's sums; gives its cost, None for a model without a price."""
        price = self.prices.get(name)
        cost = price.of(usage) if price else None
        try:
            self.ledger.count_usage(
                self.today().isoformat(), name, input=usage.input, output=usage.output, cost=cost or 0.0
            )
        except StateError as error:
            log.error("a call of %s is not counted: %s", name, error)
        return cost


@dataclass(frozen=True, slots=True)
class Metered:
    """A chat model whose tokens are counted. Implements :class:`bot.models.chat.StreamingChatModel`.

    What the provider does not count is estimated, also of a reply that broke off or was given up.
    """

    model: ChatModel
    meter: Meter
    clock: Callable[[], float] = time.perf_counter

    @property
    def name(self) -> str:
        return self.model.name

    def complete(self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float) -> Reply:
        self.meter.check()
        began = self.clock()
        try:
            reply = self.model.complete(messages, form, seconds=seconds)
        except ModelError as error:
            note(Call(self.name, form.__name__, self.clock() - began, error=type(error).__name__))
            raise
        self._count(messages, form, reply.text, reply.usage, began)
        return reply

    def stream(
        self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float
    ) -> Generator[str | Reply, None, None]:
        self.meter.check()
        began = self.clock()
        given: list[str] = []
        usage = Usage()
        failed: str | None = None
        try:
            for part in streamed(self.model, messages, form, seconds=seconds):
                if isinstance(part, Reply):
                    given, usage = [part.text], part.usage
                else:
                    given.append(part)
                yield part
        except ModelError as error:
            failed = type(error).__name__
            raise
        finally:
            if given or failed is None:
                self._count(messages, form, "".join(given), usage, began, failed)
            else:
                note(Call(self.name, form.__name__, self.clock() - began, error=failed))

    def _count(
        self,
        messages: Sequence[Message],
        form: type[BaseModel],
        text: str,
        usage: Usage,
        began: float,
        failed: str | None = None,
    ) -> None:
        estimated = not usage.total
        if estimated:
            said = sum(len(one.text) for one in messages)
            usage = Usage(said // CHARACTERS_A_TOKEN, len(text) // CHARACTERS_A_TOKEN)
        cost = self.meter.count(self.name, usage)
        note(
            Call(
                self.name,
                form.__name__,
                self.clock() - began,
                usage.input,
                usage.output,
                cost,
                estimated=estimated,
                error=failed,
            )
        )
