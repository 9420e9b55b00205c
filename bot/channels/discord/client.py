"""One connection to Discord: its events become requests, presses and the bridge's messages."""

from __future__ import annotations

import asyncio
import logging
import sys
import weakref
from collections.abc import Sequence
from typing import Any, Literal

import discord
from discord import app_commands
from discord.webhook.async_ import async_context

from bot.channels.discord.admission import Admission
from bot.channels.discord.bridge_side import DiscordSide
from bot.channels.discord.buttons import AnswerButton, VerdictSelect, answer_view
from bot.channels.discord.commands import Translator, add_commands
from bot.channels.discord.desk import Desk, trace
from bot.channels.discord.embeds import Page, pages
from bot.channels.discord.panels import Panels, say
from bot.channels.discord.requests import File, Request, read_request
from bot.channels.discord.surfaces import (
    CHANNEL,
    NOBODY,
    InteractionSurface,
    MessageSurface,
    Surface,
    open_thread,
    place_of,
)
from bot.channels.discord.transport import PointedHTTP, PointedWebhooks
from bot.channels.rendering import FALLBACK, catalogue
from bot.channels.rendering.places import MarkdownWriter
from bot.engine.errors import StateError
from bot.state.port import Place, StoredAnswer

log = logging.getLogger("footing.discord")

_LOOKED_BACK = 50


def intents_of(*, message_content: bool) -> discord.Intents:
    """Servers, and messages in them and in private. None of these is privileged but the content of messages."""
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    intents.message_content = message_content
    return intents


