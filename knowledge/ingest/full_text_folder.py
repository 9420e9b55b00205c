"""The folder that fetched full texts lie in, and its list of what they are.

::

    FOLDER/manifest.jsonl     one line a text: what ingest needs, and where, when and with which hash it was fetched
    FOLDER/<source id>.pdf    … .html, .txt
    FOLDER/.part/             what is being written; nothing of it counts
    FOLDER/.lock              held by the one run that fetches

A file and the list are each replaced in one rename, after their bytes have reached the disk, so that a run that is
killed leaves whole files only. The list is a manifest as ``ingest.py`` reads any (:mod:`knowledge.ingest.manifests`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.documents import parse
from knowledge.errors import FetchError, ScannedDocument, TooLarge
from knowledge.ingest.fetching import Fetched
from knowledge.models import FullText, Source, TextType

MANIFEST = "manifest.jsonl"
SUFFIXES = {TextType.PDF: ".pdf", TextType.HTML: ".html", TextType.TEXT: ".txt"}
_MEDIA_TYPES = {"application/pdf": TextType.PDF, "text/html": TextType.HTML}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A source and where its own text can be had."""

    source: Source
    full_text: FullText

    @property
    def file_name(self) -> str:
        return self.source.id + SUFFIXES[self.full_text.type]


class Row(BaseModel):
    """What the list says of one text. ``url`` is where it was fetched, ``final_url`` the address after redirects."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    path: str
    fetched_from: str
    sha256: str
    bytes: int
    fetched: dt.datetime
    final_url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    archive_url: str | None = None


class FullTexts:
    """The texts of a folder. Not for use by several threads at once; one run holds the folder (:meth:`writing`)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = folder / MANIFEST
        self._rows: dict[str, dict[str, Any]] = {}

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the folder and read its list. Raises FetchError where another run has it or it cannot be written."""
        try:
            (self.folder / ".part").mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder / ".lock")
            lock.acquire(timeout=0)
        except Timeout as error:
            raise FetchError(
                f"another run is fetching into {self.folder}; wait until it has ended", retryable=True
            ) from error
        except OSError as error:
            raise FetchError(
                f"{self.folder}: cannot be written ({error.strerror}); name another with --into"
            ) from error
        try:
            for left in (self.folder / ".part").iterdir():
                left.unlink()
            self._rows = _read_rows(self.manifest)
            yield
        finally:
            lock.release()

    def row(self, wanted: Wanted) -> Row | None:
        """What the list says of a text that is there, whole and as listed; None where it must be fetched."""
        try:
            row = Row.model_validate(self._rows.get(wanted.source.id, {}))
        except ValidationError:
            return None
        same = (row.fetched_from, row.path) == (wanted.full_text.url, wanted.file_name)
        if not same or (wanted.full_text.sha256 or row.sha256) != row.sha256:
            return None
        try:
            data = (self.folder / row.path).read_bytes()
        except OSError:
            return None
        return row if hashlib.sha256(data).hexdigest() == row.sha256 else None

    def adopt(self, wanted: Wanted) -> str | None:
        """Take in a file that lies there unlisted, saved by hand or by a run that was killed; why not, if it is wrong.

        Raises FileNotFoundError where there is none.
        """
        if self._rows.get(wanted.source.id, {}).get("fetched_from", wanted.full_text.url) != wanted.full_text.url:
            raise FileNotFoundError(wanted.file_name)
        data = (self.folder / wanted.file_name).read_bytes()
        wrong = fault(data, wanted)
        if wrong is None:
            self._list(wanted, data, None)
        return wrong

    def put(self, wanted: Wanted, fetched: Fetched) -> None:
        """Keep a text that was fetched. Raises OSError, and then what was there before is still there."""
        _write(self.folder, wanted.file_name, fetched.data)
        self._list(wanted, fetched.data, fetched)

    def archived(self, wanted: Wanted, url: str) -> None:
        """Note where a public archive keeps it."""
        self._rows[wanted.source.id]["archive_url"] = url
        self._save()

    def describe(self, wanted: Wanted) -> None:
        """Bring what is said about a text's source up to date with its record."""
        row = self._rows.get(wanted.source.id)
        if row is not None and any(row.get(name) != value for name, value in _described(wanted).items()):
            self._rows[wanted.source.id] = {**row, **_described(wanted)}
            self._save()

    def _list(self, wanted: Wanted, data: bytes, fetched: Fetched | None) -> None:
        headers: Mapping[str, str] = fetched.headers if fetched else {}
        row = {
            **_described(wanted),
            "path": wanted.file_name,
            "fetched_from": wanted.full_text.url,
            "final_url": fetched.url if fetched else None,
            "sha256": hashlib.sha256(data).hexdigest(),
            "bytes": len(data),
            "fetched": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "etag": headers.get("etag"),
            "last_modified": headers.get("last-modified"),
        }
        self._rows[wanted.source.id] = {name: value for name, value in row.items() if value is not None}
        self._save()

    def _save(self) -> None:
        lines = [json.dumps(self._rows[key], ensure_ascii=False) + "\n" for key in sorted(self._rows)]
        _write(self.folder, MANIFEST, "".join(lines).encode())


def fault(data: bytes, wanted: Wanted) -> str | None:
    """What is wrong with the bytes of a text, and what to do; None where they are what the record says.

    The type is judged by the content. A scanned or very long document is still what was asked for; what can be made
    of it is ingest's to say. Raises DocumentError for a damaged, truncated or encrypted one.
    """
    stated = wanted.full_text
    found = hashlib.sha256(data).hexdigest()
    if stated.sha256 and found != stated.sha256:
        return (
            f"its hash is {found}, and the record says {stated.sha256}; look at what changed, and mend the record or "
            "leave it out"
        )
    is_pdf = b"%PDF-" in data[:1024]
    pages = None
    try:
        document = parse(data, name=wanted.source.id.replace(".", "-"), source=wanted.source)
        kind = _MEDIA_TYPES.get(document.media_type, TextType.TEXT)
        pages = len(document.marks)
    except (ScannedDocument, TooLarge):
        kind = TextType.PDF if is_pdf else stated.type
    if kind is not stated.type:
        return (
            f"it is {kind}, not {stated.type}: a page about the text, or one that asks to log in; open the address in "
            f"a browser and save the text as {wanted.file_name} in the folder"
        )
    if stated.pages is not None and pages is not None and pages != stated.pages:
        return f"it has {pages} pages, and the record says {stated.pages}; look whether it is another edition"
    return None


def _described(wanted: Wanted) -> dict[str, Any]:
    source = wanted.source
    said = {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "kind": str(source.kind),
        "url": source.url or wanted.full_text.url,
        "language": source.language,
        "rights": wanted.full_text.rights,
        "origin": source.origin,
    }
    archive = source.archive_url or wanted.full_text.archived
    if archive:
        said["archive_url"] = archive
    return {name: value for name, value in said.items() if value is not None}


def _read_rows(path: Path) -> dict[str, dict[str, Any]]:
    """The rows by id. A line that makes no sense is left out: its file is then judged and listed anew."""
    rows: dict[str, dict[str, Any]] = {}
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise FetchError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict) and isinstance(row.get("id"), str) and isinstance(row.get("path"), str):
            rows[row["id"]] = row
    return rows


def _write(folder: Path, name: str, data: bytes) -> None:
    aside = folder / ".part" / name
    with aside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / name)
