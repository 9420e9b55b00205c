"""Who gave to whom, and whom a court dealt with for what: words that are the same either way round.

"The agency funded the company" and "the agency was funded by the company" share every word. English, by rule, and only
where both texts are plain enough to tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.engine.language.names import GENERIC
from bot.engine.language.places import Word, words
from bot.engine.language.terms import STOP_WORDS, stem, terms
from bot.engine.language.words import forms, vocabulary

_GIVING = frozenset().union(
    *(forms(verb) for verb in vocabulary("give pay lend fund finance donate sell send hand wire"))
)
_TAKING = frozenset().union(*(forms(verb) for verb in vocabulary("take receive accept obtain borrow buy get")))
_OUTCOME = re.compile(
    r"\b(?:sentenc(?:ed|es)|convict(?:ed|s)|acquit(?:ted|s)|cleared|pardon(?:ed|s)|jailed"
    r"|(?:found|ruled|declared)(?= (?:[\w.’'-]+ ){0,8}?(?:guilty|innocent)))\b",
    re.IGNORECASE,
)
_AGENT_BEFORE = re.compile(r"\b(?:was|were|been|being|is|are|be)\b(?: [\w-]+){0,2} ?$", re.IGNORECASE)
_OBJECT_ENDS = re.compile(r",|\b(?:to|for|of|on|in|after|from|over|who|guilty|innocent|not)\b")
_CHARGE = re.compile(
    r"\b(?:guilty|convicted|convicts|sentenced|jailed|acquitted|cleared)\b[^.;]{0,60}?\b(?:of|for|on)\b(?P<charge>[^.;]+)",
    re.IGNORECASE,
)
_STOPPING = re.compile(
    r"\b(?:stop(?:s|ped|ping)?|ceas(?:e[sd]?|ing)|refrain\w*|desist\w*|abandon\w*|not to)\b", re.IGNORECASE
)


def turned(claim: str, text: str) -> bool:
    """Whether the text has the claim's words about another giver, another convict, another charge, or an end of it."""
    return (
        _other_way(claim, text)
        or _another_person(claim, text)
        or _another_charge(claim, text)
        or (bool(_STOPPING.search(text)) and not _STOPPING.search(claim))
    )


def _other_way(claim: str, text: str) -> bool:
    said, told = _gift(claim), _gift(text)
    if said is None or told is None:
        return False
    same = said[0] & told[0] and said[1] & told[1]
    return bool(said[0] & told[1] and said[1] & told[0]) and not same


def _gift(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """(givers, receivers): the names on either side of the first verb of giving or taking that has both."""
    named = terms(text)
    names = named.names | named.openers
    said = words(text)
    for at, word in enumerate(said):
        giving, taking = word.raw in _GIVING, word.raw in _TAKING
        if not giving and not taking:
            continue
        before, after = _named(said[:at], names), _named(said[at + 1 :], names)
        if not before or not after:
            continue
        passive = at + 1 < len(said) and said[at + 1].raw == "by"
        return (before, after) if giving is not passive else (after, before)
    return None


def _named(said: Sequence[Word], names: frozenset[str]) -> frozenset[str]:
    return frozenset(name for word in said for name in names if word.stem == name or name.startswith(f"{word.stem}_"))


def _another_person(claim: str, text: str) -> bool:
    said, told = _dealt_with(claim), _dealt_with(text)
    return bool(said) and bool(told) and not said & told


def _dealt_with(text: str) -> frozenset[str]:
    """The names of whom a court dealt with: after the verb, or before it in the passive."""
    found = _OUTCOME.search(text)
    if found is None:
        return frozenset()
    if _AGENT_BEFORE.search(text[: found.start()]):
        return _names(text[: found.start()])
    rest = text[found.end() :]
    end = _OBJECT_ENDS.search(rest)
    return _names(f"about {rest[: end.start()] if end else rest}")


def _names(text: str) -> frozenset[str]:
    said = terms(text)
    return said.names | said.openers


def _another_charge(claim: str, text: str) -> bool:
    """Whether the claim says for what, and the text does not say so of its own verdict."""
    said, told = _CHARGE.search(claim), _CHARGE.search(text)
    if said is None or told is None:
        return False
    charge = terms(f"about {said['charge']}")
    wanted = charge.stems - charge.names - charge.numbers - GENERIC - _SAYS_NOTHING
    return not wanted <= terms(f"about {told['charge']}").stems


_SAYS_NOTHING = STOP_WORDS | {
    stem(word)
    for word in "charge charges count counts case all year years month months day days prison unlawfully".split()
}
