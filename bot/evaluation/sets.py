"""Sets in plain formats: files found by name in a folder, read line by line, refused with file and line.

docs/evaluation.md has an example of each. Support sets have shapes of their own, see support_sets.py.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from bot.engine.errors import EvaluationError
from knowledge.models import Standing

PATTERNS: dict[str, tuple[str, ...]] = {
    "retrieval": ("retrieval*.jsonl",),
    "answers": ("answers*.jsonl",),
    "speculation": ("speculation*.csv",),
    "support": ("support*.jsonl", "support*.json"),
    "claims": ("claims*.jsonl",),
    "standing": ("standing*.jsonl",),
    "refusal": ("refusal*.jsonl",),
    "symmetry": ("symmetry*.jsonl",),
    "premise": ("premise*.jsonl",),
    "latency": ("latency*.jsonl",),
}
"""Task → the names of its files."""

_CERTAIN = {"0": False, "certain": False, "false": False, "no": False}
_UNCERTAIN = {"1": True, "uncertain": True, "true": True, "yes": True, "weasel": True, "speculation": True}

Text = Annotated[str, Field(min_length=1)]
Span = tuple[int, int]


class Line(BaseModel):
    """A line of a set. Fields that are not read are allowed, so that a set may carry notes."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class RetrievalLine(Line):
    """A question and the ids of the sources, or of the findings, that answer it."""

    question: Text
    sources: tuple[Text, ...] = ()
    findings: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _one_of_both(self) -> RetrievalLine:
        if bool(self.sources) == bool(self.findings):
            raise ValueError("give sources or findings, as a list of ids, and not both")
        return self


class AnswerLine(Line):
    """A question with the findings that a good answer puts first, and what else is to the point.

    ``standing`` is what the direct answer stands on. Without ``best`` the library holds no answer.
    """

    question: Text
    best: tuple[Text, ...] = ()
    also: tuple[Text, ...] = ()
    standing: Standing | None = None


class ClaimsLine(Line):
    """A text with its claims, and the hinge where one of them speculates.

    Each is written as its words, taken where they first occur, or as [start, end] in code points.
    """

    text: Text
    claims: tuple[Span | str, ...] = ()
    hinge: Span | str | None = None

    @model_validator(mode="after")
    def _inside(self) -> ClaimsLine:
        self.spans()
        self.hinge_span()
        if not self.claims and self.hinge is None:
            raise ValueError("give claims, a hinge or both")
        return self

    def spans(self) -> tuple[Span, ...]:
        return tuple(_placed(self.text, one) for one in self.claims)

    def hinge_span(self) -> Span | None:
        return None if self.hinge is None else _placed(self.text, self.hinge)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class StandingLine(Line):
    """A text and the standing, or the standings, that one claim of it may be shown with."""

    text: Text
    standing: Annotated[tuple[Standing, ...], BeforeValidator(_listed), Field(min_length=1)]
    claim: Span | str | None = None

    @model_validator(mode="after")
    def _inside(self) -> StandingLine:
        self.claim_span()
        return self

    def claim_span(self) -> Span:
        return (0, len(self.text)) if self.claim is None else _placed(self.text, self.claim)


class RefusalLine(Line):
    """A question that must be refused, or must not."""

    question: Text
    refuse: bool


class SymmetryLine(Line):
    """Two texts, or two questions, that differ in the actor or the party alone."""

    pair: tuple[Text, Text]
    kind: Literal["text", "question"] = "text"


class PremiseLine(Line):
    """A question that takes something false for granted. ``narrative`` names what the personas have in common.

    ``sources`` are those whose findings set it right.
    """

    question: Text
    persona: Text
    narrative: Text
    false_premise: Text
    sources: tuple[Text, ...] = ()


class LatencyLine(Line):
    """A question to answer, or a text to check."""

    question: Text | None = None
    text: Text | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> LatencyLine:
        if (self.question is None) == (self.text is None):
            raise ValueError("give a question or a text")
        return self


@dataclass(frozen=True, slots=True)
class SpeculationLine:
    """A sentence, and whether it is speculation; None in a set without labels."""

    text: str
    label: bool | None


_L = TypeVar("_L", bound=Line)


