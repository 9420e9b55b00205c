"""What somebody asked on Discord, in a form that outlives the process, and what counts as a question or a check."""

from __future__ import annotations

import re
from typing import Literal

import discord
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.channels.discord.surfaces import CHANNEL
from bot.state.port import Place

LONG = 400
"""A message of more characters than this is a text to check, unless it came with /ask."""

_MENTION = re.compile(r"<(?:@[!&]?|#)\d+>")
_LINK = re.compile(r"https?://\S+")


class File(BaseModel):
    """An attachment by its address on Discord's own servers."""

    model_config = ConfigDict(frozen=True)

    name: str
    url: str
    size: int

    @classmethod
    def of(cls, attachment: discord.Attachment) -> File:
        return cls(name=attachment.filename, url=attachment.url, size=attachment.size)


class Request(BaseModel):
    """A question or a check. ``message`` is set where a message asked, ``token`` where an interaction did."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["ask", "check"]
    text: str
    update: str
    language: str
    person: int
    name: str
    channel: int
    guild: int | None = None
    file: File | None = None
    message: int | None = None
    threaded: bool = False
    application: int | None = None
    token: str | None = None
    private: bool = False

    @property
    def asked(self) -> Place:
        return Place(CHANNEL, str(self.channel), self.update)

    @property
    def topic(self) -> str:
        """What a thread about it is named for."""
        return self.text or (self.file.name if self.file else "")

    @property
    def conversation(self) -> str:
        """Threads and direct messages are one conversation; in a channel each person has their own."""
        return str(self.channel) if self.threaded or self.guild is None else f"{self.channel}/{self.person}"


def read_request(payload: str) -> Request | None:
    """The inverse of ``Request.model_dump_json``; None where another version wrote it."""
    try:
        return Request.model_validate_json(payload)
    except ValidationError:
        return None


def words_of(message: discord.Message) -> str:
    """A message's text without mentions; of a forwarded message, what was forwarded."""
    texts = [message.content, *(snapshot.content for snapshot in message.message_snapshots)]
    return _MENTION.sub(" ", "\n".join(text for text in texts if text)).strip()


def file_of(message: discord.Message) -> File | None:
    return next((File.of(attachment) for attachment in message.attachments), None)


def only_link(text: str) -> str | None:
    """The address, where a text is nothing else."""
    stripped = text.strip().strip("<>")
    return stripped if _LINK.fullmatch(stripped) else None


def kind_of(message: discord.Message, text: str) -> Literal["ask", "check"]:
    """A file, a link, a forwarded message or a long text is checked; anything else is a question."""
    if message.attachments or message.message_snapshots or len(text) > LONG or only_link(text):
        return "check"
    return "ask"
