"""The commands, as Discord shows them, in every language that both Discord and the interface have."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Protocol

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.channels.discord.desk import Desk, trace
from bot.channels.discord.embeds import list_pages, source_pages
from bot.channels.discord.panels import Panels, say
from bot.channels.discord.requests import File, file_of, words_of
from bot.channels.discord.surfaces import NOBODY
from bot.channels.rendering import LANGUAGES, clean_line, clip
from bot.engine.errors import FootingError

log = logging.getLogger("footing.discord")

_CHOICES = 25
_NAME = 100
_TEXT = 6000
_SHOWN = 25

Interaction = discord.Interaction[Any]


class Asks(Protocol):
    """What the commands call with what was asked."""

    async def ask(self, interaction: Interaction, text: str, *, private: bool | None = None) -> None: ...

    async def check(
        self, interaction: Interaction, text: str, file: File | None, *, private: bool | None = None
    ) -> None: ...

    async def may_ask(self, interaction: Interaction) -> bool:
        """Whether a person may ask here; tells them where not."""
        ...


class Translator(app_commands.Translator):
    """Names and descriptions from the catalogues; ``extras["key"]`` of a string is its key there."""

    def __init__(self, strings: Callable[[str], Callable[[str], str]]) -> None:
        self._strings = strings

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        key = string.extras.get("key")
        code = str(locale.value).split("-")[0]
        if key is None or code not in LANGUAGES:
            return None
        limit = 32 if context.location is app_commands.TranslationContextLocation.command_name else _NAME
        return clip(self._strings(code)(key), limit)


def add_commands(tree: app_commands.CommandTree[Any], asks: Asks, desk: Desk, panels: Panels, english: Any) -> None:
    """Adds every command to a tree. ``english`` is the catalogue that names them where no other does."""

    def text(key: str) -> locale_str:
        return locale_str(clip(english(key), _NAME), key=key)

    @tree.command(name="ask", description=text("command-ask"))
    @app_commands.describe(question=text("ask-field"), private=text("discord-private"))
    async def ask(
        interaction: Interaction, question: app_commands.Range[str, 1, _TEXT], private: bool | None = None
    ) -> None:
        await asks.ask(interaction, question, private=private)

    @tree.command(name="check", description=text("command-check"))
    @app_commands.describe(words=text("discord-text"), file=text("discord-file"), private=text("discord-private"))
    @app_commands.rename(words="text")
    async def check(
        interaction: Interaction,
        words: app_commands.Range[str, 1, _TEXT] | None = None,
        file: discord.Attachment | None = None,
        private: bool | None = None,
    ) -> None:
        await asks.check(interaction, words or "", File.of(file) if file else None, private=private)

    async def check_message(interaction: Interaction, message: discord.Message) -> None:
        texts = [words_of(message), *(embed.description for embed in message.embeds if embed.description)]
        await asks.check(interaction, "\n\n".join(one for one in texts if one), file_of(message))

    tree.add_command(app_commands.ContextMenu(name=text("discord-check-message"), callback=check_message))

    @tree.command(name="sources", description=text("command-sources"))
    @app_commands.describe(source=text("sources-search"))
    async def sources(interaction: Interaction, source: app_commands.Range[str, 1, _NAME] | None = None) -> None:
        if not await asks.may_ask(interaction):
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        language = panels.strings(interaction).language
        shown = await desk.run(_sources, desk, source, language)
        await interaction.edit_original_response(embeds=shown[0].embeds, allowed_mentions=NOBODY)
        for page in shown[1:3]:
            await interaction.followup.send(embeds=list(page.embeds), ephemeral=True, allowed_mentions=NOBODY)

    @sources.autocomplete("source")
    async def suggest(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        try:
            return await desk.run(_suggest, desk, current)
        except FootingError as error:
            log.warning("no sources to suggest: %s", error)
            return []

    @tree.command(name="about", description=text("command-about"))
    async def about(interaction: Interaction) -> None:
        strings = panels.strings(interaction)
        info = await desk.run(desk.engine.library.info)
        held = strings("chat-about", sources=info.sources, findings=info.findings, built=f"{info.built:%Y-%m-%d}")
        await say(interaction, f"{strings('chat-welcome')}\n\n{held}\n\n{strings('private-note')}")

    @tree.command(name="language", description=text("command-language"))
    @app_commands.choices(language=[app_commands.Choice(name=name, value=code) for code, name in LANGUAGES.items()])
    @app_commands.describe(language=text("chat-language-choose"))
    async def language(interaction: Interaction, language: app_commands.Choice[str]) -> None:
        desk.store.prefer(desk.person(interaction.user.id), language=language.value)
        await say(interaction, panels.strings(interaction)("chat-language-set", name=language.name))

    @tree.command(name="forget", description=text("command-forget"))
    async def forget(interaction: Interaction) -> None:
        strings = panels.strings(interaction)
        count = desk.store.forget(desk.person(interaction.user.id))
        await say(interaction, strings("chat-forgotten", count=count))

    @tree.error
    async def failed(interaction: Interaction, error: app_commands.AppCommandError) -> None:
        cause = getattr(error, "original", error)
        if isinstance(cause, discord.HTTPException):
            log.warning("Discord refused a reply to a command: %s %s", cause.status, cause.code)
            return
        log.error("a command failed: %s\n%s", type(cause).__name__, trace(cause))
        key = "error-unavailable" if isinstance(cause, FootingError) else "error-internal"
        await say(interaction, english(key))


def _matches(desk: Desk, text: str) -> list[Any]:
    words = text.casefold().split()
    return [
        source
        for source in sorted(desk.engine.library.sources(), key=lambda one: (one.title.casefold(), one.id))
        if all(word in f"{source.title} {source.publisher} {source.id}".casefold() for word in words)
    ]


def _suggest(desk: Desk, current: str) -> list[app_commands.Choice[str]]:
    return [
        app_commands.Choice(name=clip(clean_line(f"{source.title} ({source.publisher})"), _NAME), value=source.id)
        for source in _matches(desk, current)
        if len(source.id) <= _NAME
    ][:_CHOICES]


def _sources(desk: Desk, wanted: str | None, language: str) -> list[Any]:
    library = desk.engine.library
    found = library.source(wanted) if wanted else None
    matches = [found] if found else _matches(desk, wanted or "")
    if len(matches) != 1:
        return list_pages(matches[:_SHOWN], language, held=len(matches))
    source = matches[0]
    findings = library.findings_of(source.id)
    return source_pages(source, findings, library.related([one.id for one in findings]), language)
