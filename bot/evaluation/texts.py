"""Claims and hinges: where a text's claims begin and end, and where its speculation begins. Needs no library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.engine.reading.claims import ReadClaim, read_claims
from bot.evaluation import statistics as st
from bot.evaluation.results import Result, Scores, failing
from bot.evaluation.sets import ClaimsLine, Span, identities

ALIKE = 0.5
"""From which share in common two spans count as the same: intersection over union of two claims, and for a hinge the
part of the shorter one that lies in the other."""


def measure_claims(name: str, lines: Sequence[ClaimsLine]) -> Result:
    """Precision, recall and F1 of claim spans, and the share of hinges whose named words are the right ones."""
    keys = identities([line.text for line in lines])
    met: list[float] = []
    given: list[float] = []
    wanted: list[float] = []
    exact: list[float] = []
    hinges: dict[str, float] = {}
    failures: list[dict[str, Any]] = []
    for key, line in zip(keys, lines, strict=True):
        found = [one for one in read_claims(line.text) if one.claim.checkable]
        spans = [(one.claim.start, one.claim.end) for one in found]
        gold = line.spans()
        if gold:
            hits = matched(gold, spans)
            met.append(hits)
            given.append(len(spans))
            wanted.append(len(gold))
            exact.append(float(_bare(line.text, spans) == _bare(line.text, gold)))
            if hits < max(len(gold), len(spans)):
                failures.append(
                    {
                        "what": "claims",
                        "text": line.text,
                        "expected": [line.text[start:end] for start, end in gold],
                        "found": [line.text[start:end] for start, end in spans],
                    }
                )
        hinge = line.hinge_span()
        if hinge is not None:
            named = _hinges(found)
            right = any(covers(hinge, one) for one in named)
            hinges[key] = float(right)
            if not right:
                failures.append(
                    {
                        "what": "hinge",
                        "text": line.text,
                        "expected": line.text[slice(*hinge)],
                        "found": [line.text[start:end] for start, end in named],
                    }
                )
    metrics = _span_metrics(met, given, wanted)
    if exact:
        metrics["exact"] = st.resampled(exact)
    if hinges:
        metrics["hinge"] = st.resampled(list(hinges.values()))
    scores = [Scores("mean", "hinge", hinges)] if hinges else []
    return Result(
        task="claims",
        set=name,
        way="engine",
        items=len(lines),
        metrics=metrics,
        counts={"claims": int(sum(wanted)), "found": int(sum(given)), "hinges": len(hinges)},
        scores=tuple(scores),
        failures=failing(failures),
    )


def _span_metrics(met: list[float], given: list[float], wanted: list[float]) -> dict[str, st.Measure]:
    if not wanted:
        return {}
    ratios = {"precision": (met, given), "recall": (met, wanted)}
    metrics = {name: st.resampled_ratio(above, below) for name, (above, below) in ratios.items()}
    doubled = [2 * one for one in met]
    metrics["f1"] = st.resampled_ratio(doubled, [one + other for one, other in zip(given, wanted, strict=True)])
    return metrics


def matched(gold: Sequence[Span], found: Sequence[Span]) -> int:
    """How many spans are met, each by one of the found, the most alike first."""
    pairs = sorted(
        ((union(one, other), a, b) for a, one in enumerate(gold) for b, other in enumerate(found)), reverse=True
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for alike, a, b in pairs:
        if alike >= ALIKE and a not in used_gold and b not in used_found:
            used_gold.add(a)
            used_found.add(b)
    return len(used_gold)


def union(one: Span, other: Span) -> float:
    """Intersection over union."""
    shared = _shared(one, other)
    return shared / (one[1] - one[0] + other[1] - other[0] - shared)


def covers(one: Span, other: Span) -> bool:
    shorter = min(one[1] - one[0], other[1] - other[0])
    return _shared(one, other) >= ALIKE * shorter


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _bare(text: str, spans: Sequence[Span]) -> list[str]:
    """The words of spans in order, without the marks around them: whether a claim includes its full stop is taste."""
    return [text[start:end].strip(" .,;:!?—–-\n") for start, end in sorted(spans)]


def _hinges(found: Sequence[ReadClaim]) -> list[Span]:
    return [(one.reading.hinge.start, one.reading.hinge.end) for one in found if one.reading.hinge]
