"""Examples for the OpenAPI description. The source in them is invented."""

from __future__ import annotations

import json
from typing import Any

_CITATION = {
    "source_id": "example-inquiry",
    "title": "Report of the Example Inquiry",
    "publisher": "Example Committee",
    "published": "2020-05",
    "url": "https://inquiry.example/report.pdf",
    "locator": "p. 14",
    "quote": "The agency paid for the advertisements.",
    "kind": "inquiry_report",
    "act": "found",
    "item_id": "example-inquiry#p14-2",
    "archive_url": None,
}

_STATEMENT = {
    "text": "The agency paid for the advertisements.",
    "standing": "documented",
    "aspect": "activity",
    "confidence": None,
    "why": "An official inquiry found it.",
    "role": "answer",
    "date": None,
    "original": None,
    "citations": [_CITATION],
}

ANSWER: dict[str, Any] = {
    "id": "k3Jr0aWq9ZtP",
    "kind": "explanation",
    "question": "Who paid for the advertisements?",
    "premise": None,
    "statements": [_STATEMENT],
    "gaps": [{"text": "Nothing held says what the advertisements changed.", "settled_by": "A study of voters."}],
    "dropped": [],
    "nearest": [],
    "reason": None,
    "message": None,
    "writer": "extractive",
    "as_of": "2026-01-02",
    "understood": None,
    "notice": None,
    "episode": None,
}

_CLAIM = {
    "text": "They will do so again.",
    "start": 40,
    "end": 62,
    "standing": "speculation",
    "aspect": "forecast",
    "confidence": None,
    "hinge": {"text": "will", "start": 45, "end": 49},
    "cues": [{"text": "will", "kind": "prediction", "start": 45, "end": 49}],
    "why": "A forecast: no source of record can establish it.",
    "speaker": None,
    "heading": False,
    "unsupported": [],
    "citations": [],
}

CHECK: dict[str, Any] = {
    "claims": [_CLAIM],
    "counts": {
        "documented": 0,
        "assessed": 0,
        "reported": 0,
        "alleged": 0,
        "disputed": 0,
        "contradicted": 0,
        "speculation": 1,
        "unsourced": 0,
    },
    "as_of": "2026-01-02",
}


def _events(*events: tuple[str, Any]) -> str:
    return "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in events)


ANSWER_EVENTS = _events(("statement", _STATEMENT), ("answer", ANSWER))
CHECK_EVENTS = _events(("claim", _CLAIM), ("check", CHECK))

_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "key", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "key": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/problem+json": {"schema": _PROBLEM_SCHEMA}}}


PROBLEMS: dict[int | str, dict[str, Any]] = {
    403: _problem("The calling site is not listed."),
    413: _problem("The body is too large."),
    422: _problem("The request is not of the documented form."),
    503: _problem("The library or the model cannot be used now, or too much is asked at once."),
}
