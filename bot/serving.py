"""``footing serve``: the web pages and every channel that has a token, in one process."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager

import uvicorn

from bot.channels.web.app import create_app
from bot.channels.web.settings import Site, WebSettings
from bot.chats import Channel, channels
from bot.corrections import CORRECTIONS, LibraryCorrections
from bot.engine.errors import SettingsError, StateError
from bot.episodes import LibraryEpisodes
from bot.feedback import StoredAnswers
from bot.reading import read_address
from bot.settings import Settings
from bot.state.identity import load_salt
from bot.state.port import Retention, StateStore
from bot.state.sqlite import SqliteState
from bot.telemetry import open_tracing
from bot.wiring import build_engine, open_library
from knowledge.records import EPISODES

log = logging.getLogger(__name__)


_GRACE = 5
"""Seconds that open requests are given when the server stops."""


class _Server(uvicorn.Server):
    """Stops on SIGINT and SIGTERM without raising them again, which would end the process before the channels stop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {sign: signal.signal(sign, self.handle_exit) for sign in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for sign, handler in before.items():
                signal.signal(sign, handler)


def run_server(settings: Settings) -> None:
    """Serve until interrupted. Raises LibraryError, EmbeddingError or SettingsError before anything listens."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    salt = salt_of(settings)
    with open_tracing(settings) as tracing, open_library(settings) as library, open_state(settings, salt) as store:
        engine = build_engine(library, settings, store, tracing)
        app = create_app(
            engine,
            settings=web_settings(settings, salt),
            answers=StoredAnswers(store),
            episodes=LibraryEpisodes(EPISODES, library),
            corrections=LibraryCorrections(CORRECTIONS, library),
            read_address=read_address,
        )
        server = _Server(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                access_log=False,
                log_level="info",
                timeout_graceful_shutdown=_GRACE,
            )
        )
        asyncio.run(_serve(server, lambda: channels(settings, engine, store), store))


async def _serve(server: uvicorn.Server, make: Callable[[], list[Channel]], store: StateStore) -> None:
    """The web server decides how long the process lives; the channels come and go beside it."""
    async with AsyncExitStack() as stack:
        # From here on, and not only while it listens: a stop during the start or the end of a channel is orderly too.
        stack.enter_context(server.capture_signals())
        for channel in make():
            await stack.enter_async_context(_running(channel))
        housekeeping = asyncio.create_task(_purge_hourly(store), name="housekeeping")
        stack.push_async_callback(_cancelled, housekeeping)
        await server.serve()
    if not server.started:
        raise SystemExit(1)


@asynccontextmanager
async def _running(channel: Channel) -> AsyncIterator[None]:
    """A channel that runs; one that cannot start is reported and leaves the others alone."""
    name = type(channel).__name__
    try:
        await channel.start()
    except SettingsError as error:
        log.error("%s cannot start: %s; the other channels go on", name, error)
        yield
        return
    except Exception:
        log.exception("%s cannot start; the other channels go on", name)
        yield
        return
    try:
        yield
    finally:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(30):
                await channel.stop()


async def _purge_hourly(store: StateStore) -> None:
    while True:
        await asyncio.to_thread(store.purge)
        await asyncio.sleep(3600)


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def salt_of(settings: Settings) -> bytes:
    """The salt that is set, or the one kept in a file beside the store. Raises StateError.

    It has to outlive the process: without it, buttons of earlier answers and places to correct cannot be read.
    """
    if settings.salt:
        return settings.salt.get_secret_value().encode()[:64]
    path = settings.state.with_name(f"{settings.state.name}.salt")
    try:
        return load_salt(path)
    except OSError as error:
        raise StateError(f"{path}: {error.strerror}; make its folder writable, or set FOOTING_SALT") from error


def open_state(settings: Settings, salt: bytes) -> SqliteState:
    """The channels' store. Raises StateError."""
    retention = Retention(memory=settings.memory_hours, answers=settings.retention_hours)
    return SqliteState(settings.state, salt=salt, retention=retention, keep_gaps=settings.keep_gaps)


def web_settings(settings: Settings, salt: bytes) -> WebSettings:
    """The part of the settings that the web channel needs. Raises SettingsError."""
    return WebSettings(
        base_url=settings.public_url,
        asker_salt=salt,
        sites=tuple(Site(key, tuple(origins.split())) for key, origins in settings.sites.items()),
        share_fonts=settings.fonts,
    )
