"""Questions asked from other chats: inline mode (``@bot question``) and guest queries."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging

from telegram import (
    Bot,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Message,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.channels.rendering import catalogue, clean, clip, label, reason
from bot.channels.telegram.answering import Answerer, Reader, failure
from bot.channels.telegram.buttons import INLINE
from bot.channels.telegram.delivery import NO_PREVIEW
from bot.channels.telegram.routing import Check, check_of
from bot.channels.telegram.views import View, keyboard, note, pages
from bot.engine.errors import FootingError
from bot.engine.models import ClaimCheck, Explanation, Refusal
from bot.engine.ports import Engine
from bot.state.port import Result, StateStore

log = logging.getLogger("footing.telegram")

_SHORTEST = 8
_PAUSE = 0.6
_CACHE_SECONDS = 30
_TITLE = 60
_DESCRIPTION = 120


class Elsewhere:
    """Answers that are posted in chats in which the bot is not. They fit one message; the rest is paged."""

    def __init__(
        self, bot: Bot, engine: Engine, store: StateStore, answerer: Answerer, *, pause: float = _PAUSE
    ) -> None:
        self._bot = bot
        self._engine = engine
        self._store = store
        self._answerer = answerer
        self._pause = pause
        self._newest: dict[str, str] = {}

    async def inline(self, query: InlineQuery, reader: Reader) -> None:
        """Answers what has been typed so far, once the reader pauses; a query that has been typed on is dropped."""
        text = clean(query.query)
        strings = catalogue(reader.language)
        if len(text) < _SHORTEST:
            button = InlineQueryResultsButton(strings("chat-inline-hint")[:64], start_parameter="inline")
            await query.answer([], cache_time=_CACHE_SECONDS, is_personal=True, button=button)
            return
        self._newest[reader.asker] = query.id
        await asyncio.sleep(self._pause)
        if self._newest.get(reader.asker) != query.id:
            return
        del self._newest[reader.asker]
        refusal = self._answerer.over_budget(reader)
        result = self._plain(refusal, reader) if refusal else await self._article(text, reader, as_check=False)
        try:
            await query.answer([result], cache_time=_CACHE_SECONDS, is_personal=True)
        except TelegramError as error:  # Telegram waits for inline answers for seconds only
            log.info("an inline query is not answered: %s", type(error).__name__)

    async def guest(self, message: Message, text: str, reader: Reader) -> None:
        """Answers a message that calls the bot into a chat in which it is not; a reply there calls for a check."""
        if message.guest_query_id is None:
            return
        refusal = self._answerer.over_budget(reader)
        replied = message.reply_to_message
        if refusal:
            result = self._plain(refusal, reader)
        elif text:
            result = await self._article(text, reader, as_check=False)
        elif replied is not None and (replied.text or replied.caption):
            result = await self._article(clean(replied.text or replied.caption or ""), reader, as_check=True)
        else:
            result = self._plain(catalogue(reader.language)("chat-inline-hint"), reader)
        await self._bot.answer_guest_query(message.guest_query_id, result)

    async def _article(self, text: str, reader: Reader, *, as_check: bool) -> InlineQueryResultArticle:
        try:
            if as_check and isinstance(check_of(text), Check):
                result: Result = await self._answerer.in_thread(lambda: self._engine.check(text))
            else:
                question = dataclasses.replace(self._answerer.question(text, reader), history=())
                result = await self._answerer.in_thread(lambda: self._engine.explain(question))
        except FootingError as error:
            result = failure(text, error, reader.language)
        # No conversation goes on from here, so the reader's words are not kept at all.
        kept = result if isinstance(result, ClaimCheck) else dataclasses.replace(result, question="")
        answer_id = self._store.keep(kept, channel=INLINE, language=reader.language, asker=reader.asker)
        strings = catalogue(reader.language)
        texts = pages(View.ANSWER, result, reader.language)
        return InlineQueryResultArticle(
            id=answer_id,
            title=clip(text.replace("\n", " "), _TITLE),
            description=clip(_summary(result, reader.language), _DESCRIPTION),
            input_message_content=InputTextMessageContent(
                texts[0], parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
            ),
            reply_markup=keyboard(View.ANSWER, answer_id, strings, count=len(texts)),
        )

    @staticmethod
    def _plain(text: str, reader: Reader) -> InlineQueryResultArticle:
        return InlineQueryResultArticle(
            id="note",
            title=clip(text, _TITLE),
            description=clip(text, _DESCRIPTION),
            input_message_content=InputTextMessageContent(note(text, reader.language), parse_mode=ParseMode.HTML),
        )


def _summary(result: Result, language: str) -> str:
    """The first statement with its label: a line that is shown before the answer is chosen."""
    strings = catalogue(language)
    with contextlib.suppress(IndexError):
        if isinstance(result, Explanation):
            first = result.statements[0]
            return f"{label(first.standing, strings, first.confidence).text}: {clean(first.text)}"
    return clean(reason(result.message, strings)) if isinstance(result, Refusal) else strings("check-title")
