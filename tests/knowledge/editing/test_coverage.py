"""Counts of the base, and what changed in it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge.__main__ import app
from knowledge.editing.coverage import coverage
from knowledge.editing.history import changes, records_at
from knowledge.errors import RecordError
from knowledge.records import read_episodes, read_records

REPORT = """\
id: report
title: The report
publisher: Commission
kind: inquiry_report
checked: {on: 2025-12-01, where: report.pdf}
findings:
  - {id: paid, text: Freedonia paid., at: p. 1, aspect: activity, actors: [freedonia], targets: [sylvania], event: vote, date: "2018"}
  - {id: meant, text: Freedonia meant it., at: p. 2, aspect: intent, actors: [freedonia], event: other, date: "2019-02"}
"""  # noqa: E501
PAPER = """\
id: paper
title: The paper
publisher: Daily
kind: journalism
checked: {on: 2025-12-01, where: paper.html}
findings:
  - {id: seen, text: Freedonia paid too., at: para. 1, aspect: activity, event: vote, relations: [{supports: paid}]}
  - {id: no, text: Freedonia denied it., at: para. 2, act: denied, aspect: activity, actors: [freedonia], relations: [{denies: meant}]}
"""  # noqa: E501


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "records" / "north"
    folder.mkdir(parents=True)
    (folder / "report.yaml").write_text(REPORT)
    (folder / "paper.yaml").write_text(PAPER)
    return tmp_path / "records"


def test_counts(base: Path) -> None:
    covered = coverage(read_records(base))
    assert (covered.sources, covered.findings, covered.relations, covered.origins) == (2, 4, 2, 2)
    assert covered.largest_actor == ("freedonia", 0.75)
    assert covered.counts["year"] == {"2018": 1, "2019": 1, "undated": 2}
    assert covered.counts["kind"] == {"inquiry_report": 1, "journalism": 1}
    assert covered.counts["act"] == {"found": 2, "denied": 1, "reported": 1}
    assert covered.one_sided == ("vote",)
    assert covered.untold == ("other", "vote")
    assert set(covered.single) == {"meant", "no"}


def test_two_pages_of_one_origin_are_one_body_of_evidence(base: Path) -> None:
    for name in ("report", "paper"):
        path = base / "north" / f"{name}.yaml"
        path.write_text(path.read_text().replace("kind:", "origin: commission\nkind:"))
    covered = coverage(read_records(base))
    assert covered.origins == 1
    assert set(covered.single) == {"paid", "meant", "seen", "no"}


def test_an_empty_base_counts_nothing() -> None:
    covered = coverage([])
    assert (covered.findings, covered.largest_actor) == (0, ("none", 0.0))


def test_a_told_event_is_not_untold(base: Path, tmp_path: Path) -> None:
    episodes = tmp_path / "episodes"
    episodes.mkdir()
    (episodes / "vote.yaml").write_text("id: vote\ntitle: The vote\n")
    assert coverage(read_records(base), read_episodes(episodes)).untold == ("other",)


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def history(base: Path) -> Path:
    git(base.parent, "init", "-q")
    git(base.parent, "add", "records")
    git(base.parent, "commit", "-qm", "first")
    return base


def test_nothing_changed(history: Path) -> None:
    before, unreadable = records_at("HEAD", history)
    assert (changes(before, read_records(history)), unreadable) == ([], [])


def test_changes_are_told_in_words(history: Path) -> None:
    report, paper = (history / "north" / f"{name}.yaml" for name in ("report", "paper"))
    report.write_text(
        REPORT.replace("title: The report", "title: The first report")
        .replace("Freedonia paid.", "Freedonia paid twice.")
        .replace("aspect: intent", "act: withdrawn, aspect: intent, relations: [{withdraws: paid}]")
    )
    paper.rename(history / "north" / "later.yaml")
    later = history / "north" / "later.yaml"
    later.write_text(PAPER.replace("id: paper", "id: later").replace("{id: no,", "{id: never,"))
    told = changes(records_at("HEAD", history)[0], read_records(history))
    assert [(change.what, change.of, change.id) for change in told] == [
        ("added", "source", "later"),
        ("removed", "source", "paper"),
        ("changed", "source", "report"),
        ("changed", "finding", "meant"),
        ("added", "finding", "never"),
        ("removed", "finding", "no"),
        ("changed", "finding", "paid"),
        ("changed", "finding", "seen"),
    ]
    words = {change.id: change.words for change in told}
    assert words["report"] == "In “The first report”: title: “The report” → “The first report”."
    assert words["paid"] == "Changed paid (The first report): text: “Freedonia paid.” → “Freedonia paid twice.”."
    assert "act: found → withdrawn; relations: nothing → withdraws paid" in words["meant"]
    assert words["never"] == "Added “Freedonia denied it.” (denied; The paper, para. 2)."
    assert "source: paper → later" in words["seen"]


def test_an_older_format_is_named_not_hidden(history: Path) -> None:
    (history / "north" / "old.yaml").write_text("id: old\n")
    git(history.parent, "add", "records")
    git(history.parent, "commit", "-qm", "second")
    assert next(problem.message for problem in records_at("HEAD", history)[1]) == "'title' is missing"


def test_before_the_folder_existed_there_was_nothing(history: Path) -> None:
    later = history.parent / "more"
    later.mkdir()
    assert records_at("HEAD", later) == ([], [])


@pytest.mark.parametrize("revision", ["none-such", "--output=x"])
def test_an_unknown_revision_is_an_error(history: Path, revision: str) -> None:
    with pytest.raises(RecordError, match="commit, a tag or a branch"):
        records_at(revision, history)


def test_no_repository_is_an_error(base: Path) -> None:
    with pytest.raises(RecordError, match="not in a git repository"):
        records_at("HEAD", base)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stdout


def test_the_command_line(history: Path, tmp_path: Path) -> None:
    records = ("--records", str(history), "--episodes", str(tmp_path / "none"))
    assert run("check", *records) == (0, "")
    (history / "north" / "report.yaml").write_text(REPORT.replace("aspect: intent", "aspect: intention"))
    code, said = run("check", *records)
    assert (code, said.count("\n")) == (1, 1)
    assert "report.yaml:8: 'intention' is not aspect — did you mean intent?" in said
    code, said = run("check", *records, "--json")
    assert (code, json.loads(said)[0]["line"]) == (1, 8)
    assert run("check", *records, str(tmp_path / "elsewhere"))[0] == 0
    assert json.loads(run("coverage", *records, "--json")[1])["findings"] == 2
    assert "journalism" in run("coverage", *records)[1]
    assert "Removed the source “The report”." in run("diff", "HEAD", "--records", str(history))[1]
    assert json.loads(run("diff", "HEAD", "--records", str(history), "--json")[1])[0]["what"] == "removed"
    assert run("diff", "none-such", "--records", str(history))[0] == 2
    target = tmp_path / "schema.json"
    assert run("schema", "--to", str(target))[0] == 0
    assert target.read_text() == run("schema", "--to", "-")[1]


def test_the_floors_hold_a_base_that_is_too_small_to_account(base: Path) -> None:
    status, shown = run("coverage", "--floors", "--records", str(base), "--episodes", str(base.parent / "none"))
    assert status == 1
    assert shown.splitlines() == [
        "SHORT  sources: 2, at least 180",
        "SHORT  findings: 4, at least 1,500",
        "SHORT  episodes: 0, at least 60",
        "SHORT  relations between findings: 2, at least 250",
        "SHORT  commentary: 0, at least 12",
        "SHORT  findings that name one actor (freedonia): 75%, at most 45%",
    ]


def test_the_shipped_base_is_above_its_floors() -> None:
    status, shown = run("coverage", "--floors")
    assert (status, "SHORT" in shown) == (0, False), shown
    assert len(shown.splitlines()) == 6
