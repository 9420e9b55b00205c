"""HTML to blocks: trafilatura judges what is main text, an own walk keeps what it would lose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
import trafilatura
from lxml import etree

from knowledge.errors import UnreadableDocument
from knowledge.parsing.blocks import Block
from knowledge.parsing.markdown import section_label
from knowledge.parsing.text import clean, squash

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_OPENING = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.DOTALL)
_GONE = {
    "head", "script", "style", "noscript", "template", "svg", "iframe", "object", "button", "select", "textarea",
    "dialog",
}  # fmt: skip
_AROUND = {"nav", "aside", "footer", "form"}
_AROUND_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert"}
_AROUND_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|comments?|cookie|consent|share|sharing|social|related|newsletter|"
    r"subscribe|sidebar|promo|advert|ads?|banner|skip-?link|pagination)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BREAKING = _HEADINGS | {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "tfoot", "thead", "tr", "ul",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SUBSTANTIAL = 60
_TELLING = 25
_MOST = 0.5


def looks_like_html(text: str) -> bool:
    return _OPENING.match(text[:4096].lstrip("\ufeff")) is not None


def declared_charset(data: bytes) -> str | None:
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def blocks_from_html(text: str, *, name: str) -> list[Block]:
    """Main text of a page, labelled by heading and paragraph.

    A block stays when trafilatura counts it as main text, or when it is a sentence's worth of text that is not mostly
    links and stands in no navigation, footer, form or comment. So numbered counts of a judgment, tables of a sanctions
    notice and signatures survive an extractor that was made for news pages; menus do not. A page with nothing of the
    kind keeps all its text. Raises UnreadableDocument
    where nothing can be parsed.
    """
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = lxml.html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(f"{name}: is no HTML that can be read ({error}). Save the page again.") from error
    extracted = _extracted(text)
    main = squash(extracted)
    lines = frozenset(squash(line.lstrip("-|* ")) for line in extracted.split("\n"))
    _prune(root)
    walked = list(_walk(root))
    kept = [(heading, block) for heading, block, links in walked if _is_kept(heading, block, links, main, lines)]
    return list(_labelled(kept or [(heading, block) for heading, block, _ in walked]))


def _extracted(text: str) -> str:
    found = trafilatura.extract(
        text, output_format="txt", include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
    return clean(found or "")


def _prune(root: Any) -> None:
    """Takes out what a reader does not see or what stands around the text, but never most of the text."""
    body = root.find("body")
    most = _MOST * _measure(root)
    for element in list(root.iter()):
        if element is root or element is body:
            continue
        unprinted = not isinstance(element.tag, str) or element.tag in _GONE or _is_hidden(element)
        if unprinted or (_is_around(element) and _measure(element) < most):
            _drop(element)


def _measure(element: Any) -> int:
    return len(squash(element.text_content()))


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _is_around(element: Any) -> bool:
    if element.tag in _AROUND or (element.get("role") or "").lower() in _AROUND_ROLES:
        return True
    if element.tag in ("header", "div", "section", "ul", "p", "ol"):
        return _AROUND_NAMES.search(f"{element.get('id') or ''} {element.get('class') or ''}") is not None
    return False


def _walk(root: Any) -> Iterator[tuple[bool, str, float]]:
    """(is a heading, text, share of it in links) for each block of text, in order. Iterative: pages nest deeply."""
    pieces: list[str] = []
    linked = 0
    heading = False

    def flush() -> Iterator[tuple[bool, str, float]]:
        nonlocal linked
        block = "\n".join(filter(None, (squash(line) for line in clean("".join(pieces)).split("\n"))))
        pieces.clear()
        share = linked / max(1, len(block))
        linked = 0
        if block:
            yield heading, block, share

    in_link = 0
    preformatted = 0

    def add(text: str | None) -> None:
        nonlocal linked
        if text:
            pieces.append(text if preformatted else re.sub(r"\s+", " ", text))
            linked += len(squash(text)) if in_link else 0

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag in _BREAKING:
                yield from flush()
                heading = tag in _HEADINGS
            elif tag in ("td", "th") and "".join(pieces).strip():
                pieces.append(" | ")
            elif tag == "br":
                pieces.append("\n")
            in_link += tag == "a"
            preformatted += tag == "pre"
            add(element.text)
        else:
            if tag in _BREAKING:
                yield from flush()
                heading = False
            in_link -= tag == "a"
            preformatted -= tag == "pre"
            add(element.tail)
    yield from flush()


def _is_kept(heading: bool, block: str, links: float, main: str, lines: frozenset[str]) -> bool:
    flat = squash(block)
    if flat in lines or (len(flat) >= _TELLING and flat in main):
        return True
    if heading:
        return links < 0.5
    return len(block) >= _SUBSTANTIAL and links < 0.5


def _labelled(kept: list[tuple[bool, str]]) -> Iterator[Block]:
    heading = ""
    number = 0
    for index, (is_heading, text) in enumerate(kept):
        if not is_heading:
            number += 1
            yield Block(section_label(heading, number), text)
            continue
        if index + 1 == len(kept):
            return
        heading, number = squash(text), 0
        yield Block(section_label(heading, 1), heading)
