"""The bridge over two sides that a test holds in its hand."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.bridge import Attachment, Bridge, Said, Side, SideRefused, SideUnavailable
from bot.engine.models import ClaimCheck, Explanation, Refusal
from bot.state.port import Place, StoredAnswer
from bot.state.sqlite import SqliteState
from tests.answers import EXPLANATION
from tests.results import results

SALT = b"a salt for tests"


class FakeSide:
    """A chat in memory. ``failures`` are raised by the next calls; with ``late`` after the work was done."""

    def __init__(self, channel: str, *, width: int = 1000, looks: bool = True) -> None:
        self.home = Place(channel, "1", "")
        self.width = width
        self.looks = looks
        self.messages: dict[str, Said] = {}
        self.answers: dict[str, StoredAnswer] = {}
        self.failures: list[Exception] = []
        self.late: list[Exception] = []
        self._number = 0

    def place(self, message: str | int) -> Place:
        return dataclasses.replace(self.home, message=str(message))

    def new(self) -> Place:
        self._number += 1
        return self.place(f"{self.home.channel}{self._number}")

    def split(self, said: Said) -> list[Said]:
        text = f"{said.author}: {said.text}"
        return [dataclasses.replace(said, text=text[at : at + self.width]) for at in range(0, len(text), self.width)]

    async def post(self, part: Said) -> Place:
        self._fail(self.failures)
        place = self.new()
        self.messages[place.message] = part
        await asyncio.sleep(0)  # a stop may come before the bridge learns of it
        self._fail(self.late)
        return place

    async def edit(self, place: Place, part: Said) -> None:
        self._fail(self.failures)
        self.messages[place.message] = part

    async def delete(self, place: Place) -> None:
        self._fail(self.failures)
        self.messages.pop(place.message, None)

    async def find(self, part: Said | StoredAnswer) -> list[Place] | None:
        if not self.looks:
            return None
        if isinstance(part, StoredAnswer):
            return [self.place(message) for message, one in self.answers.items() if one.id == part.id]
        return [self.place(message) for message, one in self.messages.items() if one.text == part.text]

    async def show(
        self, answer: StoredAnswer, *, reply_to: Place | None = None, previous: Sequence[Place] = ()
    ) -> list[Place]:
        self._fail(self.failures)
        place = previous[0] if previous else self.new()
        self.answers[place.message] = answer
        self._fail(self.late)
        return [place]

    @staticmethod
    def _fail(planned: list[Exception]) -> None:
        if planned:
            raise planned.pop(0)

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.messages.values()]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteState]:
    with SqliteState(tmp_path / "state.sqlite", salt=SALT) as one:
        yield one


@pytest.fixture
def left() -> FakeSide:
    return FakeSide("telegram")


@pytest.fixture
def right() -> FakeSide:
    return FakeSide("discord")


@asynccontextmanager
async def bridged(left: Side, right: Side, store: SqliteState) -> AsyncIterator[Bridge]:
    bridge = Bridge("pair", left, right, store, retry_seconds=0.001)
    await bridge.start()
    try:
        yield bridge
    finally:
        await bridge.stop()


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.001)


async def idle(store: SqliteState) -> None:
    await until(lambda: not store.waiting("bridge/pair/0") and not store.waiting("bridge/pair/1"))


def said(side: FakeSide, message: str, text: str, **more: object) -> Said:
    return dataclasses.replace(Said(side.place(message), "Ann", text), **more)  # type: ignore[arg-type]


async def test_a_message_is_carried_once_with_its_author(left: FakeSide, right: FakeSide, store: SqliteState) -> None:
    async with bridged(left, right, store) as bridge:
        for _ in range(3):
            bridge.said(said(left, "7", "Hello."))
        await idle(store)
    assert right.texts == ["Ann: Hello."]
    assert left.texts == []


async def test_what_the_bridge_wrote_is_never_carried_back(left: FakeSide, right: FakeSide, store: SqliteState) -> None:
    async with bridged(left, right, store) as bridge:
        bridge.said(said(left, "7", "Hello."))
        await idle(store)
        [copy] = right.messages
        bridge.said(said(right, copy, "Ann: Hello."))
        bridge.edited(said(right, copy, "Ann: Hello!"))
        bridge.deleted(right.place(copy))
        bridge.answered("unknown", [right.place(copy)])
        await idle(store)
    assert left.texts == []
    assert right.texts == ["Ann: Hello."]


async def test_other_chats_are_left_alone(left: FakeSide, right: FakeSide, store: SqliteState) -> None:
    async with bridged(left, right, store) as bridge:
        elsewhere = Place("telegram", "2", "7")
        assert not bridge.covers(elsewhere)
        assert not bridge.covers(dataclasses.replace(left.place("7"), thread="3"))
        bridge.said(Said(elsewhere, "Ann", "Not for here."))
        await idle(store)
    assert right.texts == []


async def test_replies_find_their_message_on_the_other_side_after_a_restart(
    left: FakeSide, right: FakeSide, store: SqliteState
) -> None:
    async with bridged(left, right, store) as bridge:
        bridge.said(said(left, "7", "Hello."))
        await idle(store)
    [copy] = right.messages
    async with bridged(left, right, store) as bridge:
        bridge.said(said(right, "9", "Hi.", reply_to=right.place(copy)))
        bridge.said(said(left, "8", "And on.", reply_to=left.place("7")))
        bridge.said(said(left, "10", "To nothing.", reply_to=left.place("1")))
        await idle(store)
    assert [one.reply_to for one in left.messages.values()] == [left.place("7")]
    assert [one.reply_to for one in right.messages.values()] == [None, right.place(copy), None]


async def test_edits_and_deletions_follow_after_a_restart(left: FakeSide, right: FakeSide, store: SqliteState) -> None:
    async with bridged(left, right, store) as bridge:
        bridge.said(said(left, "7", "Hello."))
        bridge.said(said(left, "8", "Gone."))
        await idle(store)
    async with bridged(left, right, store) as bridge:
        bridge.edited(said(left, "7", "Hello there."))
        bridge.edited(said(left, "70", "Never carried."))
        bridge.deleted(left.place("8"))
        await idle(store)
        assert right.texts == ["Ann: Hello there."]
        bridge.deleted(left.place("7"))
        await idle(store)
    assert right.texts == []


async def test_a_long_message_is_carried_in_parts_and_its_edit_fits_them(left: FakeSide, store: SqliteState) -> None:
    right = FakeSide("discord", width=6)
    async with bridged(left, right, store) as bridge:
        bridge.said(said(left, "7", "0123456789"))
        await idle(store)
        assert right.texts == ["Ann: 0", "123456", "789"]
        bridge.edited(said(left, "7", "012"))
        await idle(store)
        assert right.texts == ["Ann: 0", "12"]
        bridge.edited(said(left, "7", "0123456789"))
        await idle(store)
        assert right.texts == ["Ann: 0", "123456", "789"]
        bridge.deleted(left.place("7"))
        await idle(store)
    assert right.texts == []


async def test_a_side_that_was_down_catches_up_in_order(left: FakeSide, right: FakeSide, store: SqliteState) -> None:
    right.failures = [SideUnavailable("down")] * 5
    async with bridged(left, right, store) as bridge:
        for number in range(4):
            bridge.said(said(left, str(number), f"{number}"))
        bridge.edited(said(left, "0", "zero"))
        bridge.said(said(right, "9", "Still here."))
        await idle(store)
    assert right.texts == ["Ann: zero", "Ann: 1", "Ann: 2", "Ann: 3"]
    assert left.texts == ["Ann: Still here."]


async def test_what_waits_survives_a_restart(left: FakeSide, right: FakeSide, store: SqliteState) -> None:
    bridge = Bridge("pair", left, right, store)
    bridge.said(said(left, "7", "Hello.", attachments=(Attachment("a.pdf", "https://a.example/a.pdf"),)))
    async with bridged(left, right, store):
        await idle(store)
    assert right.texts == ["Ann: Hello."]
    assert next(iter(right.messages.values())).attachments[0].name == "a.pdf"


async def test_a_message_that_arrived_without_word_is_not_sent_twice(
    left: FakeSide, right: FakeSide, store: SqliteState
) -> None:
    right.late = [SideUnavailable("cut off"), SideUnavailable("cut off")]
    async with bridged(left, right, store) as bridge:
        bridge.said(said(left, "7", "Yes."))
        bridge.said(said(left, "8", "Yes."))
        await idle(store)
        assert right.texts == ["Ann: Yes.", "Ann: Yes."]
        bridge.deleted(left.place("7"))
        await idle(store)
        assert list(right.messages) == ["discord2"]


async def test_a_side_that_cannot_look_gets_nothing_twice(left: FakeSide, store: SqliteState) -> None:
    right = FakeSide("discord", looks=False)
    right.late = [SideUnavailable("cut off")]
    async with bridged(left, right, store) as bridge:
        bridge.said(said(left, "7", "One."))
        bridge.said(said(left, "8", "Two."))
        await idle(store)
    assert right.texts == ["Ann: One.", "Ann: Two."]


async def test_a_side_that_cannot_look_loses_nothing_that_was_surely_not_sent(
    left: FakeSide, store: SqliteState
) -> None:
    right = FakeSide("discord", looks=False)
    right.failures = [SideUnavailable("down", nothing_sent=True)] * 3
    async with bridged(left, right, store) as bridge:
        bridge.said(said(left, "7", "One."))
        await idle(store)
    assert right.texts == ["Ann: One."]


async def test_a_refused_message_stops_nothing(left: FakeSide, right: FakeSide, store: SqliteState) -> None:
    right.failures = [SideRefused("no rights")]
    async with bridged(left, right, store) as bridge:
        bridge.said(said(left, "7", "One."))
        bridge.said(said(left, "8", "Two."))
        await idle(store)
    assert right.texts == ["Ann: Two."]


async def test_an_answer_is_shown_on_both_sides_and_edited_on_both(
    left: FakeSide, right: FakeSide, store: SqliteState
) -> None:
    answer = store.keep(EXPLANATION, channel="telegram", language="uk", asker="a", conversation="c", reply="r")
    async with bridged(left, right, store) as bridge:
        bridge.said(said(left, "7", "Who paid?"))
        bridge.answered(answer, [left.place("8")], left.place("7"))
        await idle(store)
        [(place, copy)] = right.answers.items()
        assert copy.result == EXPLANATION
        assert (copy.channel, copy.language, copy.asker) == ("discord", "uk", "a")
        assert copy.id != answer
        found = store.answer_at(right.place(place))
        assert found is not None
        assert found.id == copy.id
        changed = dataclasses.replace(EXPLANATION, statements=EXPLANATION.statements[:1])
        store.replace(answer, changed)
        bridge.answered(answer, [left.place("8")], left.place("7"))
        await idle(store)
        assert list(right.answers) == [place]
        assert right.answers[place].result == changed
        assert right.answers[place].id == copy.id
        bridge.said(said(left, "9", "Hm.", reply_to=left.place("8")))
        await idle(store)
        assert list(right.messages.values())[-1].reply_to == right.place(place)
    assert left.answers == {}
    assert {one.id for one in store.answers_citing([EXPLANATION.statements[0].citations[0].item_id])} == {
        answer,
        copy.id,
    }


@pytest.mark.parametrize("nothing_sent", [True, False])
async def test_an_answer_that_was_cut_off_is_shown_once(
    left: FakeSide, right: FakeSide, store: SqliteState, nothing_sent: bool
) -> None:
    failure = [SideUnavailable("cut off", nothing_sent=nothing_sent)]
    if nothing_sent:
        right.failures = list(failure)
    else:
        right.late = list(failure)
    answer = store.keep(EXPLANATION, channel="telegram", language="en")
    async with bridged(left, right, store) as bridge:
        bridge.answered(answer, [left.place("8")])
        await idle(store)
    assert len(right.answers) == 1


async def test_a_forgotten_answer_is_not_shown(left: FakeSide, right: FakeSide, store: SqliteState) -> None:
    bridge = Bridge("pair", left, right, store)
    answer = store.keep(EXPLANATION, channel="telegram", language="en", asker="a")
    bridge.answered(answer, [left.place("8")])
    store.forget("a")
    async with bridged(left, right, store):
        await idle(store)
    assert right.answers == {}


@settings(max_examples=40, deadline=None)
@given(results())
async def test_labels_and_citations_cross_the_bridge(
    tmp_path_factory: pytest.TempPathFactory, result: Explanation | Refusal | ClaimCheck
) -> None:
    """The other side renders the same result, so every label and citation is there for it to show."""
    left, right = FakeSide("telegram"), FakeSide("discord")
    with SqliteState(tmp_path_factory.mktemp("state") / "state.sqlite", salt=SALT) as store:
        answer = store.keep(result, channel="telegram", language="ar")
        stored = store.answer(answer)
        assert stored is not None
        async with bridged(left, right, store) as bridge:
            bridge.answered(answer, [left.place("8")])
            await idle(store)
    [copy] = right.answers.values()
    assert copy.result == stored.result
    assert copy.language == "ar"


STEP = st.one_of(
    st.tuples(
        st.sampled_from(["said", "edited", "deleted"]), st.integers(0, 1), st.integers(0, 4), st.text(max_size=5)
    ),
    st.tuples(st.sampled_from(["restart", "down", "cut"]), st.integers(0, 1), st.just(0), st.just("")),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(STEP, st.integers(0, 3)), max_size=25))
async def test_whatever_happens_both_sides_end_alike(tmp_path_factory: pytest.TempPathFactory, steps: object) -> None:
    """Every message that was said and not deleted stands on the other side once, in its last words and in order."""
    assert isinstance(steps, list)
    sides = (FakeSide("telegram"), FakeSide("discord"))
    wanted: tuple[dict[str, str], dict[str, str]] = ({}, {})
    gone: set[tuple[int, int]] = set()
    with SqliteState(tmp_path_factory.mktemp("state") / "state.sqlite", salt=SALT) as store:
        bridge = Bridge("pair", *sides, store, retry_seconds=0.0001)
        await bridge.start()
        for (kind, at, number, text), pause in steps:
            message = said(sides[at], f"p{number}", text)
            match kind:
                case "said" if (at, number) not in gone:
                    bridge.said(message)
                    wanted[1 - at].setdefault(f"p{number}", f"Ann: {text}")
                case "edited" if f"p{number}" in wanted[1 - at]:
                    bridge.edited(message)
                    wanted[1 - at][f"p{number}"] = f"Ann: {text}"
                case "deleted" if f"p{number}" in wanted[1 - at]:
                    bridge.deleted(message.place)
                    del wanted[1 - at][f"p{number}"]
                    gone.add((at, number))
                case "down":
                    sides[at].failures.append(SideUnavailable("down"))
                case "cut":
                    sides[at].late.append(SideUnavailable("cut off"))
                case "restart":
                    await bridge.stop()
                    bridge = Bridge("pair", *sides, store, retry_seconds=0.0001)
                    await bridge.start()
            for _ in range(pause):
                await asyncio.sleep(0)
        await idle(store)
        await bridge.stop()
    for side, texts in zip(sides, wanted, strict=True):
        assert side.texts == list(texts.values())
