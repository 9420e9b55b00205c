"""Discord's side of a bridge: authors are mirrored through a webhook, answers are shown by the bot itself."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import datetime as dt
import logging
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.channels.bridge import Attachment, Bridge, Said, SideRefused, SideUnavailable
from bot.channels.discord.buttons import answer_view
from bot.channels.discord.embeds import pages
from bot.channels.discord.surfaces import CHANNEL, NOBODY, MessageSurface, place_of
from bot.channels.rendering import DISCORD, catalogue, clean, clean_line, clip, safe_url
from bot.channels.rendering.places import MarkdownWriter
from bot.engine.errors import StateError
from bot.state.port import Place, StoredAnswer

if TYPE_CHECKING:
    from bot.channels.discord.client import FootingClient

log = logging.getLogger("footing.discord")

WEBHOOK_NAME = "Footing bridge"
_LOOKED_BACK = 50
_UNKNOWN_WEBHOOK = 10015
_LINK = re.compile(r"https?://[^\s<>]+")
_RESERVED = re.compile(r"discord|clyde|@|#|:|```|everyone|here", re.IGNORECASE)
_NAME = 80
_CAUGHT_UP = 100


class DiscordSide:
    """A :class:`bot.channels.bridge.Side` for one channel. It outlives connections: :meth:`use` gives it the next."""

    def __init__(self, channel: int, *, shown: int = 4, retry_seconds: float = 5.0) -> None:
        self._channel_id = channel
        self._shown = shown
        self._retry = retry_seconds
        self._client: FootingClient | None = None
        self._bridge: Bridge | None = None
        self._webhook: discord.Webhook | None = None
        self._live = False
        self._late: list[discord.Message] = []
        self._catching: asyncio.Task[None] | None = None

    @property
    def home(self) -> Place:
        return Place(CHANNEL, str(self._channel_id), "")

    def join(self, bridge: Bridge) -> None:
        self._bridge = bridge

    def use(self, client: FootingClient | None) -> None:
        """Works over this connection from now on; None while there is none."""
        self.pause()
        self._client = client
        self._webhook = None

    # What happened in the channel

    def heard(self, message: discord.Message) -> None:
        if not self._live:
            self._late.append(message)
            return
        self._pass_on(message)

    def changed(self, message: discord.Message) -> None:
        if self._bridge is not None and is_persons(message):
            self._bridge.edited(said_of(message))

    def gone(self, message: int) -> None:
        if self._bridge is not None:
            self._bridge.deleted(Place(CHANNEL, str(self._channel_id), str(message)))

    def _pass_on(self, message: discord.Message) -> None:
        if self._bridge is None or self._client is None:
            return
        if is_persons(message):
            self._bridge.said(said_of(message))
        store, name = self._client.desk.store, self._cursor_name()
        if message.id > int(store.cursor(name) or 0):
            store.set_cursor(name, str(message.id))

    def _cursor_name(self) -> str:
        assert self._bridge is not None
        return f"bridge/{self._bridge.name}/{CHANNEL}/{self._channel_id}"

    def pause(self) -> None:
        """The connection is gone: what is said from now on is read later."""
        self._live = False
        self._late.clear()
        if self._catching is not None:
            self._catching.cancel()
            self._catching = None

    def wake(self) -> None:
        """The connection is there: reads what was said meanwhile, then goes on live."""
        self.pause()
        if self._bridge is not None and self._client is not None:
            self._catching = asyncio.create_task(self._catch_up(self._client))

    async def _catch_up(self, client: FootingClient) -> None:
        wait = self._retry
        while not self._live:
            try:
                await self._read_on(client)
            except (TimeoutError, discord.HTTPException, aiohttp.ClientError, OSError, StateError) as error:
                log.warning("a bridged channel cannot be read (%s); again in %.0f s", type(error).__name__, wait)
                await asyncio.sleep(wait)
                wait = min(wait * 2, 60.0)

    async def _read_on(self, client: FootingClient) -> None:
        """Passes on what came after the cursor until nothing more does, then what came in during the last look."""
        store, name = client.desk.store, self._cursor_name()
        if store.cursor(name) is None:
            store.set_cursor(name, str(discord.utils.time_snowflake(dt.datetime.now(dt.UTC))))
        channel = client.get_partial_messageable(self._channel_id)
        while True:
            late = len(self._late)
            after = discord.Object(int(store.cursor(name) or 0))
            missed = [one async for one in channel.history(limit=_CAUGHT_UP, after=after, oldest_first=True)]
            for message in missed:
                self._pass_on(message)
            if not missed:
                break
            del self._late[:late]
        self._live = True
        for message in sorted(self._late, key=lambda one: one.id):
            self._pass_on(message)
        self._late.clear()

    # What the bridge asks for

    def split(self, said: Said) -> list[Said]:
        lines = [f"-# ↪ {self._address(said.reply_to)}"] if said.reply_to else []
        files = [
            f"[{MarkdownWriter().text(clean_line(one.name))}](<{url}>)"
            for one in said.attachments
            if (url := safe_url(one.url))
        ]
        parts = split_text("\n".join([*lines, *([quoted] if (quoted := links_kept(said.text)) else []), *files]))
        return [dataclasses.replace(said, text=part, attachments=(), reply_to=None) for part in parts]

    def _address(self, place: Place) -> str:
        guild = self._client.get_channel(self._channel_id) if self._client else None
        guild_id = getattr(getattr(guild, "guild", None), "id", "@me")
        return f"https://discord.com/channels/{guild_id}/{place.chat}/{place.message}"

    async def post(self, part: Said) -> Place:
        async def send(webhook: discord.Webhook) -> discord.WebhookMessage:
            return await webhook.send(
                part.text,
                username=author_name(part.author),
                avatar_url=safe_url(part.avatar) or discord.utils.MISSING,
                allowed_mentions=NOBODY,
                suppress_embeds=True,
                wait=True,
            )

        message = await self._through_webhook(send)
        return Place(CHANNEL, str(self._channel_id), str(message.id))

    async def edit(self, place: Place, part: Said) -> None:
        async def change(webhook: discord.Webhook) -> None:
            await webhook.edit_message(int(place.message), content=part.text, allowed_mentions=NOBODY)

        await self._through_webhook(change)

    async def delete(self, place: Place) -> None:
        client = self._connected()
        channel = client.get_partial_messageable(self._channel_id)
        with translated(), contextlib.suppress(discord.NotFound):
            await channel.get_partial_message(int(place.message)).delete()

    async def find(self, part: Said | StoredAnswer) -> list[Place] | None:
        client = self._connected()
        channel = client.get_partial_messageable(self._channel_id)
        with translated():
            recent = [message async for message in channel.history(limit=_LOOKED_BACK)]
            webhook = await self._webhook_of(client)
        recent.reverse()
        if isinstance(part, Said):
            return [
                place_of(message)
                for message in recent
                if message.webhook_id == webhook.id
                and message.content == part.text
                and message.author.name == author_name(part.author)
            ]
        return [place_of(message) for message in recent if f":{part.id}:" in custom_ids(message)]

    async def show(
        self, answer: StoredAnswer, *, reply_to: Place | None = None, previous: Sequence[Place] = ()
    ) -> list[Place]:
        client = self._connected()
        channel: Any = client.get_channel(self._channel_id) or client.get_partial_messageable(self._channel_id)
        messages = [channel.get_partial_message(int(place.message)) for place in previous]
        reference = None
        if reply_to is not None:
            reference = discord.MessageReference(
                message_id=int(reply_to.message), channel_id=self._channel_id, fail_if_not_exists=False
            )
        surface = MessageSurface(channel, reply_to=reference, messages=messages, nonce=answer.id)
        made = pages(answer.result, answer.language, plain=surface.plain)
        view = answer_view(answer.id, answer.result, catalogue(answer.language), more=len(made) > self._shown)
        with translated():
            return await surface.show(made[: self._shown], view, in_channel=self._shown)

    # The webhook

    def _connected(self) -> FootingClient:
        if self._client is None or not self._client.is_ready():
            raise SideUnavailable("Discord is not connected", nothing_sent=True)
        self._client.point_here()
        return self._client

    async def _through_webhook(self, act: Callable[[discord.Webhook], Any]) -> Any:
        """Does something by the channel's webhook; where somebody deleted it, by a new one."""
        client = self._connected()
        with translated():
            webhook = await self._webhook_of(client)
            try:
                return await act(webhook)
            except discord.NotFound as error:
                if error.code != _UNKNOWN_WEBHOOK:
                    raise
            self._webhook = None
            return await act(await self._webhook_of(client))

    async def _webhook_of(self, client: FootingClient) -> discord.Webhook:
        if self._webhook is None:
            channel = client.get_channel(self._channel_id) or await client.fetch_channel(self._channel_id)
            if not isinstance(channel, discord.TextChannel):
                raise SideRefused(f"channel {self._channel_id} is no text channel that the bot can see")
            own = [
                one
                for one in await channel.webhooks()
                if one.name == WEBHOOK_NAME and one.token and one.user is not None and one.user == client.user
            ]
            self._webhook = own[0] if own else await channel.create_webhook(name=WEBHOOK_NAME)
        return self._webhook


