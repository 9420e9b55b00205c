"""What holds for every text: slices are exact, nothing but white space is lost, sizes are bounded."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.models import Document, PageMark, Source
from knowledge.passages import size_of, split

PIECES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["A sentence that says something. ", "Mr. X v. Y, No. 5. ", "\n\n", "\n", "COUNT ONE", "17",
         "法院驳回。", "x" * 300,
         " \u3000", "e\u0301" * 20, "👩\u200d🚀🇺🇦", "...", "[REDACTED] "]
    ),
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=60).map("".join)
SIZES = st.integers(16, 1200).flatmap(lambda maximum: st.tuples(st.integers(1, maximum), st.just(maximum)))


def document(text: str, cuts: list[int]) -> Document:
    borders = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    marks = tuple(
        PageMark(f"p. {number}", start, end) for number, (start, end) in enumerate(pairwise(borders), start=1)
    )
    return Document(Source("s", "T", "P"), text, marks, "0" * 64)


@settings(deadline=None, max_examples=150)
@given(text=TEXTS, cuts=st.lists(st.integers(0, 10**6), max_size=5), sizes=SIZES)
@example(text="000000000\u0e00𠀀0000000000000000𠀀000000000\u3000000", cuts=[], sizes=(1, 16))
def test_passages_cover_the_text_in_order(text: str, cuts: list[int], sizes: tuple[int, int]) -> None:
    target, maximum = sizes
    parsed = document(text, cuts)
    found = split(parsed, target=target, maximum=maximum)
    position = 0
    for passage in found:
        assert passage.start >= position
        assert passage.text == text[passage.start : passage.end]
        assert not text[position : passage.start].strip()
        assert passage.text == passage.text.strip()
        assert passage.text
        assert size_of(passage.text) <= maximum
        assert passage.locator
        position = passage.end
    assert not text[position:].strip()
    assert len({passage.id for passage in found}) == len(found)
    assert split(parsed, target=target, maximum=maximum) == found


@settings(deadline=None, max_examples=60)
@given(text=TEXTS, cuts=st.lists(st.integers(0, 10**6), min_size=1, max_size=5))
def test_a_locator_names_the_pages_that_a_passage_touches(text: str, cuts: list[int]) -> None:
    parsed = document(text, cuts)
    for passage in split(parsed):
        touched = [mark.label for mark in parsed.marks if mark.start < passage.end and passage.start < mark.end]
        first, last = touched[0].removeprefix("p. "), touched[-1].removeprefix("p. ")
        assert passage.locator == (f"p. {first}" if first == last else f"pp. {first}–{last}")
