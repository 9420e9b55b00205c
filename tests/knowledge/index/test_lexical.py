"""BM25, and when it holds its tongue."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import LibraryError
from knowledge.index.lexical import LexicalIndex

TEXTS = {
    "a": "The Internet Research Agency bought advertisements on Facebook.",
    "b": "Officers hacked the committee's servers and stole emails.",
    "c": "The Internet was slow, and the agency did its research elsewhere.",
}


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    return LexicalIndex.build(tmp_path / "words", TEXTS.items())


def test_stems_and_stop_words(index: LexicalIndex) -> None:
    assert index.terms("The officers were hacking the servers") == ["offic", "hack", "server"]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Who bought advertising on Facebook?", "a"),
        ("hacked emails", "b"),
        ("Was the server of the committee hacked in 2016?", "b"),
        ("servers and emails", "b"),
        ("What did the Internet Research Agency advertise?", "a"),
    ],
)
def test_the_best_comes_first(index: LexicalIndex, text: str, best: str) -> None:
    assert index.search(text, 5)[0][0] == best


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the and of",
        "Wer hat die Werbung gekauft?",
        "Was hat die Internet Research Agency eigentlich mit ihrer Werbung gewollt?",
        "Кто взломал серверы комитета?",
        "谁购买了广告",
        "Facebook propaganda trolls everywhere",
    ],
)
def test_words_that_are_not_the_index_s_find_nothing(index: LexicalIndex, text: str) -> None:
    assert index.search(text, 5) == []


def test_limits_and_syntax_are_no_queries(index: LexicalIndex) -> None:
    assert len(index.search("Internet research agency", 1)) == 1
    assert index.search("Internet research agency", 0) == []
    assert index.search('internet AND "research" -agency key:a*', 5)[0][0] in TEXTS


def test_opening_what_is_not_there_says_where(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="nowhere"):
        LexicalIndex(tmp_path / "nowhere")


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    index = LexicalIndex.build(tmp_path / "words", [])
    assert index.count() == 0
    assert index.search("anything", 5) == []
