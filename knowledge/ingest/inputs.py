"""What ingest was given → the documents in it, one at a time, each with its source.

Arguments are files, folders, addresses, manifests (CSV or JSON Lines) and BEIR corpora. Nothing is lost in silence:
what cannot be an input comes out as Refused, with its place and the reason, and the rest goes on. What a manifest or a
sidecar file says about a document outweighs its front matter, and that outweighs its name. Nobody's word makes a
document more than ``unclassified`` unless its kind is stated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from knowledge.documents import front_matter
from knowledge.errors import FetchError, UnreadableDocument
from knowledge.ingest.descriptions import (
    Description,
    DescriptionError,
    from_front_matter,
    is_sidecar,
    read_sidecar,
)
from knowledge.ingest.fetching import Fetched, Fetcher
from knowledge.ingest.manifests import Inline, Listed, Malformed, is_listing, rows
from knowledge.ingest.source_ids import id_from, id_from_foreign, is_safe, short_hash
from knowledge.models import Source

DOCUMENTS = frozenset(
    {".pdf", ".html", ".htm", ".xhtml", ".docx", ".md", ".markdown", ".mdown", ".mkd", ".txt", ".text"}
)
"""File names' endings that a folder is searched for; a file that is named itself may end in anything."""

_LISTINGS = frozenset({".csv", ".jsonl", ".ndjson"})
_RECORDS = frozenset({".yaml", ".yml"})
_FRONTED = frozenset({".md", ".markdown", ".mdown", ".mkd", ".txt", ".text"})
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Input:
    """A document to be read.

    ``location`` is where it was found, for messages; ``name`` is a file name, for telling formats apart. ``read`` gives
    its bytes, and raises UnreadableDocument.
    """

    source: Source
    location: str
    name: str
    read: Callable[[], bytes]
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that cannot be an input, where it was found, and why."""

    location: str
    reason: str


def is_address(argument: str) -> bool:
    """Whether an argument is an address and not a path."""
    return argument.lower().startswith(("http://", "https://"))


def expand(arguments: Sequence[str], *, fetcher: Fetcher | None) -> Iterator[Input | Refused]:
    """The documents that arguments stand for, in a stable order, each once.

    Addresses are fetched when their turn comes; with no fetcher they are refused.
    """
    return _Expansion(fetcher).all(arguments)


@dataclass
class _Expansion:
    fetcher: Fetcher | None
    taken: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)

    def all(self, arguments: Sequence[str]) -> Iterator[Input | Refused]:
        for argument in arguments:
            if is_address(argument):
                yield from self._address(argument, Description(), argument)
                continue
            path = Path(argument)
            try:
                if path.is_dir():
                    yield from self._folder(path)
                elif path.is_file():
                    yield from self._file(path)
                else:
                    yield Refused(argument, "no such file or folder; give a file, a folder or an http(s) address")
            except (OSError, ValueError) as error:
                yield Refused(argument, f"cannot be opened ({error})")

    def _folder(self, folder: Path) -> Iterator[Input | Refused]:
        files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _hidden(path.relative_to(folder))]
        listings = {path for path in files if path.suffix.lower() in _LISTINGS and is_listing(path)}
        for path in sorted(listings):
            if path.name.startswith("queries"):
                yield Refused(str(path), "questions of a test set, not documents; name the file itself to take it")
            else:
                yield from self._listing(path)
        for path in files:
            suffix = path.suffix.lower()
            if path in listings or is_sidecar(path):
                continue
            if suffix in DOCUMENTS or suffix in _LISTINGS - {".csv"}:
                yield from self._document(path, Description(), str(path), path.relative_to(folder).as_posix())
            elif str(path.resolve()) not in self.seen:
                yield Refused(str(path), _not_a_document(suffix))

    def _file(self, path: Path) -> Iterator[Input | Refused]:
        suffix = path.suffix.lower()
        if suffix == ".csv" or (suffix in _LISTINGS and is_listing(path)):
            yield from self._listing(path)
        elif suffix in _RECORDS:
            yield Refused(str(path), _not_a_document(suffix))
        else:
            yield from self._document(path, Description(), str(path), path.name)

    def _listing(self, path: Path) -> Iterator[Input | Refused]:
        for line, row in rows(path):
            location = f"{path}:{line}"
            match row:
                case Malformed(reason):
                    yield Refused(location, reason)
                case Inline(foreign, title, text):
                    yield self._inline(location, foreign, title, text)
                case Listed(description, None, url):
                    yield from self._address(url or "", description, location)
                case Listed(description, listed, _):
                    target = path.parent / str(listed)
                    if not target.is_file():
                        yield Refused(location, f"{listed}: no such file beside the manifest; mend the path")
                    else:
                        yield from self._document(target, description, location, str(listed), again=True)

    def _inline(self, location: str, foreign: str, title: str, text: str) -> Input | Refused:
        source_id = id_from_foreign(foreign)
        if source_id in self.taken:
            return Refused(location, f"_id {foreign!r} is given twice; each document needs its own")
        self.taken.add(source_id)
        source = Source(id=source_id, title=title or foreign, publisher="")
        data = f"{title}\n\n{text}".strip().encode("utf-8", errors="replace")
        return Input(source, location, f"{source_id}.txt", lambda: data)

    def _document(
        self, path: Path, stated: Description, location: str, relative: str, *, again: bool = False
    ) -> Iterator[Input | Refused]:
        resolved = str(path.resolve())
        if resolved in self.seen and not again:
            return
        self.seen.add(resolved)
        try:
            description = stated.over(read_sidecar(path)).over(_fronted(path))
        except DescriptionError as error:
            yield Refused(location, str(error))
            return
        except OSError as error:
            yield Refused(location, f"cannot be read ({error.strerror}); check the file's permissions")
            return
        derived = Path(relative).with_suffix("").as_posix().replace("../", "")
        source_id = self._id(
            description.id, [derived, relative.replace("../", ""), f"{derived}-{short_hash(resolved)}"]
        )
        if source_id is None:
            yield Refused(location, f"id {description.id!r} is given twice; each document needs its own")
        else:
            yield Input(description.source(source_id, name=path.name), location, path.name, _reader(path), path)

    def _address(self, url: str, stated: Description, location: str) -> Iterator[Input | Refused]:
        if stated.id is None and url in self.seen:
            return
        self.seen.add(url)
        if self.fetcher is None:
            yield Refused(location, f"{url}: fetching is switched off; save the page and name the file")
            return
        try:
            fetched = self.fetcher.fetch(url)
        except FetchError as error:
            yield Refused(location, str(error))
            return
        parts = urlsplit(url)
        derived = f"{parts.hostname or ''}{parts.path.rstrip('/')}" + (f"-{parts.query}" if parts.query else "")
        source_id = self._id(stated.id, [derived, f"{derived}-{short_hash(url)}"])
        if source_id is None:
            yield Refused(location, f"id {stated.id!r} is given twice; each document needs its own")
            return
        description = stated.over(Description(url=stated.url or url))
        source = description.source(source_id, name=parts.path.rstrip("/").rpartition("/")[2] or url)
        yield Input(source, location, fetched.name, _held(fetched))

    def _id(self, stated: str | None, derived: Sequence[str]) -> str | None:
        """The stated id made safe, or the first derived one that is free; None where the stated one is taken."""
        choices = [stated if is_safe(stated) else id_from(stated)] if stated else [id_from(text) for text in derived]
        for choice in choices:
            if choice not in self.taken:
                self.taken.add(choice)
                return choice
        return None


def _hidden(relative: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in relative.parts)


def _not_a_document(suffix: str) -> str:
    if suffix in _RECORDS:
        return (
            "a YAML file beside no document; record files are given as records, a sidecar is named after its document"
        )
    return f"{suffix or 'no ending'}: not a kind of document; give PDF, HTML, DOCX, Markdown or text"


def _fronted(path: Path) -> Description:
    if path.suffix.lower() not in _FRONTED:
        return Description()
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
    if not head.removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
        return Description()
    return from_front_matter(front_matter(head.decode("utf-8", errors="replace"))[0])


def _reader(path: Path) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise UnreadableDocument(f"{path}: cannot be read ({error.strerror}). Check the file.") from error

    return read


def _held(fetched: Fetched) -> Callable[[], bytes]:
    return lambda: fetched.data
