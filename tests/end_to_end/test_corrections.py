"""Readers of earlier answers are told of a correction, by a process that does nothing else."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.discord.channel import DiscordChannel, Health
from bot.channels.discord.settings import DiscordSettings
from bot.channels.rendering import catalogue
from bot.corrections import Done, affected, apply
from bot.settings import Settings
from bot.state.sqlite import SqliteState
from tests.answers import EXPLANATION, FOUND, library
from tests.end_to_end import telegram_rig
from tests.fakes import ScriptedEngine
from tests.peers import discord_server
from tests.peers.discord_server import DiscordServer, buttons, embed_texts
from tests.peers.telegram_server import TelegramServer, private, user

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

SALT = telegram_rig.SALT
ALONE = private(user(501))
CORRECTED = catalogue("en")("chat-corrected")
SHORTER = dataclasses.replace(EXPLANATION, statements=EXPLANATION.statements[:1], premise=None)
NOTE = "The finding <now> reads “three firms”."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.sqlite"


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as one:
        yield one
        assert one.violations == []


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    one = DiscordServer()
    await one.start()
    yield one
    await one.stop()


LATER = {True: dt.timedelta(hours=1), False: dt.timedelta(days=1)}
"""By whether the question is still remembered then."""


async def correct(settings: Settings, path: Path, *, remembered: bool = True) -> list[Done]:
    clock = telegram_rig.Clock()
    clock.now += LATER[remembered]
    with SqliteState(path, salt=SALT, clock=clock) as store:
        found = affected(store, [FOUND.item_id])
        notes = {one.stored.id: NOTE for one in found}
        engine = ScriptedEngine(SHORTER, library=library())
        return list((await apply(settings, engine, store, found, notes)).values())


@pytest.fixture
async def asked(telegram: TelegramServer, path: Path) -> Any:
    """An answer on Telegram; the bot has stopped since."""
    async with telegram_rig.running(telegram, ScriptedEngine(EXPLANATION, library=library()), path):
        await telegram.say(ALONE, user(501), "Who paid?")
        return (await telegram.until(lambda: telegram.said(ALONE)))[0]


def on_telegram(server: TelegramServer) -> Settings:
    return Settings.model_validate({"telegram": telegram_rig.telegram_settings(server.url)})


async def test_on_telegram_the_answer_is_edited_and_replied_to_once(
    telegram: TelegramServer, path: Path, asked: Any
) -> None:
    before = asked["text"]
    assert await correct(on_telegram(telegram), path) == [Done.EDITED]
    edited, note = telegram.said(ALONE)
    assert edited["message_id"] == asked["message_id"]
    assert len(edited["text"]) < len(before)
    assert note["text"].startswith(CORRECTED)
    assert NOTE in note["text"]
    assert await correct(on_telegram(telegram), path) == [Done.BEFORE]
    assert len(telegram.said(ALONE)) == 2


async def test_on_telegram_a_forgotten_question_leaves_the_answer_and_gets_a_reply(
    telegram: TelegramServer, path: Path, asked: Any
) -> None:
    before = asked["text"]
    assert await correct(on_telegram(telegram), path, remembered=False) == [Done.TOLD]
    answer, note = telegram.said(ALONE)
    assert answer["text"] == before
    assert NOTE in note["text"]


async def test_telegram_out_of_reach_is_said_and_tried_again(telegram: TelegramServer, path: Path, asked: Any) -> None:
    closed = Settings.model_validate(
        {"telegram": telegram_rig.telegram_settings(f"http://127.0.0.1:{telegram_rig.free_port()}")}
    )
    assert await correct(closed, path) == [Done.FAILED]
    telegram.plan("editMessageText", status=403)
    assert await correct(on_telegram(telegram), path) == [Done.FAILED]
    assert await correct(on_telegram(telegram), path) == [Done.EDITED]


@pytest.mark.parametrize("remembered", [True, False])
async def test_on_discord(discord: DiscordServer, path: Path, remembered: bool) -> None:
    given: dict[str, Any] = {
        "token": discord_server.TOKEN,
        "api_url": discord.api_url,
        "gateway_url": discord.gateway_url,
    }
    settings = DiscordSettings(**given, edit_seconds=0, stop_seconds=0.2)
    with SqliteState(path, salt=SALT, clock=telegram_rig.Clock()) as store:
        channel = DiscordChannel(settings, ScriptedEngine(EXPLANATION, library=library()), store)
        await channel.start()
        await discord.until(lambda: channel.health is Health.READY)
        discord.say("alice", f"{discord.mention} Who paid?")
        message = await discord.until(lambda: next((one for one in discord.answers() if buttons(one)), None))
        await discord.until(lambda: [one for one in affected(store, [FOUND.item_id]) if one.places])
        await channel.stop()
    before = embed_texts(message)
    expected = Done.EDITED if remembered else Done.TOLD
    assert await correct(Settings.model_validate({"discord": settings}), path, remembered=remembered) == [expected]
    answer, note = discord.answers()
    assert answer["id"] == message["id"]
    assert (embed_texts(answer) == before) is not remembered
    assert note["message_reference"]["message_id"] == message["id"]
    assert note["content"].startswith(f"**{CORRECTED}**\nThe finding \\<now\\> reads")
    assert discord.errors == []
    assert await correct(Settings.model_validate({"discord": settings}), path, remembered=remembered) == [Done.BEFORE]
