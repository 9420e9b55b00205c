"""Which messages ask the bot something, and who may."""

from __future__ import annotations

from typing import Any

import discord

from bot.channels.discord.desk import Desk
from bot.channels.discord.requests import Request, file_of, kind_of, words_of
from bot.channels.discord.surfaces import CHANNEL
from bot.channels.rendering import FALLBACK, catalogue
from bot.state.port import Place

_ASKING = (discord.MessageType.default, discord.MessageType.reply)


class Admission:
    """Reads messages by the rules of the settings. May raise StateError."""

    def __init__(self, desk: Desk) -> None:
        self._settings = desk.settings
        self._store = desk.store
        self._person = desk.person

    def request(self, message: discord.Message, me: discord.ClientUser | None) -> Request | None:
        """What a message asks of the bot; None where it asks it nothing, or may not.

        In a server only a mention of the bot and a reply to its own message ask it. A mention in a reply to somebody
        else, without words, asks for a check of what is replied to.
        """
        if message.author.bot or message.webhook_id is not None or me is None or message.type not in _ASKING:
            return None
        text, file = words_of(message), file_of(message)
        replied = message.reference.resolved if message.reference else None
        mentioned = f"<@{me.id}>" in message.content or f"<@!{me.id}>" in message.content
        # Without the privileged intent a reply that does not mention the bot comes without its words.
        wordless = not text and file is None
        if message.guild is not None and not mentioned and (wordless or not self._is_reply(message, replied, me)):
            return None
        roles = [role.id for role in message.author.roles] if isinstance(message.author, discord.Member) else []
        if self.refusal(message.channel, message.guild, roles) is not None:
            return None
        kind = kind_of(message, text)
        if isinstance(replied, discord.Message) and replied.author.id != me.id and wordless:
            kind, text, file = "check", words_of(replied), file_of(replied)
        return Request(
            kind=kind,
            text=text,
            file=file,
            update=str(message.id),
            language=self._language(message),
            person=message.author.id,
            name=message.author.display_name,
            channel=message.channel.id,
            guild=message.guild.id if message.guild else None,
            message=message.id,
            threaded=isinstance(message.channel, discord.Thread),
        )

    def _is_reply(self, message: discord.Message, replied: Any, me: discord.ClientUser) -> bool:
        if message.reference is None or message.reference.message_id is None:
            return False
        if isinstance(replied, discord.Message):
            return replied.author.id == me.id
        place = Place(CHANNEL, str(message.channel.id), str(message.reference.message_id))
        return self._store.answer_at(place) is not None

    def _language(self, message: discord.Message) -> str:
        """The person's choice, or the server's language."""
        chosen = self._store.preferences(self._person(message.author.id)).language
        locale = str(message.guild.preferred_locale) if message.guild else FALLBACK
        return catalogue(chosen or locale).language

    def refusal(self, channel: Any, guild: Any, roles: list[int]) -> str | None:
        """The key of the reason why nobody with these roles may ask here; None where they may."""
        if guild is None:
            return None if self._settings.direct_messages and not self._settings.roles else "chat-not-here"
        here = {channel.id, getattr(channel, "parent_id", None)}
        if self._settings.channels and not here & self._settings.channels:
            return "chat-not-here"
        if self._settings.roles and not self._settings.roles & set(roles):
            return "discord-not-for-you"
        return None
