"""What one would otherwise pick: a list of cue words, and counting shared words. Implement the engine's ports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.language.words import vocabulary
from bot.engine.models import SupportJudgment

CUES = (
    "may might could would can possibly probably perhaps maybe likely unlikely seemingly apparently allegedly"
    " reportedly supposedly presumably potentially arguably seem seems seemed appear appears appeared suggest suggests"
    " suggested indicate indicates believe believes believed think thinks thought assume assumed suspect suspected"
    " speculate speculated rumored rumoured unclear uncertain"
).split()
"""Modals, epistemic adverbs and epistemic verbs: the hedges of the common lists."""

PHRASES = (
    "some people say",
    "some say",
    "many people",
    "many believe",
    "it is believed",
    "it is thought",
    "it is said",
    "it is claimed",
    "it has been suggested",
    "is considered",
    "are considered",
    "widely regarded",
    "widely considered",
    "critics say",
    "experts say",
    "according to some",
    "often said",
    "generally considered",
    "most people",
)
"""Weasel phrases: statements of unnamed others."""

_CUE = re.compile(rf"\b(?:{'|'.join(CUES + list(map(re.escape, PHRASES)))})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_FUNCTION = vocabulary(
    "a an the of in on at by for with from to and or but as is are was were be been being it its this that these those"
    " he she they his her their has have had not no which who also"
)
SUPPORTED, RELATED = 0.75, 0.3
"""Shares of a claim's words from which the overlap baseline says "supports" and "partly"."""


@dataclass(frozen=True, slots=True)
class CueList:
    """A sentence speculates if a word or phrase of the list is in it."""

    @property
    def name(self) -> str:
        return "cue list"

    @property
    def threshold(self) -> float:
        return 0.5

    def score(self, sentences: Sequence[str]) -> list[float]:
        return [float(_CUE.search(sentence) is not None) for sentence in sentences]


@dataclass(frozen=True, slots=True)
class WordOverlap:
    """The share of the claim's content words that the evidence has; it cannot tell a contradiction."""

    @property
    def name(self) -> str:
        return "word overlap"

    def judge(self, pairs: Sequence[tuple[str, Sequence[str]]]) -> list[SupportJudgment]:
        return [_by_share(_overlap(claim, " ".join(sentences))) for claim, sentences in pairs]


def _overlap(claim: str, evidence: str) -> float:
    said = _words(claim)
    return len(said & _words(evidence)) / len(said) if said else 0.0


def _words(text: str) -> set[str]:
    return {word for word in map(str.lower, _WORD.findall(text)) if word not in _FUNCTION}


def _by_share(share: float) -> SupportJudgment:
    if share >= SUPPORTED:
        return SupportJudgment(1.0, 0.0, 0.0, 0.0)
    return SupportJudgment(0.0, 1.0, 0.0, 0.0) if share >= RELATED else SupportJudgment(0.0, 0.0, 0.0, 1.0)
