"""A chat on one channel and a chat on another, joined: what is said on either side is shown on both. Pure of networks.

Each direction has an outbox in the store. What happens on a side goes into the outbox of that direction before
anything is sent, and leaves it when it has been delivered, so that a side that is down catches up in order, and a
restart loses nothing. Pairs of messages are kept under the bridge's name and the side on which a message began;
what the bridge itself wrote is known by that, and is never carried back.

SideUnavailable and SideRefused are children of :class:`knowledge.errors.FootingError`.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic import TypeAdapter, ValidationError

from bot.engine.errors import FootingError, StateError
from bot.state.port import Place, StateStore, StoredAnswer

log = logging.getLogger("footing.bridge")

_CHANNEL = "bridge"
_LONGEST_WAIT = 60.0


class SideUnavailable(FootingError):
    """A side cannot be reached now. ``nothing_sent`` says that the message surely did not get there."""

    retryable = True

    def __init__(self, message: str, *, nothing_sent: bool = False) -> None:
        super().__init__(message)
        self.nothing_sent = nothing_sent


class SideRefused(FootingError):
    """A side will never take this message: rights are missing, or what it answers is gone."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file by its address. The address is public: never one that holds a token."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Said:
    """A message that a person wrote on one side. ``avatar`` is an address."""

    place: Place
    author: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    reply_to: Place | None = None
    avatar: str | None = None


