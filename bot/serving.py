"""``footing serve``: the web pages and every channel that has a token, in one process."""

from __future__ import annotations

import uvicorn

from bot.channels.web.app import create_app
from bot.channels.web.settings import WebSettings
from bot.reading import read_text
from bot.settings import Settings
from bot.wiring import build_engine, open_library


def run_server(settings: Settings) -> None:
    """Serve until interrupted. Raises LibraryError or EmbeddingError before anything listens."""
    with open_library(settings) as library:
        app = create_app(build_engine(library), settings=web_settings(settings), read_address=read_text)
        uvicorn.run(app, host=settings.host, port=settings.port, access_log=False, log_level="info")


def web_settings(settings: Settings) -> WebSettings:
    """The part of the settings that the web channel needs."""
    if settings.salt is None:
        return WebSettings(base_url=settings.public_url)
    return WebSettings(base_url=settings.public_url, asker_salt=settings.salt.get_secret_value().encode()[:64])
