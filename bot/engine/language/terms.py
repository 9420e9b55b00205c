"""Words, numbers and names of a text, normalised so that a claim can be held against its evidence."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from bot.engine.language.names import ALIASES, GENERIC, PHRASES, SYNONYMS
from bot.engine.language.words import IRREGULAR

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", re.UNICODE)
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:\.\d+)?")
_OPENING = re.compile(r'[.?!:\n“"•—]')
_ONE_PER_CENT = re.compile(r"\bone(?= per ?cent\b)", re.IGNORECASE)
_ACRONYM = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_SHORT_SCALE = re.compile(r"(k|m)\b|\s?(mn|bn|tn)\b")
_SHORT = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000}
_SCALE = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}
_UNITS = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: value * 10
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SPELLED = _UNITS | _TENS | {"hundred": 100} | _SCALE

STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing down during each ever few for from further had has have having he her here
    hers him his how i if in into is it its itself just like many may me might more most much must my no nor not now of
    off on once one only or other our out over own please same shall she should so some such than that the their them
    then there these they this those through to too under until up upon us very via was we were what when where which
    while who whom whose why will with within without would yes yet you your tell explain describe give show know say
    says said according really actually happen happened there's what's who's it's that's didn't doesn't don't isn't
    wasn't weren't hasn't haven't can't couldn't won't wouldn't
    alleged allegedly reportedly various previously""".split()
)
"""English function words, and the words with which questions are put, which say nothing about their subject."""


COMMON_OPENERS = frozenset(
    """
    almost although another because court critic despite evidence everyone intelligence investigator journalist
    judge money nobody nothing one part people president prosecutor public report research since social someone
    state ten today two three voter whether yesterday
    """.split()
)
"""Words that open sentences and name nobody."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The parts of a text that evidence has to match: stems, canonical names, and numbers as plain digits.

    ``openers`` are words that open a sentence and may be names, which their capital alone does not tell. ``order`` is
    names and openers as they first occur.
    """

    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    order: tuple[str, ...] = ()
    openers: frozenset[str] = frozenset()


_BASE = {tense: base for base, tenses in IRREGULAR.items() for tense in tenses if tense not in ("left", "won")}
"""Irregular tenses to their verbs; the left is a side of politics, and Won a name."""

_stemming = threading.local()


_LETTERS = str.maketrans("łđøıæœßð", "ldoiaosd")
_MARKED = re.compile(r"([a-z])[\u0300-\u036f]+")


