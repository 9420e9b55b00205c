"""Which words make a sentence vague about who says so, or how many, when a scorer finds that it is."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.language.words import tokens
from bot.engine.models import Cue
from bot.engine.ports import SpeculationScorer

KIND = "vague"
_DROP = 0.25
"""How far the probability has to fall without the words for them to be named as what carries it."""


def vague(sentences: Sequence[str], scorer: SpeculationScorer) -> list[tuple[Cue, ...]]:
    """For each sentence the words that make it vague, none where it is not; offsets are those of the sentence.

    A sentence is read again without each of its words: the one whose absence takes most of the probability away is the
    cue. Where none does, no cue is named, and the sentence is not called vague.
    """
    scores = scorer.score(sentences)
    return [
        _carrying(sentence, score, scorer) if score >= scorer.threshold else ()
        for sentence, score in zip(sentences, scores, strict=True)
    ]


def _carrying(sentence: str, score: float, scorer: SpeculationScorer) -> tuple[Cue, ...]:
    words = tokens(sentence)
    if not words:
        return ()
    without = scorer.score([f"{sentence[: word.start]} {sentence[word.end :]}".strip() for word in words])
    best = min(range(len(words)), key=without.__getitem__)
    if score - without[best] < _DROP:
        return ()
    word = words[best]
    return (Cue(sentence[word.start : word.end], KIND, word.start, word.end),)
