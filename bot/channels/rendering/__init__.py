"""Answers and checks → neutral blocks → text for a place. Pure: no I/O besides the packaged catalogues."""

from __future__ import annotations

from bot.channels.rendering.bidi import clean, clean_line, has_rtl, isolate, scrub
from bot.channels.rendering.blocks import Block, Paragraph, Reference, Style, blocks, source_blocks
from bot.channels.rendering.catalogue import FALLBACK, LANGUAGES, Catalogue, catalogue, negotiate
from bot.channels.rendering.labels import LOOKS, Label, Look, label
from bot.channels.rendering.links import archived, original, safe_url
from bot.channels.rendering.places import (
    DISCORD,
    DISCORD_EMBED,
    PLAIN,
    TELEGRAM,
    TELEGRAM_CAPTION,
    Markup,
    Place,
    Unit,
)
from bot.channels.rendering.reasons import localised, reason
from bot.channels.rendering.text import clip, render, render_progress, render_sources, write

__all__ = [
    "DISCORD",
    "DISCORD_EMBED",
    "FALLBACK",
    "LANGUAGES",
    "LOOKS",
    "PLAIN",
    "TELEGRAM",
    "TELEGRAM_CAPTION",
    "Block",
    "Catalogue",
    "Label",
    "Look",
    "Markup",
    "Paragraph",
    "Place",
    "Reference",
    "Style",
    "Unit",
    "archived",
    "blocks",
    "catalogue",
    "clean",
    "clean_line",
    "clip",
    "has_rtl",
    "isolate",
    "label",
    "localised",
    "negotiate",
    "original",
    "reason",
    "render",
    "render_progress",
    "render_sources",
    "safe_url",
    "scrub",
    "source_blocks",
    "write",
]
