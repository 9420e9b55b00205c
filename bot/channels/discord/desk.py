"""From a request to an answer that is shown, kept and linked; every way it can fail ends in an honest word."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import traceback
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import aiohttp
import discord

from bot.channels.bridge import Bridge, Said
from bot.channels.discord.buttons import answer_view
from bot.channels.discord.embeds import Page, embed_pages, note, pages, progress, summary
from bot.channels.discord.requests import File, Request, only_link
from bot.channels.discord.settings import DiscordSettings
from bot.channels.discord.surfaces import CHANNEL, Surface
from bot.channels.rendering import Block, Paragraph, Style, catalogue, clean, clip
from bot.channels.rendering.blocks import progress_blocks
from bot.channels.rendering.places import MarkdownWriter
from bot.engine.errors import DocumentError, FetchError, FootingError, StateError, VerificationError
from bot.engine.models import Explanation, Premise, Question, Refusal, Statement
from bot.engine.ports import Engine
from bot.state.port import Limit, Place, Result, StateStore

log = logging.getLogger("footing.discord")

ReadAddress = Callable[[str], str]
"""The text of a public address. Raises DocumentError or FetchError."""

ReadFile = Callable[[bytes, str], str]
"""The text of a file of that name. Raises DocumentError."""

Download = Callable[[str], Awaitable[bytes]]

T = TypeVar("T")
TRANSIENT = (discord.DiscordServerError, aiohttp.ClientError, OSError, asyncio.TimeoutError)
"""Failures of Discord or of the way to it; the same call may succeed later."""

_HOUR = dt.timedelta(hours=1)
_WAITS = (1.0, 5.0, 15.0, 60.0, 120.0, 300.0)
_ECHO = 300


def trace(error: BaseException) -> str:
    """Where an error came from, without its message, which may hold a reader's words."""
    return "".join(traceback.format_tb(error.__traceback__))


class Failure(Exception):
    """What to tell the reader instead of an answer, in text that is safe in Markdown. ``shown`` was verified."""

    def __init__(self, message: str, shown: Sequence[Premise | Statement] = ()) -> None:
        super().__init__(message)
        self.shown = tuple(shown)


