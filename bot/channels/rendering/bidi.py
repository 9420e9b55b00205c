"""Text from documents and readers made safe to set beside other text in either direction.

Direction controls in data can make a sentence read as another one ("Trojan Source", CVE-2021-42574), so they are
removed, and data is set in isolates (Unicode Standard Annex 9, section 2.4) wherever it could reorder its neighbours.
"""

from __future__ import annotations

import re
import unicodedata

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_UNSAFE = re.compile(f"[{_DIRECTION}{_INVISIBLE}{_CONTROL}\ud800-\udfff]")
_LINE_BREAK = re.compile("\r\n|[\r\u2028\u2029\x85]")
_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_SPACE = re.compile(r"\s+")


def scrub(text: str) -> str:
    """A piece of data as it may be shown, its outer space kept: at most one blank line, and no direction controls,
    invisible or control characters.

    Tabs and line breaks stay. The zero-width joiner and non-joiner stay, since Persian and Indic spelling needs them.
    """
    text = _UNSAFE.sub("", _LINE_BREAK.sub("\n", text))
    return _BLANK_LINES.sub("\n\n", text)


def clean(text: str) -> str:
    """:func:`scrub` for a whole text: without space around it."""
    return scrub(text).strip()


def clean_line(text: str) -> str:
    """:func:`clean` for titles and names: on one line."""
    return _SPACE.sub(" ", clean(text))


def has_rtl(text: str) -> bool:
    """Whether any character is of a right-to-left script."""
    return not text.isascii() and any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in text)


def isolate(text: str, *, rtl: bool = False) -> str:
    """Sets each line of data apart from its neighbours where directions could mix.

    ``rtl`` says that the neighbours run right to left. Text that is plainly left-to-right among the same is returned
    as it is.
    """
    if not text or not (rtl or has_rtl(text)):
        return text
    return "\n".join(f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}" if line else line for line in text.split("\n"))
