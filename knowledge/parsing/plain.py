"""Plain text to blocks: pages where form feeds part them, else paragraphs by number."""

from __future__ import annotations

import re
from itertools import pairwise

from knowledge.parsing.blocks import Block
from knowledge.parsing.pages import blocks_from_pages
from knowledge.parsing.reflow import measure, paragraphs, words_of
from knowledge.parsing.text import clean

_WRAPPED_WIDTH = 100


def blocks_from_text(text: str) -> list[Block]:
    """Form feeds part pages ("p. 3"); without them, blank lines part paragraphs ("¶ 3")."""
    if "\f" in text.strip("\f\n "):
        parts = text.rstrip("\f\n ").split("\f")
        return list(blocks_from_pages([(f"p. {number}", part) for number, part in enumerate(parts, start=1)]))
    lines = text.replace("\f", "\n").split("\n")
    found = _unwrapped(lines) if _is_wrapped(lines) else re.split(r"\n\s*\n", "\n".join(lines).strip())
    return [Block(f"¶ {number}", clean(part)) for number, part in enumerate(found, start=1) if part.strip()]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines are broken at a width rather than at the end of paragraphs."""
    inner = [first for first, second in pairwise(lines) if first.strip() and second.strip()]
    if len(inner) < 3:
        return False
    lengths = sorted(len(line) for line in inner)
    width = lengths[int(len(lengths) * 0.95)]
    full = sum(0.7 * width <= length <= width + 5 for length in lengths)
    return 40 <= width <= _WRAPPED_WIDTH and full >= 0.6 * len(lengths)


def _unwrapped(lines: list[str]) -> list[str]:
    return paragraphs(lines, words_of([lines]), measure(lines))
