"""Builds a new generation of a library aside and puts it into use in one step.

A build starts from a copy of the generation in use, applies the difference, and switches at the end. Copying costs
about a millisecond a megabyte, adding to Chroma half a second a thousand vectors, so only what has changed is added
again; the lexical index, at 45,000 passages a second, is written anew, so that its statistics hold nothing of what is
gone. Whatever kills a build leaves the generation in use untouched and the embedding cache as full as it got.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Protocol, TypeVar

import numpy as np

from knowledge.embedding import Embedder
from knowledge.errors import LibraryError
from knowledge.index.catalogue import CatalogueWriter, now
from knowledge.index.generations import FORMAT, Layout, unwritable
from knowledge.index.lexical import LexicalIndex
from knowledge.index.manifest import Entry, InputKind, key_of
from knowledge.index.vectors import VectorIndex
from knowledge.models import Item, Source

CHUNK = 512
"""Texts embedded at once. The embedder sorts them by length; what is done of a chunk survives in its cache."""

_T = TypeVar("_T")


class Progress(Protocol):
    """Told how far a stage has come. ``stage`` is "reading", "embedding" or "indexing"."""

    def __call__(self, stage: str, done: int, total: int, note: str = "") -> None: ...


class Build:
    """A generation in the making. Use as a context manager: what was not finished is removed."""

    def __init__(self, layout: Layout, base: str | None, *, anew: bool) -> None:
        """Start from the generation ``base``, or from nothing. ``anew`` keeps its records and drops its indexes.

        The caller holds the writer's lock. Raises :class:`LibraryError`.
        """
        self._layout = layout
        self._anew = anew or base is None
        self._dirty: set[str] = set()
        self._gone: set[str] = set()
        with self._translated():
            self.name = layout.begin()
            try:
                self.catalogue = self._copied(base)
                if self._anew:
                    self._dirty.update(self.catalogue.ids())
            except BaseException:
                layout.sweep()
                raise

    def __enter__(self) -> Build:
        return self

    def __exit__(self, *_: object) -> None:
        self.catalogue.close()
        self._layout.sweep()

    def put(self, entry: Entry, items: Sequence[Item]) -> None:
        """Put an input and what it gives in the place of what was held under its key."""
        with self._translated():
            self._clear(entry)
            self.catalogue.put_entry(entry)
            self.catalogue.put_items(entry.key, items)
            self._settle(entry.source.id)
        ids = {item.id for item in items}
        self._dirty |= ids
        self._gone -= ids

    def drop(self, entry: Entry) -> None:
        """Take an input out."""
        with self._translated():
            self._clear(entry)
            self.catalogue.drop_entry(entry.key)
            self._settle(entry.source.id)

    def finish(self, embedder: Callable[[], Embedder], identity: str, progress: Progress) -> str:
        """Embed, index, and put the generation into use; gives its name.

        ``embedder`` is called only where something has to be embedded. Raises :class:`LibraryError`, and what the
        embedder raises; the generation in use is then as it was.
        """
        with self._translated():
            self.catalogue.set_meta(format=str(FORMAT), embedding=identity, built=now())
            self.catalogue.commit()
            self._index_vectors(embedder, progress)
            total = self.catalogue.counts()
            progress("indexing", 0, total[1] + total[2])
            LexicalIndex.build(self._layout.words(self.name), self.catalogue.texts())
            progress("indexing", total[1] + total[2], total[1] + total[2])
            self.catalogue.close()
            self._layout.switch(self.name)
        return self.name

    def _copied(self, base: str | None) -> CatalogueWriter:
        if base is not None:
            shutil.copyfile(self._layout.catalogue(base), self._layout.catalogue(self.name))
            if not self._anew:
                shutil.copytree(self._layout.vectors(base), self._layout.vectors(self.name))
        return CatalogueWriter(self._layout.catalogue(self.name))

    def _index_vectors(self, embedder: Callable[[], Embedder], progress: Progress) -> None:
        index = VectorIndex(self._layout.vectors(self.name), create=self._anew)
        try:
            if not self._anew:
                index.delete(sorted(self._gone))
            if not self._dirty:
                return
            model = embedder()
            done, total = 0, len(self._dirty)
            progress("embedding", done, total)
            for chunk in _chunked(self.catalogue.texts(sorted(self._dirty)), CHUNK):
                vectors = np.asarray(model.passages([text for _, text in chunk]), dtype=np.float32)
                index.upsert([key for key, _ in chunk], vectors)
                done += len(chunk)
                progress("embedding", done, total)
        finally:
            index.close()

    def _clear(self, entry: Entry) -> None:
        gone = set(self.catalogue.drop_items(entry.key))
        self._gone |= gone
        self._dirty -= gone

    def _settle(self, source_id: str) -> None:
        """Let the record's word on a source stand before the document's."""
        before = self.catalogue.source(source_id)
        after = self._told(source_id)
        if after is None:
            self.catalogue.drop_source(source_id)
            return
        self.catalogue.put_source(after)
        if before is not None and before.title != after.title:
            self._dirty.update(self.catalogue.ids(source_id))

    def _told(self, source_id: str) -> Source | None:
        for kind in (InputKind.RECORD, InputKind.DOCUMENT):
            entry = self.catalogue.entry(key_of(kind, source_id))
            if entry is not None:
                return entry.source
        return None

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error, LibraryError) as error:
            raise unwritable(self._layout.root, error) from error


def _chunked(rows: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, size)):
        yield chunk
