"""Files to documents: the only parsing. Bytes go in, a :class:`~knowledge.models.Document` comes out.

What a file is, its content says first and its name second. The text that comes out is normalised (see
:func:`knowledge.parsing.text.clean`): wrapped lines are joined and words broken at a line's end mended, running heads
and page numbers are off, and no word is added. Each format has a module in :mod:`knowledge.parsing`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from knowledge.errors import ScannedDocument, TooLarge, UnreadableDocument
from knowledge.models import Document, Source
from knowledge.parsing.blocks import Block, Limits, tile
from knowledge.parsing.markdown import blocks_from_markdown, front_matter
from knowledge.parsing.text import decode, normalise

__all__ = ["Limits", "check_size", "empty_pages", "front_matter", "parse", "read"]

_DEFAULT = Limits()
_MARKDOWN_NAMES = {".md", ".markdown", ".mdown", ".mkd"}
_HTML_NAMES = {".html", ".htm", ".xhtml"}
_PAGES_NAMES = {".jsonl", ".ndjson"}
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Office file or an encrypted one", "Save it as DOCX or PDF, without a password"),
    (b"\x89PNG", "a picture (PNG)", "Run text recognition (OCR) on it"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "Run text recognition (OCR) on it"),
    (b"GIF8", "a picture (GIF)", "Run text recognition (OCR) on it"),
    (b"II*\x00", "a picture (TIFF)", "Run text recognition (OCR) on it"),
    (b"MM\x00*", "a picture (TIFF)", "Run text recognition (OCR) on it"),
    (b"\x1f\x8b", "a compressed file (gzip)", "Unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)", "Unpack it"),
    (b"Rar!", "an archive (RAR)", "Unpack it"),
    (b"{\\rtf", "an RTF file", "Save it as DOCX or PDF"),
    (b"\x7fELF", "a program", "Leave it out"),
)  # fmt: skip


def check_size(path: Path, limits: Limits = _DEFAULT) -> int:
    """A file's size in bytes, without reading it. Raises TooLarge, or UnreadableDocument where there is no file."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableDocument(f"{path}: cannot be opened ({error.strerror}). Check the path.") from error
    _refuse_large(size, str(path), limits)
    return size


def read(path: Path, *, source: Source, limits: Limits = _DEFAULT) -> Document:
    """Reads and parses a file; its size is judged before it is read. Raises as :func:`check_size` and :func:`parse`."""
    check_size(path, limits)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{path}: cannot be read ({error.strerror}). Check the file.") from error
    return parse(data, name=path.name, source=source, limits=limits)


def parse(data: bytes, *, name: str, source: Source, limits: Limits = _DEFAULT) -> Document:
    """Bytes to a document.

    ``name`` is the file's name or the address it came from; errors carry it, and it decides between formats that look
    alike (Markdown and plain text). Locators are printed page labels where the file has them ("Vol. I, p. 94", "p. 4"),
    else heading and paragraph (“Background”, ¶ 3), else paragraph ("¶ 3"). The marks tile ``text``; a page that holds
    no text has an empty mark (:func:`empty_pages`).

    Raises UnreadableDocument (damaged, encrypted, empty, not text), ScannedDocument (pictures of pages, no text) or
    TooLarge; every message names the file and says what to do.
    """
    _refuse_large(len(data), name, limits)
    if not data.strip(b"\x00\t\n\r "):
        raise UnreadableDocument(f"{name}: is empty. Fetch or copy the file again.")
    blocks, media_type, pictures = _blocks(data, name, limits)
    text, marks = tile(blocks, name=name, limits=limits)
    if not text:
        if pictures:
            pages = f"{len(marks)} pages" if len(marks) > 1 else "the page"
            raise ScannedDocument(
                f"{name}: no text on {pages}; they look scanned. Run text recognition (OCR) and add the result."
            )
        raise UnreadableDocument(f"{name}: holds no text. Check that it is the right file.")
    return Document(source, text, marks, hashlib.sha256(data).hexdigest(), media_type)


def empty_pages(document: Document) -> tuple[str, ...]:
    """Labels of the pages that hold no text, such as scanned ones among others; nothing of them can be found."""
    return tuple(mark.label for mark in document.marks if mark.start == mark.end)


def _refuse_large(size: int, name: str, limits: Limits) -> None:
    if size > limits.max_bytes:
        raise TooLarge(
            f"{name}: {size:,} bytes, over the limit of {limits.max_bytes:,}. Split the file and add its parts."
        )


def _blocks(data: bytes, name: str, limits: Limits) -> tuple[Sequence[Block], str, bool]:
    """Blocks, media type, and whether a document without text must be pictures of text."""
    for opening, what, advice in _FOREIGN:
        if data.startswith(opening):
            raise UnreadableDocument(f"{name}: is {what}. {advice} and add the result.")
    if b"%PDF-" in data[:1024]:
        from knowledge.parsing.pages import blocks_from_pages
        from knowledge.parsing.pdf import read_pdf

        pages = read_pdf(data, name=name, limits=limits)
        return list(blocks_from_pages(pages)), "application/pdf", True
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from knowledge.parsing.docx import read_docx

        blocks, pictures = read_docx(data, name=name, limits=limits)
        return blocks, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", pictures
    return _text_blocks(data, name, limits)


def _text_blocks(data: bytes, name: str, limits: Limits) -> tuple[Sequence[Block], str, bool]:
    suffix = PurePosixPath(name.split("?")[0].split("#")[0]).suffix.lower()
    if suffix in _HTML_NAMES or data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        from knowledge.parsing.html import blocks_from_html, declared_charset, looks_like_html

        text = decode(data, name=name, declared=declared_charset(data))
        if suffix in _HTML_NAMES or looks_like_html(text):
            return blocks_from_html(text, name=name), "text/html", False
    else:
        text = decode(data, name=name)
    if len(text) > limits.max_characters:
        raise TooLarge(
            f"{name}: {len(text):,} characters, over the limit of {limits.max_characters:,}. Split the file."
        )
    from knowledge.parsing.pages import blocks_from_pages, looks_like_pages, read_pages_file

    if suffix in _PAGES_NAMES or looks_like_pages(text):
        pages = read_pages_file(text, name=name, limits=limits)
        return list(blocks_from_pages(pages)), "application/jsonl", False
    values, body = front_matter(text)
    if suffix in _MARKDOWN_NAMES or values:
        return blocks_from_markdown(normalise(body)), "text/markdown", False
    from knowledge.parsing.plain import blocks_from_text

    return blocks_from_text(normalise(text)), "text/plain", False
