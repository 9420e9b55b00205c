"""Where a library lies on disk, and which of its builds readers use.

::

    LIBRARY/current                  the generation in use and the one before it; replaced in one rename
    LIBRARY/generations/<name>/      catalogue.sqlite, vectors/, words/; never written once it is in use
    LIBRARY/embeddings.sqlite        cache of vectors by content; survives a killed build
    LIBRARY/lock                     held by the one writer; the system lets go of it when the writer dies
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.errors import LibraryBusy, LibraryError, LibraryMissing

FORMAT = 1
"""Of everything below the library's folder; a library in another format is refused."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """What ``current`` says. ``previous`` is kept for readers that have not looked again yet."""

    generation: str
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of a library."""

    root: Path

    @property
    def pointer(self) -> Path:
        return self.root / "current"

    @property
    def generations(self) -> Path:
        return self.root / "generations"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def cache(self) -> Path:
        return self.root / "embeddings.sqlite"

    def catalogue(self, generation: str) -> Path:
        return self.generations / generation / "catalogue.sqlite"

    def vectors(self, generation: str) -> Path:
        return self.generations / generation / "vectors"

    def words(self, generation: str) -> Path:
        return self.generations / generation / "words"

    def stamp(self) -> tuple[int, int] | None:
        """Changes whenever another generation comes into use; None where there is no library. One stat call."""
        try:
            status = self.pointer.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns

    def read(self) -> Pointer:
        """What is in use. Raises :class:`LibraryMissing`, or :class:`LibraryError` where the pointer makes no sense."""
        try:
            told = json.loads(self.pointer.read_bytes())
            pointer = Pointer(str(told["generation"]), told["previous"])
        except FileNotFoundError as error:
            raise LibraryMissing(
                f"There is no library in {self.root}. Make one: python ingest.py --library {self.root}"
            ) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise LibraryError(
                f"{self.pointer} cannot be read ({error}). Restore it, or ingest into a new folder."
            ) from error
        if not self.catalogue(pointer.generation).is_file():
            raise LibraryError(
                f"{self.pointer} names the generation {pointer.generation}, which is not there. "
                "Restore the folder, or ingest into a new one."
            )
        return pointer

    def switch(self, generation: str) -> None:
        """Put a finished generation into use: everything reaches the disk first, then one rename."""
        previous = self.read().generation if self.pointer.exists() else None
        _sync_tree(self.generations / generation)
        _sync(self.generations)
        aside = self.root / "current.new"
        with aside.open("w", encoding="utf-8") as file:
            json.dump({"format": FORMAT, "generation": generation, "previous": previous}, file)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self.pointer)
        _sync(self.root)

    def begin(self) -> str:
        """The name of a new, empty generation, whose folder is made. Names are never used twice: Chroma keeps a
        client per path for as long as the process lives."""
        highest = max((int(name.split("-")[0]) for name in self._names() if name.split("-")[0].isdigit()), default=0)
        name = f"{highest + 1:06d}-{uuid.uuid4().hex[:8]}"
        (self.generations / name).mkdir(parents=True)
        return name

    def sweep(self) -> None:
        """Remove what killed builds left and what no reader can be using. Only the writer calls this."""
        keep: set[str | None] = set()
        if self.pointer.exists():
            pointer = self.read()
            keep = {pointer.generation, pointer.previous}
        for name in self._names():
            if name not in keep:
                shutil.rmtree(self.generations / name, ignore_errors=True)
        (self.root / "current.new").unlink(missing_ok=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock. Raises :class:`LibraryBusy` at once where another process has it."""
        with translated(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.lock)
            try:
                lock.acquire(timeout=0)
            except Timeout as error:
                raise LibraryBusy(
                    f"Another ingest is writing to {self.root}. Wait until it has ended and run this again; "
                    "what is in use meanwhile is the library as it was."
                ) from error
        try:
            yield
        finally:
            lock.release()

    def _names(self) -> list[str]:
        try:
            return sorted(entry.name for entry in self.generations.iterdir())
        except FileNotFoundError:
            return []


@contextmanager
def translated(root: Path) -> Iterator[None]:
    """Turn errors of the file system into a :class:`LibraryError` that says what to do."""
    try:
        yield
    except OSError as error:
        raise unwritable(root, error) from error


def unwritable(root: Path, error: BaseException) -> LibraryError:
    """The error for a write into the library that failed."""
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    full = full or any(words in str(error).casefold() for words in ("no space left", "disk is full", "file too large"))
    if full or _free(root) < 1_000_000:
        return LibraryError(
            f"The disk is full: {root} cannot be written ({error}). Make room and run this again; "
            "the library in use is as it was, and what has been embedded so far is kept."
        )
    return LibraryError(f"{root} cannot be written ({error}). The library in use is as it was.")


def _free(root: Path) -> int:
    try:
        return shutil.disk_usage(root).free
    except OSError:
        return 1_000_000


def _sync_tree(folder: Path) -> None:
    for parent, _, files in os.walk(folder):
        for name in files:
            _sync(Path(parent) / name)
        _sync(Path(parent))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
