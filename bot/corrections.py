"""Corrections: the public log of what changed in the findings, and telling the readers of answers that used them."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from bot.channels.web.settings import Correction
from bot.engine.errors import FootingError
from bot.engine.models import ClaimCheck, Question
from bot.engine.ports import Engine, Library
from bot.reading import parse_text, read_address
from bot.settings import Settings
from bot.state.codec import cited, words
from bot.state.port import Place, Result, StateStore, StoredAnswer
from knowledge.editing.record_files import Line, Slug, SourceId
from knowledge.errors import RecordError
from knowledge.records import EPISODES, load_one

log = logging.getLogger(__name__)

CORRECTIONS = EPISODES.with_name("corrections.yaml")


class Entry(BaseModel):
    """One correction of one finding. Without ``after`` the finding is withdrawn."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: dt.date = Field(description="The day on which it was corrected.")
    finding: Slug
    source: SourceId | None = Field(None, description="The finding's source; needed where the finding is gone.")
    before: Line
    after: Line | None = None
    reason: Line

    @property
    def note(self) -> str:
        """What a reader of an earlier answer is told."""
        change = f"now reads “{self.after}”" if self.after else "has been withdrawn"
        return f"A finding that this answer uses, “{self.before}”, {change}. {self.reason}"


class CorrectionsFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    corrections: list[Entry]


def read_corrections(path: Path) -> list[Entry]:
    """The entries of a corrections file, newest first. Raises RecordError with each fault and its line."""
    loaded, problems = load_one(path, CorrectionsFile)
    if loaded is None:
        raise RecordError("\n".join(str(problem) for problem in problems))
    return sorted(loaded[0].corrections, key=lambda one: one.date, reverse=True)


class LibraryCorrections:
    """Implements :class:`bot.channels.web.settings.Corrections` over a file and a library."""

    def __init__(self, path: Path, library: Library) -> None:
        """Raises RecordError where the file is not sound."""
        self._entries = read_corrections(path)
        self._library = library

    def all(self) -> Sequence[Correction]:
        """The log, newest first. Raises LibraryError."""
        return [
            Correction(one.date.isoformat(), one.finding, self._source_of(one), one.before, one.after or "", one.reason)
            for one in self._entries
        ]

    def _source_of(self, entry: Entry) -> str | None:
        finding = self._library.finding(entry.finding)
        source_id = finding.source_id if finding else entry.source
        return source_id if source_id and self._library.source(source_id) else None


class Done(StrEnum):
    """What became of one affected answer."""

    EDITED = "edited and told"
    TOLD = "told"
    FAILED = "not reached; run the command again"
    NOWHERE = "shown nowhere that can be edited"
    BEFORE = "told before"


@dataclass(frozen=True, slots=True)
class Affected:
    """An answer that used corrected findings, and the messages that show it."""

    stored: StoredAnswer
    findings: tuple[str, ...]
    places: tuple[Place, ...]


def affected(store: StateStore, finding_ids: Iterable[str], *, before: dt.datetime | None = None) -> list[Affected]:
    """Answers that used any of the findings and were given ``before`` then, oldest first. Raises StateError."""
    wanted = set(finding_ids)
    return [
        Affected(stored, tuple(sorted(wanted & set(cited(stored.result)))), tuple(store.places(stored.id)))
        for stored in store.answers_citing(sorted(wanted))
        if before is None or stored.at < before
    ]


def note_of(entries: Iterable[Entry], findings: Sequence[str]) -> str:
    """What the newest entry of each finding says. Raises RecordError for a finding that has none."""
    newest: dict[str, Entry] = {}
    for one in entries:
        newest.setdefault(one.finding, one)
    if missing := [finding for finding in findings if finding not in newest]:
        raise RecordError(f"{', '.join(missing)}: no entry in {CORRECTIONS.name}; add one, or give --note")
    return "\n".join(newest[finding].note for finding in findings)


def answer_anew(engine: Engine, stored: StoredAnswer) -> Result | None:
    """A new answer to the same question, where its words are still remembered; None where they are not."""
    result, text = stored.result, words(stored.result)
    if isinstance(result, ClaimCheck):
        # What was between the claims is blank once the text is no longer remembered: they may lack their context.
        claimed = {at for claim in result.claims for at in range(claim.start, claim.end)}
        between = "".join("." if at in claimed else letter for at, letter in enumerate(text))
        return engine.check(text) if text.strip() and (between.strip(" .") or "  " not in between) else None
    return engine.explain(Question(text, language=stored.language)) if text.strip() else None


