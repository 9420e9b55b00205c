"""Passages: the cases a reader would notice, and every branch of the splitter."""

from __future__ import annotations

import pytest

from knowledge.models import Document, PageMark, Source
from knowledge.passages import MAXIMUM, join_locators, size_of, split

SENTENCE = "The committee found that the accounts were bought in one week. "


def document(text: str, marks: tuple[PageMark, ...] | None = None, language: str = "en") -> Document:
    source = Source("s", "Title", "Publisher", language=language)
    return Document(source, text, marks if marks is not None else (PageMark("p. 1", 0, len(text)),), "0" * 64)


def pages(*texts: str, glue: str = "\n\n", prefix: str = "p. ") -> Document:
    marks = []
    text = ""
    for number, page in enumerate(texts, start=1):
        start = len(text)
        text += page + (glue if number < len(texts) and page else "")
        marks.append(PageMark(f"{prefix}{number}", start, len(text)))
    return document(text, tuple(marks))


def test_a_short_document_is_one_passage() -> None:
    (passage,) = split(document("The court dismissed the charges."))
    assert passage.text == "The court dismissed the charges."
    assert (passage.start, passage.end, passage.locator, passage.source_id) == (0, 32, "p. 1", "s")


def test_an_empty_document_has_no_passages() -> None:
    assert split(document("", ())) == []
    assert split(document(" \n\n ", ())) == []


def test_language_comes_from_the_source() -> None:
    assert split(document("Das Gericht wies die Klage ab.", language="de"))[0].language == "de"


def test_paragraphs_stay_whole_when_they_fit() -> None:
    paragraphs = [(SENTENCE * 10).strip() for _ in range(4)]
    assert [passage.text for passage in split(document("\n\n".join(paragraphs)))] == paragraphs


def test_a_heading_goes_with_what_it_heads() -> None:
    text = "\n\n".join([(SENTENCE * 13).strip(), "COUNT ONE", (SENTENCE * 13).strip()])
    first, second = split(document(text))
    assert first.text.endswith("one week.")
    assert second.text.startswith("COUNT ONE\n\n")


def test_a_heading_with_a_full_stop_is_known_by_its_section_label() -> None:
    body = (SENTENCE * 13).strip()
    text = f"{body}\n\nSection 8.\n\n{body}"
    start = len(body) + 2
    marks = (PageMark("“Section 7.”, ¶ 1", 0, start), PageMark("“Section 8.”, ¶ 1", start, len(text)))
    first, second = split(document(text, marks))
    assert second.text.startswith("Section 8.\n\n")
    assert (first.locator, second.locator) == ("“Section 7.”, ¶ 1", "“Section 8.”, ¶ 1")


def test_a_page_number_is_no_passage_of_its_own() -> None:
    body = (SENTENCE * 15).strip()
    found = split(document(f"{body}\n\n17\n\n{body}\n\n18"))
    assert all(sum(map(str.isalpha, passage.text)) > 100 for passage in found)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Mr. Smith met Dr. Jones. They left.", ["Mr. Smith met Dr. Jones.", "They left."]),
        ("See 18 U.S.C. § 371. The U.S. Department said so.", ["See 18 U.S.C. § 371.", "The U.S. Department said so."]),
        ("It was no. 5 of ten. Next.", ["It was no. 5 of ten.", "Next."]),
        ("He asked why... then left. She stayed.", ["He asked why... then left.", "She stayed."]),
        ("“Did they?” Nobody knew. 13 were charged.", ["“Did they?”", "Nobody knew.", "13 were charged."]),
        ('He said "no." Then he left!', ['He said "no."', "Then he left!"]),
        ("法院驳回了起诉。委员会认定如下。", ["法院驳回了起诉。", "委员会认定如下。"]),
        ("न्यायालय ने कहा। फिर।", ["न्यायालय ने कहा।", "फिर।"]),
        ("§. Then.", ["§. Then."]),
        ("( . Then it ended.", ["( .", "Then it ended."]),
    ],
)
def test_long_lines_are_cut_at_sentences(text: str, sentences: list[str]) -> None:
    padding = ["x" * 90 + "." for _ in range(3)]
    found = split(document(" ".join([*padding, text])), target=40, maximum=100)
    joined = {passage.text for passage in found} - set(padding)
    # Short sentences share passages; a cut may stand only between sentences.
    position = 0
    borders = {0}
    for sentence in sentences:
        position = text.index(sentence, position) + len(sentence)
        borders.add(position)
    offset = sum(len(piece) + 1 for piece in padding)
    assert joined
    assert {passage.end - offset for passage in found if passage.end > offset} <= borders


