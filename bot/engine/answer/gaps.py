"""What the library does not hold about a question, and what would settle it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.evidence.items import item_terms
from bot.engine.evidence.retrieve import Gathered, in_english
from bot.engine.language.terms import terms, years
from bot.engine.models import Gap, Role, Statement
from bot.engine.reading import speculation
from bot.engine.reading.premise import Presupposed
from bot.engine.standing import STRENGTH
from knowledge.models import Aspect, Standing

SETTLED_BY: dict[Aspect, str] = {
    Aspect.ACTIVITY: "a court record, an official inquiry's finding, or a platform's or researcher's published data",
    Aspect.ATTRIBUTION: "a judgment, an admission, or an attribution with its evidence published",
    Aspect.INTENT: "the actor's own words or orders, or an assessment that states its confidence",
    Aspect.REACH: "figures from the platform or the body that held the data",
    Aspect.EFFECT: "a study or an inquiry that measured the effect on votes or opinion",
    Aspect.FORECAST: "the event itself; until then only an assessment with a stated likelihood",
    Aspect.CONTEXT: "a public record",
}
"""What kind of source would settle a claim of each aspect."""

_MISSING: dict[Aspect, str] = {
    Aspect.INTENT: "Nothing retrieved here establishes a motive.",
    Aspect.EFFECT: "Nothing retrieved here establishes an effect on a result, on votes or on opinion.",
    Aspect.FORECAST: "What will happen is not known.",
    Aspect.ATTRIBUTION: "Nothing retrieved here establishes who was behind it.",
    Aspect.REACH: "Nothing retrieved here establishes how many people it reached.",
}


def find_gaps(
    question: str, presupposed: Presupposed | None, gathered: Gathered, statements: Sequence[Statement]
) -> tuple[Gap, ...]:
    """The honest rest: what was asked for and is not held, in the order in which it matters to the reader."""
    gaps: list[Gap] = []
    aspect = presupposed.aspect if presupposed else speculation.read(question).aspect
    told = {one.aspect for one in statements if STRENGTH[one.standing] > 1}
    if aspect in _MISSING and aspect not in told:
        gaps.append(Gap(_MISSING[aspect], SETTLED_BY[aspect]))
    if in_english(question):
        asked = terms(question)
        held = [item_terms(one.item, one.source) for one in gathered.evidence]
        stems = frozenset[str]().union(*(one.stems | one.names for one in held))
        numbers = frozenset[str]().union(*(one.numbers for one in held))
        missing = sorted((asked.names - stems) | (years(asked.numbers) - numbers))
        if missing:
            named = ", ".join(name.replace("_", " ").capitalize() for name in missing)
            gaps.append(Gap(f"Nothing retrieved here speaks of: {named}.", "a source on just that"))
    answers = [one for one in statements if one.role is not Role.COUNTER]
    if answers and all(one.standing is Standing.ALLEGED for one in answers):
        untested = "All of this is accusation; nothing retrieved here has been tested."
        gaps.append(Gap(untested, SETTLED_BY[Aspect.ACTIVITY]))
    origins = {citation.origin or citation.source_id for one in answers for citation in one.citations}
    if len(answers) > 1 and len(origins) == 1:
        gaps.append(Gap("All of this rests on one body of evidence.", "a second, independent source"))
    return tuple(gaps)
