"""Judges of support over what the rules let through. They may stop a statement, and never pass one."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.errors import ModelError
from bot.engine.evidence.judging import LINES, Lines
from bot.engine.evidence.retrieve import Gathered
from bot.engine.models import DraftStatement, Evidence, SupportJudgment
from bot.engine.ports import SupportJudge
from bot.engine.trace import Stage, Step, Trace
from bot.engine.verification.fidelity import basis, pieces, repeats

UNJUDGED = "Its support could not be judged."
UNSUPPORTED = "A judge finds that the cited source does not support it."


class Panel:
    """The judges of one answer. One that fails stops whatever it would have had to judge."""

    def __init__(self, judges: Sequence[SupportJudge], gathered: Gathered, trace: Trace, lines: Lines = LINES) -> None:
        self._judges, self._gathered, self._trace, self._lines = judges, gathered, trace, lines
        self._step: Step | None = None
        self._failed = False

    def objection(self, settled: DraftStatement) -> str | None:
        """Why a judge stops a statement, or None. What repeats its evidence needs no judge."""
        if not self._judges or self._repeats(settled):
            return None
        step = self._step = self._step or self._trace.open(Stage.JUDGE)
        if self._failed:
            return UNJUDGED
        pair = (settled.text, self._evidence(settled))
        try:
            with step.running():
                judgments = [judge.judge([pair])[0] for judge in self._judges]
        except ModelError:
            self._failed = True
            return UNJUDGED
        stopped = any(self._objects(one) for one in judgments)
        name = "stopped" if stopped else "agreed"
        step.facts[name] = int(step.facts.get(name, 0)) + 1
        step.words.setdefault("judged", []).append(
            {"text": settled.text, "support": ", ".join(one.label.value for one in judgments)}
        )
        return UNSUPPORTED if stopped else None

    def close(self) -> None:
        if self._step is not None:
            self._step.close()

    def _objects(self, judgment: SupportJudgment) -> bool:
        return judgment.supports < self._lines.doubts or judgment.contradicts > self._lines.denies

    def _cited(self, settled: DraftStatement) -> list[Evidence]:
        return [one for key in settled.keys if (one := self._gathered.by_key(key)) is not None]

    def _evidence(self, settled: DraftStatement) -> tuple[str, ...]:
        return tuple(basis(settled.text, one, settled.quotes).text for one in self._cited(settled))

    def _repeats(self, settled: DraftStatement) -> bool:
        cited = self._cited(settled)
        return all(
            any(repeats(piece, basis(piece, one, settled.quotes)) for one in cited) for piece in pieces(settled.text)
        )
