"""The share image of an answer: its labels and citations are drawn with its words, so that they travel together.

The image is made from a new answer to the question, never from words that a caller sends, since those could carry a
label that nothing here gave. Shapes are drawn, not set in type. Fonts are the operator's or the system's; without
either, Pillow's own serves Latin script, and other scripts are refused with the way out.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from PIL import Image, ImageDraw, ImageFont, features
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.channels.rendering import Catalogue, blocks, clean_line, clip, has_rtl
from bot.channels.rendering.blocks import Block
from bot.channels.web.api import AskRequest, question_of
from bot.channels.web.context import web_of
from bot.engine.models import Answer
from knowledge.models import Standing

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 1200, 630, 2400
_MARGIN = 64
_PAPER, _INK, _SOFT, _ACCENT = "#fbfaf7", "#1b1f23", "#55585e", "#14505f"

SYSTEM_FONTS = (
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    Path("/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf"),
    Path("/usr/share/fonts/TTF/DejaVuSans.ttf"),
    Path("/System/Library/Fonts/Supplemental/Arial Unicode.ttf"),
    Path("C:/Windows/Fonts/arial.ttf"),
)
"""Fonts with Latin, Cyrillic and Arabic script, where systems keep them."""


class Type(StrEnum):
    TITLE = "title"
    LABEL = "label"
    BODY = "body"
    SMALL = "small"


_SIZES = {Type.TITLE: 44, Type.LABEL: 26, Type.BODY: 32, Type.SMALL: 24}
_LEADING = 1.35


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text before wrapping. A ``standing`` draws its shape in front; ``colour`` is for the text."""

    text: str
    type: Type
    colour: str = _INK
    standing: Standing | None = None


class NoFont(HTTPException):
    """No font at hand can set the text."""

    def __init__(self) -> None:
        super().__init__(
            422, "This server has no font for the script of this answer; its operator can name one in share_fonts."
        )


def image_lines(answer: Answer, strings: Catalogue) -> list[list[Line]]:
    """What the image says: the question, then group by group what has to stay together (label, words, citations)."""
    groups = [[Line(clean_line(answer.question), Type.TITLE)]]
    groups += [list(_group(block)) for block in blocks(answer, strings)]
    return [group for group in groups if group]


def _group(block: Block) -> Iterator[Line]:
    if block.heading:
        yield Line(block.heading, Type.SMALL, _SOFT)
    if block.label is not None:
        label = block.label
        word = label.text.removeprefix(label.symbol).strip()
        about = f" · {block.about}" if block.about else ""
        yield Line(f"{word}{about}", Type.LABEL, label.css_colour, label.standing)
    for paragraph in block.body:
        yield Line(clip(clean_line(paragraph.text), 600), Type.BODY)
    for reference in block.references:
        yield Line(f"— {clip(reference.title, 90)}, {clip(reference.locator, 40)}", Type.SMALL, _SOFT)


def draw(answer: Answer, strings: Catalogue, *, fonts: Sequence[Path] = (), footer: str = "") -> bytes:
    """The answer as PNG bytes, 1200 wide. Groups that do not fit are left out whole, and their number is said.

    Raises :class:`NoFont` where no font can set a letter of it.
    """
    pen = _Pen(_font_file(fonts), rtl=strings.direction == "rtl")
    groups = image_lines(answer, strings)
    foot = [Line(f"{strings('app-name')} · {footer}" if footer else strings("app-name"), Type.SMALL, _ACCENT)]
    laid = [pen.lay(group) for group in groups]
    room = MOST_HEIGHT - 2 * _MARGIN - pen.height(pen.lay(foot)) - 60
    kept, used = 0, 0
    for rows in laid:
        used += pen.height(rows) + 28
        if used > room:
            break
        kept += 1
    if kept < len(laid):
        foot.insert(0, Line(strings("more-citations", count=len(laid) - kept), Type.SMALL, _SOFT))
    shown = [*laid[:kept], pen.lay(foot)]
    height = sum(pen.height(rows) + 28 for rows in shown) + 2 * _MARGIN
    image = Image.new("RGB", (WIDTH, max(LEAST_HEIGHT, height)), _PAPER)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, WIDTH, 12), fill=_ACCENT)
    y = _MARGIN
    for rows in shown:
        y = pen.draw(canvas, rows, y) + 28
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _font_file(fonts: Sequence[Path]) -> Path | None:
    return next((path for path in (*fonts, *SYSTEM_FONTS) if path.is_file()), None)


Row = tuple[str, Line, bool]
"""A wrapped line: its text, the line it is of, and whether it is that line's first."""


