"""What changed in the base since a revision, in words, for the public corrections log."""

from __future__ import annotations

import dataclasses
import io
import subprocess
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from knowledge.editing.record_files import RecordFile
from knowledge.errors import RecordError
from knowledge.models import Finding, Source
from knowledge.records import Problem, Record, load_text

_UNTOLD = frozenset({"id", "source_id"})


@dataclass(frozen=True, slots=True)
class Change:
    """One change: ``what`` is added, removed or changed; ``of`` is source or finding; ``words`` tell it to a reader."""

    what: str
    of: str
    id: str
    words: str


def records_at(revision: str, folder: Path) -> tuple[list[Record], list[Problem]]:
    """The records as they were at a git revision, and what of them cannot be read now. Raises RecordError."""
    if revision.startswith("-"):
        raise RecordError(f"{revision!r} is not a revision; name a commit, a tag or a branch")
    try:
        top = _git(folder, "rev-parse", "--show-toplevel").decode().strip()
    except RecordError as error:
        raise RecordError(f"{folder} is not in a git repository, so there is no history to compare with") from error
    inside = folder.resolve().relative_to(Path(top).resolve()).as_posix()
    _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if not _git(Path(top), "ls-tree", "-d", "--name-only", revision, "--", inside).strip() and inside != ".":
        return [], []
    packed = _git(Path(top), "archive", "--format=tar", revision, "--", inside)
    records: list[Record] = []
    problems: list[Problem] = []
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            if not member.isfile() or PurePosixPath(member.name).suffix not in {".yaml", ".yml"}:
                continue
            opened = archive.extractfile(member)
            text = opened.read().decode("utf-8", errors="replace") if opened else ""
            loaded, wrong = load_text(Path(member.name), text, RecordFile)
            problems += wrong
            if loaded is not None:
                source, findings = loaded[0].nouns()
                records.append(Record(source, findings, Path(member.name), loaded[1]))
    return records, problems


def changes(old: Sequence[Record], new: Sequence[Record]) -> list[Change]:
    """What differs between two states of the base, sources before findings."""
    return [*_sources(old, new), *_findings(old, new)]


def _sources(old: Sequence[Record], new: Sequence[Record]) -> list[Change]:
    before = {record.source.id: record for record in old}
    after = {record.source.id: record for record in new}
    found: list[Change] = []
    for source_id in sorted(before.keys() | after.keys()):
        was, now = before.get(source_id), after.get(source_id)
        if was is None and now is not None:
            words = f"Added the source “{now.source.title}” ({now.source.publisher}), findings: {len(now.findings)}."
            found.append(Change("added", "source", source_id, words))
        elif now is None and was is not None:
            found.append(Change("removed", "source", source_id, f"Removed the source “{was.source.title}”."))
        elif was is not None and now is not None:
            differs = _differences(was.source, now.source)
            if differs:
                found.append(Change("changed", "source", source_id, f"In “{now.source.title}”: {differs}."))
    return found


def _findings(old: Sequence[Record], new: Sequence[Record]) -> list[Change]:
    before = {finding.id: (finding, record.source) for record in old for finding in record.findings}
    after = {finding.id: (finding, record.source) for record in new for finding in record.findings}
    found: list[Change] = []
    for finding_id in sorted(before.keys() | after.keys()):
        was, now = before.get(finding_id), after.get(finding_id)
        if was is None and now is not None:
            found.append(Change("added", "finding", finding_id, f"Added {_told(*now)}"))
        elif now is None and was is not None:
            found.append(Change("removed", "finding", finding_id, f"Removed {_told(*was)}"))
        elif was is not None and now is not None:
            differs = _differences(was[0], now[0])
            if was[1].id != now[1].id:
                differs = "; ".join(filter(None, [f"source: {was[1].id} → {now[1].id}", differs]))
            if differs:
                found.append(
                    Change("changed", "finding", finding_id, f"Changed {finding_id} ({now[1].title}): {differs}.")
                )
    return found


def _told(finding: Finding, source: Source) -> str:
    return f"“{finding.text}” ({finding.act}; {source.title}, {finding.at})."


def _differences(was: Source | Finding, now: Source | Finding) -> str:
    fields = [field.name for field in dataclasses.fields(now) if field.name not in _UNTOLD]
    pairs = [(name, getattr(was, name), getattr(now, name)) for name in fields]
    return "; ".join(f"{name}: {_shown(before)} → {_shown(after)}" for name, before, after in pairs if before != after)


def _shown(value: object) -> str:
    if value is None or value == ():
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(_shown(part) for part in value)
    if dataclasses.is_dataclass(value):
        return " ".join(str(getattr(value, field.name)) for field in dataclasses.fields(value))
    return f"“{value}”" if " " in str(value) else str(value)


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except OSError as error:
        raise RecordError(
            f"git cannot be run ({error.strerror}); install it, or compare the files another way"
        ) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise RecordError(f"git {arguments[0]} failed: {said or 'no such revision'}; name a commit, a tag or a branch")
    return done.stdout
