"""Tokens and money of each call and day, and what happens when they are spent."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.engine.errors import BudgetSpent, ModelRejected, ModelUnavailable, SettingsError, StateError
from bot.engine.trace import Stage, Trace
from bot.models.chat import ChatModel, Message
from bot.models.metering import MemoryLedger, Meter, Metered, Price, price
from bot.models.replies import QuestionForm
from tests.bot.models.scripted import ScriptedChat, ScriptedStream

ASKED = (Message("user", "x" * 400),)
GOOD = {"question": "Who?"}
DAY = dt.date(2026, 1, 1)
PRICES = {"large": Price(2.0, 8.0)}


def ask(model: ChatModel) -> None:
    model.complete(ASKED, QuestionForm, seconds=1)


def test_tokens_and_money_are_counted_by_day() -> None:
    days = [DAY]
    ledger = MemoryLedger()
    meter = Meter(40, prices=PRICES, ledger=ledger, today=lambda: days[-1])
    for name in ("large", "small", "large"):
        ask(Metered(ScriptedChat(GOOD, name=name), meter))
    *tokens, cost = ledger.day_usage("2026-01-01")
    assert tokens == [30, 15]
    assert cost == pytest.approx(2 * (10 * 2 + 5 * 8) / 1e6)
    with pytest.raises(BudgetSpent, match="FOOTING_MODEL_DAILY_TOKENS"):
        ask(Metered(ScriptedChat(GOOD), meter))
    days.append(dt.date(2026, 1, 2))
    ask(Metered(ScriptedChat(GOOD), meter))
    assert ledger.day_usage("2026-01-02")[:2] == (10, 5)


def test_no_more_is_spent_than_the_day_has() -> None:
    meter = Meter(None, 60e-6, PRICES)
    ask(Metered(ScriptedChat(GOOD, name="large"), meter))
    with pytest.raises(BudgetSpent, match="FOOTING_MODEL_DAILY_COST"):
        ask(Metered(ScriptedChat(GOOD, name="large"), meter))
    with pytest.raises(BudgetSpent):
        list(Metered(ScriptedStream(GOOD, name="large"), meter).stream(ASKED, QuestionForm, seconds=1))


def test_a_failed_call_costs_nothing_that_is_known() -> None:
    ledger = MemoryLedger()
    with pytest.raises(ModelUnavailable):
        ask(Metered(ScriptedChat(ModelUnavailable("away")), Meter(ledger=ledger)))
    assert ledger.day_usage(dt.datetime.now(dt.UTC).date().isoformat()) == (0, 0, 0.0)


@pytest.mark.parametrize("breaks", [None, ModelUnavailable("away")])
def test_what_a_broken_or_given_up_stream_took_is_estimated(breaks: ModelUnavailable | None) -> None:
    ledger = MemoryLedger()
    model = Metered(ScriptedStream(GOOD, breaks=breaks, size=4), Meter(ledger=ledger, today=lambda: DAY))
    parts = model.stream(ASKED, QuestionForm, seconds=1)
    if breaks:
        with pytest.raises(ModelUnavailable):
            list(parts)
    else:
        next(parts)
        parts.close()
    tokens_in, tokens_out, _ = ledger.day_usage("2026-01-01")
    assert (tokens_in, tokens_out) == (100, 5 if breaks else 1)


def test_a_streamed_reply_is_counted_as_the_provider_counts_it() -> None:
    ledger = MemoryLedger()
    trace = Trace()
    with trace.step(Stage.COMPOSE):
        model = Metered(ScriptedStream(GOOD, name="large"), Meter(prices=PRICES, ledger=ledger, today=lambda: DAY))
        list(model.stream(ASKED, QuestionForm, seconds=1))
    assert ledger.day_usage("2026-01-01") == (10, 5, 60e-6)
    [call] = trace.calls
    assert (call.model, call.input, call.output, call.cost, call.estimated) == ("large", 10, 5, 60e-6, False)
    assert trace.tokens == (10, 5)


class Away(MemoryLedger):
    def count_usage(self, day: str, model: str, *, input: int, output: int, cost: float) -> None:
        raise StateError("away")

    def day_usage(self, day: str) -> tuple[int, int, float]:
        raise StateError("away")


def test_a_budget_that_cannot_be_read_is_not_spent_from() -> None:
    with pytest.raises(ModelRejected, match="cannot be read"):
        ask(Metered(ScriptedChat(GOOD), Meter(5, ledger=Away())))


def test_a_reply_that_was_paid_for_is_used_though_it_cannot_be_counted() -> None:
    assert Metered(ScriptedChat(GOOD), Meter(ledger=Away())).complete(ASKED, QuestionForm, seconds=1).text


@pytest.mark.parametrize(
    ("text", "found"), [("0.25/2", Price(0.25, 2.0)), ("3", Price(3.0, 3.0)), ("0/0", Price(0, 0))]
)
def test_a_price_is_written_in_and_out(text: str, found: Price) -> None:
    assert price("openai:m", text) == found


@pytest.mark.parametrize("text", ["", "cheap", "1/2/3", "-1/2", "nan/1", "inf"])
def test_a_price_that_is_none_is_a_wrong_setting(text: str) -> None:
    with pytest.raises(SettingsError, match="FOOTING_MODEL_PRICES"):
        price("openai:m", text)
