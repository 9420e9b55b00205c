"""Speculation and support: what the two judges say of sentences and of claims beside their evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.engine.models import Support, SupportJudgment
from bot.engine.ports import SpeculationScorer, SupportJudge
from bot.engine.reading import speculation
from bot.evaluation import statistics as st
from bot.evaluation.results import Confusion, Result, Scores
from bot.evaluation.sets import SpeculationLine, identities
from bot.evaluation.shown import stands
from bot.evaluation.support_sets import (
    DISPUTED,
    SUPPORTS,
    UNRELATED,
    SupportItem,
    SupportSet,
)

Progress = Callable[[int, int], None]
BATCH = 64
CERTAIN, UNCERTAIN = "certain", "uncertain"
EITHER = 0.3
"""From which probability on a piece of evidence counts as speaking for, or against, where both make a dispute."""

WICE_PUBLISHED = (("T5-3B, fine-tuned", 0.778, 0.880), ("GPT-4", 0.610, 0.770), ("GPT-3.5", 0.393, 0.320))
"""(model, F1, accuracy), claim level: the table published with WiCE (Kamoi et al. 2023)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A result, if the set has labels, and what was predicted for each item, in plain fields."""

    result: Result | None
    predictions: tuple[Mapping[str, Any], ...]


def _silent(done: int, total: int) -> None:
    return None


def graded(probabilities: Sequence[float]) -> bool:
    """Whether these are probabilities, and not bare decisions."""
    return any(0.0 < one < 1.0 for one in probabilities)


def measure_speculation(
    name: str, lines: Sequence[SpeculationLine], scorer: SpeculationScorer, *, way: str, progress: Progress = _silent
) -> Measured:
    """The shipped threshold of the scorer against the labels; the set has no part in choosing it."""
    scores: list[float] = []
    for start in range(0, len(lines), BATCH):
        scores += scorer.score([line.text for line in lines[start : start + BATCH]])
        progress(len(scores), len(lines))
    said = [score >= scorer.threshold for score in scores]
    probable = graded(scores)
    predictions = tuple(
        _speculation_row(line, label, score if probable else None)
        for line, label, score in zip(lines, said, scores, strict=True)
    )
    gold = [line.label for line in lines if line.label is not None]
    if not gold:
        return Measured(None, predictions)
    keys = identities([line.text for line in lines])
    table = st.table_of([_named(one) for one in gold], [_named(one) for one in said], (CERTAIN, UNCERTAIN))
    metrics = st.over_cells(
        table,
        {
            "precision": st.precision(1),
            "recall": st.recall(1),
            "f1": st.f1(1),
            "accuracy": st.accuracy,
            "over_claim": st.share([1], [0]),
            "under_claim": st.share([0], [1]),
        },
    )
    correct = [one == other for one, other in zip(gold, said, strict=True)]
    bins: list[st.Bin] = []
    if probable:
        metrics["calibration_error"] = st.calibration_error(scores, gold)
        bins = st.reliability(scores, gold)
    rows = {key: (int(one), int(other)) for key, one, other in zip(keys, gold, said, strict=True)}
    result = Result(
        task="speculation",
        set=name,
        way=way,
        items=len(lines),
        metrics=metrics,
        counts={UNCERTAIN: sum(gold), CERTAIN: len(gold) - sum(gold), "correct": sum(correct)},
        confusion=_confusion(table, (CERTAIN, UNCERTAIN)),
        reliability=tuple(bins),
        scores=(
            Scores("f1", "f1", rows),
            Scores("mean", "accuracy", {key: float(one) for key, one in zip(keys, correct, strict=True)}),
        ),
        notes=(f"{scorer.name}, threshold {scorer.threshold:g}",),
    )
    return Measured(result, predictions)


def _named(label: bool) -> str:
    return UNCERTAIN if label else CERTAIN


def _speculation_row(line: SpeculationLine, label: bool, probability: float | None) -> dict[str, Any]:
    reading = speculation.read(line.text)
    cues = "; ".join(f"{cue.text} ({cue.kind})" for cue in reading.cues)
    return {
        "text": line.text,
        "label": int(label),
        "probability": None if probability is None else round(probability, 6),
        "cues": cues,
        "hinge": reading.hinge.text if reading.hinge else "",
        "gold": None if line.label is None else int(line.label),
    }


def _confusion(table: Any, labels: Sequence[str]) -> Confusion:
    return Confusion(tuple(labels), tuple(tuple(int(cell) for cell in row) for row in table))


def measure_support(
    name: str, held: SupportSet, judge: SupportJudge, *, way: str, progress: Progress = _silent
) -> Measured:
    """Labels of the judge against those of the set. Its decisions are taken as they are, by :func:`decide`."""
    decided: list[tuple[str, SupportJudgment]] = []
    for start in range(0, len(held.items), BATCH // 4):
        batch = held.items[start : start + BATCH // 4]
        decided += _judged(batch, judge, held.labels)
        progress(len(decided), len(held.items))
    said = [label for label, _ in decided]
    probable = graded([one for _, judged in decided for one in judged.probabilities.values()])
    predictions = tuple(
        _support_row(item, label, judged if probable else None)
        for item, (label, judged) in zip(held.items, decided, strict=True)
    )
    gold = [item.label for item in held.items if item.label is not None]
    if not gold:
        return Measured(None, predictions)
    result = _support_result(name, held, gold, decided, said, probable, judge.name, way)
    shown = [stands(one.claim, [text for piece in one.pieces for text in piece], judge) for one in held.items]
    return Measured(replace(result, metrics={**result.metrics, **_shares_shown(gold, shown)}), predictions)


def _shares_shown(gold: Sequence[str], shown: Sequence[bool]) -> dict[str, Any]:
    """Of what is not supported the share shown as if it were, of what is the share not shown so."""
    over = [float(one) for one, label in zip(shown, gold, strict=True) if label != SUPPORTS]
    under = [float(not one) for one, label in zip(shown, gold, strict=True) if label == SUPPORTS]
    named = {"shown_over_claim": over, "shown_under_claim": under}
    return {name: st.resampled(values) for name, values in named.items() if values}


def _support_result(
    name: str,
    held: SupportSet,
    gold: list[str],
    decided: list[tuple[str, SupportJudgment]],
    said: list[str],
    probable: bool,
    judge: str,
    way: str,
) -> Result:
    labels = held.labels
    table = st.table_of(gold, said, labels)
    at = {label: place for place, label in enumerate(labels)}
    others = [place for label, place in at.items() if label != SUPPORTS]
    measures: dict[str, Callable[[st.Floats], st.Floats]] = {
        "accuracy": st.accuracy,
        "macro_f1": st.macro_f1,
        **{f"f1_{label}": st.f1(place) for label, place in at.items()},
        "supported_f1": st.f1(at[SUPPORTS]),
        "supported_accuracy": st.one_against_rest(at[SUPPORTS]),
        "over_claim": st.share(others, [at[SUPPORTS]]),
        "under_claim": st.share([at[SUPPORTS]], others),
    }
    metrics = st.over_cells(table, measures)
    correct = [one == other for one, other in zip(gold, said, strict=True)]
    bins: list[st.Bin] = []
    if probable:
        sure = [judged.supports for _, judged in decided]
        right = [one == SUPPORTS for one in gold]
        metrics["calibration_error"] = st.calibration_error(sure, right)
        bins = st.reliability(sure, right)
    keys = identities(
        ["\n".join([item.claim, *(text for piece in item.pieces for text in piece)]) for item in held.items]
    )
    notes = [f"{judge}; set in the shape of {held.shape}"]
    if held.shape == "WiCE":
        notes += [
            f"published: {model}: F1 {100 * f1:.1f}, accuracy {100 * right:.1f}" for model, f1, right in WICE_PUBLISHED
        ]
    return Result(
        task="support",
        set=name,
        way=way,
        items=len(gold),
        metrics=metrics,
        counts={label: gold.count(label) for label in labels},
        confusion=_confusion(table, labels),
        reliability=tuple(bins),
        scores=(
            Scores("mean", "accuracy", {key: float(one) for key, one in zip(keys, correct, strict=True)}),
            Scores(
                "f1",
                "supported_f1",
                {
                    key: (int(one == SUPPORTS), int(other == SUPPORTS))
                    for key, one, other in zip(keys, gold, said, strict=True)
                },
            ),
        ),
        notes=tuple(notes),
    )


def _judged(
    items: Sequence[SupportItem], judge: SupportJudge, labels: Sequence[str]
) -> Iterator[tuple[str, SupportJudgment]]:
    disputable = DISPUTED in labels
    asked: list[tuple[str, Sequence[str]]] = []
    for item in items:
        if item.joint:
            asked.append((item.claim, [text for piece in item.pieces for text in piece]))
        if not item.joint or (disputable and len(item.pieces) > 1):
            asked += [(item.claim, piece) for piece in item.pieces]
    judged = iter(judge.judge(asked))
    for item in items:
        whole = next(judged) if item.joint else None
        alone = not item.joint or (disputable and len(item.pieces) > 1)
        pieces = [next(judged) for _ in item.pieces] if alone else []
        yield decide(whole, pieces, labels)


def decide(
    whole: SupportJudgment | None, pieces: Sequence[SupportJudgment], labels: Sequence[str]
) -> tuple[str, SupportJudgment]:
    """One label out of those that a set has, and the judgment that it comes from.

    Pieces of one document: that which supports most. Pieces of a case: "disputed" where one speaks for and another
    against; else the judgment of all together if it takes a side; else that of the surest piece that takes one. What a
    set has no label for counts as "unrelated", which in such sets means not enough.
    """
    if whole is None:
        best = max(pieces, key=lambda one: (one.label is Support.SUPPORTS, one.supports, one.partly))
        return _within(best.label.value, labels), best
    label, from_ = whole.label, whole
    if pieces and DISPUTED in labels:
        pro = max((one.supports for one in pieces), default=0.0)
        contra = max((one.contradicts for one in pieces), default=0.0)
        if pro >= EITHER and contra >= EITHER:
            return DISPUTED, whole
        if label not in (Support.SUPPORTS, Support.CONTRADICTS):
            siding = [one for one in pieces if one.label in (Support.SUPPORTS, Support.CONTRADICTS)]
            from_ = max(siding, key=lambda one: max(one.supports, one.contradicts), default=whole)
            label = from_.label
    return _within(label.value, labels), from_


def _within(label: str, labels: Sequence[str]) -> str:
    return label if label in labels else UNRELATED


def _support_row(item: SupportItem, label: str, judged: SupportJudgment | None) -> dict[str, Any]:
    row: dict[str, Any] = {"claim": item.claim, "label": label, "gold": item.label}
    if judged is not None:
        row["probabilities"] = {support.value: round(one, 6) for support, one in judged.probabilities.items()}
    return row