class _Pen:
    def __init__(self, file: Path | None, *, rtl: bool) -> None:
        self._rtl = rtl
        self._shapes_scripts = bool(features.check("raqm"))
        self._fonts: dict[Type, ImageFont.FreeTypeFont] = {}
        for kind, size in _SIZES.items():
            font = ImageFont.truetype(str(file), size) if file else ImageFont.load_default(size)
            assert isinstance(font, ImageFont.FreeTypeFont)
            self._fonts[kind] = font
        self._missing = self._glyph("\U0010fffe")
        self._known: dict[str, bool] = {}

    def _glyph(self, character: str) -> bytes:
        return bytes(self._fonts[Type.SMALL].getmask(character))

    def _has(self, character: str) -> bool:
        if character not in self._known:
            self._known[character] = character.isspace() or self._glyph(character) != self._missing
        return self._known[character]

    def _settable(self, text: str) -> str:
        if has_rtl(text) and not self._shapes_scripts:
            raise NoFont
        if any(not self._has(character) and unicodedata.category(character)[0] in "LM" for character in text):
            raise NoFont
        return "".join(character if self._has(character) else " " for character in text)

    def lay(self, lines: Sequence[Line]) -> list[Row]:
        rows: list[Row] = []
        for line in lines:
            wrapped = self._wrap(self._settable(line.text), line)
            rows += [(text, line, place == 0) for place, text in enumerate(wrapped)]
        return rows

    def _wrap(self, text: str, line: Line) -> list[str]:
        font = self._fonts[line.type]
        room = WIDTH - 2 * _MARGIN - (40 if line.standing else 0)
        rows = [""]
        for word in text.split():
            trial = f"{rows[-1]} {word}".strip()
            if font.getlength(trial) <= room:
                rows[-1] = trial
                continue
            if rows[-1]:
                rows.append("")
            for character in word:
                if font.getlength(rows[-1] + character) > room:
                    rows.append("")
                rows[-1] += character
        return rows

    def height(self, rows: Sequence[Row]) -> int:
        return sum(self._advance(line) for _, line, _ in rows)

    def _advance(self, line: Line) -> int:
        return round(_SIZES[line.type] * _LEADING)

    def draw(self, canvas: ImageDraw.ImageDraw, rows: Sequence[Row], y: int) -> int:
        for text, line, first in rows:
            from_right = self._rtl or has_rtl(line.text)
            x = WIDTH - _MARGIN if from_right else _MARGIN
            if line.standing is not None:
                if first:
                    left = x - 24 if from_right else x
                    _shape(canvas, line.standing, left, y + 6, 24, line.colour)
                x += -40 if from_right else 40
            direction = ("rtl" if has_rtl(line.text) else "ltr") if self._shapes_scripts else None
            anchor = "ra" if from_right else "la"
            canvas.text((x, y), text, fill=line.colour, font=self._fonts[line.type], anchor=anchor, direction=direction)
            y += self._advance(line)
        return y


def _shape(canvas: ImageDraw.ImageDraw, standing: Standing, x: int, y: int, size: int, colour: str) -> None:
    """The shape of :data:`bot.channels.rendering.LOOKS`, drawn so that no font is needed for it."""
    box = (x, y, x + size, y + size)
    middle, right, bottom = size // 2, x + size, y + size
    match standing:
        case Standing.DOCUMENTED:
            canvas.rectangle(box, fill=colour)
        case Standing.ASSESSED:
            corners = [(x + middle, y), (right, y + middle), (x + middle, bottom), (x, y + middle)]
            canvas.polygon(corners, fill=colour)
        case Standing.REPORTED:
            canvas.ellipse(box, fill=colour)
        case Standing.ALLEGED:
            canvas.polygon([(x + middle, y), (right, bottom), (x, bottom)], fill=colour)
        case Standing.DISPUTED:
            canvas.pieslice(box, 90, 270, fill=colour)
            canvas.ellipse(box, outline=colour, width=3)
        case Standing.CONTRADICTED:
            canvas.line((x, y, right, bottom), fill=colour, width=6)
            canvas.line((x, bottom, right, y), fill=colour, width=6)
        case Standing.SPECULATION:
            canvas.ellipse(box, outline=colour, width=3)
        case Standing.UNSOURCED:
            canvas.rectangle(box, outline=colour, width=3)


def router() -> APIRouter:
    routes = APIRouter(include_in_schema=False)

    @routes.post("/share.png")
    async def share(request: Request, question: Annotated[str, Form()] = "") -> Response:
        web = web_of(request)
        asked = question_of(web, request, AskRequest(question=question))
        strings = web.strings(request)
        footer = web.settings.base_url or ""

        def work() -> bytes:
            return draw(web.engine.explain(asked), strings, fonts=web.settings.share_fonts, footer=footer)

        image = await web.run(work)
        return Response(
            image, media_type="image/png", headers={"Content-Disposition": 'attachment; filename="footing.png"'}
        )

    return routes
