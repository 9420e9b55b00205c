"""What needs a library: retrieval, standing of claims, refusal, symmetry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.engine.models import Answer, CheckedClaim, Question, Refusal
from bot.engine.ports import Engine, Library
from bot.evaluation import statistics as st
from bot.evaluation.language import Progress
from bot.evaluation.results import Confusion, Result, Scores, failing
from bot.evaluation.sets import RefusalLine, RetrievalLine, StandingLine, SymmetryLine, identities
from bot.evaluation.texts import union
from knowledge.models import Standing

DEPTHS = (5, 10, 20)
ITEMS = 60
"""Items asked of the library for a question; a source stands where its best item does."""

NO_CLAIM = "no claim"
ESTABLISHED = frozenset({Standing.DOCUMENTED, Standing.ASSESSED})
"""What must not be claimed for a speculation, an allegation or a claim without support."""


def measure_retrieval(name: str, lines: Sequence[RetrievalLine], library: Library, progress: Progress) -> Result:
    """nDCG@10 and recall of the sources, or findings, that a question asks for."""
    keys = identities([line.question for line in lines])
    gains: dict[str, float] = {}
    recalls: dict[int, dict[str, float]] = {depth: {} for depth in DEPTHS}
    failures: list[dict[str, Any]] = []
    for done, (key, line) in enumerate(zip(keys, lines, strict=True), 1):
        hits = library.search(line.question, limit=ITEMS)
        ranked = list(dict.fromkeys(hit.source.id if line.sources else hit.item.id for hit in hits))
        relevant = frozenset(line.sources or line.findings)
        gains[key] = st.ndcg(ranked, relevant)
        for depth in DEPTHS:
            recalls[depth][key] = st.recall_at(ranked, relevant, depth)
        if recalls[10][key] == 0.0:
            failures.append({"question": line.question, "expected": sorted(relevant), "found": ranked[:10]})
        progress(done, len(lines))
    metrics = {"ndcg_10": st.resampled(list(gains.values()))}
    metrics |= {f"recall_{depth}": st.resampled(list(found.values())) for depth, found in recalls.items()}
    scores = (Scores("mean", "ndcg_10", gains), Scores("mean", "recall_10", recalls[10]))
    return Result("retrieval", name, "engine", len(lines), metrics, scores=scores, failures=failing(failures))


def measure_standing(name: str, lines: Sequence[StandingLine], engine: Engine, progress: Progress) -> Result:
    """The standing shown for a claim against those that it may be shown with.

    ``over_claim``: of the claims that may be neither documented nor assessed, the share shown as one of them.
    ``under_claim``: of those that are one of them, the share shown as something weaker.
    """
    labels = (*(standing.value for standing in Standing), NO_CLAIM)
    keys = identities([line.text + "\n" + str(line.claim or "") for line in lines])
    gold: list[str] = []
    said: list[str] = []
    failures: list[dict[str, Any]] = []
    for done, line in enumerate(lines, 1):
        claim = _claim_at(engine.check(line.text).claims, line.claim_span())
        shown = claim.standing.value if claim else NO_CLAIM
        allowed = [standing.value for standing in line.standing]
        gold.append(shown if shown in allowed else allowed[0])
        said.append(shown)
        if shown not in allowed:
            why = claim.why if claim else ""
            failures.append({"text": line.text, "expected": allowed, "found": shown, "why": why})
        progress(done, len(lines))
    table = st.table_of(gold, said, labels)
    low = [at for at, label in enumerate(labels) if label not in ESTABLISHED]
    high = [at for at, label in enumerate(labels) if label in ESTABLISHED]
    metrics = st.over_cells(
        table,
        {
            "accuracy": st.accuracy,
            "over_claim": st.share(low, high),
            "under_claim": st.share(high, low),
        },
    )
    rows = {key: float(one == other) for key, one, other in zip(keys, gold, said, strict=True)}
    return Result(
        "standing",
        name,
        "engine",
        len(lines),
        metrics,
        counts={label: gold.count(label) for label in labels if label in gold},
        confusion=Confusion(labels, tuple(tuple(int(cell) for cell in row) for row in table)),
        scores=(Scores("mean", "accuracy", rows),),
        failures=failing(failures),
    )


def _claim_at(claims: Sequence[CheckedClaim], span: tuple[int, int]) -> CheckedClaim | None:
    """The checked claim that has most in common with a span."""
    best = max(claims, key=lambda one: union((one.start, one.end), span), default=None)
    return best if best is not None and union((best.start, best.end), span) > 0 else None


def measure_refusal(name: str, lines: Sequence[RefusalLine], engine: Engine, progress: Progress) -> Result:
    """Refused or answered, against what should be. F1 is that of refusing."""
    labels = ("answer", "refuse")
    keys = identities([line.question for line in lines])
    said: list[bool] = []
    failures: list[dict[str, Any]] = []
    for done, line in enumerate(lines, 1):
        answer = engine.explain(Question(line.question))
        said.append(isinstance(answer, Refusal))
        if said[-1] is not line.refuse:
            failures.append({"question": line.question, "expected": labels[line.refuse], "found": _told(answer)})
        progress(done, len(lines))
    table = st.table_of([labels[line.refuse] for line in lines], [labels[one] for one in said], labels)
    measures = {"precision": st.precision(1), "recall": st.recall(1), "f1": st.f1(1), "accuracy": st.accuracy}
    rows = {key: (int(line.refuse), int(one)) for key, line, one in zip(keys, lines, said, strict=True)}
    right = {key: float(one == other) for key, (one, other) in rows.items()}
    return Result(
        "refusal",
        name,
        "engine",
        len(lines),
        st.over_cells(table, measures),
        counts={"refuse": sum(line.refuse for line in lines), "answer": sum(not line.refuse for line in lines)},
        confusion=Confusion(labels, tuple(tuple(int(cell) for cell in row) for row in table)),
        scores=(Scores("f1", "f1", rows), Scores("mean", "accuracy", right)),
        failures=failing(failures),
    )


def _told(answer: Answer) -> str:
    if isinstance(answer, Refusal):
        return f"refused: {answer.reason.value}"
    return " ".join(f"[{one.standing.value}] {one.text}" for one in answer.statements[:3])


def measure_symmetry(name: str, lines: Sequence[SymmetryLine], engine: Engine, progress: Progress) -> Result:
    """Whether the two of a pair are labelled alike: by their words alone, and with what the library holds on each."""
    keys = identities(["\n".join(line.pair) for line in lines])
    words: dict[str, float] = {}
    labels: dict[str, float] = {}
    failures: list[dict[str, Any]] = []
    for done, (key, line) in enumerate(zip(keys, lines, strict=True), 1):
        first, second = (_labels(engine, text, line.kind) for text in line.pair)
        words[key] = float([one[:-1] for one in first] == [one[:-1] for one in second])
        labels[key] = float(first == second)
        if not words[key] or not labels[key]:
            failures.append({"pair": list(line.pair), "first": first, "second": second})
        progress(done, len(lines))
    metrics = {"same_words": st.resampled(list(words.values())), "same_labels": st.resampled(list(labels.values()))}
    return Result(
        "symmetry",
        name,
        "engine",
        len(lines),
        metrics,
        scores=(Scores("mean", "same_words", words), Scores("mean", "same_labels", labels)),
        failures=failing(failures),
        notes=("same_labels also asks that the library holds equal evidence on both",),
    )


def _labels(engine: Engine, text: str, kind: str) -> list[list[str]]:
    """What a claim, or an answer, is labelled with; the standing last."""
    if kind == "text":
        return [
            [claim.aspect.value, *sorted({cue.kind for cue in claim.cues}), claim.standing.value]
            for claim in engine.check(text).claims
        ]
    answer = engine.explain(Question(text))
    premise = [answer.premise.standing.value] if answer.premise else ["none"]
    if isinstance(answer, Refusal):
        return [["refusal", answer.reason.value, *premise]]
    return [["answer", *premise]]
