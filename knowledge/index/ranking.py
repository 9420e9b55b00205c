"""The order of search results: fusion, findings before passages, and room for the second source. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from knowledge.locators import same_place


class Candidate(NamedTuple):
    """What ranking needs to know of an item."""

    id: str
    source_id: str
    locator: str
    is_finding: bool
    score: float


def fuse(rankings: Sequence[Sequence[str]], k: int) -> dict[str, float]:
    """Reciprocal rank fusion: the sum over rankings of 1 / (k + rank), ranks from 1, best first.

    Cormack, Clarke and Büttcher (2009), "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning
    Methods". Scaled so that the first place in every ranking that has members is 1. Ties stand in the order of ids.
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, start=1):
            scores[key] = scores.get(key, 0.0) + 1.0 / (k + rank)
    top = sum(1 for ranking in rankings if ranking) / (k + 1)
    return {key: score / top for key, score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))}


def findings_first(order: Sequence[Candidate]) -> list[Candidate]:
    """``order`` with each finding moved up to stand before the first passage that it summarises: one of the same
    source at the same place. It takes that passage's score."""
    placed: list[Candidate] = []
    findings: dict[str, list[Candidate]] = {}
    for candidate in order:
        if candidate.is_finding:
            findings.setdefault(candidate.source_id, []).append(candidate)
    done: set[str] = set()
    for candidate in order:
        if candidate.id in done:
            continue
        if not candidate.is_finding:
            for finding in findings.get(candidate.source_id, ()):
                if finding.id not in done and same_place(finding.locator, candidate.locator):
                    placed.append(finding._replace(score=max(finding.score, candidate.score)))
                    done.add(finding.id)
        placed.append(candidate)
        done.add(candidate.id)
    return placed


def diversify(order: Sequence[Candidate], limit: int, per_source: int) -> list[Candidate]:
    """The first ``limit`` of ``order``, no source having more than ``per_source`` while another source has items left.

    What is over the quota comes after everything else, in its own order, so that nothing is lost where one source is
    all there is; scores are lowered where needed so that they fall along the result.
    """
    taken: dict[str, int] = {}
    within: list[Candidate] = []
    over: list[Candidate] = []
    for candidate in order:
        count = taken.get(candidate.source_id, 0)
        if count < per_source:
            taken[candidate.source_id] = count + 1
            within.append(candidate)
        else:
            over.append(candidate)
    kept = (within + over)[:limit]
    lowest = list(accumulate((candidate.score for candidate in kept), min))
    return [candidate._replace(score=score) for candidate, score in zip(kept, lowest, strict=True)]
