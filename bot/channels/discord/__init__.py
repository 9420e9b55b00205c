"""Discord: slash commands, mentions and replies, buttons that outlive restarts, and one side of a bridge."""

from __future__ import annotations

from bot.channels.discord.channel import DiscordChannel, Health
from bot.channels.discord.settings import DiscordSettings

__all__ = ["DiscordChannel", "DiscordSettings", "Health"]
