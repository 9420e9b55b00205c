"""Documents to passages: pieces of a size that embeds well, cut where a reader would cut. Pure.

The text is first cut into atoms (lines, and sentences of long lines), then dynamic programming picks the cheapest way
to group atoms into passages: close to the target size, cut at headings and paragraphs rather than inside them, no
heading parted from what it heads, no crumbs. The cost of a passage depends on that passage alone, so an edit moves the
cuts near it and leaves those further away as they were.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.models import Document, PageMark, Passage

TARGET = 900
MAXIMUM = 1_150

_WIDE = re.compile(
    "[\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_WIDE_EXTRA = 1.5
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE_END = re.compile(
    r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[¿¡]*[^\W_])|[。！？]+[」』”’）]*|[।۔؟]+\s*", re.UNICODE
)
_LAST_WORD = re.compile(r"([^\s(\[\"“]+)$")
_ABBREVIATED = """
    mr mrs ms dr prof sen rep gov gen col lt maj capt sgt hon jr sr st v vs no nos art arts sec secs para paras ch vol
    pp p pt fig cf e.g i.e etc al inc ltd co corp llc dept dist cir fed reg stat supp crim civ evid ann approx jan feb
    mar apr jun jul aug sept sep oct nov dec u.s u.k u.n u.s.c c.f.r d.c a.m p.m ph.d viz op cit id bzw z.b u.a d.h nr
    abs bd hrsg vgl т.е т.д т.п г гг им см
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_FINAL = re.compile(r"[.!?;,…。！？；，।۔؟][\"'”’»)\]]*$")
_HEADING_SIZE = 120
_CRUMB = 120
_CRUMB_LETTERS = 40
_SMALLEST_ATOM = 40

_TOP, _PARAGRAPH, _NEW_LINE, _SENTENCE, _FORCED = range(5)
_CUT_COST = (-0.25, 0.0, 0.15, 0.45, 0.6)
_CRUMB_COST = 3.0
_PARTED_HEADING_COST = 4.0


@dataclass(frozen=True, slots=True)
class _Atom:
    """A stretch of text that stays whole; offsets leave white space out, ``before`` is the kind of cut before it."""

    start: int
    end: int
    size: float
    before: int
    heading: bool = False


def split(document: Document, *, target: int = TARGET, maximum: int = MAXIMUM) -> list[Passage]:
    """Cuts a document into passages, in order, without overlap; only white space lies between them.

    ``target`` and ``maximum`` are sizes in characters of an alphabetic script; a character of Chinese, Japanese,
    Korean, Thai and their like counts for two and a half, because it costs a tokenizer that much more. No passage is
    over the maximum. ``text`` is exactly ``document.text[start:end]``. Ids are made from the source, the text and how
    often that text came before, so a passage whose text is unchanged keeps its id. Raises ValueError unless
    0 < target <= maximum and maximum >= 16.
    """
    if not 0 < target <= maximum or maximum < 16:
        raise ValueError(f"target must be above 0 and at most maximum, and maximum at least 16: {target=}, {maximum=}")
    atoms = _merge_small(document.text, list(_atoms(document.text, _section_starts(document.marks), maximum)), maximum)
    cuts = _best_cuts(document.text, atoms, target, maximum)
    locate = _Locator(document.marks)
    seen: Counter[str] = Counter()
    passages: list[Passage] = []
    for first, last in cuts:
        start, end = atoms[first].start, atoms[last].end
        text = document.text[start:end]
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        identity = f"{document.source.id}\0{digest}\0{seen[digest]}"
        seen[digest] += 1
        key = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        passages.append(
            Passage(
                id=f"{document.source.id}:{key}",
                source_id=document.source.id,
                locator=locate(start, end),
                start=start,
                end=end,
                text=text,
                language=document.source.language,
            )
        )
    return passages


def size_of(text: str) -> float:
    """Size in characters of an alphabetic script; see :func:`split`."""
    return len(text) + _WIDE_EXTRA * len(_WIDE.findall(text))


def join_locators(first: str, last: str) -> str:
    """The locator of a stretch from one label to another: "Vol. I, p. 4" and "Vol. I, p. 5" → "Vol. I, pp. 4–5"."""
    if first == last:
        return first
    one, other = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(last)
    if one and other and one["before"] == other["before"] and one["unit"] == other["unit"]:
        unit = _PLURAL.get(one["unit"], one["unit"])
        return f"{one['before']}{unit} {one['number']}–{other['number']}{one['after']}"
    return f"{first} – {last}"


_NUMBERED = re.compile(r"(?P<before>.*?)(?P<unit>p\.|¶|§|footnote) (?P<number>[\w.-]+)(?P<after>\)?)")
_PLURAL = {"p.": "pp.", "¶": "¶¶", "§": "§§", "footnote": "footnotes"}


class _Locator:
    """Looks up the labels of the marks that a stretch of text touches."""

    def __init__(self, marks: Sequence[PageMark]) -> None:
        self._marks = [mark for mark in marks if mark.end > mark.start]
        self._starts = [mark.start for mark in self._marks]
        self._ends = [mark.end for mark in self._marks]

    def __call__(self, start: int, end: int) -> str:
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end) - 1
        if first > last:
            return ""
        return join_locators(self._marks[first].label, self._marks[last].label)


def _section_starts(marks: Sequence[PageMark]) -> frozenset[int]:
    """Where headings stand that the parser knows of: the first paragraph of a section begins with its heading."""
    return frozenset(mark.start for mark in marks if mark.label.startswith("“") and mark.label.endswith("”, ¶ 1"))


