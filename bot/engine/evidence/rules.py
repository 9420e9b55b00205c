"""Support judged and speculation scored by rule: what stands behind both ports where no model does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.engine.evidence.compare import support
from bot.engine.language.terms import terms
from bot.engine.models import Evidence, Support, SupportJudgment
from bot.engine.reading import speculation
from bot.engine.thresholds import DEFAULT, Thresholds
from knowledge.models import Act, Aspect, Finding, Kind, Source

NEAREST = 4
"""Sentences of a piece of evidence that are held against a claim: those that share most words with it."""

NOWHERE = Source("evidence", "", "", Kind.RESEARCH)


@dataclass(frozen=True, slots=True)
class RuleSupportJudge:
    """Words, names, numbers and negation (:func:`bot.engine.evidence.compare.support`), without probabilities.

    ``similarity`` gives the calibrated similarity of text pairs in 0..1, as the library's does; without it the share of
    the claim's words that a sentence has stands for it.
    """

    similarity: Callable[[Sequence[tuple[str, str]]], list[float]] | None = None
    thresholds: Thresholds = DEFAULT

    @property
    def name(self) -> str:
        return "rules/1"

    def judge(self, pairs: Sequence[tuple[str, Sequence[str]]]) -> list[SupportJudgment]:
        chosen = [_nearest(claim, sentences) for claim, sentences in pairs]
        asked = [(claim, text) for (claim, _), texts in zip(pairs, chosen, strict=True) for text in texts]
        relevance = iter(self.similarity(asked) if self.similarity and asked else [_share(*pair) for pair in asked])
        return [
            SupportJudgment.certain(self._of([(text, next(relevance)) for text in texts], claim))
            for (claim, _), texts in zip(pairs, chosen, strict=True)
        ]

    def _of(self, texts: Sequence[tuple[str, float]], claim: str) -> Support:
        found = [
            support(claim, Evidence("E1", told(text), NOWHERE, relevance), thresholds=self.thresholds)
            for text, relevance in texts
        ]
        order = (Support.SUPPORTS, Support.CONTRADICTS, Support.PARTLY)
        return next((label for label in order if label in found), Support.UNRELATED)


@dataclass(frozen=True, slots=True)
class RuleSpeculationScorer:
    """Cues and their scope (:func:`bot.engine.reading.speculation.read`), without probabilities."""

    @property
    def name(self) -> str:
        return "rules/1"

    @property
    def threshold(self) -> float:
        return 0.5

    def score(self, sentences: Sequence[str]) -> list[float]:
        return [float(speculation.read(sentence).speculative) for sentence in sentences]


def told(text: str) -> Finding:
    """Evidence that is given is taken at its word, as a finding is, so that it can contradict."""
    return Finding("evidence:1", "evidence", text, "1", Act.REPORTED, Aspect.ACTIVITY)


def _share(claim: str, text: str) -> float:
    said = terms(claim).stems
    return len(said & terms(text).stems) / len(said) if said else 0.0


def _nearest(claim: str, sentences: Sequence[str]) -> list[str]:
    """The nearest sentences in their order, and all of them as one text where there are two or more."""
    ranked = sorted(range(len(sentences)), key=lambda at: -_share(claim, sentences[at]))[:NEAREST]
    kept = [sentences[at] for at in sorted(ranked) if sentences[at].strip()]
    return [*kept, " ".join(kept)] if len(kept) > 1 else kept