@contextlib.contextmanager
def translated() -> Any:
    """Failures of discord.py as the bridge's own."""
    try:
        yield
    except discord.DiscordServerError as error:
        raise SideUnavailable(f"Discord failed: {error.status}") from error
    except discord.HTTPException as error:
        raise SideRefused(f"Discord refused: {error.status} {error.code}") from error
    except aiohttp.ClientConnectorError as error:
        raise SideUnavailable("Discord cannot be reached", nothing_sent=True) from error
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise SideUnavailable(f"the connection to Discord failed: {type(error).__name__}") from error


def is_persons(message: discord.Message) -> bool:
    """Whether a person wrote a message: no bot, no webhook (bridges of others among them), nothing of the system."""
    return (
        not message.author.bot
        and message.webhook_id is None
        and message.type in (discord.MessageType.default, discord.MessageType.reply)
    )


def said_of(message: discord.Message) -> Said:
    text = "\n".join([message.clean_content, *(one.content for one in message.message_snapshots)])
    reference = message.reference
    replied = reference.message_id if reference and reference.channel_id == message.channel.id else None
    return Said(
        place=place_of(message),
        author=clean_line(message.author.display_name),
        text=clean(text),
        attachments=tuple(Attachment(clean_line(one.filename), one.url) for one in message.attachments),
        reply_to=Place(CHANNEL, str(message.channel.id), str(replied)) if replied else None,
        avatar=str(message.author.display_avatar.url),
    )


