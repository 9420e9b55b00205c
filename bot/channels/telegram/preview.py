"""The verified part of an answer, shown while the rest is being made."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.channels.rendering import TELEGRAM, Block, Paragraph, Style, catalogue, write
from bot.channels.rendering.blocks import progress_blocks
from bot.channels.telegram.delivery import Delivery, Target
from bot.channels.telegram.settings import TelegramSettings
from bot.engine.models import Premise, Statement

log = logging.getLogger("footing.telegram")


class Preview:
    """Shows statements as they come: as a native draft in a private chat, by edits of one message in a group.

    Only what verification let through is ever offered. An answer that is ready soon is shown at once and whole.
    """

    def __init__(
        self,
        bot: Bot,
        delivery: Delivery,
        settings: TelegramSettings,
        *,
        target: Target,
        answer_id: str,
        language: str,
    ) -> None:
        self._bot = bot
        self._delivery = delivery
        self._target = target
        self._answer_id = answer_id
        self._language = language
        self._wait = settings.stream_after
        self._every = settings.draft_every if target.private else settings.edit_every
        self._items: list[Premise | Statement] = []
        self._changed = asyncio.Event()
        self._over = asyncio.Event()
        self._task = asyncio.create_task(self._run())

    def offer(self, item: Premise | Statement) -> None:
        self._items.append(item)
        self._changed.set()

    async def finish(self) -> None:
        """Returns when no more of the preview will be sent. What is being sent is let through, never cut off."""
        self._over.set()
        self._changed.set()
        await self._task

    async def _run(self) -> None:
        wait = self._wait
        while not await self._finished_within(wait):
            await self._changed.wait()
            if self._over.is_set():
                return
            self._changed.clear()
            try:
                await self._show(self._items)
            except TelegramError as error:
                log.info("the preview is given up: %s", type(error).__name__)
                return
            wait = self._every

    async def _finished_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), seconds)
        return self._over.is_set()

    async def _show(self, items: Sequence[Premise | Statement]) -> None:
        strings = catalogue(self._language)
        if self._target.private and self._target.reply_to is not None:
            # A draft holds one message: the newest statements, which the reader has not seen yet.
            await self._bot.send_message_draft(
                self._target.chat_id,
                draft_id=self._target.reply_to,
                text=write(progress_blocks(items, strings), TELEGRAM, strings)[-1],
                message_thread_id=self._target.thread_id,
                parse_mode=ParseMode.HTML,
            )
            return
        working = Block((Paragraph(strings("answering"), Style.EMPHASIS),))
        texts = write([*progress_blocks(items, strings), working], TELEGRAM, strings)
        await self._delivery.show(self._answer_id, texts[:1], self._target, None)
