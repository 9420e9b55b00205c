"""A bot that is killed, not stopped, and started again."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.state.port import Place
from bot.state.sqlite import SqliteState
from tests.end_to_end.telegram_rig import SALT
from tests.end_to_end.test_telegram import ALONE, ANN, ENGLISH, GROUP, is_whole, quotes
from tests.peers.telegram_server import Json, TelegramServer

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


@contextlib.asynccontextmanager
async def bot(server: TelegramServer, store: Path, *more: str) -> AsyncIterator[None]:
    """The bot in a process, killed at the end of the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.end_to_end.telegram_bot", server.url, str(store), *more
    )
    try:
        yield
    finally:
        process.kill()
        await process.wait()


async def until_noted(path: Path, chat: Json, question: Json, *, count: int) -> None:
    place = Place("telegram", str(chat["id"]), str(question["message_id"]))
    with SqliteState(path, salt=SALT) as store:
        while (stored := store.answer_to(place)) is None or len(store.places(stored.id)) < count:
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("chat", [GROUP, ALONE], ids=["group", "private"])
async def test_a_kill_in_mid_answer_loses_and_doubles_nothing(chat: Json, tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    async with TelegramServer() as server:
        async with bot(server, path, "stuck"):
            question = await server.say(chat, ANN, "/ask Who paid for it?")
            await server.until(lambda: server.drafts or server.said(chat), seconds=60)
            # A kill before the bot has noted which message it sent would leave a second one; that is not the case here.
            await until_noted(path, chat, question, count=len(server.said(chat)))
        asked = server.count("sendMessage")
        async with bot(server, path):
            await server.until(lambda: any(map(is_whole, server.said(chat))), seconds=60)
            answer = next(filter(is_whole, server.said(chat)))
            await server.press(answer, ENGLISH("sources"), ANN)
            await server.until(lambda: quotes(answer))
        assert len(server.said(chat)) == 1
        assert server.count("sendMessage") - asked == (0 if chat is GROUP else 1)
        assert server.violations == []
