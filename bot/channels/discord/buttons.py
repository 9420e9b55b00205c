"""Buttons under answers. Their ids hold all there is to know, so that they work after a restart too."""

from __future__ import annotations

import re
from typing import Any, Protocol, Self

import discord

from bot.channels.rendering import Catalogue
from bot.engine.models import Explanation
from bot.state.port import Result, Verdict

Interaction = discord.Interaction[Any]

REASON_ID = "footing:reason:"
_ANSWER = r"(?P<answer>[\w-]{12})"


class Presses(Protocol):
    """What the buttons call; the client has it as ``presses``."""

    async def open_panel(self, interaction: Interaction, panel: str, answer_id: str, page: int) -> None: ...

    async def turn_panel(self, interaction: Interaction, panel: str, answer_id: str, page: int) -> None: ...

    async def judge(self, interaction: Interaction, answer_id: str, verdict: Verdict) -> None: ...


class AnswerButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=rf"footing:(?P<mode>open|turn):(?P<panel>[a-z]+):{_ANSWER}:(?P<page>\d{{1,4}})",
):
    """Opens a panel on an answer for the one who pressed it, or turns its pages."""

    def __init__(self, mode: str, panel: str, answer_id: str, page: int = 0, text: str = "·", **look: Any) -> None:
        custom_id = f"footing:{mode}:{panel}:{answer_id}:{page}"
        super().__init__(discord.ui.Button(label=text[:80], custom_id=custom_id, **look))
        self._press = (mode, panel, answer_id, page)

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(match["mode"], match["panel"], match["answer"], int(match["page"]))

    async def callback(self, interaction: Interaction) -> None:
        presses: Presses = interaction.client.presses
        mode, panel, answer_id, page = self._press
        act = presses.open_panel if mode == "open" else presses.turn_panel
        await act(interaction, panel, answer_id, page)


class VerdictSelect(discord.ui.DynamicItem[discord.ui.Select[Any]], template=rf"footing:verdict:{_ANSWER}"):
    """What a reader thinks is wrong with an answer."""

    def __init__(self, answer_id: str, strings: Catalogue | None = None) -> None:
        options = [
            discord.SelectOption(label=strings(f"chat-verdict-{one}") if strings else one, value=one) for one in Verdict
        ]
        custom_id = f"footing:verdict:{answer_id}"
        placeholder = strings("feedback-question") if strings else None
        super().__init__(discord.ui.Select(custom_id=custom_id, options=options, placeholder=placeholder))
        self._answer_id = answer_id

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(match["answer"])

    async def callback(self, interaction: Interaction) -> None:
        presses: Presses = interaction.client.presses
        data: Any = interaction.data or {}
        chosen = data.get("values") or []
        if chosen and chosen[0] in set(Verdict):
            await presses.judge(interaction, self._answer_id, Verdict(chosen[0]))


def answer_view(answer_id: str, result: Result, strings: Catalogue, *, more: bool = False) -> discord.ui.View:
    """The buttons of an answer. ``more`` adds one that shows the whole of it."""
    view = discord.ui.View(timeout=None)
    if more:
        view.add_item(
            AnswerButton("open", "all", answer_id, text=strings("discord-all"), style=discord.ButtonStyle.primary)
        )
    view.add_item(AnswerButton("open", "sources", answer_id, text=strings("sources")))
    view.add_item(AnswerButton("open", "why", answer_id, text=strings("why")))
    if isinstance(result, Explanation):
        view.add_item(AnswerButton("open", "gaps", answer_id, text=strings("gaps")))
    view.add_item(AnswerButton("open", "wrong", answer_id, text=strings("chat-wrong")))
    return view


def panel_view(panel: str, answer_id: str, page: int, count: int, strings: Catalogue) -> discord.ui.View | None:
    """Back, the page's number, and on; None where there is one page."""
    if count < 2:
        return None
    view = discord.ui.View(timeout=None)
    number = strings("chat-page", page=page + 1, pages=count)
    before = AnswerButton("turn", panel, answer_id, max(page - 1, 0), strings("page-previous"), disabled=page == 0)
    view.add_item(before)
    view.add_item(discord.ui.Button(label=number[:80], custom_id="footing:page", disabled=True))
    view.add_item(
        AnswerButton("turn", panel, answer_id, min(page + 1, 9999), strings("page-next"), disabled=page + 1 >= count)
    )
    view.stop()
    return view


def verdict_view(answer_id: str, strings: Catalogue) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    view.add_item(VerdictSelect(answer_id, strings))
    return view


def reason_modal(answer_id: str, verdict: Verdict, strings: Catalogue) -> discord.ui.Modal:
    """Asks for a reason. It is answered by its id, not by this object, so that a restart does not matter."""
    modal = discord.ui.Modal(
        title=strings("feedback-question")[:45], custom_id=f"{REASON_ID}{verdict}:{answer_id}", timeout=None
    )
    modal.add_item(
        discord.ui.Label(
            text=strings("feedback-reason")[:45],
            component=discord.ui.TextInput(
                style=discord.TextStyle.paragraph, custom_id="reason", required=False, max_length=500
            ),
        )
    )
    modal.stop()
    return modal


def read_reason(data: Any) -> tuple[str, Verdict, str] | None:
    """Answer id, verdict and reason of a submitted :func:`reason_modal`; None for anything else."""
    found = re.fullmatch(rf"{REASON_ID}(?P<verdict>[a-z]+):{_ANSWER}", str(data.get("custom_id", "")))
    if found is None or found["verdict"] not in set(Verdict):
        return None
    rows = data.get("components") or []
    fields = [field for row in rows for field in ([row["component"]] if "component" in row else row["components"])]
    text = next((str(field.get("value") or "") for field in fields if field.get("custom_id") == "reason"), "")
    return found["answer"], Verdict(found["verdict"]), text
