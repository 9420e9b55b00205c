"""DOCX to blocks, with python-docx, after the archive has been judged safe to expand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from knowledge.errors import TooLarge, UnreadableDocument
from knowledge.parsing.blocks import Block, Limits
from knowledge.parsing.markdown import section_label
from knowledge.parsing.text import clean, squash

_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_MAIN_PART = "word/document.xml"
_SMALL = 8 * 1024 * 1024
_TEXT, _DELETED, _FALLBACK = (
    qn("w:t"),
    qn("w:del"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_INSTEAD = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_PICTURES = (qn("w:drawing"), qn("w:pict"))


def check_archive(data: bytes, *, name: str, limits: Limits) -> frozenset[str]:
    """Names in an archive, once its directory shows that expanding it is safe.

    zipfile never yields more than the size that the directory declares, so judging declared sizes is enough. Raises
    TooLarge for archives that expand beyond the limits, UnreadableDocument for damaged or encrypted ones.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableDocument(f"{name}: is a damaged archive ({error}). Fetch or save the file again.") from error
    expanded = sum(entry.file_size for entry in entries)
    advice = "Nothing was expanded. If you trust the file, save it as PDF and add that."
    if len(entries) > limits.max_entries:
        raise TooLarge(f"{name}: holds {len(entries):,} entries, over the limit of {limits.max_entries:,}. {advice}")
    if expanded > limits.max_expanded_bytes:
        raise TooLarge(
            f"{name}: would expand to {expanded:,} bytes, over the limit of {limits.max_expanded_bytes:,}. {advice}"
        )
    if expanded > _SMALL and expanded > limits.max_expansion_ratio * len(data):
        raise TooLarge(
            f"{name}: would expand to {expanded / len(data):.0f} times its size, over the limit of "
            f"{limits.max_expansion_ratio}. {advice}"
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableDocument(f"{name}: is encrypted. Save a copy without a password and add that.")
    return frozenset(entry.filename for entry in entries)


def read_docx(data: bytes, *, name: str, limits: Limits) -> tuple[list[Block], bool]:
    """Blocks of a DOCX, labelled by heading and paragraph, and whether it holds pictures.

    Deleted text of tracked changes is left out, inserted text is in; footnotes come last, under "footnotes".
    """
    if _MAIN_PART not in check_archive(data, name=name, limits=limits):
        raise UnreadableDocument(f"{name}: is an archive, not a DOCX. Unpack it and add the files in it.")
    try:
        document = docx.Document(io.BytesIO(data))
        blocks = [*_body(document), *_footnotes(document)]
        pictures = any(next(document.element.iter(tag), None) is not None for tag in _PICTURES)
    except Exception as error:  # python-docx and lxml raise KeyError, ValueError, XMLSyntaxError and more on bad parts
        raise UnreadableDocument(f"{name}: is a damaged DOCX ({error}). Open and save it again.") from error
    return blocks, pictures


def _body(document: Any) -> Iterator[Block]:
    heading = ""
    number = 0
    for item in document.iter_inner_content():
        text = "\n".join(_rows(item)) if isinstance(item, Table) else clean(_text(item._p))
        if not text:
            continue
        if isinstance(item, Paragraph) and _is_heading(item):
            heading, number = squash(text), 0
            yield Block(section_label(heading, 1), heading)
        else:
            number += 1
            yield Block(section_label(heading, number), text)


def _is_heading(paragraph: Paragraph) -> bool:
    style = paragraph.style
    return style is not None and (style.name or "").lower().startswith(("heading", "title"))


def _rows(table: Table) -> Iterator[str]:
    for row in table._tbl.tr_lst:
        cells = [squash(clean(" ".join(_text(p) for p in cell.iter(qn("w:p"))))) for cell in row.tc_lst]
        if any(cells):
            yield " | ".join(cell for cell in cells if cell)


def _text(element: Any) -> str:
    pieces: list[str] = []
    for node in element.iter(_TEXT, *_INSTEAD):
        if any(above.tag in (_DELETED, _FALLBACK) for above in node.iterancestors()):
            continue
        pieces.append(_INSTEAD.get(node.tag) or node.text or "")
    return "".join(pieces)


def _footnotes(document: Any) -> Iterator[Block]:
    for relation in document.part.rels.values():
        if relation.reltype != _FOOTNOTES or relation.is_external:
            continue
        root = parse_xml(relation.target_part.blob)
        for note in root.iter(qn("w:footnote")):
            text = squash(clean(" ".join(_text(p) for p in note.iter(qn("w:p")))))
            if text and note.get(qn("w:type")) is None:
                yield Block(f"footnote {note.get(qn('w:id'))}", f"[{note.get(qn('w:id'))}] {text}")
