"""What a message wants. The first column is what was written, the last what the bot makes of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from telegram import Bot, Message, User

from bot.channels.telegram.routing import Ask, Check, CheckFile, CheckLink, Command, Intent, Unreadable, read
from tests.peers.telegram_server import _entities, group, private, user

ME = User(12345, "Footing", True, username="footing_bot")
ANN = user(1)
QUOTING = "Is what they say at https://a.example/x true at all?"
ORIGIN = {"type": "hidden_user", "date": 1, "sender_user_name": "x"}
LONG = "A long text. " * 60
MINE = {"message_id": 2, "date": 1, "chat": group(9), "from": {**ME.to_dict()}, "text": "An answer."}
THEIRS = {**MINE, "from": user(2), "text": "A claim of theirs."}
FILE = {"file_id": "f", "file_unique_id": "u", "file_name": "a.pdf"}


def message(text: str = "", *, chat: dict[str, Any] | None = None, **extra: Any) -> Message:
    data = {"message_id": 5, "date": int(dt.datetime(2026, 1, 1, tzinfo=dt.UTC).timestamp()), "from": ANN}
    data |= {"chat": chat or private(ANN), **({"text": text, "entities": _entities(text)} if text else {}), **extra}
    made = Message.de_json(data, Bot("1:a"))
    assert made is not None
    return made


def caption(text: str, **extra: Any) -> dict[str, Any]:
    return {"caption": text, "caption_entities": _entities(text), **extra}


@pytest.mark.parametrize(
    ("text", "extra", "intent"),
    [
        ("Who paid?", {}, Ask("Who paid?")),
        ("  Who \u202epaid?  ", {}, Ask("Who paid?")),
        (LONG, {}, Check(LONG.strip())),
        ("https://a.example/x", {}, CheckLink("https://a.example/x")),
        ("see https://a.example/x.", {}, CheckLink("https://a.example/x")),
        (
            "Is what they say at https://a.example/x true at all?",
            {},
            Ask("Is what they say at https://a.example/x true at all?"),
        ),
        ("javascript:alert(1)", {}, Ask("javascript:alert(1)")),
        ("/check file:///etc/passwd", {}, Check("file:///etc/passwd")),
        ("/ask Who paid?", {}, Ask("Who paid?")),
        ("/ASK Who paid?", {}, Ask("Who paid?")),
        ("/check It is so.", {}, Check("It is so.")),
        ("/ask", {}, Command("ask", "")),
        ("/check", {}, Command("check", "")),
        ("/start inline", {}, Command("start", "inline")),
        ("/nonsense", {}, Command("help", "")),
        ("not /ask a command", {}, Ask("not /ask a command")),
        ("", {"document": FILE}, CheckFile),
        ("", {"document": FILE, **caption("/check")}, CheckFile),
        ("", {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]}, Unreadable()),
        ("", {"new_chat_title": "x"}, None),
        (
            "A claim.",
            {"forward_origin": ORIGIN},
            Check("A claim."),
        ),
        ("An answer.", {"via_bot": ME.to_dict()}, None),
    ],
)
def test_private(text: str, extra: dict[str, Any], intent: Intent | type | None) -> None:
    found = read(message(text, **extra), ME, long_text=600)
    assert isinstance(found, intent) if isinstance(intent, type) else found == intent


@pytest.mark.parametrize(
    ("text", "extra", "quiet", "intent"),
    [
        ("Who paid?", {}, False, None),
        (LONG, {}, False, None),
        ("", {"document": FILE}, False, None),
        ("/ask Who paid?", {}, False, Ask("Who paid?")),
        ("/ask Who paid?", {}, True, Ask("Who paid?")),
        ("/ask@footing_bot Who paid?", {}, False, Ask("Who paid?")),
        ("/ask@another_bot Who paid?", {}, False, None),
        ("/nonsense", {}, False, None),
        ("/check", {"reply_to_message": THEIRS}, False, Check("A claim of theirs.")),
        ("/ask", {"reply_to_message": THEIRS}, False, Ask("A claim of theirs.")),
        ("/check", {"reply_to_message": {**THEIRS, "text": None, "document": FILE}}, False, CheckFile),
        ("@footing_bot who paid?", {}, False, Ask("who paid?")),
        ("@FOOTING_BOT who paid?", {}, False, Ask("who paid?")),
        ("@footing_bot who paid?", {}, True, None),
        ("@footing_bot", {}, False, Command("ask", "")),
        ("@footing_bot", {"reply_to_message": THEIRS}, False, Check("A claim of theirs.")),
        (f"@footing_bot {LONG}", {}, False, Check(LONG.strip())),
        ("", caption("@footing_bot", document=FILE), False, CheckFile),
        ("And then?", {"reply_to_message": MINE}, False, Ask("And then?")),
        ("And then?", {"reply_to_message": MINE}, True, None),
        ("And then?", {"reply_to_message": THEIRS}, False, None),
        ("Hi", {"reply_to_message": {**MINE, "forum_topic_created": {"name": "x", "icon_color": 1}}}, False, None),
        ("/ask x", {"from": {"id": 7, "is_bot": True, "first_name": "B"}}, False, None),
        ("/ask x", {"from": {"id": 7, "is_bot": True, "first_name": "G"}, "sender_chat": group(9)}, False, Ask("x")),
        ("/ask x", {"is_automatic_forward": True}, False, None),
    ],
)
def test_group(text: str, extra: dict[str, Any], quiet: bool, intent: Intent | type | None) -> None:
    found = read(message(text, chat=group(9), **extra), ME, long_text=600, quiet=quiet)
    assert isinstance(found, intent) if isinstance(intent, type) else found == intent


def test_a_channel_is_left_alone() -> None:
    assert read(message("/ask x", chat={"id": -5, "type": "channel", "title": "C"}), ME, long_text=600) is None
