"""Reads record files and episode files, and says what is wrong with them, line by line.

:func:`read_records` is what ingest uses: it raises unless every file is sound and every relation has its target.
The editorial rules on top of that (wording, locators, likeness) are in :mod:`knowledge.editing.checking`.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from knowledge.editing.record_files import CheckedEntry, Episode, FetchEntry, FindingEntry, RecordFile, Step, Told
from knowledge.editing.yaml_lines import Lined, Location, YamlError, parse
from knowledge.errors import RecordError
from knowledge.models import Finding, FullText, Source

RECORDS = Path(__file__).parent / "records"
EPISODES = Path(__file__).parent / "episodes"
LARGEST = 2_000_000
"""A record file over this many bytes is refused."""

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file: where (line counted from 1), what, and what to write instead."""

    path: Path
    line: int
    message: str
    write: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" + (f" — {self.write}" if self.write else "")


@dataclass(frozen=True, slots=True)
class Record:
    """One record file: a source and its findings.

    ``lines`` maps a location in the file, such as ``("findings", 2, "act")``, to its line. ``full_text`` says where
    the source's own text can be had.
    """

    source: Source
    findings: tuple[Finding, ...]
    path: Path
    lines: Lined
    full_text: FullText | None = None

    def line(self, *location: str | int) -> int:
        return self.lines.line(location)


@dataclass(frozen=True, slots=True)
class EpisodeRecord:
    """One episode file."""

    episode: Episode
    path: Path
    lines: Lined

    def line(self, *location: str | int) -> int:
        return self.lines.line(location)


def read_records(folder: Path, *, known: Collection[str] = ()) -> list[Record]:
    """The records under a folder, by path.

    ``known`` are ids of findings outside the folder that relations may point to. Raises RecordError, which lists
    everything wrong, where a file cannot be read, breaks the format, repeats an id or relates to nothing.
    """
    records, problems = load_records(folder)
    problems = [*problems, *integrity(records, {*known, *declared_ids(problem.path for problem in problems)})]
    if problems:
        raise RecordError("\n".join(str(problem) for problem in sorted(problems)))
    return records


def read_episodes(folder: Path) -> list[EpisodeRecord]:
    """The episodes under a folder, by path; none where there is no such folder. Raises RecordError."""
    episodes, problems = load_episodes(folder)
    if problems:
        raise RecordError("\n".join(str(problem) for problem in sorted(problems)))
    return episodes


def load_records(folder: Path) -> tuple[list[Record], list[Problem]]:
    """The sound records under a folder, and the problems of the rest."""
    if not folder.is_dir():
        return [], [Problem(folder, 1, "no such folder of records", "name a folder that holds .yaml files")]
    records: list[Record] = []
    problems: list[Problem] = []
    for path in record_paths(folder):
        loaded, wrong = load_one(path, RecordFile)
        problems += wrong
        if loaded is not None:
            file, lines = loaded
            source, findings = file.nouns()
            full_text = file.fetch.noun() if file.fetch else None
            records.append(Record(source, findings, path, lines, full_text))
    return records, problems


def load_episodes(folder: Path) -> tuple[list[EpisodeRecord], list[Problem]]:
    """The sound episodes under a folder, and the problems of the rest."""
    episodes: list[EpisodeRecord] = []
    problems: list[Problem] = []
    for path in record_paths(folder):
        loaded, wrong = load_one(path, Episode)
        problems += wrong
        if loaded is not None:
            episodes.append(EpisodeRecord(loaded[0], path, loaded[1]))
    return episodes, problems


def declared_ids(paths: Iterable[Path]) -> set[str]:
    """Ids of findings in files that cannot be read in full, so that relations to them are not called dangling."""
    found: set[str] = set()
    for path in set(paths):
        try:
            data = parse(path.read_text(encoding="utf-8")).data
        except (OSError, ValueError):
            continue
        entries = data.get("findings") if isinstance(data, dict) else None
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                found.add(entry["id"])
    return found