def custom_ids(message: discord.Message) -> str:
    return " ".join(
        str(getattr(part, "custom_id", "")) for row in message.components for part in getattr(row, "children", [])
    )


def author_name(author: str) -> str:
    """A name that a webhook may bear: 1 to 80 characters, without the words and signs that Discord reserves."""
    return clip(clean_line(_RESERVED.sub("·", clean_line(author))), _NAME) or "?"


def links_kept(text: str) -> str:
    """A person's text as Markdown that shows it as it is, with its links still links and without previews."""
    text = clean(text)
    pieces, at = [], 0
    for link in _LINK.finditer(text):
        url = safe_url(link[0])
        if url is None:
            continue
        pieces += [MarkdownWriter().text(text[at : link.start()]), f"<{url}>"]
        at = link.end()
    return "".join([*pieces, MarkdownWriter().text(text[at:])])


def split_text(text: str) -> list[str]:
    """Markdown of whole lines and words in parts that each fit a message; a part is never cut behind a backslash."""
    parts: list[str] = []
    while DISCORD.length(text) > DISCORD.limit:
        most = DISCORD.limit
        while DISCORD.length(text[:most]) > DISCORD.limit:
            most -= DISCORD.length(text[:most]) - DISCORD.limit
        at = max(text.rfind("\n", most // 2, most), text.rfind(" ", most // 2, most))
        at = at if at > 0 else most
        while at > 1 and text[at - 1] == "\\":
            at -= 1
        parts.append(text[:at].rstrip())
        text = text[at:].lstrip("\n ")
    return [*parts, text] if text else parts or ["…"]
