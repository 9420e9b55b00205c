"""Telegram's HTML as the Bot API reads it: text and entities, or the error that it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r"<(/?)([a-zA-Z-]+)([^<>]*)>|&(#x?[0-9A-Fa-f]+|[a-z]+);|([<>&])|([^<>&]+)", re.DOTALL)
_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "s": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


class BadHtml(ValueError):
    """What the Bot API answers: ``can't parse entities``."""


@dataclass(frozen=True)
class Parsed:
    text: str
    entities: list[dict[str, object]] = field(default_factory=list)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> Parsed:
    """Raises BadHtml for an unknown tag, wrong nesting, a stray ``<`` or ``&``, or an unknown character reference."""
    text = ""
    entities: list[dict[str, object]] = []
    open_tags: list[tuple[str, int, dict[str, object]]] = []
    for found in _TOKEN.finditer(source):
        closing, tag, attributes, reference, stray, plain = found.groups()
        if plain is not None:
            text += plain
        elif reference is not None:
            text += _character(reference)
        elif stray is not None:
            if stray != ">":
                raise BadHtml(f"can't parse entities: unexpected {stray!r} at {found.start()}")
            text += stray
        elif closing:
            if not open_tags or open_tags[-1][0] != tag:
                raise BadHtml(f"can't parse entities: unexpected end tag </{tag}> at {found.start()}")
            _, start, entity = open_tags.pop()
            length = utf16(text) - start
            if length:
                entities.append({**entity, "offset": start, "length": length})
        else:
            if tag == "blockquote" and any(one == "blockquote" for one, *_ in open_tags):
                raise BadHtml("can't parse entities: blockquotes can't be nested")
            open_tags.append((tag, utf16(text), _entity(tag, attributes.strip())))
    if open_tags:
        raise BadHtml(f"can't parse entities: can't find end tag of <{open_tags[-1][0]}>")
    return Parsed(text, entities)


def _character(reference: str) -> str:
    if reference.startswith("#"):
        return chr(int(reference[2:], 16) if reference[1] in "xX" else int(reference[1:]))
    if reference not in _NAMED:
        raise BadHtml(f"can't parse entities: unknown reference &{reference};")
    return _NAMED[reference]


def _entity(tag: str, attributes: str) -> dict[str, object]:
    if tag not in _KINDS:
        raise BadHtml(f"can't parse entities: unsupported start tag <{tag}>")
    if tag == "a":
        found = re.fullmatch(r'href="([^"]*)"', attributes)
        if found is None:
            raise BadHtml("can't parse entities: a link needs an href")
        return {"type": "text_link", "url": parse_html(found[1]).text}
    if tag == "blockquote" and attributes == "expandable":
        return {"type": "expandable_blockquote"}
    if attributes:
        raise BadHtml(f"can't parse entities: unexpected attributes {attributes!r}")
    return {"type": _KINDS[tag]}
