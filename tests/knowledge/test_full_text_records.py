"""What a record's ``fetch`` may say, and what the shipped ones do say."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.editing.checking import check
from knowledge.models import FullText, TextType
from knowledge.records import RECORDS, read_records

HASH = "a" * 64
RECORD = """\
id: inquiry
title: Report
publisher: Commission of Inquiry
kind: inquiry_report
fetch: {{{0}}}
checked: {{on: 2025-12-01, where: printed report}}
findings:
  - id: inquiry-ads
    text: The commission found that Freedonia bought advertisements.
    at: "p. 14"
    aspect: activity
"""
GOOD = "url: https://example.org/report.pdf, type: pdf, rights: open licence"


def folder_of(tmp_path: Path, stated: str) -> Path:
    (tmp_path / "inquiry.yaml").write_text(RECORD.format(stated), encoding="utf-8")
    return tmp_path


def test_a_full_text_is_read(tmp_path: Path) -> None:
    archived = "https://archive.example/report.pdf"
    folder = folder_of(tmp_path, f'{GOOD}, sha256: {HASH}, archived: "{archived}", pages: 448')
    assert check(folder) == []
    (record,) = read_records(folder)
    assert record.full_text == FullText(
        "https://example.org/report.pdf", TextType.PDF, "open licence", HASH, archived, 448
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("https://example.org/report.pdf", "http://example.org/report.pdf", "is not https"),
        ("https://example.org/report.pdf", "https://localhost/report.pdf", "not a web address"),
        ("url: https://example.org/report.pdf, ", "", "'url' is missing"),
        ("type: pdf", "type: pfd", "did you mean pdf?"),
        ("type: pdf", "type: html", "ends in .pdf"),
        ("report.pdf, type: pdf", "report, pages: 3, type: html", "only a PDF has pages"),
        (", rights: open licence", "", "'rights' is missing"),
        ("rights: open licence", "rights: ''", "'rights' is empty"),
        ("type: pdf", f"type: pdf, sha256: {HASH[:-1]}", "malformed"),
        ("type: pdf", "type: pdf, pages: 0", "pages"),
        ("type: pdf", "type: pdf, licence: open", "'licence' is not a field"),
    ],
)
def test_a_wrong_one_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    problems = check(folder_of(tmp_path, GOOD.replace(old, new)))
    assert [problem.line for problem in problems if said in str(problem)] == [5], problems


def test_the_shipped_records_fetch_their_own_address() -> None:
    stated = [record for record in read_records(RECORDS) if record.full_text is not None]
    assert all(record.full_text and record.full_text.url == record.source.url for record in stated)
