"""Evidence → grounds: what each item's source did in saying it, and what became of it since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.engine import speculation
from bot.engine.claims import find_claims
from bot.engine.grade import inconclusive
from bot.engine.models import Evidence
from bot.engine.speculation import Reading
from bot.engine.standing import CEILING, STRENGTH, Ground
from knowledge.models import Act, Aspect, Finding, Kind, RelatedFinding, RelationKind, Source, Standing

_LOSING = frozenset({RelationKind.WITHDRAWS, RelationKind.SUPERSEDES})
_OPPOSING = frozenset({RelationKind.DISPUTES, RelationKind.DENIES})


GUESSES = frozenset({"modal", "hedge", "conditional", "prediction", "counterfactual", "insinuation", "likelihood"})
"""Kinds of speculation by which a source shows that it guesses. A motive or an effect may be what it found."""

_GRANTING = frozenset({Kind.PUBLIC_RECORD, Kind.JUDGMENT, Kind.SANCTIONS})
"""Kinds whose "may" and "could" grant and condition, as orders and rulings do, rather than guess."""


def ground(evidence: Evidence, related: Sequence[RelatedFinding] = ()) -> Ground:
    """What one item of evidence is worth: its act, the aspect it speaks of, and whether it still holds."""
    item = evidence.item
    if isinstance(item, Finding):
        return Ground(item.act, item.aspect, evidence.source.independence, item.confidence, lost=_lost(related))
    text = evidence.quote or item.text
    reading = speculation.read(text)
    act = act_of_text(text, evidence.source, reading)
    guess = act is not Act.ASSESSED and reading.speculative and reading.kind in GUESSES
    hedged = guess and evidence.source.kind not in _GRANTING
    return Ground(act, reading.aspect, evidence.source.independence, hedged=hedged)


def act_of_text(text: str, source: Source, reading: Reading) -> Act:
    """The act of a source's own words: its default act, lowered by what the words themselves admit.

    A charge that an inquiry report relates is a charge, and what it says that somebody said is that person's word.
    """
    default = source.default_act
    if default is Act.ASSESSED:
        return default
    if reading.kind == "allegation":
        return _lower(default, Act.CHARGED)
    if reading.kind == "vague_attribution" or reading.attributed or any(claim.speaker for claim in find_claims(text)):
        return _lower(default, Act.ASSERTED)
    return default


def _lower(act: Act, to: Act) -> Act:
    return to if STRENGTH[CEILING[to]] < STRENGTH[CEILING[act]] else act


def _lost(related: Iterable[RelatedFinding]) -> Act | None:
    return next((one.finding.act for one in related if one.relation in _LOSING), None)


def opposing(related: Iterable[RelatedFinding], aspect: Aspect) -> list[Ground]:
    """The related findings that speak against a claim of ``aspect``, as grounds on that aspect."""
    return [
        Ground(
            one.finding.act,
            aspect,
            one.source.independence,
            one.finding.confidence,
            inconclusive=inconclusive(one.finding.text),
        )
        for one in related
        if one.relation in _OPPOSING
    ]


def supporting(related: Iterable[RelatedFinding], aspect: Aspect, cap: Act) -> list[Ground]:
    """The related findings that support a claim, none of them counted for more than the claim's own act.

    They add independence; what a source says stays what that source can establish.
    """
    limit: Standing = CEILING[cap]
    return [
        Ground(
            one.finding.act if STRENGTH[CEILING[one.finding.act]] <= STRENGTH[limit] else cap,
            aspect,
            one.source.independence,
            one.finding.confidence,
        )
        for one in related
        if one.relation is RelationKind.SUPPORTS and one.finding.aspect is aspect
    ]
