"""A bot that is killed, not stopped, and started again."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.end_to_end.test_telegram import ALONE, ANN, BEN, ENGLISH, GROUP, is_whole, quotes
from tests.peers.telegram_server import TelegramServer

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

ABOUT = ENGLISH("chat-welcome")


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


@pytest.mark.parametrize("chat", [GROUP, ALONE], ids=["group", "private"])
async def test_a_kill_in_mid_answer_loses_and_doubles_nothing(chat: dict[str, object], tmp_path: Path) -> None:
    async with TelegramServer() as server:
        async with bot(server, tmp_path / "state.sqlite", "stuck"):
            await server.say(chat, ANN, "/ask Who paid for it?")
            await server.until(lambda: server.drafts or server.said(chat), seconds=60)
            # The bot has now been told which message it sent; a kill before that would leave a second one.
            await server.say(chat, BEN, "/about")
            await server.until(lambda: ABOUT in [one["text"].split("\n")[0] for one in server.said(chat)])
        asked = server.count("sendMessage")
        async with bot(server, tmp_path / "state.sqlite"):
            await server.until(lambda: any(map(is_whole, server.said(chat))), seconds=60)
            answer = next(filter(is_whole, server.said(chat)))
            await server.press(answer, ENGLISH("sources"), ANN)
            await server.until(lambda: quotes(answer))
        assert len(server.said(chat)) == 2
        assert server.count("sendMessage") - asked == (0 if chat is GROUP else 1)
        assert server.violations == []
