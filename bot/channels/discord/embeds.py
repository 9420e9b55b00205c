"""Answers as Discord messages: one embed a statement in the colour of its label, within Discord's limits; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import discord

from bot.channels.rendering import (
    DISCORD,
    DISCORD_EMBED,
    Block,
    Catalogue,
    Paragraph,
    Reference,
    blocks,
    catalogue,
    clean,
    clean_line,
    label,
    safe_url,
    source_blocks,
    write,
)
from bot.channels.rendering.blocks import progress_blocks
from bot.channels.rendering.brief import brief, shortened
from bot.engine.models import ClaimCheck, Explanation, Premise, Statement
from bot.state.port import Result
from knowledge.models import Finding, RelatedFinding, Source

EMBEDS = 10
"""Most embeds in a message."""

CHARACTERS = 6000
"""Most characters in all embeds of a message together. Counted in UTF-16 code units, which are never fewer."""

_FOOTER = 200


@dataclass(frozen=True, slots=True)
class Page:
    """One message: embeds, or text where embeds may not be posted."""

    embeds: tuple[discord.Embed, ...] = ()
    content: str | None = None

    def same(self, other: Page | None) -> bool:
        """Whether a reader would see no difference."""
        return (
            other is not None
            and self.content == other.content
            and [embed.to_dict() for embed in self.embeds] == [embed.to_dict() for embed in other.embeds]
        )


def note(text: str) -> Page:
    """A message of the bot's own words, in text that is already safe in Markdown."""
    return Page(content=text)


def pages(result: Result, language: str, *, why: bool = False, plain: bool = False) -> list[Page]:
    """An answer or a check as messages; the label and the citations stand in every embed that a statement takes.

    ``plain`` gives text instead of embeds, for places where the bot may not embed.
    """
    strings = catalogue(language)
    shown = blocks(shortened(result, DISCORD_EMBED), strings, why=why)
    as_of = result.as_of if isinstance(result, Explanation | ClaimCheck) else None
    footer = strings("as-of", date=clean_line(as_of)) if as_of else None
    shown = shown or [Block((Paragraph(strings("refused")),))]
    if plain:
        ending = [Block((Paragraph(footer),))] if footer else []
        return [Page(content=text) for text in write([*shown, *ending], DISCORD, strings)]
    return embed_pages(shown, strings, footer=footer)


def progress(items: Sequence[Premise | Statement], language: str, *, plain: bool = False) -> Page | None:
    """The first message of an answer in the making: what has been verified so far."""
    strings = catalogue(language)
    shown = progress_blocks(brief(items, DISCORD_EMBED), strings)
    if plain:
        return next((Page(content=text) for text in write(shown, DISCORD, strings)), None)
    return next(iter(embed_pages(shown, strings)), None)


def gap_pages(result: Result, language: str) -> list[Page]:
    """What an answer says is not known."""
    if not isinstance(result, Explanation) or not result.gaps:
        return []
    strings = catalogue(language)
    return embed_pages(blocks(Explanation(result.question, (), gaps=result.gaps), strings), strings)


def citation_pages(result: Result, language: str) -> list[Page]:
    """Every citation with its quote under the label of what it stands for."""
    strings = catalogue(language)
    return embed_pages(source_blocks(result, strings), strings)


def source_pages(
    source: Source, findings: Sequence[Finding], related: Sequence[RelatedFinding], language: str
) -> list[Page]:
    """A source and what is taken from it, each finding with its place and with what bears on it."""
    strings = catalogue(language)
    kind = strings(f"kind-{source.kind}")
    shown = [Block((), about=kind, references=(_reference(source, source.published or ""),))]
    for finding in findings:
        bearing = tuple(
            Paragraph(
                f"{strings('source-bears', relation=strings(f'relation-{one.relation}'))}: {clean(one.finding.text)}"
                f" ({clean_line(one.source.title)}, {clean_line(one.finding.at)})"
            )
            for one in related
            if one.target_id == finding.id
        )
        shown.append(
            Block(
                (Paragraph(clean(finding.text)), *bearing),
                about=strings(f"act-{finding.act}"),
                references=(_reference(source, finding.at),),
            )
        )
    if not findings:
        shown.append(Block((Paragraph(strings("source-none")),)))
    return embed_pages(shown, strings)


def list_pages(sources: Sequence[Source], language: str, *, held: int) -> list[Page]:
    """Sources of the library, of which ``held`` in all were meant."""
    strings = catalogue(language)
    if not sources:
        return [Page((discord.Embed(description=strings("chat-sources-none")),))]
    shown = [
        Block(
            (),
            about=strings(f"kind-{source.kind}"),
            references=(_reference(source, source.published or ""),),
            heading=None if place else strings("sources-count", count=held),
        )
        for place, source in enumerate(sources)
    ]
    return embed_pages(shown, strings)


def _reference(source: Source, locator: str) -> Reference:
    return Reference(clean_line(source.title), clean_line(source.publisher), clean_line(locator), safe_url(source.url))


def embed_pages(shown: Sequence[Block], strings: Catalogue, *, footer: str | None = None) -> list[Page]:
    """Blocks as messages. A labelled block has embeds to itself; others that follow one another share them."""
    found: list[list[discord.Embed]] = []
    weight = 0
    for embed in _embeds(shown, strings):
        size = DISCORD_EMBED.length(embed.description or "")
        if not found or len(found[-1]) == EMBEDS or weight + size > CHARACTERS - _FOOTER:
            found.append([])
            weight = 0
        found[-1].append(embed)
        weight += size
    if found and footer:
        found[-1][-1].set_footer(text=footer[:_FOOTER])
    return [Page(tuple(embeds)) for embeds in found]


def _embeds(shown: Sequence[Block], strings: Catalogue) -> Iterator[discord.Embed]:
    for labelled, group in groupby(shown, key=lambda block: block.label is not None):
        for block in [[one] for one in group] if labelled else [list(group)]:
            colour = block[0].label.colour if block[0].label else None
            for piece in write(block, DISCORD_EMBED, strings):
                yield discord.Embed(description=piece, colour=colour)


def summary(result: Result, language: str) -> str:
    """An answer in a few lines of plain text, each statement behind its label: what a conversation remembers."""
    strings = catalogue(language)
    if isinstance(result, Explanation):
        return "\n".join(
            f"{label(one.standing, strings, one.confidence).text}: {clean(one.text)}" for one in result.statements
        )
    return "" if isinstance(result, ClaimCheck) else clean(result.message)
