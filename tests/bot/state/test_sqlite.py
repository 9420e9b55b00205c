from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.errors import StateError
from bot.engine.models import Explanation, Turn
from bot.state.identity import load_salt, pseudonym
from bot.state.port import DayUsage, Limit, Place, Preferences, Retention, StateStore, Verdict
from bot.state.redaction import redact
from bot.state.sqlite import SqliteState
from tests.results import checked, explanation, refusal

SALT = b"a salt for tests"
HOUR = dt.timedelta(hours=1)


class Clock:
    def __init__(self) -> None:
        self.now = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.sqlite"


@pytest.fixture
def store(path: Path, clock: Clock) -> Iterator[SqliteState]:
    with SqliteState(path, salt=SALT, clock=clock) as one:
        yield one


def bytes_on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir() if file.name.startswith(path.name))


def test_implements_the_port(store: SqliteState) -> None:
    port: StateStore = store
    assert port.answer("nothing") is None


def test_an_answer_comes_back_after_a_restart(path: Path, store: SqliteState) -> None:
    kept = store.keep(explanation(), channel="telegram", language="uk", asker="a", conversation="c", reply="It did.")
    store.link(kept, shown=[Place("telegram", "-1", "7", "3"), Place("telegram", "-1", "8", "3")])
    store.close()
    with SqliteState(path, salt=SALT, clock=Clock()) as again:
        found = again.answer_at(Place("telegram", "-1", "8"))
        assert found is not None
        assert (found.id, found.result, found.language, found.asker) == (kept, explanation(), "uk", "a")
        assert [place.message for place in again.places(kept)] == ["7", "8"]
        assert again.places(kept)[0].thread == "3"


@pytest.mark.parametrize("result", [explanation(), refusal(), checked()])
def test_words_are_gone_after_their_time_and_the_answer_is_not(
    store: SqliteState, clock: Clock, path: Path, result: Explanation
) -> None:
    kept = store.keep(result, channel="telegram", language="en", conversation="c", reply="Yes.")
    before = store.answer(kept)
    assert before is not None
    assert before.result == result
    clock.now += 7 * HOUR
    unpurged = store.answer(kept)
    store.purge()
    after = store.answer(kept)
    assert after == unpurged
    assert after is not None
    assert after.result != result
    assert store.history("c") == ()


def test_history_is_the_last_turns_in_order(store: SqliteState, clock: Clock) -> None:
    for number in range(6):
        clock.now += dt.timedelta(seconds=1)
        store.keep(explanation(f"q{number}"), channel="t", language="en", conversation="c", reply=f"a{number}")
    store.keep(checked(), channel="t", language="en", conversation="c")
    store.keep(explanation("elsewhere"), channel="t", language="en", conversation="d", reply="x")
    assert store.history("c") == tuple(Turn(f"q{number}", f"a{number}") for number in (2, 3, 4, 5))


def test_without_memory_no_words_are_written(path: Path) -> None:
    with SqliteState(path, salt=SALT, retention=Retention(memory=0)) as store:
        store.keep(explanation("a telling question"), channel="t", language="en", conversation="c", reply="x")
        assert b"a telling question" not in bytes_on_disk(path)


def test_replacing_keeps_the_id_and_follows_the_citations(store: SqliteState) -> None:
    kept = store.keep(explanation(), channel="t", language="en")
    assert [one.id for one in store.answers_citing(["mueller-1-p4-a", "us-v-ira-2"])] == [kept]
    store.replace(kept, refusal(), reply=None)
    found = store.answer(kept)
    assert found is not None
    assert found.result == refusal()
    assert store.answers_citing(["us-v-ira-2"]) == []
    store.replace("unknown", refusal())
    assert store.answer("unknown") is None


def test_question_and_answer_are_linked_apart(store: SqliteState) -> None:
    kept = store.keep(explanation(), channel="t", language="en")
    asked, shown = Place("t", "1", "10"), Place("t", "1", "11")
    store.link(kept, shown=[shown], asked=asked)
    assert store.answer_to(shown) is None
    assert store.answer_at(asked) is None
    found = store.answer_to(asked)
    assert found is not None
    assert found.id == kept
    store.link(kept, shown=[Place("t", "1", "12")])
    assert [place.message for place in store.places(kept)] == ["12"]
    assert store.answer_to(asked) is not None


def test_an_update_is_seen_once_and_taken_up_again_until_finished(path: Path, store: SqliteState) -> None:
    assert store.begin("t", "1", "payload one")
    assert not store.begin("t", "1", "payload one")
    assert store.begin("t", "2")
    assert store.unfinished("t") == [("1", "payload one")]
    assert b"payload one" not in bytes_on_disk(path)
    store.finish("t", "1")
    assert store.unfinished("t") == []
    assert not store.begin("t", "1")


