"""Whether a sentence differs from its evidence in words alone, so that a judge of sense may be asked about it."""

from __future__ import annotations

from bot.engine.language.places import PASSIVE, words
from bot.engine.language.terms import names_in_order, terms
from bot.engine.verification.fidelity import FACTS, Basis
from bot.engine.verification.ordering import REPORTING


def reworded(text: str, held: Basis) -> bool:
    """Whether a sentence differs from its evidence in words alone, as far as rules can tell.

    Its numbers, names, dates, markers of modality, negations, confidence and aspect are the evidence's, it raises
    nothing, and its names come in the evidence's order; but other words are among its words. Whether these say the
    same is for a judge to tell.
    """
    if any(check(text, held) is not None for check in FACTS):
        return False
    said, own = terms(text), terms(held.text)
    if not said.names | said.openers & own.names <= own.stems | terms(held.evidence.source.publisher).stems:
        return False
    content = said.stems - said.names
    foreign = content - own.stems - REPORTING
    if len(foreign) < max(_FEWEST_OTHERS, _OTHER_WORDS * len(content)) or _turned(foreign, own.stems - said.stems):
        return False
    if {word.raw for word in words(text)} & _OTHER_TONGUES - {word.raw for word in words(held.text)}:
        return False
    return _names_in_turn(text, held.text)


_FEWEST_OTHERS = 2
_OTHER_WORDS = 0.25
"""The least share of other words in a rewording. A sentence that is the finding's but for a word or two has changed
those for a reason: it is held to the finding's words."""

_OTHER_TONGUES = frozenset(
    """dass daß zu von und im der das ist nicht auf für mit den dem ein eine sich auch que los las del por una para con
    es et dans sur est une aux nie się że jest na przez nu este din pentru și il che della gli het een niet
    dat""".split()
)
"""Function words of other languages, for a judge of English does not see them."""

_TURNING = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "anti")


def _turned(foreign: frozenset[str], lost: frozenset[str]) -> bool:
    """Whether a word was exchanged for its contrary by a prefix ("unlikely", "likely")."""
    pairs = ((one, other) for one in foreign for other in lost)
    return any(one == prefix + other or other == prefix + one for one, other in pairs for prefix in _TURNING)


def _names_in_turn(text: str, own: str) -> bool:
    """Whether the names that both have come in one order, for swapped actors are what a judge least sees."""
    said, source = names_in_order(text), names_in_order(own)
    shared = [name for name in said if name in source]
    if bool(PASSIVE.search(text)) is not bool(PASSIVE.search(own)) and len(shared) > 1:
        return False
    return shared == [name for name in source if name in said]