class FootingClient(discord.Client):
    """Lives as long as one login. All that must outlive it is in the store."""

    def __init__(self, desk: Desk, sides: dict[int, DiscordSide]) -> None:
        self.desk = desk
        self.sides = sides
        self.settings = desk.settings
        self.admission = Admission(desk)
        self.presses = Panels(desk)
        self._webhooks = PointedWebhooks(desk.settings.api_url)
        self._locks: weakref.WeakValueDictionary[int, asyncio.Lock] = weakref.WeakValueDictionary()
        self._jobs: set[asyncio.Task[None]] = set()
        self.was_ready = False
        super().__init__(
            intents=intents_of(message_content=desk.settings.message_content),
            allowed_mentions=NOBODY,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0.5,  # nothing here waits for every server to be known
        )
        self.tree = app_commands.CommandTree(self)
        add_commands(self.tree, self, desk, self.presses, catalogue(FALLBACK))

    def _get_state(self, **options: Any) -> Any:
        http = PointedHTTP(self.loop)
        http.api_url = self.settings.api_url
        http.gateway_url = self.settings.gateway_url
        self.http = http
        return super()._get_state(**options)

    def point_here(self) -> None:
        """Sends what the current task does with interactions and webhooks to the settings' address."""
        async_context.set(self._webhooks)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(AnswerButton, VerdictSelect)
        await self.tree.set_translator(Translator(catalogue))
        try:
            for guild in self.settings.guilds:
                self.tree.copy_global_to(guild=discord.Object(guild))
                await self.tree.sync(guild=discord.Object(guild))
            if not self.settings.guilds:
                await self.tree.sync()
        except discord.HTTPException as error:
            log.error("the commands could not be registered: %s %s", error.status, error.text)

    async def finish_jobs(self, seconds: float) -> None:
        """Gives work in progress some time, then cuts it off; what was begun is taken up at the next start."""
        if self._jobs:
            await asyncio.wait(self._jobs, timeout=seconds)
        for job in list(self._jobs):
            job.cancel()
        await asyncio.gather(*self._jobs, return_exceptions=True)

    def _work(self, work: Any) -> None:
        job: asyncio.Task[None] = asyncio.create_task(work)
        self._jobs.add(job)
        job.add_done_callback(self._jobs.discard)

    # Events

    async def on_ready(self) -> None:
        log.info("Discord is ready: %d servers", len(self.guilds))
        for side in self.sides.values():
            side.wake()
        if not self.was_ready:
            self.was_ready = True
            for _, payload in self.desk.store.unfinished(CHANNEL):
                if (request := read_request(payload)) is not None:
                    self._work(self._take_up(request))

    async def on_resumed(self) -> None:
        for side in self.sides.values():
            side.wake()

    async def on_disconnect(self) -> None:
        for side in self.sides.values():
            side.pause()

    async def on_error(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        failure = sys.exc_info()[1]
        log.error("an event of Discord was not handled: %s\n%s", event, trace(failure) if failure else "")

    async def on_message(self, message: discord.Message) -> None:
        if (side := self.sides.get(message.channel.id)) is not None:
            side.heard(message)
        request = self.admission.request(message, self.user)
        if request is None:
            return
        try:
            new = self.desk.begin(request)
        except StateError as error:
            log.error("a question could not be taken: %s", error)
            await message.reply(catalogue(request.language)("error-internal"), mention_author=False)
            return
        if new:
            self._work(self._answer(request, message))

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        if event.data.get("edited_timestamp") is None:
            return
        message = event.message
        if (side := self.sides.get(message.channel.id)) is not None:
            side.changed(message)
        stored = self.desk.store.answer_to(place_of(message))
        request = self.admission.request(message, self.user) if stored else None
        if stored is None or request is None:
            return
        if self.desk.store.begin(CHANNEL, f"{message.id}/{event.data['edited_timestamp']}"):
            self._work(self._answer_again(request, stored))

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        if (side := self.sides.get(event.channel_id)) is not None:
            side.gone(event.message_id)

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        if (side := self.sides.get(event.channel_id)) is not None:
            for message_id in sorted(event.message_ids):
                side.gone(message_id)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        if interaction.type is discord.InteractionType.modal_submit:
            await self.presses.reason(interaction)

    # Messages

    def _lock(self, message: int) -> asyncio.Lock:
        return self._locks.setdefault(message, asyncio.Lock())

    async def _answer(self, request: Request, message: discord.Message) -> None:
        async with self._lock(message.id):
            try:
                await message.channel.typing()
            except discord.HTTPException as error:
                log.info("typing was not shown: %s", error.code)
            surface: Surface | None = None
            conversation = None
            turns = len(self.desk.store.history(self.desk.conversation(request.conversation)))
            if turns >= self.settings.thread_turns and isinstance(message.channel, discord.TextChannel):
                thread = await open_thread(message, request.topic)
                if thread is not None:
                    surface = MessageSurface(thread, nonce=request.update)
                    conversation = str(thread.id)
            surface = surface or self._replies(request, message.channel)
            await self.desk.serve(request, surface, self._download, conversation=conversation)

    async def _answer_again(self, request: Request, stored: StoredAnswer) -> None:
        async with self._lock(int(request.update)):
            await self.desk.rework(request, stored.id, self._earlier(request, stored.id), self._download)

    def _earlier(self, request: Request, answer_id: str) -> MessageSurface:
        """The messages that show an answer now."""
        here = [place for place in self.desk.store.places(answer_id) if place.channel == CHANNEL]
        messages = self._partial(here)
        channel = self.get_channel(int(here[-1].chat)) if here else self.get_channel(request.channel)
        return self._replies(request, channel, messages)

    def _partial(self, places: Sequence[Place]) -> list[discord.PartialMessage]:
        return [
            self.get_partial_messageable(int(place.chat)).get_partial_message(int(place.message)) for place in places
        ]

    def _replies(self, request: Request, channel: Any, messages: Any = ()) -> MessageSurface:
        if channel is None:
            channel = self.get_partial_messageable(request.channel, guild_id=request.guild)
        reference = discord.MessageReference(
            message_id=request.message or 0,
            channel_id=request.channel,
            guild_id=request.guild,
            fail_if_not_exists=False,
        )
        return MessageSurface(channel, reply_to=reference, messages=messages, nonce=request.update, topic=request.topic)

    async def _download(self, url: str) -> bytes:
        return await self.http.get_from_cdn(url)

    async def _take_up(self, request: Request) -> None:
        """Goes on with a request that was begun before this process: edits what it had shown already."""
        if request.message is None:
            webhook = discord.Webhook.partial(request.application or 0, request.token or "", client=self)
            surface: Surface = InteractionSurface(
                webhook, self.get_channel(request.channel), private=request.private, topic=request.topic
            )
            await self.desk.serve(request, surface, self._download)
            return
        async with self._lock(request.message):
            thread = self.get_channel(request.message)
            channel = thread if isinstance(thread, discord.Thread) else self.get_channel(request.channel)
            earlier = await self._shown_before(request, channel)
            surface = self._replies(request, channel, earlier)
            await self.desk.serve(request, surface, self._download)

    async def _shown_before(self, request: Request, channel: Any) -> list[discord.Message]:
        if channel is None or self.user is None:
            return []
        after = discord.Object(request.message or 0)
        try:
            return [
                message
                async for message in channel.history(limit=_LOOKED_BACK, after=after, oldest_first=True)
                if message.author.id == self.user.id
                and (
                    isinstance(channel, discord.Thread)
                    or (message.reference is not None and message.reference.message_id == request.message)
                )
            ]
        except discord.HTTPException as error:
            log.warning("what was shown before cannot be read: %s", error.status)
            return []

    async def correct(self, answer_id: str) -> bool:
        """Shows a stored answer anew, under a word that it is a correction, in the messages that show it."""
        stored = self.desk.store.answer(answer_id)
        places = [place for place in self.desk.store.places(answer_id) if place.channel == CHANNEL]
        if stored is None or not places:
            return False
        messages = self._partial(places)
        surface = MessageSurface(self.get_channel(int(places[-1].chat)) or messages[-1].channel, messages=messages)
        strings = catalogue(stored.language)
        made = pages(stored.result, stored.language, plain=surface.plain)
        most = self.settings.max_messages
        made[0] = Page(
            made[0].embeds,
            MarkdownWriter().strong(strings("chat-corrected")) + (f"\n{made[0].content}" if made[0].content else ""),
        )
        view = answer_view(answer_id, stored.result, strings, more=len(made) > most)
        shown = await surface.show(made[:most], view, in_channel=most)
        self.desk.store.link(answer_id, shown=shown)
        return True

    # Commands

    async def may_ask(self, interaction: discord.Interaction[Any]) -> bool:
        roles = [role.id for role in interaction.user.roles] if isinstance(interaction.user, discord.Member) else []
        refusal = self.admission.refusal(interaction.channel, interaction.guild_id, roles)
        if refusal is not None:
            await say(interaction, self.presses.strings(interaction)(refusal))
        return refusal is None

    async def ask(self, interaction: discord.Interaction[Any], text: str, *, private: bool | None = None) -> None:
        await self._respond(interaction, "ask", text, None, private)

    async def check(
        self, interaction: discord.Interaction[Any], text: str, file: File | None, *, private: bool | None = None
    ) -> None:
        await self._respond(interaction, "check", text, file, private)

    async def _respond(
        self,
        interaction: discord.Interaction[Any],
        kind: Literal["ask", "check"],
        text: str,
        file: File | None,
        private: bool | None,
    ) -> None:
        if not await self.may_ask(interaction):
            return
        strings = self.presses.strings(interaction)
        if not text.strip() and file is None:
            await say(interaction, strings("chat-no-text"))
            return
        request = Request(
            kind=kind,
            text=text,
            file=file,
            update=f"i{interaction.id}",
            language=strings.language,
            person=interaction.user.id,
            name=interaction.user.display_name,
            channel=interaction.channel_id or 0,
            guild=interaction.guild_id,
            threaded=isinstance(interaction.channel, discord.Thread),
            application=interaction.application_id,
            token=interaction.token,
            private=self.settings.private if private is None else private,
        )
        if not self.desk.begin(request):
            return
        try:
            await interaction.response.defer(ephemeral=request.private, thinking=True)
        except discord.HTTPException as error:
            # Too late, or another process has answered it: there is nobody left to tell.
            log.info("an interaction was gone: %s", error.code)
            try:
                self.desk.store.finish(CHANNEL, request.update)
            except StateError as failed:
                log.error("a lost interaction stays open: %s", failed)
            return
        surface = InteractionSurface(
            interaction.followup, interaction.channel, private=request.private, topic=request.topic
        )
        self._work(self.desk.serve(request, surface, self._download))
