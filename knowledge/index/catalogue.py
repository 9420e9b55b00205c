"""The records of a library in full: sources, findings, passages, and the inputs that they came from. SQLite.

A catalogue is written while its generation is built and only read afterwards. The indexes know nothing but item ids;
whatever a reader is shown comes from here.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from knowledge.errors import LibraryError
from knowledge.index.manifest import Entry, InputKind
from knowledge.index.ranking import Candidate
from knowledge.locators import same_place
from knowledge.models import Filters, Finding, Item, Passage, RelatedFinding, RelationKind, Source

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE inputs (
    key TEXT PRIMARY KEY, owner TEXT NOT NULL, location TEXT NOT NULL, kind TEXT NOT NULL, fingerprint TEXT NOT NULL,
    source TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sources (id TEXT PRIMARY KEY, kind TEXT NOT NULL, published TEXT, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE items (
    id TEXT PRIMARY KEY, source_id TEXT NOT NULL, finding INTEGER NOT NULL, input TEXT NOT NULL,
    position INTEGER NOT NULL, locator TEXT NOT NULL, date TEXT, text TEXT NOT NULL, body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX items_of_source ON items (source_id, finding, position);
CREATE INDEX items_in_brief ON items (source_id, date, id);
CREATE INDEX items_of_input ON items (input);
CREATE TABLE tags (item TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, printed TEXT NOT NULL,
    PRIMARY KEY (item, name, value)) WITHOUT ROWID;
CREATE INDEX tags_by_value ON tags (name, value);
CREATE TABLE relations (finding TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL,
    PRIMARY KEY (finding, kind, target)) WITHOUT ROWID;
CREATE INDEX relations_by_target ON relations (target);
"""
_ENTRY = "SELECT key, owner, location, kind, fingerprint, source FROM inputs"
_VARIABLES = 500
_MAPPED = 1 << 30
"""Bytes of a finished catalogue that are mapped into memory: at 17,500 items, looking up the 120 candidates of a search
then takes 0.4 ms in place of 1.0 ms."""


