"""Support sets: our own shape, and those of WiCE, AVeriTeC and Climate-FEVER as they are published.

``LABELS`` is the one mapping of label names. WiCE: Kamoi et al. 2023; AVeriTeC: Schlichtkrull et al. 2023;
Climate-FEVER: Diggelmann et al. 2020.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from bot.engine.errors import EvaluationError
from bot.evaluation.sets import Line, Text, bodies, checked

SUPPORTS, PARTLY, CONTRADICTS, UNRELATED, DISPUTED = "supports", "partly", "contradicts", "unrelated", "disputed"
ORDER = (SUPPORTS, PARTLY, CONTRADICTS, UNRELATED, DISPUTED)

LABELS = {
    "supports": SUPPORTS,
    "supported": SUPPORTS,
    "partly": PARTLY,
    "partially_supported": PARTLY,
    "contradicts": CONTRADICTS,
    "refuted": CONTRADICTS,
    "refutes": CONTRADICTS,
    "unrelated": UNRELATED,
    "not_supported": UNRELATED,
    "not_enough_info": UNRELATED,
    "not_enough_evidence": UNRELATED,
    "disputed": DISPUTED,
    "conflicting_evidence/cherrypicking": DISPUTED,
    "conflicting_evidence": DISPUTED,
}
"""Label names of the sets, in lower case with "_" for spaces → ours."""

WICE = (SUPPORTS, PARTLY, UNRELATED)
VERDICTS = (SUPPORTS, CONTRADICTS, UNRELATED, DISPUTED)
OWN = (SUPPORTS, PARTLY, CONTRADICTS, UNRELATED)


@dataclass(frozen=True, slots=True)
class SupportItem:
    """A claim and its evidence in pieces, each of one or more sentences.

    ``joint`` says that the pieces are parts of one case, to be judged together too; otherwise they are stretches of
    one document, of which the best counts.
    """

    claim: str
    pieces: tuple[tuple[str, ...], ...]
    label: str | None
    joint: bool = True


@dataclass(frozen=True, slots=True)
class SupportSet:
    """``labels`` are those that the set can have; ``shape`` is whose form it is in.

    Where evidence can be in dispute, each text of it is a piece of its own, for every item.
    """

    shape: str
    labels: tuple[str, ...]
    items: tuple[SupportItem, ...]


def _sentences(value: object) -> object:
    return [value] if isinstance(value, str) else value


class _Own(Line):
    claim: Text
    evidence: Annotated[tuple[str, ...], BeforeValidator(_sentences)]
    label: str | None = None


class _WiceMeta(Line):
    id: str


class _Wice(Line):
    claim: Text
    evidence: tuple[str, ...]
    label: str | None = None
    meta: _WiceMeta


class _Answer(Line):
    answer: str = ""
    boolean_explanation: str | None = None


class _Asked(Line):
    question: str
    answers: tuple[_Answer, ...] = ()


class _Averitec(Line):
    claim: Text
    questions: tuple[_Asked, ...]
    label: str | None = None


class _Sentence(Line):
    evidence: str
    article: str | None = None


class _Climate(Line):
    claim: Text
    evidences: Annotated[tuple[_Sentence, ...], Field(min_length=1)]
    claim_label: str | None = None


def read_support(path: Path) -> SupportSet:
    """A support set in any of the four shapes, known by its first line. Raises EvaluationError with file and line."""
    lines = list(bodies(path))
    shape = _shape(lines[0][1])
    found = _wice(path, lines) if shape == "WiCE" else [_SHAPES[shape](path, number, body) for number, body in lines]
    labelled = {item.label is None for item in found}
    if len(labelled) > 1:
        raise EvaluationError(f"{path}: some lines have a label and some have none")
    labels = {"WiCE": WICE, "AVeriTeC": VERDICTS, "Climate-FEVER": VERDICTS}.get(shape, OWN)
    if any(item.label == DISPUTED for item in found) and DISPUTED not in labels:
        labels = (*labels, DISPUTED)
        found = [replace(item, pieces=tuple((text,) for text in item.pieces[0])) for item in found]
    return SupportSet(shape, labels, tuple(found))


def _shape(body: dict[str, Any]) -> str:
    if "evidences" in body:
        return "Climate-FEVER"
    if "questions" in body:
        return "AVeriTeC"
    meta = body.get("meta")
    return "WiCE" if isinstance(meta, dict) and "claim_title" in meta else "footing"


def _label(path: Path, number: int, given: str | None) -> str | None:
    if given is None or not given.strip():
        return None
    key = given.strip().lower().replace(" ", "_")
    if key not in LABELS:
        raise EvaluationError(f"{path}:{number}: label: {given!r} is not one of: {', '.join(LABELS)}")
    return LABELS[key]


def _own(path: Path, number: int, body: dict[str, Any]) -> SupportItem:
    line = checked(path, number, _Own, body)
    return SupportItem(line.claim, (line.evidence,), _label(path, number, line.label))


def _wice(path: Path, lines: list[tuple[int, dict[str, Any]]]) -> list[SupportItem]:
    """Lines of one claim (its chunks, in the oracle files) are one item."""
    held: dict[str, tuple[str, str | None, list[tuple[str, ...]]]] = {}
    for number, body in lines:
        line = checked(path, number, _Wice, body)
        label = _label(path, number, line.label)
        claim, first, pieces = held.setdefault(line.meta.id, (line.claim, label, []))
        if (claim, first) != (line.claim, label):
            raise EvaluationError(f"{path}:{number}: meta.id: {line.meta.id} has another claim or label further up")
        pieces.append(line.evidence)
    return [SupportItem(claim, tuple(pieces), label, joint=False) for claim, label, pieces in held.values()]


def _averitec(path: Path, number: int, body: dict[str, Any]) -> SupportItem:
    line = checked(path, number, _Averitec, body)
    pieces = tuple(
        (" ".join(part for part in (asked.question, answer.answer, answer.boolean_explanation) if part),)
        for asked in line.questions
        for answer in asked.answers
    )
    return SupportItem(line.claim, pieces, _label(path, number, line.label))


def _climate(path: Path, number: int, body: dict[str, Any]) -> SupportItem:
    line = checked(path, number, _Climate, body)
    pieces = tuple((one.evidence,) for one in line.evidences)
    return SupportItem(line.claim, pieces, _label(path, number, line.claim_label))


_SHAPES = {"footing": _own, "AVeriTeC": _averitec, "Climate-FEVER": _climate}
