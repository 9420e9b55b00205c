"""What an operator can set about the web channel, and what the channel needs from outside."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from bot.engine.errors import SettingsError
from bot.engine.models import Answer, Citation
from knowledge.models import Standing


@dataclass(frozen=True, slots=True)
class Site:
    """A web site that may embed the widget. ``key`` is public; it only names the entry whose origins apply."""

    key: str
    origins: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.key or not self.key.isascii() or not self.key.replace("-", "").replace("_", "").isalnum():
            raise SettingsError(f"site key {self.key!r}: use letters, digits, '-' and '_'")
        if not self.origins:
            raise SettingsError(f"site {self.key!r} lists no origin: add one such as https://news.example")
        for origin in self.origins:
            parts = urlsplit(origin)
            if (
                parts.scheme not in ("http", "https")
                or not parts.netloc
                or f"{parts.scheme}://{parts.netloc}" != origin
            ):
                raise SettingsError(f"site {self.key!r}: {origin!r} is no origin; write it as https://news.example")
            if any(character in origin for character in " ;,*'\""):
                raise SettingsError(f"site {self.key!r}: {origin!r} holds a character that no origin has")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """``base_url`` is the public address, for structured data and links that leave the page. Sizes are in bytes or
    code points as named, times in seconds. ``asker_salt`` keys the hash that stands for an asker; with the default,
    askers cannot be told to be the same after a restart.
    """

    base_url: str | None = None
    publisher: str = "Footing"
    default_language: str = "en"
    asker_salt: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    sites: tuple[Site, ...] = ()
    max_body_bytes: int = 1_048_576
    max_question_chars: int = 2_000
    max_text_chars: int = 200_000
    workers: int = 4
    max_waiting: int = 128
    max_streams: int = 256
    stream_seconds: float = 120.0
    heartbeat_seconds: float = 15.0
    share_fonts: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        if len({site.key for site in self.sites}) != len(self.sites):
            raise SettingsError("two sites have the same key: give each its own")
        if not 0 < len(self.asker_salt) <= 64:
            raise SettingsError("asker_salt takes 1 to 64 bytes")

    def site(self, key: str) -> Site | None:
        return next((site for site in self.sites if site.key == key), None)


@dataclass(frozen=True, slots=True)
class EpisodeEvent:
    """A dated point on an episode's timeline. ``date`` is ISO 8601, maybe cut to the year or month, or None."""

    date: str | None
    text: str
    standing: Standing
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Episode:
    """A foreign-interference episode: what happened, as a sequence of labelled events, and what is known of it."""

    id: str
    title: str
    summary: str
    events: tuple[EpisodeEvent, ...] = ()
    established: tuple[EpisodeEvent, ...] = ()
    contested: tuple[EpisodeEvent, ...] = ()
    unknown: tuple[EpisodeEvent, ...] = ()


class Episodes(Protocol):
    """Episodes for the web pages."""

    def all(self) -> Sequence[Episode]: ...

    def get(self, episode_id: str) -> Episode | None: ...


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of a finding, newest first in the log. ``date`` is ISO 8601; ``after`` is empty for a withdrawn one."""

    date: str
    finding_id: str
    source_id: str | None
    before: str
    after: str
    reason: str


class Corrections(Protocol):
    """The log of what was corrected."""

    def all(self) -> Sequence[Correction]: ...


class Answers(Protocol):
    """Keeps what was answered, without what was asked, so that feedback and corrections find it again."""

    def keep(self, answer: Answer, *, language: str, asker: str) -> str | None:
        """The answer's opaque id (8 to 64 of ``A-Za-z0-9._-``), or None where it could not be kept."""
        ...

    def record(self, *, answer: str, helpful: bool, reason: str | None, asker: str) -> bool:
        """Keeps a reader's feedback on an answer by its id; whether there is such an answer. ``asker``: a salted hash.

        Raises StateError.
        """
        ...


class AddressReader(Protocol):
    """Reads the text of a web page for the checker; raises FetchError or DocumentError."""

    def __call__(self, url: str) -> str: ...
