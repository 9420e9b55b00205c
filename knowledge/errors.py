"""Errors of the knowledge base; the whole tree is drawn in :mod:`bot.engine.errors`.

FootingError
├── RecordError            a record file is wrong; says file, line and what to write instead
├── DocumentError          a file cannot become a document; says which and what to do
│   ├── UnreadableDocument     damaged, encrypted, empty or not text
│   ├── ScannedDocument        pages without text
│   └── TooLarge               over a stated limit
├── FetchError             an address cannot be fetched (retryable says whether to try again)
│   └── ForbiddenAddress       not http(s), private, loopback, or barred by robots.txt
│       └── BarredByRobots         robots.txt asks not to be fetched
├── EmbeddingError         the embedding model is missing, altered or failed (retryable for an endpoint's outage)
└── LibraryError           the index cannot be used
    ├── LibraryMissing         nothing has been ingested there
    ├── LibraryMismatch        built with another embedding model
    ├── LibraryBusy            another ingest holds the lock
    └── LibraryUnavailable     a store that may answer later (retryable)
"""

from __future__ import annotations


class FootingError(Exception):
    """The root. ``retryable`` says whether the same call may succeed later; the message says what to do."""

    retryable: bool = False


class RecordError(FootingError):
    """A record file is wrong."""


class DocumentError(FootingError):
    """A file cannot become a document."""


class UnreadableDocument(DocumentError):
    """Damaged, encrypted, empty or not text."""


class ScannedDocument(DocumentError):
    """A document whose pages hold pictures of text and no text."""


class TooLarge(DocumentError):
    """Over a stated limit."""


class FetchError(FootingError):
    """An address cannot be fetched. ``retry_after``: the seconds for which the server asked to be left alone."""

    def __init__(self, message: str, *, retryable: bool = False, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retryable = retryable
        self.retry_after = retry_after


class ForbiddenAddress(FetchError):
    """Not http(s), not public, or barred by robots.txt."""


class BarredByRobots(ForbiddenAddress):
    """The host's robots.txt asks not to be fetched."""


class EmbeddingError(FootingError):
    """The embedding model is missing, altered or failed."""

    def __init__(self, message: str, *, retryable: bool = False) -> None:
        super().__init__(message)
        self.retryable = retryable


class LibraryError(FootingError):
    """The index cannot be used."""


class LibraryMissing(LibraryError):
    """Nothing has been ingested there."""


class LibraryMismatch(LibraryError):
    """Built with another embedding model or an older format."""


class LibraryBusy(LibraryError):
    """Another ingest holds the lock."""

    retryable = True


class LibraryUnavailable(LibraryError):
    """The store did not answer; it may later."""

    retryable = True