def record_paths(folder: Path) -> list[Path]:
    """The .yaml and .yml files under a folder, hidden ones aside, in a stable order."""
    return sorted(
        path
        for pattern in ("*.yaml", "*.yml")
        for path in folder.rglob(pattern)
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def load_text(path: Path, text: str, model: type[_Model]) -> tuple[tuple[_Model, Lined] | None, list[Problem]]:
    """Validates one file's text against its model."""
    try:
        lined = parse(text)
    except YamlError as error:
        return None, [Problem(path, error.line, str(error), "mend the YAML; a text with ': ' or '#' needs quotes")]
    if not isinstance(lined.data, dict):
        return None, [Problem(path, 1, "not a mapping", f"begin with {', '.join(_required(model))}")]
    try:
        return (model.model_validate(lined.data), lined), []
    except ValidationError as error:
        return None, [_problem(path, lined, model, dict(detail)) for detail in error.errors(include_url=False)]


def load_one(path: Path, model: type[_Model]) -> tuple[tuple[_Model, Lined] | None, list[Problem]]:
    """Reads and validates one file."""
    try:
        if path.stat().st_size > LARGEST:
            return None, [Problem(path, 1, f"over {LARGEST:,} bytes", "split it into one file a source")]
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None, [Problem(path, 1, "not UTF-8 text", "save it as UTF-8")]
    except OSError as error:
        return None, [Problem(path, 1, f"cannot be read: {error.strerror}", "make it a readable file")]
    return load_text(path, text, model)


def integrity(records: Iterable[Record], known: Collection[str] = ()) -> Iterator[Problem]:
    """Ids given twice, file names that differ from ids, and relations without a target."""
    records = list(records)
    sources: dict[str, Path] = {}
    findings: dict[str, tuple[Path, int]] = {}
    for record in records:
        if record.path.stem != record.source.id:
            yield Problem(
                record.path,
                record.line("id"),
                f"the file's name and its id {record.source.id!r} differ",
                f"name the file {record.source.id}.yaml, or write id: {record.path.stem}",
            )
        elsewhere = sources.setdefault(record.source.id, record.path)
        if elsewhere != record.path:
            yield Problem(
                record.path, record.line("id"), f"{elsewhere} is source {record.source.id!r} too", "write another id"
            )
        for index, finding in enumerate(record.findings):
            line = record.line("findings", index, "id")
            first = findings.setdefault(finding.id, (record.path, line))
            if first != (record.path, line):
                yield Problem(
                    record.path, line, f"{first[0]}:{first[1]} is finding {finding.id!r} too", "write another id"
                )
    for record in records:
        for index, finding in enumerate(record.findings):
            for place, relation in enumerate(finding.relations):
                line = record.line("findings", index, "relations", place)
                if relation.finding_id == finding.id:
                    yield Problem(
                        record.path,
                        line,
                        f"{finding.id!r} {relation.kind} itself",
                        "name another finding, or remove it",
                    )
                elif relation.finding_id not in findings and relation.finding_id not in known:
                    close = nearest(relation.finding_id, (one for one in findings if one != finding.id))
                    yield Problem(
                        record.path,
                        line,
                        f"{finding.id!r} {relation.kind} {relation.finding_id!r}, which does not exist",
                        f"did you mean {close}?" if close else "write that finding, or remove the relation",
                    )


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that is spelled most like a word, if any is close."""
    close = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return close[0] if close else None


_NESTED: dict[str, type[BaseModel]] = {
    "findings": FindingEntry,
    "checked": CheckedEntry,
    "fetch": FetchEntry,
    "established": Told,
    "contested": Told,
    "unknown": Told,
    "order": Step,
}


def _required(model: type[BaseModel]) -> list[str]:
    return [name for name, field in model.model_fields.items() if field.is_required()]


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel]:
    for key in location:
        if isinstance(key, str) and key in _NESTED:
            model = _NESTED[key]
    return model


def _problem(path: Path, lined: Lined, model: type[BaseModel], detail: Mapping[str, Any]) -> Problem:
    location: Location = tuple(detail["loc"])
    name = next((str(key) for key in reversed(location) if isinstance(key, str) and key != "[key]"), "the file")
    message, write = _in_words(name, location, model, detail)
    return Problem(path, lined.line(location), message, write)


def _in_words(name: str, location: Location, model: type[BaseModel], detail: Mapping[str, Any]) -> tuple[str, str]:
    kind, value, context = detail["type"], detail.get("input"), detail.get("ctx", {})
    if kind == "missing":
        return f"{name!r} is missing", f"write {name}: …"
    if kind == "extra_forbidden":
        fields = _model_at(model, location[:-1]).model_fields
        close = nearest(name, fields)
        return f"{name!r} is not a field", f"did you mean {close!r}?" if close else f"write one of {', '.join(fields)}"
    if kind == "enum":
        expected = str(context["expected"]).replace(" or ", ", ").replace("'", "")
        close = nearest(str(value), expected.split(", "))
        of = "a kind of relation" if "relations" in location else name
        return f"{value!r} is not {of}", (f"did you mean {close}? " if close else "") + f"One of: {expected}"
    if kind == "value_error":
        message, _, write = str(context["error"]).partition("; ")
        return f"{name}: {message}", write
    if kind == "string_pattern_mismatch":
        return f"{name}: {value!r} is malformed", f"it must match {context['pattern']}"
    if kind.startswith("date"):
        return f"{name}: {value!r} is not a day", "write YYYY-MM-DD, a day in the calendar"
    if kind == "string_too_short" or (kind == "string_type" and value is None):
        return f"{name!r} is empty", "write its value, or remove the line"
    if kind == "string_too_long":
        return f"{name}: {len(str(value))} characters", f"write at most {context['max_length']}"
    if kind == "list_type":
        return f"{name!r} is not a list", f"write {name}: [one, two]"
    if kind == "string_type":
        return f"{name!r} is not a text", "put the text in quotes"
    return f"{name}: {detail['msg']}", "see knowledge/README.md"


__all__ = [
    "EPISODES",
    "RECORDS",
    "EpisodeRecord",
    "Problem",
    "Record",
    "declared_ids",
    "integrity",
    "load_episodes",
    "load_one",
    "load_records",
    "load_text",
    "nearest",
    "read_episodes",
    "read_records",
    "record_paths",
]
