"""The corrections log from its file, and which answers a changed finding touches."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.corrections import (
    CORRECTIONS,
    Affected,
    Done,
    LibraryCorrections,
    affected,
    answer_anew,
    apply,
    described,
    note_of,
    read_corrections,
)
from bot.engine.models import Explanation
from bot.settings import Settings
from bot.state.port import Place, Retention
from bot.state.sqlite import SqliteState
from knowledge.errors import RecordError
from tests.answers import ARTICLE, CHECK, EXPLANATION, FINDING, FOUND, INQUIRY, library
from tests.fakes import ScriptedEngine

LOG = """
corrections:
  - {date: 2026-01-02, finding: example-inquiry-1, before: Two firms., after: Three firms., reason: A later volume.}
  - date: 2026-03-04
    finding: gone-1
    source: example-denial
    before: It was so.
    reason: The source took it back.
"""
NOW = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "corrections.yaml"
    path.write_text(LOG, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteState]:
    with SqliteState(tmp_path / "state.sqlite", salt=b"a salt", clock=lambda: NOW) as one:
        yield one


def engine() -> ScriptedEngine:
    return ScriptedEngine(EXPLANATION, CHECK, library=library())


def test_the_log_is_newest_first_and_names_the_source(path: Path) -> None:
    newest, oldest = LibraryCorrections(path, library()).all()
    assert (newest.date, newest.finding_id, newest.source_id, newest.after) == (
        "2026-03-04",
        "gone-1",
        "example-denial",
        "",
    )
    assert (oldest.source_id, oldest.before, oldest.after) == (INQUIRY.id, "Two firms.", "Three firms.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a mapping"),
        ("corrections: [{date: yesterday, finding: a, before: b, reason: c}]", "corrections"),
        ("corrections:\n  - {date: 2026-01-02, finding: a, before: b}", ":2:"),
        ("corrections:\n  - {date: 2026-01-02, finding: a, before: b, reason: c, more: d}", ":2:"),
    ],
)
def test_a_faulty_log_is_refused_with_its_place(path: Path, text: str, said: str) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match=said):
        read_corrections(path)


def test_a_log_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be read"):
        read_corrections(tmp_path / "none.yaml")


def test_the_shipped_log_is_sound() -> None:
    read_corrections(CORRECTIONS)


def test_the_note_says_what_changed(path: Path) -> None:
    entries = read_corrections(path)
    assert note_of(entries, ["example-inquiry-1"]) == (
        "A finding that this answer uses, “Two firms.”, now reads “Three firms.”. A later volume."
    )
    assert "has been withdrawn. The source took it back." in note_of(entries, ["gone-1"])
    with pytest.raises(RecordError, match="other-1: no entry in"):
        note_of(entries, ["gone-1", "other-1"])


def test_answers_that_used_a_finding_before_then(store: SqliteState) -> None:
    answer = store.keep(EXPLANATION, channel="telegram", language="en")
    store.keep(Explanation("Else?", ()), channel="telegram", language="en")
    place = Place("telegram", "-1001", "17", thread="4")
    store.link(answer, shown=[place])
    [found] = affected(store, [FOUND.item_id, "unknown"])
    assert (found.stored.id, found.findings, found.places) == (answer, (FOUND.item_id,), (place,))
    assert described(place) == "-1001/4/17"
    assert affected(store, [FOUND.item_id], before=NOW) == []
    assert affected(store, [FINDING.id, "unknown"], before=NOW + dt.timedelta(1)) == affected(store, [FINDING.id])


def test_only_a_remembered_question_is_asked_anew(tmp_path: Path) -> None:
    check = dataclasses.replace(CHECK, text=ARTICLE, claims=(CHECK.claims[0], CHECK.claims[-1]))
    for hours, asked in ((6.0, True), (0.0, False)):
        retention = Retention(memory=hours)
        with SqliteState(tmp_path / f"{hours}.sqlite", salt=b"a salt", retention=retention) as store:
            question = store.answer(store.keep(EXPLANATION, channel="discord", language="en"))
            text = store.answer(store.keep(check, channel="discord", language="en"))
        scripted = engine()
        assert question is not None
        assert text is not None
        assert (answer_anew(scripted, question) is not None) is asked
        assert (answer_anew(scripted, text) is not None) is asked
        assert scripted.texts == ([ARTICLE] if asked else [])


async def test_what_cannot_be_told_is_said(store: SqliteState) -> None:
    web = store.keep(EXPLANATION, channel="web", language="en")
    telegram = store.keep(EXPLANATION, channel="telegram", language="en")
    store.link(telegram, shown=[Place("telegram", "1", "2")])
    found: list[Affected] = affected(store, [FOUND.item_id])
    done = await apply(Settings.model_validate({}), engine(), store, found, dict.fromkeys((web, telegram), "Changed."))
    assert done == {web: Done.NOWHERE, telegram: Done.FAILED}
