"""What holds for claims of any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.language.sentences import blocks, sentences
from bot.engine.reading.claims import find_claims, read_claims
from bot.engine.reading.premise import classify, presupposition
from bot.engine.reading.speculation import read

FRAGMENTS = [
    "Russia hacked the DNC",
    ", which swung the election",
    " and leaked emails",
    ", and Putin wants Trump to win",
    "U.S. ",
    "Mr. Smith said that ",
    "“They lied.",
    "”",
    '"',
    "1. ",
    "\n",
    "\n\n",
    "\r\n",
    "- ",
    ". ",
    "? ",
    "! ",
    "…",
    "。",
    "؟ ",
    "; ",
    "Why did Russia steal the election?",
    "According to the report, ",
    "He denied it",
    "in order to help Trump",
    "While it ",
    "could ",
    "allegedly ",
    "is İstanbul",
    "ﬁ",
    "선거에 개입했다. ",
    "Кремль это отрицает. ",
    "https://example.com/a.b ",
    "# ",
    "MR. MUELLER: ",
    "No. 5 ",
    "(",
    ")",
    "[12]",
    " ",
    "\t",
    "\x00",
    "\u2028",
    "’s ",
    "A",
    "i",
    "7",
    "because he wants it",
]
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))


@given(texts)
@settings(max_examples=300, deadline=None)
def test_claims_slice_back_to_the_text_in_order_and_drop_no_letter(text: str) -> None:
    end = 0
    covered: set[int] = set()
    for claim in find_claims(text):
        assert text[claim.start : claim.end] == claim.text
        assert claim.start >= end
        assert claim.end > claim.start
        end = claim.end
        covered.update(range(claim.start, claim.end))
    assert not [at for at, char in enumerate(text) if char.isalpha() and at not in covered]


@given(texts)
@settings(max_examples=200, deadline=None)
def test_cues_and_hinges_are_the_words_of_the_text(text: str) -> None:
    for _, reading in read_claims(text):
        for cue in reading.cues:
            assert text[cue.start : cue.end] == cue.text
        if reading.hinge:
            assert text[reading.hinge.start : reading.hinge.end] == reading.hinge.text
        assert not reading.speculative or (reading.kind and reading.hinge)


@given(texts, st.integers(0, 50))
def test_offsets_move_with_the_claim(text: str, offset: int) -> None:
    plain, moved = read(text), read(text, offset=offset)
    assert [cue.start + offset for cue in plain.cues] == [cue.start for cue in moved.cues]
    assert (plain.speculative, plain.kind, plain.aspect) == (moved.speculative, moved.kind, moved.aspect)


@given(texts)
def test_any_message_can_be_classified_and_searched_for_premises(text: str) -> None:
    assert classify(text)
    found = presupposition(text)
    if found:
        assert found.text
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.at : found.at + len(found.trigger)] == found.trigger


@given(texts)
def test_sentences_hold_every_character_but_spaces(text: str) -> None:
    for block in blocks(text):
        spans = sentences(text, block.start, block.end)
        outside = set(range(block.start, block.end)) - {at for first, last in spans for at in range(first, last)}
        assert all(text[at].isspace() for at in outside)
