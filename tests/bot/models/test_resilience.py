"""Retries, the breaker and the count of tokens, with a clock that tests turn."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.engine.errors import MalformedReply, ModelError, ModelRejected, ModelUnavailable
from bot.models.chat import Message, Usage
from bot.models.replies import QuestionForm
from bot.models.resilience import Breaker, Meter, Metered, Resilient
from tests.bot.models.scripted import Saying, ScriptedChat

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


def test_tokens_are_counted_by_model_and_day() -> None:
    day = dt.date(2026, 1, 1)
    meter = Meter(40, today=lambda: day)
    one, other = (Metered(ScriptedChat(GOOD, name=name), meter) for name in ("large", "small"))
    one.complete(ASKED, QuestionForm, seconds=1)
    one.complete(ASKED, QuestionForm, seconds=1)
    other.complete(ASKED, QuestionForm, seconds=1)
    assert (meter.spent("large"), meter.spent("small")) == (Usage(20, 10), Usage(10, 5))
    with pytest.raises(ModelRejected, match="FOOTING_MODEL_DAILY_TOKENS"):
        other.complete(ASKED, QuestionForm, seconds=1)
    day = dt.date(2026, 1, 2)
    other.complete(ASKED, QuestionForm, seconds=1)
    assert meter.spent().total == 15


def test_a_failed_call_costs_nothing_that_is_known() -> None:
    meter = Meter()
    with pytest.raises(ModelUnavailable):
        Metered(ScriptedChat(AWAY), meter).complete(ASKED, QuestionForm, seconds=1)
    assert meter.spent() == Usage()
