"""Questions and texts through the engine and back to the chat."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import threading
import traceback
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TypeVar

from telegram import Bot, Document

from bot.channels.rendering import catalogue, clean_line, clip, safe_url
from bot.channels.telegram.delivery import Delivery, Target
from bot.channels.telegram.inbox import CHANNEL
from bot.channels.telegram.preview import Preview
from bot.channels.telegram.routing import Ask, Check, CheckFile, CheckLink
from bot.channels.telegram.settings import TelegramSettings
from bot.engine.errors import DocumentError, FetchError, FootingError
from bot.engine.models import Answer, ClaimCheck, Explanation, Question, Refusal, RefusalReason
from bot.engine.ports import Engine, Progress
from bot.state.port import Limit, Result, StateStore

log = logging.getLogger("footing.telegram")

Clock = Callable[[], dt.datetime]
T = TypeVar("T")
_REPLY_LENGTH = 1_500
_REASON_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Readers:
    """How addresses and files become text. Both raise DocumentError or FetchError and are called in a thread."""

    address: Callable[[str], str]
    document: Callable[[bytes, str], str]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks, by pseudonyms, and in which language. ``chat`` is None where the reader is alone with the bot."""

    asker: str
    conversation: str
    chat: str | None
    language: str


class Refused(Exception):
    """The reader gets a message in place of an answer."""


