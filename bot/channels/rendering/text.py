"""Blocks as messages for a place: cut between statements, label and citations on every piece; pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.channels.rendering.bidi import isolate
from bot.channels.rendering.blocks import Block, Paragraph, Reference, Style, blocks, progress_blocks, source_blocks
from bot.channels.rendering.brief import brief, shortened
from bot.channels.rendering.catalogue import Catalogue, catalogue
from bot.channels.rendering.places import Place, Writer, writer
from bot.engine.models import Answer, ClaimCheck, Premise, Statement

_BETWEEN = "\n\n"
_SENTENCE_ENDS = ".!?…。！？؟۔"
_ZWJ = "\u200d"


@dataclass(frozen=True, slots=True)
class _Detail:
    """How much of a reference is written. Places that are too narrow for more get less, never no reference."""

    title: int
    publisher: int
    locator: int
    link: bool


_DETAILS = (
    _Detail(title=120, publisher=60, locator=60, link=True),
    _Detail(title=60, publisher=0, locator=40, link=True),
    _Detail(title=60, publisher=0, locator=40, link=False),
    _Detail(title=24, publisher=0, locator=24, link=False),
)


def render(
    shown: Answer | ClaimCheck, place: Place, language: str | None = None, *, why: bool = False
) -> tuple[str, ...]:
    """An answer or a check as messages, none longer than the place's limit.

    Messages are cut between statements. A statement too long for one message is cut between sentences or words, and
    its label and citations stand on each piece. ``why`` adds the reason of each label. Of a told episode a chat gets
    the first statements of each part, every denial, and the link to the rest.
    """
    strings = catalogue(language)
    return write(blocks(shortened(shown, place), strings, why=why), place, strings)


def render_progress(items: Sequence[Premise | Statement], place: Place, language: str | None = None) -> tuple[str, ...]:
    """The verified part of an answer that is still being made, as :func:`render` would show it."""
    strings = catalogue(language)
    return write(progress_blocks(brief(items, place), strings), place, strings)


def render_sources(shown: Answer | ClaimCheck, place: Place, language: str | None = None) -> tuple[str, ...]:
    """Every citation with its quote and the label of what it stands under, as messages."""
    strings = catalogue(language)
    return write(source_blocks(shown, strings), place, strings)


def write(shown: Sequence[Block], place: Place, strings: Catalogue) -> tuple[str, ...]:
    """Blocks as messages: as many whole pieces in each as fit."""
    scribe = _Scribe(place, strings)
    messages: list[str] = []
    for block in shown:
        for piece in scribe.pieces(block):
            joined = f"{messages[-1]}{_BETWEEN}{piece}" if messages else piece
            if messages and place.length(joined) <= place.limit:
                messages[-1] = joined
            else:
                messages.append(piece)
    return tuple(messages)


class _Scribe:
    """Writes blocks for one place in one language."""

    def __init__(self, place: Place, strings: Catalogue) -> None:
        self._place = place
        self._strings = strings
        self._rtl = strings.direction == "rtl"
        self._writer: Writer = writer(place.markup)

    def pieces(self, block: Block) -> Iterator[str]:
        """The block as one piece, or as several that each fit the place."""
        whole = self._join(block, block.body, self._tail(block.references, _DETAILS[0]), first=True)
        if self._fits(whole):
            yield whole
            return
        tail, left_over = self._narrow(block)
        rest = list(block.body)
        first = True
        while rest or first:
            taken, rest = self._take(block, rest, tail, first=first)
            yield self._join(block, taken, tail, first=first)
            first = False
        while left_over:
            tail, left_over = self._narrow(block, left_over)
            yield self._join(block, (), tail, first=False)

    def _fits(self, text: str) -> bool:
        return self._place.length(text) <= self._place.limit

    def _data(self, text: str) -> str:
        return isolate(text, rtl=self._rtl)

    def _join(self, block: Block, body: Sequence[Paragraph], tail: str, *, first: bool) -> str:
        lines = [self._writer.strong(block.heading)] if block.heading and first else []
        if head := self._head(block, first=first):
            lines.append(head)
        lines += [self._paragraph(paragraph) for paragraph in body]
        if tail:
            lines.append(tail)
        return "\n".join(lines)

    def _head(self, block: Block, *, first: bool) -> str:
        parts = []
        if block.label is not None:
            shape = self._writer.text(block.label.symbol)
            parts.append(f"{shape} {self._writer.strong(block.label.text.removeprefix(block.label.symbol).strip())}")
        if block.about:
            parts.append(self._writer.text(block.about))
        if not first:
            parts.append(self._writer.emphasis(self._strings("continued")))
        return " · ".join(parts)

    def _paragraph(self, paragraph: Paragraph) -> str:
        text = self._data(paragraph.text)
        match paragraph.style:
            case Style.PLAIN:
                return self._writer.text(text)
            case Style.EMPHASIS:
                return self._writer.emphasis(text)
            case Style.QUOTE:
                return self._writer.quote(text)

    def _reference(self, reference: Reference, detail: _Detail) -> str:
        title = self._data(clip(reference.title, detail.title))
        named = self._writer.link(title, reference.url) if detail.link and reference.url else self._writer.text(title)
        others = [
            self._writer.text(self._data(clip(text, limit)))
            for text, limit in ((reference.publisher, detail.publisher), (reference.locator, detail.locator))
            if text and limit
        ]
        return "— " + ", ".join([named, *others])

    def _tail(self, references: Sequence[Reference], detail: _Detail, more: int = 0) -> str:
        lines = [self._reference(reference, detail) for reference in references]
        if more:
            lines.append(self._writer.emphasis(self._strings("more-citations", count=more)))
        return "\n".join(lines)

    def _narrow(self, block: Block, references: Sequence[Reference] | None = None) -> tuple[str, Sequence[Reference]]:
        """The fullest references that leave room for words, and those for which no room is left.

        Where not even the shortest form of all fits, the first ones stand on every piece of the body, with the number
        of the others, and the others follow in pieces of their own.
        """
        wanted = block.references if references is None else references
        room = self._place.limit * 3 // 4 - self._place.length(self._join(block, (), "", first=True))
        room -= self._place.length(self._head(block, first=False))
        for detail in _DETAILS:
            tail = self._tail(wanted, detail)
            if self._place.length(tail) <= room:
                return tail, ()
        kept = len(wanted)
        while kept > 1:
            kept -= 1
            tail = self._tail(wanted[:kept], _DETAILS[-1], more=len(wanted) - kept)
            if self._place.length(tail) <= room:
                return tail, wanted[kept:]
        return self._tail(wanted[:1], _DETAILS[-1], more=len(wanted) - 1), wanted[1:]

    def _take(
        self, block: Block, rest: Sequence[Paragraph], tail: str, *, first: bool
    ) -> tuple[list[Paragraph], list[Paragraph]]:
        """As much of the body as fits a piece, and what is left; at least one character is taken."""
        taken: list[Paragraph] = []
        for at, paragraph in enumerate(rest):
            if self._fits(self._join(block, [*taken, paragraph], tail, first=first)):
                taken.append(paragraph)
                continue

            def fits(length: int, paragraph: Paragraph = paragraph) -> bool:
                part = Paragraph(paragraph.text[:length].rstrip(), paragraph.style)
                return self._fits(self._join(block, [*taken, part], tail, first=first))

            most = _most(fits, len(paragraph.text))
            if most == 0 and not taken:
                most = 1
            cut = _cut(paragraph.text, most)
            if cut and (not taken or cut > 20):
                taken.append(Paragraph(paragraph.text[:cut].rstrip(), paragraph.style))
                left = paragraph.text[cut:].lstrip()
                after = [Paragraph(left, paragraph.style)] if left else []
                return taken, [*after, *rest[at + 1 :]]
            return taken, list(rest[at:])
        return taken, []


def _most(fits: Callable[[int], bool], length: int) -> int:
    """The greatest number up to ``length`` for which ``fits`` holds; 0 where it holds for none."""
    low, high = 0, length
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _cut(text: str, most: int) -> int:
    """The best place to cut at or before ``most``: a sentence's end, a space, between characters as a reader sees."""
    if most >= len(text):
        return len(text)
    window = text[: most + 1]
    for at in range(most, most // 2, -1):
        if window[at].isspace() and text[at - 1] in _SENTENCE_ENDS:
            return at
    for at in range(most, most // 2, -1):
        if window[at].isspace():
            return at
    at = most
    while at > max(1, most - 32) and not _boundary(text, at):
        at -= 1
    return at


def _boundary(text: str, at: int) -> bool:
    """Whether a reader sees two characters on the two sides (near enough to Unicode Standard Annex 29)."""
    after = text[at]
    joined = unicodedata.category(after).startswith("M") or after == _ZWJ or text[at - 1] == _ZWJ
    return not joined and not 0x1F3FB <= ord(after) <= 0x1F3FF


def clip(text: str, limit: int) -> str:
    """The text, or its beginning and an ellipsis, in at most ``limit`` code points."""
    if len(text) <= limit:
        return text
    at = limit - 1
    while at > 1 and not _boundary(text, at):
        at -= 1
    return text[:at].rstrip() + "…"
