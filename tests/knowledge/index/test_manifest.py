"""What an ingest has to do with each input."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.index.manifest import Change, Entry, InputKind, decide, fingerprint, key_of, vanished
from knowledge.models import Kind, Source

SOURCE = Source("report", "Report", "Commission")
ENTRY = Entry("document:report", "/docs", "/docs/report.txt", InputKind.DOCUMENT, "1", SOURCE)


def entry(source_id: str, owner: str) -> Entry:
    return dataclasses.replace(
        ENTRY, key=key_of(InputKind.DOCUMENT, source_id), owner=owner, location=f"{owner}/{source_id}"
    )


@pytest.mark.parametrize(
    ("content", "source", "version"),
    [
        (b"texts", SOURCE, "1"),
        (b"text", dataclasses.replace(SOURCE, kind=Kind.INQUIRY_REPORT), "1"),
        (b"text", SOURCE, "2"),
        (b"", SOURCE, "text1"),
    ],
)
def test_the_fingerprint_changes_with_content_metadata_and_reader(content: bytes, source: Source, version: str) -> None:
    assert fingerprint(content, source, version) != fingerprint(b"text", SOURCE, "1")
    assert fingerprint(b"text", SOURCE, "1") == fingerprint(b"text", dataclasses.replace(SOURCE), "1")


@pytest.mark.parametrize(
    ("held", "change"),
    [(None, Change.ADDED), (ENTRY, Change.UNCHANGED), (dataclasses.replace(ENTRY, fingerprint="2"), Change.CHANGED)],
)
def test_decide(held: Entry | None, change: Change) -> None:
    assert decide(held, "1") is change


def test_only_what_its_owner_no_longer_gives_has_vanished() -> None:
    held = {one.key: one for one in (entry("a", "/x"), entry("b", "/x"), entry("c", "/x"), entry("d", "/y"))}
    gone = vanished(held, {"/x"}, {"document:a"}, {"/x/b"})
    assert [one.source.id for one in gone] == ["report"]
    assert [one.key for one in gone] == ["document:c"]