class Answerer:
    """The way of a question: budget, engine in a thread, preview, answer, record."""

    def __init__(
        self,
        engine: Engine,
        store: StateStore,
        bot: Bot,
        delivery: Delivery,
        settings: TelegramSettings,
        *,
        readers: Readers,
        executor: Executor,
        clock: Clock,
    ) -> None:
        self._engine = engine
        self._store = store
        self._bot = bot
        self._delivery = delivery
        self._settings = settings
        self._readers = readers
        self._executor = executor
        self._clock = clock

    async def in_thread(self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._executor, call)

    def over_budget(self, reader: Reader) -> str | None:
        """Counts one question; or says to the reader from when on one will be answered again."""
        window = dt.timedelta(minutes=self._settings.window_minutes)
        person = Limit(f"{CHANNEL}:{reader.asker}", self._settings.person_limit, window)
        chat = Limit(f"{CHANNEL}:chat:{reader.chat}", self._settings.chat_limit, window)
        for key, limits in (("chat-budget-person", [person]), ("chat-budget-chat", [chat] if reader.chat else [])):
            if limits and (free := self._store.spend(limits)) is not None:
                minutes = max(1, -(-int((free - self._clock()).total_seconds()) // 60))
                return catalogue(reader.language)(key, minutes=minutes, time=f"{free:%H:%M}")
        return None

    async def reply(
        self, intent: Ask | Check | CheckLink | CheckFile, reader: Reader, target: Target, *, again: bool = False
    ) -> None:
        """Answers a message, in the messages of its earlier answer if it has one.

        ``again`` says that the update was taken up before a restart: it has been counted already.
        """
        strings = catalogue(reader.language)
        asked = target.place(target.reply_to) if target.reply_to else None
        earlier = self._store.answer_to(asked) if asked else None
        same = isinstance(intent, (Ask, Check)) and earlier is not None and _words(earlier.result) == intent.text
        if same and not again:
            return  # Telegram also says "edited" where a link's preview changed
        if not again and (refusal := self.over_budget(reader)) is not None:
            await self._delivery.say(target, refusal, reader.language)
            return
        async with self._delivery.typing(target):
            try:
                words = intent.text if isinstance(intent, Ask) else await self._text(intent, reader)
            except Refused as refusal_:
                await self._delivery.say(target, str(refusal_), reader.language)
                return
            pending = Refusal(words, RefusalReason.UNAVAILABLE, strings("interrupted"))
            if earlier is not None:
                answer_id = earlier.id
            else:
                answer_id = self._keep(pending, reader)
                self._store.link(answer_id, asked=asked)
            if isinstance(intent, Ask):
                result: Result = await self._explain(words, answer_id, reader, target, preview=earlier is None)
            else:
                result = await self._check(words, reader)
        self._store.replace(answer_id, result, reply=reply_text(result))
        await self._delivery.answer(answer_id, result, target, reader.language)

    def _keep(self, result: Result, reader: Reader) -> str:
        return self._store.keep(
            result,
            channel=CHANNEL,
            language=reader.language,
            asker=reader.asker,
            conversation=reader.conversation,
        )

    async def _text(self, intent: Check | CheckLink | CheckFile, reader: Reader) -> str:
        strings = catalogue(reader.language)
        try:
            match intent:
                case Check(text):
                    pass
                case CheckLink(url):
                    address = safe_url(url)
                    if address is None:
                        raise Refused(strings("chat-check-usage"))
                    text = await self.in_thread(lambda: self._readers.address(address))
                case CheckFile(document):
                    text = await self._read_file(document, reader)
        except (DocumentError, FetchError) as error:
            reason = clip(clean_line(str(error)), _REASON_LENGTH)
            raise Refused(f"{strings('chat-unreadable')}: {reason}") from error
        if len(text) > self._settings.max_text:
            raise Refused(strings("chat-too-long", limit=self._settings.max_text))
        return text

    async def _read_file(self, document: Document, reader: Reader) -> str:
        strings = catalogue(reader.language)
        if (document.file_size or 0) > self._settings.max_file_mb * 1024 * 1024:
            raise Refused(strings("chat-file-too-large", limit=self._settings.max_file_mb))
        name = clean_line(document.file_name or "document")
        if not name.lower().endswith((".pdf", ".docx", ".txt", ".md", ".html", ".htm")):
            raise Refused(strings("chat-no-text"))
        file = await self._bot.get_file(document.file_id)
        data = bytes(await file.download_as_bytearray())
        return await self.in_thread(lambda: self._readers.document(data, name))

    async def _check(self, text: str, reader: Reader) -> Result:
        try:
            return await self.in_thread(lambda: self._engine.check(text))
        except FootingError as error:
            return failure(text, error, reader.language)

    async def _explain(self, text: str, answer_id: str, reader: Reader, target: Target, *, preview: bool) -> Answer:
        question = self.question(text, reader)
        shown = (
            Preview(
                self._bot,
                self._delivery,
                self._settings,
                target=target,
                answer_id=answer_id,
                language=reader.language,
            )
            if preview
            else None
        )
        answer: Answer | None = None
        try:
            async for item in self.stream(question):
                if isinstance(item, (Explanation, Refusal)):
                    answer = item
                elif shown is not None:
                    shown.offer(item)
        except FootingError as error:
            answer = failure(text, error, reader.language)
        finally:
            if shown is not None:
                await shown.finish()
        answer = answer or Refusal(text, RefusalReason.UNAVAILABLE, catalogue(reader.language)("interrupted"))
        if isinstance(answer, Refusal) and answer.reason is RefusalReason.NOT_HELD:
            self._store.log_gap(text, reader.language)
        return answer

    def question(self, text: str, reader: Reader) -> Question:
        return Question(
            text,
            language=reader.language,
            asker=reader.asker,
            history=self._store.history(reader.conversation),
            chat=reader.chat,
        )

    async def stream(self, question: Question) -> AsyncIterator[Progress]:
        """The engine's stream, run in a thread. Given up early, the thread stops at its next item."""
        loop = asyncio.get_running_loop()
        queue: asyncio.Queue[Progress | BaseException | None] = asyncio.Queue()
        given_up = threading.Event()

        def put(item: Progress | BaseException | None) -> None:
            with contextlib.suppress(RuntimeError):  # the loop has been closed: nobody waits any more
                loop.call_soon_threadsafe(queue.put_nowait, item)

        def run() -> None:
            try:
                for item in self._engine.explain_stream(question):
                    if given_up.is_set():
                        break
                    put(item)
            except Exception as error:
                put(error)
            put(None)

        running = loop.run_in_executor(self._executor, run)
        try:
            while (item := await queue.get()) is not None:
                if isinstance(item, BaseException):
                    raise item
                yield item
            await running
        finally:
            given_up.set()


def failure(words: str, error: FootingError, language: str) -> Refusal:
    """What a reader is told when the engine cannot answer: that it cannot, never that there is nothing."""
    log.error("no answer: %s: %s", type(error).__name__, trace(error))
    return Refusal(words, RefusalReason.UNAVAILABLE, catalogue(language)("error-unavailable"))


def trace(error: BaseException) -> str:
    """Where an error came from, without its message, which may hold a reader's words."""
    return "".join(traceback.format_tb(error.__traceback__))


def reply_text(result: Result) -> str | None:
    """An answer as the next question's history has it; None for what a follow-up cannot refer to."""
    if not isinstance(result, Explanation):
        return None
    return " ".join(statement.text for statement in result.statements)[:_REPLY_LENGTH]


def _words(result: Result) -> str:
    return result.text if isinstance(result, ClaimCheck) else result.question
