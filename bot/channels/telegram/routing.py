"""What a message wants of the bot, decided without I/O."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import Document, Message, MessageEntity, User
from telegram.constants import ChatType

from bot.channels.rendering import clean

COMMANDS = ("start", "help", "ask", "check", "sources", "about", "language", "quiet", "forget")

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+|$)")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_WORDS_BESIDE_A_LINK = 3


@dataclass(frozen=True, slots=True)
class Ask:
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    text: str


@dataclass(frozen=True, slots=True)
class CheckLink:
    url: str


@dataclass(frozen=True, slots=True)
class CheckFile:
    document: Document


@dataclass(frozen=True, slots=True)
class Command:
    """One of :data:`COMMANDS` other than ask and check, or one of these two without anything to work on."""

    name: str
    argument: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something sent to the bot alone that holds no text: a picture, a voice message, a sticker."""


Intent = Ask | Check | CheckLink | CheckFile | Command | Unreadable


def read(message: Message, me: User, *, long_text: int, quiet: bool = False, relayed: bool = False) -> Intent | None:
    """What the message wants, or None where it is none of the bot's business.

    In a private chat everything is for the bot. In a group only /ask, /check and the other commands are, and unless
    the group is ``quiet`` also a mention of the bot and a reply to it. Other bots' messages never are, nor what was
    sent through this bot's inline mode, so that no two bots can keep each other talking. ``relayed`` says that what
    the message replies to was written by the bot in somebody else's name, so that it is no reply to the bot.
    """
    sender = message.from_user
    if message.chat.type == ChatType.CHANNEL or message.is_automatic_forward or message.via_bot == me:
        return None
    if sender is None or sender == me or (sender.is_bot and message.sender_chat is None):
        return None
    command = _command(message, me)
    if isinstance(command, Command) and command.name in ("ask", "check"):
        return _ask_or_check(message, command)
    if command is not None:
        return command if isinstance(command, Command) else None
    if message.chat.type == ChatType.PRIVATE:
        return _private(message, long_text)
    return None if quiet else _addressed(message, me, long_text, relayed)


def text_of(message: Message) -> str:
    """The text or the caption, cleaned."""
    return clean(message.text or message.caption or "")


def content(message: Message) -> Check | CheckLink | CheckFile | None:
    """A message as something to be checked."""
    if message.document is not None:
        return CheckFile(message.document)
    text = text_of(message)
    return check_of(text) if text else None


def check_of(text: str) -> Check | CheckLink:
    """A link with hardly a word beside it is an address to be read; anything else is the text itself."""
    link = _LINK.search(text)
    if link and len(_LINK.sub(" ", text).split()) <= _WORDS_BESIDE_A_LINK:
        return CheckLink(link[0].rstrip(").,;»”\"'"))
    return Check(text)


def _command(message: Message, me: User) -> Command | str | None:
    """The command that the message starts with; a string for one that is another bot's or nobody's."""
    text = message.text or message.caption or ""
    entities = message.entities or message.caption_entities or ()
    if not any(entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0 for entity in entities):
        return None
    found = _COMMAND.match(text)
    if found is None:
        return text
    name, bot = found[1].lower(), found[2]
    if bot and bot.lower() != (me.username or "").lower():
        return text
    if name not in COMMANDS:
        return Command("help", "") if message.chat.type == ChatType.PRIVATE else text
    return Command(name, clean(text[found.end() :]))


def _ask_or_check(message: Message, command: Command) -> Intent:
    """/ask and /check with what follows them, or what they reply to, or the file they are the caption of."""
    replied = _replied(message)
    if command.name == "ask":
        text = command.argument or (text_of(replied) if replied else "")
        return Ask(text) if text else command
    if command.argument:
        return check_of(command.argument)
    if message.document is not None:
        return CheckFile(message.document)
    return (content(replied) if replied else None) or command


def _private(message: Message, long_text: int) -> Intent | None:
    if message.document is not None:
        return CheckFile(message.document)
    text = text_of(message)
    if not text:
        return Unreadable() if message.effective_attachment else None
    return _ask_or_long(text, long_text, forwarded=message.forward_origin is not None)


def _ask_or_long(text: str, long_text: int, *, forwarded: bool = False) -> Ask | Check | CheckLink:
    found = check_of(text)
    if forwarded or isinstance(found, CheckLink) or len(text) >= long_text:
        return found
    return Ask(text)


def _addressed(message: Message, me: User, long_text: int, relayed: bool) -> Intent | None:
    replied = _replied(message)
    own = replied is not None and replied.from_user == me and not relayed
    if (mentioned := without_mention(message, me)) is not None:
        if mentioned:
            return _ask_or_long(mentioned, long_text)
        if message.document is not None:
            return CheckFile(message.document)
        return (content(replied) if replied and not own else None) or Command("ask", "")
    if own and (text := text_of(message)):
        return _ask_or_long(text, long_text)
    return None


def _replied(message: Message) -> Message | None:
    """The message that this one replies to; the note that opened a topic is none."""
    replied = message.reply_to_message
    return None if replied is None or replied.forum_topic_created else replied


def without_mention(message: Message, me: User) -> str | None:
    """The text without the bot's name, or None where the bot is not mentioned."""
    text = message.text or message.caption
    entities = message.parse_entities() if message.text else message.parse_caption_entities()
    names = {
        part
        for entity, part in entities.items()
        if (entity.type == MessageEntity.MENTION and part.lower() == f"@{me.username}".lower())
        or (entity.type == MessageEntity.TEXT_MENTION and entity.user == me)
    }
    if not text or not names:
        return None
    for name in names:
        text = text.replace(name, " ")
    return clean(text)
