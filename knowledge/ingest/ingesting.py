"""Brings a library up to date with its inputs: what ``ingest.py`` does, without the command line."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from types import TracebackType

from pydantic import TypeAdapter

from knowledge.documents import Limits, check_size, empty_pages, parse
from knowledge.embedding import Embedder
from knowledge.errors import DocumentError, FetchError, LibraryMismatch
from knowledge.index.building import Build, Progress
from knowledge.index.catalogue import Catalogue
from knowledge.index.generations import FORMAT, Layout
from knowledge.index.manifest import Change, Entry, InputKind, decide, fingerprint, key_of, vanished
from knowledge.ingest.inputs import Input, Refused
from knowledge.library import check
from knowledge.models import Finding, Item
from knowledge.passages import split
from knowledge.records import Record, read_records

_READERS = ("documents.py", "passages.py", "parsing")
_LIBRARIES = ("pypdfium2", "trafilatura", "python-docx", "charset-normalizer")
_NAMED_PAGES = 12


@dataclass(frozen=True, slots=True)
class Given:
    """What a run was given.

    ``inputs`` are (owner, argument, what the argument expands to); the owner names the same argument in every run. An
    argument that is refused as a whole, such as a folder that is not there, takes nothing out. ``records`` is a folder
    of record files, ``remove`` are source ids.
    """

    inputs: Sequence[tuple[str, str, Iterable[Input | Refused]]] = ()
    records: Path | None = None
    remove: Sequence[str] = ()
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input. ``note`` is the reason of a refusal, or something a reader should know."""

    change: Change
    location: str
    source_id: str | None = None
    title: str | None = None
    kind: InputKind | None = None
    findings: int = 0
    passages: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. ``generation`` is what readers use now; None where there is still no library."""

    generation: str | None
    outcomes: tuple[Outcome, ...]
    sources: int
    findings: int
    passages: int
    seconds: float
    dry_run: bool

    def of(self, change: Change) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.change is change]


def ingest(
    layout: Layout,
    given: Given,
    *,
    identity: str,
    embedder: Callable[[], Embedder],
    progress: Progress,
    rebuild: bool = False,
    dry_run: bool = False,
) -> Report:
    """Bring the library up to date.

    ``identity`` is that of the embedder that ``embedder`` would load; it is loaded only if there is something to
    embed. ``rebuild`` embeds and indexes everything again, what earlier runs were given included. ``dry_run`` writes
    nothing.

    Raises :class:`LibraryBusy`, :class:`LibraryMismatch` or another :class:`LibraryError`, :class:`RecordError` where
    the records are not sound, and :class:`EmbeddingError`. The library in use is then as it was.
    """
    if dry_run:
        return _ingest(layout, given, identity, embedder, progress, rebuild, dry_run)
    with layout.writing():
        layout.sweep()
        return _ingest(layout, given, identity, embedder, progress, rebuild, dry_run)


def reading_version() -> str:
    """Changes whenever the code that turns bytes into passages does, so that documents are then read again.

    Reading again is cheap; what has been embedded before comes from the cache.
    """
    digest = hashlib.sha256()
    here = Path(__file__).parents[1]
    for name in _READERS:
        path = here / name
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return " ".join([digest.hexdigest(), *(f"{name}={version(name)}" for name in _LIBRARIES)])


def _ingest(
    layout: Layout,
    given: Given,
    identity: str,
    embedder: Callable[[], Embedder],
    progress: Progress,
    rebuild: bool,
    dry_run: bool,
) -> Report:
    started = time.monotonic()
    with _Run(layout, identity, rebuild, dry_run) as run:
        for source_id in given.remove:
            run.remove(source_id)
        if given.records is not None:
            run.take_records(given.records)
        done = 0
        for owner, argument, found in given.inputs:
            run.owners.add(owner)
            for one in found:
                progress("reading", done, 0, one.location)
                if one.location == argument and isinstance(one, Refused):
                    run.owners.discard(owner)
                run.take(owner, one, given.limits)
                done += 1
        progress("reading", done, done)
        run.remove_vanished()
        generation = run.finish(embedder, progress)
        sources, findings, passages = run.counts()
        seconds = time.monotonic() - started
        return Report(generation, tuple(run.outcomes), sources, findings, passages, seconds, dry_run)


class _Run:
    """The state of one run: what is held, what has been seen, and the build once there is something to build."""

    def __init__(self, layout: Layout, identity: str, rebuild: bool, dry_run: bool) -> None:
        self.outcomes: list[Outcome] = []
        self.owners: set[str] = set()
        self._layout = layout
        self._identity = identity
        self._rebuild = rebuild
        self._dry_run = dry_run
        self._base: str | None = None
        self._catalogue: Catalogue | None = None
        self._build: Build | None = None
        self._held: dict[str, Entry] = {}
        self._seen: dict[str, str] = {}
        self._refused: set[str] = set()
        self._paths: dict[str, str] = {}
        self._reading = ""

    def __enter__(self) -> _Run:
        if self._layout.pointer.exists():
            generation = self._layout.read().generation
            catalogue = Catalogue(self._layout.catalogue(generation))
            try:
                check(self._layout, catalogue, generation, self._identity)
            except LibraryMismatch:
                if not self._rebuild:
                    catalogue.close()
                    raise
            if catalogue.meta().get("format") == str(FORMAT):
                self._base, self._catalogue = generation, catalogue
                self._held = catalogue.entries()
        if self._rebuild and not self._dry_run:
            self._building()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._catalogue is not None:
            self._catalogue.close()
        if self._build is not None:
            self._build.__exit__(kind, error, at)

    def remove(self, source_id: str) -> None:
        """Take out the record and the document of a source."""
        found = [self._held[key_of(kind, source_id)] for kind in InputKind if key_of(kind, source_id) in self._held]
        if not found:
            note = "the library holds no such source; `footing sources` lists those it holds"
            self.outcomes.append(Outcome(Change.REFUSED, source_id, source_id, note=note))
        for entry in found:
            self._drop(entry)

    def take_records(self, folder: Path) -> None:
        """Put in what a folder of records holds. Raises :class:`RecordError` where it is not sound."""
        owner = f"records:{folder.resolve()}"
        self.owners.add(owner)
        mine = [key for key, entry in self._held.items() if entry.owner == owner]
        known = self._catalogue.finding_ids(but=mine) if self._catalogue is not None else set()
        for record in read_records(folder, known=known):
            self._take_record(owner, record)

    def take(self, owner: str, one: Input | Refused, limits: Limits) -> None:
        """Put in a document, or note why not."""
        if isinstance(one, Refused):
            self._refuse(one.location, one.reason)
            return
        if self._read_already(owner, one):
            return
        key = key_of(InputKind.DOCUMENT, one.source.id)
        clash = self._clash(key, one.location)
        if clash is not None:
            self._refuse(one.location, clash, one)
            return
        self._seen[key] = one.location
        try:
            if one.path is not None:
                check_size(one.path, limits)
            content = one.read()
            entry = Entry(key, owner, one.location, InputKind.DOCUMENT, self._fingerprint(content, one), one.source)
            held = self._held.get(key)
            change = decide(held, entry.fingerprint)
            if change is Change.UNCHANGED:
                self._keep(entry)
                return
            if held is not None and held.owner != owner and held.location != one.location:
                self._refuse(one.location, _other(one.source.id, held.location), one)
                return
            document = parse(content, name=one.name, source=one.source, limits=limits)
            passages = split(document)
        except (DocumentError, FetchError) as error:
            self._refuse(one.location, str(error), one)
            return
        except OSError as error:
            reason = f"{one.name}: cannot be read ({error.strerror or error}). Check the file and its permissions."
            self._refuse(one.location, reason, one)
            return
        self._put(change, entry, passages, note=_pages_without_text(empty_pages(document)))

    def remove_vanished(self) -> None:
        for entry in vanished(self._held, self.owners, self._seen, self._refused):
            self._drop(entry)

    def finish(self, embedder: Callable[[], Embedder], progress: Progress) -> str | None:
        """Index what has changed; the generation that readers use from now on."""
        if self._build is None:
            return self._base
        return self._build.finish(embedder, self._identity, progress)

    def counts(self) -> tuple[int, int, int]:
        """Sources, findings and passages that readers find now."""
        if self._build is not None:
            catalogue = Catalogue(self._layout.catalogue(self._build.name))
            try:
                return catalogue.counts()
            finally:
                catalogue.close()
        return self._catalogue.counts() if self._catalogue is not None else (0, 0, 0)

    def _take_record(self, owner: str, record: Record) -> None:
        key = key_of(InputKind.RECORD, record.source.id)
        clash = self._clash(key, str(record.path))
        if clash is not None:
            self._refuse(str(record.path), clash)
            return
        self._seen[key] = str(record.path)
        content = TypeAdapter(tuple[Finding, ...]).dump_json(record.findings)
        entry = Entry(
            key,
            owner,
            str(record.path),
            InputKind.RECORD,
            fingerprint(content, record.source, "record"),
            record.source,
        )
        change = decide(self._held.get(key), entry.fingerprint)
        if change is Change.UNCHANGED:
            self._keep(entry)
        else:
            self._put(change, entry, record.findings)

    def _read_already(self, owner: str, one: Input) -> bool:
        """Whether another argument of this run gave the same file: a folder, say, and then a file in it."""
        return one.path is not None and self._paths.setdefault(str(one.path.resolve()), owner) != owner

    def _fingerprint(self, content: bytes, one: Input) -> str:
        self._reading = self._reading or reading_version()
        return fingerprint(content, one.source, f"{self._reading} {one.name}")

    def _clash(self, key: str, location: str) -> str | None:
        if key not in self._seen:
            return None
        source_id = key.partition(":")[2]
        return f"{self._seen[key]} has the source id {source_id} already. Give one of them another id."

    def _put(self, change: Change, entry: Entry, items: Sequence[Item], note: str | None = None) -> None:
        if not self._dry_run:
            build = self._building()
            taken = build.catalogue.taken([item.id for item in items], but=entry.key)
            if taken:
                reason = f"its item {taken[0]} has the id of another source's. Rename it."
                self._refuse(entry.location, reason)
                return
            build.put(entry, items)
        self._held[entry.key] = entry
        findings = sum(isinstance(item, Finding) for item in items)
        self.outcomes.append(_outcome(change, entry, (findings, len(items) - findings), note))

    def _keep(self, entry: Entry) -> None:
        held = self._held[entry.key]
        if (held.owner, held.location) != (entry.owner, entry.location):
            self._held[entry.key] = entry
            if not self._dry_run:
                self._building().catalogue.put_entry(entry)
        self.outcomes.append(_outcome(Change.UNCHANGED, entry, self._sizes(entry)))

    def _drop(self, entry: Entry) -> None:
        sizes = self._sizes(entry)
        if not self._dry_run:
            self._building().drop(entry)
        self._held.pop(entry.key, None)
        self.outcomes.append(_outcome(Change.REMOVED, entry, sizes))

    def _refuse(self, location: str, reason: str, one: Input | None = None) -> None:
        self._refused.add(location)
        if any(entry.location == location for entry in self._held.values()):
            reason += " What was ingested of it earlier stays in the library."
        source = one.source if one is not None else None
        self.outcomes.append(
            Outcome(
                Change.REFUSED,
                location,
                source.id if source else None,
                source.title if source else None,
                note=reason,
            )
        )

    def _sizes(self, entry: Entry) -> tuple[int, int]:
        count = self._catalogue.size_of(entry.key) if self._catalogue is not None else 0
        return (count, 0) if entry.kind is InputKind.RECORD else (0, count)

    def _building(self) -> Build:
        if self._build is None:
            self._build = Build(self._layout, self._base, anew=self._rebuild)
        return self._build


def _outcome(change: Change, entry: Entry, sizes: tuple[int, int], note: str | None = None) -> Outcome:
    return Outcome(change, entry.location, entry.source.id, entry.source.title, entry.kind, *sizes, note)


def _other(source_id: str, location: str) -> str:
    return (
        f"the source id {source_id} belongs to {location}, whose text differs. "
        f"Give this one another id, or take the other out first: --remove {source_id}"
    )


def _pages_without_text(labels: Sequence[str]) -> str | None:
    if not labels:
        return None
    named = ", ".join(labels[:_NAMED_PAGES]) + (
        f" and {len(labels) - _NAMED_PAGES} more" if labels[_NAMED_PAGES:] else ""
    )
    return f"no text on {named}: scanned, or blank. Run text recognition (OCR) to have them found"