class Side(Protocol):
    """One side of a bridge, implemented by a channel.

    Methods raise SideUnavailable where the same call may succeed later, and SideRefused where it never will. In what
    they are given, ``reply_to`` names a message on this side, or None.
    """

    @property
    def home(self) -> Place:
        """The chat (and thread) that this side is; its ``message`` is empty."""
        ...

    def split(self, said: Said) -> list[Said]:
        """The message in as many parts as it takes here, each short enough for :meth:`post`."""
        ...

    async def post(self, part: Said) -> Place:
        """Writes a part under the author's name; gives where it stands."""
        ...

    async def edit(self, place: Place, part: Said) -> None: ...

    async def delete(self, place: Place) -> None: ...

    async def find(self, part: Said | StoredAnswer) -> list[Place] | None:
        """Recent messages of the bridge here that read as this part does; None where a side cannot look."""
        ...

    async def show(
        self, answer: StoredAnswer, *, reply_to: Place | None = None, previous: Sequence[Place] = ()
    ) -> list[Place]:
        """Shows an answer with its labels, citations and buttons; edits ``previous`` instead of posting anew.

        The answer is stored under an id of this side, which its buttons may bear.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Item:
    """What waits in an outbox. ``said`` for new and edited messages, ``place`` for deletions, ``answer`` is an id."""

    kind: Literal["new", "edit", "delete", "answer"]
    said: Said | None = None
    place: Place | None = None
    answer: str | None = None
    shown: tuple[Place, ...] = ()
    asked: Place | None = None


_ITEM = TypeAdapter(_Item)


class Bridge:
    """Joins two sides under a name, which must stay the same as long as its messages shall match.

    Call :meth:`said`, :meth:`edited`, :meth:`deleted` and :meth:`answered` with what happens on either side; they
    write to the store and return at once. They may raise StateError. ``retry_seconds`` is the first wait after a
    failure; it doubles up to a minute.
    """

    def __init__(self, name: str, one: Side, other: Side, store: StateStore, *, retry_seconds: float = 1.0) -> None:
        self.name = name
        self._sides = (one, other)
        self._store = store
        self._retry = retry_seconds
        self._wake = (asyncio.Event(), asyncio.Event())
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begins to deliver, with what waited in the outboxes first."""
        self._tasks = [asyncio.create_task(self._work(to), name=f"bridge {self.name} {to}") for to in (0, 1)]

    async def stop(self) -> None:
        """Stops delivering; what waits is delivered after the next start."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self._tasks = []

    def covers(self, place: Place) -> bool:
        """Whether a message belongs to one of the two chats."""
        return self._side(place) is not None

    def wrote(self, place: Place) -> bool:
        """Whether a message stands for one of the other side. May raise StateError."""
        here = self._side(place)
        return here is not None and self._is_ours(here, place)

    # What happened

    def said(self, said: Said) -> None:
        """A person wrote a message. The same message twice is carried once."""
        here = self._side(said.place)
        if here is None or self._is_ours(here, said.place):
            return
        if self._store.begin(_CHANNEL, f"{self.name}/{_key(said.place)}"):
            self._put(here, _Item("new", said=said))

    def edited(self, said: Said) -> None:
        """A person edited a message. One that was never carried stays so."""
        here = self._side(said.place)
        if here is not None and not self._is_ours(here, said.place):
            self._put(here, _Item("edit", said=said))

    def deleted(self, place: Place) -> None:
        here = self._side(place)
        if here is not None and not self._is_ours(here, place):
            self._put(here, _Item("delete", place=place))

    def answered(self, answer_id: str, shown: Sequence[Place], asked: Place | None = None) -> None:
        """The bot answered on one side, in these messages; called again when the answer is edited."""
        here = self._side(shown[0]) if shown else None
        if here is not None and not self._is_ours(here, shown[0]):
            self._put(here, _Item("answer", answer=answer_id, shown=tuple(shown), asked=asked))

    # Delivery

    def _put(self, here: int, item: _Item) -> None:
        self._store.put(self._outbox(1 - here), _ITEM.dump_json(item).decode())
        self._wake[1 - here].set()

    async def _work(self, to: int) -> None:
        wait = self._retry
        while True:
            self._wake[to].clear()
            try:
                waiting = self._store.waiting(self._outbox(to), 1)
                for one in waiting:
                    await self._deliver(to, one.id, one.payload)
                    self._store.take(self._outbox(to), one.id)
                wait = self._retry
                if not waiting:
                    await self._wake[to].wait()
            except (SideUnavailable, StateError) as error:
                log.warning("bridge %s waits %.0f s: %s", self.name, wait, error)
                await asyncio.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)

    async def _deliver(self, to: int, number: int, payload: str) -> None:
        try:
            item = _ITEM.validate_json(payload)
            match item.kind:
                case "new" if item.said:
                    await self._carry(to, number, item.said)
                case "edit" if item.said:
                    await self._rewrite(to, number, item.said)
                case "delete" if item.place:
                    await self._remove(to, item.place)
                case "answer" if item.answer:
                    await self._show(to, number, item)
        except ValidationError:
            log.error("bridge %s: an item of the outbox cannot be read and was left out", self.name)
        except SideRefused as error:
            log.warning("bridge %s: a message was refused and left out: %s", self.name, error)

    async def _carry(self, to: int, number: int, said: Said) -> None:
        parts = self._sides[to].split(self._addressed(to, said))
        for place, part in list(enumerate(parts))[len(self._copies(to, said.place)) :]:
            posted = await self._post_once(to, f"{number}:{place}", part)
            if posted is not None:
                self._pair(to, said.place, posted)

    async def _post_once(self, to: int, attempt: str, part: Said) -> Place | None:
        """Posts a part unless an earlier attempt, cut off before it could say so, already did."""
        if self._attempted(to, attempt):
            found = await self._sides[to].find(part)
            if found is None:
                log.warning("bridge %s: whether a message arrived cannot be known; it is not sent twice", self.name)
                return None
            if fresh := [place for place in found if not self._is_ours(to, place)]:
                return fresh[-1]
        self._attempt(to, attempt)
        try:
            return await self._sides[to].post(part)
        except SideUnavailable as error:
            if error.nothing_sent:
                self._attempt(to, "")
            raise

    async def _rewrite(self, to: int, number: int, said: Said) -> None:
        copies = self._copies(to, said.place)
        if not copies:
            return
        parts = self._sides[to].split(self._addressed(to, said))
        for place, part in zip(copies, parts, strict=False):
            await self._sides[to].edit(place, part)
        for at, part in list(enumerate(parts))[len(copies) :]:
            posted = await self._post_once(to, f"{number}:{at}", part)
            if posted is not None:
                self._pair(to, said.place, posted)
        for place in copies[len(parts) :]:
            await self._take_back(to, place)

    async def _remove(self, to: int, origin: Place) -> None:
        for place in self._copies(to, origin):
            await self._take_back(to, place)

    async def _take_back(self, to: int, place: Place) -> None:
        with contextlib.suppress(SideRefused):
            await self._sides[to].delete(place)
        self._store.unpair(self._pairs(1 - to), place)

    async def _show(self, to: int, number: int, item: _Item) -> None:
        """Shows an answer from the other side. Its copy is an answer of this side, so that each can be corrected."""
        answer = self._store.answer(item.answer or "")
        if answer is None:
            return
        copies = list(dict.fromkeys(copy for shown in item.shown for copy in self._copies(to, shown)))
        copy = self._store.answer_at(copies[0]) if copies else self._attempted_copy(to, number)
        if copy is None:
            copies = []
            copy = self._keep_copy(to, answer)
        else:
            if not copies:
                found = await self._sides[to].find(copy)
                if found is None:
                    log.warning("bridge %s: whether an answer arrived cannot be known; it is not sent twice", self.name)
                    return
                copies = found
            self._store.replace(copy.id, answer.result)
            copy = dataclasses.replace(copy, result=answer.result)
        self._attempt(to, f"{number}:{copy.id}")
        reply_to = self._counterpart(to, item.asked) if item.asked else None
        try:
            placed = await self._sides[to].show(copy, reply_to=reply_to, previous=copies)
        except SideUnavailable as error:
            if error.nothing_sent:
                self._attempt(to, "")
            raise
        self._store.link(copy.id, shown=placed)
        for gone in set(copies) - set(placed):
            self._store.unpair(self._pairs(1 - to), gone)
        for at, place in enumerate(placed):
            self._pair(to, item.shown[min(at, len(item.shown) - 1)], place)

    def _keep_copy(self, to: int, answer: StoredAnswer) -> StoredAnswer:
        channel = self._sides[to].home.channel
        copy_id = self._store.keep(answer.result, channel=channel, language=answer.language, asker=answer.asker)
        return dataclasses.replace(answer, id=copy_id, channel=channel, conversation=None)

    def _attempted_copy(self, to: int, number: int) -> StoredAnswer | None:
        """The copy that an earlier attempt was about to show when it was cut off."""
        before, _, copy_id = (self._store.cursor(f"{self._outbox(to)}/attempt") or "").partition(":")
        return self._store.answer(copy_id) if before == str(number) else None

    # Pairs

    def _side(self, place: Place) -> int | None:
        for number, side in enumerate(self._sides):
            home = side.home
            if (place.channel, place.chat, place.thread) == (home.channel, home.chat, home.thread):
                return number
        return None

    def _pairs(self, origin: int) -> str:
        return f"{self.name}/{origin}"

    def _outbox(self, to: int) -> str:
        return f"bridge/{self.name}/{to}"

    def _copies(self, to: int, origin: Place) -> list[Place]:
        return self._store.paired(self._pairs(1 - to), origin)

    def _is_ours(self, here: int, place: Place) -> bool:
        """Whether the bridge itself wrote the message on this side."""
        return bool(self._store.paired(self._pairs(1 - here), place))

    def _pair(self, to: int, origin: Place, copy: Place) -> None:
        self._store.pair(self._pairs(1 - to), origin, copy)

    def _counterpart(self, to: int, place: Place) -> Place | None:
        """The message on side ``to`` that stands for one on the other side, wherever it began."""
        others = self._copies(to, place) or self._store.paired(self._pairs(to), place)
        return others[0] if others else None

    def _addressed(self, to: int, said: Said) -> Said:
        reply_to = self._counterpart(to, said.reply_to) if said.reply_to else None
        return dataclasses.replace(said, reply_to=reply_to)

    def _attempted(self, to: int, attempt: str) -> bool:
        return self._store.cursor(f"{self._outbox(to)}/attempt") == attempt

    def _attempt(self, to: int, attempt: str) -> None:
        self._store.set_cursor(f"{self._outbox(to)}/attempt", attempt)


def _key(place: Place) -> str:
    return f"{place.channel}/{place.chat}/{place.message}"
