"""What the buttons open, for the one who pressed: citations, reasons, what is not known, feedback."""

from __future__ import annotations

import logging
from typing import Any

import discord

from bot.channels.discord.buttons import panel_view, read_reason, reason_modal, verdict_view
from bot.channels.discord.desk import Desk
from bot.channels.discord.embeds import Page, citation_pages, gap_pages, pages
from bot.channels.discord.surfaces import NOBODY
from bot.channels.rendering import Catalogue, catalogue
from bot.engine.errors import FootingError
from bot.state.port import Result, StoredAnswer, Verdict

log = logging.getLogger("footing.discord")


class Panels:
    """Implements :class:`bot.channels.discord.buttons.Presses` over the store alone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def strings(self, interaction: discord.Interaction[Any]) -> Catalogue:
        """The language that the reader chose, or that their Discord speaks."""
        chosen = self._desk.store.preferences(self._desk.person(interaction.user.id)).language
        return catalogue(chosen or str(interaction.locale))

    async def _find(
        self, interaction: discord.Interaction[Any], answer_id: str
    ) -> tuple[StoredAnswer | None, Catalogue]:
        try:
            strings = self.strings(interaction)
            found = self._desk.store.answer(answer_id)
        except FootingError as error:
            log.error("a button could not be answered: %s", error)
            strings = catalogue(str(interaction.locale))
            await say(interaction, strings("error-internal"))
            return None, strings
        if found is None:
            await say(interaction, strings("chat-gone"))
        return found, strings

    async def open_panel(self, interaction: discord.Interaction[Any], panel: str, answer_id: str, page: int) -> None:
        found, strings = await self._find(interaction, answer_id)
        if found is None:
            return
        if panel == "wrong":
            await interaction.response.send_message(
                strings("feedback-question"), view=verdict_view(answer_id, strings), ephemeral=True
            )
            return
        shown = panel_pages(panel, found.result, strings.language)
        if not shown:
            await say(interaction, strings("chat-no-gaps" if panel == "gaps" else "chat-no-sources"))
            return
        at = min(page, len(shown) - 1)
        view = panel_view(panel, answer_id, at, len(shown), strings)
        await interaction.response.send_message(
            embeds=shown[at].embeds,
            view=view or discord.utils.MISSING,
            ephemeral=True,
            allowed_mentions=NOBODY,
        )

    async def turn_panel(self, interaction: discord.Interaction[Any], panel: str, answer_id: str, page: int) -> None:
        found, strings = await self._find(interaction, answer_id)
        if found is None:
            return
        shown = panel_pages(panel, found.result, strings.language)
        if not shown:
            await say(interaction, strings("chat-gone"))
            return
        at = min(page, len(shown) - 1)
        await interaction.response.edit_message(
            embeds=shown[at].embeds,
            view=panel_view(panel, answer_id, at, len(shown), strings),
            allowed_mentions=NOBODY,
        )

    async def judge(self, interaction: discord.Interaction[Any], answer_id: str, verdict: Verdict) -> None:
        """Keeps the verdict at once, then asks for a reason, which may be left out."""
        found, strings = await self._find(interaction, answer_id)
        if found is None:
            return
        self._desk.store.give_feedback(answer_id, self._desk.person(interaction.user.id), verdict)
        if verdict is Verdict.HELPFUL:
            await interaction.response.edit_message(content=strings("feedback-thanks"), view=None)
        else:
            await interaction.response.send_modal(reason_modal(answer_id, verdict, strings))

    async def reason(self, interaction: discord.Interaction[Any]) -> None:
        """A submitted reason; anything else is left alone."""
        read = read_reason(interaction.data or {})
        if read is None:
            return
        answer_id, verdict, text = read
        found, strings = await self._find(interaction, answer_id)
        if found is None:
            return
        self._desk.store.give_feedback(answer_id, self._desk.person(interaction.user.id), verdict, text.strip() or None)
        await say(interaction, strings("feedback-thanks"))


def panel_pages(panel: str, result: Result, language: str) -> list[Page]:
    match panel:
        case "sources":
            return citation_pages(result, language)
        case "why":
            return pages(result, language, why=True)
        case "gaps":
            return gap_pages(result, language)
        case "all":
            return pages(result, language)
    return []


async def say(interaction: discord.Interaction[Any], text: str) -> None:
    """A word for the one who pressed or asked, whatever was said to them before. Lost where the interaction is gone."""
    try:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True, allowed_mentions=NOBODY)
        else:
            await interaction.response.send_message(text, ephemeral=True, allowed_mentions=NOBODY)
    except discord.HTTPException as error:
        log.info("an interaction was gone: %s", error.code)
