"""The chat channels that have a token, and the bridges between them, put together but not started."""

from __future__ import annotations

from typing import Protocol

from bot.engine.engine import Footing
from bot.engine.errors import SettingsError
from bot.reading import parse_text, read_address
from bot.settings import Settings
from bot.state.port import StateStore


class Channel(Protocol):
    """What serving needs of a channel."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


def channels(settings: Settings, engine: Footing, store: StateStore) -> list[Channel]:
    """Bridges, then the channels that have a token, in the order in which to start them.

    Raises SettingsError where a bridge is set on one side only.
    """
    joined = bridged(settings)
    found: list[Channel] = []
    telegram = discord = None
    sides = {}
    if settings.telegram:
        from bot.channels.telegram.answering import Readers
        from bot.channels.telegram.bridge_side import TelegramSide
        from bot.channels.telegram.channel import TelegramChannel

        for name in joined:
            chat, _, topic = settings.telegram.bridges[name].partition("/")
            sides[name] = TelegramSide(store, int(chat), int(topic) if topic else None)
        telegram = TelegramChannel(
            engine,
            store,
            settings.telegram,
            readers=Readers(address=read_address, document=parse_text),
            observers=[side.observe for side in sides.values()],
        )
        for side in sides.values():
            side.use(telegram)
        found.append(telegram)
    if settings.discord:
        from bot.channels.discord.channel import DiscordChannel

        discord = DiscordChannel(settings.discord, engine, store, read_address=read_address, read_file=parse_text)
        found.append(discord)
    if discord:
        from bot.channels.bridge import Bridge

        for name, side in sides.items():
            bridge = Bridge(name, side, discord.side(name), store)
            side.join(bridge)
            discord.join(bridge)
            found.insert(0, bridge)
    return found


def bridged(settings: Settings) -> list[str]:
    """The names of the bridges, each set on both sides. Raises SettingsError where one is not."""
    one = set(settings.telegram.bridges) if settings.telegram else set()
    other = set(settings.discord.bridges) if settings.discord else set()
    if one != other:
        lone = ", ".join(sorted(one ^ other))
        raise SettingsError(
            f"bridges are set on one side only: {lone}; set the same names in FOOTING_TELEGRAM_BRIDGES and"
            " FOOTING_DISCORD_BRIDGES"
        )
    return sorted(one)
