"""Which words make a sentence vague about who says so, or how many, when a scorer finds that it is."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.models import Cue
from bot.engine.ports import SpeculationScorer
from bot.engine.words import tokens

KIND = "vague"
_WIDEST = 3
_DROP = 0.25
"""How far the probability has to fall without the words for them to be named as what carries it."""


def vague(sentences: Sequence[str], scorer: SpeculationScorer) -> list[tuple[Cue, ...]]:
    """For each sentence the words that make it vague, none where it is not; offsets are those of the sentence.

    A sentence is read again without each run of one to three words: the run whose absence takes most of the
    probability away is the cue. Where no run does, no cue is named, and the sentence is not called vague.
    """
    scores = scorer.score(sentences)
    return [
        _carrying(sentence, score, scorer) if score >= scorer.threshold else ()
        for sentence, score in zip(sentences, scores, strict=True)
    ]


def _carrying(sentence: str, score: float, scorer: SpeculationScorer) -> tuple[Cue, ...]:
    words = tokens(sentence)
    runs = [(words[n], words[n + width - 1]) for width in range(1, _WIDEST + 1) for n in range(len(words) - width + 1)]
    if not runs:
        return ()
    without = scorer.score([f"{sentence[: first.start]} {sentence[last.end :]}".strip() for first, last in runs])
    # Of runs that take about as much away, the shortest names it best.
    best = max(range(len(runs)), key=lambda n: (score - without[n]) - 0.03 * (runs[n][1].end - runs[n][0].start) / 10)
    if score - without[best] < _DROP:
        return ()
    first, last = runs[best]
    return (Cue(sentence[first.start : last.end], KIND, first.start, last.end),)
