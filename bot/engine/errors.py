"""The one error tree.

FootingError                     (knowledge.errors)
├── RecordError, DocumentError, FetchError, EmbeddingError, LibraryError and their children: see knowledge.errors
├── SettingsError                a setting is wrong; names it and the values it takes
├── ModelError                   a language model did not give a usable reply (retryable says whether to try again)
│   ├── ModelUnavailable             outage, timeout, rate limit: retry later
│   ├── ModelRejected                key, quota or request refused: do not retry
│   │   └── BudgetSpent                  the operator's budget for models is spent
│   └── MalformedReply               the reply was not of the form asked for, twice
├── VerificationError            an answer could not be verified, so nothing of it may be shown
├── JudgeError                   the embedded judge's files are missing, damaged or not those of its card
├── EvaluationError              a set or a report of an evaluation cannot be used; says file and line
└── StateError                   the channels' store cannot be opened, read or written
"""

from __future__ import annotations

from knowledge.errors import (
    BarredByRobots,
    DocumentError,
    EmbeddingError,
    FetchError,
    FootingError,
    ForbiddenAddress,
    LibraryBusy,
    LibraryError,
    LibraryMismatch,
    LibraryMissing,
    LibraryUnavailable,
    RecordError,
    ScannedDocument,
    TooLarge,
    UnreadableDocument,
)


class SettingsError(FootingError):
    """A setting is wrong."""


class ModelError(FootingError):
    """A language model did not give a usable reply."""


class ModelUnavailable(ModelError):
    """Outage, timeout or rate limit."""

    retryable = True


class ModelRejected(ModelError):
    """The provider refused the key, the quota or the request."""


class BudgetSpent(ModelRejected):
    """The operator's budget for models is spent."""


class MalformedReply(ModelError):
    """The reply was not of the form asked for."""


class VerificationError(FootingError):
    """An answer could not be verified."""


class JudgeError(FootingError):
    """The embedded judge's files are missing, damaged or not those of its card."""


class EvaluationError(FootingError):
    """A set or a report of an evaluation cannot be used; says file and line."""


class StateError(FootingError):
    """The channels' store cannot be opened, read or written."""


__all__ = [
    "BarredByRobots",
    "DocumentError",
    "EmbeddingError",
    "EvaluationError",
    "FetchError",
    "FootingError",
    "ForbiddenAddress",
    "JudgeError",
    "LibraryBusy",
    "LibraryError",
    "LibraryMismatch",
    "LibraryMissing",
    "LibraryUnavailable",
    "MalformedReply",
    "ModelError",
    "ModelRejected",
    "ModelUnavailable",
    "RecordError",
    "ScannedDocument",
    "SettingsError",
    "StateError",
    "TooLarge",
    "UnreadableDocument",
    "VerificationError",
]
