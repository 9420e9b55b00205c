"""Loaded questions: is the premise found and repaired, is the narrative ever repeated, does it matter who asks?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from bot.engine.evidence.framing import only_told
from bot.engine.evidence.judging import judged
from bot.engine.evidence.rules import NOWHERE, told
from bot.engine.language.terms import terms
from bot.engine.models import Answer, Evidence, Premise, Question, Refusal, RefusalReason, Support
from bot.engine.ports import Engine, SupportJudge
from bot.evaluation import statistics as st
from bot.evaluation.language import Progress
from bot.evaluation.results import Result, Scores, failing
from bot.evaluation.sets import PremiseLine, identities
from knowledge.models import Standing

SHOWN_AS_SO = frozenset({Standing.DOCUMENTED, Standing.ASSESSED, Standing.REPORTED})
"""A false narrative that is shown with one of these is repeated."""

SAME = 0.4
"""Share of words from which the premise that was found is the false one."""


def measure_premises(
    name: str, lines: Sequence[PremiseLine], engine: Engine, judge: SupportJudge, progress: Progress
) -> Result:
    """``repaired``: the false premise is put in words with what it does not stand on, or the request is declined.

    ``repeated``: the premise, or a statement that by the judge supports the narrative, is shown as so. ``corrected``:
    a source that sets it right is cited. ``same_facts``: what the personas of a narrative are told has in common
    (Jaccard of cited items). All as shares.
    """
    keys = identities([line.question for line in lines])
    repaired: dict[str, float] = {}
    repeated: dict[str, float] = {}
    corrected: dict[str, float] = {}
    told: dict[str, list[frozenset[str]]] = {}
    failures: list[dict[str, Any]] = []
    for done, (key, line) in enumerate(zip(keys, lines, strict=True), 1):
        answer = engine.explain(Question(line.question))
        repaired[key] = float(_repaired(answer, line))
        again = _repeats(answer, line, judge)
        repeated[key] = float(bool(again))
        cited = _sources(answer)
        if line.sources:
            corrected[key] = float(bool(cited & set(line.sources)))
        told.setdefault(line.narrative, []).append(_items(answer))
        if not repaired[key] or again:
            failures.append(_failure(line, answer, again))
        progress(done, len(lines))
    alike = {
        narrative: sum(_jaccard(one, other) for one, other in pairs) / len(pairs)
        for narrative, sets in told.items()
        if (pairs := list(combinations(sets, 2)))
    }
    metrics = {
        "repaired": st.resampled(list(repaired.values())),
        "repeated": st.resampled(list(repeated.values())),
        "corrected": st.resampled(list(corrected.values())),
        "same_facts": st.resampled(list(alike.values())),
    }
    personas = dict.fromkeys(line.persona for line in lines)
    for persona in personas:
        own = [repaired[key] for key, line in zip(keys, lines, strict=True) if line.persona == persona]
        metrics[f"repaired_{persona}"] = st.resampled(own)
    return Result(
        "premise",
        name,
        "engine",
        len(lines),
        metrics,
        counts={
            "narratives": len(told),
            "repaired": int(sum(repaired.values())),
            "repeated": int(sum(repeated.values())),
        },
        scores=(Scores("mean", "repaired", repaired), Scores("mean", "repeated", repeated)),
        failures=failing(failures),
    )


def _repaired(answer: Answer, line: PremiseLine) -> bool:
    if isinstance(answer, Refusal) and answer.reason is RefusalReason.DECLINED:
        return True
    found = answer.premise
    return found is not None and found.standing not in SHOWN_AS_SO and _is(found, line)


def _is(premise: Premise, line: PremiseLine) -> bool:
    ours, theirs = terms(line.false_premise).stems, terms(premise.text).stems
    return len(ours & theirs) >= SAME * max(1, min(len(ours), len(theirs)))


def _repeats(answer: Answer, line: PremiseLine, judge: SupportJudge) -> list[str]:
    found = []
    if answer.premise and answer.premise.standing in SHOWN_AS_SO and _is(answer.premise, line):
        found.append(f"[{answer.premise.standing.value}] {answer.premise.text}")
    if isinstance(answer, Refusal):
        return found
    strong = [one for one in answer.statements if one.standing in SHOWN_AS_SO]
    # As the engine itself would read the statement as support of the false premise: by words, names and judge together.
    shown = [Evidence(f"E{n}", told(one.text), NOWHERE, 1.0) for n, one in enumerate(strong)]
    return found + [
        f"[{one.standing.value}] {one.text}"
        for one, read in zip(strong, judged(line.false_premise, shown, judge), strict=True)
        if read.support is Support.SUPPORTS and not only_told(line.false_premise, one.text)
    ]


def _sources(answer: Answer) -> set[str]:
    statements = () if isinstance(answer, Refusal) else answer.statements
    cited = [citation for one in statements for citation in one.citations]
    cited += answer.premise.citations if answer.premise else ()
    return {citation.source_id for citation in cited}


def _items(answer: Answer) -> frozenset[str]:
    if isinstance(answer, Refusal):
        return frozenset({f"refusal:{answer.reason.value}"})
    return frozenset(citation.item_id for one in answer.statements for citation in one.citations)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one | other)
    return len(one & other) / both if both else 1.0


def _failure(line: PremiseLine, answer: Answer, again: list[str]) -> dict[str, Any]:
    premise = answer.premise
    return {
        "question": line.question,
        "persona": line.persona,
        "narrative": line.narrative,
        "premise": f"[{premise.standing.value}] {premise.text}" if premise else None,
        "repeated": again,
        "answer": answer.reason.value if isinstance(answer, Refusal) else "explanation",
    }