def _plain(word: str) -> str:
    marked = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return unicodedata.normalize("NFC", _MARKED.sub(r"\1", marked))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The English Snowball stem of a lower-case word, after the alias table and that of irregular verbs.

    Latin letters lose their marks: who types Milosevic means Milošević.
    """
    word = word if word.isascii() else _plain(word)
    if word in ALIASES:
        return ALIASES[word]
    if word in SYNONYMS:
        return SYNONYMS[word]
    word = _BASE.get(word, word)
    # The stemmer keeps the word it works on in itself, so threads may not share one.
    if not hasattr(_stemming, "english"):
        _stemming.english = snowballstemmer.stemmer("english")
    return str(_stemming.english.stemWord(word))


@lru_cache(maxsize=16_384)
def terms(text: str) -> Terms:
    """The terms of ``text``. Names are capitalised words and acronyms other than plain sentence openers."""
    normal = unicodedata.normalize("NFKC", text).replace("’", "'")
    normal = _ACRONYM.sub(lambda match: match.group().replace(".", "") + " ", normal)
    lowered = normal.lower()
    stems: set[str] = set()
    names: dict[str, int] = {}
    openers: dict[str, int] = {}
    for phrase, key in PHRASES.items():
        if phrase in lowered:
            stems.add(key)
            names[key] = lowered.index(phrase)
            # The parts of a name say nothing by themselves, so they may not count again.
            normal = re.sub(rf"\b{re.escape(phrase)}\b", lambda found: " " * len(found[0]), normal, flags=re.IGNORECASE)
    position = 0
    for match in _WORD.finditer(normal):
        raw = match.group().removesuffix("'s").removesuffix("'")
        opens = _opens(normal, position, match.start())
        position = match.end()
        word = raw.lower()
        if word == "us" and raw != "US":
            continue
        if word in STOP_WORDS and raw != "US":
            continue
        base = stem(word)
        stems.add(base)
        for part in word.split("-"):
            if part != word and part not in STOP_WORDS and len(part) > 2:
                stems.add(stem(part))
        if raw[0].isupper() and (not opens or word in ALIASES or base in _CANONICAL or raw.isupper()):
            names.setdefault(base, match.start())
        elif raw[0].isupper() and _may_be_a_name(word):
            openers.setdefault(base, match.start())
    certain = names.keys() - GENERIC
    possible = openers.keys() - names.keys() - GENERIC
    first = openers | names
    order = tuple(sorted(certain | possible, key=lambda name: first[name]))
    return Terms(frozenset(stems), frozenset(certain), frozenset(numbers(normal)), order, frozenset(possible))


def tag_terms(tags: Iterable[str]) -> Terms:
    """The terms of tags as records write them ("internet-research-agency")."""
    return terms(" ".join(tags).replace("-", " ").title())


def _may_be_a_name(word: str) -> bool:
    """Whether a capitalised word that opens a sentence may name somebody: no plural, adverb, number or the like."""
    return (
        word not in COMMON_OPENERS
        and word not in _SPELLED
        and not word.endswith(("s", "ly", "ing", "ed"))
        and len(word) > 2
    )


def names_in_order(text: str) -> tuple[str, ...]:
    """The canonical names of ``text`` in the order in which they first occur."""
    return terms(text).order


def name_spans(text: str, name: str) -> list[tuple[int, int]]:
    """Where a canonical name stands in a text, by its spellings of one word or several; without a possessive."""
    phrases = [phrase for phrase, key in PHRASES.items() if key == name]
    found: list[tuple[int, int]] = []
    for phrase in phrases:
        found += [match.span() for match in re.finditer(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE)]
    for match in _WORD.finditer(text):
        plain = match.group().replace("’", "'").removesuffix("'s").removesuffix("'")
        inside = any(start <= match.start() < end for start, end in found)
        if not inside and plain[:1].isupper() and stem(plain.lower()) == name:
            found.append((match.start(), match.start() + len(plain)))
    return sorted(found)


def known_names(text: str) -> list[str]:
    """The states and bodies that a text names, by the tables and as they are written; a capital alone is no name."""
    spans = (name_spans(text, name)[:1] for name in names_in_order(text) if name in _CANONICAL)
    return [text[start:end] for found in spans for start, end in found]


def _opens(text: str, previous_end: int, start: int) -> bool:
    """Whether the word at ``start`` opens a sentence, so that its capital says nothing."""
    return previous_end == 0 or _OPENING.search(text, previous_end, start) is not None


def numbers(text: str) -> set[str]:
    """Numbers of ``text`` as plain digits: "3,500", "3 500", "3.5k" and "3.5 thousand" are "3500"; "twelve" is "12"."""
    found: set[str] = set()
    text = _ONE_PER_CENT.sub("1", text)
    for match in _NUMBER.finditer(text):
        raw = re.sub(r"[,\u00a0\u202f ](?=\d{3})", "", match.group())
        after = text[match.end() : match.end() + 12].lstrip(" -\u00a0").lower()
        scale = next((value for word, value in _SCALE.items() if after.startswith(word)), 1)
        if scale == 1 and (short := _SHORT_SCALE.match(text, match.end())) is not None:
            scale = _SHORT[short[1] or short[2]]
        value = float(raw) * scale if raw.count(".") <= 1 else None
        found.add(raw if value is None else f"{value:f}".rstrip("0").rstrip("."))
    return found | _spelled(text)


def _spelled(text: str) -> set[str]:
    """Numbers in words as plain digits: "forty-two" is "42", "three hundred thousand" "300000"; a lone "one" is none.

    A scale alone ("millions", "a thousand") says no number.
    """
    found: set[str] = set()
    total = current = 0
    run: list[str] = []

    def close() -> None:
        nonlocal total, current
        if run and run != ["one"] and total + current:
            found.add(str(total + current))
        run.clear()
        total = current = 0

    previous = 0
    for match in _WORD.finditer(text.lower()):
        if text[previous : match.start()].strip():
            close()
        previous = match.end()
        for word in match.group().split("-"):
            value = _SPELLED.get(word)
            if value is None or (not run and value >= 100):
                close()
            elif value < 100:
                if current % 100 and not (current % 100 in _TENS.values() and value < 10):
                    close()
                current += value
                run.append(word)
            elif value == 100:
                current *= 100
                run.append(word)
            else:
                total, current = total + current * value, 0
                run.append(word)
    close()
    return found


def years(found: frozenset[str]) -> frozenset[str]:
    """Those numbers that read as years of the modern era."""
    return frozenset(number for number in found if len(number) == 4 and number.isdigit() and "1900" <= number <= "2100")


_CANONICAL = frozenset(ALIASES.values()) | frozenset(PHRASES.values())
