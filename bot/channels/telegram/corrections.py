"""Telling the readers of an answer that something it rests on has changed."""

from __future__ import annotations

import logging

from telegram.error import TelegramError

from bot.channels.rendering import TELEGRAM, Block, Paragraph, catalogue, clean, write
from bot.channels.telegram.delivery import Delivery, Target
from bot.state.port import Result, StateStore, StoredAnswer

log = logging.getLogger("footing.telegram")


async def correct(
    delivery: Delivery, store: StateStore, stored: StoredAnswer, note: str, result: Result | None = None
) -> bool:
    """Replies to the answer's first message with the note; edits the answer where ``result`` takes its place."""
    places = store.places(stored.id)
    if not places:
        return False
    first = places[0]
    target = Target(
        chat_id=int(first.chat),
        thread_id=int(first.thread) if first.thread else None,
        reply_to=int(first.message),
        private=int(first.chat) > 0,
    )
    strings = catalogue(stored.language)
    texts = write([Block((Paragraph(clean(note)),), heading=strings("chat-corrected"))], TELEGRAM, strings)
    try:
        if result is not None:
            store.replace(stored.id, result)
            await delivery.answer(stored.id, result, target, stored.language)
        for text in texts:
            await delivery.send(target, text)
    except TelegramError as error:
        log.warning("an answer is not corrected in its chat: %s", type(error).__name__)
        return False
    return True
