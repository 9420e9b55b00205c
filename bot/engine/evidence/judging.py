"""How items of evidence bear on a claim: the words of both, then what a judge makes of their sense.

The words have a veto: what a claim names or counts otherwise than the evidence is never its support, whatever a judge
says. Within that a judge that was trained on findings may see that other words say the same, or the contrary, or that
the same words say another thing; the less the words agree, the surer it has to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bot.engine.evidence.compare import Compared, compare, exchanged
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
    findings fewer than one in a hundred of what is not supported is shown as if it were.

    ``lifts`` makes a support of a finding whose words do not speak against it, ``lifts_alone`` of one whose words seem
    to (a negation in one of the two), ``lifts_apart`` of one that has no word of what the claim says
    of those whom it names: of such a deed a small model is easily persuaded. ``lifts_passage`` makes one of a passage
    that has ``share`` of the claim's words. Where the claim names its actors in another order than the evidence, the
    judgment must fall by ``margin`` when two of them are exchanged. From ``refutes`` on a finding contradicts. Below
    ``lowers`` and ``lowers_passage`` a support by words is taken back, or below ``doubts`` where the claim retells the
    evidence, and above ``contradicts`` in any case. From ``bears`` on, supported wholly or partly, a finding is shown
    beside the claim. ``least`` is the relevance below which a judge is not asked, ``most`` the items that it is asked
    about. ``doubts`` and ``denies`` are also where a judge stops a model's statement.
    """

    lifts: float = 0.8
    lifts_alone: float = 0.85
    lifts_apart: float = 0.9
    lifts_passage: float = 0.85
    share: float = 0.5
    margin: float = 0.05
    refutes: float = 0.8
    lowers: float = 0.6
    lowers_passage: float = 0.75
    contradicts: float = 0.3
    bears: float = 0.6
    doubts: float = 0.15
    denies: float = 0.6
    least: float = 0.5
    most: int = 6


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
    texts = [one.quote or one.item.text for one in evidence]
    nearest = sorted(range(len(evidence)), key=lambda n: -evidence[n].relevance)[: lines.most]
    asked = [n for n, words in enumerate(compared) if _open(words, evidence[n], lines, near=n in nearest)]
    judgments: dict[int, SupportJudgment] = {}
    if judge is not None and asked:
        judgments = dict(zip(asked, judge.judge([(claim, (texts[n],)) for n in asked]), strict=True))
        judgments = _minding_who_acts(claim, texts, compared, judgments, judge, lines)
    return [
        replace(one, support=_settled(claim, one, words, judgments.get(n), lines))
        for n, (one, words) in enumerate(zip(evidence, compared, strict=True))
    ]


def _minding_who_acts(
    claim: str,
    texts: Sequence[str],
    compared: Sequence[Compared],
    judgments: dict[int, SupportJudgment],
    judge: SupportJudge,
    lines: Lines,
) -> dict[int, SupportJudgment]:
    """The judgments without those that hold as well of the claim with two of its names exchanged.

    Asked only where the names come in another order than in the evidence: there, who did what to whom is easily missed.
    """
    turned = {
        n: other
        for n, judgment in judgments.items()
        if not compared[n].ordered and judgment.supports >= lines.lifts and (other := exchanged(claim, texts[n]))
    }
    doubted = [
        n
        for n, judgment in judgments.items()
        if not compared[n].ordered and n not in turned and judgment.supports < lines.lifts_alone
    ]
    if turned:
        again = judge.judge([(other, (texts[n],)) for n, other in turned.items()])
        margins = zip(turned, again, strict=True)
        doubted += [n for n, other in margins if judgments[n].supports - other.supports < lines.margin]
    return {n: judgment for n, judgment in judgments.items() if n not in doubted}


def _open(words: Compared, evidence: Evidence, lines: Lines, *, near: bool) -> bool:
    """Whether a judge could change what the words say; it is slow beside them, and not asked for nothing."""
    if words.support in (Support.SUPPORTS, Support.CONTRADICTS):
        return words.support is Support.SUPPORTS
    if not isinstance(evidence.item, Finding):
        return _liftable(words, lines) and evidence.relevance >= lines.least
    return near and words.possible and evidence.relevance >= lines.least


def _liftable(words: Compared, lines: Lines) -> bool:
    """Whether a passage has enough of a claim's words; of other text than findings a judge knows less."""
    return words.complete and words.ordered and words.agree and words.share >= lines.share


def _settled(
    claim: str, evidence: Evidence, words: Compared, judgment: SupportJudgment | None, lines: Lines
) -> Support:
    if judgment is None:
        return words.support
    denied = judgment.contradicts > lines.contradicts
    item = evidence.item
    if words.support is Support.SUPPORTS:
        told = isinstance(item, Finding) and retells(claim, item)
        least = lines.doubts if told else lines.lowers if isinstance(item, Finding) else lines.lowers_passage
        return Support.PARTLY if denied or judgment.supports < least else Support.SUPPORTS
    if not isinstance(item, Finding):
        return Support.SUPPORTS if judgment.supports >= lines.lifts_passage and not denied else words.support
    line = lines.lifts_apart if words.apart else lines.lifts if words.agree else lines.lifts_alone
    if judgment.supports >= line and not denied:
        return Support.SUPPORTS
    if judgment.contradicts >= lines.refutes:
        return Support.CONTRADICTS
    bears = judgment.supports + judgment.partly >= lines.bears
    return Support.PARTLY if words.support is Support.UNRELATED and bears else words.support


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
