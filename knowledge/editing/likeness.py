"""Finds findings that say the same thing twice.

An exact set-similarity join by prefix filtering (Bayardo, Ma and Srikant, "Scaling up all pairs similarity search",
WWW 2007): word sets are sorted rarest word first, and two sets as alike as the threshold share a word in their
prefixes, so that an inverted index over prefixes yields every candidate pair without comparing all with all.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

ALIKE = 0.8
"""Jaccard similarity of content words from which two texts count as near-duplicates."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_STOP = frozenset(
    """a an the and or of in on at to for from by with as that this these those it its was were is are be been had
    has have he she they their his her which who whom whose also""".split()
)
_TELLING = frozenset({"not", "no", "never", "nor", "without", "neither", "none", "cannot", "nothing"})


def near_duplicates(texts: Sequence[str], threshold: float = ALIKE) -> Iterator[tuple[int, int]]:
    """Pairs (earlier, later) of indices of texts that say the same.

    Texts whose difference includes a number, a name (a capital inside the sentence) or a negation say different
    things, however alike they look, and are not paired.
    """
    bags = [frozenset(word for word in _folded(text) if word not in _STOP) for text in texts]
    counts = Counter(word for bag in bags for word in bag)
    ranked = [sorted(bag, key=lambda word: (counts[word], word)) for bag in bags]
    index: dict[str, list[int]] = defaultdict(list)
    for later, words in enumerate(ranked):
        prefix = words[: len(words) - math.ceil(threshold * len(words)) + 1]
        for earlier in sorted({candidate for word in prefix for candidate in index[word]}):
            if _alike(bags[earlier], bags[later], threshold) and not _telling(texts[earlier], texts[later]):
                yield earlier, later
        for word in prefix:
            index[word].append(later)


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _alike(one: frozenset[str], other: frozenset[str], threshold: float) -> bool:
    common = len(one & other)
    return common > 0 and common >= threshold * (len(one) + len(other) - common)


def _telling(one: str, other: str) -> bool:
    different = set(_folded(one)) ^ set(_folded(other))
    inside = {word.casefold() for text in (one, other) for word in _WORD.findall(text)[1:] if word[0].isupper()}
    return any(word in inside or word in _TELLING or word.endswith(("n't", "n’t")) or any(map(str.isdigit, word))
               for word in different)  # fmt: skip
