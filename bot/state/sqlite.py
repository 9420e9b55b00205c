"""The channels' store in one SQLite file."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.engine.errors import StateError
from bot.engine.models import Turn
from bot.state.bridging import BridgeTables
from bot.state.codec import cited, decode, encode, with_words, without_words, words
from bot.state.identity import Seal, pseudonym
from bot.state.port import Feedback, Gap, Limit, Place, Preferences, Result, Retention, StoredAnswer, Verdict
from bot.state.redaction import redact
from bot.state.schema import open_database
from bot.state.usage import UsageTables

Clock = Callable[[], dt.datetime]
_ID_BYTES = 9
_REASON_LENGTH = 500


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class SqliteState(BridgeTables, UsageTables):
    """A :class:`bot.state.port.StateStore`. One instance a process; close it, or use it as a context manager.

    A write that returned survives a kill of the process; a loss of power may take the last ones. ``turns`` is how
    many turns of a conversation are remembered. ``keep_gaps`` turns the redacted gap log on. Raises StateError.
    """

    def __init__(
        self,
        path: Path,
        *,
        salt: bytes,
        retention: Retention | None = None,
        turns: int = 4,
        keep_gaps: bool = False,
        clock: Clock = utc_now,
    ) -> None:
        self._salt = salt
        self._seal = Seal(salt)
        self._retention = retention or Retention()
        self._turns = turns
        self._keep_gaps = keep_gaps
        self._clock = clock
        self._lock = threading.RLock()
        self._database = open_database(path)

    def close(self) -> None:
        with self._lock:
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Callable[..., sqlite3.Cursor]]:
        with self._lock:
            try:
                self._database.execute("BEGIN IMMEDIATE")
                try:
                    yield self._database.execute
                except BaseException:
                    self._database.execute("ROLLBACK")
                    raise
                self._database.execute("COMMIT")
            except sqlite3.Error as error:
                raise StateError(f"the store failed: {error}") from error

    def _read(self, query: str, *values: Any) -> list[Any]:
        with self._lock:
            try:
                return self._database.execute(query, values).fetchall()
            except sqlite3.Error as error:
                raise StateError(f"the store failed: {error}") from error

    def _now(self) -> float:
        return self._clock().timestamp()

    def pseudonym(self, channel: str, identifier: str | int) -> str:
        return pseudonym(self._salt, channel, identifier)

    # Updates

    def begin(self, channel: str, update: str, payload: str | None = None) -> bool:
        sealed = None if payload is None else self._seal.close(payload)
        with self._transaction() as run:
            new = run(
                "INSERT OR IGNORE INTO seen VALUES (?, ?, ?, ?, ?)",
                (channel, update, self._now(), payload is None, sealed),
            )
            return new.rowcount == 1

    def finish(self, channel: str, update: str) -> None:
        with self._transaction() as run:
            run("UPDATE seen SET done = 1, payload = NULL WHERE channel = ? AND id = ?", (channel, update))

    def unfinished(self, channel: str) -> list[tuple[str, str]]:
        rows = self._read("SELECT id, payload FROM seen WHERE channel = ? AND done = 0 ORDER BY at, id", channel)
        opened = ((update, self._seal.open(payload)) for update, payload in rows)
        return [(update, payload) for update, payload in opened if payload is not None]

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
        answer_id = secrets.token_urlsafe(_ID_BYTES)
        with self._transaction() as run:
            run(
                "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
                (answer_id, channel, asker, conversation, language, self._now(), encode(without_words(result))),
            )
            self._write_parts(run, answer_id, conversation, result, reply)
        return answer_id

    def replace(self, answer_id: str, result: Result, *, reply: str | None = None) -> None:
        with self._transaction() as run:
            row = run("SELECT conversation FROM answers WHERE id = ?", (answer_id,)).fetchone()
            if row is None:
                return
            run("UPDATE answers SET body = ? WHERE id = ?", (encode(without_words(result)), answer_id))
            run("DELETE FROM citations WHERE answer = ?", (answer_id,))
            self._write_parts(run, answer_id, row[0], result, reply)

    def _write_parts(
        self, run: Callable[..., Any], answer_id: str, conversation: str | None, result: Result, reply: str | None
    ) -> None:
        for item in set(cited(result)):
            run("INSERT INTO citations VALUES (?, ?)", (item, answer_id))
        if self._retention.memory > 0 and words(result):
            run(
                "INSERT INTO words VALUES (?, ?, ?, ?, ?) ON CONFLICT (answer) DO UPDATE"
                " SET text = excluded.text, reply = excluded.reply",
                (answer_id, conversation, words(result), reply, self._now()),
            )

    def _answers(self, condition: str, *values: Any) -> list[StoredAnswer]:
        rows = self._read(
            "SELECT answers.id, body, channel, language, answers.at, asker, answers.conversation, words.text, words.at"
            f" FROM answers LEFT JOIN words ON words.answer = answers.id WHERE {condition} ORDER BY answers.at",
            *values,
        )
        oldest = self._now() - self._retention.memory * 3600
        return [
            StoredAnswer(
                id=answer_id,
                result=decode(body) if text is None or said < oldest else with_words(decode(body), text),
                channel=channel,
                language=language,
                at=dt.datetime.fromtimestamp(at, dt.UTC),
                asker=asker,
                conversation=conversation,
            )
            for answer_id, body, channel, language, at, asker, conversation, text, said in rows
        ]

    def answer(self, answer_id: str) -> StoredAnswer | None:
        return next(iter(self._answers("answers.id = ?", answer_id)), None)

    def link(self, answer_id: str, *, shown: Sequence[Place] = (), asked: Place | None = None) -> None:
        rows = [(part, place) for part, place in enumerate(shown)] + ([(None, asked)] if asked else [])
        with self._transaction() as run:
            if run("SELECT 1 FROM answers WHERE id = ?", (answer_id,)).fetchone() is None:
                return
            if shown:
                run("DELETE FROM messages WHERE answer = ? AND part IS NOT NULL", (answer_id,))
            for part, place in rows:
                address = json.dumps([place.chat, place.message, place.thread])
                run(
                    "INSERT OR REPLACE INTO messages VALUES (?, ?, ?, ?, ?)",
                    (place.channel, self._key(place), answer_id, part, self._seal.close(address)),
                )

    def _key(self, place: Place) -> str:
        return self.pseudonym(place.channel, f"{place.chat}/{place.message}")

    def places(self, answer_id: str) -> list[Place]:
        rows = self._read(
            "SELECT channel, address FROM messages WHERE answer = ? AND part IS NOT NULL ORDER BY part", answer_id
        )
        opened = ((channel, self._seal.open(address)) for channel, address in rows)
        return [Place(channel, *json.loads(address)) for channel, address in opened if address is not None]

    def answer_at(self, place: Place) -> StoredAnswer | None:
        return self._answer_by(place, "part IS NOT NULL")

    def answer_to(self, place: Place) -> StoredAnswer | None:
        return self._answer_by(place, "part IS NULL")

    def _answer_by(self, place: Place, condition: str) -> StoredAnswer | None:
        query = f"answers.id = (SELECT answer FROM messages WHERE channel = ? AND key = ? AND {condition})"
        return next(iter(self._answers(query, place.channel, self._key(place))), None)

    def answers_citing(self, item_ids: Iterable[str]) -> list[StoredAnswer]:
        found: dict[str, StoredAnswer] = {}
        for item in item_ids:
            for one in self._answers("answers.id IN (SELECT answer FROM citations WHERE item = ?)", item):
                found[one.id] = one
        return sorted(found.values(), key=lambda one: one.at)

    def history(self, conversation: str) -> tuple[Turn, ...]:
        rows = self._read(
            "SELECT text, reply FROM words WHERE conversation = ? AND reply IS NOT NULL AND at >= ?"
            " ORDER BY at DESC, rowid DESC LIMIT ?",
            conversation,
            self._now() - self._retention.memory * 3600,
            self._turns,
        )
        return tuple(Turn(text, reply) for text, reply in reversed(rows))

    # Readers

    def give_feedback(self, answer_id: str, asker: str, verdict: Verdict, reason: str | None = None) -> None:
        redacted = redact(reason)[:_REASON_LENGTH] if reason else None
        with self._transaction() as run:
            run(
                "INSERT OR REPLACE INTO feedback SELECT id, ?, ?, ?, ? FROM answers WHERE id = ?",
                (asker, verdict.value, redacted, self._now(), answer_id),
            )

    def feedback(self, answer_id: str | None = None) -> list[Feedback]:
        rows = self._read(
            "SELECT answer, verdict, at, reason FROM feedback WHERE ? IS NULL OR answer = ? ORDER BY at",
            answer_id,
            answer_id,
        )
        return [
            Feedback(answer, Verdict(verdict), dt.datetime.fromtimestamp(at, dt.UTC), reason)
            for answer, verdict, at, reason in rows
        ]

    def spend(self, limits: Sequence[Limit]) -> dt.datetime | None:
        now = self._now()
        with self._transaction() as run:
            free = [self._free_at(run, limit, now) for limit in limits]
            if any(at > now for at in free):
                return dt.datetime.fromtimestamp(max(free), dt.UTC)
            longest: dict[str, float] = {}
            for limit in limits:
                longest[limit.subject] = max(longest.get(limit.subject, 0.0), limit.window.total_seconds())
            for subject, window in longest.items():
                run("INSERT INTO spendings VALUES (?, ?, ?)", (subject, now, now + window))
        return None

    @staticmethod
    def _free_at(run: Callable[..., sqlite3.Cursor], limit: Limit, now: float) -> float:
        window = limit.window.total_seconds()
        row = run(
            "SELECT at FROM spendings WHERE subject = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?",
            (limit.subject, now - window, max(limit.count - 1, 0)),
        ).fetchone()
        if limit.count <= 0:
            return now + window
        return now if row is None else float(row[0]) + window

    def preferences(self, subject: str) -> Preferences:
        rows = self._read("SELECT quiet, language FROM preferences WHERE subject = ?", subject)
        return Preferences(bool(rows[0][0]), rows[0][1]) if rows else Preferences()

    def prefer(self, subject: str, *, quiet: bool | None = None, language: str | None = None) -> Preferences:
        with self._transaction() as run:
            before = self.preferences(subject)
            after = Preferences(
                before.quiet if quiet is None else quiet, before.language if language is None else language
            )
            run("INSERT OR REPLACE INTO preferences VALUES (?, ?, ?)", (subject, after.quiet, after.language))
        return after

    def log_gap(self, text: str, language: str) -> None:
        if self._keep_gaps:
            with self._transaction() as run:
                run("INSERT INTO gaps VALUES (?, ?, ?)", (redact(text)[:_REASON_LENGTH], language, self._now()))

    def gaps(self) -> list[Gap]:
        rows = self._read("SELECT text, language, at FROM gaps ORDER BY at")
        return [Gap(text, language, dt.datetime.fromtimestamp(at, dt.UTC)) for text, language, at in rows]

    def forget(self, asker: str) -> int:
        with self._transaction() as run:
            gone = run("DELETE FROM answers WHERE asker = ?", (asker,)).rowcount
            run("DELETE FROM feedback WHERE asker = ?", (asker,))
            run("DELETE FROM preferences WHERE subject = ?", (asker,))
        with self._lock, contextlib.suppress(sqlite3.Error):  # deleted words also lie in the log until it is folded in
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return gone

    def purge(self) -> int:
        now, keep = self._now(), self._retention
        rules = (
            ("words", "at", keep.memory),
            ("answers", "at", keep.answers),
            ("seen", "at", keep.seen),
            ("gaps", "at", keep.gaps),
            ("pairs", "at", keep.bridge),
            ("spendings", "until", 0.0),
        )
        with self._transaction() as run:
            gone = sum(
                run(f"DELETE FROM {table} WHERE {column} < ?", (now - hours * 3600,)).rowcount
                for table, column, hours in rules
            )
            stale = run(
                "UPDATE seen SET done = 1, payload = NULL WHERE payload IS NOT NULL AND at < ?",
                (now - keep.memory * 3600,),
            )
            return gone + stale.rowcount
