"""Whether a question is answered: by the right finding, soon, to the point, at the right standing, or refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.engine.models import Explanation, Question, Statement
from bot.engine.ports import Engine
from bot.evaluation import statistics as st
from bot.evaluation.language import Progress
from bot.evaluation.results import Result, Scores, failing
from bot.evaluation.sets import AnswerLine, identities

SOON = 3
READ = 5
"""Statements of an answer that a reader in a hurry reads."""


def measure_answers(name: str, lines: Sequence[AnswerLine], engine: Engine, progress: Progress) -> Result:
    """Answers against the findings that people chose before they saw one.

    ``first``, ``soon`` and ``told``: one of the best findings comes first, among the first three, anywhere.
    ``to_the_point``: of the first five statements, those that tell a finding which is. ``standing``: the first of the
    best findings told stands as it should. ``refused``: what is not held is refused.
    """
    keys = identities([line.question for line in lines])
    figures: dict[str, dict[str, float]] = {
        figure: {} for figure in ("first", "soon", "told", "to_the_point", "standing", "refused")
    }
    failures: list[dict[str, Any]] = []
    for done, (key, line) in enumerate(zip(keys, lines, strict=True), 1):
        answer = engine.explain(Question(line.question))
        statements = answer.statements if isinstance(answer, Explanation) else ()
        if not line.best:
            figures["refused"][key] = float(not statements)
            right = not statements
        else:
            place = next((at for at, one in enumerate(statements) if _tells(one, line.best)), None)
            right = place is not None and place < SOON
            figures["first"][key] = float(place == 0)
            figures["soon"][key] = float(right)
            figures["told"][key] = float(place is not None)
            pointed = [_tells(one, (*line.best, *line.also)) for one in statements[:READ]]
            figures["to_the_point"][key] = sum(pointed) / len(pointed) if pointed else 0.0
            if place is not None and line.standing is not None:
                figures["standing"][key] = float(statements[place].standing is line.standing)
        if not right:
            told = [f"[{one.standing.value}] {one.text}" for one in statements[:SOON]]
            failures.append({"question": line.question, "expected": list(line.best), "found": told})
        progress(done, len(lines))
    return Result(
        "answers",
        name,
        "engine",
        len(lines),
        {figure: st.resampled(list(found.values())) for figure, found in figures.items() if found},
        scores=tuple(Scores("mean", figure, figures[figure]) for figure in ("soon", "to_the_point")),
        failures=failing(failures),
    )


def _tells(statement: Statement, findings: Sequence[str]) -> bool:
    return any(citation.item_id in findings for citation in statement.citations)
