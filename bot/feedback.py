"""Answers of the web pages in the channels' store, and readers' feedback on them."""

from __future__ import annotations

import dataclasses
import logging

from bot.engine.errors import StateError
from bot.engine.models import Answer, Explanation
from bot.state.port import StateStore, Verdict

CHANNEL = "web"
log = logging.getLogger(__name__)


class StoredAnswers:
    """Implements :class:`bot.channels.web.settings.Answers` over the channels' store."""

    def __init__(self, store: StateStore) -> None:
        self._store = store

    def keep(self, answer: Answer, *, language: str, asker: str) -> str | None:
        """The stored answer's id. A store that fails costs the reader the feedback buttons, not the answer."""
        try:
            return self._store.keep(without_question(answer), channel=CHANNEL, language=language, asker=asker or None)
        except StateError as error:
            log.error("an answer is not kept: %s", error)
            return None

    def record(self, *, answer: str, helpful: bool, reason: str | None, asker: str) -> bool:
        """Keep one reader's word on one answer of the web; a second one takes the place of the first."""
        stored = self._store.answer(answer)
        if stored is None or stored.channel != CHANNEL:
            return False
        self._store.give_feedback(answer, asker, Verdict.HELPFUL if helpful else Verdict.OTHER, reason)
        return True


def without_question(answer: Answer) -> Answer:
    """The answer without what comes of the reader's own words: the pages promise not to keep those.

    What a question assumed and what the library lacks are told in the question's words; their citations stay.
    """
    premise = dataclasses.replace(answer.premise, text="", why="") if answer.premise else None
    if isinstance(answer, Explanation):
        return dataclasses.replace(answer, question="", premise=premise, gaps=(), dropped=())
    return dataclasses.replace(answer, question="", premise=premise, message="")
