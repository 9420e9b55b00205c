"""Answers and checks → neutral blocks → text for a place. Pure: no I/O besides the packaged catalogues."""

from __future__ import annotations

from bot.channels.rendering.bidi import clean, clean_line, has_rtl, isolate, scrub
from bot.channels.rendering.catalogue import FALLBACK, LANGUAGES, Catalogue, catalogue, negotiate
from bot.channels.rendering.labels import LOOKS, Label, Look, label
from bot.channels.rendering.links import archived, original, safe_url

__all__ = [
    "FALLBACK",
    "LANGUAGES",
    "LOOKS",
    "Catalogue",
    "Label",
    "Look",
    "archived",
    "catalogue",
    "clean",
    "clean_line",
    "has_rtl",
    "isolate",
    "label",
    "negotiate",
    "original",
    "safe_url",
    "scrub",
]
