"""Ids of sources that come from names, addresses and other people's ids."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,239}")
_FOREIGN = "beir."
_LONGEST = 240


def is_safe(text: str) -> bool:
    """Whether a text can be an id as it is: letters, digits, dots, dashes and underscores, at most 240."""
    return _SAFE.fullmatch(text) is not None and not text.startswith(_FOREIGN)


def id_from(text: str) -> str:
    """A safe, readable id made from any text; the same text gives the same id.

    Where letters had to go, a short hash of the text follows, so that different texts give different ids.
    """
    if is_safe(text):
        return text
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    slug = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._").removeprefix(_FOREIGN)
    spaced = re.sub(r"[\s/\\]+", "-", text)
    if slug == spaced and is_safe(slug):
        return slug
    return f"{slug[: _LONGEST - 11].rstrip('-._') or 'source'}-{short_hash(text)}"


def short_hash(text: str) -> str:
    """Ten hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:10]


def id_from_foreign(foreign: str) -> str:
    """An id that keeps somebody else's id recoverable: :func:`foreign_id` gives it back exactly.

    An id that is safe stays itself; another one is written as ``beir.`` and its UTF-8 bytes, those that are not
    letters, digits or dashes as ``_`` and two hexadecimal digits.
    """
    if is_safe(foreign):
        return foreign
    raw = foreign.encode("utf-8", errors="surrogatepass")
    return _FOREIGN + "".join(
        chr(byte) if chr(byte).isascii() and (chr(byte).isalnum() or byte == 0x2D) else f"_{byte:02x}" for byte in raw
    )


def foreign_id(source_id: str) -> str:
    """The id that :func:`id_from_foreign` was given; any other source id comes back as it is."""
    if not source_id.startswith(_FOREIGN):
        return source_id
    coded = source_id.removeprefix(_FOREIGN).encode("ascii", errors="replace")
    raw = re.sub(rb"_([0-9a-f]{2})", lambda match: bytes([int(match[1], 16)]), coded)
    try:
        return raw.decode("utf-8", errors="surrogatepass")
    except UnicodeDecodeError:
        return source_id
