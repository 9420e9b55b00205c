"""Lists of documents: CSV and JSON Lines manifests, and BEIR corpora, row by row with line numbers.

A manifest's row names a ``path`` (relative to the manifest) or a ``url``, and whatever of title, publisher, published,
kind, url, language, rights, id and origin is known. A BEIR row (Thakur et al., "BEIR: A Heterogenous Benchmark for
Zero-shot Evaluation of Information Retrieval Models", NeurIPS 2021) holds ``_id``, ``title`` and ``text`` itself.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from knowledge.ingest.descriptions import Description, DescriptionError

LONGEST_LINE = 20_000_000
"""Bytes of a line of JSON; a longer one is refused."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document that a manifest names. ``path`` is as written; ``url`` is where to fetch it if there is no path."""

    description: Description
    path: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Inline:
    """A document whose text the row itself holds."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Malformed:
    """A row that cannot be used."""

    reason: str


Row: TypeAlias = Listed | Inline | Malformed


def is_listing(path: Path) -> bool:
    """Whether a file's first row names or holds documents. A JSON Lines file of pages is a document, not a list."""
    try:
        if path.suffix.lower() == ".csv":
            with path.open(encoding="utf-8-sig", errors="replace", newline="") as opened:
                header = {name.strip().lower() for name in _reader(opened.readline()).fieldnames or ()}
            return bool(header & {"path", "url"})
        with path.open("rb") as opened:
            line = opened.readline(LONGEST_LINE).removeprefix(b"\xef\xbb\xbf").strip()
        first = json.loads(line)
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(first, dict) and ("path" in first or "_id" in first or ("url" in first and "text" not in first))


def rows(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows of a list with their line numbers, counted from 1; a wrong row is Malformed and the rest goes on."""
    try:
        yield from _csv_rows(path) if path.suffix.lower() == ".csv" else _json_rows(path)
    except OSError as error:
        yield 1, Malformed(f"the list cannot be read ({error.strerror}); check the file")


def _json_rows(path: Path) -> Iterator[tuple[int, Row]]:
    number = 0
    with path.open("rb") as opened:
        while line := opened.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                yield number, Malformed(f"a line over {LONGEST_LINE:,} bytes, so nothing after it is read; split it")
                return
            line = line.removeprefix(b"\xef\xbb\xbf").strip()
            if not line:
                continue
            try:
                found = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, Malformed(f"not a line of JSON ({error}); write one object a line")
                continue
            yield number, _row(found) if isinstance(found, dict) else Malformed("not an object; write {…}")


def _csv_rows(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            reader = _reader(opened.readline(), opened)
            header = {name.strip().lower() for name in reader.fieldnames or ()}
            if not header & {"path", "url"}:
                yield 1, Malformed("no column named path or url; name the columns in the first line")
                return
            for found in reader:
                yield reader.line_num + 1, _row(found)
    except UnicodeDecodeError:
        yield 1, Malformed("not UTF-8 text from some line on; save the list as UTF-8")
    except csv.Error as error:
        yield 1, Malformed(f"not CSV from some line on ({error}); mend the quotes")


def _reader(first: str, rest: Any = ()) -> csv.DictReader[str]:
    """A reader whose header is ``first``; the delimiter is the one that the header uses most."""
    delimiter = max(",;\t", key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    return csv.DictReader(rest, fieldnames=header, delimiter=delimiter)


def _row(found: Mapping[Any, Any]) -> Row:
    fields = {key.strip().lower() if isinstance(key, str) else key: value for key, value in found.items()}
    if None in fields:
        return Malformed("more cells than columns; put a text with a delimiter in quotes")
    path, url = _stated(fields.get("path")), _stated(fields.get("url"))
    if "_id" in fields and path is None:
        return _inline(fields)
    if path is None and url is None:
        return Malformed("neither path nor url; a row needs one of them")
    try:
        return Listed(Description.of(fields), path, url)
    except DescriptionError as error:
        return Malformed(str(error))


def _stated(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None


def _inline(fields: Mapping[str, Any]) -> Row:
    identity, title, text = fields["_id"], fields.get("title"), fields.get("text")
    if not isinstance(identity, str | int) or isinstance(identity, bool) or str(identity) == "":
        return Malformed("_id is not a text; write one")
    if not isinstance(text, str) or not f"{title or ''}{text}".strip():
        return Malformed(f"_id {identity!r}: no text")
    return Inline(str(identity), title.strip() if isinstance(title, str) else "", text)
