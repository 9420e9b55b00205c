"""The shipped episode files as the web pages show them: each step labelled with what it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.channels.web.settings import Episode, EpisodeEvent
from bot.engine.evidence.retrieve import Gathered, bearing_on, cite
from bot.engine.models import Citation, DraftStatement, Evidence
from bot.engine.ports import Library
from bot.engine.standing import STRENGTH
from bot.engine.verification.verify import weigh_evidence
from knowledge.editing.record_files import Episode as EpisodeFile
from knowledge.editing.record_files import Told
from knowledge.models import Standing
from knowledge.records import read_episodes


class LibraryEpisodes:
    """Implements :class:`bot.channels.web.settings.Episodes` over episode files and a library.

    A step stands no higher than the weakest finding that it is told from; a step that names none is unsourced.
    """

    def __init__(self, folder: Path, library: Library) -> None:
        """Raises RecordError where the files are not sound."""
        files = [one.episode for one in read_episodes(folder)] if folder.is_dir() else []
        self._files = {one.id: one for one in files}
        self._library = library

    def all(self) -> Sequence[Episode]:
        """Every episode by title, without its steps."""
        return sorted((_summed(one) for one in self._files.values()), key=lambda one: one.title)

    def get(self, episode_id: str) -> Episode | None:
        """One episode with its steps. Raises LibraryError."""
        file = self._files.get(episode_id)
        if file is None:
            return None

        def told(of: Sequence[Told]) -> tuple[EpisodeEvent, ...]:
            return tuple(self._event(None, one.text, one.findings) for one in of)

        return Episode(
            file.id,
            file.title,
            _summed(file).summary,
            tuple(self._event(step.date, step.text, step.findings) for step in file.order),
            established=told(file.established),
            contested=told(file.contested),
            unknown=told(file.unknown),
        )

    def _event(self, date: str | None, text: str, findings: Sequence[str]) -> EpisodeEvent:
        standings: list[Standing] = []
        citations: list[Citation] = []
        for finding_id in findings:
            finding = self._library.finding(finding_id)
            source = self._library.source(finding.source_id) if finding else None
            if finding is None or source is None:
                continue
            evidence = Evidence("E1", finding, source, 1.0)
            gathered = Gathered((evidence,), bearing_on(self._library, [finding]))
            weighed = weigh_evidence(DraftStatement(finding.text, ("E1",), finding.aspect), [evidence], gathered)
            standings.append(weighed.standing)
            citations.append(cite(finding, source))
        weakest = min(standings, key=lambda one: STRENGTH[one], default=Standing.UNSOURCED)
        return EpisodeEvent(date, " ".join(text.split()), weakest, tuple(citations))


def _summed(file: EpisodeFile) -> Episode:
    when = "–".join(dict.fromkeys(file.dates))
    return Episode(file.id, file.title, ", ".join(part for part in (when, *file.places) if part))