def test_updates_in_work_are_dropped_with_the_memory(store: SqliteState, clock: Clock) -> None:
    store.begin("t", "1", "payload")
    clock.now += 7 * HOUR
    store.purge()
    assert store.unfinished("t") == []
    assert not store.begin("t", "1")


def test_budget_says_when(store: SqliteState, clock: Clock) -> None:
    mine = Limit("me", 2, HOUR)
    ours = Limit("chat", 3, HOUR)
    start = clock.now
    assert store.spend([mine, ours]) is None
    clock.now += dt.timedelta(minutes=10)
    assert store.spend([mine, ours]) is None
    assert store.spend([mine, ours]) == start + HOUR
    assert store.spend([Limit("you", 2, HOUR), ours]) is None
    assert store.spend([Limit("you", 2, HOUR), ours]) == start + HOUR
    clock.now = start + HOUR
    assert store.spend([mine, ours]) is None


def test_a_budget_of_nothing_allows_nothing(store: SqliteState, clock: Clock) -> None:
    assert store.spend([Limit("me", 0, HOUR)]) == clock.now + HOUR


def test_preferences_change_one_by_one(store: SqliteState) -> None:
    assert store.preferences("c") == Preferences()
    store.prefer("c", quiet=True)
    assert store.prefer("c", language="uk") == Preferences(quiet=True, language="uk")
    assert store.preferences("c") == Preferences(quiet=True, language="uk")


def test_feedback_is_one_word_a_reader(store: SqliteState) -> None:
    kept = store.keep(explanation(), channel="t", language="en")
    store.give_feedback(kept, "a", Verdict.HELPFUL)
    store.give_feedback(kept, "a", Verdict.LABEL, "mail me at anna@example.org")
    store.give_feedback(kept, "b", Verdict.OTHER)
    store.give_feedback("unknown", "a", Verdict.OTHER)
    given = {(one.verdict, one.reason) for one in store.feedback(kept)}
    assert given == {(Verdict.LABEL, "mail me at [address]"), (Verdict.OTHER, None)}
    assert len(store.feedback()) == 2


def test_forgetting_leaves_nothing_of_the_asker(path: Path, store: SqliteState) -> None:
    kept = store.keep(explanation("my secret question"), channel="t", language="en", asker="me", conversation="c")
    other = store.keep(explanation("another"), channel="t", language="en", asker="you", conversation="c", reply="x")
    store.link(kept, shown=[Place("t", "1", "2")], asked=Place("t", "1", "1"))
    store.give_feedback(other, "me", Verdict.HELPFUL)
    store.prefer("me", language="uk")
    assert store.forget("me") == 1
    assert store.answer(kept) is None
    assert store.answer_at(Place("t", "1", "2")) is None
    assert store.feedback() == []
    assert store.preferences("me") == Preferences()
    assert store.answers_citing(["mueller-1-p4-a"])[0].id == other
    assert store.history("c") == (Turn("another", "x"),)
    assert b"my secret question" not in bytes_on_disk(path)


def test_no_account_is_on_disk(path: Path, store: SqliteState) -> None:
    asker = store.pseudonym("telegram", 987654321)
    kept = store.keep(explanation(), channel="telegram", language="en", asker=asker, conversation=asker)
    store.link(kept, shown=[Place("telegram", "987654321", "55")], asked=Place("telegram", "987654321", "54"))
    assert b"987654321" not in bytes_on_disk(path)
    assert store.pseudonym("discord", 987654321) != asker
    assert asker == pseudonym(SALT, "telegram", "987654321")


def test_addresses_cannot_be_opened_with_another_salt(path: Path, store: SqliteState) -> None:
    kept = store.keep(explanation(), channel="t", language="en")
    store.link(kept, shown=[Place("t", "1", "2")])
    store.close()
    with SqliteState(path, salt=b"another") as again:
        assert again.places(kept) == []
        assert again.answer(kept) is not None


