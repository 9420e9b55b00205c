"""Printed pages to running text: running heads off, wrapped lines joined, words mended where a line broke them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—\s]*(\d{1,4}|[ivxlc]{1,7})[-–—\s]*(?:of\s+\d+)?", re.IGNORECASE)
_ITEM = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]\s|\([A-Za-z0-9]{1,4}\)\s|[•·●▪◦‣–—*-]\s")
_ENDS = re.compile(r"[.!?:;…。！？।؟][\"'”’»)\]]*$")
_STOPS = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*$")
_LINKED = re.compile(r"[;,]\s*(?:and|or)$", re.IGNORECASE)
_DECORATION = re.compile(r"[\s*_=~#|·•.–—-]*")
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿа-яё]")
_HYPHENS = "-\u2010"
_MARGIN = 2


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Takes off the lines at the top and bottom of a page that the document's pages share, and page numbers.

    A line counts as a running head when, digits aside, it stands among the outer two lines of at least three pages
    and half of all pages. Lines of nothing but rules and asterisks go as well.
    """
    pages = [[line for line in page if not line.strip() or not _DECORATION.fullmatch(line)] for page in pages]
    bodies = [[line for line in page if line.strip()] for page in pages]
    seen: Counter[str] = Counter()
    for body in bodies:
        seen.update({_shape(line) for line in _margins(body)})
    enough = max(3, (len(pages) + 1) // 2)
    heads = {shape for shape, count in seen.items() if count >= enough}
    numbered = sum(any(_PAGE_NUMBER.fullmatch(line.strip()) for line in _margins(body)) for body in bodies) >= enough
    return [_strip_margins(list(page), heads, numbered) for page in pages]


def _margins(body: list[str]) -> list[str]:
    return body[:_MARGIN] + body[max(_MARGIN, len(body) - _MARGIN) :]


def _shape(line: str) -> str:
    return _NUMBER.sub("#", " ".join(line.split())).casefold()


def _strip_margins(page: list[str], heads: set[str], numbered: bool) -> list[str]:
    for index in (0, -1):
        for _ in range(_MARGIN):
            while page and not page[index].strip():
                page.pop(index)
            if not page:
                break
            line = page[index].strip()
            if _shape(line) in heads or (numbered and _PAGE_NUMBER.fullmatch(line)):
                page.pop(index)
    return page


@dataclass(frozen=True, slots=True)
class Words:
    """A document's own words, case folded, hyphenated ones whole; ``breaks``: it hyphenates words at line ends."""

    known: frozenset[str]
    breaks: bool = False


def words_of(pages: Sequence[Sequence[str]]) -> Words:
    """A document's words; those broken at a line's end are left out, and are evidence of its habit."""
    known: set[str] = set()
    broken: list[tuple[str, str]] = []
    for lines in pages:
        filled = [line.strip() for line in lines if line.strip()]
        for line, following in pairwise([*filled, ""]):
            found = list(_WORD.finditer(line))
            if parts := _parts(line, following):
                found.pop()
                broken.append(parts)
            known.update(match.group().casefold() for match in found)
    words = Words(frozenset(known))
    verdicts = [_is_broken_word(head, tail, words.known) for head, tail in broken]
    return Words(words.known, breaks=verdicts.count(True) > verdicts.count(False))


def _parts(first: str, second: str) -> tuple[str, str] | None:
    """What stands before and after a hyphen between two lines, where both are words."""
    if first[-1:] not in _HYPHENS or len(first) < 2 or not first[-2].isalpha() or not second[:1].isalpha():
        return None
    heads, tail = _WORD.findall(first[:-1]), _WORD.match(second)
    return (heads[-1], tail.group()) if heads and tail else None


def _is_broken_word(head: str, tail: str, known: frozenset[str]) -> bool | None:
    """Whether the document shows that a hyphen at a line's end belongs to no word; None where it shows nothing."""
    if f"{head}-{tail}".casefold() in known or tail[0].isupper():
        return False
    if (head + tail).casefold() in known:
        return True
    if all(part in known for part in (head.split("-")[-1].casefold(), tail.split("-")[0].casefold())):
        return False
    return None


def joint(first: str, second: str, words: Words) -> tuple[str, str]:
    """The first of two lines of one paragraph as it is kept, and what stands between it and the second.

    A hyphen at the line's end is dropped where the document itself writes the word closed elsewhere, and kept where it
    writes the word with a hyphen or uses both parts on their own. Where it shows neither, its habit decides.
    """
    parts = _parts(first, second)
    if parts is None:
        return first, " "
    verdict = _is_broken_word(*parts, words.known)
    dropped = words.breaks if verdict is None else verdict
    return (first[:-1] if dropped else first), ""


def measure(lines: Iterable[str]) -> float:
    """How wide the lines of a text are set: the width that nine lines in ten do not pass."""
    widths = sorted(_width(line.strip()) for line in lines if line.strip())
    return widths[int(len(widths) * 0.9)] if widths else 0.0


def paragraphs(lines: Sequence[str], words: Words, width: float) -> list[str]:
    """Lines of a page to paragraphs; ``width`` is the measure of the document.

    A line joins the one before it when that one is about as long as the page is wide, or stops mid-sentence and this
    one goes on in lower case; never when this one opens a list item or a numbered paragraph after a full stop. Blank
    lines separate paragraphs, except on pages set with a blank line after every line.
    """
    spaced = _double_spaced(lines)
    result: list[list[str]] = []
    blank = True
    for raw in lines:
        line = raw.strip()
        if not line:
            blank = blank or not spaced
            continue
        if not blank and _continues(result[-1][-1], line, width):
            result[-1][-1], between = joint(result[-1][-1], line, words)
            result[-1] += [between, line]
        else:
            result.append([line])
        blank = False
    return ["".join(pieces) for pieces in result]


def _double_spaced(lines: Sequence[str]) -> bool:
    trimmed = [line.strip() for line in lines]
    pairs = followed = lowercase = 0
    previous = ""
    gap = False
    for line in trimmed:
        if not line:
            gap = True
            continue
        if previous:
            pairs += 1
            if gap:
                followed += 1
                lowercase += line[0].islower() and not _ENDS.search(previous)
        previous, gap = line, False
    return pairs >= 3 and followed > 0.6 * pairs and lowercase > 0.25 * followed


def _width(line: str) -> float:
    """Estimated width in lower-case letters: capitals are about 1.4 times as wide in the usual typefaces."""
    return len(line) + 0.4 * len(_CAPITAL.findall(line))


def _continues(last: str, line: str, width: float) -> bool:
    if _parts(last, line):
        return True
    taken = _width(last)
    if _ITEM.match(line) and (_ENDS.search(last) or _LINKED.search(last) or taken < 0.7 * width):
        return False
    if taken >= 0.7 * width and width >= 30:
        return not (_STOPS.search(last) and taken < 0.8 * width)
    return line[0].islower() and not _ENDS.search(last) and taken >= 0.4 * width


def runs_on(last: str, following: str) -> bool:
    """Whether a paragraph at a page's end goes on at the next page's start."""
    if not last or not following or _ENDS.search(last):
        return False
    if following[0].islower() or last.endswith(","):
        return True
    return len(last) > 60 and not _ITEM.match(following)
