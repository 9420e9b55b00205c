"""Bytes to characters, and characters to the form that documents are kept in."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from knowledge.errors import UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_TOLERATED, _TOLERATED_SHARE = 4, 0.002

# Signs that are not printed: the soft hyphen, zero-width spaces and the byte order mark, bidirectional overrides and
# Unicode tags. The last two can hide text from a reader that a program would still read. Joiners stay for scripts.
_UNPRINTED = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufffe\uffff\U000e0000-\U000e007f]")
_OTHER_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BROKEN_AT_SOFT_HYPHEN = re.compile("\u00ad[ \t]*\n[ \t]*")
_ODD_SPACES = re.compile(r"[^\S\n\f\t ]")
_SPACES = re.compile(r"[^\S\n\f]+")
_AROUND_NEWLINE = re.compile(r" ?([\n\f]) ?")
_MANY_NEWLINES = re.compile(r"\n{3,}")
_SURROGATES = re.compile("[\ud800-\udfff]")


def decode(data: bytes, *, name: str, declared: str | None = None) -> str:
    """Text from bytes: a byte order mark, then a declared encoding, then UTF-8, then what charset-normalizer finds.

    Raises UnreadableDocument where the bytes are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _text_or_refuse(_strict(data, encoding), name)
    if b"\x00" in data:
        raise UnreadableDocument(
            f"{name}: holds NUL bytes, so it is not text. Save it as text, PDF, HTML or DOCX and add it again."
        )
    if declared and (text := _strict(data, declared)) is not None:
        return _text_or_refuse(text, name)
    text = _strict(data, "utf-8")
    if text is None:
        best = from_bytes(data[:_SAMPLE]).best()
        text = None if best is None else _strict(data, best.encoding)
    return _text_or_refuse(text, name)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _text_or_refuse(text: str | None, name: str) -> str:
    if text is None or len(_CONTROL.findall(text)) > _TOLERATED + _TOLERATED_SHARE * len(text):
        raise UnreadableDocument(
            f"{name}: is not text in any encoding that could be recognised. Save it as UTF-8 and add it again."
        )
    return text


def normalise(text: str) -> str:
    """Line endings as ``\\n``, odd spaces as plain ones, canonical composition (NFC), nothing unprinted.

    Form feeds stay, because they separate pages, and so does indentation, which Markdown means something by. No word
    is added, changed or taken away.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    text = text.replace("\u0085", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = _BROKEN_AT_SOFT_HYPHEN.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    text = _OTHER_CONTROLS.sub("", _UNPRINTED.sub("", text))
    return unicodedata.normalize("NFC", _ODD_SPACES.sub(" ", text))


def clean(text: str) -> str:
    """:func:`normalise`, and no indentation, no double spaces, no more than one blank line at a time."""
    text = _AROUND_NEWLINE.sub(r"\1", _SPACES.sub(" ", normalise(text)))
    return _MANY_NEWLINES.sub("\n\n", text).strip(" \n")


def squash(text: str) -> str:
    """One line: every run of white space is one space."""
    return " ".join(text.split())