class Catalogue:
    """Read access, from any thread. Raises :class:`LibraryError` where the file cannot be read."""

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._sources: dict[str, Source] = {}
        if not path.is_file():
            raise LibraryError(f"{path} is missing. Restore it, or ingest into a new folder.")
        with self._translated():
            mode = "rw" if writable else "ro&immutable=1"
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}", uri=True, check_same_thread=False
            )
            if not writable:
                self._connection.execute(f"PRAGMA mmap_size = {_MAPPED}")

    def meta(self) -> dict[str, str]:
        return {str(row[0]): str(row[1]) for row in self._rows("SELECT name, value FROM meta")}

    def source(self, source_id: str) -> Source | None:
        known = self._sources.get(source_id)
        if known is None:
            rows = self._rows("SELECT body FROM sources WHERE id = ?", (source_id,))
            if not rows:
                return None
            known = self._sources[source_id] = _source().validate_json(rows[0][0])
        return known

    def item(self, item_id: str) -> Item | None:
        return self.items([item_id]).get(item_id)

    def items(self, ids: Sequence[str]) -> dict[str, Item]:
        """The findings and passages that are held of those asked for, by id."""
        return {
            row[0]: _item(row)
            for row in self._selected("SELECT id, source_id, finding, locator, text, body FROM items WHERE id IN", ids)
        }

    def candidates(self, scores: dict[str, float]) -> list[Candidate]:
        """What ranking needs of the items scored, in their order."""
        rows = self._selected("SELECT id, source_id, locator, finding FROM items WHERE id IN", list(scores))
        found = {row[0]: Candidate(row[0], row[1], row[2], bool(row[3]), scores[row[0]]) for row in rows}
        return [found[key] for key in scores if key in found]

    def findings_of(self, source_id: str) -> list[Finding]:
        rows = self._rows(
            "SELECT body FROM items WHERE source_id = ? AND finding = 1 ORDER BY position, id", (source_id,)
        )
        return [_finding().validate_json(row[0]) for row in rows]

    def passages_at(self, source_id: str, locator: str) -> list[Passage]:
        rows = self._rows(
            "SELECT id, locator FROM items WHERE source_id = ? AND finding = 0 ORDER BY position, id", (source_id,)
        )
        wanted = [row[0] for row in rows if same_place(row[1], locator)]
        held = self.items(wanted)
        return [item for item in (held[key] for key in wanted) if isinstance(item, Passage)]

    def related(self, finding_ids: Sequence[str]) -> list[RelatedFinding]:
        """The findings that bear on those given, in the order given and then of their ids."""
        rows = self._selected("SELECT finding, kind, target FROM relations WHERE target IN", finding_ids)
        held = self.items([row[0] for row in rows])
        order = {key: position for position, key in reversed(list(enumerate(finding_ids)))}
        found: list[RelatedFinding] = []
        for key, kind, target in sorted(rows, key=lambda row: (order[row[2]], row[0], row[1])):
            finding = held.get(key)
            source = self.source(finding.source_id) if finding else None
            if isinstance(finding, Finding) and source is not None:
                found.append(RelatedFinding(finding, source, RelationKind(kind), target))
        return found

    def sources(self, filters: Filters | None = None) -> list[Source]:
        """The sources, by id; with a filter by actor, target or event, those with a finding that matches."""
        rows = self._rows("SELECT id, kind, published FROM sources ORDER BY id")
        if filters is not None:
            keep = self._of_sources(filters)
            if filters.actors or filters.targets or filters.events:
                tagged = self._tagged(filters)
                found = self._selected("SELECT id, source_id FROM items WHERE id IN", sorted(tagged))
                keep &= {row[1] for row in found}
            rows = [row for row in rows if row[0] in keep and within(row[2], filters)]
        return [source for source in (self.source(row[0]) for row in rows) if source is not None]

    def matching(self, filters: Filters) -> set[str]:
        """The ids of the items that a filter lets through.

        Actors, targets and events belong to findings, so a filter by them finds no passages. An item's date is its
        own or else its source's.
        """
        keep = self._of_sources(filters)
        if filters.actors or filters.targets or filters.events:
            query = "SELECT id, source_id, date FROM items WHERE id IN"
            rows = [row for row in self._selected(query, sorted(self._tagged(filters))) if row[1] in keep]
        elif len(keep) <= _VARIABLES:
            rows = self._selected("SELECT id, source_id, date FROM items WHERE source_id IN", sorted(keep))
        else:
            rows = [row for row in self._rows("SELECT id, source_id, date FROM items") if row[1] in keep]
        if filters.since is None and filters.until is None:
            return {row[0] for row in rows}
        published = dict(self._rows("SELECT id, published FROM sources"))
        return {row[0] for row in rows if within(row[2] or published[row[1]], filters)}

    def counts(self) -> tuple[int, int, int]:
        """Sources, findings, passages."""
        sources = self._rows("SELECT count(*) FROM sources")[0][0]
        by_kind = dict(self._rows("SELECT finding, count(*) FROM items GROUP BY finding"))
        return int(sources), int(by_kind.get(1, 0)), int(by_kind.get(0, 0))

    def ids(self, source_id: str | None = None) -> list[str]:
        """The ids of all items, or of one source's, in order."""
        if source_id is None:
            return [row[0] for row in self._rows("SELECT id FROM items ORDER BY id")]
        return [row[0] for row in self._rows("SELECT id FROM items WHERE source_id = ? ORDER BY id", (source_id,))]

    def entry(self, key: str) -> Entry | None:
        rows = self._rows(f"{_ENTRY} WHERE key = ?", (key,))
        return _entry(rows[0]) if rows else None

    def entries(self) -> dict[str, Entry]:
        """The inputs held, by key."""
        return {row[0]: _entry(row) for row in self._rows(f"{_ENTRY} ORDER BY key")}

    def size_of(self, key: str) -> int:
        """How many items an input gave."""
        return int(self._rows("SELECT count(*) FROM items WHERE input = ?", (key,))[0][0])

    def finding_ids(self, *, but: Collection[str] = ()) -> set[str]:
        """The ids of the findings held, but for those of some inputs."""
        rows = self._rows("SELECT id, input FROM items WHERE finding = 1")
        return {row[0] for row in rows if row[1] not in but}

    def events(self) -> tuple[str, ...]:
        return tuple(
            row[0] for row in self._rows("SELECT DISTINCT printed FROM tags WHERE name = 'event' ORDER BY printed")
        )

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _of_sources(self, filters: Filters) -> set[str]:
        rows = self._rows("SELECT id, kind FROM sources")
        ids, kinds = set(filters.source_ids), {str(kind) for kind in filters.kinds}
        return {row[0] for row in rows if (not ids or row[0] in ids) and (not kinds or row[1] in kinds)}

    def _tagged(self, filters: Filters) -> set[str]:
        found: set[str] | None = None
        for name, values in (("actor", filters.actors), ("target", filters.targets), ("event", filters.events)):
            if values:
                wanted = [value.casefold() for value in values]
                rows = self._selected(f"SELECT item FROM tags WHERE name = '{name}' AND value IN", wanted)
                items = {row[0] for row in rows}
                found = items if found is None else found & items
        return found or set()

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._translated(), self._lock:
            return self._connection.execute(query, values).fetchall()

    def _selected(self, query: str, keys: Sequence[str]) -> list[Any]:
        rows: list[Any] = []
        unique = list(dict.fromkeys(keys))
        for start in range(0, len(unique), _VARIABLES):
            part = unique[start : start + _VARIABLES]
            rows += self._rows(f"{query} ({','.join('?' * len(part))})", part)
        return rows

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LibraryError(f"{self._path} failed: {error}") from error


def within(date: str | None, filters: Filters) -> bool:
    """Whether a date that may be cut ("2019", "2019-04") can lie between the filter's, which may be cut too.

    What has no date passes only a filter that asks for none.
    """
    if filters.since is None and filters.until is None:
        return True
    if not date:
        return False
    since, until = filters.since or "", filters.until or ""
    return date[: len(since)] >= since[: len(date)] and (not until or date[: len(until)] <= until[: len(date)])