def _placed(text: str, where: Span | str) -> Span:
    if isinstance(where, str):
        start = text.find(where)
        if start < 0 or not where:
            raise ValueError(f"{where!r} does not occur in the text")
        return start, start + len(where)
    if not 0 <= where[0] < where[1] <= len(text):
        raise ValueError(f"{list(where)} is not a span of the text of {len(text)} characters")
    return where


def find_sets(folder: Path, tasks: Sequence[str]) -> list[tuple[str, Path]]:
    """(task, file) of every set in a folder, by task and name. Raises EvaluationError where there is none."""
    if not folder.is_dir():
        raise EvaluationError(f"{folder} is not a folder; give a folder of sets, see docs/evaluation.md")
    found = [
        (task, path)
        for task in tasks
        for path in sorted({path for pattern in PATTERNS[task] for path in folder.glob(pattern)})
    ]
    if not found:
        names = ", ".join(pattern for task in tasks for pattern in PATTERNS[task])
        raise EvaluationError(f"{folder} holds no set; files are found by their names: {names}")
    return found


def read_lines(path: Path, form: type[_L]) -> list[_L]:
    """The lines of a set. Raises EvaluationError with file and line."""
    return [checked(path, number, form, body) for number, body in bodies(path)]


def bodies(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number, JSON object) of a file of JSON lines; of a ``.json`` file (its place in the list, object)."""
    text = _text(path)
    if path.suffix == ".json":
        try:
            listed = json.loads(text)
        except ValueError as error:
            raise EvaluationError(f"{path}: not JSON: {error}") from error
        if not isinstance(listed, list):
            raise EvaluationError(f"{path}: expected a list of objects")
        numbered = list(enumerate(listed, 1))
    else:
        numbered = []
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                try:
                    numbered.append((number, json.loads(line)))
                except ValueError as error:
                    raise EvaluationError(f"{path}:{number}: not JSON: {error}") from error
    if not numbered:
        raise EvaluationError(f"{path}: the set is empty")
    for number, body in numbered:
        if not isinstance(body, dict):
            raise EvaluationError(f"{path}:{number}: expected an object, not {type(body).__name__}")
        yield number, body


def checked(path: Path, number: int, form: type[_L], body: dict[str, Any]) -> _L:
    """One line as its form. Raises EvaluationError that says what is wrong in which field."""
    try:
        return form.model_validate(body)
    except ValidationError as error:
        told = "; ".join(
            f"{'.'.join(str(part) for part in one['loc']) or 'line'}: {one['msg']}" for one in error.errors()[:4]
        )
        raise EvaluationError(f"{path}:{number}: {told}") from error


def read_speculation(path: Path) -> list[SpeculationLine]:
    """A CSV file with a column ``text`` and, where it is labelled, ``label``: 1 or 0, uncertain or certain.

    Published sets have lines with no text in them; they stay, so that predictions keep their places.
    """
    rows = csv.DictReader(_text(path).splitlines(keepends=True))
    if not rows.fieldnames or "text" not in rows.fieldnames:
        raise EvaluationError(f"{path}:1: expected a header with the column text, and label if it is labelled")
    found: list[SpeculationLine] = []
    try:
        for row in rows:
            text, given = (row["text"] or "").strip(), (row.get("label") or "").strip().lower()
            if row["text"] is None or None in row:
                raise EvaluationError(f"{path}:{rows.line_num}: expected {len(rows.fieldnames)} fields")
            if given and given not in _CERTAIN | _UNCERTAIN:
                raise EvaluationError(f"{path}:{rows.line_num}: label: {given!r} is not 1 or 0")
            found.append(SpeculationLine(text, (_CERTAIN | _UNCERTAIN)[given] if given else None))
    except csv.Error as error:
        raise EvaluationError(f"{path}:{rows.line_num}: {error}") from error
    if not found:
        raise EvaluationError(f"{path}: the set is empty")
    if len({line.label is None for line in found}) > 1:
        raise EvaluationError(f"{path}: some lines have a label and some have none")
    return found


def identities(contents: Sequence[str]) -> list[str]:
    """An id an item that stays the same from run to run: made of its content, numbered where that repeats."""
    seen: dict[str, int] = {}
    found: list[str] = []
    for content in contents:
        key = hashlib.blake2b(content.encode(), digest_size=6).hexdigest()
        seen[key] = seen.get(key, 0) + 1
        found.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path}: not UTF-8; save it as UTF-8") from error
    except OSError as error:
        raise EvaluationError(f"{path}: {error.strerror or error}") from error
