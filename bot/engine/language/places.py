"""Where words stand in a sentence: what a number belongs to, what a marker governs, who acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.engine.language.terms import STOP_WORDS, numbers, stem, terms

_TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:\.\d+)?(?:[km]\b)?|[^\W\d_]+(?:[-'’][^\W\d_]+)*|[.!?;:](?=\s|$)|[“”\"()]"
)
_SCALES = frozenset({"thousand", "million", "billion", "trillion", "mn", "bn", "tn"})
_SPELLED = frozenset("two three four five six seven eight nine ten eleven twelve".split())
_CLAUSE = re.compile(r"[.;:!?](?=\s|$)|,?\s+(?:while|whereas|although|but|and that)\s+|,\s+and\s+")
MONTHS = "January February March April May June July August September October November December"
_DATE = re.compile(
    rf"\b({'|'.join(MONTHS.split())})\s+(?:(\d{{1,2}})(?:,?\s+(\d{{4}}))?|(\d{{4}}))\b"
    rf"|\b(\d{{1,2}})\s+({'|'.join(MONTHS.split())})(?:\s+(\d{{4}}))?\b"
)
_MONTH = re.compile(rf"\b({'|'.join(MONTHS.split())})\b(?!\s+(?:have|be|not))")
PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\b[^.;]*?\bby\b")
_PREPOSITIONS = frozenset(
    "in on at of to from for with against into about over during between among under after before since until by "
    "through near outside inside within without towards toward via per than as".split()
)
_SHORT = {"United States": "US", "United Kingdom": "UK", "European Union": "EU"}
_LONG = re.compile("|".join(_SHORT))
_DETERMINERS = frozenset("the a an its his her their former then".split())
_BOUNDS = {
    "more": ("more than", "at least", "over", "no fewer than", "no less than", "upwards of"),
    "less": ("fewer than", "less than", "up to", "as many as", "at most", "nearly", "almost", "under", "no more than"),
    "about": ("about", "around", "roughly", "approximately", "some", "an estimated", "estimated"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or end of a clause. ``number`` is plain digits; ``content`` is False for function words."""

    text: str
    raw: str
    stem: str
    number: str | None = None
    content: bool = True

    @property
    def ends(self) -> bool:
        return self.text in ".!?;:"


@lru_cache(maxsize=8_192)
def words(text: str) -> tuple[Word, ...]:
    """The words, numbers and clause ends of a text, in order. "3.5 million" is one number, "United States" one word."""
    found: list[Word] = []
    text = _LONG.sub(lambda match: _SHORT[match.group()], text)
    tokens = list(_TOKEN.finditer(text))
    for at, match in enumerate(tokens):
        token = match.group()
        raw = token.lower().replace("’", "'")
        if token[0].isdigit() or raw in _SPELLED:
            following = tokens[at + 1].group().lower() if at + 1 < len(tokens) else ""
            value = numbers(f"{token} {following}" if following in _SCALES else token)
            found.append(Word(token, raw, raw, next(iter(value), raw)))
        elif raw in _SCALES and found and found[-1].number:
            continue
        elif token[0].isalpha():
            plain = raw.removesuffix("'s").removesuffix("'")
            content = plain not in STOP_WORDS or token == "US"
            found.append(Word(token, plain, stem(plain), None, content))
        else:
            found.append(Word(token, token, token, None, False))
    return tuple(found)


def scope(text: Sequence[Word], at: int, *, reach: int = 10) -> frozenset[str]:
    """The content stems that a marker governs: those after it to the sentence's end, else those before it."""
    after: list[str] = []
    for word in text[at + 1 :]:
        if word.ends or len(after) == reach:
            break
        if word.content:
            after.append(word.stem)
    if len(after) > 1:
        return frozenset(after)
    before: list[str] = []
    for word in reversed(text[:at]):
        if word.ends or len(before) == reach:
            break
        if word.content:
            before.append(word.stem)
    return frozenset(before)


def bound(text: Sequence[Word], at: int) -> str | None:
    """Whether a number is a lower bound ("more"), an upper one ("less"), an estimate ("about"), or plain (None)."""
    before = " ".join(word.raw for word in text[max(0, at - 4) : at])
    lengths = {
        name: max((len(one) for one in phrases if _ends(before, one)), default=0) for name, phrases in _BOUNDS.items()
    }
    best = max(lengths, key=lambda name: lengths[name])
    return best if lengths[best] else None


def _ends(before: str, phrase: str) -> bool:
    return before == phrase or before.endswith(f" {phrase}")


def dates(text: str) -> frozenset[tuple[str, ...]]:
    """Months with the day and year beside them, each part by itself too: a text may say less of a date."""
    found: set[tuple[str, ...]] = {(match[1],) for match in _MONTH.finditer(text)}
    for match in _DATE.finditer(text):
        month, day, year = match[1] or match[6], match[2] or match[5], match[3] or match[4] or match[7]
        found |= {(month, *part) for part in ((day,), (year,), (day, year)) if all(part)}
    return frozenset(found)


def clauses(text: str) -> list[str]:
    """The clauses of a text, roughly: at sentence ends, semicolons and the conjunctions that join statements."""
    return [part.strip() for part in _CLAUSE.split(text) if part and part.strip()]


def actor(text: str) -> str | None:
    """The first name that no preposition makes a place or an object; after "by" where the sentence is passive."""
    order = terms(text).order
    said = words(text)
    passive = PASSIVE.search(text)
    if passive:
        later = terms(text[passive.end() :]).order
        return later[0] if later else None
    for name in order:
        place = next(
            (at for at, word in enumerate(said) if word.stem == name or name.startswith(f"{word.stem}_")), None
        )
        if place is None:
            return name
        before = [word.raw for word in said[max(0, place - 2) : place] if word.raw not in _DETERMINERS]
        if not before or before[-1] not in _PREPOSITIONS:
            return name
    return None
