"""Fetches the public full texts that records name, politely, and puts them into a folder for ingest.

One request at a time a host, with a pause between two; what a host asks for (robots.txt, its crawl delay, Retry-After)
is done. What is there already is not asked for again. One text that cannot be had never stops the rest.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol
from urllib.parse import quote, urlsplit

from knowledge.errors import BarredByRobots, DocumentError, FetchError, ForbiddenAddress, RecordError
from knowledge.ingest.fetching import Fetched
from knowledge.ingest.full_text_folder import FullTexts, Row, Wanted, fault
from knowledge.records import EpisodeRecord, Record, nearest

_SNAPSHOT = re.compile(r"/web/\d{14}[a-z_]*/")


class Result(StrEnum):
    """What became of a text."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    BARRED = "barred"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one text. ``note`` says why not and what to do; ``archived`` where a public archive keeps it."""

    source_id: str
    url: str
    result: Result
    note: str | None = None
    archived: str | None = None


@dataclass(frozen=True, slots=True)
class Politeness:
    """``pause`` in seconds between two requests to a host, ``longest`` the longest wait that a host may ask for before
    it is left for another day; ``attempts`` at a text that may come later; ``hosts`` asked at the same time."""

    pause: float = 2.0
    longest: float = 300.0
    attempts: int = 3
    hosts: int = 4