Correct = Callable[[StoredAnswer, str, Result | None], Awaitable[bool]]
"""Tells the readers of an answer, and edits it where a result takes its place; whether they could be reached."""


async def apply(
    settings: Settings, engine: Engine, store: StateStore, found: Sequence[Affected], notes: dict[str, str]
) -> dict[str, Done]:
    """Tell the readers of each answer its note (by answer id) through the channel that gave it; what became of each.

    An answer whose readers cannot be reached stays as it was, so that the next run finds it again.
    """
    ways: dict[str, Callable[[list[Affected]], Awaitable[dict[str, Done]]]] = {}
    if settings.telegram:
        ways["telegram"] = lambda listed: _by_telegram(settings, engine, store, listed, notes)
    if settings.discord:
        ways["discord"] = lambda listed: _by_discord(settings, engine, store, listed, notes)
    done: dict[str, Done] = {}
    for channel in dict.fromkeys(one.stored.channel for one in found):
        listed = [one for one in found if one.stored.channel == channel]
        reachable = [one for one in listed if one.places]
        done |= {one.stored.id: Done.NOWHERE for one in listed if not one.places}
        if reachable and channel not in ways:
            done |= {one.stored.id: Done.FAILED for one in reachable}
        elif reachable:
            done |= await ways[channel](reachable)
    return done


async def _each(
    engine: Engine, store: StateStore, listed: Sequence[Affected], notes: dict[str, str], correct: Correct
) -> dict[str, Done]:
    done: dict[str, Done] = {}
    for one in listed:
        stored, note = one.stored, notes[one.stored.id]
        mark = f"corrected/{stored.id}"
        if store.cursor(mark) == note:
            done[stored.id] = Done.BEFORE
            continue
        try:
            result = answer_anew(engine, stored)
        except FootingError as error:
            log.warning("%s is not answered anew: %s", stored.id, error)
            result = None
        if await correct(stored, note, result):
            store.set_cursor(mark, note)
            done[stored.id] = Done.EDITED if result is not None else Done.TOLD
        else:
            store.replace(stored.id, stored.result)
            done[stored.id] = Done.FAILED
    return done


async def _by_telegram(
    settings: Settings, engine: Engine, store: StateStore, listed: list[Affected], notes: dict[str, str]
) -> dict[str, Done]:
    from telegram.error import TelegramError

    from bot.channels.telegram.answering import Readers
    from bot.channels.telegram.channel import TelegramChannel

    assert settings.telegram is not None
    readers = Readers(address=read_address, document=parse_text)
    channel = TelegramChannel(engine, store, settings.telegram, readers=readers)
    try:
        await channel.bot.initialize()
        return await _each(engine, store, listed, notes, channel.correct)
    except TelegramError as error:
        log.error("Telegram cannot be reached: %s", error)
        return {one.stored.id: Done.FAILED for one in listed}
    finally:
        await channel.stop()


async def _by_discord(
    settings: Settings, engine: Engine, store: StateStore, listed: list[Affected], notes: dict[str, str]
) -> dict[str, Done]:
    import aiohttp
    import discord

    from bot.channels.discord.client import FootingClient
    from bot.channels.discord.desk import Desk
    from bot.channels.rendering import catalogue
    from bot.channels.rendering.places import MarkdownWriter

    class Visitor(FootingClient):
        """Logs in for its requests alone: no gateway, no commands to register."""

        async def setup_hook(self) -> None:
            return

    assert settings.discord is not None
    desk = Desk(settings.discord, engine, store)
    client = Visitor(desk, {})

    async def correct(stored: StoredAnswer, note: str, result: Result | None) -> bool:
        first = store.places(stored.id)[0]
        try:
            if result is not None:
                store.replace(stored.id, result)
                await client.correct(stored.id)
            writer = MarkdownWriter()
            text = f"{writer.strong(catalogue(stored.language)('chat-corrected'))}\n{writer.text(note)}"
            message = client.get_partial_messageable(int(first.chat)).get_partial_message(int(first.message))
            await message.reply(text[:2_000], mention_author=False)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.warning("an answer is not corrected on Discord: %s", type(error).__name__)
            return False
        return True

    try:
        client.point_here()
        await client.login(settings.discord.token.get_secret_value())
        return await _each(engine, store, listed, notes, correct)
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        log.error("Discord cannot be reached: %s", error)
        return {one.stored.id: Done.FAILED for one in listed}
    finally:
        await client.close()
        desk.close()


def described(place: Place) -> str:
    """A place as an operator reads it: chat, thread if any, message."""
    return "/".join(part for part in (place.chat, place.thread, place.message) if part)
