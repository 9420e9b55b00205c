"""PDF to labelled pages, with PDFium."""

from __future__ import annotations

import re
import threading

import pypdfium2

from knowledge.errors import TooLarge, UnreadableDocument
from knowledge.parsing.blocks import Limits

# PDFium is not thread-safe: every call into it, whatever the document, holds this lock.
_PDFIUM = threading.Lock()
_TAIL = 4096
_LINEARISED = re.compile(rb"/Linearized\b.{0,200}?/L\s+(\d+)", re.DOTALL)
_PASSWORD = 4
_BROKEN_AT_HYPHEN = "\ufffe"


def read_pdf(data: bytes, *, name: str, limits: Limits) -> list[tuple[str, str]]:
    """Pages as (label, text).

    A page's label is "p. " and the page label that the file declares (ISO 32000-1, 12.4.2); without declared labels
    the number of the page in the file. Raises UnreadableDocument for encrypted, truncated or damaged files.
    """
    if not _is_whole(data):
        raise UnreadableDocument(f"{name}: is cut short (the end of the PDF is missing). Fetch or copy the file again.")
    with _PDFIUM:
        return _read(data, name, limits)


def _is_whole(data: bytes) -> bool:
    linearised = _LINEARISED.search(data[:2048])
    if linearised and int(linearised[1]) > len(data):
        return False
    return b"%%EOF" in data.rstrip(b"\x00\r\n\t ")[-_TAIL:]


def _read(data: bytes, name: str, limits: Limits) -> list[tuple[str, str]]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise UnreadableDocument(f"{name}: is encrypted. Save a copy without a password and add that.") from error
        raise UnreadableDocument(f"{name}: is a damaged PDF ({error}). Fetch or save the file again.") from error
    try:
        count = len(pdf)
        if count > limits.max_pages:
            raise TooLarge(f"{name}: {count:,} pages, over the limit of {limits.max_pages:,}. Split it into parts.")
        if count == 0:
            raise UnreadableDocument(f"{name}: is a PDF without pages. Fetch or save the file again.")
        declared = [pdf.get_page_label(index).strip() for index in range(count)]
        labels = declared if any(declared) else [str(index + 1) for index in range(count)]
        pages: list[tuple[str, str]] = []
        characters = 0
        for index in range(count):
            text = _page_text(pdf, index, name)
            characters += len(text)
            if characters > limits.max_characters:
                raise TooLarge(
                    f"{name}: more than {limits.max_characters:,} characters of text. Split the document into parts."
                )
            pages.append((f"p. {labels[index]}" if labels[index] else f"PDF p. {index + 1}", text))
        return pages
    finally:
        pdf.close()


def _page_text(pdf: pypdfium2.PdfDocument, index: int, name: str) -> str:
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(
            f"{name}: page {index + 1} of the PDF is damaged ({error}). Fetch or save the file again."
        ) from error
    text_page = page.get_textpage()
    try:
        text: str = text_page.get_text_range()
    finally:
        text_page.close()
        page.close()
    return text.replace(_BROKEN_AT_HYPHEN, "-\n")
