"""A language model as composer and interpreter. What it gives is unverified."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TypeVar

from bot.engine.errors import MalformedReply, ModelError
from bot.engine.models import Draft, DraftStatement, Evidence, Question, Stopped
from bot.models import prompts
from bot.models.chat import ChatModel, ask
from bot.models.incremental import ask_each
from bot.models.replies import QuestionForm, StatementForm, StatementsForm, TextsForm

T = TypeVar("T")
SECONDS = 20.0
"""Time for one task of a model, its retries included."""


@dataclass(frozen=True, slots=True)
class ModelComposer:
    """Writes statements with a chat model. Implements :class:`bot.engine.ports.StreamingComposer` and ``Reviser``."""

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

    def compose_stream(self, question: Question, evidence: Sequence[Evidence]) -> Generator[Draft, None, None]:
        messages = prompts.write_statements(question, evidence, StatementsForm)
        items = ask_each(self.model, messages, StatementsForm, "statements", StatementForm, seconds=self.seconds)
        with closing(items):
            for _, one in zip(range(prompts.MOST_STATEMENTS), items, strict=False):
                yield Draft((_drafted(one),), writer=self.name)

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
    """Rewrites questions, repairs premises and translates statements.

    Implements :class:`bot.engine.ports.Interpreter` and ``Repairer``.
    """

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

    def repair(self, premise: str, evidence: Sequence[Evidence]) -> DraftStatement | None:
        messages = prompts.repair_premise(premise, evidence, StatementsForm)
        written = ask(self.model, messages, StatementsForm, seconds=self.seconds).statements
        return _drafted(written[0]) if written else None


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The first composer that does not fail. Implements ``StreamingComposer`` and ``Reviser``."""

    composers: tuple[ModelComposer, ...]

    @property
    def name(self) -> str:
        return self.composers[0].name

    def compose(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        return self._first(lambda one: one.compose(question, evidence))

    def compose_stream(self, question: Question, evidence: Sequence[Evidence]) -> Generator[Draft, None, None]:
        """Another composer takes over only as long as nothing was given."""
        for last, one in enumerate(self.composers, 1 - len(self.composers)):
            given = False
            try:
                for part in one.compose_stream(question, evidence):
                    given = True
                    yield part
                return
            except ModelError:
                if given or not last:
                    raise

    def revise(
        self, question: Question, evidence: Sequence[Evidence], failed: Sequence[Stopped]
    ) -> list[DraftStatement | None]:
        return self._first(lambda one: one.revise(question, evidence, failed))

    def _first(self, attempt: Callable[[ModelComposer], T]) -> T:
        *others, last = self.composers
        for one in others:
            try:
                return attempt(one)
            except ModelError:
                continue
        return attempt(last)