def indexed_text(text: str, title: str, *, finding: bool) -> str:
    """What of an item is embedded and indexed: a finding stands alone, a passage needs its source's title."""
    return text if finding or text.startswith(title) else f"{title}\n{text}"


@cache
def _source() -> TypeAdapter[Source]:
    return TypeAdapter(Source)


@cache
def _finding() -> TypeAdapter[Finding]:
    return TypeAdapter(Finding)


@cache
def _span() -> TypeAdapter[tuple[int, int, str]]:
    return TypeAdapter(tuple[int, int, str])


def _entry(row: Sequence[Any]) -> Entry:
    return Entry(row[0], row[1], row[2], InputKind(row[3]), row[4], _source().validate_json(row[5]))


def _item(row: Sequence[Any]) -> Item:
    if row[2]:
        return _finding().validate_json(row[5])
    start, end, language = _span().validate_json(row[5])
    return Passage(id=row[0], source_id=row[1], locator=row[3], start=start, end=end, text=row[4], language=language)


class CatalogueWriter(Catalogue):
    """A catalogue that is being built. One thread. Nothing is durable before :meth:`commit`."""

    def __init__(self, path: Path) -> None:
        """Open the catalogue at ``path`` for writing, making an empty one where there is none."""
        fresh = not path.exists()
        path.touch()
        super().__init__(path, writable=True)
        if fresh:
            with self._translated():
                self._connection.executescript(_SCHEMA)

    def set_meta(self, **values: str) -> None:
        self._many("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def put_source(self, source: Source) -> None:
        self._sources.pop(source.id, None)
        row = (source.id, str(source.kind), source.published, _source().dump_json(source).decode())
        self._many("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)", [row])

    def drop_source(self, source_id: str) -> None:
        self._sources.pop(source_id, None)
        self._many("DELETE FROM sources WHERE id = ?", [(source_id,)])

    def put_entry(self, entry: Entry) -> None:
        row = (entry.key, entry.owner, entry.location, str(entry.kind), entry.fingerprint)
        body = _source().dump_json(entry.source).decode()
        self._many("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?, ?, ?)", [(*row, body)])

    def drop_entry(self, key: str) -> None:
        self._many("DELETE FROM inputs WHERE key = ?", [(key,)])

    def put_items(self, key: str, items: Sequence[Item]) -> None:
        """Add the items of an input. Raises :class:`LibraryError` where an id is taken by another input."""
        rows, tags, relations = [], [], []
        for position, item in enumerate(items):
            if isinstance(item, Finding):
                body = _finding().dump_json(item).decode()
                date = item.date
                for name, values in (("actor", item.actors), ("target", item.targets), ("event", (item.event,))):
                    tags += [(item.id, name, value.casefold(), value) for value in values if value]
                relations += [(item.id, str(relation.kind), relation.finding_id) for relation in item.relations]
            else:
                body, date = _span().dump_json((item.start, item.end, item.language)).decode(), None
            rows.append(
                (item.id, item.source_id, isinstance(item, Finding), key, position, item.locator, date, item.text, body)
            )
        self._many("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._many("INSERT OR IGNORE INTO tags VALUES (?, ?, ?, ?)", tags)
        self._many("INSERT OR IGNORE INTO relations VALUES (?, ?, ?)", relations)

    def drop_items(self, key: str) -> list[str]:
        """Remove the items of an input; gives their ids."""
        ids = [row[0] for row in self._rows("SELECT id FROM items WHERE input = ?", (key,))]
        gone = [(item,) for item in ids]
        self._many("DELETE FROM tags WHERE item = ?", gone)
        self._many("DELETE FROM relations WHERE finding = ?", gone)
        self._many("DELETE FROM items WHERE id = ?", gone)
        return ids

    def taken(self, ids: Sequence[str], *, but: str) -> list[str]:
        """Those of the ids that an item of another input than ``but`` has."""
        rows = self._selected("SELECT id, input FROM items WHERE id IN", ids)
        return sorted(row[0] for row in rows if row[1] != but)

    def texts(self, ids: Sequence[str] | None = None) -> Iterator[tuple[str, str]]:
        """(item id, text to index) of the given items, or of all, in the order of ids."""
        ids = self.ids() if ids is None else ids
        query = (
            "SELECT i.id, i.finding, i.text, json_extract(s.body, '$.title') FROM items i "
            "JOIN sources s ON s.id = i.source_id WHERE i.id IN"
        )
        ordered = sorted(ids)
        for start in range(0, len(ordered), _VARIABLES):
            rows = self._selected(query, ordered[start : start + _VARIABLES])
            yield from ((row[0], indexed_text(row[2], row[3], finding=bool(row[1]))) for row in sorted(rows))

    def commit(self) -> None:
        with self._translated():
            self._connection.commit()

    def _many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._translated():
            self._connection.executemany(statement, rows)


def now() -> str:
    """The time in UTC, ISO 8601, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
