"""Where grading and comparing draw their lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where grading draws its lines; scores and shares in 0..1.

    The defaults were set on questions over a library of government documents, see ``tests/benchmarks``.
    """

    relevant: float = 0.4
    relevant_unaided: float = 0.42
    least_relevance: float = 0.25
    of_best: float = 0.78
    of_best_wanted: float = 0.58
    wanted_weight: float = 1.4
    place_weight: float = 0.8
    other_year: float = 0.55
    finding_weight: float = 1.15
    passage_share: float = 0.5
    passage_relevance: float = 0.4
    supports_share: float = 0.6
    passage_supports_share: float = 0.8
    supports_relevance: float = 0.5
    paraphrase: float = 0.78
    paraphrase_share: float = 0.5
    contradicts_share: float = 0.8
    partly_share: float = 0.4
    partly_relevance: float = 0.4


DEFAULT = Thresholds()
