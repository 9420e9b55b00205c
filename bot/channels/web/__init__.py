"""The web channel: pages, a JSON interface with server-sent events, and an embeddable widget."""

from __future__ import annotations

from bot.channels.web.app import create_app
from bot.channels.web.settings import (
    AddressReader,
    Answers,
    Correction,
    Corrections,
    Episode,
    EpisodeEvent,
    Episodes,
    Site,
    WebSettings,
)

__all__ = [
    "AddressReader",
    "Answers",
    "Correction",
    "Corrections",
    "Episode",
    "EpisodeEvent",
    "Episodes",
    "Site",
    "WebSettings",
    "create_app",
]
