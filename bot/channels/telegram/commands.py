"""The commands besides /ask and /check, and the menus that offer them."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeDefault,
    CallbackQuery,
    InlineKeyboardMarkup,
    Message,
    User,
)
from telegram.constants import ChatMemberStatus, ChatType, ParseMode
from telegram.error import TelegramError

from bot.channels.rendering import (
    LANGUAGES,
    TELEGRAM,
    Block,
    Catalogue,
    Paragraph,
    Reference,
    Style,
    catalogue,
    clean_line,
    label,
    safe_url,
    write,
)
from bot.channels.telegram.answering import Answerer, Reader
from bot.channels.telegram.delivery import NO_PREVIEW, Delivery, Target
from bot.channels.telegram.inbox import CHANNEL
from bot.channels.telegram.routing import Command
from bot.channels.telegram.settings import TelegramSettings
from bot.channels.telegram.views import language_keyboard, library_keyboard
from bot.engine.errors import FootingError
from bot.engine.ports import Library
from bot.state.port import StateStore
from knowledge.models import Source, Standing

log = logging.getLogger("footing.telegram")

SOURCES_A_PAGE = 10
_MENU = ("ask", "check", "sources", "about", "language", "forget", "help")
_GROUP_MENU = (*_MENU[:-2], "quiet", *_MENU[-2:])


class Commands:
    def __init__(
        self,
        bot: Bot,
        store: StateStore,
        delivery: Delivery,
        answerer: Answerer,
        library: Library,
        settings: TelegramSettings,
    ) -> None:
        self._bot = bot
        self._store = store
        self._delivery = delivery
        self._answerer = answerer
        self._library = library
        self._settings = settings

    async def run(self, command: Command, message: Message, reader: Reader, target: Target) -> None:
        strings = catalogue(reader.language)
        match command.name:
            case "start" | "help":
                await self._delivery.send(target, help_text(strings))
            case "about":
                await self._delivery.send(target, await self._about(strings))
            case "sources":
                text, markup = await self._sources(strings, command.argument)
                await self._delivery.send(target, text, markup)
            case "language":
                await self._language(command.argument, message, reader, target)
            case "quiet":
                await self._delivery.say(target, await self._quiet(command.argument, message, reader), reader.language)
            case "forget":
                gone = self._store.forget(reader.asker)
                await self._delivery.say(target, strings("chat-forgotten", count=gone), reader.language)
            case name:
                await self._delivery.say(target, strings(f"chat-{name}-usage"), reader.language)

    async def _about(self, strings: Catalogue) -> str:
        info = await self._answerer.in_thread(self._library.info)
        body = [
            Paragraph(strings("chat-welcome")),
            Paragraph(
                strings("chat-about", sources=info.sources, findings=info.findings, built=f"{info.built:%Y-%m-%d}")
            ),
            Paragraph(strings("chat-privacy", hours=f"{self._settings.memory_hours:g}")),
        ]
        url = safe_url(self._settings.public_url)
        links = (Reference(strings("labels-title"), "", "", f"{url.rstrip('/')}/labels"),) if url else ()
        return write([Block((paragraph,)) for paragraph in body] + [Block((), references=links)], TELEGRAM, strings)[0]

    async def _sources(
        self, strings: Catalogue, wanted: str = "", page: int = 0
    ) -> tuple[str, InlineKeyboardMarkup | None]:
        sources = await self._answerer.in_thread(lambda: matching(self._library.sources(), wanted))
        if not sources:
            return write([Block((Paragraph(strings("chat-sources-none")),))], TELEGRAM, strings)[0], None
        count = -(-len(sources) // SOURCES_A_PAGE)
        page = min(page, count - 1)
        shown = sources[page * SOURCES_A_PAGE :][:SOURCES_A_PAGE]
        blocks = [_source_block(source, strings) for source in shown]
        heading = strings("sources-count", count=len(sources))
        text = write([Block((), heading=heading), *blocks], TELEGRAM, strings)[0]
        # A button holds 64 bytes and no search words: a search shows its first page and can be narrowed.
        return text, None if wanted else library_keyboard(strings, page, count)

    async def show_library(self, query: CallbackQuery, page: int, language: str) -> None:
        text, markup = await self._sources(catalogue(language), page=page)
        await query.edit_message_text(
            text, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW, reply_markup=markup
        )

    async def _language(self, code: str, message: Message, reader: Reader, target: Target) -> None:
        code = code.lower()
        strings = catalogue(reader.language)
        if code not in LANGUAGES:
            await self._delivery.say(target, strings("chat-language-choose"), reader.language, language_keyboard())
            return
        said = await self.set_language(message, message.from_user, reader.asker, code, reader.language)
        await self._delivery.say(target, said, reader.language)

    async def set_language(self, message: Message, user: User | None, asker: str, code: str, language: str) -> str:
        """Sets the reader's language, or in a group the group's if an administrator asks; gives what to say."""
        if message.chat.type == ChatType.PRIVATE:
            self._store.prefer(asker, language=code)
        elif await self._is_admin(message, user):
            self._store.prefer(self._store.pseudonym(CHANNEL, message.chat.id), language=code)
        else:
            return catalogue(language)("chat-admins-only")
        return catalogue(code)("chat-language-set", name=LANGUAGES[code])

    async def _quiet(self, argument: str, message: Message, reader: Reader) -> str:
        strings = catalogue(reader.language)
        if message.chat.type == ChatType.PRIVATE:
            return strings("chat-groups-only")
        if not await self._is_admin(message, message.from_user):
            return strings("chat-admins-only")
        chat = self._store.pseudonym(CHANNEL, message.chat.id)
        wanted = {"on": True, "off": False}.get(argument.lower(), not self._store.preferences(chat).quiet)
        self._store.prefer(chat, quiet=wanted)
        return strings("chat-quiet-on" if wanted else "chat-quiet-off")

    async def _is_admin(self, message: Message, user: User | None) -> bool:
        """Whether the user governs the chat. An administrator who writes as the group itself is anonymous."""
        if message.sender_chat is not None and message.from_user == user:
            return message.sender_chat == message.chat
        if user is None:
            return False
        member = await self._bot.get_chat_member(message.chat.id, user.id)
        return member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)

    async def set_menus(self) -> None:
        """Offers the commands in every language; skipped where the same menus were set before."""
        menus: Sequence[tuple[BotCommandScope, tuple[str, ...]]] = (
            (BotCommandScopeDefault(), _MENU),
            (BotCommandScopeAllGroupChats(), _GROUP_MENU),
        )
        wanted = [
            ([BotCommand(name, catalogue(code)(f"command-{name}")) for name in names], scope, language)
            for scope, names in menus
            for code, language in ((code, None if code == "en" else code) for code in LANGUAGES)
        ]
        digest = hashlib.sha256(repr(wanted).encode()).hexdigest()
        mark = f"{CHANNEL}:menus:{self._store.pseudonym(CHANNEL, self._bot.id)}"
        if self._store.cursor(mark) == digest:
            return
        try:
            for commands, scope, language in wanted:
                await self._bot.set_my_commands(commands, scope=scope, language_code=language)
        except (TelegramError, FootingError) as error:
            log.warning("the command menus are not set: %s", type(error).__name__)
            return
        self._store.set_cursor(mark, digest)


def help_text(strings: Catalogue) -> str:
    """How to use the bot, and what each label means."""
    blocks = [Block((Paragraph(strings(key)),)) for key in ("chat-welcome", "chat-help-private", "chat-help-group")]
    blocks += [
        Block((Paragraph(strings(f"standing-{standing}-means"), Style.EMPHASIS),), label=label(standing, strings))
        for standing in Standing
    ]
    return write(blocks, TELEGRAM, strings)[0]


def matching(sources: Sequence[Source], wanted: str) -> list[Source]:
    """Sources whose title, publisher or kind holds every word that is wanted, newest first."""
    words = wanted.casefold().split()
    found = [
        source
        for source in sources
        if all(word in f"{source.title} {source.publisher} {source.kind}".casefold() for word in words)
    ]
    return sorted(found, key=lambda source: (source.published or "", source.title), reverse=True)


def _source_block(source: Source, strings: Catalogue) -> Block:
    kind = strings(f"kind-{source.kind}")
    about = f"{kind}, {source.published}" if source.published else kind
    shown = Reference(clean_line(source.title), clean_line(source.publisher), "", safe_url(source.url))
    return Block((), about=about, references=(shown,))
