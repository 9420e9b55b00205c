"""Answers as messages in a chat: sent, edited into another text, cut down, and always the same ones on a second try."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ChatAction, ChatType, ParseMode
from telegram.error import BadRequest, TelegramError

from bot.channels.rendering import catalogue
from bot.channels.telegram.inbox import CHANNEL
from bot.channels.telegram.views import View, keyboard, note, pages
from bot.state.port import Place, Result, StateStore

log = logging.getLogger("footing.telegram")

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_TYPING_SECONDS = 4.5


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reply goes: the chat, the topic and the message that it answers. ``silent`` notifies nobody."""

    chat_id: int
    thread_id: int | None
    reply_to: int | None
    private: bool
    silent: bool = False

    @classmethod
    def of(cls, message: Message, *, silent: bool = False) -> Target:
        return cls(
            chat_id=message.chat.id,
            thread_id=message.message_thread_id if message.is_topic_message else None,
            reply_to=message.message_id,
            private=message.chat.type == ChatType.PRIVATE,
            silent=silent,
        )

    def place(self, message_id: int) -> Place:
        return Place(CHANNEL, str(self.chat_id), str(message_id), str(self.thread_id) if self.thread_id else None)


class Delivery:
    """``parts`` is the most messages of one answer; a longer one is paged within one message."""

    def __init__(self, bot: Bot, store: StateStore, parts: int) -> None:
        self._bot = bot
        self._store = store
        self._parts = parts
        self.listeners: list[Callable[[str, Target], None]] = []
        """Told of every answer when it has been shown or edited: its id, and where it went."""

    async def answer(self, answer_id: str, result: Result, target: Target, language: str) -> None:
        """Shows a result where its answer is shown already, or else in new messages."""
        strings = catalogue(language)
        texts = pages(View.ANSWER, result, language)
        if len(texts) > self._parts:
            markup = keyboard(View.ANSWER, answer_id, strings, count=len(texts))
            texts = texts[:1]
        else:
            markup = keyboard(View.ANSWER, answer_id, strings)
        await self.show(answer_id, texts, target, markup)
        for listener in self.listeners:
            listener(answer_id, target)

    async def show(
        self, answer_id: str, texts: Sequence[str], target: Target, markup: InlineKeyboardMarkup | None
    ) -> None:
        """Makes the messages of an answer be these texts: edits those there are, sends more, deletes what is over.

        Each message is noted in the store as soon as it exists, so that a second try after a kill edits it.
        """
        before = self._store.places(answer_id)
        shown: list[Place] = []
        for at, text in enumerate(texts):
            buttons = markup if at == len(texts) - 1 else None
            place = before[at] if at < len(before) else None
            if place is None or not await self._edit(place, text, buttons):
                message = await self.send(target, text, buttons)
                place = target.place(message.message_id)
            shown.append(place)
            if shown != before[: at + 1]:
                self._store.link(answer_id, shown=[*shown, *before[at + 1 :]])
        for place in before[len(texts) :]:
            with contextlib.suppress(BadRequest):
                await self._bot.delete_message(int(place.chat), int(place.message))
        if shown != before:
            self._store.link(answer_id, shown=shown)

    async def _edit(self, place: Place, text: str, markup: InlineKeyboardMarkup | None) -> bool:
        """Whether the message is there and now says ``text``."""
        try:
            await self._bot.edit_message_text(
                text,
                chat_id=int(place.chat),
                message_id=int(place.message),
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=markup,
            )
        except BadRequest as error:
            return "not modified" in error.message.lower()
        return True

    async def send(self, target: Target, text: str, markup: InlineKeyboardMarkup | None = None) -> Message:
        reply = ReplyParameters(target.reply_to, allow_sending_without_reply=True) if target.reply_to else None
        return await self._bot.send_message(
            target.chat_id,
            text,
            parse_mode=ParseMode.HTML,
            message_thread_id=target.thread_id,
            reply_parameters=reply,
            disable_notification=target.silent or None,
            link_preview_options=NO_PREVIEW,
            reply_markup=markup,
        )

    async def say(self, target: Target, text: str, language: str, markup: InlineKeyboardMarkup | None = None) -> None:
        """A plain message of the bot's own."""
        await self.send(target, note(text, language), markup)

    @contextlib.asynccontextmanager
    async def typing(self, target: Target) -> AsyncIterator[None]:
        """Shows that the bot is at work, until the end of the block."""
        task = asyncio.create_task(self._type(target))
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _type(self, target: Target) -> None:
        while True:
            try:
                await self._bot.send_chat_action(target.chat_id, ChatAction.TYPING, message_thread_id=target.thread_id)
            except TelegramError as error:
                log.debug("typing is not shown: %s", type(error).__name__)
            await asyncio.sleep(_TYPING_SECONDS)
