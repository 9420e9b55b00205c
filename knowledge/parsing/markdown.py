"""Markdown to blocks: front matter, page comments, headings, footnotes, HTML remnants."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.parsing.blocks import PARAGRAPH, Block
from knowledge.parsing.reflow import runs_on
from knowledge.parsing.text import squash

_FRONT = re.compile(r"\ufeff?---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_PAGE_COMMENT = re.compile(r"<!--\s*page:\s*(.+?)\s*-->", re.IGNORECASE)
_IN_THE_FILE = re.compile(r"\s*\(PDF p\.\s*[^()]*\)$")
_TAG_OR_COMMENT = re.compile(r"<!--.*?(?:-->|$)|</?[A-Za-z][^<>]*>|<!?[A-Za-z?][^<>]*>", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:\s*")
_FOOTNOTE_REFERENCE = re.compile(r"\[\^[^\]\s]{1,40}\](?!:)")
_LEFT_OVER_EMPHASIS = re.compile(r"\*{2,}")
_LINK_DEFINITION = re.compile(
    r"^ {0,3}\[([^\[\]^][^\[\]]*)\]:[ \t]*<?(?:[a-z][a-z0-9+.-]*:|[/#.])\S*>?(?:[ \t]+[\"'(].*)?$", re.I | re.MULTILINE
)
_REFERENCE_LINK = re.compile(r"\[([^\[\]]+)\]\[([^\[\]]*)\]")
_OPENING = re.compile(r".{4,60}?(?:[.:;](?=\s)|\s?—)")
_LONG_HEADING = 70


def front_matter(text: str) -> tuple[dict[str, object], str]:
    """The YAML mapping between ``---`` lines at the top of a text, and the text after it.

    Text that opens with no such mapping comes back whole, with an empty dict. Dates come back as ISO strings.
    """
    text = text.replace("\r\n", "\n")
    found = _FRONT.match(text)
    if found is None:
        return {}, text
    try:
        loaded = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text
    if not isinstance(loaded, dict):
        return {}, text
    values = {
        str(key): value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else value
        for key, value in loaded.items()
    }
    return values, text[found.end() :]


@dataclass(slots=True)
class _Page:
    label: str
    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def blocks_from_markdown(text: str) -> list[Block]:
    """Markdown to blocks, labelled by its page comments; without those by section heading and paragraph.

    ``<!-- page: Vol. I, p. 94 (PDF p. 102) -->`` starts the page "Vol. I, p. 94". Footnote definitions go to the end of
    their page, or before a last paragraph that runs on to the next page; the marks that point to them are left out of
    the sentences, as are link targets, emphasis and HTML tags.
    """
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["code", "reference"])
    items = list(_items(parser.parse(_without_links_by_reference(text))))
    if any(kind == "page" for kind, _ in items):
        return _paged(items)
    return list(_sectioned(items))


def _without_links_by_reference(text: str) -> str:
    """``[words][label]`` to words, for labels that the text defines; brackets that are no link stay as they are."""
    defined = {found[1].casefold() for found in _LINK_DEFINITION.finditer(text)}
    if not defined:
        return text

    def words(link: re.Match[str]) -> str:
        return link[1] if (link[2] or link[1]).casefold() in defined else link[0]

    return _REFERENCE_LINK.sub(words, _LINK_DEFINITION.sub("", text))


def _items(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """(kind, text) in order; kind is page, heading, text or note."""
    heading = False
    row: list[str] | None = None
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield "text", " | ".join(cell for cell in row or [] if cell)
            row = None
        elif token.type in ("fence", "code_block"):
            yield "text", token.content.strip("\n")
        elif token.type == "html_block":
            yield from _html(token.content)
        elif token.type == "inline":
            for kind, text in _inline(token.children or []):
                if row is not None and kind == "text":
                    row.append(squash(text))
                elif kind == "page":
                    yield kind, text
                elif text:
                    yield ("heading" if heading else kind), squash(text) if heading else text


def _html(content: str) -> Iterator[tuple[str, str]]:
    position = 0
    for found in _PAGE_COMMENT.finditer(content):
        yield from _text_items(_strip_tags(content[position : found.start()]))
        yield "page", _page_label(found[1])
        position = found.end()
    yield from _text_items(_strip_tags(content[position:]))


def _page_label(printed: str) -> str:
    return _IN_THE_FILE.sub("", printed)


def _strip_tags(text: str) -> str:
    return "\n".join(filter(None, (squash(line) for line in _TAG_OR_COMMENT.sub(" ", text).split("\n"))))


def _text_items(text: str) -> Iterator[tuple[str, str]]:
    if text:
        yield "text", text


def _inline(children: list[Token]) -> Iterator[tuple[str, str]]:
    pieces: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline", "text_special"):
            pieces.append(child.content)
        elif child.type == "softbreak":
            pieces.append("\n" if _FOOTNOTE.match("".join(pieces[-1:])) else " ")
        elif child.type == "hardbreak":
            pieces.append("\n")
        elif child.type == "image":
            pieces.append(child.content)
        elif child.type == "html_inline":
            page = _PAGE_COMMENT.fullmatch(child.content)
            if page:
                yield from _notes_and_text("".join(pieces))
                pieces = []
                yield "page", _page_label(page[1])
            elif child.content.lower().startswith("<br"):
                pieces.append("\n")
    yield from _notes_and_text("".join(pieces))


def _notes_and_text(text: str) -> Iterator[tuple[str, str]]:
    """A paragraph, or the footnote definitions that stand in its place."""
    found = _FOOTNOTE.match(text)
    if found:
        yield "note", f"[{found[1]}] {_sentences(text[found.end() :])}"
    else:
        yield "text", _sentences(text)


def _sentences(text: str) -> str:
    text = _LEFT_OVER_EMPHASIS.sub("", _FOOTNOTE_REFERENCE.sub("", text))
    return "\n".join(filter(None, (squash(line) for line in text.split("\n"))))


def _paged(items: list[tuple[str, str]]) -> list[Block]:
    first = next(text for kind, text in items if kind == "page")
    pages = [_Page(first)]
    for kind, text in items:
        if kind == "page":
            if pages[-1].label != text:
                pages.append(_Page(text))
        elif kind == "note":
            pages[-1].notes.append(text)
        else:
            pages[-1].body.append(text)
    blocks: list[Block] = []
    for index, page in enumerate(pages):
        following = next((later.body[0] for later in pages[index + 1 :] if later.body), "")
        goes_on = bool(page.body) and runs_on(page.body[-1], following)
        body, last = (page.body[:-1], page.body[-1:]) if goes_on else (page.body, [])
        blocks.extend(Block(page.label, text) for text in [*body, *page.notes])
        blocks.extend(Block(page.label, text, " ") for text in last)
        if not page.body and not page.notes:
            blocks.append(Block(page.label, ""))
    return blocks


def _sectioned(items: list[tuple[str, str]]) -> Iterator[Block]:
    heading = ""
    paragraph = 0
    for kind, text in items:
        if kind == "heading":
            heading, paragraph = text, 0
            yield Block(section_label(heading, 1), text)
        elif text:
            paragraph += 1
            yield Block(section_label(heading, paragraph), text, PARAGRAPH)


def section_label(heading: str, paragraph: int) -> str:
    """The locator of a paragraph where no pages are printed: “Heading”, ¶ 3."""
    place = f"¶ {paragraph}"
    if not heading:
        return place
    return f"“{_shortened(heading)}”, {place}"


def _shortened(heading: str) -> str:
    if len(heading) <= _LONG_HEADING:
        return heading
    opening = _OPENING.match(heading)
    if opening:
        return opening[0].rstrip(":;,— ")
    return heading[: _LONG_HEADING - 1].rsplit(" ", 1)[0] + "…"
