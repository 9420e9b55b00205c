"""The tables of the SQLite store, and opening it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from bot.engine.errors import StateError
from bot.state.usage import TABLE as USAGE_TABLE

VERSION = 1

_TABLES = """
CREATE TABLE seen (channel TEXT, id TEXT, at REAL NOT NULL, done INTEGER NOT NULL, payload BLOB,
                   PRIMARY KEY (channel, id)) WITHOUT ROWID;
CREATE INDEX seen_at ON seen (at);
CREATE TABLE answers (id TEXT PRIMARY KEY, channel TEXT NOT NULL, asker TEXT, conversation TEXT,
                      language TEXT NOT NULL, at REAL NOT NULL, body TEXT NOT NULL);
CREATE INDEX answers_asker ON answers (asker);
CREATE INDEX answers_at ON answers (at);
CREATE TABLE words (answer TEXT PRIMARY KEY REFERENCES answers ON DELETE CASCADE, conversation TEXT,
                    text TEXT NOT NULL, reply TEXT, at REAL NOT NULL);
CREATE INDEX words_conversation ON words (conversation, at);
CREATE INDEX words_at ON words (at);
CREATE TABLE citations (item TEXT, answer TEXT REFERENCES answers ON DELETE CASCADE,
                        PRIMARY KEY (item, answer)) WITHOUT ROWID;
CREATE INDEX citations_answer ON citations (answer);
CREATE TABLE messages (channel TEXT, key TEXT, answer TEXT NOT NULL REFERENCES answers ON DELETE CASCADE,
                       part INTEGER, address BLOB NOT NULL, PRIMARY KEY (channel, key)) WITHOUT ROWID;
CREATE INDEX messages_answer ON messages (answer);
CREATE TABLE feedback (answer TEXT REFERENCES answers ON DELETE CASCADE, asker TEXT, verdict TEXT NOT NULL,
                       reason TEXT, at REAL NOT NULL, PRIMARY KEY (answer, asker)) WITHOUT ROWID;
CREATE INDEX feedback_asker ON feedback (asker);
CREATE TABLE spendings (subject TEXT NOT NULL, at REAL NOT NULL, until REAL NOT NULL);
CREATE INDEX spendings_subject ON spendings (subject, at);
CREATE INDEX spendings_until ON spendings (until);
CREATE TABLE preferences (subject TEXT PRIMARY KEY, quiet INTEGER NOT NULL, language TEXT) WITHOUT ROWID;
CREATE TABLE gaps (text TEXT NOT NULL, language TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE pairs (bridge TEXT, channel TEXT, chat TEXT, message TEXT, other_channel TEXT NOT NULL,
                    other_chat TEXT NOT NULL, other_message TEXT NOT NULL, other_thread TEXT, at REAL NOT NULL,
                    PRIMARY KEY (bridge, channel, chat, message, other_channel, other_chat, other_message));
CREATE INDEX pairs_at ON pairs (at);
CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, payload BLOB NOT NULL, at REAL NOT NULL);
CREATE INDEX outbox_name ON outbox (name, id);
CREATE TABLE cursors (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


def open_database(path: Path) -> sqlite3.Connection:
    """A connection in write-ahead mode with the tables made. Raises StateError.

    ``secure_delete`` overwrites what is deleted, so that forgotten words do not stay in free pages.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
        database = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=NORMAL")
        database.execute("PRAGMA foreign_keys=ON")
        database.execute("PRAGMA secure_delete=ON")
        database.execute("BEGIN IMMEDIATE")
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            for statement in _TABLES.split(";"):
                database.execute(statement)
            database.execute(f"PRAGMA user_version={VERSION}")
        if version in (0, VERSION):
            database.execute(USAGE_TABLE)
        database.execute("COMMIT")
    except (OSError, sqlite3.Error) as error:
        raise StateError(f"{path}: the store cannot be opened ({error}); give a writable file of its own") from error
    if version not in (0, VERSION):
        database.close()
        raise StateError(f"{path}: made by another version (format {version}, this one reads {VERSION}); move it away")
    return database
