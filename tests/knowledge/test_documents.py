"""What a file is, what is refused and with which words, and text in all its encodings."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

import pytest

from knowledge.documents import Limits, check_size, empty_pages, front_matter, parse, read
from knowledge.errors import DocumentError, ScannedDocument, TooLarge, UnreadableDocument
from knowledge.models import Document, Source

SOURCE = Source("s", "Title", "Publisher")


def parsed(data: bytes | str, name: str = "file.txt", limits: Limits | None = None) -> Document:
    raw = data.encode() if isinstance(data, str) else data
    document = parse(raw, name=name, source=SOURCE, limits=limits or Limits())
    position = 0
    for mark in document.marks:
        assert mark.start == position
        position = mark.end
    assert position == len(document.text)
    return document


def labelled(document: Document) -> list[tuple[str, str]]:
    return [(mark.label, document.text[mark.start : mark.end].strip()) for mark in document.marks]


def test_a_document_carries_its_source_and_the_hash_of_its_bytes() -> None:
    document = parsed("One paragraph.")
    assert document.source is SOURCE
    assert document.content_hash == hashlib.sha256(b"One paragraph.").hexdigest()
    assert document.media_type == "text/plain"


@pytest.mark.parametrize(
    ("data", "name", "error", "says"),
    [
        (b"", "empty.txt", UnreadableDocument, "is empty"),
        (b" \n\x00\n", "blank.txt", UnreadableDocument, "is empty"),
        (b"text\x00text", "nul.txt", UnreadableDocument, "NUL"),
        (random.Random(1).randbytes(4000), "noise.txt", UnreadableDocument, "not text"),
        (bytes(range(1, 32)) * 40, "controls.txt", UnreadableDocument, "not text"),
        (b"\x89PNG\r\n\x1a\n....", "scan.txt", UnreadableDocument, "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old.doc", UnreadableDocument, "DOCX or PDF"),
        (b"{\\rtf1 text}", "letter.rtf", UnreadableDocument, "RTF"),
        (b"\x1f\x8b\x08....", "a.txt.gz", UnreadableDocument, "Unpack"),
        (b"<!-- only a comment -->", "note.md", UnreadableDocument, "no text"),
        (b"\xff\xfe\x00", "half.txt", UnreadableDocument, "not text"),
    ],
)
def test_what_is_no_document_is_refused_by_name(data: bytes, name: str, error: type[DocumentError], says: str) -> None:
    with pytest.raises(error) as raised:
        parsed(data, name)
    assert str(raised.value).startswith(f"{name}")
    assert says in str(raised.value)
    assert str(raised.value).endswith(".")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(TooLarge, match=r"large\.txt: 209,715,200 bytes.*Split the file"):
        read(path, source=SOURCE)
    with pytest.raises(TooLarge):
        check_size(path)
    with pytest.raises(TooLarge):
        parsed(b"x" * 11, limits=Limits(max_bytes=10))


def test_too_many_characters_are_refused() -> None:
    with pytest.raises(TooLarge, match="characters"):
        parsed("word " * 100, limits=Limits(max_characters=50))
    pages = "\n".join(json.dumps({"page": 1, "text": "\u2460" * 20}) for _ in range(2))
    with pytest.raises(TooLarge, match="characters"):
        parsed(pages.encode(), "p.jsonl", Limits(max_characters=30))


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"gone\.txt: cannot be opened"):
        read(tmp_path / "gone.txt", source=SOURCE)
    with pytest.raises(UnreadableDocument, match="cannot be read"):
        read(tmp_path, source=SOURCE)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("One.\n\nTwo.", encoding="utf-8")
    assert check_size(path) == 10
    assert labelled(read(path, source=SOURCE)) == [("¶ 1", "One."), ("¶ 2", "Two.")]


RUSSIAN = "Агентство интернет-исследований вело работу в социальных сетях. Это установил суд. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8-r"])
def test_encodings(encoding: str) -> None:
    assert parsed(RUSSIAN.encode(encoding)).text == RUSSIAN.strip()


def test_text_is_normalised_and_no_word_changes() -> None:
    raw = "\ufeffCafe\u0301\u00a0au lait\r\n\r\nin\u00adter\u200bference \u202eterces\u202c\x07\u2028end \U000e0041"
    assert parsed(raw).text == "Café au lait\n\ninterference terces\nend"


def test_a_soft_hyphen_at_a_line_end_mends_the_word() -> None:
    assert parsed("inter\u00ad\nference").text == "interference"


def test_hard_wrapped_lines_become_paragraphs() -> None:
    line = "the accounts were bought by one company and used by another in a"
    raw = "\n".join([line] * 6 + ["short end.", "", line, line, "Also an end."])
    assert [label for label, _ in labelled(parsed(raw))] == ["¶ 1", "¶ 2"]
    assert "\n" not in parsed(raw).text.split("\n\n")[0]


def test_lines_that_are_not_wrapped_stay_lines() -> None:
    raw = "Good morning, everyone.\nTwo years ago he asked me to serve.\nThe order directed it.\n\nNow, goodbye."
    assert labelled(parsed(raw)) == [
        ("¶ 1", "Good morning, everyone.\nTwo years ago he asked me to serve.\nThe order directed it."),
        ("¶ 2", "Now, goodbye."),
    ]


def test_form_feeds_part_pages() -> None:
    document = parsed("Page one goes on\fto page two.\f\fPage four.")
    assert [label for label, _ in labelled(document)] == ["p. 1", "p. 2", "p. 3", "p. 4"]
    assert empty_pages(document) == ("p. 3",)


def pages_file(*records: object) -> str:
    return "\n".join(json.dumps(record) for record in records)


def test_a_pages_file_keeps_printed_labels() -> None:
    raw = pages_file(
        {"page_label": "Vol. I, p. 4", "text": "The Office found that the inter-\nference was real and"},
        {"page": 5, "text": "systematic. It interference."},
        {"page": 6, "text": ""},
    )
    document = parsed(raw, "report.jsonl")
    assert document.media_type == "application/jsonl"
    assert labelled(document) == [
        ("Vol. I, p. 4", "The Office found that the interference was real and"),
        ("p. 5", "systematic. It interference."),
        ("p. 6", ""),
    ]
    assert "real and systematic" in document.text
    assert empty_pages(document) == ("p. 6",)
    assert parsed(raw, "unnamed").marks == document.marks


def test_double_spaced_pages_are_read_as_paragraphs() -> None:
    lines = [
        "1. The company ran accounts that pretended to be those of people who lived in",
        "the country, and it paid for advertisements that the people of that country saw",
        "when they looked at pages on politics in the year that came before the election.",
        "2. The second paragraph begins after the first has come to its end, and it runs on",
        "to another line of text.",
    ]
    document = parsed(pages_file({"page": 1, "text": "\n\n".join(lines)}), "double.jsonl")
    first, second = document.text.split("\n\n")
    assert first.startswith("1. The company")
    assert first.endswith("before the election.")
    assert second.startswith("2. The second")


def test_empty_pages_keep_their_place_everywhere() -> None:
    texts = ["", "Two.", "", "", "Five.", ""]
    document = parsed(pages_file(*({"page": n, "text": text} for n, text in enumerate(texts, start=1))), "p.jsonl")
    assert labelled(document) == [(f"p. {n}", text) for n, text in enumerate(texts, start=1)]
    assert empty_pages(document) == ("p. 1", "p. 3", "p. 4", "p. 6")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "is not JSON"),
        ("[]", '"text"'),
        ('{"page": 1}', '"text"'),
        ('{"text": "words"}', "says no page"),
        ('{"text": "words", "page_label": " "}', "says no page"),
    ],
)
def test_a_bad_line_of_a_pages_file_is_named(line: str, says: str) -> None:
    raw = '{"page": 1, "text": "fine"}\n\n' + line
    with pytest.raises(UnreadableDocument) as raised:
        parsed(raw, "report.jsonl")
    assert "report.jsonl, line 3" in str(raised.value)
    assert says in str(raised.value)


def test_a_pages_file_may_not_be_endless() -> None:
    raw = pages_file(*({"page": number, "text": "x"} for number in range(5)))
    with pytest.raises(TooLarge, match="pages"):
        parsed(raw, "many.jsonl", Limits(max_pages=4))


def test_text_that_opens_with_a_brace_is_text() -> None:
    assert parsed("{not json at all").text == "{not json at all"
    assert parsed('{"a": 1}').text == '{"a": 1}'


def test_lone_surrogates_do_not_travel() -> None:
    document = parsed('{"page": 1, "text": "a\\ud800b"}', "p.jsonl")
    assert document.text == "a\ufffdb"


@pytest.mark.parametrize(
    ("text", "values", "body"),
    [
        ("---\ntitle: A\ndate: 2024-03-01\n---\nBody", {"title": "A", "date": "2024-03-01"}, "Body"),
        ("---\r\ntitle: A\r\n---\r\nBody", {"title": "A"}, "Body"),
        ("---\n---\nBody", {}, "---\n---\nBody"),
        ("---\n- a\n---\nBody", {}, "---\n- a\n---\nBody"),
        ("---\na: [\n---\nBody", {}, "---\na: [\n---\nBody"),
        ("No front matter", {}, "No front matter"),
        ("---\na: 1\n---", {"a": 1}, ""),
    ],
)
def test_front_matter(text: str, values: dict[str, object], body: str) -> None:
    assert front_matter(text) == (values, body)


def test_scanned_is_its_own_error() -> None:
    assert issubclass(ScannedDocument, DocumentError)
    assert not issubclass(ScannedDocument, UnreadableDocument)
