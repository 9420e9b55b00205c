"""Acts, relations and aspect → standing. One table, pure.

A claim stands on the strongest act among the sources that support its own aspect. What can lower it: a source of
record that says otherwise, a withdrawal, a later source that supersedes. What can never lift it: another source of
the same kind, an official's word, or evidence for another aspect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.models import Act, Aspect, Confidence, Standing

CEILING: dict[Act, Standing] = {
    Act.ADJUDICATED: Standing.DOCUMENTED,
    Act.FOUND: Standing.DOCUMENTED,
    Act.ADMITTED: Standing.DOCUMENTED,
    Act.WITHDRAWN: Standing.DOCUMENTED,
    Act.ASSESSED: Standing.ASSESSED,
    Act.REPORTED: Standing.REPORTED,
    Act.CHARGED: Standing.ALLEGED,
    Act.ASSERTED: Standing.ALLEGED,
    Act.DENIED: Standing.ALLEGED,
    Act.OPINED: Standing.SPECULATION,
}
"""The highest standing that each act gives to what it says. A withdrawal documents only that it took place."""

FORECAST_CEILING: dict[Act, Standing] = {
    act: Standing.ASSESSED if act is Act.ASSESSED else Standing.SPECULATION for act in Act
}
"""Nobody finds or adjudicates the future; an assessment of it keeps its confidence, all else is speculation."""

COVERS: dict[Aspect, frozenset[Aspect]] = {
    Aspect.ACTIVITY: frozenset({Aspect.ACTIVITY, Aspect.ATTRIBUTION, Aspect.REACH}),
    Aspect.ATTRIBUTION: frozenset({Aspect.ATTRIBUTION}),
    Aspect.INTENT: frozenset({Aspect.INTENT}),
    Aspect.REACH: frozenset({Aspect.REACH}),
    Aspect.EFFECT: frozenset({Aspect.EFFECT}),
    Aspect.FORECAST: frozenset({Aspect.FORECAST}),
    Aspect.CONTEXT: frozenset({Aspect.CONTEXT, Aspect.ACTIVITY, Aspect.ATTRIBUTION, Aspect.REACH}),
}
"""Which aspects of evidence can support a claim of an aspect: who did it implies that it was done, not why."""

NEEDS_RECORD = frozenset({Aspect.INTENT, Aspect.EFFECT, Aspect.FORECAST})
"""Aspects that are speculation, rather than merely unsourced, where nothing supports them."""

OF_RECORD = frozenset({Act.ADJUDICATED, Act.FOUND, Act.ADMITTED, Act.ASSESSED, Act.WITHDRAWN})
"""Acts whose contrary word changes a standing; a denial or an official's word travels beside the claim instead."""

STRENGTH: dict[Standing, int] = {
    Standing.DOCUMENTED: 4,
    Standing.ASSESSED: 3,
    Standing.REPORTED: 2,
    Standing.ALLEGED: 1,
    Standing.DISPUTED: 0,
    Standing.CONTRADICTED: 0,
    Standing.SPECULATION: 0,
    Standing.UNSOURCED: 0,
}
"""How much a standing establishes. The four zeros establish nothing, each for its own reason."""

_CONFIDENCE = (Confidence.UNSTATED, Confidence.LOW, Confidence.MODERATE, Confidence.HIGH)


@dataclass(frozen=True, slots=True)
class Ground:
    """One source's word for or against a claim.

    ``independence`` is the origin that the source rests on. ``lost`` is the act by which the word was withdrawn or
    superseded, None while it holds. ``inconclusive`` marks a word against a claim that only failed to establish it;
    ``hedged`` marks a source's own words that are worded as a guess, whatever the source is.
    """

    act: Act
    aspect: Aspect
    independence: str
    confidence: Confidence | None = None
    lost: Act | None = None
    inconclusive: bool = False
    hedged: bool = False

    def ceiling(self, aspect: Aspect) -> Standing:
        """The highest standing that this word can give to a claim of ``aspect``."""
        return Standing.SPECULATION if self.hedged else ceiling(self.act, aspect)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A standing, its confidence (assessed only), and the reason in words."""

    standing: Standing
    why: str
    confidence: Confidence | None = None


def ceiling(act: Act, aspect: Aspect) -> Standing:
    """The highest standing that a source's act can give to a claim of an aspect."""
    return (FORECAST_CEILING if aspect is Aspect.FORECAST else CEILING)[act]


