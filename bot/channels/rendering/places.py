"""Where text goes: how long a message may be there, how length is counted, and which markup is understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Protocol

MINIMUM = 600
"""The least limit of a place: a label and one citation fit in any markup and script, with words to spare."""


class Unit(StrEnum):
    """What a place counts. Telegram counts UTF-16 code units; Discord is safe with them, as they are never fewer
    than code points."""

    UTF16 = "utf16"
    BYTES = "bytes"
    CHARS = "chars"


class Markup(StrEnum):
    """``HTML`` is the subset that the Telegram Bot API takes; ``MARKDOWN`` is Discord's."""

    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Place:
    """``limit`` is the most that one message holds, in ``unit``, markup included. Raises ValueError below MINIMUM."""

    limit: int
    unit: Unit
    markup: Markup

    def __post_init__(self) -> None:
        if self.limit < MINIMUM:
            raise ValueError(f"a place takes at least {MINIMUM} {self.unit} so that label and citation fit")

    def length(self, text: str) -> int:
        match self.unit:
            case Unit.UTF16:
                return len(text.encode("utf-16-le")) // 2
            case Unit.BYTES:
                return len(text.encode())
            case Unit.CHARS:
                return len(text)


TELEGRAM = Place(4096, Unit.UTF16, Markup.HTML)
TELEGRAM_CAPTION = Place(1024, Unit.UTF16, Markup.HTML)
DISCORD = Place(2000, Unit.UTF16, Markup.MARKDOWN)
DISCORD_EMBED = Place(4096, Unit.UTF16, Markup.MARKDOWN)
PLAIN = Place(1_000_000, Unit.CHARS, Markup.PLAIN)


class Writer(Protocol):
    """Writes data in a markup. What it is given is cleaned text; what it gives cannot be read as other markup."""

    def text(self, text: str) -> str: ...

    def strong(self, text: str) -> str: ...

    def emphasis(self, text: str) -> str: ...

    def link(self, text: str, url: str) -> str: ...

    def quote(self, text: str) -> str: ...


class PlainWriter:
    def text(self, text: str) -> str:
        return text

    def strong(self, text: str) -> str:
        return text

    def emphasis(self, text: str) -> str:
        return text

    def link(self, text: str, url: str) -> str:
        return f"{text} <{url}>"

    def quote(self, text: str) -> str:
        return "\n".join(f"> {line}" for line in text.split("\n"))


class HtmlWriter:
    def text(self, text: str) -> str:
        return escape(text, quote=True).replace("&#x27;", "&#39;")

    def strong(self, text: str) -> str:
        return f"<b>{self.text(text)}</b>"

    def emphasis(self, text: str) -> str:
        return f"<i>{self.text(text)}</i>"

    def link(self, text: str, url: str) -> str:
        return f'<a href="{self.text(url)}">{self.text(text)}</a>'

    def quote(self, text: str) -> str:
        return f"<blockquote expandable>{self.text(text)}</blockquote>"


_MARKDOWN = re.compile(r"([\\*_~`|<>\[\]()])")
_LINE_START = re.compile(r"^(\s*(?:\d+(?=[.)])|))([#+.)-])", re.MULTILINE)
_ADDRESS = re.compile(r":(?=//)")


class MarkdownWriter:
    def text(self, text: str) -> str:
        text = _MARKDOWN.sub(r"\\\1", text)
        text = _ADDRESS.sub(r"\\:", text)
        text = _LINE_START.sub(r"\1\\\2", text)
        # A zero-width space: Discord pings @everyone even behind a backslash.
        return text.replace("@", "@\u200b")

    def strong(self, text: str) -> str:
        return f"**{self.text(text)}**"

    def emphasis(self, text: str) -> str:
        return f"*{self.text(text)}*"

    def link(self, text: str, url: str) -> str:
        # Angle brackets: no preview, and a bracket in the address does not end it.
        return f"[{self.text(text)}](<{url}>)"

    def quote(self, text: str) -> str:
        return "\n".join(f"> {line}" for line in self.text(text).split("\n"))


def writer(markup: Markup) -> Writer:
    match markup:
        case Markup.HTML:
            return HtmlWriter()
        case Markup.MARKDOWN:
            return MarkdownWriter()
        case Markup.PLAIN:
            return PlainWriter()