def _atoms(text: str, section_starts: frozenset[int], maximum: int) -> Iterator[_Atom]:
    previous_end = 0
    for line in _LINE.finditer(text):
        start, end = _trim(text, line.start(), line.end())
        paragraph = text.count("\n", previous_end, start) >= 2 or previous_end == 0
        alone = paragraph and (text.startswith("\n\n", line.end()) or line.end() >= len(text))
        heading = (
            alone and end - start <= _HEADING_SIZE and (start in section_starts or not _FINAL.search(text, start, end))
        )
        before = (_TOP if heading else _PARAGRAPH) if paragraph else _NEW_LINE
        for index, (begin, finish) in enumerate(_sentences(text, start, end)):
            for part, (left, right) in enumerate(_bounded(text, begin, finish, maximum)):
                kind = _FORCED if part else (_SENTENCE if index else before)
                yield _Atom(left, right, size_of(text[left:right]), kind, heading)
        previous_end = end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences of a line, without the white space between them."""
    begin = start
    for found in _SENTENCE_END.finditer(text, start, end):
        if found.end() >= end or text[found.end()].islower() or _is_abbreviation(text, begin, found):
            continue
        yield _trim(text, begin, found.end())
        begin = found.end()
    yield _trim(text, begin, end)


def _is_abbreviation(text: str, begin: int, found: re.Match[str]) -> bool:
    if not found.group().startswith(".") or found.group()[1:].strip():
        return False
    word = _LAST_WORD.search(text, max(begin, found.start() - 24), found.start())
    if word is None:
        return False
    stem = word[1].casefold()
    return stem in _ABBREVIATIONS or (len(stem) <= 2 and word[1][0].isalnum()) or not word[1][-1].isalnum()


def _bounded(text: str, start: int, end: int, maximum: int) -> Iterator[tuple[int, int]]:
    """A stretch in pieces of at most the maximum: at white space, else between characters that a reader sees as two."""
    while end - start > maximum or size_of(text[start:end]) > maximum:
        cut = _cut(text, start, maximum)
        yield _trim(text, start, cut)
        start = cut
        while text[start].isspace():
            start += 1
    yield start, end


def _cut(text: str, start: int, maximum: int) -> int:
    """Where to cut a stretch that is over the maximum: the end of its first piece."""
    limit = start
    room = maximum - _weight(text[limit])
    while room >= 0:
        limit += 1
        room -= _weight(text[limit])
    floor = start + (limit - start) // 2
    for position in range(limit, floor, -1):
        if text[position].isspace() or text[position - 1].isspace():
            return position
    for position in range(limit, floor, -1):
        if not _joined(text, start, position):
            return position
    return limit


def _weight(character: str) -> float:
    return 1 + _WIDE_EXTRA if _WIDE.match(character) else 1


def _joined(text: str, start: int, position: int) -> bool:
    """Whether the code points around a position belong to one visible character (a conservative part of UAX #29)."""
    left, right = text[position - 1], text[position]
    if left == "\u200d" or right == "\u200d" or unicodedata.category(right).startswith("M"):
        return True
    if "\U0001f3fb" <= right <= "\U0001f3ff":
        return True
    flags = position
    while flags > start and "\U0001f1e6" <= text[flags - 1] <= "\U0001f1ff":
        flags -= 1
    return "\U0001f1e6" <= right <= "\U0001f1ff" and (position - flags) % 2 == 1


def _merge_small(text: str, atoms: list[_Atom], maximum: int) -> list[_Atom]:
    """Puts crumbs (page numbers, one-word lines) with what follows, and bounds the work of the search for cuts."""
    merged: list[_Atom] = []
    for atom in atoms:
        last = merged[-1] if merged else None
        if last is not None and last.size < _SMALLEST_ATOM:
            size = last.size + atom.size + size_of(text[last.end : atom.start])
            if size <= maximum and (atom.before != _TOP or last.heading):
                merged[-1] = _Atom(last.start, atom.end, size, last.before, last.heading and atom.heading)
                continue
        merged.append(atom)
    return merged


def _best_cuts(text: str, atoms: list[_Atom], target: int, maximum: int) -> list[tuple[int, int]]:
    """Index ranges of atoms, first and last, of the cheapest partition."""
    count = len(atoms)
    cost = [0.0] * (count + 1)
    came_from = [0] * (count + 1)
    crumb = min(_CRUMB, target // 2)
    letters = min(_CRUMB_LETTERS, target // 4)
    for stop in range(1, count + 1):
        last = atoms[stop - 1]
        cut = _CUT_COST[atoms[stop].before] if stop < count else _CUT_COST[_TOP]
        if last.heading and stop < count:
            cut += _PARTED_HEADING_COST
        best = float("inf")
        size = 0.0
        for start in range(stop - 1, -1, -1):
            atom = atoms[start]
            size += atom.size + (size_of(text[atom.end : atoms[start + 1].start]) if start + 1 < stop else 0)
            if size > maximum:
                break
            total = cost[start] + cut + ((size - target) / target) ** 2
            if size < crumb or (size < 3 * crumb and _letters(text[atom.start : last.end]) < letters):
                total += _CRUMB_COST
            if total < best:
                best, came_from[stop] = total, start
        cost[stop] = best
    cuts: list[tuple[int, int]] = []
    stop = count
    while stop:
        start = came_from[stop]
        cuts.append((start, stop - 1))
        stop = start
    return cuts[::-1]


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
