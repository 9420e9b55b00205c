"""Where in a source something stands: compares locators as printed. Pure.

A finding may say "Vol. I, pp. 4–5" where the passage it summarises says "p. 4"; both name a page that they share.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_VOLUME = re.compile(r"\bvol(?:ume)?\b\.?\s*(?P<label>[ivx]+|\d+)\b", re.IGNORECASE)
_HEADING = re.compile(r"[“\"]([^”\"]+)[”\"]")
_UNITS = {"p": "page", "¶": "paragraph", "§": "section", "c": "count", "a": "article", "f": "footnote"}
_NUMBER = r"(?:[A-Za-z]{0,2}-?\d+[A-Za-z]?(?:\.\d+)*|[ivxlc]+)(?:\([A-Za-z0-9]+\))*"
_RANGE = rf"{_NUMBER}(?:\s*[-–—]\s*{_NUMBER})?"
_PLACE = re.compile(
    r"(?P<unit>\bparagraphs?|\bparas?\.?|¶+|\bpages?|\bpp?\.|\bsections?|\bsecs?\.|§+|\bcounts?|\barticles?|\bfn\.)"
    rf"\s*(?P<labels>{_RANGE}(?:\s*(?:,|;|and|&)\s*{_RANGE})*)(?![\w])",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\s*{_RANGE}\s*\Z", re.IGNORECASE)
_SPAN = re.compile(rf"(?P<first>{_NUMBER})(?:\s*[-–—]\s*(?P<last>{_NUMBER}))?", re.IGNORECASE)
_WIDEST = 400


class Place(NamedTuple):
    """One page, paragraph or section. ``volume`` and ``heading`` are empty where the locator names none."""

    heading: str
    volume: str
    unit: str
    label: str


@lru_cache(maxsize=65_536)
def places(locator: str) -> frozenset[Place]:
    """The places that a locator names; ranges are spelled out. A bare number is a page.

    A locator that names none of these is one place: its own text, case and spacing aside.
    """
    volume_match = _VOLUME.search(_HEADING.sub(" ", locator))
    volume = volume_match["label"].lower() if volume_match else ""
    found: set[Place] = set()
    for heading, rest in _under_headings(locator):
        named = {
            Place(heading, volume, _unit(match["unit"]), label)
            for match in _PLACE.finditer(rest)
            for label in _labels(match["labels"])
        }
        if not named and _BARE.match(rest):
            named = {Place(heading, volume, "page", label) for label in _labels(rest)}
        if not named and heading:
            named = {Place(heading, volume, "heading", "")}
        found |= named
    return frozenset(found or {Place("", "", "text", " ".join(locator.casefold().split()))})


@lru_cache(maxsize=65_536)
def same_place(one: str, other: str) -> bool:
    """Whether two locators of one source name a place in common.

    A volume that only one of them names is ignored. A heading in quotation marks is not, since paragraphs are counted
    anew under each; a heading alone is all that stands under it.
    """
    return one == other or any(_meet(a, b) for a in places(one) for b in places(other))


def _meet(a: Place, b: Place) -> bool:
    if a.heading != b.heading or (a.volume and b.volume and a.volume != b.volume):
        return False
    return a[2:] == b[2:] or "heading" in (a.unit, b.unit)


def _under_headings(locator: str) -> list[tuple[str, str]]:
    """(heading, what is said after it) pairs; the first heading is empty where the locator starts without one."""
    parts = _HEADING.split(locator)
    headings = ["", *(" ".join(heading.casefold().split()) for heading in parts[1::2])]
    return [(heading, rest) for heading, rest in zip(headings, parts[0::2], strict=True) if heading or rest.strip()]


def _unit(word: str) -> str:
    lowered = word.lower()
    if lowered.startswith("par"):
        return "paragraph"
    if lowered.startswith("s"):
        return "section"
    return _UNITS[lowered[0]]


def _labels(text: str) -> list[str]:
    labels: list[str] = []
    for span in _SPAN.finditer(text):
        first, last = span["first"].lower(), (span["last"] or "").lower()
        if not last:
            labels.append(first)
        elif first.isdigit() and last.isdigit() and 0 <= int(last) - int(first) <= _WIDEST:
            labels.extend(str(number) for number in range(int(first), int(last) + 1))
        else:
            labels.extend((first, last))
    return labels
