"""Whether what was found speaks of what a question asks about, or only of things like it.

A library that holds much on elections finds something near to every question about one. An answer about Madagascar to
a question about Kosovo is none, so a place or a proper name that nothing found speaks of means "not held".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.engine.language.names import PLACES
from bot.engine.language.terms import stem, terms
from bot.engine.language.words import tokens
from bot.engine.reading.asking import wanted

_WITHIN = re.compile(r"\b(?:in|inside|across|within|throughout) (?:the )?([A-Z][\w’'-]+)")
_LEAST_PHRASE = 2


def unheld(question: str, told: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """The names without which an answer would miss the question, as it writes them, of which nothing found speaks.

    ``told`` has the stems of what each item is about. Names are lands in which it asks what happened, or all lands that
    it names, other places after "in", and proper names of two words or more; those without a capital only where they
    are lands.
    """
    held = frozenset[str]().union(*told)
    asked = terms(question)
    lands = asked.stems & PLACES
    missing = lands - held
    lacking = [land.replace("_", " ").title() for land in sorted(missing & wanted(question).places)]
    if not lacking and lands and missing == lands:
        lacking = [land.replace("_", " ").title() for land in sorted(missing)]
    names = asked.names - PLACES
    for match in _WITHIN.finditer(question):
        name = stem(_bare(match[1]).lower())
        if name in names and name not in held:
            lacking.append(match[1])
    lacking += [phrase for phrase in _phrases(question, names) if not _stems(phrase) & held]
    return tuple(dict.fromkeys(lacking))


def _phrases(question: str, names: frozenset[str]) -> list[str]:
    """Runs of two or more names with nothing but a space between them."""
    runs: list[list[str]] = [[]]
    end = -1
    for word in tokens(question):
        bare = _bare(word.text)
        if bare[:1].isupper() and stem(bare.lower()) in names:
            if runs[-1] and question[end : word.start] != " ":
                runs.append([])
            runs[-1].append(word.text)
        else:
            runs.append([])
        end = word.end
    return [" ".join(run) for run in runs if len(run) >= _LEAST_PHRASE]


def _stems(phrase: str) -> frozenset[str]:
    return frozenset(stem(_bare(word).lower()) for word in phrase.split())


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)
