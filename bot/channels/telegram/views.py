"""The faces of one stored answer, and the buttons that turn from one to another. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.rendering import (
    LANGUAGES,
    TELEGRAM,
    Block,
    Catalogue,
    Paragraph,
    Style,
    catalogue,
    clean,
    clean_line,
    localised,
    render,
    source_blocks,
    write,
)
from bot.channels.rendering.blocks import claim_block, reference
from bot.engine.models import ClaimCheck, Explanation
from bot.state.port import Result, Verdict
from knowledge.models import Standing

CITATIONS_A_PAGE = 4
_DATA = re.compile(r"([aswgfvlo]):([A-Za-z0-9_-]{12})?:([a-z0-9]{1,12})")


class View(StrEnum):
    """What a message shows; the value is the first letter of the button's data."""

    ANSWER = "a"
    SOURCES = "s"
    WHY = "w"
    GAPS = "g"
    FEEDBACK = "f"
    VERDICT = "v"
    LANGUAGE = "l"
    LIBRARY = "o"


@dataclass(frozen=True, slots=True)
class Press:
    """The data of a button. Anybody may send any; :meth:`parse` gives None for what no button of ours says."""

    view: View
    answer_id: str | None
    argument: str

    @classmethod
    def parse(cls, data: str | None) -> Press | None:
        found = _DATA.fullmatch(data or "")
        return cls(View(found[1]), found[2], found[3]) if found else None

    @property
    def page(self) -> int:
        return int(self.argument) if self.argument.isdecimal() and self.argument.isascii() else 0

    def __str__(self) -> str:
        return f"{self.view}:{self.answer_id or ''}:{self.argument}"


def pages(view: View, result: Result, language: str) -> tuple[str, ...]:
    """The messages or pages of a view, at least one."""
    strings = catalogue(language)
    match view:
        case View.SOURCES:
            found = source_blocks(result, strings)
            groups = [found[at : at + CITATIONS_A_PAGE] for at in range(0, len(found), CITATIONS_A_PAGE)]
            texts = tuple(text for group in groups for text in write(group, TELEGRAM, strings))
            return texts or _note(strings("chat-no-sources"), strings)
        case View.WHY:
            return render(result, TELEGRAM, language, why=True)
        case View.GAPS:
            return write(_unknown(result, strings), TELEGRAM, strings) or _note(strings("chat-no-gaps"), strings)
        case _:
            return render(result, TELEGRAM, language)


def _note(text: str, strings: Catalogue) -> tuple[str, ...]:
    return write([Block((Paragraph(text),))], TELEGRAM, strings)


def note(text: str, language: str) -> str:
    """A plain message of the bot's own."""
    return _note(text, catalogue(language))[0]


def _unknown(result: Result, strings: Catalogue) -> list[Block]:
    """What the answer does not know: gaps, and statements that stand on nothing."""
    if isinstance(result, ClaimCheck):
        return [
            claim_block(claim, strings, why=True)
            for claim in result.claims
            if claim.standing in (Standing.SPECULATION, Standing.UNSOURCED)
        ]
    result = localised(result, strings)
    if not isinstance(result, Explanation):
        head = Block((Paragraph(clean(result.message)),), heading=strings(f"reason-{result.reason}"))
        near = [
            Block((), references=(reference(citation),), heading=None if place else strings("nearest"))
            for place, citation in enumerate(result.nearest)
        ]
        return [head, *near]
    found = []
    for place, gap in enumerate(result.gaps):
        body = [Paragraph(clean(gap.text))]
        if gap.settled_by:
            body.append(Paragraph(strings("settled-by", what=clean_line(gap.settled_by)), Style.EMPHASIS))
        found.append(Block(tuple(body), heading=None if place else strings("gaps")))
    return found


def keyboard(
    view: View, answer_id: str, strings: Catalogue, *, page: int = 0, count: int = 1, home: int = 0
) -> InlineKeyboardMarkup:
    """The buttons under a view. ``count`` > 1 pages it; ``home`` is the part of the answer that Back returns to."""
    rows: list[list[InlineKeyboardButton]] = []
    if count > 1:
        rows.append(_pager(view, answer_id, strings, page, count))
    if view is View.ANSWER:
        rows.append(
            [
                _button(strings("sources"), View.SOURCES, answer_id),
                _button(strings("why"), View.WHY, answer_id),
            ]
        )
        rows.append(
            [
                _button(strings("gaps"), View.GAPS, answer_id),
                _button(strings("chat-wrong"), View.FEEDBACK, answer_id),
            ]
        )
        return InlineKeyboardMarkup(rows)
    if view is View.FEEDBACK:
        rows += [
            [_button(strings(f"chat-verdict-{verdict}"), View.VERDICT, answer_id, verdict.value)] for verdict in Verdict
        ]
    rows.append([_button(strings("chat-back"), View.ANSWER, answer_id, str(home))])
    return InlineKeyboardMarkup(rows)


def _pager(view: View, answer_id: str, strings: Catalogue, page: int, count: int) -> list[InlineKeyboardButton]:
    here = strings("chat-page", page=page + 1, pages=count)
    return [
        _button("‹", view, answer_id, str(max(page - 1, 0))),
        _button(here, view, answer_id, str(page)),
        _button("›", view, answer_id, str(min(page + 1, count - 1))),
    ]


def _button(text: str, view: View, answer_id: str | None, argument: str = "0") -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=str(Press(view, answer_id, argument)))


def language_keyboard() -> InlineKeyboardMarkup:
    buttons = [_button(name, View.LANGUAGE, None, code) for code, name in LANGUAGES.items()]
    return InlineKeyboardMarkup([buttons[at : at + 3] for at in range(0, len(buttons), 3)])


def library_keyboard(strings: Catalogue, page: int, count: int) -> InlineKeyboardMarkup | None:
    if count < 2:
        return None
    here = strings("chat-page", page=page + 1, pages=count)
    places = ((max(page - 1, 0), "‹"), (page, here), (min(page + 1, count - 1), "›"))
    return InlineKeyboardMarkup([[_button(text, View.LIBRARY, None, str(at)) for at, text in places]])
