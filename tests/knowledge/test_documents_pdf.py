"""PDFs made here, page by page: labels, running heads, broken words, and every way of being unreadable."""

from __future__ import annotations

import io

import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle

from knowledge.documents import Limits, empty_pages
from knowledge.errors import ScannedDocument, TooLarge, UnreadableDocument
from knowledge.models import Document
from tests.knowledge.test_documents import labelled, parsed

LONG = "and the accounts were bought by one company and were used by another one in the spring of"


def pdf(*pages: list[str]) -> bytes:
    made = FPDF()
    made.set_font("Helvetica", size=10)
    for lines in pages:
        made.add_page()
        for line in lines:
            made.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    return bytes(made.output())


def rewritten(data: bytes, change: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    if change == "encrypt":
        writer.encrypt("secret")
    else:
        writer.set_page_label(0, 1, style=PageLabelStyle.LOWERCASE_ROMAN)
        writer.set_page_label(2, 3, style=PageLabelStyle.DECIMAL, prefix="A-")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def read_pdf(data: bytes, limits: Limits | None = None) -> Document:
    return parsed(data, "report.pdf", limits)


def test_pages_are_numbered_by_the_file() -> None:
    document = read_pdf(pdf(["The first page."], ["The second page."]))
    assert document.media_type == "application/pdf"
    assert labelled(document) == [("p. 1", "The first page."), ("p. 2", "The second page.")]


def test_declared_page_labels_come_first() -> None:
    data = rewritten(pdf(["Preface."], ["More."], ["One."], ["Two."]), "label")
    assert [mark.label for mark in read_pdf(data).marks] == ["p. i", "p. ii", "p. A-1", "p. A-2"]


def test_a_pdf_is_known_by_its_content() -> None:
    assert parsed(pdf(["Words."]), "download").media_type == "application/pdf"


def test_running_heads_and_page_numbers_go() -> None:
    names = ["Alpha", "Bravo", "Charlie", "Delta"]
    pages = [
        [f"Case 1:18-cr-00032 Page {number} of 4", f"{name} {LONG}", f"{name} time.", str(number)]
        for number, name in enumerate(names, start=1)
    ]
    document = read_pdf(pdf(*pages))
    assert labelled(document) == [
        (f"p. {number}", f"{name} {LONG} {name} time.") for number, name in enumerate(names, start=1)
    ]


def test_a_space_that_is_only_a_gap_is_put_back() -> None:
    made = FPDF()
    made.set_font("Helvetica", size=10)
    made.add_page()
    for gap in (20, 20, 0.55, 0.0):
        for word in ("some", "thing"):
            made.cell(w=made.get_string_width(word) + 2 * made.c_margin, text=word)
            made.set_x(made.get_x() - 2 * made.c_margin + gap)
        made.ln()
    lines = read_pdf(bytes(made.output())).text.split()
    assert lines == ["some", "thing", "some", "thing", "some", "thing", "something"]


def test_lines_and_pages_join_and_paragraphs_part() -> None:
    document = read_pdf(
        pdf(["COUNT ONE", f"1. First {LONG}", "a year.", f"2. Second {LONG}"], ["summer, it ended.", "* * *"])
    )
    assert document.text.split("\n\n") == [
        "COUNT ONE",
        f"1. First {LONG} a year.",
        f"2. Second {LONG} summer, it ended.",
    ]
    assert labelled(document)[1] == ("p. 2", "summer, it ended.")


def test_words_broken_at_line_ends_are_mended_by_the_document_itself() -> None:
    document = read_pdf(
        pdf(
            [
                "The interference was large-scale and co-ordinated by people who lived there, and inter-",
                "ference went on in the large-",
                "scale effort by people of self-",
                "enrichment and by others who were not of it.",
            ]
        )
    )
    assert "and interference went" in document.text
    assert "the large-scale effort" in document.text


def test_a_word_broken_at_a_page_end_stays_whole() -> None:
    document = read_pdf(pdf([f"Their interference {LONG} inter-"], ["ference by them ended."]))
    assert labelled(document)[0][1].endswith("of interference")
    assert labelled(document)[1][1] == "by them ended."


def test_some_pages_without_text_are_named() -> None:
    document = read_pdf(pdf(["Words."], [], ["More words."]))
    assert empty_pages(document) == ("p. 2",)
    assert document.text == "Words.\n\nMore words."


def test_no_page_with_text_is_scanned() -> None:
    with pytest.raises(ScannedDocument, match=r"report\.pdf: no text on 2 pages.*OCR"):
        read_pdf(pdf([], []))


def test_an_encrypted_pdf_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"report\.pdf: is encrypted"):
        read_pdf(rewritten(pdf(["Words."]), "encrypt"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_pdf_is_refused(share: float) -> None:
    data = pdf(*[[LONG] * 40 for _ in range(5)])
    with pytest.raises(UnreadableDocument, match=r"report\.pdf: is cut short"):
        read_pdf(data[: int(len(data) * share)])


def test_a_linearised_pdf_tells_its_own_length() -> None:
    head = b"%PDF-1.5\n1 0 obj\n<< /Linearized 1 /L 999999 /O 3 >>\nendobj\n"
    with pytest.raises(UnreadableDocument, match="is cut short"):
        read_pdf(head + b"%%EOF\n")


def test_a_damaged_pdf_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"report\.pdf: is a damaged PDF"):
        read_pdf(b"%PDF-1.7\n" + b"garbage " * 100 + b"\n%%EOF\n")


def test_limits_hold() -> None:
    data = pdf(["Words."], ["Words."])
    with pytest.raises(TooLarge, match="2 pages"):
        read_pdf(data, Limits(max_pages=1))
    with pytest.raises(TooLarge, match="characters"):
        read_pdf(data, Limits(max_characters=8))
