"""Updates taken in once, and not lost once taken."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram import Update

from bot.engine.errors import StateError
from bot.state.port import StateStore

log = logging.getLogger("footing.telegram")

CHANNEL = "telegram"

Observer = Callable[[Update], Awaitable[None]]
"""Sees every update before Telegram learns that it arrived, as a bridge needs. May see one twice."""


class Inbox(asyncio.Queue[object]):
    """The queue between Telegram and the bot.

    An update is written to the store before Telegram learns that it arrived, so a kill after that does not lose it;
    one that was seen before is dropped. Of messages that are not for the bot nothing is written.
    """

    def __init__(self, store: StateStore, wanted: Callable[[Update], bool], observers: list[Observer]) -> None:
        super().__init__()
        self._store = store
        self._wanted = wanted
        self._observers = observers

    async def put(self, item: object) -> None:
        if not isinstance(item, Update):
            return
        for observer in self._observers:
            try:
                await observer(item)
            except Exception as error:  # whatever is wrong there, updates must go on being taken
                log.error("an observer of update %s failed: %s", item.update_id, type(error).__name__)
        if not self._wanted(item):
            return
        try:
            new = self._store.begin(CHANNEL, str(item.update_id), item.to_json())
        except StateError as error:
            log.error("update %s is taken without a record of it: %s", item.update_id, error)
            new = True
        if new:
            await super().put(item)

    def done(self, update: Update) -> None:
        try:
            self._store.finish(CHANNEL, str(update.update_id))
        except StateError as error:
            log.error("update %s is not marked as done: %s", update.update_id, error)
