"""A Telegram channel over a scripted engine, talking HTTP to the Bot API server of the tests."""

from __future__ import annotations

import contextlib
import datetime as dt
import socket
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

from bot.channels.telegram.answering import Readers
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.inbox import Observer
from bot.channels.telegram.settings import TelegramSettings
from bot.engine.ports import Engine
from bot.reading import parse_text
from bot.state.sqlite import SqliteState
from tests.peers.telegram_server import TOKEN, TelegramServer

SALT = b"a salt for tests"
SECRET = "a-secret-of-the-webhook"
QUICK = {"stream_after": 60.0, "draft_every": 0.0, "edit_every": 0.0, "poll_timeout": 5, "retry_base": 0.05}


class Clock:
    def __init__(self) -> None:
        self.now = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def telegram_settings(url: str, *, files: str | None = None, **changes: Any) -> TelegramSettings:
    values: dict[str, Any] = {
        "token": TOKEN,
        "base_url": f"{url}/bot",
        "base_file_url": f"{files or url}/file/bot",
        **QUICK,
        **changes,
    }
    return TelegramSettings.model_validate(values)


@contextlib.asynccontextmanager
async def running(
    server: TelegramServer,
    engine: Engine,
    path: Path,
    *,
    clock: Clock | None = None,
    pages: dict[str, str] | None = None,
    url: str | None = None,
    webhook: bool = False,
    observers: Sequence[Observer] = (),
    **changes: Any,
) -> AsyncIterator[TelegramChannel]:
    """The bot at work, with its store at ``path``; stopped at the end of the block. ``url`` puts a proxy between."""
    clock = clock or Clock()
    if webhook:
        port = free_port()
        server.webhook_to = f"http://127.0.0.1:{port}/telegram"
        changes |= {"webhook_url": "https://bot.example/telegram", "webhook_secret": SECRET, "webhook_port": port}
    with SqliteState(path, salt=SALT, clock=clock) as store:
        readers = Readers(address=lambda address: (pages or {})[address], document=parse_text)
        settings = telegram_settings(url or server.url, files=server.url, **changes)
        channel = TelegramChannel(engine, store, settings, readers=readers, clock=clock, observers=observers)
        await channel.start()
        try:
            yield channel
        finally:
            await channel.stop()
