"""Which words are named as what makes a sentence vague."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.reading.vagueness import KIND, vague


class Hears:
    """Finds a sentence vague while it holds all of some words."""

    name = "hears"
    threshold = 0.5

    def __init__(self, *words: str) -> None:
        self.words = words

    def score(self, sentences: Sequence[str]) -> list[float]:
        return [0.9 if all(word in sentence for word in self.words) else 0.1 for sentence in sentences]


class Convinced:
    """Finds everything vague, whatever is left of it."""

    name = "convinced"
    threshold = 0.5

    def score(self, sentences: Sequence[str]) -> list[float]:
        return [0.9 for _ in sentences]


def test_the_shortest_words_that_carry_it_are_the_cue() -> None:
    text = "It was, some critics believe, a plot."
    ((cue,),) = vague([text], Hears("critics"))
    assert (cue.text, cue.kind, text[cue.start : cue.end]) == ("critics", KIND, "critics")


def test_a_plain_sentence_has_none() -> None:
    assert vague(["The court sat in May."], Hears("critics")) == [()]


def test_where_no_words_carry_it_nothing_is_called_vague() -> None:
    assert vague(["The court sat in May.", ""], Convinced()) == [(), ()]


@given(st.lists(st.text(max_size=60), max_size=3))
def test_a_cue_lies_in_its_sentence(texts: list[str]) -> None:
    for text, cues in zip(texts, vague(texts, Hears("a")), strict=True):
        assert all(text[cue.start : cue.end] == cue.text for cue in cues)
