"""Documents that come page by page: a PDF's pages, pages files (JSON Lines), text with form feeds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.errors import TooLarge, UnreadableDocument
from knowledge.parsing.blocks import PARAGRAPH, Block, Limits
from knowledge.parsing.reflow import Words, joint, measure, paragraphs, runs_on, without_running_heads, words_of
from knowledge.parsing.text import clean


def blocks_from_pages(pages: Sequence[tuple[str, str]]) -> Iterator[Block]:
    """Labelled page texts to blocks: running heads off, lines joined, sentences carried over the page break."""
    lined = without_running_heads([clean(text).split("\n") for _, text in pages])
    words = words_of(lined)
    labels = [label for label, _ in pages]
    width = measure(line for lines in lined for line in lines)
    flowed = [paragraphs(lines, words, width) for lines in lined]
    filled = [index for index, found in enumerate(flowed) if found]
    following = dict(pairwise(filled))
    for index, found in enumerate(flowed):
        if not found:
            yield Block(labels[index], "")
            continue
        head, last = found[:-1], found[-1]
        glue = PARAGRAPH
        after = following.get(index)
        if after is not None and runs_on(last, flowed[after][0]):
            last, flowed[after][0], glue = _over_the_break(last, flowed[after][0], words)
        for paragraph in head:
            yield Block(labels[index], paragraph)
        yield Block(labels[index], last, glue)


def _over_the_break(last: str, first: str, words: Words) -> tuple[str, str, str]:
    """A word broken at a page's end stays whole on the page where it began."""
    kept, between = joint(last, first, words)
    if between:
        return last, first, between
    word, _, rest = first.partition(" ")
    return kept + word, rest, " " if rest else PARAGRAPH


def looks_like_pages(text: str) -> bool:
    """Whether the first line is a JSON object with a text and a page."""
    first = text.lstrip("\ufeff \n\r\t").split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    try:
        record = json.loads(first)
    except ValueError:
        return False
    return "text" in record and ("page" in record or "page_label" in record)


def read_pages_file(text: str, *, name: str, limits: Limits) -> list[tuple[str, str]]:
    """Pages of a JSON Lines file: one object a line with ``text`` and ``page_label`` (or ``page``, a number)."""
    pages: list[tuple[str, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UnreadableDocument(
                f"{name}, line {number}: is not JSON ({error}). Mend or remove the line."
            ) from error
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            raise UnreadableDocument(f'{name}, line {number}: needs an object with a "text" of type string.')
        label = record.get("page_label")
        if label is None and record.get("page") is not None:
            label = f"p. {record['page']}"
        if not isinstance(label, str) or not label.strip():
            raise UnreadableDocument(
                f'{name}, line {number}: says no page. Give each line a "page_label" ("Vol. I, p. 4") or a "page" (4).'
            )
        pages.append((label.strip(), record["text"]))
        if len(pages) > limits.max_pages:
            raise TooLarge(f"{name}: more than {limits.max_pages:,} pages. Split the file into parts.")
    return pages