class Desk:
    """Works on requests of one channel. Blocking work runs in threads of its own, at most ``concurrent`` at once."""

    def __init__(
        self,
        settings: DiscordSettings,
        engine: Engine,
        store: StateStore,
        *,
        read_address: ReadAddress | None = None,
        read_file: ReadFile | None = None,
        waits: Sequence[float] | None = None,
    ) -> None:
        self.settings = settings
        self.engine = engine
        self.store = store
        self.bridges: list[Bridge] = []
        self._read_address = read_address
        self._read_file = read_file
        self._waits = _WAITS if waits is None else waits
        self._room = asyncio.Semaphore(settings.concurrent)
        self._threads = ThreadPoolExecutor(settings.concurrent, thread_name_prefix="discord")

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def run(self, work: Callable[..., T], *values: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *values)

    def person(self, account: int) -> str:
        return self.store.pseudonym(CHANNEL, account)

    def chat(self, request: Request) -> str:
        return self.store.pseudonym(CHANNEL, f"channel/{request.channel}")

    def conversation(self, key: str) -> str:
        return self.store.pseudonym(CHANNEL, f"conversation/{key}")

    def begin(self, request: Request) -> bool:
        """Whether the request is new; from here on it is taken up again after a kill. Raises StateError."""
        return self.store.begin(CHANNEL, request.update, request.model_dump_json())

    async def serve(
        self, request: Request, surface: Surface, download: Download, *, conversation: str | None = None
    ) -> None:
        """Answers a request that has begun. Left unfinished only where it was cancelled or Discord stayed away.

        ``conversation`` is where the turn is remembered, if not where it was asked.
        """
        async with self._room:
            shown: list[Page]
            result: Result | None = None
            answer_id: str | None = None
            try:
                found = self.store.answer_to(request.asked)
                if found is not None:
                    result, answer_id = found.result, found.id
                else:
                    self._spend(request)
                    result = await self._work(request, surface, download)
                    answer_id = self._keep(request, result, conversation or request.conversation)
                shown = self._pages(request, result, surface)
            except Failure as failure:
                shown = self._failed(failure, request.language, surface)
            except FootingError as error:
                log.error("a request could not be answered: %s\n%s", type(error).__name__, trace(error))
                shown = [note(catalogue(request.language)("error-unavailable"))]
            except Exception as error:
                # The last resort: a defect must not leave the asker without a word.
                log.error("a request failed: %s\n%s", type(error).__name__, trace(error))
                shown = [note(catalogue(request.language)("error-internal"))]
            if await self._show(request, surface, shown, result, answer_id):
                self._finish(request)

    def _finish(self, request: Request) -> None:
        try:
            self.store.finish(CHANNEL, request.update)
        except StateError as error:
            log.error("a finished request stays open: %s", error)

    # Answering

    def _spend(self, request: Request) -> None:
        strings = catalogue(request.language)
        person = Limit(self.person(request.person), self.settings.person_per_hour, _HOUR)
        chat = Limit(self.chat(request), self.settings.channel_per_hour, _HOUR)
        free = self.store.spend([person, chat])
        if free is None:
            return
        minutes = max(1, round((free - dt.datetime.now(dt.UTC)).total_seconds() / 60))
        raise Failure(strings("chat-budget-person", minutes=minutes, time=f"{free:%H:%M}"))

    async def _work(self, request: Request, surface: Surface, download: Download) -> Result:
        if request.kind == "ask":
            return await self._explain(request, surface)
        text = await self._text(request, download)
        return await self.run(self.engine.check, text)

    async def _text(self, request: Request, download: Download) -> str:
        """The text to check: a file's, an address's, or as it is."""
        strings = catalogue(request.language)
        text = request.text
        try:
            if request.file is not None:
                text = await self._file_text(request.file, request.language, download)
            elif (address := only_link(text)) and self._read_address is not None:
                text = await self.run(self._read_address, address)
        except (DocumentError, FetchError) as error:
            reason = MarkdownWriter().text(clip(clean(str(error)), 400))
            raise Failure(f"{strings('chat-unreadable')}: {reason}") from error
        if not text.strip():
            raise Failure(strings("chat-no-text"))
        if len(text) > self.settings.max_characters:
            raise Failure(strings("chat-too-long", limit=self.settings.max_characters))
        return text

    async def _file_text(self, file: File, language: str, download: Download) -> str:
        strings = catalogue(language)
        if self._read_file is None:
            raise Failure(strings("chat-no-text"))
        if file.size > self.settings.max_file_mb * 1024 * 1024:
            raise Failure(strings("chat-file-too-large", limit=f"{self.settings.max_file_mb:g}"))
        try:
            data = await download(file.url)
        except (discord.HTTPException, *TRANSIENT) as error:
            raise Failure(strings("chat-unreadable")) from error
        return await self.run(self._read_file, data, file.name)

    async def _explain(self, request: Request, surface: Surface) -> Result:
        history = self.store.history(self.conversation(request.conversation))
        chat = None if request.guild is None else self.chat(request)
        question = Question(request.text, request.language, self.person(request.person), history, chat)
        shown: list[Premise | Statement] = []
        stream = self.engine.explain_stream(question)
        next_edit = 0.0
        loop = asyncio.get_running_loop()
        try:
            while True:
                item = await self.run(next, stream, None)
                if item is None:
                    raise VerificationError("the stream ended without an answer")
                if isinstance(item, Explanation | Refusal):
                    return item
                shown.append(item)
                if loop.time() >= next_edit:
                    await self._progress(shown, request, surface)
                    next_edit = loop.time() + self.settings.edit_seconds
        except FootingError as error:
            log.error("an answer broke off: %s\n%s", type(error).__name__, trace(error))
            key = "interrupted" if shown else "error-unavailable"
            raise Failure(catalogue(request.language)(key), shown) from error

    async def _progress(self, shown: Sequence[Premise | Statement], request: Request, surface: Surface) -> None:
        page = progress(shown, request.language, plain=surface.plain)
        if page is None:
            return
        try:
            await surface.show([self._echoed(request, page)])
        except (discord.HTTPException, *TRANSIENT) as error:
            log.info("an edit was left out: %s", type(error).__name__)

    def _keep(self, request: Request, result: Result, conversation: str) -> str | None:
        """Keeps an answer under the message that asked; None where the store fails, and then it has no buttons."""
        reply = summary(result, request.language) or None
        try:
            answer_id = self.store.keep(
                result,
                channel=CHANNEL,
                language=request.language,
                asker=self.person(request.person),
                conversation=self.conversation(conversation),
                reply=reply,
            )
            self.store.link(answer_id, asked=request.asked)
            if isinstance(result, Refusal):
                self.store.log_gap(request.text, request.language)
        except StateError as error:
            log.error("an answer could not be kept: %s", error)
            return None
        return answer_id

    # Showing

    def _pages(self, request: Request, result: Result, surface: Surface) -> list[Page]:
        made = pages(result, request.language, plain=surface.plain)
        return [self._echoed(request, made[0]), *made[1:]]

    @staticmethod
    def _echoed(request: Request, page: Page) -> Page:
        """The page under the question, where Discord does not show it: the options of a command are the asker's own."""
        if request.token is None or request.private or request.kind != "ask" or page.content is not None:
            return page
        return Page(page.embeds, MarkdownWriter().quote(clip(clean(request.text).replace("\n", " "), _ECHO)))

    def _failed(self, failure: Failure, language: str, surface: Surface) -> list[Page]:
        if not failure.shown:
            return [note(str(failure))]
        strings = catalogue(language)
        ending = Block((Paragraph(strings("interrupted"), Style.EMPHASIS),))
        made = embed_pages([*progress_blocks(failure.shown, strings), ending], strings)
        return made[: self.settings.max_messages - 1] + made[-1:] if len(made) > self.settings.max_messages else made

    async def _show(
        self, request: Request, surface: Surface, shown: list[Page], result: Result | None, answer_id: str | None
    ) -> bool:
        """Whether the request is done with: shown, or refused by Discord for good."""
        more = len(shown) > self.settings.max_messages
        view = None
        if result is not None and answer_id is not None:
            view = answer_view(answer_id, result, catalogue(request.language), more=more)
        for wait in (*self._waits, None):
            try:
                places = await surface.show(
                    shown[: self.settings.max_messages], view, in_channel=self.settings.thread_messages
                )
                break
            except TRANSIENT as error:
                if wait is None:
                    log.error("an answer waits for the next start: %s", type(error).__name__)
                    return False
                log.warning("Discord failed (%s); again in %.0f s", type(error).__name__, wait)
                await asyncio.sleep(wait)
            except discord.HTTPException as error:
                log.warning("Discord refused an answer: %s %s", error.status, error.code)
                return True
        if answer_id is not None and places:
            self._link(request, answer_id, places)
        return True

    def _link(self, request: Request, answer_id: str, places: Sequence[Place]) -> None:
        try:
            self.store.link(answer_id, shown=places, asked=request.asked)
            for bridge in self.bridges:
                if request.token is not None and bridge.covers(request.asked):
                    bridge.said(Said(request.asked, request.name, request.text))
                bridge.answered(answer_id, places, request.asked)
        except StateError as error:
            log.error("an answer could not be linked: %s", error)

    async def rework(self, request: Request, answer_id: str, surface: Surface, download: Download) -> None:
        """Answers an edited question in place of the first answer; says nothing where that fails."""
        async with self._room:
            try:
                self._spend(request)
                result = await self._work(request, surface, download)
                self.store.replace(answer_id, result, reply=summary(result, request.language) or None)
            except (Failure, FootingError) as error:
                log.warning("an edited question was not answered anew: %s", type(error).__name__)
                kept = self.store.answer(answer_id)
                if kept is None:
                    return
                result = kept.result
            await self._show(request, surface, self._pages(request, result, surface), result, answer_id)
