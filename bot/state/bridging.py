"""The part of the SQLite store that the bridge needs: pairs of messages, outboxes, cursors."""

from __future__ import annotations

import datetime as dt
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from bot.state.identity import Seal
from bot.state.port import Place, Waiting


class BridgeTables(ABC):
    """Identifiers of bridged messages are kept as they are: both chats are named in the operator's settings anyway."""

    _seal: Seal

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[Callable[..., sqlite3.Cursor]]: ...

    @abstractmethod
    def _read(self, query: str, *values: Any) -> list[Any]: ...

    @abstractmethod
    def _now(self) -> float: ...

    def pair(self, bridge: str, one: Place, other: Place) -> None:
        with self._transaction() as run:
            for here, there in ((one, other), (other, one)):
                run(
                    "INSERT OR IGNORE INTO pairs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        *(bridge, here.channel, here.chat, here.message),
                        *(there.channel, there.chat, there.message, there.thread, self._now()),
                    ),
                )

    def paired(self, bridge: str, place: Place) -> list[Place]:
        rows = self._read(
            "SELECT other_channel, other_chat, other_message, other_thread FROM pairs"
            " WHERE bridge = ? AND channel = ? AND chat = ? AND message = ? ORDER BY at, rowid",
            *(bridge, place.channel, place.chat, place.message),
        )
        return [Place(*row) for row in rows]

    def unpair(self, bridge: str, place: Place) -> None:
        with self._transaction() as run:
            run(
                "DELETE FROM pairs WHERE bridge = ? AND (channel = ? AND chat = ? AND message = ?"
                " OR other_channel = ? AND other_chat = ? AND other_message = ?)",
                (bridge, *(place.channel, place.chat, place.message) * 2),
            )

    def put(self, outbox: str, payload: str) -> int:
        with self._transaction() as run:
            row = run(
                "INSERT INTO outbox (name, payload, at) VALUES (?, ?, ?)",
                (outbox, self._seal.close(payload), self._now()),
            )
            assert row.lastrowid is not None
            return row.lastrowid

    def waiting(self, outbox: str, limit: int = 100) -> list[Waiting]:
        rows = self._read("SELECT id, payload, at FROM outbox WHERE name = ? ORDER BY id LIMIT ?", outbox, limit)
        opened = ((item, self._seal.open(payload), at) for item, payload, at in rows)
        return [
            Waiting(item, payload, dt.datetime.fromtimestamp(at, dt.UTC))
            for item, payload, at in opened
            if payload is not None
        ]

    def take(self, outbox: str, item: int) -> None:
        with self._transaction() as run:
            run("DELETE FROM outbox WHERE name = ? AND id = ?", (outbox, item))

    def cursor(self, name: str) -> str | None:
        rows = self._read("SELECT value FROM cursors WHERE name = ?", name)
        return str(rows[0][0]) if rows else None

    def set_cursor(self, name: str, value: str) -> None:
        with self._transaction() as run:
            run("INSERT OR REPLACE INTO cursors VALUES (?, ?)", (name, value))
