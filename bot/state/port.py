"""The store that the chat channels share, as a protocol.

Methods are synchronous and thread-safe. Each is one short transaction on a local file, so that a channel may call
it from its event loop. Every one may raise :class:`bot.engine.errors.StateError`.

People and chats are named by pseudonyms (:func:`bot.state.identity.pseudonym`). Where an answer was posted is sealed
and can be opened with the operator's salt only; it is needed to correct the answer later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.engine.models import Answer, ClaimCheck, Turn

Result = Answer | ClaimCheck
"""What a channel shows: an answer, a refusal or a checked text."""


@dataclass(frozen=True, slots=True)
class Place:
    """A message on a channel, by the channel's own identifiers: ``Place("telegram", "-1001", "17", thread="4")``."""

    channel: str
    chat: str
    message: str
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer as it was given. ``asker`` and ``conversation`` are pseudonyms.

    The reader's own words (a question, a pasted text) come back with it only as long as they are remembered; after
    that the question is empty, and of a pasted text only the claims that were shown are left, at their offsets.
    """

    id: str
    result: Result
    channel: str
    language: str
    at: dt.datetime
    asker: str | None = None
    conversation: str | None = None


class Verdict(StrEnum):
    """What a reader says of an answer."""

    HELPFUL = "helpful"
    LABEL = "label"
    CITATION = "citation"
    WORDING = "wording"
    MISSING = "missing"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One reader's word on one answer. ``reason`` is redacted free text, or None."""

    answer_id: str
    verdict: Verdict
    at: dt.datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` spendings by ``subject`` (a pseudonym, or a name such as "all") in ``window``."""

    subject: str
    count: int
    window: dt.timedelta


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person or a chat has set. ``quiet``: the bot answers commands only. ``language``: ISO 639-1."""

    quiet: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A redacted question that the library could not answer; kept only where the operator turned the log on."""

    text: str
    language: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Retention:
    """Hours that each thing is kept. ``memory`` covers all in a reader's own words; feedback goes with its answer."""

    memory: float = 6
    answers: float = 30 * 24
    seen: float = 72
    gaps: float = 30 * 24
    bridge: float = 30 * 24


@dataclass(frozen=True, slots=True)
class DayUsage:
    """What a model took on a day (UTC, ISO 8601). ``cost`` is in the unit of the operator's prices."""

    day: str
    model: str
    calls: int
    input: int
    output: int
    cost: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item of an outbox: ``id`` orders items and takes them out again."""

    id: int
    payload: str
    at: dt.datetime


class StateStore(Protocol):
    """Implemented by :class:`bot.state.sqlite.SqliteState`."""

    def pseudonym(self, channel: str, identifier: str | int) -> str:
        """:func:`bot.state.identity.pseudonym` with this store's salt."""
        ...

    # Updates

    def begin(self, channel: str, update: str, payload: str | None = None) -> bool:
        """Whether the update is seen for the first time.

        ``payload``, sealed and kept until :meth:`finish`, lets an update be taken up again after a kill.
        """
        ...

    def finish(self, channel: str, update: str) -> None: ...

    def unfinished(self, channel: str) -> list[tuple[str, str]]:
        """Updates begun with a payload and never finished, as (update, payload), oldest first."""
        ...

    # Answers

    def keep(
        self,
        result: Result,
        *,
        channel: str,
        language: str,
        asker: str | None = None,
        conversation: str | None = None,
        reply: str | None = None,
    ) -> str:
        """Stores an answer; gives its id (12 characters, URL-safe).

        ``reply`` is the answer's text as the next question's history shall have it; None keeps it out of history.
        """
        ...

    def replace(self, answer_id: str, result: Result, *, reply: str | None = None) -> None:
        """Puts another result under the same id (an edited question, a correction). Unknown ids are left alone."""
        ...

    def answer(self, answer_id: str) -> StoredAnswer | None: ...

    def link(self, answer_id: str, *, shown: Sequence[Place] = (), asked: Place | None = None) -> None:
        """Says which messages show an answer, in order, in place of those said before, and which one asked for it."""
        ...

    def places(self, answer_id: str) -> list[Place]:
        """The messages that show an answer, in order."""
        ...

    def answer_at(self, place: Place) -> StoredAnswer | None:
        """The answer that a message of the bot shows."""
        ...

    def answer_to(self, place: Place) -> StoredAnswer | None:
        """The answer to a reader's message."""
        ...

    def answers_citing(self, item_ids: Iterable[str]) -> list[StoredAnswer]:
        """Answers that cite any of the findings or passages, oldest first."""
        ...

    def history(self, conversation: str) -> tuple[Turn, ...]:
        """The remembered turns of a conversation, oldest first."""
        ...

    # Readers

    def give_feedback(self, answer_id: str, asker: str, verdict: Verdict, reason: str | None = None) -> None:
        """One word a reader an answer: a second one takes the place of the first. Answers that are gone are ignored."""
        ...

    def feedback(self, answer_id: str | None = None) -> list[Feedback]:
        """Feedback on one answer or on all, oldest first."""
        ...

    def spend(self, limits: Sequence[Limit]) -> dt.datetime | None:
        """Counts one spending against every limit and gives None; or counts nothing and says from when it may be."""
        ...

    def count_usage(self, day: str, model: str, *, input: int, output: int, cost: float) -> None:
        """Adds a call of a language model to the sums of a day."""
        ...

    def day_usage(self, day: str) -> tuple[int, int, float]:
        """Tokens in, tokens out and cost of a day, all models together."""
        ...

    def usage(self, since: str) -> list[DayUsage]:
        """The sums of each day and model from a day on, oldest first. They name nobody and are never purged."""
        ...

    def preferences(self, subject: str) -> Preferences: ...

    def prefer(self, subject: str, *, quiet: bool | None = None, language: str | None = None) -> Preferences:
        """Changes what is given, leaves the rest; gives the result."""
        ...

    def log_gap(self, text: str, language: str) -> None:
        """Keeps the question, redacted, if the operator turned the gap log on; nothing otherwise."""
        ...

    def gaps(self) -> list[Gap]: ...

    def forget(self, asker: str) -> int:
        """Deletes an asker's questions, answers, feedback and preferences; gives how many answers that were.

        Counts under a limit stay until their window has passed, or forgetting would lift every budget; they hold a
        pseudonym and a time.
        """
        ...

    def purge(self) -> int:
        """Deletes what is older than its retention; gives how many rows."""
        ...

    # Bridge

    def pair(self, bridge: str, one: Place, other: Place) -> None:
        """Says that two messages of a bridge are the same message on two sides."""
        ...

    def paired(self, bridge: str, place: Place) -> list[Place]:
        """The message's counterparts on the other side, oldest first."""
        ...

    def unpair(self, bridge: str, place: Place) -> None: ...

    def put(self, outbox: str, payload: str) -> int:
        """Appends to an outbox that survives restarts; gives the item's id. Payloads are sealed."""
        ...

    def waiting(self, outbox: str, limit: int = 100) -> list[Waiting]:
        """The oldest items of an outbox, in order."""
        ...

    def take(self, outbox: str, item: int) -> None:
        """Removes an item that has been delivered."""
        ...

    def cursor(self, name: str) -> str | None:
        """A named position, such as the last message seen of a channel."""
        ...

    def set_cursor(self, name: str, value: str) -> None: ...
