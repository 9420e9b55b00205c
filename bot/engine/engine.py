"""Both pipelines behind the one port that channels see."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from bot.engine.check import Checker
from bot.engine.explain import Explainer
from bot.engine.models import Answer, ClaimCheck, Question
from bot.engine.ports import Library, Progress
from bot.engine.trace import Stage, Trace


@dataclass(frozen=True, slots=True)
class Footing:
    """The engine. Implements :class:`bot.engine.ports.Engine`; thread-safe if its library and composer are."""

    explainer: Explainer
    checker: Checker

    @property
    def library(self) -> Library:
        return self.explainer.library

    def explain(self, question: Question) -> Answer:
        return self.explainer.explain(question)

    def explain_stream(self, question: Question, trace: Trace | None = None) -> Generator[Progress, None, None]:
        return self.explainer.stream(question, trace)

    def check(self, text: str) -> ClaimCheck:
        trace = self.explainer.tracing.begin("footing.checked")
        try:
            with trace.step(Stage.CHECK):
                check = self.checker.check(text)
            trace.facts |= {f"standing.{standing}": count for standing, count in check.counts.items() if count}
            trace.facts["claims"] = len(check.claims)
        finally:
            trace.end({"text": text})
        return check