def test_a_text_without_any_break_is_cut_at_the_maximum() -> None:
    found = split(document("x" * 5000))
    assert "".join(passage.text for passage in found) == "x" * 5000
    assert max(len(passage.text) for passage in found) <= MAXIMUM


def test_a_long_sentence_is_cut_at_white_space() -> None:
    found = split(document("a" * 20 + "   " + "b" * 20), target=20, maximum=20)
    assert [passage.text for passage in found] == ["a" * 20, "b" * 20]
    found = split(document("word " * 1000))
    assert all(passage.text.startswith("word") and passage.text.endswith("word") for passage in found)


@pytest.mark.parametrize(
    "character",
    ["e\u0301", "👩\u200d🚀", "🇺🇦", "👍🏽", "\u0915\u094d\u0937"],
    ids=["accent", "joiner", "flag", "tone", "virama"],
)
def test_a_visible_character_is_not_torn(character: str) -> None:
    text = "".join(character for _ in range(300))
    found = split(document(text), target=31, maximum=31)
    assert len(found) > 10
    assert all(passage.text.startswith(character[0]) for passage in found)
    assert all(passage.text.endswith(character[-1]) for passage in found)


def test_endless_combining_marks_are_still_bounded() -> None:
    found = split(document("e" + "\u0301" * 500), maximum=40, target=30)
    assert max(len(passage.text) for passage in found) <= 40


def test_chinese_counts_for_more() -> None:
    assert size_of("法院") == 5
    text = "法院驳回了起诉，委员会认定存在干预行为。" * 100
    assert max(len(passage.text) for passage in split(document(text))) <= MAXIMUM / 2.5


def test_locators_span_pages() -> None:
    found = split(pages("The first page has a sentence that", "runs over to the second.", glue=" "))
    assert [passage.locator for passage in found] == ["pp. 1–2"]


def test_a_page_without_text_is_in_no_locator() -> None:
    found = split(pages("The first page.", "", "The third page."))
    assert [passage.locator for passage in found] == ["pp. 1–3"]
    assert split(document("No marks at all.", ()))[0].locator == ""


@pytest.mark.parametrize(
    ("first", "last", "joined"),
    [
        ("p. 4", "p. 4", "p. 4"),
        ("p. 4", "p. 5", "pp. 4–5"),
        ("Vol. I, p. 4", "Vol. I, p. 5", "Vol. I, pp. 4–5"),
        ("Vol. I, p. 199", "Vol. II, p. 1", "Vol. I, p. 199 – Vol. II, p. 1"),
        ("PDF p. 3", "PDF p. 4", "PDF pp. 3–4"),
        ("p. xii", "p. 1", "pp. xii–1"),
        ("Appendix (PDF p. 395)", "Appendix (PDF p. 396)", "Appendix (PDF pp. 395–396)"),
        ("¶ 3", "¶ 5", "¶¶ 3–5"),
        ("“Policy”, ¶ 3", "“Policy”, ¶ 5", "“Policy”, ¶¶ 3–5"),
        ("“Policy”, ¶ 3", "“Scope”, ¶ 1", "“Policy”, ¶ 3 – “Scope”, ¶ 1"),
        ("footnote 1", "footnote 2", "footnotes 1–2"),
        ("Preface", "p. 1", "Preface – p. 1"),
    ],
)
def test_locators_join_as_printed(first: str, last: str, joined: str) -> None:
    assert join_locators(first, last) == joined


def test_ids_differ_between_sources_and_repeated_texts() -> None:
    repeated = "\n\n".join([(SENTENCE * 13).strip()] * 3)
    first = split(document(repeated))
    assert len({passage.id for passage in first}) == 3
    other = Document(Source("t", "T", "P"), repeated, (), "0" * 64)
    assert not {passage.id for passage in split(other)} & {passage.id for passage in first}


def test_an_edit_leaves_distant_ids_alone() -> None:
    paragraphs = [f"Paragraph {number}. " + (SENTENCE * 12).strip() for number in range(30)]
    before = {passage.id for passage in split(document("\n\n".join(paragraphs)))}
    paragraphs[2] = "Rewritten. " + paragraphs[2]
    after = {passage.id for passage in split(document("\n\n".join(paragraphs)))}
    assert len(before & after) >= 28


@pytest.mark.parametrize(("target", "maximum"), [(0, 100), (101, 100), (10, 15)])
def test_senseless_sizes_are_refused(target: int, maximum: int) -> None:
    with pytest.raises(ValueError, match="target"):
        split(document("Text."), target=target, maximum=maximum)
