"""Splits of claims that a model proposes, taken only where they can be checked and raise nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.engine.errors import ModelError
from bot.engine.models import Hinge
from bot.engine.ports import Splitter
from bot.engine.reading.claims import ReadClaim
from bot.engine.reading.speculation import read
from bot.engine.standing import NEEDS_RECORD
from knowledge.models import Aspect

LEAST_WORDS = 8
"""Shorter claims are not asked about."""

MOST_CLAIMS = 20
"""How many claims of a text are asked about, in its order."""

_LEAST_PART = 3


def halved(claims: Sequence[ReadClaim], splitter: Splitter | None) -> list[ReadClaim]:
    """The claims, some of them in two where a model saw a hinge that the rules did not.

    A split is taken if its two parts are the claim, character for character; if the first says what was done and the
    second why, what it changed or what will come of it; and if nothing in the claim is hedged or told as somebody's
    word, since a part could lose that. The second part then needs a source of record for its aspect.
    """
    asked = [n for n, one in enumerate(claims) if _may_split(one)][:MOST_CLAIMS]
    if splitter is None or not asked:
        return list(claims)
    try:
        proposed = splitter.split([claims[n].claim.text for n in asked])
    except ModelError:
        return list(claims)
    parts = dict(zip(asked, proposed, strict=False))
    return [half for n, one in enumerate(claims) for half in _taken(one, parts.get(n, ()))]


def _may_split(one: ReadClaim) -> bool:
    reading = one.reading
    plain = not reading.cues and not reading.speculative and not reading.governs and one.claim.speaker is None
    long = len(one.claim.text.split()) >= LEAST_WORDS
    return one.claim.checkable and not one.claim.heading and plain and long and reading.aspect not in NEEDS_RECORD


def _taken(one: ReadClaim, parts: Sequence[tuple[str, Aspect]]) -> list[ReadClaim]:
    if len(parts) != 2 or "".join(text for text, _ in parts) != one.claim.text:
        return [one]
    (first, _), (second, aspect) = parts
    if aspect not in NEEDS_RECORD or min(len(first.split()), len(second.split())) < _LEAST_PART:
        return [one]
    head = first.rstrip()
    start = one.claim.start + len(first) + len(second) - len(second.lstrip())
    tail = second.lstrip()
    read_head, read_tail = read(head, offset=one.claim.start), read(tail, offset=start)
    if read_head.speculative or read_head.aspect in NEEDS_RECORD:
        return [one]
    resolved = one.claim.query
    own = replace(
        one.claim,
        text=head,
        end=one.claim.start + len(head),
        query=resolved.replace(second, "").rstrip() if second in resolved else head,
        meant="",
    )
    other = replace(one.claim, text=tail, start=start, end=start + len(tail), query=resolved, meant="")
    words = tail.split()[0].strip(".,;:")
    hinge = read_tail.hinge or Hinge(words, start, start + len(words))
    return [ReadClaim(own, read_head), ReadClaim(other, replace(read_tail, aspect=aspect, hinge=hinge))]