class Downloader(Protocol):
    """Fetches addresses, as :class:`knowledge.ingest.fetching.PublicFetcher` does. Thread-safe."""

    def fetch(self, url: str) -> Fetched: ...

    def fetch_changed(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | None: ...

    def crawl_delay(self, url: str) -> float | None: ...


def select(
    records: Sequence[Record], episodes: Sequence[EpisodeRecord], *, of: Sequence[str] = (), ids: Sequence[str] = ()
) -> tuple[list[Wanted], list[str]]:
    """The texts of the chosen episodes and sources, of all if none is chosen; and the chosen sources without one.

    An episode's sources are those of the findings that name it or that it names. Raises RecordError for an unknown id.
    """
    told = {one.episode.id: one.episode for one in episodes}
    by_id = {record.source.id: record for record in records}
    for kind, given, known in (("episode", of, set(told)), ("source", ids, set(by_id))):
        for one in given:
            if one not in known:
                close = nearest(one, known)
                raise RecordError(f"no {kind} {one!r}; " + (f"did you mean {close}?" if close else "see the records"))
    named = {
        finding_id
        for episode_id in of
        for part in (
            told[episode_id].established,
            told[episode_id].contested,
            told[episode_id].unknown,
            told[episode_id].order,
        )
        for sentence in part
        for finding_id in sentence.findings
    }
    chosen = [
        record
        for record in records
        if not (of or ids)
        or record.source.id in ids
        or any(finding.event in of or finding.id in named for finding in record.findings)
    ]
    wanted = [Wanted(record.source, record.full_text) for record in chosen if record.full_text is not None]
    return wanted, [record.source.id for record in chosen if record.full_text is None]


def fetch_all(
    wanted: Sequence[Wanted],
    folder: FullTexts,
    downloader: Downloader,
    *,
    again: bool = False,
    archive: Callable[[str], str] | None = None,
    politeness: Politeness | None = None,
    wait: Callable[[float], object] | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, note: None,
) -> list[Outcome]:
    """Fetches what the folder lacks; outcomes in the order of ``wanted``.

    ``again`` asks for what it has, too, if it changed. ``archive`` gives the address of a copy that a public archive
    keeps, or raises FetchError; that is noted and no failure. ``wait`` waits seconds. Raises FetchError only where
    the folder itself cannot be used.
    """
    stop = threading.Event()
    run = _Run(folder, downloader, again, politeness or Politeness(), wait or stop.wait, stop, progress, len(wanted))
    hosts: dict[str, list[Wanted]] = {}
    for one in wanted:
        hosts.setdefault(urlsplit(one.full_text.url).hostname or "", []).append(one)
    with folder.writing():
        with ThreadPoolExecutor(run.politeness.hosts, "fetch") as pool:
            waiting: list[Future[list[Outcome]]] = []
            try:
                waiting = [pool.submit(run.host, texts) for texts in hosts.values()]
                found = {outcome.source_id: outcome for future in waiting for outcome in future.result()}
            except BaseException:
                stop.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        outcomes = [found[one.source.id] for one in wanted]
        if archive is not None:
            pairs = zip(wanted, outcomes, strict=True)
            outcomes = [run.archived(one, outcome, archive) for one, outcome in pairs]
        return outcomes


class Wayback:
    """Asks the Internet Archive's Wayback Machine to keep an address, or else for a copy that it has kept."""

    def __init__(
        self,
        downloader: Downloader,
        *,
        save: str = "https://web.archive.org/save/",
        find: str = "https://archive.org/wayback/available?url=",
    ) -> None:
        self._downloader = downloader
        self._save = save
        self._find = find

    def __call__(self, url: str) -> str:
        """The address of a copy. Raises FetchError."""
        try:
            fetched = self._downloader.fetch(self._save + url)
        except FetchError as error:
            why = str(error)
        else:
            places = (fetched.url, fetched.headers.get("content-location", ""))
            for place in places:
                if _SNAPSHOT.search(place):
                    return place if not place.startswith("/") else "https://web.archive.org" + place
            why = f"{self._save}{url}: named no copy"
        found = self._downloader.fetch(self._find + quote(url, safe=""))
        try:
            kept = json.loads(found.data)["archived_snapshots"]["closest"]["url"]
        except (ValueError, KeyError, TypeError):
            raise FetchError(f"{why}; and no earlier copy is kept", retryable=True) from None
        return re.sub(r"^http:", "https:", str(kept))


@dataclass
class _Run:
    folder: FullTexts
    downloader: Downloader
    again: bool
    politeness: Politeness
    wait: Callable[[float], object]
    stop: threading.Event
    progress: Callable[[int, int, str], None]
    total: int
    done: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def host(self, texts: Iterable[Wanted]) -> list[Outcome]:
        """The texts of one host, one after the other."""
        outcomes: list[Outcome] = []
        asked = 0
        left_alone: str | None = None
        for one in texts:
            if self.stop.is_set():
                break
            outcome = self._held(one)
            if outcome is None and left_alone is not None:
                outcome = self._failed(one, left_alone)
            if outcome is None:
                if asked and (self._pause(one) > self.politeness.longest):
                    left_alone = f"the host asks for {self._pause(one):,.0f} s between requests; run this again later"
                    outcome = self._failed(one, left_alone)
                else:
                    if asked:
                        self.wait(self._pause(one))
                    outcome, left_alone = self._ask(one)
                    asked += 1
            outcomes.append(outcome)
            with self.lock:
                self.done += 1
                self.progress(self.done, self.total, one.source.id)
        return outcomes

    def archived(self, one: Wanted, outcome: Outcome, archive: Callable[[str], str]) -> Outcome:
        if outcome.result not in (Result.FETCHED, Result.UNCHANGED) or outcome.archived:
            return outcome
        try:
            copy = archive(one.full_text.url)
            self.folder.archived(one, copy)
        except (FetchError, OSError) as error:
            return replace(outcome, note=f"not archived: {error}")
        finally:
            self.wait(self.politeness.pause)
        return replace(outcome, archived=copy)

    def _held(self, one: Wanted) -> Outcome | None:
        """The outcome of a text that need not be asked for."""
        try:
            with self.lock:
                row = self.folder.row(one)
                if row is not None:
                    self.folder.describe(one)
                    return None if self.again else self._as(one, Result.UNCHANGED, row=row)
                if not self.again and self.folder.adopt(one) is None:
                    return self._as(one, Result.UNCHANGED, "was there already; its type was checked")
        except (OSError, DocumentError):
            return None  # Nothing usable lies there, so it is asked for; what fails then is told then.
        return None

    def _ask(self, one: Wanted) -> tuple[Outcome, str | None]:
        """The outcome, and why the host is to be left alone from now on, if it is."""
        url = one.full_text.url
        with self.lock:
            row = self.folder.row(one)
        for attempt in range(1, self.politeness.attempts + 1):
            try:
                if row is not None:
                    fetched = self.downloader.fetch_changed(url, etag=row.etag, last_modified=row.last_modified)
                    if fetched is None:
                        return self._as(one, Result.UNCHANGED, row=row), None
                else:
                    fetched = self.downloader.fetch(url)
                return self._kept(one, fetched), None
            except BarredByRobots:
                note = "robots.txt asks not to be fetched; open it yourself and save it as " + one.file_name
                return self._as(one, Result.BARRED, note), None
            except ForbiddenAddress as error:
                return self._failed(one, str(error)), None
            except FetchError as error:
                delay = error.retry_after
                if delay is not None and delay > self.politeness.longest:
                    note = f"the host asks to be left alone for {delay:,.0f} s; run this again then"
                    return self._failed(one, note), note
                if not error.retryable or attempt == self.politeness.attempts or self.stop.is_set():
                    return self._failed(one, str(error)), None
                self.wait(max(delay if delay is not None else 0.0, self._pause(one) * 2 ** (attempt - 1)))
        raise AssertionError("the last attempt returns")

    def _kept(self, one: Wanted, fetched: Fetched) -> Outcome:
        try:
            wrong = fault(fetched.data, one)
        except DocumentError as error:
            return self._failed(one, str(error))
        if wrong is not None:
            return self._failed(one, wrong)
        try:
            with self.lock:
                self.folder.put(one, fetched)
        except OSError as error:
            return self._failed(one, f"cannot be written ({error.strerror or error}); make room and run this again")
        return self._as(one, Result.FETCHED)

    def _pause(self, one: Wanted) -> float:
        return max(self.politeness.pause, self.downloader.crawl_delay(one.full_text.url) or 0.0)

    def _failed(self, one: Wanted, note: str) -> Outcome:
        return self._as(one, Result.FAILED, note)

    def _as(self, one: Wanted, result: Result, note: str | None = None, *, row: Row | None = None) -> Outcome:
        kept = row.archive_url if row else one.full_text.archived or one.source.archive_url
        return Outcome(one.source.id, one.full_text.url, result, note, kept)
