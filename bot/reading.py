"""What a reader hands over to be checked: a file or an address → its text."""

from __future__ import annotations

from pathlib import Path

from bot.engine.errors import ForbiddenAddress, UnreadableDocument
from knowledge.documents import Limits, check_size, parse
from knowledge.ingest.fetching import PublicFetcher
from knowledge.models import Source

LIMITS = Limits(max_bytes=16 * 1024 * 1024, max_characters=2_000_000)
"""What one check may cost."""


def read_text(url: str) -> str:
    """The text of a file or of a public http(s) address.

    Raises DocumentError or FetchError with what to do; text files come back as they are, so that offsets hold.
    """
    if url.startswith(("http://", "https://")):
        fetched = PublicFetcher().fetch(url)
        return parse_text(fetched.data, fetched.name)
    path = Path(url)
    if not path.is_file():
        raise UnreadableDocument(f"{url}: no such file; give a file, - for standard input, or an http(s) address")
    check_size(path, LIMITS)
    data = path.read_bytes()
    if path.suffix.lower() in {".txt", ".md", ""}:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return parse_text(data, path.name)
    return parse_text(data, path.name)


def read_address(url: str) -> str:
    """The text of a public http(s) address; what readers name must never open a file of this machine.

    Raises DocumentError or FetchError with what to do.
    """
    if not url.startswith(("http://", "https://")):
        raise ForbiddenAddress("give an address that begins with http:// or https://")
    return read_text(url)


def parse_text(data: bytes, name: str) -> str:
    """The text of a document in any of the formats that ingest reads. Raises DocumentError."""
    source = Source(id="pasted", title=name, publisher="")
    return parse(data, name=name, source=source, limits=LIMITS).text
