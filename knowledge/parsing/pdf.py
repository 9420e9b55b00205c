"""PDF to labelled pages, with PDFium."""

from __future__ import annotations

import re
import threading
from collections import Counter

import pypdfium2

from knowledge.errors import TooLarge, UnreadableDocument
from knowledge.parsing.blocks import Limits

# PDFium is not thread-safe: every call into it, whatever the document, holds this lock.
_PDFIUM = threading.Lock()
_TAIL = 4096
_LINEARISED = re.compile(rb"/Linearized\b.{0,200}?/L\s+(\d+)", re.DOTALL)
_PASSWORD = 4
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_GAP = 0.2
_LONGEST_WORD = 40
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
        texts = _with_lost_spaces(pdf, [text for _, text in pages])
        return [(label, text.replace(_BROKEN_AT_HYPHEN, "-\n")) for (label, _), text in zip(pages, texts, strict=True)]
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
    return text


def _with_lost_spaces(pdf: pypdfium2.PdfDocument, texts: list[str]) -> list[str]:
    """Puts back spaces that PDFium loses where a change of font or a small gap parts two words.

    A rare word that falls into two words of the document is looked at on the page: where a gap lies between the two
    that is wider than letters stand apart, they are two. Looking at every letter would cost ten times as much.
    """
    counts = Counter(word for text in texts for word in _LETTERS.findall(text))
    known = frozenset(word for word, count in counts.items() if count >= 2)
    suspects = frozenset(
        word for word, count in counts.items() if count <= 2 and len(word) <= _LONGEST_WORD and _splits(word, known)
    )
    return [_respaced(pdf, index, text, suspects, known) for index, text in enumerate(texts)]


def _splits(word: str, known: frozenset[str]) -> list[int]:
    return [cut for cut in range(2, len(word) - 1) if word[:cut] in known and word[cut:] in known]


def _respaced(
    pdf: pypdfium2.PdfDocument, index: int, text: str, suspects: frozenset[str], known: frozenset[str]
) -> str:
    found = [match for match in _LETTERS.finditer(text) if match.group() in suspects]
    if not found:
        return text
    page = pdf[index]
    text_page = page.get_textpage()
    cuts: list[int] = []
    for match in found:
        place = range(match.start(), match.end())
        printed = "".join(chr(pypdfium2.raw.FPDFText_GetUnicode(text_page, at)) for at in place)
        if printed != match.group():
            continue
        boxes = [text_page.get_charbox(at) for at in place]
        height = max(top - bottom for _, bottom, _, top in boxes)
        cuts += [
            match.start() + cut
            for cut in _splits(match.group(), known)
            if boxes[cut][0] - boxes[cut - 1][2] > _GAP * height
        ]
    text_page.close()
    page.close()
    for cut in reversed(cuts):
        text = f"{text[:cut]} {text[cut:]}"
    return text
