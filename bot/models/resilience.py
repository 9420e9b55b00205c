"""Retries and a circuit breaker around a chat model."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from pydantic import BaseModel
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from bot.engine.errors import ModelError, ModelUnavailable
from bot.models.chat import ChatModel, Message, Reply
from bot.models.incremental import streamed


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
    """A chat model with bounded retries and a breaker. Implements :class:`bot.models.chat.StreamingChatModel`.

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
        return self._retrying(deadline)(self._once, messages, form, deadline)

    def stream(
        self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float
    ) -> Generator[str | Reply, None, None]:
        """Tries again only as long as nothing of the reply was given."""
        deadline = self.clock() + seconds
        first, rest = self._retrying(deadline)(self._begun, messages, form, deadline)
        with closing(rest):
            yield first
            try:
                yield from rest
            except ModelError as error:
                self._failed(error)
                raise
        self.breaker.succeeded()

    def _retrying(self, deadline: float) -> Retrying:
        return Retrying(
            stop=stop_after_attempt(self.attempts),
            wait=wait_random_exponential(multiplier=0.2, max=2.0),
            retry=retry_if_exception(lambda error: isinstance(error, ModelError) and error.retryable),
            sleep=lambda pause: self.sleep(min(pause, max(0.0, deadline - self.clock()))),
            reraise=True,
        )

    def _once(self, messages: Sequence[Message], form: type[BaseModel], deadline: float) -> Reply:
        left = self._left(deadline)
        try:
            reply = self.model.complete(messages, form, seconds=left)
        except ModelError as error:
            self._failed(error)
            raise
        self.breaker.succeeded()
        return reply

    def _begun(
        self, messages: Sequence[Message], form: type[BaseModel], deadline: float
    ) -> tuple[str | Reply, Generator[str | Reply, None, None]]:
        """A stream that has given its first piece, and that piece."""
        parts = streamed(self.model, messages, form, seconds=self._left(deadline))
        try:
            return next(parts), parts
        except StopIteration:
            self.breaker.failed()
            raise ModelUnavailable("the model's reply broke off") from None
        except ModelError as error:
            self._failed(error)
            raise

    def _left(self, deadline: float) -> float:
        left = deadline - self.clock()
        if left <= 0:
            raise _OutOfTime("the model did not answer in time")
        self.breaker.enter()
        return left

    def _failed(self, error: ModelError) -> None:
        if error.retryable:
            self.breaker.failed()
        else:
            self.breaker.succeeded()


class _OutOfTime(ModelUnavailable):
    """Trying again cannot help, since no time is left."""

    retryable = False
