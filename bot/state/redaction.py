"""Takes what may identify a person out of a question before it enters the gap log."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_LINK = re.compile(r"\b(?:https?://|www\.|t\.me/|tg://)\S+", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w/])@\w{2,}")
_MENTION = re.compile(r"<[@#][!&]?\d+>")
_PHONE = re.compile(r"(?<!\w)\+?\d(?:[\s().-]{0,2}\d){6,}(?!\w)")
_SECRET = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])[\w-]{20,}\b")


def redact(text: str) -> str:
    """The text with e-mail addresses, links, @names, telephone numbers and long tokens replaced by their kind.

    Dates and years stay; a whole link goes, since paths and queries carry names and tokens alike.
    """
    for pattern, kind in (
        (_LINK, "[link]"),
        (_ADDRESS, "[address]"),
        (_MENTION, "[name]"),
        (_NAME, "[name]"),
        (_SECRET, "[token]"),
    ):
        text = pattern.sub(kind, text)
    return _PHONE.sub(lambda found: found[0] if _is_date(found[0]) else "[number]", text)


def _is_date(text: str) -> bool:
    return re.fullmatch(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}[-–]\d{4}", text) is not None
