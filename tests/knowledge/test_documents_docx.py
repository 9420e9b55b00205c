"""DOCX: text in order, and archives that are refused before they are expanded."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from knowledge.documents import Limits
from knowledge.errors import ScannedDocument, TooLarge, UnreadableDocument
from tests.knowledge.test_documents import labelled, parsed

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def made(write: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def report(document: docx.document.Document) -> None:
    document.add_paragraph("Opening words.")
    document.add_heading("Findings", level=1)
    document.add_paragraph("The committee found it.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Name", "Role"
    document.add_paragraph("After the table.")


def test_headings_are_sections_and_tables_stay_in_place() -> None:
    document = parsed(made(report), "report.docx")
    assert document.media_type.endswith("wordprocessingml.document")
    assert labelled(document) == [
        ("¶ 1", "Opening words."),
        ("“Findings”, ¶ 1", "Findings\n\nThe committee found it."),
        ("“Findings”, ¶ 2", "Name | Role"),
        ("“Findings”, ¶ 3", "After the table."),
    ]


def test_a_docx_is_known_by_its_content() -> None:
    assert parsed(made(report), "download").text.startswith("Opening")


def test_inserted_text_counts_and_deleted_text_does_not() -> None:
    def write(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("The charge was ")
        for change, word in (("w:ins", "dismissed"), ("w:del", "upheld")):
            element = OxmlElement(change)
            run = OxmlElement("w:r")
            text = OxmlElement("w:t")
            text.text = word
            run.append(text)
            element.append(run)
            paragraph._p.append(element)
        paragraph.add_run(".").add_break()
        paragraph.add_run("Next\tline")

    assert parsed(made(write), "a.docx").text == "The charge was dismissed.\nNext line"


def test_footnotes_come_last() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{NAMESPACE}"><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>-</w:t></w:r></w:p>'
        '</w:footnote><w:footnote w:id="1"><w:p><w:r><w:t>See the order.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )

    def write(document: docx.document.Document) -> None:
        document.add_paragraph("Body.")
        part = Part(PackURI("/word/footnotes.xml"), "application/xml", notes.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    assert labelled(parsed(made(write), "a.docx")) == [("¶ 1", "Body."), ("footnote 1", "[1] See the order.")]


def test_pictures_without_text_are_scanned() -> None:
    def write(document: docx.document.Document) -> None:
        picture = io.BytesIO()
        Image.new("RGB", (4, 4)).save(picture, "PNG")
        picture.seek(0)
        document.add_picture(picture)

    with pytest.raises(ScannedDocument, match=r"scan\.docx.*OCR"):
        parsed(made(write), "scan.docx")


def test_nothing_at_all_is_unreadable() -> None:
    with pytest.raises(UnreadableDocument, match="holds no text"):
        parsed(made(lambda document: None), "blank.docx")


def archive(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return out.getvalue()


BOMB = archive({"word/document.xml": b"\0" * (20 * 1024 * 1024)})


@pytest.mark.parametrize(
    ("data", "limits", "says"),
    [
        (BOMB, Limits(), "times its size"),
        (BOMB, Limits(max_expanded_bytes=1024), "would expand to 20,971,520 bytes"),
        (archive({f"{number}.xml": b"x" for number in range(9)}), Limits(max_entries=8), "9 entries"),
    ],
)
def test_a_zip_bomb_is_refused_unexpanded(data: bytes, limits: Limits, says: str) -> None:
    with pytest.raises(TooLarge) as raised:
        parsed(data, "bomb.docx", limits)
    assert str(raised.value).startswith("bomb.docx: ")
    assert says in str(raised.value)
    assert "Nothing was expanded" in str(raised.value)


def encrypted() -> bytes:
    data = bytearray(made(report))
    position = data.index(b"PK\x01\x02")
    data[position + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (made(report)[:3000], "damaged archive"),
        (archive({"readme.txt": b"hello"}), "not a DOCX"),
        (archive({"word/document.xml": b"<broken"}), "damaged DOCX"),
        (encrypted(), "encrypted"),
    ],
)
def test_bad_archives_are_refused(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says) as raised:
        parsed(data, "bad.docx")
    assert str(raised.value).startswith("bad.docx: ")


def test_the_names_used_here_are_the_standard_ones() -> None:
    assert qn("w:t") == f"{{{NAMESPACE}}}t"
