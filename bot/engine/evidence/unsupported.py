"""Which words of a claim its nearest evidence does not state."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bot.engine.evidence.items import item_terms
from bot.engine.language.names import PHRASES
from bot.engine.language.terms import STOP_WORDS, numbers, stem, terms
from bot.engine.models import Evidence, Part
from knowledge.models import Finding

_PIECE = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BREAK = re.compile(r"[.,;:!?()“”\"—–]")
_SAYING_LITTLE = frozenset("also even then there still yet year years month day time new same".split())
MOST = 3
"""Parts that are named at most, the longest of them."""


def unsupported(claim: str, evidence: Sequence[Evidence], start: int = 0) -> tuple[Part, ...]:
    """The runs of words in ``claim`` that the item nearest to it in words lacks, in the order of the text.

    Offsets are those of ``claim`` moved by ``start``. Empty where all is held, and where nothing is.
    """
    pieces = [match for match in _PIECE.finditer(claim) if _content(match[0])]
    if not pieces or not evidence:
        return ()
    lacking = min(
        ([match for match in pieces if not _held(claim, match, *_known(one))] for one in evidence),
        key=len,
    )
    if len(lacking) == len(pieces):
        return ()
    runs: list[tuple[int, int]] = []
    for match in lacking:
        if runs and not _between(claim, runs[-1][1], match.start()):
            runs[-1] = (runs[-1][0], match.end())
        else:
            runs.append((match.start(), match.end()))
    longest = sorted(sorted(runs, key=lambda run: run[0] - run[1])[:MOST])
    return tuple(Part(claim[first:last], start + first, start + last) for first, last in longest)


def _content(word: str) -> bool:
    lower = word.lower().replace("’", "'")
    return lower not in STOP_WORDS and lower not in _SAYING_LITTLE


def _known(evidence: Evidence) -> tuple[frozenset[str], frozenset[str]]:
    own = terms(evidence.quote or evidence.item.text)
    if isinstance(evidence.item, Finding):
        held = item_terms(evidence.item, evidence.source)
        tagged = terms(" ".join((*evidence.item.actors, *evidence.item.targets)).replace("-", " ").title())
        return own.stems | tagged.stems, held.numbers
    return own.stems, own.numbers


def _held(claim: str, match: re.Match[str], stems: frozenset[str], known: frozenset[str]) -> bool:
    word = unicodedata.normalize("NFKC", match[0]).replace("’", "'")
    if word[0].isdigit():
        after = claim[match.end() : match.end() + 14]
        return bool(numbers(word + after) & known or numbers(word) & known)
    lower = word.lower().removesuffix("'s")
    if {stem(part) for part in (lower, *lower.split("-"))} & stems:
        return True
    around = claim[max(0, match.start() - 40) : match.end() + 40].lower()
    return any(key in stems and lower in phrase.split() and phrase in around for phrase, key in PHRASES.items())


def _between(claim: str, first: int, last: int) -> bool:
    """Whether words of weight or a break lie between two places, so that they are two parts."""
    gap = claim[first:last]
    return bool(_BREAK.search(gap)) or any(_content(match[0]) for match in _PIECE.finditer(gap))
