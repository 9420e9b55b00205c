"""The part of the SQLite store that counts what language models took: one row a day and model, naming nobody."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from bot.state.port import DayUsage

TABLE = """CREATE TABLE IF NOT EXISTS usage (day TEXT, model TEXT, calls INTEGER NOT NULL, input INTEGER NOT NULL,
                    output INTEGER NOT NULL, cost REAL NOT NULL, PRIMARY KEY (day, model)) WITHOUT ROWID"""
"""Made in every store that is opened: those that were made before it have the same format otherwise."""


class UsageTables(ABC):
    """Implements :class:`bot.models.metering.Ledger`."""

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[Callable[..., sqlite3.Cursor]]: ...

    @abstractmethod
    def _read(self, query: str, *values: Any) -> list[Any]: ...

    def count_usage(self, day: str, model: str, *, input: int, output: int, cost: float) -> None:
        with self._transaction() as run:
            run(
                "INSERT INTO usage VALUES (?, ?, 1, ?, ?, ?) ON CONFLICT (day, model) DO UPDATE SET calls = calls + 1,"
                " input = input + excluded.input, output = output + excluded.output, cost = cost + excluded.cost",
                (day, model, input, output, cost),
            )

    def day_usage(self, day: str) -> tuple[int, int, float]:
        [(tokens_in, tokens_out, cost)] = self._read(
            "SELECT coalesce(sum(input), 0), coalesce(sum(output), 0), coalesce(sum(cost), 0.0) FROM usage"
            " WHERE day = ?",
            day,
        )
        return tokens_in, tokens_out, cost

    def usage(self, since: str) -> list[DayUsage]:
        rows = self._read(
            "SELECT day, model, calls, input, output, cost FROM usage WHERE day >= ? ORDER BY day, model", since
        )
        return [DayUsage(*row) for row in rows]
