"""Readers' feedback from the web pages, kept in the channels' store."""

from __future__ import annotations

from bot.state.port import StateStore, Verdict


class StoredFeedback:
    """Implements :class:`bot.channels.web.settings.FeedbackSink` over the channels' store."""

    def __init__(self, store: StateStore) -> None:
        self._store = store

    def record(self, *, answer: str, helpful: bool, reason: str | None, asker: str) -> None:
        """Keep one reader's word on one answer; a second one takes the place of the first."""
        verdict = Verdict.HELPFUL if helpful else Verdict.OTHER
        self._store.give_feedback(answer, asker, verdict, reason)
