"""Retries, a circuit breaker and a count of tokens around a chat model."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from bot.engine.errors import ModelError, ModelRejected, ModelUnavailable
from bot.models.chat import ChatModel, Message, Reply, Usage


class Breaker:
    """Opens after ``failures`` outages in a row and lets one call try again after ``cooldown`` seconds. Thread-safe."""

    def __init__(
        self, failures: int = 4, cooldown: float = 30.0, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._failures, self._cooldown, self._clock = failures, cooldown, clock
        self._lock = threading.Lock()
        self._count = 0
        self._until = 0.0

    def enter(self) -> None:
        """Raises ModelUnavailable while open; the first call after the cooldown goes through and keeps others out."""
        with self._lock:
            if self._count < self._failures:
                return
            now = self._clock()
            if now < self._until:
                raise ModelUnavailable("the model has failed repeatedly and is left alone for a while")
            self._until = now + self._cooldown

    def succeeded(self) -> None:
        with self._lock:
            self._count = 0

    def failed(self) -> None:
        with self._lock:
            self._count += 1
            self._until = self._clock() + self._cooldown


@dataclass(frozen=True, slots=True)
class Resilient:
    """A chat model with bounded retries and a breaker. Implements :class:`bot.models.chat.ChatModel`.

    All tries of a call share its ``seconds``. Only outages are tried again; ``sleep`` and ``clock`` are for tests.
    """

    model: ChatModel
    attempts: int = 3
    breaker: Breaker = field(default_factory=Breaker)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    @property
    def name(self) -> str:
        return self.model.name

    def complete(self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float) -> Reply:
        deadline = self.clock() + seconds
        retrying = Retrying(
            stop=stop_after_attempt(self.attempts),
            wait=wait_random_exponential(multiplier=0.2, max=2.0),
            retry=retry_if_exception(lambda error: isinstance(error, ModelError) and error.retryable),
            sleep=lambda pause: self.sleep(min(pause, max(0.0, deadline - self.clock()))),
            reraise=True,
        )
        return retrying(self._once, messages, form, deadline)

    def _once(self, messages: Sequence[Message], form: type[BaseModel], deadline: float) -> Reply:
        left = deadline - self.clock()
        if left <= 0:
            raise _OutOfTime("the model did not answer in time")
        self.breaker.enter()
        try:
            reply = self.model.complete(messages, form, seconds=left)
        except ModelError as error:
            if error.retryable:
                self.breaker.failed()
            else:
                self.breaker.succeeded()
            raise
        self.breaker.succeeded()
        return reply


class _OutOfTime(ModelUnavailable):
    """Trying again cannot help, since no time is left."""

    retryable = False


class Meter:
    """Tokens per model and day (UTC), kept for the process's life; refuses calls over ``daily`` tokens. Thread-safe."""

    def __init__(
        self,
        daily: int | None = None,
        *,
        today: Callable[[], dt.date] = lambda: dt.datetime.now(dt.UTC).date(),
    ) -> None:
        self._daily, self._today = daily, today
        self._lock = threading.Lock()
        self._spent: dict[tuple[dt.date, str], Usage] = {}

    def check(self) -> None:
        """Raises ModelRejected where today's tokens are spent."""
        if self._daily is not None and self.spent().total >= self._daily:
            raise ModelRejected("today's tokens are spent; FOOTING_MODEL_DAILY_TOKENS sets how many there are")

    def count(self, name: str, usage: Usage) -> None:
        with self._lock:
            key = (self._today(), name)
            self._spent = {known: spent for known, spent in self._spent.items() if known[0] == key[0]}
            self._spent[key] = self._spent.get(key, Usage()) + usage

    def spent(self, name: str | None = None) -> Usage:
        """What was spent today, on one model or on all."""
        with self._lock:
            today = self._today()
            found = [one for (day, known), one in self._spent.items() if day == today and name in (None, known)]
        return sum(found, Usage())


@dataclass(frozen=True, slots=True)
class Metered:
    """A chat model whose tokens are counted. Implements :class:`bot.models.chat.ChatModel`."""

    model: ChatModel
    meter: Meter

    @property
    def name(self) -> str:
        return self.model.name

    def complete(self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float) -> Reply:
        self.meter.check()
        reply = self.model.complete(messages, form, seconds=seconds)
        self.meter.count(self.name, reply.usage)
        return reply
