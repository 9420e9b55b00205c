"""What every parser hands back: blocks of text, each under the label of the page, section or paragraph it is on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.errors import TooLarge
from knowledge.models import PageMark

PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost. Going over any of these raises :class:`~knowledge.errors.TooLarge`.

    ``max_bytes`` is the size of the file, ``max_characters`` of its text, ``max_pages`` counts the pages of a PDF or
    the lines of a pages file. The other three are for archives (DOCX), judged on the directory before anything is
    expanded: the sum of the expanded sizes in bytes, how many times larger than the archive that may be, and the
    number of entries.
    """

    max_bytes: int = 64 * 1024 * 1024
    max_characters: int = 20_000_000
    max_pages: int = 20_000
    max_expanded_bytes: int = 256 * 1024 * 1024
    max_expansion_ratio: int = 150
    max_entries: int = 5_000


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text under a label; ``glue`` is what stands between it and the block after it."""

    label: str
    text: str
    glue: str = PARAGRAPH


def tile(blocks: Iterable[Block], *, name: str, limits: Limits) -> tuple[str, tuple[PageMark, ...]]:
    """Joins blocks into one text and the marks that tile it.

    Neighbours with the same label share a mark; a mark takes in the glue after its text, so that each mark ends where
    the next begins. A block without text leaves an empty mark (``start == end``), which is how a page that holds no
    text stays visible. Raises TooLarge past ``limits.max_characters``.
    """
    pieces: list[str] = []
    marks: list[PageMark] = []
    empty: list[str] = []
    length = begun = 0
    pending = ""
    label: str | None = None
    for block in blocks:
        if not block.text:
            empty.append(block.label)
            continue
        length += len(pending)
        if empty and empty[-1] == block.label:
            empty.pop()
        if block.label != label or empty:
            if label is not None:
                marks.append(PageMark(label, begun, length))
            marks += [PageMark(page, length, length) for page in empty]
            empty.clear()
            label, begun = block.label, length
        pieces += [pending, block.text]
        length += len(block.text)
        pending = block.glue
        if length > limits.max_characters:
            raise TooLarge(
                f"{name}: more than {limits.max_characters:,} characters of text. Split the document into parts."
            )
    if label is not None:
        marks.append(PageMark(label, begun, length))
    marks += [PageMark(page, length, length) for page in empty]
    return "".join(pieces), tuple(marks)
