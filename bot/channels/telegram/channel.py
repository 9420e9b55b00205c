"""The Telegram channel: one bot, its updates, and what each leads to."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from telegram import CallbackQuery, Message, Update, User
from telegram.constants import ChatType
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.ext import ExtBot, Updater

from bot.channels.rendering import catalogue, negotiate
from bot.channels.telegram import routing
from bot.channels.telegram.answering import Answerer, Clock, Reader, Readers, trace
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.commands import Commands
from bot.channels.telegram.corrections import correct
from bot.channels.telegram.delivery import Delivery, Target
from bot.channels.telegram.inbox import CHANNEL, Inbox, Observer
from bot.channels.telegram.inline import Elsewhere
from bot.channels.telegram.limits import PatientLimiter
from bot.channels.telegram.privacy import keep_out_of_logs
from bot.channels.telegram.routing import Command, Unreadable
from bot.channels.telegram.settings import TelegramSettings
from bot.engine.errors import SettingsError, StateError
from bot.engine.ports import Engine
from bot.state.port import Result, StateStore, StoredAnswer
from bot.state.sqlite import utc_now

log = logging.getLogger("footing.telegram")

UPDATES = ("message", "edited_message", "callback_query", "inline_query", "guest_message")
_LONGEST_WAIT = 60.0


class TelegramChannel:
    """Footing as a Telegram bot, by long polling or a webhook.

    ``observers`` see every update before it is confirmed (see :data:`bot.channels.telegram.inbox.Observer`).
    Telegram being out of reach stops nothing: the channel goes on trying, and says so in the log.
    """

    def __init__(
        self,
        engine: Engine,
        store: StateStore,
        settings: TelegramSettings,
        *,
        readers: Readers,
        clock: Clock = utc_now,
        observers: Sequence[Observer] = (),
    ) -> None:
        self._store = store
        self._settings = settings
        self._executor = ThreadPoolExecutor(settings.workers, thread_name_prefix="telegram")
        self.bot: ExtBot[int] = ExtBot(
            settings.token.get_secret_value(),
            base_url=settings.base_url,
            base_file_url=settings.base_file_url,
            rate_limiter=PatientLimiter(base=settings.retry_base),
        )
        self._inbox = Inbox(store, self._wanted, list(observers))
        self._updater = Updater(self.bot, self._inbox)
        self.delivery = Delivery(self.bot, store, settings.parts)
        self.relays: list[Callable[[Message], bool]] = []
        """Each says whether the bot wrote a message in somebody else's name."""
        self._answerer = Answerer(
            engine,
            store,
            self.bot,
            self.delivery,
            settings,
            readers=readers,
            executor=self._executor,
            clock=clock,
        )
        self._commands = Commands(self.bot, store, self.delivery, self._answerer, engine.library, settings)
        self._buttons = Buttons(self.bot, store, set_language=self._set_language, show_library=self._show_library)
        self._elsewhere = Elsewhere(self.bot, engine, store, self._answerer)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._working: set[asyncio.Task[None]] = set()
        self._main: asyncio.Task[None] | None = None
        self.ready = asyncio.Event()

    async def start(self) -> None:
        """Returns when Telegram has been asked for updates, or at once where it cannot be reached: it is tried on.

        Raises SettingsError where Telegram refuses the token or the webhook.
        """
        keep_out_of_logs(self._settings.token.get_secret_value())
        try:
            await self._connect()
        except InvalidToken as error:
            await self._shut_down()
            raise SettingsError("Telegram refuses the bot's token; take a new one from @BotFather") from error
        except BadRequest as error:
            await self._shut_down()
            raise SettingsError(f"Telegram refuses the settings of the bot: {error.message}") from error
        except NetworkError as error:
            log.error("Telegram cannot be reached (%s); trying on", type(error).__name__)
        self._main = asyncio.create_task(self._run(), name="telegram")

    async def _connect(self) -> None:
        await self._updater.initialize()
        if self._settings.webhook_url is None:
            await self._updater.start_polling(
                timeout=self._settings.poll_timeout,
                allowed_updates=UPDATES,
                error_callback=_polling_failed,
            )
        else:
            assert self._settings.webhook_secret is not None
            await self._updater.start_webhook(
                listen=self._settings.webhook_listen,
                port=self._settings.webhook_port,
                url_path=urlsplit(self._settings.webhook_url).path,
                webhook_url=self._settings.webhook_url,
                secret_token=self._settings.webhook_secret.get_secret_value(),
                allowed_updates=UPDATES,
            )

    async def _run(self) -> None:
        wait = self._settings.retry_base
        while not self._updater.running:
            await asyncio.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)
            try:
                await self._connect()
            except (InvalidToken, BadRequest) as error:
                log.error("Telegram refuses the bot's settings: %s", error.message)
                return
            except NetworkError as error:
                log.error("Telegram cannot be reached (%s); again in %.0f s", type(error).__name__, wait)
        for _, payload in self._store.unfinished(CHANNEL):
            self._work(self._handle(Update.de_json(json.loads(payload), self.bot), again=True))
        self.ready.set()
        self._work(self._commands.set_menus())
        while True:
            item = await self._inbox.get()
            if isinstance(item, Update):
                self._work(self._handle(item, again=False))

    def _work(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def stop(self) -> None:
        """Takes no more updates, lets answers in work end for a while, and leaves the others for the next start."""
        if self._updater.running:
            await self._updater.stop()
        if self._main is not None:
            self._main.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._main
        if self._working:
            _, late = await asyncio.wait(self._working, timeout=self._settings.grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._shut_down()

    async def _shut_down(self) -> None:
        with contextlib.suppress(TelegramError, RuntimeError):
            await self._updater.shutdown()
        with contextlib.suppress(TelegramError, RuntimeError):
            await self.bot.shutdown()
        self._executor.shutdown(wait=False, cancel_futures=True)

    # Updates

    def _wanted(self, update: Update) -> bool:
        if update.callback_query or update.inline_query or update.guest_message:
            return True
        message = update.message or update.edited_message
        return message is not None and self._read(message) is not None

    def _read(self, message: Message) -> routing.Intent | None:
        replied = message.reply_to_message
        return routing.read(
            message,
            self.bot.bot,
            long_text=self._settings.long_text,
            quiet=self._is_quiet(message),
            relayed=replied is not None and any(relay(replied) for relay in self.relays),
        )

    def _is_quiet(self, message: Message) -> bool:
        if message.chat.type == ChatType.PRIVATE:
            return False
        try:
            return self._store.preferences(self._name(message.chat.id)).quiet
        except StateError as error:
            # Taking updates in must go on; whoever asked is told of the failure when the question is worked on.
            log.error("a group's settings cannot be read: %s", error)
            return False

    async def _handle(self, update: Update, *, again: bool) -> None:
        """One update to its end. An update that was cut off by a stop stays unfinished in the store."""
        try:
            if update.callback_query is not None:
                await self._buttons.press(update.callback_query, self._language(update.callback_query.from_user))
            elif update.inline_query is not None and not again:
                user = update.inline_query.from_user
                await self._elsewhere.inline(update.inline_query, self._alone(user))
            elif update.guest_message is not None:
                await self._guest(update.guest_message)
            elif (message := update.message or update.edited_message) is not None:
                edited = update.edited_message is not None
                await self._message(message, again=again, edited=edited)
        except Forbidden as error:
            log.info("the bot may not write there: %s", error.message)
        except Exception as error:
            # The reader gets an honest word for whatever fails; what failed is the operator's to read.
            log.error("an update failed: %s\n%s", type(error).__name__, trace(error))
            await self._apologise(update)
        self._inbox.done(update)

    async def _apologise(self, update: Update) -> None:
        message = update.message or update.edited_message
        if message is None:
            return
        language = negotiate(message.from_user.language_code if message.from_user else None)
        with contextlib.suppress(TelegramError):
            await self.delivery.say(Target.of(message), catalogue(language)("error-internal"), language)

    async def _message(self, message: Message, *, again: bool, edited: bool) -> None:
        intent = self._read(message)
        if intent is None:
            return
        reader = self._reader(message)
        group = message.chat.type != ChatType.PRIVATE
        target = Target.of(message, silent=self._is_quiet(message))
        async with self._locks.setdefault(f"{reader.asker}:{reader.chat}", asyncio.Lock()):
            if group and self._settings.allowed_chats and message.chat.id not in self._settings.allowed_chats:
                await self.delivery.say(target, catalogue(reader.language)("chat-not-here"), reader.language)
            elif isinstance(intent, Command):
                if not edited:
                    await self._commands.run(intent, message, reader, target)
            elif isinstance(intent, Unreadable):
                if not edited:
                    await self.delivery.say(target, catalogue(reader.language)("chat-no-text"), reader.language)
            else:
                await self._answerer.reply(intent, reader, target, again=again)

    async def _guest(self, message: Message) -> None:
        user = message.from_user
        if user is None:
            return
        text = routing.without_mention(message, self.bot.bot)
        await self._elsewhere.guest(message, routing.text_of(message) if text is None else text, self._alone(user))

    # Readers

    def _name(self, identifier: int) -> str:
        return self._store.pseudonym(CHANNEL, identifier)

    def _reader(self, message: Message) -> Reader:
        """Who asks. A reply to an answer goes on with that answer's conversation, whoever began it."""
        sender = message.sender_chat or message.from_user
        asker = self._name(sender.id if sender else message.chat.id)
        thread = message.message_thread_id if message.is_topic_message else 0
        conversation = self._store.pseudonym(CHANNEL, f"{message.chat.id}/{thread}/{asker}")
        replied = message.reply_to_message
        if replied is not None and replied.from_user == self.bot.bot:
            stored = self._store.answer_at(Target.of(message).place(replied.message_id))
            conversation = (stored.conversation if stored else None) or conversation
        return Reader(
            asker=asker,
            conversation=conversation,
            chat=None if message.chat.type == ChatType.PRIVATE else self._name(message.chat.id),
            language=self._language(message.from_user, message.chat.id),
        )

    def _alone(self, user: User) -> Reader:
        asker = self._name(user.id)
        return Reader(asker, secrets.token_hex(8), None, self._language(user))

    def _language(self, user: User | None, chat_id: int | None = None) -> str:
        """What the chat has set, else what the reader has set, else the language of the reader's application."""
        for identifier in (chat_id, user.id if user else None):
            if identifier is not None and (chosen := self._store.preferences(self._name(identifier)).language):
                return chosen
        return negotiate(user.language_code if user else None)

    async def _set_language(self, query: CallbackQuery, code: str) -> str:
        language = self._language(query.from_user)
        if not isinstance(query.message, Message):
            return catalogue(language)("chat-gone")
        asker = self._name(query.from_user.id)
        return await self._commands.set_language(query.message, query.from_user, asker, code, language)

    async def _show_library(self, query: CallbackQuery, page: int) -> None:
        await self._commands.show_library(query, page, self._language(query.from_user))

    # Corrections

    async def correct(self, stored: StoredAnswer, note: str, result: Result | None = None) -> bool:
        """Says under an answer of this channel that it is corrected, and why; puts ``result`` in its place if given.

        False where the answer's messages are gone or cannot be reached.
        """
        return await correct(self.delivery, self._store, stored, note, result)


def _polling_failed(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        log.error("another program polls with this token (409); only one may: stop it, or set up a webhook")
    else:
        log.warning("polling failed (%s); trying on", type(error).__name__)
