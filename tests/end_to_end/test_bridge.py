"""A Telegram chat and a Discord channel, joined: both channels over real sockets, one bot process between them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.channels.bridge import Bridge
from bot.channels.discord.channel import DiscordChannel, Health
from bot.channels.discord.settings import DiscordSettings
from bot.channels.telegram.answering import Readers
from bot.channels.telegram.bridge_side import TelegramSide
from bot.channels.telegram.channel import TelegramChannel
from bot.reading import parse_text
from bot.state.sqlite import SqliteState
from tests.answers import EXPLANATION, QUOTE, library
from tests.end_to_end.telegram_rig import telegram_settings
from tests.fakes import ScriptedEngine
from tests.peers.discord_server import TOKEN, DiscordServer, Fault, buttons, embed_texts
from tests.peers.telegram_server import TelegramServer, group, user

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket]

CHAT = group(-1001)
ANN = user(7, name="Ann <b>")


@dataclass
class Joined:
    """The bot at work between the two servers."""

    telegram: TelegramServer
    discord: DiscordServer
    channel: DiscordChannel
    store: SqliteState

    def on_discord(self) -> list[Any]:
        return self.discord.messages()

    def on_telegram(self) -> list[Any]:
        return self.telegram.said(CHAT)

    async def until(self, condition: Callable[[], Any]) -> Any:
        return await self.discord.until(condition, 20)


@pytest.fixture
async def servers() -> AsyncIterator[tuple[TelegramServer, DiscordServer]]:
    discord = DiscordServer(approved=("message_content",))
    await discord.start()
    async with TelegramServer() as telegram:
        yield telegram, discord
        assert telegram.violations == []
    await discord.stop()


@asynccontextmanager
async def joined(
    servers: tuple[TelegramServer, DiscordServer], path: Path, engine: ScriptedEngine
) -> AsyncIterator[Joined]:
    telegram, discord = servers
    settings = DiscordSettings.model_validate(
        {
            "token": TOKEN,
            "api_url": discord.api_url,
            "gateway_url": discord.gateway_url,
            "message_content": True,
            "bridges": {"pair": discord.general},
            "stop_seconds": 0.2,
        }
    )
    with SqliteState(path / "state.sqlite", salt=b"a salt for tests") as store:
        here = DiscordChannel(settings, engine, store, retry_seconds=0.05)
        side = TelegramSide(store, CHAT["id"])
        there = TelegramChannel(
            engine,
            store,
            telegram_settings(telegram.url),
            readers=Readers(address=str, document=parse_text),
            observers=[side.observe],
        )
        side.use(there)
        bridge = Bridge("pair", side, here.side("pair"), store, retry_seconds=0.05)
        side.join(bridge)
        here.join(bridge)
        await bridge.start()
        await there.start()
        await here.start()
        try:
            await discord.until(lambda: here.health is Health.READY)
            yield Joined(telegram, discord, here, store)
        finally:
            await here.stop()
            await there.stop()
            await bridge.stop()


async def quiet(both: Joined) -> None:
    """Waits until nothing is on its way, then as long again as a message takes, so that an echo would show."""
    await both.until(lambda: not both.store.waiting("bridge/pair/0") and not both.store.waiting("bridge/pair/1"))
    before = len(both.on_discord()), len(both.on_telegram())
    await asyncio.sleep(0.3)
    assert (len(both.on_discord()), len(both.on_telegram())) == before


async def test_messages_replies_edits_and_deletions(
    servers: tuple[TelegramServer, DiscordServer], tmp_path: Path
) -> None:
    telegram, discord = servers
    async with joined(servers, tmp_path, ScriptedEngine()) as both:
        first = await telegram.say(CHAT, ANN, "Look: https://a.example/b_c *not bold* @everyone")
        carried = (await both.until(both.on_discord))[0]
        assert carried["author"]["username"] == "Ann <b>"
        assert carried["content"] == "Look: <https://a.example/b_c> \\*not bold\\* @\u200beveryone"
        answered = discord.say("bob", "I see, *Ann* <b>.", reply_to=int(carried["id"]))
        back = (await both.until(both.on_telegram))[0]
        assert back["text"] == "bob · Discord\nI see, *Ann* <b>."
        assert back["reply_to_message"]["message_id"] == first["message_id"]
        await telegram.say(CHAT, ANN, "Good.", reply_to_message=back)
        reply = (await both.until(lambda: both.on_discord()[1:]))[0]
        assert reply["content"].splitlines()[0].endswith(f"/{discord.general}/{answered}")
        await telegram.edit(first, "Look there.")
        await both.until(lambda: both.on_discord()[0]["content"] == "Look there.")
        discord.edit(answered, "I saw.")
        await both.until(lambda: both.on_telegram()[0]["text"] == "bob · Discord\nI saw.")
        discord.delete(answered)
        await both.until(lambda: both.on_telegram() == [])
        await quiet(both)
        assert len(both.on_discord()) == 2
    assert discord.errors == []


@pytest.mark.parametrize("asked_on", ["telegram", "discord", "discord by command"])
async def test_a_question_is_answered_once_and_shown_on_both_sides(
    servers: tuple[TelegramServer, DiscordServer], tmp_path: Path, asked_on: str
) -> None:
    telegram, discord = servers
    engine = ScriptedEngine(EXPLANATION, library=library())
    async with joined(servers, tmp_path, engine) as both:
        await telegram.say(CHAT, ANN, "Hello.")
        await both.until(both.on_discord)
        match asked_on:
            case "telegram":
                await telegram.say(CHAT, ANN, "/ask Who paid?")
            case "discord":
                discord.say("bob", f"{discord.mention} Who paid?")
            case _:
                discord.slash("bob", "ask", question="Who paid?")
        shown = await both.until(lambda: next((one for one in discord.answers() if buttons(one)), None))
        mirrored = await both.until(lambda: next((one for one in both.on_telegram() if "reply_markup" in one), None))
        await quiet(both)
        assert len(engine.questions) == 1
        assert len(discord.answers()) == 1
        for statement, label in zip(EXPLANATION.statements, ("■ Documented", "◆ Assessed", "◐ Disputed"), strict=True):
            symbol, word = label.split()
            assert any(statement.text in text and symbol in text and word in text for text in embed_texts(shown))
            assert statement.text in mirrored["text"]
            assert label in mirrored["text"]
        for citation in ("Report of the Example Inquiry", "Statement of the Ministry"):
            assert citation in mirrored["text"]
            assert any(citation in text for text in embed_texts(shown))
        pressed = discord.press("bob", int(shown["id"]), buttons(shown)["Sources"])
        assert (await both.until(lambda: discord.response(pressed)))["embeds"]
        await telegram.press(mirrored, "Sources", ANN)
        await both.until(lambda: QUOTE in both.on_telegram()[-1]["text"])
        relayed = [one["content"] for one in both.on_discord() if one.get("webhook_id")]
        assert relayed == ["Hello.", *(["/ask Who paid?"] if asked_on == "telegram" else [])]
        if asked_on != "telegram":
            assert any("Who paid?" in one["text"] for one in both.on_telegram())


async def test_a_side_that_was_away_catches_up_and_matches_after_a_restart(
    servers: tuple[TelegramServer, DiscordServer], tmp_path: Path
) -> None:
    telegram, discord = servers
    async with joined(servers, tmp_path, ScriptedEngine()) as both:
        first = await telegram.say(CHAT, ANN, "One.")
        await both.until(both.on_discord)
        discord.say("bob", "Seen.")
        await both.until(both.on_telegram)
    for text in ("Two.", "Three."):
        discord.say("bob", text)
        await telegram.say(CHAT, ANN, text)
    await telegram.edit(first, "One, edited.")
    async with joined(servers, tmp_path, ScriptedEngine()) as both:
        await both.until(lambda: len(both.on_telegram()) == 3 and len(both.on_discord()) == 3)
        await both.until(lambda: both.on_discord()[0]["content"] == "One, edited.")
        await quiet(both)
        assert [one["text"].splitlines()[1] for one in both.on_telegram()] == ["Seen.", "Two.", "Three."]
        assert [one["content"] for one in both.on_discord()] == ["One, edited.", "Two.", "Three."]


async def test_the_gateway_breaks_and_a_webhook_fails_and_nothing_is_lost_or_doubled(
    servers: tuple[TelegramServer, DiscordServer], tmp_path: Path
) -> None:
    telegram, discord = servers
    async with joined(servers, tmp_path, ScriptedEngine()) as both:
        await telegram.say(CHAT, ANN, "One.")
        await both.until(both.on_discord)
        discord.faults.append(Fault("POST", "/webhooks/*", drop=True, after=True))
        await telegram.say(CHAT, ANN, "Two.")
        await both.until(lambda: len(both.on_discord()) == 2)
        before = list(discord.connections)
        discord.invalidate()
        await both.until(lambda: discord.connections != before)
        discord.say("bob", "Said while nobody listened.")
        await telegram.say(CHAT, ANN, "Three.")
        await both.until(lambda: len(both.on_telegram()) == 1 and len(both.on_discord()) == 3)
        discord.backend.delete_webhook(next(iter(discord.backend.webhooks)))
        await telegram.say(CHAT, ANN, "Four.")
        await both.until(lambda: len(both.on_discord()) == 4)
        await quiet(both)
        assert [one["content"] for one in both.on_discord()] == ["One.", "Two.", "Three.", "Four."]
