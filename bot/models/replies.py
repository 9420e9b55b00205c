"""The forms of a model's replies. Nothing in them is trusted: the engine verifies all of it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from bot.engine.models import Support
from knowledge.models import Aspect


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StatementForm(Form):
    """One sentence, the keys of the evidence that it rests on, and the words that it quotes."""

    text: str
    keys: list[str]
    quotes: list[str]
    aspect: Aspect


class StatementsForm(Form):
    """Statements, in reading order."""

    statements: list[StatementForm]


class QuestionForm(Form):
    """A question that can be understood by itself, in English."""

    question: str


class TextsForm(Form):
    """Texts, in the order in which they were given."""

    texts: list[str]


class SupportsForm(Form):
    """How evidence bears on each statement, in the order in which they were given."""

    supports: list[Support]


class PartForm(Form):
    """A part of a claim and what it is about."""

    text: str
    aspect: Aspect


class SplitForm(Form):
    """The parts of one claim, in order."""

    parts: list[PartForm]


class SplitsForm(Form):
    """The parts of each claim, in the order in which they were given."""

    claims: list[SplitForm]
