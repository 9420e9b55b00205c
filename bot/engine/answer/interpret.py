"""A model's reading of a question and its translation of an answer, taken only as far as they can be checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.engine.errors import ModelError
from bot.engine.evidence.retrieve import in_english
from bot.engine.language.terms import terms
from bot.engine.models import Question, Statement
from bot.engine.ports import Interpreter
from bot.engine.verification.tongues import TONGUES, unfaithful_translation

LIBRARY_LANGUAGE = "en"
_LONGEST = 500
_FOLLOWS = re.compile(
    r"\b(?:it|its|he|him|his|she|her|they|them|their|this|that|these|those|there|then|same|ones?|else|more)\b",
    re.IGNORECASE,
)


def needs_reading(question: Question) -> bool:
    """Whether a question is a follow-up or not in English, so that a model has to put it into the library's terms."""
    return not in_english(question.text) or _follows(question)


def understood(question: Question, interpreter: Interpreter | None) -> Question:
    """The question in English and complete without its history, or as it is where that cannot be had and checked.

    A reading may name nothing and count nothing that neither the question nor the conversation names and counts, and
    keeps most words of the question, so that a model, or a text that it obeys, cannot move it to another subject.
    What a question in another script names cannot be compared; its numbers can.
    """
    if interpreter is None or not needs_reading(question):
        return question
    english = in_english(question.text)
    try:
        read = interpreter.standalone(question)
    except ModelError:
        return question
    return replace(question, text=read, history=()) if _keeps(question, read, english=english) else question


def _follows(question: Question) -> bool:
    return bool(question.history) and (
        len(question.text.split()) <= 6 or not terms(question.text).names or _FOLLOWS.search(question.text) is not None
    )


def _keeps(question: Question, read: str, *, english: bool) -> bool:
    if not read or len(read) > _LONGEST or "\n" in read or not in_english(read):
        return False
    told = [question.text, *(text for turn in question.history for text in (turn.question, turn.answer))]
    known = [terms(text) for text in told]
    said = terms(read)
    asked = terms(question.text)
    if not asked.numbers <= said.numbers <= frozenset[str]().union(*(one.numbers for one in known)):
        return False
    if not english:
        return True
    if 2 * len(asked.stems & said.stems) < len(asked.stems):
        return False
    asked_before = frozenset[str]().union(*(terms(turn.question).names for turn in question.history))
    if not asked.names and asked_before and not said.names & asked_before:
        return False
    stems = frozenset[str]().union(*(one.stems | one.names for one in known))
    return asked.names <= said.stems | said.names and said.names | said.openers <= stems


def foreign(language: str | None) -> str | None:
    """The language (ISO 639-1) that statements are to be translated into, or None where they stay in English."""
    wanted = (language or LIBRARY_LANGUAGE).partition("-")[0].lower()
    return wanted if wanted != LIBRARY_LANGUAGE and wanted in TONGUES else None


def in_language(
    statements: Sequence[Statement], language: str | None, interpreter: Interpreter | None
) -> tuple[Statement, ...]:
    """The statements in the reader's language, each with its original; those that cannot be checked stay as they are.

    Standings, citations and quotes are untouched; a statement that is nothing but a quote is not translated.
    """
    wanted = foreign(language)
    if interpreter is None or wanted is None:
        return tuple(statements)
    texts = [one.text for one in statements if not _is_quote(one.text)]
    try:
        translated = dict(zip(texts, interpreter.translate(texts, wanted) if texts else (), strict=True))
    except (ModelError, ValueError):
        return tuple(statements)
    return tuple(_in(one, translated.get(one.text), wanted) for one in statements)


def _in(statement: Statement, text: str | None, language: str) -> Statement:
    if text is None or unfaithful_translation(statement.text, text, language) is not None:
        return statement
    return replace(statement, text=text, original=statement.text)


def _is_quote(text: str) -> bool:
    return text.startswith("“") and text.endswith("”")
