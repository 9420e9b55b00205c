"""The library in a folder: generations, reopening, calibration, and what it refuses."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.errors import LibraryBusy, LibraryError, LibraryMismatch, LibraryMissing
from knowledge.index.building import Build
from knowledge.index.generations import Layout
from knowledge.index.manifest import Entry, InputKind, key_of
from knowledge.library import ChromaLibrary, Ranking
from knowledge.models import Filters, Item, Kind, Passage, Source
from tests.fakes import HashEmbedder

KIND = InputKind.DOCUMENT


def silent(stage: str, done: int, total: int, note: str = "") -> None:
    """Progress nobody watches."""


def passages(source_id: str, *texts: str) -> list[Item]:
    return [
        Passage(f"{source_id}-{number}", source_id, f"p. {number}", 0, len(text), text)
        for number, text in enumerate(texts, start=1)
    ]


def build(path: Path, *documents: tuple[Source, list[Item]], embedder: HashEmbedder, drop: str | None = None) -> str:
    layout = Layout(path)
    with layout.writing():
        base = layout.read().generation if layout.pointer.exists() else None
        with Build(layout, base, anew=False) as making:
            for source, items in documents:
                key = key_of(KIND, source.id)
                making.put(Entry(key, "here", source.id, KIND, "1", source), items)
            if drop is not None:
                entry = making.catalogue.entry(key_of(KIND, drop))
                assert entry is not None
                making.drop(entry)
            return making.finish(lambda: embedder, embedder.identity, silent)


LAMPS = (Source("lamps", "Lamps", "Press"), passages("lamps", "Lighthouse keepers light lamps.", "Oil for lamps."))
FERRY = (Source("ferry", "Ferries", "Press", Kind.JOURNALISM), passages("ferry", "The ferry left the harbour."))


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder(256)


def found(library: ChromaLibrary, text: str) -> list[str]:
    return [hit.item.id for hit in library.search(text)]


def test_a_running_reader_sees_the_next_build(tmp_path: Path, embedder: HashEmbedder) -> None:
    build(tmp_path, LAMPS, embedder=embedder)
    with ChromaLibrary.open(tmp_path, embedder) as library:
        first = library.info().generation
        assert found(library, "ferry harbour") == ["lamps-1", "lamps-2"]
        build(tmp_path, FERRY, embedder=embedder)
        assert found(library, "ferry harbour")[0] == "ferry-1"
        assert library.info().generation != first
        build(tmp_path, embedder=embedder, drop="ferry")
        assert set(found(library, "ferry harbour")) == {"lamps-1", "lamps-2"}
        assert library.source("ferry") is None


def test_readers_in_many_threads_while_builds_go_on(tmp_path: Path, embedder: HashEmbedder) -> None:
    build(tmp_path, LAMPS, embedder=embedder)
    errors: list[Exception] = []
    results: set[tuple[str, ...]] = set()
    stop = threading.Event()

    def read(library: ChromaLibrary) -> None:
        while not stop.is_set():
            try:
                results.add(tuple(sorted(found(library, "ferry lamps"))))
            except Exception as error:
                errors.append(error)
                return

    with ChromaLibrary.open(tmp_path, embedder) as library:
        threads = [threading.Thread(target=read, args=(library,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for _ in range(3):
            build(tmp_path, FERRY, embedder=embedder)
            build(tmp_path, embedder=embedder, drop="ferry")
        stop.set()
        for thread in threads:
            thread.join()
    assert not errors
    assert results <= {("lamps-1", "lamps-2"), ("ferry-1", "lamps-1", "lamps-2")}


def test_only_what_changed_is_embedded(tmp_path: Path, embedder: HashEmbedder) -> None:
    build(tmp_path, LAMPS, embedder=embedder)
    embedder.embedded.clear()
    build(tmp_path, FERRY, embedder=embedder)
    assert embedder.embedded == ["Ferries\nThe ferry left the harbour."]


def test_a_new_title_is_embedded_and_searched(tmp_path: Path, embedder: HashEmbedder) -> None:
    build(tmp_path, FERRY, LAMPS, embedder=embedder)
    build(tmp_path, (Source("ferry", "Zeppelins", "Press"), FERRY[1]), embedder=embedder)
    with ChromaLibrary.open(tmp_path, embedder) as library:
        assert found(library, "Zeppelins")[0] == "ferry-1"


def test_old_generations_go_and_the_previous_one_stays(tmp_path: Path, embedder: HashEmbedder) -> None:
    names = [build(tmp_path, LAMPS, embedder=embedder) for _ in range(4)]
    assert sorted(path.name for path in (tmp_path / "generations").iterdir()) == sorted(names[-2:])


def test_a_build_that_fails_changes_nothing(tmp_path: Path, embedder: HashEmbedder) -> None:
    class Failing(HashEmbedder):
        def passages(self, texts: object) -> NDArray[np.float32]:
            raise LibraryError("no")

    build(tmp_path, LAMPS, embedder=embedder)
    before = Layout(tmp_path).read()
    with pytest.raises(LibraryError):
        build(tmp_path, FERRY, embedder=Failing(256))
    assert Layout(tmp_path).read() == before
    assert [path.name for path in (tmp_path / "generations").iterdir()] == [before.generation]


def test_relevance_is_calibrated(tmp_path: Path, embedder: HashEmbedder) -> None:
    build(tmp_path, LAMPS, FERRY, embedder=embedder)
    with ChromaLibrary.open(tmp_path, embedder) as library:
        hits = {hit.item.id: hit for hit in library.search("The ferry left the harbour")}
        assert hits["ferry-1"].relevance > 0.5
        assert hits["lamps-2"].relevance < 0.2
        assert hits["ferry-1"].lexical is not None
        assert hits["lamps-2"].lexical is None


def test_an_item_that_only_the_words_find_has_its_relevance_too(tmp_path: Path, embedder: HashEmbedder) -> None:
    crowd = passages("crowd", *(f"Lamps lamp lamping {number}" for number in range(20)))
    build(tmp_path, (Source("crowd", "Crowd", "Press"), crowd), FERRY, embedder=embedder)
    with ChromaLibrary.open(tmp_path, embedder, Ranking(window=1)) as library:
        hits = {hit.item.id: hit for hit in library.search("ferry lamps lamp lamping", limit=1)}
        assert hits
        wide = {hit.item.id: hit for hit in library.search("ferry lamps lamp lamping", limit=12)}
        assert 0.0 < wide["ferry-1"].relevance < 1.0


def test_wide_filters_are_filled(tmp_path: Path, embedder: HashEmbedder) -> None:
    many = passages("many", *(f"lamp number {number}" for number in range(300)))
    build(tmp_path, (Source("many", "Many", "Press"), many), FERRY, embedder=embedder)
    with ChromaLibrary.open(tmp_path, embedder, Ranking(window=5, most_ids=10)) as library:
        hits = library.search("the ferry in the harbour", limit=20, filters=Filters(source_ids=("many",)))
        assert len(hits) == 20
        assert {hit.source.id for hit in hits} == {"many"}


def test_an_empty_library_finds_nothing(tmp_path: Path, embedder: HashEmbedder) -> None:
    build(tmp_path, LAMPS, embedder=embedder)
    build(tmp_path, embedder=embedder, drop="lamps")
    with ChromaLibrary.open(tmp_path, embedder) as library:
        assert library.search("lamps") == []
        assert library.search("lamps", filters=Filters(kinds=(Kind.JOURNALISM,))) == []
        assert (library.info().sources, library.info().passages) == (0, 0)


@pytest.mark.parametrize("text", ["\x00", "a" * 100_000, "\ud800", "SELECT * FROM items; --", "?!", "谁", '"(AND OR'])
def test_any_text_may_be_asked(tmp_path: Path, embedder: HashEmbedder, text: str) -> None:
    build(tmp_path, LAMPS, embedder=embedder)
    with ChromaLibrary.open(tmp_path, embedder) as library:
        assert all(0.0 <= hit.relevance <= 1.0 for hit in library.search(text))


def test_no_library(tmp_path: Path, embedder: HashEmbedder) -> None:
    with pytest.raises(LibraryMissing, match=r"python ingest\.py"):
        ChromaLibrary.open(tmp_path / "nothing", embedder)
    assert not (tmp_path / "nothing").exists()


def test_another_model(tmp_path: Path, embedder: HashEmbedder) -> None:
    build(tmp_path, LAMPS, embedder=embedder)
    with pytest.raises(LibraryMismatch, match=r"hash-64/1.*other/2.*--rebuild"):
        ChromaLibrary.open(tmp_path, HashEmbedder(256, identity="other/2"))


def test_another_format(tmp_path: Path, embedder: HashEmbedder) -> None:
    import sqlite3

    name = build(tmp_path, LAMPS, embedder=embedder)
    connection = sqlite3.connect(Layout(tmp_path).catalogue(name))
    with connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'format'")
    connection.close()
    with pytest.raises(LibraryMismatch, match="format 99"):
        ChromaLibrary.open(tmp_path, embedder)


def test_a_server_keeps_its_library_when_a_rebuild_changes_the_model(
    tmp_path: Path, embedder: HashEmbedder, caplog: pytest.LogCaptureFixture
) -> None:
    build(tmp_path, LAMPS, embedder=embedder)
    with ChromaLibrary.open(tmp_path, embedder) as library:
        layout = Layout(tmp_path)
        other = HashEmbedder(256, identity="other/2")
        with layout.writing(), Build(layout, layout.read().generation, anew=True) as making:
            making.finish(lambda: other, other.identity, silent)
        assert found(library, "lamps")
        assert "other/2" in caplog.text
        assert library.info().embedding == "hash-64/1"


@pytest.mark.parametrize("told", ["", "{", "[]", '{"generation": "../..", "previous": null}', '{"previous": null}'])
def test_a_pointer_that_makes_no_sense(tmp_path: Path, embedder: HashEmbedder, told: str) -> None:
    build(tmp_path, LAMPS, embedder=embedder)
    (tmp_path / "current").write_text(told, encoding="utf-8")
    with pytest.raises(LibraryError, match="current"):
        ChromaLibrary.open(tmp_path, embedder)


def test_a_damaged_generation(tmp_path: Path, embedder: HashEmbedder) -> None:
    name = build(tmp_path, LAMPS, embedder=embedder)
    shutil.rmtree(tmp_path / "generations" / name / "words")
    with pytest.raises(LibraryError, match="lexical index"):
        ChromaLibrary.open(tmp_path, embedder)


def test_the_lock_is_exclusive_and_let_go(tmp_path: Path, embedder: HashEmbedder) -> None:
    layout = Layout(tmp_path)
    with layout.writing():
        errors: list[Exception] = []

        def second() -> None:
            try:
                with Layout(tmp_path).writing():
                    pass
            except LibraryBusy as error:
                errors.append(error)

        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
        assert len(errors) == 1
        assert "Wait until it has ended" in str(errors[0])
    build(tmp_path, LAMPS, embedder=embedder)


def test_a_closed_library_says_so(tmp_path: Path, embedder: HashEmbedder) -> None:
    build(tmp_path, LAMPS, embedder=embedder)
    library = ChromaLibrary.open(tmp_path, embedder)
    library.close()
    library.close()
    with pytest.raises(LibraryError, match="closed"):
        library.search("lamps")


@pytest.mark.parametrize("wrong", [{"rrf_k": 0}, {"source_share": 0.0}, {"source_share": 1.5}, {"window": 0}])
def test_ranking_settings(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Ranking(**wrong)  # type: ignore[arg-type]


def test_as_a_langchain_retriever(tmp_path: Path, embedder: HashEmbedder) -> None:
    build(tmp_path, LAMPS, FERRY, embedder=embedder)
    with ChromaLibrary.open(tmp_path, embedder) as library:
        documents = library.as_retriever(k=2).invoke("The ferry left the harbour")
        assert len(documents) == 2
        assert documents[0].page_content == "The ferry left the harbour."
        wanted = {"item": "passage", "source_id": "ferry", "locator": "p. 1", "kind": "journalism", "act": "reported"}
        assert {key: documents[0].metadata[key] for key in wanted} == wanted
        assert documents[0].metadata["quote"] == documents[0].page_content
        json.dumps(documents[0].metadata)
        narrowed = library.as_retriever(k=5, filters=Filters(source_ids=("lamps",))).invoke("ferry")
        assert {document.metadata["source_id"] for document in narrowed} == {"lamps"}


def test_an_outage_of_the_retriever_is_no_empty_result(tmp_path: Path, embedder: HashEmbedder) -> None:
    build(tmp_path, LAMPS, embedder=embedder)
    library = ChromaLibrary.open(tmp_path, embedder)
    retriever = library.as_retriever()
    library.close()
    with pytest.raises(LibraryError):
        retriever.invoke("lamps")
