"""The ingest command: what it adds, changes, leaves, removes and refuses, and that it loses nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ingest
from knowledge.index.generations import Layout
from knowledge.library import ChromaLibrary
from knowledge.models import Filters, Kind
from tests.fakes import HashEmbedder
from tests.small_corpus import contents, document, manifest, write_corpus

RECORD = """\
id: {id}
title: {title}
publisher: Harbour Commission
kind: inquiry_report
published: "2019-04-18"
url: https://example.org/{id}
language: en
rights: public
origin: harbour-commission
as_of: 2026-01-01
checked: {{on: 2026-01-01, where: "printed report"}}
findings:
  - id: {id}-one
    text: {text}
    at: "¶ 1"
    aspect: activity
    actors: [ferry-company]
"""


class Command:
    """The command with a hash embedder; ``loads`` counts how often a model was loaded."""

    def __init__(self, library: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.library = library
        self.embedder = HashEmbedder()
        self.loads = 0
        self.out = ""
        self.err = ""
        self._capsys = capsys

    def __call__(self, *arguments: str | Path, embedder: HashEmbedder | None = None) -> int:
        chosen = embedder or self.embedder

        def load() -> HashEmbedder:
            self.loads += 1
            return chosen

        wiring = ingest.Wiring(
            {"FOOTING_LIBRARY": str(self.library)}, lambda _: ingest.Model(chosen.identity, load), lambda: None
        )
        self._capsys.readouterr()
        status = ingest.main([str(argument) for argument in arguments], wiring)
        self.out, self.err = self._capsys.readouterr()
        return status

    def json(self, *arguments: str | Path, status: int = 0) -> dict[str, Any]:
        assert self(*arguments, "--json") == status, self.err
        report: dict[str, Any] = json.loads(self.out)
        return report

    def open(self) -> ChromaLibrary:
        return ChromaLibrary.open(self.library, self.embedder)


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "library", capsys)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus", documents=4, paragraphs=6)


@pytest.fixture
def record(tmp_path: Path) -> Callable[..., Path]:
    folder = tmp_path / "records"
    folder.mkdir()

    def write(source_id: str = "doc-00", title: str = "Record title", text: str = "A ferry was bought.") -> Path:
        (folder / f"{source_id}.yaml").write_text(RECORD.format(id=source_id, title=title, text=text), encoding="utf-8")
        return folder

    return write


def ids(report: dict[str, Any], change: str) -> list[str]:
    return [row["source_id"] for row in report[change]]


def tree(root: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in sorted(root.rglob("*"))}


def test_a_folder_becomes_a_library(command: Command, corpus: Path) -> None:
    report = command.json(corpus)
    assert ids(report, "added") == ["doc-00", "doc-01", "doc-02", "doc-03"]
    assert report["totals"]["sources"] == 4
    assert report["totals"]["passages"] == sum(row["passages"] for row in report["added"]) >= 8
    with command.open() as library:
        hits = library.search("lighthouse ledger")
        assert hits[0].source.id == "doc-00"
        assert hits[0].item.text in document(0, 6)
        assert library.info().generation == report["generation"]


def test_the_second_run_does_nothing_and_loads_no_model(command: Command, corpus: Path) -> None:
    first = command.json(corpus)
    before, loads = tree(command.library), command.loads
    second = command.json(corpus)
    assert len(second["unchanged"]) == 4
    assert second["totals"] == first["totals"]
    assert second["generation"] == first["generation"]
    assert command.loads == loads == 1
    after = tree(command.library)
    assert {path for path in after if after[path] != before.get(path)} <= {str(command.library / "lock")}


def test_only_the_difference_is_embedded(command: Command, corpus: Path) -> None:
    command.json(corpus)
    command.embedder.embedded.clear()
    (corpus / "doc-01.txt").write_text(document(1, 6) + "\n\nA zeppelin was seen.", encoding="utf-8")
    (corpus / "doc-02.txt").unlink()
    (corpus / "doc-09.txt").write_text("Nobody had expected a dirigible.", encoding="utf-8")
    report = command.json(corpus)
    assert (ids(report, "added"), ids(report, "changed"), ids(report, "removed")) == (
        ["doc-09"],
        ["doc-01"],
        ["doc-02"],
    )
    assert ids(report, "unchanged") == ["doc-00", "doc-03"]
    assert len(command.embedder.embedded) <= 3
    with command.open() as library:
        assert library.search("zeppelin")[0].source.id == "doc-01"
        assert library.source("doc-02") is None
        assert not library.search("lighthouse", filters=Filters(source_ids=("doc-02",)))


def test_a_library_grown_step_by_step_equals_one_made_at_once(command: Command, corpus: Path, tmp_path: Path) -> None:
    late = (corpus / "doc-03.txt").read_text(encoding="utf-8")
    (corpus / "doc-03.txt").unlink()
    (corpus / "doc-00.txt").write_text("Something else at first.", encoding="utf-8")
    command.json(corpus)
    (corpus / "doc-03.txt").write_text(late, encoding="utf-8")
    (corpus / "doc-00.txt").write_text(document(0, 6), encoding="utf-8")
    command.json(corpus)
    grown = contents(command.library, HashEmbedder())
    command.library = tmp_path / "other"
    command.json(corpus)
    assert contents(command.library, HashEmbedder()) == grown


def test_what_other_runs_gave_stays(command: Command, corpus: Path, tmp_path: Path) -> None:
    command.json(corpus)
    other = tmp_path / "letter.txt"
    other.write_text("A letter about a submarine.", encoding="utf-8")
    report = command.json(other)
    assert ids(report, "added") == ["letter"]
    assert report["removed"] == []
    assert report["totals"]["sources"] == 5


@pytest.mark.parametrize("gone", ["folder", "file"])
def test_an_argument_that_is_not_there_takes_nothing_out(command: Command, corpus: Path, gone: str) -> None:
    target = corpus if gone == "folder" else corpus / "doc-00.txt"
    first = command.json(target)
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink()
    report = command.json(target, status=1)
    assert report["removed"] == []
    assert "no such file or folder" in report["refused"][0]["note"]
    assert report["totals"] == first["totals"]


def test_a_file_that_can_no_longer_be_read_keeps_its_earlier_text(command: Command, corpus: Path) -> None:
    first = command.json(corpus)
    (corpus / "doc-00.txt").write_bytes(b"")
    report = command.json(corpus, status=1)
    assert ids(report, "refused") == ["doc-00"]
    assert "earlier stays" in report["refused"][0]["note"]
    assert report["totals"] == first["totals"]


def test_bad_files_are_refused_with_reasons_and_the_rest_goes_in(command: Command, corpus: Path) -> None:
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    report = command.json(corpus, status=1)
    assert sorted(ids(report, "refused")) == ["binary", "broken", "empty"]
    assert all(row["note"] for row in report["refused"])
    assert len(report["added"]) == 4


def test_a_file_beyond_all_bounds_is_refused_unread(command: Command, corpus: Path) -> None:
    with (corpus / "huge.txt").open("wb") as file:
        file.truncate(1 << 40)
    report = command.json(corpus, status=1)
    assert "1,099,511,627,776 bytes, over the limit" in report["refused"][0]["note"]
    assert len(report["added"]) == 4


def test_metadata_alone_is_a_change(command: Command, corpus: Path) -> None:
    rows = [{"path": "doc-00.txt", "id": "zero", "title": "One title", "kind": "journalism"}]
    listing = manifest(corpus, rows)
    assert ids(command.json(listing), "added") == ["zero"]
    rows[0]["kind"] = "commentary"
    manifest(corpus, rows)
    assert ids(command.json(listing), "changed") == ["zero"]
    with command.open() as library:
        source = library.source("zero")
        assert source is not None
        assert source.kind is Kind.COMMENTARY


def test_one_id_for_two_texts_is_refused(command: Command, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_text(f"The report of {name} on lamps.", encoding="utf-8")
    command.json(tmp_path / "a" / "report.txt")
    report = command.json(tmp_path / "b" / "report.txt", status=1)
    assert "belongs to" in report["refused"][0]["note"]
    with command.open() as library:
        assert "of a on" in library.search("lamps")[0].item.text


def test_a_folder_and_a_file_in_it_are_one_input(command: Command, corpus: Path) -> None:
    report = command.json(corpus, corpus / "doc-00.txt", corpus)
    assert len(report["added"]) == 4
    assert report["refused"] == []


def test_a_folder_that_moved_is_unchanged(command: Command, corpus: Path, tmp_path: Path) -> None:
    command.json(corpus)
    moved = corpus.rename(tmp_path / "moved")
    assert len(command.json(moved)["unchanged"]) == 4
    (moved / "doc-00.txt").unlink()
    assert ids(command.json(moved), "removed") == ["doc-00"]
    assert command.loads == 1


def test_a_record_names_the_source_of_its_document(command: Command, corpus: Path, record: Callable[..., Path]) -> None:
    folder = record()
    report = command.json(corpus, "--records", folder)
    assert report["totals"] == {"sources": 4, "findings": 1, "passages": report["totals"]["passages"]}
    with command.open() as library:
        hits = library.search("The lighthouse committee met on day 0", filters=Filters(source_ids=("doc-00",)))
        assert {hit.source.title for hit in hits} == {"Record title"}
        assert {hit.source.kind for hit in hits} == {Kind.INQUIRY_REPORT}
    (folder / "doc-00.yaml").unlink()
    record("other")
    assert ids(command.json("--records", folder), "removed") == ["doc-00"]
    with command.open() as library:
        source = library.source("doc-00")
        assert source is not None
        assert source.title != "Record title"
        assert library.findings_of("doc-00") == []


def test_a_changed_record(command: Command, record: Callable[..., Path]) -> None:
    command.json("--records", record())
    assert ids(command.json("--records", record()), "unchanged") == ["doc-00"]
    assert ids(command.json("--records", record(text="A ferry was sold.")), "changed") == ["doc-00"]
    with command.open() as library:
        assert [finding.text for finding in library.findings_of("doc-00")] == ["A ferry was sold."]


def test_an_unsound_record_changes_nothing(command: Command, corpus: Path, record: Callable[..., Path]) -> None:
    first = command.json(corpus)
    folder = record()
    path = folder / "doc-00.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "    relations: [{disputes: nothing}]\n", encoding="utf-8")
    assert command("--records", folder) == 2
    assert "doc-00.yaml" in command.err
    assert "nothing" in command.err
    assert "write that finding" in command.err
    assert Layout(command.library).read().generation == first["generation"]


def test_a_finding_s_id_belongs_to_one_source(command: Command, record: Callable[..., Path], tmp_path: Path) -> None:
    command.json("--records", record("first"))
    other = tmp_path / "more"
    other.mkdir()
    text = RECORD.format(id="second", title="Second", text="A ferry was bought.").replace("second-one", "first-one")
    (other / "second.yaml").write_text(text, encoding="utf-8")
    report = command.json("--records", other, status=1)
    assert "first-one" in report["refused"][0]["note"]
    assert report["totals"] == {"sources": 1, "findings": 1, "passages": 0}


def test_without_inputs_the_shipped_records_go_in(command: Command) -> None:
    report = command.json()
    assert report["totals"]["findings"] > 50
    assert report["totals"]["passages"] == 0


def test_remove(command: Command, corpus: Path, record: Callable[..., Path]) -> None:
    command.json(corpus, "--records", record())
    report = command.json("--remove", "doc-00", "--remove", "doc-01")
    assert ids(report, "removed") == ["doc-00", "doc-00", "doc-01"]
    assert report["totals"]["sources"] == 2
    assert report["totals"]["findings"] == 0
    refused = command.json("--remove", "doc-77", status=1)
    assert refused["refused"][0]["source_id"] == "doc-77"
    assert refused["totals"] == report["totals"]


def test_a_dry_run_says_what_would_happen_and_does_nothing(command: Command, corpus: Path) -> None:
    assert len(command.json(corpus, "--dry-run")["added"]) == 4
    assert not command.library.exists()
    command.json(corpus)
    (corpus / "doc-00.txt").unlink()
    (corpus / "doc-01.txt").write_text("Other words.", encoding="utf-8")
    before, loads = tree(command.library), command.loads
    report = command.json(corpus, "--dry-run")
    assert (ids(report, "changed"), ids(report, "removed")) == (["doc-01"], ["doc-00"])
    assert report["dry_run"] is True
    assert ids(command.json("--remove", "doc-02", "--rebuild", "--dry-run"), "removed") == ["doc-02"]
    assert tree(command.library) == before
    assert command.loads == loads


def test_another_model_is_refused_with_the_way_out(command: Command, corpus: Path) -> None:
    first = command.json(corpus)
    other = HashEmbedder(32, identity="other/1")
    for arguments in ([corpus], [corpus, "--dry-run"], ["--remove", "doc-00"]):
        assert command(*arguments, embedder=other) == 2
        assert "hash-64/1" in command.err
        assert "--rebuild" in command.err
    assert Layout(command.library).read().generation == first["generation"]
    assert command("--rebuild", embedder=other) == 0
    with ChromaLibrary.open(command.library, other) as library:
        assert library.info().embedding == "other/1"
        assert library.info().passages == first["totals"]["passages"]
        assert library.search("lighthouse")[0].source.id == "doc-00"


def test_a_rebuild_embeds_nothing_twice(command: Command, corpus: Path) -> None:
    command.json(corpus)
    before = contents(command.library, HashEmbedder())
    command.embedder.embedded.clear()
    command.json("--rebuild")
    assert command.embedder.embedded == []
    assert contents(command.library, HashEmbedder()) == before


def test_addresses_are_refused_where_fetching_is_off(command: Command) -> None:
    report = command.json("http://127.0.0.1/x", status=1)
    assert report["refused"][0]["location"] == "http://127.0.0.1/x"
    assert report["generation"] is None


def test_the_table_names_what_happened(command: Command, corpus: Path) -> None:
    (corpus / "empty.txt").write_bytes(b"")
    assert command(corpus) == 1
    assert "doc-00" in command.out
    assert "4 added, 0 changed, 0 unchanged, 0 removed, 1 refused" in command.out
    assert "holds 4 sources" in command.out


def test_a_wrong_option_is_explained(command: Command) -> None:
    assert command("--nonsense") == 2
    assert "--nonsense" in command.err
