"""How items of evidence bear on a claim: the words of both, then what a judge makes of their sense.

The words have a veto either way. What a claim names, counts or denies otherwise than the evidence is never its
support, whatever a judge says; a judge may see that other words say the same, or that the same words say another thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bot.engine.evidence.compare import Compared, compare, negated
from bot.engine.language.terms import STOP_WORDS, stem
from bot.engine.language.words import tokens
from bot.engine.models import Evidence, Support, SupportJudgment
from bot.engine.ports import SupportJudge
from bot.engine.thresholds import DEFAULT, Thresholds
from knowledge.models import Finding


@dataclass(frozen=True, slots=True)
class Lines:
    """From which probability on a judge is believed.

    Set so that over WiCE, Climate-FEVER and AVeriTeC (development halves) and over claims that people wrote beside
    findings fewer than one in a hundred of what is not supported is shown as if it were. ``lifts`` and
    ``lifts_passage`` make a support of what the words hold in part, ``share`` of them at least: of a deed that the
    evidence has no word of, a small model is easily persuaded. Below ``lowers`` and ``lowers_passage`` a support is
    taken back, or below ``doubts`` where the claim retells the evidence, and above ``contradicts`` in any case.
    ``least`` is the relevance below which a judge is not asked. ``doubts`` and ``denies`` are also where a judge stops
    a model's statement.
    """

    lifts: float = 0.8
    lifts_passage: float = 0.85
    share: float = 0.5
    lowers: float = 0.5
    lowers_passage: float = 0.68
    contradicts: float = 0.3
    doubts: float = 0.15
    denies: float = 0.6
    least: float = 0.5


LINES = Lines()


def judged(
    claim: str,
    evidence: Sequence[Evidence],
    judge: SupportJudge | None = None,
    *,
    thresholds: Thresholds = DEFAULT,
    lines: Lines = LINES,
) -> list[Evidence]:
    """The evidence with how each item bears on the claim, in order; by words alone without a judge."""
    compared = [compare(claim, one, thresholds=thresholds) for one in evidence]
    asked = [n for n, words in enumerate(compared) if _open(words, evidence[n], lines)]
    judgments: dict[int, SupportJudgment] = {}
    if judge is not None and asked:
        pairs = [(claim, (evidence[n].quote or evidence[n].item.text,)) for n in asked]
        judgments = dict(zip(asked, judge.judge(pairs), strict=True))
    return [
        replace(one, support=_settled(claim, one, words, judgments.get(n), lines))
        for n, (one, words) in enumerate(zip(evidence, compared, strict=True))
    ]


def _open(words: Compared, evidence: Evidence, lines: Lines) -> bool:
    """Whether a judge could change what the words say; it is slow beside them, and not asked for nothing."""
    if words.support is Support.SUPPORTS:
        return True
    return _liftable(words, lines) and words.support is not Support.CONTRADICTS and evidence.relevance >= lines.least


def _liftable(words: Compared, lines: Lines) -> bool:
    return words.whole and words.agree and words.share >= lines.share


def _settled(
    claim: str, evidence: Evidence, words: Compared, judgment: SupportJudgment | None, lines: Lines
) -> Support:
    if judgment is None:
        return words.support
    denied = judgment.contradicts > lines.contradicts
    item = evidence.item
    found = isinstance(item, Finding)
    if words.support is Support.SUPPORTS:
        told = isinstance(item, Finding) and retells(claim, item)
        if negated(claim) and words.share == 1.0:
            # Of two sentences that deny the same a small model makes a contradiction.
            return Support.SUPPORTS
        line = lines.doubts if told else lines.lowers if found else lines.lowers_passage
        return Support.PARTLY if denied or judgment.supports < line else Support.SUPPORTS
    line = lines.lifts if found else lines.lifts_passage
    if _liftable(words, lines) and judgment.supports >= line and not denied:
        return Support.SUPPORTS
    return words.support


def retells(claim: str, finding: Finding) -> bool:
    """Whether a claim says no more than a finding does: all of its words of weight, and nearly all in that order."""
    said, held = _weighty(claim), _weighty(finding.text)
    if len(said) < _LEAST_RETOLD or not set(said) <= set(held):
        return False
    blocks = SequenceMatcher(None, said, held, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= _IN_ORDER * len(said)


_LEAST_RETOLD = 3
_IN_ORDER = 0.8


def _weighty(text: str) -> list[str]:
    words = [token.lower.removesuffix("'s") for token in tokens(text)]
    return [stem(word) for word in words if word not in STOP_WORDS]
