"""Where an answer is shown: as replies to a message, or as the response to an interaction."""

from __future__ import annotations

import contextlib
import logging
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Protocol, cast

import discord

from bot.channels.discord.embeds import Page
from bot.channels.rendering import clean_line, clip
from bot.state.port import Place

log = logging.getLogger("footing.discord")

CHANNEL = "discord"
NOBODY = discord.AllowedMentions.none()
_THREAD_NAME = 90


class Shown(Protocol):
    """A message as much as is needed of it: full and partial messages alike."""

    @property
    def id(self) -> int: ...

    @property
    def channel(self) -> Any: ...


def place_of(message: Shown) -> Place:
    return Place(CHANNEL, str(message.channel.id), str(message.id))


class Surface(ABC):
    """Messages that show one answer. Showing it again edits them, and takes away those that are no longer needed.

    The first ``in_channel`` messages stay where the question was; the others go to a thread where one can be made.
    """

    private = False
    plain = False

    def __init__(self, channel: Any, topic: str = "") -> None:
        self._channel = channel
        self._topic = topic
        self._messages: list[Any] = []
        self._pages: list[Page | None] = []
        self._thread: discord.Thread | None = None

    @abstractmethod
    async def _post(self, at: int, page: Page, view: discord.ui.View | None) -> Any: ...

    @abstractmethod
    async def _edit(self, message: Any, page: Page, view: discord.ui.View | None) -> Any: ...

    @abstractmethod
    async def _remove(self, message: Any) -> None: ...

    @property
    def posted(self) -> int:
        return len(self._messages)

    async def show(
        self, pages: Sequence[Page], view: discord.ui.View | None = None, *, in_channel: int = 1
    ) -> list[Place]:
        """Shows the pages, ``view`` under the last of them in each place; gives where they stand.

        Raises discord.HTTPException.
        """
        last = {len(pages) - 1}
        if len(pages) > in_channel and self.posted <= in_channel and self._thread is None:
            await self._show_in_place(pages[:in_channel], None, set())
            self._thread = await self._open_thread()
        if self._thread is not None:
            last.add(in_channel - 1)
        await self._show_in_place(pages, view, last)
        return [] if self.private else [place_of(message) for message in self._messages]

    async def _show_in_place(self, pages: Sequence[Page], view: discord.ui.View | None, last: set[int]) -> None:
        for at, page in enumerate(pages):
            under = view if at in last else None
            if at >= len(self._messages):
                self._messages.append(await self._post(at, page, under))
                self._pages.append(page)
            elif under is not None or not page.same(self._pages[at]):
                self._messages[at] = await self._edit(self._messages[at], page, under)
                self._pages[at] = page
        for message in self._messages[len(pages) :]:
            with contextlib.suppress(discord.NotFound):
                await self._remove(message)
        del self._messages[len(pages) :], self._pages[len(pages) :]

    async def _open_thread(self) -> discord.Thread | None:
        """A thread under the first message; None where there is none to be had."""
        if self.private or not isinstance(self._channel, discord.TextChannel):
            return None
        return await open_thread(self._channel.get_partial_message(self._messages[0].id), self._topic)


async def open_thread(message: discord.Message | discord.PartialMessage, topic: str) -> discord.Thread | None:
    """A public thread from a message, named for its topic; None where the bot may not, or where one is there."""
    try:
        return await message.create_thread(name=clip(clean_line(topic), _THREAD_NAME) or "Footing")
    except discord.HTTPException as error:
        log.info("no thread was opened: %s", error.text or error.status)
        return None


def _body(page: Page, view: discord.ui.View | None) -> dict[str, Any]:
    """The same keys whatever the page, so that an edit leaves nothing of the page before."""
    return {"content": page.content, "embeds": list(page.embeds), "allowed_mentions": NOBODY, "view": view}


class MessageSurface(Surface):
    """Replies in a channel. ``messages`` are earlier ones to edit; ``nonce`` lets Discord drop a message sent twice."""

    def __init__(
        self,
        channel: Any,
        *,
        reply_to: discord.MessageReference | None = None,
        messages: Sequence[Any] = (),
        nonce: str = "",
        topic: str = "",
    ) -> None:
        super().__init__(channel, topic)
        self._reply_to = reply_to
        self._nonce = nonce
        self._messages = list(messages)
        self._pages = [None] * len(self._messages)
        me = getattr(getattr(channel, "guild", None), "me", None)
        self.plain = me is not None and not channel.permissions_for(me).embed_links

    async def _post(self, at: int, page: Page, view: discord.ui.View | None) -> Any:
        target = self._thread or self._channel
        body = {key: value for key, value in _body(page, view).items() if value is not None}
        if self._nonce:
            body["nonce"] = f"{self._nonce}-{at}"
        if at == 0 and self._reply_to is not None:
            body |= {"reference": self._reply_to, "mention_author": False}
        return await target.send(**body)

    async def _edit(self, message: Any, page: Page, view: discord.ui.View | None) -> Any:
        return await message.edit(**_body(page, view))

    async def _remove(self, message: Any) -> None:
        await message.delete()


class InteractionSurface(Surface):
    """The deferred response to an interaction, and follow-ups to it.

    Made from the interaction's webhook alone, so that it works after a restart as long as the token does (15 minutes).
    """

    def __init__(self, webhook: discord.Webhook, channel: Any, *, private: bool, topic: str = "") -> None:
        super().__init__(channel, topic)
        self.private = private
        self._webhook = webhook

    async def _post(self, at: int, page: Page, view: discord.ui.View | None) -> Any:
        if at == 0:
            # The response to an interaction goes by a name instead of a number.
            return await self._webhook.edit_message(cast(int, "@original"), **_body(page, view))
        body = {key: value for key, value in _body(page, view).items() if value is not None}
        if self._thread is not None:
            return await self._thread.send(**body)
        return await self._webhook.send(**body, ephemeral=self.private, wait=True)

    async def _edit(self, message: Any, page: Page, view: discord.ui.View | None) -> Any:
        if self._thread is not None and message.channel.id == self._thread.id:
            return await message.edit(**_body(page, view))
        return await self._webhook.edit_message(message.id, **_body(page, view))

    async def _remove(self, message: Any) -> None:
        await message.delete()
