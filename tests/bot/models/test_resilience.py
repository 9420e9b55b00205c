"""Retries and the breaker, with a clock that tests turn."""

from __future__ import annotations

import pytest

from bot.engine.errors import MalformedReply, ModelError, ModelRejected, ModelUnavailable
from bot.models.chat import Message, Reply
from bot.models.replies import QuestionForm
from bot.models.resilience import Breaker, Resilient
from tests.bot.models.scripted import Saying, ScriptedChat, ScriptedStream

ASKED = (Message("user", "{}"),)
GOOD = {"question": "Who?"}


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def resilient(*sayings: Saying, attempts: int = 3, failures: int = 9) -> tuple[Resilient, ScriptedChat, Clock]:
    clock, model = Clock(), ScriptedChat(*sayings)
    breaker = Breaker(failures, 30, clock=clock)
    return Resilient(model, attempts, breaker, clock.sleep, clock), model, clock


AWAY = ModelUnavailable("away")


def test_an_outage_is_tried_again_in_the_time_that_is_left() -> None:
    model, inner, _ = resilient(AWAY, AWAY, GOOD)
    assert "Who?" in model.complete(ASKED, QuestionForm, seconds=20).text
    left = [seconds for _, _, seconds in inner.seen]
    assert left[0] == 20
    assert sorted(left, reverse=True) == left


def test_attempts_are_bounded() -> None:
    model, inner, clock = resilient(AWAY)
    with pytest.raises(ModelUnavailable):
        model.complete(ASKED, QuestionForm, seconds=20)
    assert len(inner.seen) == 3
    assert clock.now <= 120


def test_no_try_starts_after_the_time_is_up() -> None:
    clock = Clock()

    def slow(*_: object) -> str:
        clock.sleep(21)
        raise AWAY

    inner = ScriptedChat(slow)
    model = Resilient(inner, 3, Breaker(clock=clock), clock.sleep, clock)
    with pytest.raises(ModelUnavailable, match="in time"):
        model.complete(ASKED, QuestionForm, seconds=20)
    assert len(inner.seen) == 1


@pytest.mark.parametrize("error", [ModelRejected("key"), MalformedReply("form")])
def test_what_will_not_pass_is_not_tried_again(error: ModelError) -> None:
    model, inner, _ = resilient(error)
    with pytest.raises(type(error)):
        model.complete(ASKED, QuestionForm, seconds=20)
    assert len(inner.seen) == 1


def test_the_breaker_opens_lets_one_call_try_and_closes() -> None:
    model, inner, clock = resilient(AWAY, AWAY, AWAY, GOOD, attempts=1, failures=2)
    for _ in range(2):
        with pytest.raises(ModelUnavailable, match="away"):
            model.complete(ASKED, QuestionForm, seconds=20)
    with pytest.raises(ModelUnavailable, match="left alone"):
        model.complete(ASKED, QuestionForm, seconds=20)
    assert len(inner.seen) == 2
    clock.sleep(31)
    with pytest.raises(ModelUnavailable, match="away"):
        model.complete(ASKED, QuestionForm, seconds=20)
    with pytest.raises(ModelUnavailable, match="left alone"):
        model.complete(ASKED, QuestionForm, seconds=20)
    clock.sleep(31)
    model.complete(ASKED, QuestionForm, seconds=20)
    model.complete(ASKED, QuestionForm, seconds=20)
    assert len(inner.seen) == 5


def test_a_refusal_is_no_outage() -> None:
    model, inner, _ = resilient(ModelRejected("key"), attempts=1, failures=2)
    for _ in range(5):
        with pytest.raises(ModelRejected):
            model.complete(ASKED, QuestionForm, seconds=20)
    assert len(inner.seen) == 5


def streaming(*sayings: Saying, breaks: ModelError | None = None) -> tuple[Resilient, ScriptedStream]:
    clock = Clock()
    inner = ScriptedStream(*sayings, breaks=breaks)
    return Resilient(inner, 3, Breaker(2, 30, clock=clock), clock.sleep, clock), inner


def test_a_stream_is_tried_again_until_it_begins() -> None:
    model, inner = streaming(AWAY, GOOD)
    *pieces, reply = model.stream(ASKED, QuestionForm, seconds=20)
    assert isinstance(reply, Reply)
    assert "".join(map(str, pieces)) == reply.text == '{"question": "Who?"}'
    assert len(inner.seen) == 2


def test_a_stream_that_breaks_is_not_begun_again_and_counts_as_an_outage() -> None:
    model, inner = streaming(GOOD, breaks=AWAY)
    for _ in range(2):
        parts = model.stream(ASKED, QuestionForm, seconds=20)
        assert next(parts)
        with pytest.raises(ModelUnavailable, match="away"):
            list(parts)
    assert len(inner.seen) == 2
    with pytest.raises(ModelUnavailable, match="left alone"):
        next(model.stream(ASKED, QuestionForm, seconds=20))


def test_a_stream_that_is_given_up_is_closed() -> None:
    model, inner = streaming(GOOD)
    parts = model.stream(ASKED, QuestionForm, seconds=20)
    next(parts)
    parts.close()
    assert inner.closed
