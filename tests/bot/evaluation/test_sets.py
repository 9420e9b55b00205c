"""Sets are read whole or refused with file and line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.engine.errors import EvaluationError
from bot.evaluation.sets import (
    ClaimsLine,
    LatencyLine,
    Line,
    PremiseLine,
    RefusalLine,
    RetrievalLine,
    StandingLine,
    SymmetryLine,
    find_sets,
    identities,
    read_lines,
    read_speculation,
)
from bot.evaluation.support_sets import LABELS, read_support


def _lines(path: Path, *bodies: Any) -> Path:
    path.write_text("\n".join(json.dumps(body) for body in bodies) + "\n", encoding="utf-8")
    return path


BAD: list[tuple[type[Line], dict[str, Any], str]] = [
    (RetrievalLine, {"question": "Who?"}, "give sources or findings"),
    (RetrievalLine, {"question": "Who?", "sources": ["a"], "findings": ["b"]}, "not both"),
    (RetrievalLine, {"sources": ["a"]}, "question: Field required"),
    (ClaimsLine, {"text": "Rome fell."}, "give claims, a hinge or both"),
    (ClaimsLine, {"text": "Rome fell.", "claims": ["Rome rose"]}, "'Rome rose' does not occur"),
    (ClaimsLine, {"text": "Rome fell.", "hinge": [4, 99]}, "[4, 99] is not a span"),
    (StandingLine, {"text": "Rome fell.", "standing": "certain"}, "standing"),
    (StandingLine, {"text": "Rome fell.", "standing": []}, "standing"),
    (StandingLine, {"text": "Rome fell.", "standing": "documented", "claim": "Rome rose"}, "does not occur"),
    (RefusalLine, {"question": "Who?", "refuse": "perhaps"}, "refuse"),
    (SymmetryLine, {"pair": ["a"]}, "pair"),
    (PremiseLine, {"question": "Who?", "persona": "innocent"}, "narrative: Field required"),
    (LatencyLine, {"question": "Who?", "text": "Rome fell."}, "give a question or a text"),
]


@pytest.mark.parametrize(("form", "body", "said"), BAD, ids=lambda value: str(value)[:40])
def test_a_bad_line_is_told_with_file_line_and_field(
    tmp_path: Path, form: type[Line], body: dict[str, Any], said: str
) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text("\n" + json.dumps(body) + "\n", encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        read_lines(path, form)
    assert f"{path}:2: " in str(error.value)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", ":1: not JSON"),
        (b"[1]", ":1: expected an object, not list"),
        (b"\n\n", ": the set is empty"),
        (b"\xff\xfe", ": not UTF-8"),
    ],
)
def test_what_is_no_set_at_all_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(content)
    with pytest.raises(EvaluationError) as error:
        read_lines(path, RefusalLine)
    assert f"{path}{said}" in str(error.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="No such file"):
        read_lines(tmp_path / "none.jsonl", RefusalLine)


def test_spans_are_given_as_words_or_as_numbers(tmp_path: Path) -> None:
    body = {"text": "Rome fell and perhaps rose.", "claims": ["Rome fell", [10, 26]], "hinge": "perhaps"}
    (line,) = read_lines(_lines(tmp_path / "claims.jsonl", body), ClaimsLine)
    assert line.spans() == ((0, 9), (10, 26))
    assert line.hinge_span() == (14, 21)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("sentence,label\nA,1\n", ":1: expected a header with the column text"),
        ("text,label\nRome fell.,maybe\n", ":2: label: 'maybe' is not 1 or 0"),
        ("text,label\nRome fell.,1,0\n", ":2: expected 2 fields"),
        ("text,label\nRome fell.,1\nRome rose.,\n", "some lines have a label and some have none"),
        ("text,label\n", "the set is empty"),
    ],
)
def test_a_bad_speculation_file_is_refused(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "speculation.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        read_speculation(path)
    assert said in str(error.value)


def test_speculation_is_read_with_and_without_labels(tmp_path: Path) -> None:
    path = tmp_path / "speculation.csv"
    path.write_text('\ufefftext,label\n"Rome, perhaps,\nfell.",uncertain\nRome fell.,0\n"\n",0\n', encoding="utf-8")
    lines = read_speculation(path)
    assert [line.label for line in lines] == [True, False, False]
    assert lines[0].text == "Rome, perhaps,\nfell."
    path.write_text("text\nRome fell.\n", encoding="utf-8")
    assert read_speculation(path)[0].label is None


def test_sets_are_found_by_name_and_task(tmp_path: Path) -> None:
    for name in ("refusal-b.jsonl", "refusal-a.jsonl", "support.json", "speculation.csv", "notes.txt"):
        (tmp_path / name).touch()
    found = find_sets(tmp_path, ["refusal", "support", "claims"])
    assert [(task, path.name) for task, path in found] == [
        ("refusal", "refusal-a.jsonl"),
        ("refusal", "refusal-b.jsonl"),
        ("support", "support.json"),
    ]
    with pytest.raises(EvaluationError, match="premise"):
        find_sets(tmp_path, ["premise"])
    with pytest.raises(EvaluationError, match="not a folder"):
        find_sets(tmp_path / "none", ["premise"])


def test_ids_are_of_the_content_and_distinct() -> None:
    first, second, third = identities(["a", "b", "a"])
    assert identities(["a"]) == [first]
    assert len({first, second, third}) == 3


WICE = {"claim": "C", "evidence": ["E1", "E2"], "label": "partially_supported", "meta": {"id": "1", "claim_title": "T"}}
CLIMATE = {"claim": "C", "claim_label": "DISPUTED", "evidences": [{"evidence": "E1"}, {"evidence": "E2"}]}
AVERITEC = {
    "claim": "C",
    "label": "Conflicting Evidence/Cherrypicking",
    "questions": [{"question": "Q?", "answers": [{"answer": "Yes", "boolean_explanation": "so"}, {"answer": "No"}]}],
}


def test_wice_is_read_with_the_chunks_of_a_claim_as_one_item(tmp_path: Path) -> None:
    held = read_support(_lines(tmp_path / "wice.jsonl", WICE, {**WICE, "evidence": ["E3"]}))
    assert held.labels == ("supports", "partly", "unrelated")
    (item,) = held.items
    assert item.pieces == (("E1", "E2"), ("E3",))
    assert item.label == "partly"
    assert not item.joint
    with pytest.raises(EvaluationError, match=r":2: meta\.id: 1 has another claim or label"):
        read_support(_lines(tmp_path / "wice.jsonl", WICE, {**WICE, "label": "supported"}))


def test_averitec_and_climate_fever_are_read_in_their_shapes(tmp_path: Path) -> None:
    path = tmp_path / "averitec.json"
    path.write_text(json.dumps([AVERITEC]), encoding="utf-8")
    held = read_support(path)
    assert held.shape == "AVeriTeC"
    assert held.items[0].pieces == (("Q? Yes so",), ("Q? No",))
    assert held.items[0].label == "disputed"
    other = read_support(_lines(tmp_path / "climate.jsonl", CLIMATE))
    assert other.items[0].pieces == (("E1",), ("E2",))
    assert other.items[0].label == "disputed"
    assert other.labels == held.labels
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(EvaluationError, match="expected a list"):
        read_support(path)
    path.write_text("{", encoding="utf-8")
    with pytest.raises(EvaluationError, match="not JSON"):
        read_support(path)


@pytest.mark.parametrize("name", LABELS)
def test_every_label_name_of_the_mapping_is_read(tmp_path: Path, name: str) -> None:
    held = read_support(_lines(tmp_path / "s.jsonl", {"claim": "C", "evidence": "E", "label": name.upper()}))
    assert held.items[0].label == LABELS[name]
    assert held.items[0].label in held.labels


def test_an_unknown_label_and_a_half_labelled_set_are_refused(tmp_path: Path) -> None:
    own = {"claim": "C", "evidence": ["E"]}
    with pytest.raises(EvaluationError, match=":1: label: 'true' is not one of"):
        read_support(_lines(tmp_path / "s.jsonl", {**own, "label": "true"}))
    with pytest.raises(EvaluationError, match="some lines have a label"):
        read_support(_lines(tmp_path / "s.jsonl", {**own, "label": "supports"}, own))
    with pytest.raises(EvaluationError, match=":1: evidence: Field required"):
        read_support(_lines(tmp_path / "s.jsonl", {"claim": "C"}))


def test_evidence_that_can_be_in_dispute_is_judged_piece_by_piece_for_every_item(tmp_path: Path) -> None:
    first = {"claim": "C", "evidence": ["E1", "E2"], "label": "disputed"}
    held = read_support(_lines(tmp_path / "s.jsonl", first, {**first, "label": "supports"}))
    assert [item.pieces for item in held.items] == [(("E1",), ("E2",))] * 2