def test_gap_log_is_off_unless_turned_on_and_redacted(path: Path, store: SqliteState) -> None:
    store.log_gap("who", "en")
    assert store.gaps() == []
    store.close()
    with SqliteState(path, salt=SALT, keep_gaps=True) as again:
        again.log_gap("did @anna fund it?", "en")
        assert [gap.text for gap in again.gaps()] == ["did [name] fund it?"]


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("write to a.b+c@mail.example.org now", "write to [address] now"),
        ("call +49 (30) 1234-5678", "call [number]"),
        ("see https://x.example/p?token=abc and t.me/joinchat/AA", "see [link] and [link]"),
        ("<@123456> and @anna_b said", "[name] and [name] said"),
        ("key sk1234567890abcdefghijKL", "key [token]"),
        ("in 2016, on 2019-04-18, 13 people, 126 million", "in 2016, on 2019-04-18, 13 people, 126 million"),
        ("the 2015-2016 campaign", "the 2015-2016 campaign"),
    ],
)
def test_redaction(text: str, redacted: str) -> None:
    assert redact(text) == redacted


def test_purge_takes_old_answers_and_updates(store: SqliteState, clock: Clock) -> None:
    kept = store.keep(explanation(), channel="t", language="en")
    store.begin("t", "1")
    store.spend([Limit("me", 1, HOUR)])
    clock.now += dt.timedelta(days=31)
    assert store.purge() >= 3
    assert store.answer(kept) is None
    assert store.begin("t", "1")


def test_bridge_pairs_work_from_both_sides(path: Path, store: SqliteState) -> None:
    here, there = Place("telegram", "-1", "5", "2"), Place("discord", "9", "77")
    more = Place("discord", "9", "78")
    store.pair("b", here, there)
    store.pair("b", here, more)
    store.pair("b", here, there)
    assert store.paired("b", Place("telegram", "-1", "5")) == [there, more]
    assert store.paired("b", there) == [here]
    assert store.paired("other", here) == []
    store.unpair("b", there)
    assert store.paired("b", here) == [more]


def test_outbox_keeps_order_until_taken(path: Path, store: SqliteState) -> None:
    first, second = store.put("o", "one"), store.put("o", "two")
    store.put("p", "other")
    store.close()
    with SqliteState(path, salt=SALT) as again:
        assert [(item.id, item.payload) for item in again.waiting("o")] == [(first, "one"), (second, "two")]
        again.take("o", first)
        assert [item.payload for item in again.waiting("o")] == ["two"]
        assert again.cursor("c") is None
        again.set_cursor("c", "1")
        again.set_cursor("c", "2")
        assert again.cursor("c") == "2"


def _write_and_die(path: str) -> None:
    store = SqliteState(Path(path), salt=SALT)
    for number in range(20):
        store.begin("t", str(number))
    with store._transaction() as run:
        run("INSERT INTO cursors VALUES ('half', 'done')")
        os._exit(9)


def test_a_kill_loses_nothing_that_was_acknowledged(path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_write_and_die, args=(str(path),))
    process.start()
    process.join(30)
    assert process.exitcode == 9
    with SqliteState(path, salt=SALT) as store:
        assert not any(store.begin("t", str(number)) for number in range(20))
        assert store.cursor("half") is None


def test_a_file_that_is_no_store_is_refused(path: Path) -> None:
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(StateError, match="cannot be opened"):
        SqliteState(path, salt=SALT)


def test_another_version_is_refused(path: Path, store: SqliteState) -> None:
    with store._transaction() as run:
        run("PRAGMA user_version=99")
    store.close()
    with pytest.raises(StateError, match="another version"):
        SqliteState(path, salt=SALT)


def test_salt_is_made_once_and_kept_private(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "salt"
    salt = load_salt(path)
    assert len(salt) == 32
    assert load_salt(path) == salt
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["salt"]


def test_what_models_took_is_summed_by_day_and_outlives_a_restart(path: Path, store: SqliteState) -> None:
    store.count_usage("2026-03-01", "large", input=10, output=5, cost=0.25)
    store.count_usage("2026-03-01", "large", input=1, output=1, cost=0.5)
    store.count_usage("2026-03-01", "small", input=2, output=0, cost=0)
    store.count_usage("2026-02-28", "large", input=7, output=7, cost=7)
    store.close()
    with SqliteState(path, salt=SALT) as again:
        assert again.day_usage("2026-03-01") == (13, 6, 0.75)
        assert again.day_usage("2026-03-02") == (0, 0, 0)
        found = again.usage("2026-03-01")
        again.purge()
        assert again.usage("2026-03-01") == found
    assert found == [DayUsage("2026-03-01", "large", 2, 11, 6, 0.75), DayUsage("2026-03-01", "small", 1, 2, 0, 0)]


def test_a_store_from_before_counts_too(path: Path, store: SqliteState) -> None:
    store.close()
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE usage")
    database.close()
    with SqliteState(path, salt=SALT) as again:
        again.count_usage("2026-03-01", "m", input=1, output=2, cost=3)
        assert again.day_usage("2026-03-01") == (1, 2, 3)
