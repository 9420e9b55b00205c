"""A language model as composer and interpreter. What it gives is unverified."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.engine.errors import MalformedReply, ModelError, ModelRejected
from bot.engine.models import Draft, DraftStatement, Evidence, Question, Stopped
from bot.models import prompts
from bot.models.chat import ChatModel, ask
from bot.models.replies import QuestionForm, StatementForm, StatementsForm, TextsForm

SECONDS = 20.0
"""Time for one task of a model, its retries included."""


@dataclass(frozen=True, slots=True)
class ModelComposer:
    """Writes statements with a chat model. Implements :class:`bot.engine.ports.Composer` and ``Reviser``."""

    model: ChatModel
    seconds: float = SECONDS

    @property
    def name(self) -> str:
        return self.model.name

    def compose(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        messages = prompts.write_statements(question, evidence, StatementsForm)
        reply = ask(self.model, messages, StatementsForm, seconds=self.seconds)
        written = reply.statements[: prompts.MOST_STATEMENTS]
        return Draft(tuple(_drafted(one) for one in written), writer=self.name)

    def revise(
        self, question: Question, evidence: Sequence[Evidence], failed: Sequence[Stopped]
    ) -> list[DraftStatement | None]:
        messages = prompts.rewrite_statements(question, evidence, failed, StatementsForm)
        reply = ask(self.model, messages, StatementsForm, seconds=self.seconds)
        written: list[DraftStatement | None] = [_drafted(one) for one in reply.statements[: len(failed)]]
        return written + [None] * (len(failed) - len(written))


def _drafted(one: StatementForm) -> DraftStatement:
    return DraftStatement(" ".join(one.text.split()), tuple(one.keys), one.aspect, tuple(filter(None, one.quotes)))


@dataclass(frozen=True, slots=True)
class ModelInterpreter:
    """Rewrites questions and translates statements. Implements :class:`bot.engine.ports.Interpreter`."""

    model: ChatModel
    seconds: float = SECONDS

    def standalone(self, question: Question) -> str:
        messages = prompts.standalone_question(question, QuestionForm)
        return ask(self.model, messages, QuestionForm, seconds=self.seconds).question.strip()

    def translate(self, texts: Sequence[str], language: str) -> list[str]:
        messages = prompts.translate_texts(texts, language, TextsForm)
        found = ask(self.model, messages, TextsForm, seconds=self.seconds).texts
        if len(found) != len(texts):
            raise MalformedReply(f"{len(found)} translations of {len(texts)} texts")
        return [" ".join(text.split()) for text in found]


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The first composer that does not fail. Implements :class:`bot.engine.ports.Composer` and ``Reviser``."""

    composers: tuple[ModelComposer, ...]

    @property
    def name(self) -> str:
        return self.composers[0].name

    def compose(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        return self._first(lambda one: one.compose(question, evidence))

    def revise(
        self, question: Question, evidence: Sequence[Evidence], failed: Sequence[Stopped]
    ) -> list[DraftStatement | None]:
        return self.composers[0].revise(question, evidence, failed)

    def _first(self, compose: Callable[[ModelComposer], Draft]) -> Draft:
        *others, last = self.composers
        for one in others:
            try:
                return compose(one)
            except ModelError:
                continue
        return compose(last)


Allowance = Callable[[Question], dt.datetime | None]
"""Counts one answer by a model for a question and gives None; or counts nothing and says from when it may be."""


@dataclass(frozen=True, slots=True)
class Budgeted:
    """A composer that spends from an allowance; over it, it fails, and the answer is the library's own words."""

    composer: ModelComposer | FirstOf
    allowance: Allowance = field(default=lambda _: None)

    @property
    def name(self) -> str:
        return self.composer.name

    def compose(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        if (until := self.allowance(question)) is not None:
            raise ModelRejected(f"the budget for written answers is spent until {until:%Y-%m-%d %H:%M}")
        return self.composer.compose(question, evidence)

    def revise(
        self, question: Question, evidence: Sequence[Evidence], failed: Sequence[Stopped]
    ) -> list[DraftStatement | None]:
        return self.composer.revise(question, evidence, failed)