def weigh(aspect: Aspect, grounds: Sequence[Ground], counters: Sequence[Ground] = ()) -> Weighed:
    """What a claim of ``aspect`` stands on, given the sources for it and the sources against it."""
    covering = [ground for ground in grounds if ground.aspect in COVERS[aspect]]
    holding = [ground for ground in covering if ground.lost is None]
    against = [ground for ground in counters if ground.lost is None and ground.aspect in COVERS[aspect]]
    if not holding:
        return _without_support(aspect, covering, against, others=bool(grounds))
    best = max(holding, key=lambda ground: (STRENGTH[ground.ceiling(aspect)], _rank(ground.confidence)))
    standing = best.ceiling(aspect)
    for_record = any(ground.act in OF_RECORD and not ground.hedged for ground in holding)
    against_record = any(ground.act in OF_RECORD and not ground.inconclusive for ground in against)
    looked_for = any(ground.act in OF_RECORD and ground.inconclusive for ground in against)
    if standing is Standing.SPECULATION:
        why = _HEDGED if best.hedged else _WHY[best.act]
        return Weighed(Standing.CONTRADICTED, _CONTRADICTED) if against_record else Weighed(standing, why)
    if against_record and for_record:
        return Weighed(Standing.DISPUTED, "Sources of record conflict on this.")
    if against_record:
        if standing is Standing.ALLEGED:
            return Weighed(Standing.CONTRADICTED, _CONTRADICTED)
        return Weighed(Standing.DISPUTED, "It was reported with evidence, but a source of record says otherwise.")
    if not for_record and looked_for:
        return Weighed(Standing.DISPUTED, _NOT_ESTABLISHED)
    if not for_record and any(ground.act is Act.REPORTED for ground in against):
        return Weighed(Standing.DISPUTED, "Reports with evidence say otherwise.")
    origins = {ground.independence for ground in holding if ground.ceiling(aspect) is standing}
    why = _WHY[best.act] if aspect is not Aspect.FORECAST else _FORECAST_ASSESSED
    if len(origins) > 1:
        why = f"{why} {len(origins)} independent sources say so."
    return Weighed(standing, why, best.confidence or Confidence.UNSTATED if standing is Standing.ASSESSED else None)


def _without_support(aspect: Aspect, covering: Sequence[Ground], against: Sequence[Ground], *, others: bool) -> Weighed:
    if covering:
        return Weighed(Standing.DISPUTED, "What it rested on was withdrawn or superseded later.")
    record = [ground for ground in against if ground.act in OF_RECORD]
    if record:
        if all(ground.inconclusive for ground in record):
            return Weighed(Standing.DISPUTED, _NOT_ESTABLISHED)
        return Weighed(Standing.CONTRADICTED, _CONTRADICTED)
    if aspect in NEEDS_RECORD:
        held = f" What the library holds is about another aspect, not the {aspect}." if others else ""
        return Weighed(Standing.SPECULATION, f"{_SPECULATIVE[aspect]}{held}")
    return Weighed(Standing.UNSOURCED, "It could be checked, but the library holds nothing that states it.")


def lower(weighed: Weighed, cap: Standing, why: str) -> Weighed:
    """``weighed`` brought down to ``cap`` where it stands higher; never up."""
    if STRENGTH[weighed.standing] <= STRENGTH[cap]:
        return weighed
    return Weighed(cap, why)


def _rank(confidence: Confidence | None) -> int:
    return _CONFIDENCE.index(confidence or Confidence.UNSTATED)


_HEDGED = "The source itself words it as a possibility or a guess."
_CONTRADICTED = "Sources of record say otherwise."
_NOT_ESTABLISHED = "An official inquiry did not establish it, which is no finding that it did not happen."
_FORECAST_ASSESSED = "Intelligence or an official expert body judges it likely; it is a judgment about the future."
_SPECULATIVE = {
    Aspect.INTENT: "It is about a motive, and no source of record in the library establishes it.",
    Aspect.EFFECT: "It is about an effect, and no source of record in the library establishes it.",
    Aspect.FORECAST: "It is about the future, which nobody can have found or documented.",
}
_WHY = {
    Act.ADJUDICATED: "A court established it.",
    Act.FOUND: "An official inquiry or a public record establishes it.",
    Act.ADMITTED: "The actor admitted it.",
    Act.WITHDRAWN: "The record shows the withdrawal or dismissal.",
    Act.ASSESSED: "Intelligence or an official expert body judges so; it is a judgment, not proof.",
    Act.REPORTED: "It was reported with evidence; no court or inquiry has tested it.",
    Act.CHARGED: "It is an accusation in a charge or designation, not a finding.",
    Act.ASSERTED: "An official or a party says so; that is their word, not a finding.",
    Act.DENIED: "It is the word of the party that denies.",
    Act.OPINED: "It is commentary: an argument or a forecast, not evidence.",
}
