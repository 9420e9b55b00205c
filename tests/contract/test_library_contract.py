"""What every library must do, run against the real one and the fake that the engine's tests use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from bot.engine.ports import Library
from knowledge.index.building import Build
from knowledge.index.generations import Layout
from knowledge.index.manifest import Entry, InputKind, key_of
from knowledge.library import ChromaLibrary
from knowledge.models import (
    Act,
    Aspect,
    Filters,
    Finding,
    Hit,
    Item,
    Kind,
    Passage,
    Relation,
    RelationKind,
    Source,
)
from tests.fakes import HashEmbedder, MemoryLibrary

REPORT = Source("report", "Harbour inquiry report", "Harbour Commission", Kind.INQUIRY_REPORT, "2019-04-18")
CHARGES = Source("charges", "Harbour indictment", "District Court", Kind.INDICTMENT, "2018-02")
COLUMN = Source("column", "What the harbour tells us", "The Daily", Kind.COMMENTARY, "2021")
SOURCES = (REPORT, CHARGES, COLUMN)
CHARGED = Finding(
    "charges-1",
    "charges",
    "The ferry company is charged with buying advertisements.",
    "¶ 12",
    Act.CHARGED,
    Aspect.ACTIVITY,
    actors=("Ferry Company",),
    targets=("Port of Arlen",),
    event="harbour-2016",
    date="2016-09",
)
DISMISSED = Finding(
    "report-1",
    "report",
    "The charge against the ferry company was dismissed.",
    "Vol. I, pp. 4–5",
    Act.WITHDRAWN,
    Aspect.ACTIVITY,
    actors=("Ferry Company",),
    event="harbour-2016",
    relations=(Relation(RelationKind.WITHDRAWS, "charges-1"),),
)
FINDINGS = (CHARGED, DISMISSED)
PASSAGES = (
    *(
        Passage(f"report-p{page}", "report", f"p. {page}", page * 100, page * 100 + 60, text)
        for page, text in enumerate(
            (
                "The commission heard of lighthouse keepers and their lamps.",
                "Lighthouse keepers wrote letters about lamps and oil.",
                "Lamps of the lighthouse were lit by keepers each night.",
                "The charge against the ferry company over advertisements was dismissed by the court on motion.",
            ),
            start=1,
        )
    ),
    Passage("charges-p1", "charges", "¶ 12", 0, 40, "Defendant ferry company bought advertisements."),
    Passage("column-p1", "column", "¶ 1", 0, 40, "Lighthouse lamps make nobody vote, says the column."),
)
ITEMS: tuple[Item, ...] = (*FINDINGS, *PASSAGES)


def memory(_: Path) -> Library:
    return MemoryLibrary(SOURCES, FINDINGS, PASSAGES)


def chroma(path: Path) -> Library:
    layout = Layout(path)
    embedder = HashEmbedder(256)
    with layout.writing(), Build(layout, None, anew=True) as build:
        for source in SOURCES:
            items = [item for item in ITEMS if item.source_id == source.id]
            kind = InputKind.DOCUMENT
            build.put(Entry(key_of(kind, source.id), "here", source.id, kind, "1", source), items)
        build.finish(lambda: embedder, embedder.identity, lambda *_: None)
    return ChromaLibrary.open(path, embedder)


@pytest.fixture(params=[memory, chroma])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    make: Callable[[Path], Library] = request.param
    made = make(tmp_path / "library")
    yield made
    if isinstance(made, ChromaLibrary):
        made.close()


def ids(hits: Sequence[Hit]) -> list[str]:
    return [hit.item.id for hit in hits]


def test_what_is_asked_for_comes_first(library: Library) -> None:
    hits = library.search("Who bought advertisements for the ferry company?")
    assert ids(hits)[0] in {"charges-1", "charges-p1"}
    assert hits[0].source == CHARGES
    assert hits[0].relevance > 0.3


def test_scores_fall_and_relevance_lies_between_0_and_1(library: Library) -> None:
    hits = library.search("lighthouse keepers and their lamps")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0.0 <= hit.relevance <= 1.0 for hit in hits)
    assert len(ids(hits)) == len(set(ids(hits)))


def test_a_finding_comes_before_the_passage_it_summarises(library: Library) -> None:
    found = ids(library.search("charge against ferry company over advertisements dismissed by court on motion"))
    assert found.index("report-1") == found.index("report-p4") - 1


def test_one_source_does_not_crowd_out_the_second(library: Library) -> None:
    hits = library.search("lighthouse keepers lamps", limit=4)
    assert "column" in {hit.source.id for hit in hits}


def test_limits(library: Library) -> None:
    assert len(library.search("lighthouse lamps", limit=2)) == 2
    assert library.search("lighthouse lamps", limit=0) == []


@pytest.mark.parametrize("text", ["", "  \n", "\t"])
def test_nothing_asked_nothing_found(library: Library, text: str) -> None:
    assert library.search(text) == []


def test_searching_many_is_searching_each(library: Library) -> None:
    texts = ["lighthouse lamps", "", "ferry company advertisements"]
    assert [ids(hits) for hits in library.search_many(texts, limit=3)] == [
        ids(library.search(text, limit=3)) for text in texts
    ]
    assert library.search_many([]) == []


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(source_ids=("charges",)), {"charges-1", "charges-p1"}),
        (Filters(source_ids=("none",)), set()),
        (Filters(kinds=(Kind.INDICTMENT, Kind.COMMENTARY)), {"charges-1", "charges-p1", "column-p1"}),
        (Filters(actors=("ferry company",)), {"charges-1", "report-1"}),
        (Filters(actors=("Ferry Company",), targets=("Port of Arlen",)), {"charges-1"}),
        (Filters(events=("harbour-2016",), kinds=(Kind.INQUIRY_REPORT,)), {"report-1"}),
        (Filters(since="2020"), {"column-p1"}),
        (Filters(until="2016"), {"charges-1"}),
        (Filters(since="2018-02-10", until="2018"), {"charges-p1"}),
    ],
)
def test_filters(library: Library, filters: Filters, found: set[str]) -> None:
    text = "ferry company advertisements charge lighthouse lamps"
    assert set(ids(library.search(text, limit=50, filters=filters))) == found


def test_an_empty_filter_narrows_nothing(library: Library) -> None:
    assert ids(library.search("lamps", filters=Filters())) == ids(library.search("lamps"))


def test_look_up_by_id(library: Library) -> None:
    assert library.source("report") == REPORT
    assert library.finding("report-1") == DISMISSED
    assert library.passage("report-p4") == PASSAGES[3]
    assert library.source("none") is None
    assert library.finding("report-p4") is None
    assert library.passage("report-1") is None


def test_what_bears_on_a_finding(library: Library) -> None:
    related = library.related(["charges-1", "none"])
    assert [(entry.finding, entry.source, entry.relation, entry.target_id) for entry in related] == [
        (DISMISSED, REPORT, RelationKind.WITHDRAWS, "charges-1")
    ]
    assert library.related(["report-1"]) == []
    assert library.related([]) == []


def test_sources(library: Library) -> None:
    assert library.sources() == [CHARGES, COLUMN, REPORT]
    assert library.sources(Filters(kinds=(Kind.COMMENTARY,))) == [COLUMN]
    assert library.sources(Filters(targets=("port of arlen",))) == [CHARGES]
    assert library.sources(Filters(until="2018-06")) == [CHARGES]


def test_findings_of_a_source(library: Library) -> None:
    assert library.findings_of("charges") == [CHARGED]
    assert library.findings_of("column") == []


@pytest.mark.parametrize(
    ("locator", "found"),
    [("p. 4", ["report-p4"]), ("Vol. I, pp. 3–4", ["report-p3", "report-p4"]), ("¶ 4", []), ("p. 40", [])],
)
def test_passages_at_a_locator(library: Library, locator: str, found: list[str]) -> None:
    assert [passage.id for passage in library.passages_at("report", locator)] == found


def test_similarity(library: Library) -> None:
    same, other = library.similarity([("ferry company", "ferry company"), ("ferry company", "lighthouse lamps")])
    assert same > 0.7
    assert other < 0.4
    assert library.similarity([]) == []


def test_info(library: Library) -> None:
    info = library.info()
    assert (info.sources, info.findings, info.passages) == (3, 2, 6)
    assert info.events == ("harbour-2016",)
    assert info.built.tzinfo is not None
