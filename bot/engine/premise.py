"""What a question takes for granted, and what sort of message it is. English, by rule, with a table of verbs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.models import Aspect


@dataclass(frozen=True, slots=True)
class Presupposed:
    """A claim that a question assumes. ``text`` states it; ``trigger`` are the words that carry the assumption.

    ``start`` and ``end`` are offsets in the question of the words that it was made from.
    """

    text: str
    aspect: Aspect
    trigger: str
    start: int
    end: int


class MessageKind(StrEnum):
    """What a message asks of the bot."""

    QUESTION = "question"
    FORECAST = "forecast"
    STATEMENT = "statement"
    GREETING = "greeting"
    COMMAND = "command"
    EMPTY = "empty"


def presupposition(question: str) -> Presupposed | None:
    """The claim that a question assumes, or None for a neutral question."""
    return None
