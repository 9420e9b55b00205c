"""What happens when a reader presses a button, whoever's message it is under and however old it is."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.channels.rendering import LANGUAGES, Catalogue, catalogue
from bot.channels.telegram.delivery import NO_PREVIEW
from bot.channels.telegram.inbox import CHANNEL
from bot.channels.telegram.views import Press, View, keyboard, pages
from bot.state.port import StateStore, StoredAnswer, Verdict

log = logging.getLogger("footing.telegram")

INLINE = f"{CHANNEL}-inline"
"""The channel of answers that readers post themselves, where the bot is not told which message they became."""

SetLanguage = Callable[[CallbackQuery, str], Awaitable[str]]
ShowLibrary = Callable[[CallbackQuery, int], Awaitable[None]]


class Buttons:
    """Turns the page or the view of the message that was pressed, from the answer in the store."""

    def __init__(self, bot: Bot, store: StateStore, *, set_language: SetLanguage, show_library: ShowLibrary) -> None:
        self._bot = bot
        self._store = store
        self._set_language = set_language
        self._show_library = show_library

    async def press(self, query: CallbackQuery, language: str) -> None:
        """Always answers the query, so that no button keeps spinning; ``language`` is the presser's."""
        strings = catalogue(language)
        press = Press.parse(query.data)
        said: str | None = None
        try:
            if press is not None and press.view is View.LANGUAGE and press.argument in LANGUAGES:
                said = await self._set_language(query, press.argument)
            elif press is not None and press.view is View.LIBRARY:
                await self._show_library(query, press.page)
            else:
                said = await self._turn(query, press, strings)
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                raise
        finally:
            await self._acknowledge(query, said)

    async def _acknowledge(self, query: CallbackQuery, said: str | None) -> None:
        try:
            await query.answer(said[:200] if said else None, show_alert=bool(said))
        except TelegramError as error:  # too old to be answered; the message has been turned all the same
            log.debug("a button press is not acknowledged: %s", type(error).__name__)

    async def _turn(self, query: CallbackQuery, press: Press | None, strings: Catalogue) -> str | None:
        stored = self._stored(query, press)
        if press is None or stored is None:
            return strings("chat-gone")
        if press.view is View.VERDICT:
            if press.argument not in {verdict.value for verdict in Verdict}:
                return strings("chat-gone")
            asker = self._store.pseudonym(CHANNEL, query.from_user.id)
            self._store.give_feedback(stored.id, asker, Verdict(press.argument))
            await self._show(query, stored, View.ANSWER, self._home(query, stored))
            return strings("feedback-thanks")
        await self._show(query, stored, press.view, press.page)
        return None

    def _stored(self, query: CallbackQuery, press: Press | None) -> StoredAnswer | None:
        """The answer that the button belongs to: an id that was sent from under another message finds nothing."""
        if press is None or press.answer_id is None:
            return None
        stored = self._store.answer(press.answer_id)
        if stored is None:
            return None
        if query.message is None:
            return stored if stored.channel == INLINE else None
        return stored if _place(query.message.chat.id, query.message.message_id) in self._shown(stored) else None

    def _shown(self, stored: StoredAnswer) -> list[tuple[str, str]]:
        return [(place.chat, place.message) for place in self._store.places(stored.id)]

    def _home(self, query: CallbackQuery, stored: StoredAnswer) -> int:
        """Which part of the answer the pressed message is."""
        shown = self._shown(stored)
        if query.message is None or len(shown) < 2:
            return 0
        return shown.index(_place(query.message.chat.id, query.message.message_id))

    async def _show(self, query: CallbackQuery, stored: StoredAnswer, view: View, page: int) -> None:
        strings = catalogue(stored.language)
        texts = pages(view, stored.result, stored.language)
        home = self._home(query, stored)
        if view in (View.ANSWER, View.FEEDBACK) and len(self._shown(stored)) > 1:
            # Every part has its own message: there is nothing to page, whatever the button says.
            page, count = home, 1
        else:
            count = len(texts)
        page = min(page, len(texts) - 1)
        markup = keyboard(view, stored.id, strings, page=page, count=count, home=home)
        if view is View.FEEDBACK:
            await query.edit_message_reply_markup(keyboard(view, stored.id, strings, home=page))
            return
        await self._edit(query, texts[page], markup)

    @staticmethod
    async def _edit(query: CallbackQuery, text: str, markup: InlineKeyboardMarkup) -> None:
        await query.edit_message_text(
            text, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW, reply_markup=markup
        )


def _place(chat: int, message: int) -> tuple[str, str]:
    return str(chat), str(message)
