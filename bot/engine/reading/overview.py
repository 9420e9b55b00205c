"""Which episode a question asks to be told. English, by rule: an opening that asks for the whole, and what names it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.engine.language.terms import terms, years
from knowledge.models import Episode

_OPENING = re.compile(
    r"^\W*(?:(?:please|so|and|ok|okay|hi|hello)\W+)*(?:(?:can|could|would) you (?:please )?)?(?:"
    r"what (?:exactly |actually |really )?(?:happened|occurred|took place|went on|is (?:publicly )?known|do we know"
    r"|do you know|can you tell me|was all that|was that)\b(?: so far)?"
    r"|(?P<is>what(?:'s| is| was| were| are)\b)"
    r"|(?:tell|inform|brief) (?:me|us)"
    r"(?: (?:all|everything|something|more|the story|the history|what (?:happened|is known)))?"
    r"|explain(?: to (?:me|us))?|describe|summari[sz]e|recount|outline"
    r"|(?:give|show) (?:me|us) (?:an? |the )?(?:\w+ )?(?:overview|summary|timeline|chronology|outline|story|account)"
    r"|(?:an? |the )?(?:\w+ )?(?:overview|summary|timeline|chronology|background)"
    r")\b",
    re.IGNORECASE,
)
_LEADING = frozenset("about of on the a an in around during with regarding concerning behind for case affair".split())
_GENERIC: frozenset[str] = frozenset(
    """elect vote campaign interfer affair scandal case stori event timelin chronolog overview summari operat network
    disinform influenc foreign presidenti parliamentari president parliament nation general round season known alleg
    polit democraci attempt incid matter whole so-cal matter histori background year januari februari march april june
    juli august septemb octob novemb decemb""".split()
)
"""Stems that a question may add to an episode's name without asking for something particular."""

_SAYING_NOTHING = _GENERIC | _LEADING
_BY_PLACE = 9
"""The distance of an episode that is asked for by its place alone."""


def asked_about(question: str, episodes: Sequence[Episode]) -> Episode | None:
    """The one episode that a question asks to be told as a whole; None where it asks for less, or for more than one.

    Every word after the opening must belong to the episode's name, places or years, or say nothing of its own. Of
    several, that wins whose id, title or alias holds the fewest words that were not asked; a tie is nobody's. "What
    is" and "what was" open many questions, so there the name has to be whole.
    """
    opening = _OPENING.match(question)
    if opening is None:
        return None
    said = terms("About " + question[opening.end() :])
    asked = said.stems - _SAYING_NOTHING
    whole = opening["is"] is not None
    found = sorted(
        (distance, episode.id, episode)
        for episode in (episodes if asked else ())
        if (distance := _distance(asked, said.numbers, episode)) is not None and not (whole and distance[1])
    )
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][2]


def _distance(asked: frozenset[str], numbers: frozenset[str], episode: Episode) -> tuple[int, int] | None:
    """How far an episode's years and names are from the asked ones, the nearest first; None where they differ."""
    names, places, named = _spelled(episode)
    if not asked <= frozenset[str]().union(places, *names):
        return None
    own = years(named)
    if not all(number in named or (number in years(numbers) and _spans(number, episode)) for number in numbers):
        return None
    by_name = [len(name - asked) for name in names if name & asked]
    return len(years(numbers) ^ own) if years(numbers) else 0, min(by_name, default=_BY_PLACE)


def _spans(year: str, episode: Episode) -> bool:
    return bool(episode.dates) and episode.dates[0][:4] <= year <= episode.dates[-1][:4]


@lru_cache(maxsize=1_024)
def _spelled(episode: Episode) -> tuple[tuple[frozenset[str], ...], frozenset[str], frozenset[str]]:
    """The stems of each of an episode's names, those of its places, and the numbers in its names."""
    by_id = re.sub(r"\bus\b", "US", episode.id.replace("-", " "))
    names = [terms(f"About {name}") for name in (by_id, episode.title, *episode.aliases)]
    stems = tuple(name.stems - _SAYING_NOTHING for name in names)
    places = terms("About " + ", ".join(episode.places)).stems - _SAYING_NOTHING
    return stems, places, frozenset[str]().union(*(name.numbers for name in names))
