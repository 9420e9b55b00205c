"""The Discord channel: keeps one connection up, and says how it is."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from enum import StrEnum

import aiohttp
import discord

from bot.channels.bridge import Bridge
from bot.channels.discord.bridge_side import DiscordSide
from bot.channels.discord.client import FootingClient
from bot.channels.discord.desk import Desk, ReadAddress, ReadFile
from bot.channels.discord.settings import DiscordSettings
from bot.engine.errors import SettingsError
from bot.engine.ports import Engine
from bot.state.port import StateStore

log = logging.getLogger("footing.discord")

_LONGEST_WAIT = 300.0


class Health(StrEnum):
    """How the channel is. ``REFUSED`` stays until somebody changes a setting; ``DOWN`` mends itself."""

    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"
    DOWN = "down"
    REFUSED = "refused"


class DiscordChannel:
    """Answers on Discord. :meth:`start` returns at once; an outage of Discord is waited out in the background.

    ``read_address`` and ``read_file`` give the text of an address and of a file for /check; without them those are
    refused with a word. ``retry_seconds`` is the first wait after a failure to connect, ``show_again_after`` the waits
    between attempts to show an answer.
    """

    def __init__(
        self,
        settings: DiscordSettings,
        engine: Engine,
        store: StateStore,
        *,
        read_address: ReadAddress | None = None,
        read_file: ReadFile | None = None,
        retry_seconds: float = 2.0,
        show_again_after: Sequence[float] | None = None,
    ) -> None:
        self._desk = Desk(
            settings, engine, store, read_address=read_address, read_file=read_file, waits=show_again_after
        )
        self._settings = settings
        self._retry = retry_seconds
        self._sides = {
            channel: DiscordSide(channel, shown=settings.max_messages) for channel in settings.bridges.values()
        }
        self._client: FootingClient | None = None
        self._task: asyncio.Task[None] | None = None
        self._refused = False

    @property
    def health(self) -> Health:
        if self._refused:
            return Health.REFUSED
        if self._task is None:
            return Health.STOPPED
        if self._client is None:
            return Health.STARTING
        connected = self._client.is_ready() and self._client.ws is not None and self._client.ws.open
        return Health.READY if connected else Health.DOWN

    def side(self, bridge: str) -> DiscordSide:
        """This channel's side of a bridge. Raises SettingsError where the operator has not set it here."""
        try:
            return self._sides[self._settings.bridges[bridge]]
        except KeyError:
            raise SettingsError(
                f"the bridge {bridge!r} has no Discord channel; add it to the bridges setting"
            ) from None

    def join(self, bridge: Bridge) -> None:
        """Tells a bridge what happens in its channel. Call it before :meth:`start`."""
        self.side(bridge.name).join(bridge)
        self._desk.bridges.append(bridge)

    async def start(self) -> None:
        self._task = asyncio.create_task(self._stay_connected(), name="discord")

    async def stop(self) -> None:
        """Gives answers in work their time, then disconnects. What was begun is taken up at the next start."""
        if self._client is not None:
            await self._client.finish_jobs(self._settings.stop_seconds)
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None
        self._desk.close()

    async def correct(self, answer_id: str) -> bool:
        """Shows a stored answer anew in the messages that show it; whether there were any here.

        Raises discord.HTTPException where Discord refuses.
        """
        if self._client is None:
            return False
        return await self._client.correct(answer_id)

    async def _stay_connected(self) -> None:
        wait = self._retry
        while True:
            client = FootingClient(self._desk, self._sides)
            client.point_here()
            for side in self._sides.values():
                side.use(client)
            self._client = client
            try:
                await client.start(self._settings.token.get_secret_value())
            except discord.LoginFailure:
                self._refuse("Discord does not know the token; set FOOTING_DISCORD_TOKEN to the bot's own")
                return
            except discord.PrivilegedIntentsRequired:
                self._refuse(
                    "the message content intent is not enabled for the bot; enable it in Discord's developer portal,"
                    " or set FOOTING_DISCORD_MESSAGE_CONTENT=false"
                )
                return
            except (TimeoutError, discord.DiscordException, aiohttp.ClientError, OSError) as error:
                log.warning("Discord is away (%s); again in %.0f s", type(error).__name__, wait)
            finally:
                if client.was_ready:
                    wait = self._retry
                for side in self._sides.values():
                    side.use(None)
                await client.finish_jobs(0)
                await client.close()
            await asyncio.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)

    def _refuse(self, reason: str) -> None:
        self._refused = True
        log.error("Discord is off: %s", reason)
