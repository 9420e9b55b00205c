"""Text → blocks (paragraphs, list items, headings, turns) → sentences, by rule, with exact offsets.

Each character is looked at a bounded number of times, so the work is linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.engine.language.words import vocabulary

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_MARKER = re.compile(r"(?:[#>*•‣◦●▪·–—-]{1,6}[ \t\u00a0]|\(?\d{1,3}[.)][ \t\u00a0]|\(?[a-zA-Z][)][ \t\u00a0])")
_TURN = re.compile(r"(?P<name>[^\W\d_][\w.’' -]{0,38}):[ \t\u00a0]")
_NO_NAMES = frozenset({"BREAKING", "UPDATE", "NOTE", "SOURCE"})
_END = re.compile(r"[.!?…。！？؟۔।॥｡]{1,50}")
_NOTE = re.compile(r"\[\^?\d{1,4}\]")

_WIDE = frozenset("。！？؟۔।॥｡")
_CLOSERS = frozenset("\"'”’»)]}」』›")
_OPENERS = frozenset("\"'“‘«([{「『‹„¿¡*_")
_TITLES = vocabulary(
    """
    mr mrs ms messrs dr prof sen sens rep reps gov gen col lt sgt capt cmdr adm maj hon rev st ste mt ft pres vs
    v cf e.g i.e viz approx
    """
)
_NUMBERED = vocabulary(
    """
    no nos p pp vol vols fig figs art arts sec secs para paras par ch chap app ex exh jan feb mar apr jun jul
    aug sep sept oct nov dec rule cl
    """
)
_SUFFIXES = vocabulary("jr sr inc corp ltd co llc etc a.m p.m al dept univ bros ave blvd d.c ph.d")
_STARTERS = vocabulary(
    """
    the this that these those he she it they we i you his her its their our but and or however in on at as if
    when while after before since during for from by with there then thus moreover meanwhile according what who
    why how no not some many most all both another such although though because despite until under over a an
    one two yet so still
    """
)
_WRAPPED = 45
LABEL = 60


def turn(text: str) -> tuple[str, int] | None:
    """The speaker of a transcript's turn and where the speech starts: "MR. MUELLER: Yes." → ("MR. MUELLER", 12)."""
    match = _TURN.match(text)
    if match is None:
        return None
    name = match["name"]
    words = name.split()
    titled = len(words) <= 4 and all(word[:1].isupper() for word in words)
    if len(name) > 1 and (name.isupper() or (titled and len(words) > 1)) and name.upper() not in _NO_NAMES:
        return name, match.end()
    return None


class Block(NamedTuple):
    """A paragraph, list item, heading or turn. ``body`` is where its text starts, after a list marker.

    ``lines`` counts the lines joined in it; ``marked`` says that it has a list or heading marker.
    """

    start: int
    body: int
    end: int
    lines: int
    marked: bool


def _ends_sentence(text: str, end: int) -> bool:
    at = end - 1
    while at >= max(0, end - 4) and text[at] in _CLOSERS:
        at -= 1
    return at >= 0 and (text[at] in ".!?…:" or text[at] in _WIDE)


def blocks(text: str) -> list[Block]:
    """Joins hard-wrapped lines, and parts paragraphs, list items, headings and the turns of a transcript."""
    found: list[Block] = []
    last_line = (0, 0)
    for match in _LINE.finditer(text):
        line = match[0]
        body = line.strip()
        if not body:
            last_line = (0, 0)
            continue
        start = match.start() + len(line) - len(line.lstrip())
        end = start + len(body)
        marker = _MARKER.match(text, start, end)
        starts = marker is not None or turn(text[start : min(end, start + LABEL)]) is not None
        gap = text[last_line[1] : match.start()] if last_line[1] else "\f"
        near = gap.count("\n") <= 1 and gap.count("\r") <= 1 and "\f" not in gap
        if found and near and not starts and _continues(text, last_line, start):
            found[-1] = found[-1]._replace(end=end, lines=found[-1].lines + 1)
        else:
            after = marker.end() if marker else start
            while after < end and text[after].isspace():
                after += 1
            found.append(Block(start, after, end, 1, marker is not None))
        last_line = (start, end)
    return found


def _continues(text: str, line: tuple[int, int], start: int) -> bool:
    if text[start].islower():
        return True
    return line[1] - line[0] >= _WRAPPED and not (_ends_sentence(text, line[1]) and _boundary_dot(text, line, start))


def _boundary_dot(text: str, line: tuple[int, int], following: int) -> bool:
    return text[line[1] - 1] != "." or _stops(text, line[0], line[1] - 1, following)


def _word_before(text: str, start: int, dot: int) -> str:
    at = dot
    while at > start and at > dot - 20 and (text[at - 1].isalnum() or text[at - 1] == "."):
        at -= 1
    return text[at:dot]


def _word_after(text: str, at: int) -> str:
    end = at
    while end < len(text) and end < at + 20 and text[end].isalnum():
        end += 1
    return text[at:end]


def _stops(text: str, start: int, dot: int, following: int) -> bool:
    """Whether a full stop at ``dot`` ends a sentence that is followed by ``following``, a place that holds no space."""
    before = _word_before(text, start, dot)
    lower = before.lower()
    after = _word_after(text, following)
    if lower in _TITLES:
        return False
    if lower in _NUMBERED and (after[:1].isdigit() or (lower not in {"no", "mar"} and after.isupper())):
        return False
    if len(before) == 1 and before.isupper() and before != "I":
        return after.lower() in _STARTERS and after[:1].isupper()
    if "." in before or lower in _SUFFIXES:
        return after.lower() in _STARTERS and after[:1].isupper()
    # "1." at the very start is a list marker.
    return not (before.isdigit() and dot - len(before) == start)


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a block, as spans without surrounding space. Together they hold every character but spaces."""
    found: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if match.start() < begin:
            continue
        at = match.end()
        wide = any(char in _WIDE for char in match[0])
        while at < end and text[at] in _CLOSERS:
            at += 1
        note = _NOTE.match(text, at, end)
        if note:
            at = note.end()
        after = at
        while after < end and text[after].isspace():
            after += 1
        if after < end and not wide and not _breaks(text, begin, match, at, after, end):
            continue
        found.append((begin, at))
        begin = after
    if begin < end:
        found.append((begin, end))
    return found


def _breaks(text: str, begin: int, match: re.Match[str], at: int, after: int, end: int) -> bool:
    dots = match[0]
    first = after
    while first < end and first < after + 4 and text[first] in _OPENERS:
        first += 1
    follower = text[first] if first < end else ""
    if after == at:
        # No space: a sentence only where a word meets a capitalised one, as in careless pasting; else a number.
        before = _word_before(text, begin, match.start())
        token_is_address = "/" in text[max(begin, at - 30) : at + 1] or "@" in text[max(begin, at - 30) : at + 1]
        glued = len(before) > 2 and before.islower() and follower.isupper() and text[first + 1 : first + 2].islower()
        return dots == "." and glued and not token_is_address and "." not in text[first : first + 12].strip(".")
    if follower.islower():
        return False
    return dots != "." or _stops(text, begin, match.start(), first)
