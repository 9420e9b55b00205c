"""What people say about a document beside its text: manifest rows, sidecar files and front matter → a Source."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from knowledge.editing.record_files import CutDate, Language, Line, WebAddress
from knowledge.editing.yaml_lines import YamlError, parse
from knowledge.models import Kind, Source
from knowledge.records import nearest

ALIASES = {
    "doc_id": "id",
    "date": "published",
    "licence": "rights",
    "license": "rights",
    "lang": "language",
    "source_url": "url",
}
"""Other names of fields; the field's own name wins where both are given."""

SIDECARS = (".yaml", ".yml", ".meta.json")
"""What follows a document's whole name in its sidecar's: ``report.pdf.yaml``."""

UNSTATED = "not stated"
"""The publisher of a document about which nobody says who published it."""


class DescriptionError(ValueError):
    """A description that cannot be taken at its word; the message names fields and what to write."""


class Description(BaseModel):
    """The stated facts of a document; None where nobody stated one. Unknown fields are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: Line | None = None
    title: Line | None = None
    publisher: Line | None = None
    published: CutDate | None = None
    kind: Kind | None = None
    url: WebAddress | None = None
    archive_url: WebAddress | None = None
    language: Language | None = None
    rights: Line | None = None
    origin: Line | None = None

    @field_validator("published", mode="before")
    @classmethod
    def _day_of_a_moment(cls, value: object) -> object:
        """A date with a time of day ("2024-05-01T10:00:00Z") counts as its day."""
        return re.sub(r"^(\d{4}-\d{2}-\d{2})[T ]\d{2}:.*$", r"\1", value) if isinstance(value, str) else value

    @classmethod
    def of(cls, fields: Mapping[Any, Any]) -> Self:
        """Validates a mapping as people write it. Raises DescriptionError."""
        stated: dict[str, Any] = {}
        for key, value in fields.items():
            if not isinstance(key, str) or value is None or (isinstance(value, str) and not value.strip()):
                continue
            name = key.strip().lower()
            known = ALIASES.get(name, name)
            if known == name or known not in stated:
                stated[known] = value.strip() if isinstance(value, str) else value
        for name in ("id", "title", "published"):
            if isinstance(stated.get(name), int) and not isinstance(stated[name], bool):
                stated[name] = str(stated[name])
        try:
            return cls.model_validate(stated)
        except ValidationError as error:
            raise DescriptionError("; ".join(_in_words(detail) for detail in error.errors())) from None

    def over(self, other: Description) -> Description:
        """This description, with the other's facts where this one is silent."""
        return other.model_copy(update=self.model_dump(exclude_none=True))

    def source(self, source_id: str, *, name: str) -> Source:
        """The source, with what can be told from a file's name or address where nobody stated it."""
        return Source(
            id=source_id,
            title=self.title or _title(name),
            publisher=self.publisher or (urlsplit(self.url).hostname if self.url else None) or UNSTATED,
            kind=self.kind or Kind.UNCLASSIFIED,
            published=self.published,
            url=self.url,
            archive_url=self.archive_url,
            language=self.language or "en",
            rights=self.rights,
            origin=self.origin,
        )


def read_sidecar(path: Path) -> Description:
    """The description in the sidecar of a document, empty where it has none. Raises DescriptionError."""
    for suffix in SIDECARS:
        sidecar = path.with_name(path.name + suffix)
        if not sidecar.is_file():
            continue
        try:
            text = sidecar.read_text(encoding="utf-8-sig")
            data = json.loads(text) if suffix.endswith(".json") else parse(text).data
        except (OSError, ValueError, RecursionError, YamlError) as error:
            raise DescriptionError(f"{sidecar.name}: cannot be read ({error}); mend or remove it") from error
        if not isinstance(data, dict):
            raise DescriptionError(f"{sidecar.name}: not a mapping; write fields such as title: …")
        try:
            return Description.of(data)
        except DescriptionError as error:
            raise DescriptionError(f"{sidecar.name}: {error}") from None
    return Description()


def from_front_matter(fields: Mapping[str, object]) -> Description:
    """The description in a document's front matter. Raises DescriptionError.

    Web sites write addresses without a host there ("/posts/x"); those say nothing here and are left out.
    """
    local = {"url", "archive_url", "source_url"}
    kept = {key: value for key, value in fields.items() if not (key in local and str(value).startswith("/"))}
    try:
        return Description.of(kept)
    except DescriptionError as error:
        raise DescriptionError(f"front matter: {error}") from None


def is_sidecar(path: Path) -> bool:
    """Whether a file describes the document beside it."""
    return any(
        path.name.endswith(suffix) and path.with_name(path.name.removesuffix(suffix)).is_file() for suffix in SIDECARS
    )


def _title(name: str) -> str:
    stem = PurePosixPath(name).stem or name
    return re.sub(r"[\s_-]+", " ", stem).strip() or name


def _in_words(detail: Any) -> str:
    name = ".".join(str(part) for part in detail["loc"])
    if detail["type"] == "enum":
        close = nearest(str(detail["input"]), list(Kind))
        guess = f"did you mean {close}? " if close else ""
        return f"{name}: {detail['input']!r} is not a {name}; {guess}one of {', '.join(Kind)}"
    message = str(detail.get("ctx", {}).get("error", "")) or str(detail["msg"])
    return f"{name}: {message}" if detail["type"] == "value_error" else f"{name} {detail['input']!r}: {message}"
