"""Evidence → grounds: what each item's source did in saying it, and what became of it since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.engine.evidence.compare import inconclusive
from bot.engine.models import Evidence
from bot.engine.reading import speculation
from bot.engine.reading.claims import find_claims
from bot.engine.reading.speculation import Reading
from bot.engine.standing import CEILING, STRENGTH, Ground
from knowledge.models import DEFAULT_ACT, Act, Aspect, Finding, Kind, RelatedFinding, RelationKind, Standing

_LOSING = frozenset({RelationKind.WITHDRAWS, RelationKind.SUPERSEDES})
_OPPOSING = frozenset({RelationKind.DISPUTES, RelationKind.DENIES})


GUESSES = frozenset({"modal", "hedge", "conditional", "prediction", "counterfactual", "insinuation", "likelihood"})
"""Kinds of speculation by which a source shows that it guesses. A motive or an effect may be what it found."""

_FIRST_PERSON = re.compile(
    r"(?<!Volume )(?<!Vol\. )(?<!Part )\bI(?:['’](?:m|ve|d|ll))?\s+[a-z]|\b(?:my|me|mine|myself)\b"
)
_QUOTED = re.compile(r"\"[^\"]+\"|“[^”]+”")
_QUOTED_SHARE = 0.3
_GRANTING = frozenset({Kind.PUBLIC_RECORD, Kind.JUDGMENT, Kind.SANCTIONS})
"""Kinds whose "may" and "could" grant and condition, as orders and rulings do, rather than guess."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a source's own words amount to: the act, lowered by what they admit, the aspect, and whether they guess."""

    act: Act
    aspect: Aspect
    hedged: bool


def ground(evidence: Evidence, related: Sequence[RelatedFinding] = ()) -> Ground:
    """What one item of evidence is worth: its act, the aspect it speaks of, and whether it still holds."""
    item, independence = evidence.item, evidence.source.independence
    if isinstance(item, Finding):
        return Ground(item.act, item.aspect, independence, item.confidence, lost=_lost(related))
    words = weigh_words(evidence.quote or item.text, evidence.source.kind)
    return Ground(words.act, words.aspect, independence, hedged=words.hedged)


@lru_cache(maxsize=8_192)
def weigh_words(text: str, kind: Kind) -> Words:
    """What a source of ``kind`` does in saying ``text``: its default act, lowered by what the words themselves admit.

    A charge that an inquiry report relates is a charge, what it says that somebody said is that person's word, and
    what it quotes or prints in the first person is its author's.
    """
    reading = speculation.read(text)
    act = DEFAULT_ACT[kind]
    if act is not Act.ASSESSED:
        if reading.kind == "allegation":
            act = lesser(act, Act.CHARGED)
        elif _somebodys(text, reading):
            act = lesser(act, Act.ASSERTED)
    guess = act is not Act.ASSESSED and reading.speculative and reading.kind in GUESSES and not inconclusive(text)
    return Words(act, reading.aspect, hedged=guess and kind not in _GRANTING)


def _somebodys(text: str, reading: Reading) -> bool:
    if reading.kind == "vague_attribution" or reading.attributed or _FIRST_PERSON.search(text):
        return True
    quoted = sum(len(match.group()) for match in _QUOTED.finditer(text))
    unpaired = text.count('"') % 2 == 1
    return unpaired or quoted > _QUOTED_SHARE * len(text) or any(claim.speaker for claim in find_claims(text))


def lesser(act: Act, to: Act) -> Act:
    """``act``, or ``to`` where that can establish less."""
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
