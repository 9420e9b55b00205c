"""Telegram's side of a bridge: the bot writes for the people of the other side, under their names."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import httpx
from telegram import Message, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.channels.bridge import Attachment, Bridge, Said, SideRefused, SideUnavailable
from bot.channels.rendering import FALLBACK, TELEGRAM, Block, Paragraph, Reference, catalogue, clean, clean_line, write
from bot.channels.rendering.links import safe_url
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.delivery import NO_PREVIEW, Target
from bot.channels.telegram.inbox import CHANNEL
from bot.engine.errors import StateError
from bot.state.port import Place, StateStore, StoredAnswer

log = logging.getLogger("footing.telegram")

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class TelegramSide:
    """A :class:`bot.channels.bridge.Side` for one chat, or for one topic of it.

    Give :meth:`observe` to the channel's observers, then the channel to :meth:`use`. Telegram keeps updates for a bot
    that is away (24 hours), so there is nothing to catch up with; it does not tell bots of deletions, so those are not
    carried from here.
    """

    def __init__(self, store: StateStore, chat: int, thread: int | None = None) -> None:
        self._channel: TelegramChannel | None = None
        self._store = store
        self._chat = chat
        self._thread = thread
        self._bridge: Bridge | None = None
        self._showing: str | None = None

    @property
    def home(self) -> Place:
        return Place(CHANNEL, str(self._chat), "", str(self._thread) if self._thread else None)

    def use(self, channel: TelegramChannel) -> None:
        self._channel = channel
        channel.delivery.listeners.append(self._answered)
        channel.relays.append(self._is_relayed)

    def join(self, bridge: Bridge) -> None:
        self._bridge = bridge

    def _connected(self) -> TelegramChannel:
        if self._channel is None:
            raise SideUnavailable("Telegram is not connected", nothing_sent=True)
        return self._channel

    async def observe(self, update: Update) -> None:
        """Passes on what people write in the chat."""
        message = update.message or update.edited_message
        if self._bridge is None or message is None or not self._is_here(message) or not _is_persons(message):
            return
        said = self._said(message)
        if not said.text and not said.attachments:
            return
        try:
            if update.edited_message is not None:
                self._bridge.edited(said)
            else:
                self._bridge.said(said)
        except StateError as error:
            log.error("a message is not bridged: %s", error)

    def _answered(self, answer_id: str, target: Target) -> None:
        if self._bridge is None or answer_id == self._showing or target.chat_id != self._chat:
            return
        try:
            asked = target.place(target.reply_to) if target.reply_to else None
            self._bridge.answered(answer_id, self._store.places(answer_id), asked)
        except StateError as error:
            log.error("an answer is not bridged: %s", error)

    def _is_relayed(self, message: Message) -> bool:
        """Whether the bot wrote a message for somebody on the other side; an answer it shows is its own."""
        place = self._place(message.message_id)
        if self._bridge is None or message.chat.id != self._chat:
            return False
        try:
            return self._bridge.wrote(place) and self._store.answer_at(place) is None
        except StateError as error:
            log.error("whose message that was is not known: %s", error)
            return False

    def _is_here(self, message: Message) -> bool:
        thread = message.message_thread_id if message.is_topic_message else None
        return message.chat.id == self._chat and thread == self._thread

    def _place(self, message_id: int) -> Place:
        return dataclasses.replace(self.home, message=str(message_id))

    def _said(self, message: Message) -> Said:
        author = message.from_user.full_name if message.from_user else None
        name = (message.sender_chat.effective_name if message.sender_chat else None) or author
        replied = message.reply_to_message
        opened_topic = replied is not None and replied.message_id == self._thread
        link = safe_url(message.link)
        files = (Attachment(_kind(message), link),) if link and _kind(message) else ()
        return Said(
            place=self._place(message.message_id),
            author=clean_line(name or "?"),
            text=clean(message.text or message.caption or ""),
            attachments=files,
            reply_to=self._place(replied.message_id) if replied is not None and not opened_topic else None,
        )

    # What the bridge asks for

    def split(self, said: Said) -> list[Said]:
        files = tuple(
            Reference(clean_line(one.name), "", "", url) for one in said.attachments if (url := safe_url(one.url))
        )
        block = Block((Paragraph(clean(said.text)),), about=f"{clean_line(said.author)} · Discord", references=files)
        texts = write([block], TELEGRAM, catalogue(FALLBACK))
        return [
            dataclasses.replace(said, text=text, attachments=(), reply_to=None if at else said.reply_to)
            for at, text in enumerate(texts)
        ]

    async def post(self, part: Said) -> Place:
        reply = None
        if part.reply_to is not None:
            reply = ReplyParameters(int(part.reply_to.message), allow_sending_without_reply=True)
        with translated():
            message = await self._connected().bot.send_message(
                self._chat,
                part.text,
                parse_mode=ParseMode.HTML,
                message_thread_id=self._thread,
                reply_parameters=reply,
                link_preview_options=NO_PREVIEW,
            )
        return self._place(message.message_id)

    async def edit(self, place: Place, part: Said) -> None:
        try:
            with translated():
                await self._connected().bot.edit_message_text(
                    part.text,
                    chat_id=self._chat,
                    message_id=int(place.message),
                    parse_mode=ParseMode.HTML,
                    link_preview_options=NO_PREVIEW,
                )
        except SideRefused as error:
            if "not modified" not in str(error).lower():
                raise

    async def delete(self, place: Place) -> None:
        with translated():
            await self._connected().bot.delete_message(self._chat, int(place.message))

    async def find(self, part: Said | StoredAnswer) -> list[Place] | None:
        """Bots cannot read a chat's past. The messages of an answer are noted one by one, so those are known."""
        return self._store.places(part.id) if isinstance(part, StoredAnswer) else None

    async def show(
        self, answer: StoredAnswer, *, reply_to: Place | None = None, previous: Sequence[Place] = ()
    ) -> list[Place]:
        target = Target(
            chat_id=self._chat,
            thread_id=self._thread,
            reply_to=int(reply_to.message) if reply_to else None,
            private=self._chat > 0,
        )
        self._showing = answer.id
        try:
            with translated():
                await self._connected().delivery.answer(answer.id, answer.result, target, answer.language)
        finally:
            self._showing = None
        return self._store.places(answer.id)


@contextmanager
def translated() -> Iterator[None]:
    """Failures of Telegram as the bridge's own."""
    try:
        yield
    except (BadRequest, Forbidden, InvalidToken, ChatMigrated) as error:
        raise SideRefused(f"Telegram refused: {error.message}") from error
    except RetryAfter as error:
        raise SideUnavailable("Telegram asks to wait", nothing_sent=True) from error
    except NetworkError as error:
        sent_nothing = isinstance(error.__cause__, _NOT_SENT) or _is_refusal(error)
        raise SideUnavailable(f"Telegram failed: {type(error).__name__}", nothing_sent=sent_nothing) from error


def _is_refusal(error: NetworkError) -> bool:
    """Whether Telegram itself answered with a failure, so that nothing was posted."""
    return error.__cause__ is None and not isinstance(error, TimedOut)


def _is_persons(message: Message) -> bool:
    """Whether a person wrote it: no bot, and no post that Telegram itself forwards from a linked channel."""
    return not (message.from_user and message.from_user.is_bot) and not message.is_automatic_forward


def _kind(message: Message) -> str:
    """What is attached, in a word; empty where nothing is."""
    for kind in ("photo", "video", "animation", "audio", "voice", "video_note", "sticker"):
        if getattr(message, kind):
            return kind.replace("_", " ")
    if message.document:
        return clean_line(message.document.file_name or "") or "document"
    return ""
