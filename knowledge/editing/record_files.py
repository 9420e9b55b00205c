"""The formats of record files and episode files, as pydantic models, and their JSON Schema.

A record file holds one source and its findings; an episode file tells one case. Unknown fields are refused. Dates may
be cut to the year or month. The models convert to the frozen nouns of :mod:`knowledge.models`.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.json_schema import GenerateJsonSchema

from knowledge import models
from knowledge.models import (
    DEFAULT_ACT,
    Act,
    Aspect,
    Checked,
    Confidence,
    Finding,
    FullText,
    Kind,
    Relation,
    RelationKind,
    Source,
    TextType,
)

_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+", re.IGNORECASE)


def cut_date(value: str) -> str:
    """Checks an ISO 8601 date that may be cut to the year or month. Raises ValueError."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        raise ValueError(f"{value!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    parts = [int(part) for part in value.split("-")]
    try:
        dt.date(*[*parts, 1, 1][:3])
    except ValueError:
        raise ValueError(f"{value!r} is not in the calendar; write a date that exists") from None
    return value


def web_address(value: str) -> str:
    """Checks an absolute http(s) address with a public-looking host name. Raises ValueError."""
    problem = f"{value!r} is not a web address; write it whole, as in https://example.org/page"
    if re.search(r"\s", value):
        raise ValueError(f"{value!r} has a space in it; write it as %20")
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(problem) from None
    if parts.scheme not in ("http", "https") or parts.username or not host:
        raise ValueError(problem)
    try:
        ascii_host = host.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError(problem) from None
    if not _HOST.fullmatch(ascii_host):
        raise ValueError(problem)
    return value


def secure_address(value: str) -> str:
    """Checks a web address that begins with https. Raises ValueError."""
    if not web_address(value).lower().startswith("https://"):
        raise ValueError(f"{value!r} is not https; write the address that begins with https://, or leave 'fetch' out")
    return value


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=240)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=240)]
CutDate = Annotated[str, AfterValidator(cut_date), Field(json_schema_extra={"pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"})]
WebAddress = Annotated[str, AfterValidator(web_address), Field(json_schema_extra={"pattern": "^https?://"})]

SecureAddress = Annotated[str, AfterValidator(secure_address), Field(json_schema_extra={"pattern": "^https://"})]


def _one_relation(entry: dict[RelationKind, str]) -> dict[RelationKind, str]:
    if len(entry) != 1:
        raise ValueError("each entry holds one relation; write - {disputes: other-id}")
    return entry


RelationEntry = Annotated[
    dict[RelationKind, Slug],
    AfterValidator(_one_relation),
    Field(json_schema_extra={"minProperties": 1, "maxProperties": 1}),
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CheckedEntry(_Strict):
    """When, and in which text, a finding was read."""

    on: dt.date = Field(description="The day on which the text was read.")
    where: Line = Field(description="The address, or the name of the file, in which it was read.")

    def noun(self) -> Checked:
        return Checked(self.on, self.where)


class FindingEntry(_Strict):
    """One atomic claim, in our own words, with the place where a reader finds it."""

    id: Slug = Field(description="Unique in the whole base.")
    text: Line = Field(description="One claim, one sentence, in our own words; no stronger than the act.")
    at: Line = Field(description="The locator as printed: 'Vol. I, p. 14', '¶ 12', 'Key Judgment 2'.")
    act: Act | None = Field(None, description="What the source did; without it, the default of the source's kind.")
    aspect: Aspect
    confidence: Confidence | None = Field(None, description="Only where the act is assessed.")
    actors: list[Slug] = Field(default_factory=list)
    targets: list[Slug] = Field(default_factory=list)
    event: Slug | None = Field(None, description="The episode's id.")
    date: CutDate | None = Field(None, description="When it happened, as far as the source says.")
    relations: list[RelationEntry] = Field(
        default_factory=list, description="How it bears on other findings: [{disputes: other-id}]."
    )
    checked: CheckedEntry | None = Field(None, description="Overrides the file's own 'checked'.")

    def noun(self, source: Source, checked: Checked | None) -> Finding:
        act = self.act or source.default_act
        return Finding(
            id=self.id,
            source_id=source.id,
            text=self.text,
            at=self.at,
            act=act,
            aspect=self.aspect,
            confidence=self.confidence or (Confidence.UNSTATED if act is Act.ASSESSED else None),
            actors=tuple(self.actors),
            targets=tuple(self.targets),
            event=self.event,
            date=self.date,
            relations=tuple(Relation(kind, target) for entry in self.relations for kind, target in entry.items()),
            checked=self.checked.noun() if self.checked else checked,
        )


class FetchEntry(_Strict):
    """Where the source's own text can be had, for ``ingest.py fetch``."""

    url: SecureAddress = Field(description="The primary text itself; usually the record's url.")
    type: TextType = Field(description="What the bytes there are.")
    rights: Line = Field(description="Whose it is, and why it may be fetched, in a few words.")
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        None, description="Of the bytes, where the text is known never to change."
    )
    archived: WebAddress | None = Field(None, description="A copy in a public archive.")
    pages: Annotated[int, Field(ge=1)] | None = Field(None, description="How many pages a whole PDF has.")

    def noun(self) -> FullText:
        return FullText(self.url, self.type, self.rights, self.sha256, self.archived, self.pages)


class RecordFile(_Strict):
    """One source and its findings."""

    id: SourceId = Field(description="Equal to the file's name without .yaml.")
    title: Line
    publisher: Line
    kind: Kind = Field(description="What the source is; it gives the default act.")
    published: CutDate | None = None
    url: WebAddress | None = Field(None, description="The primary text, where a reader finds it.")
    archive_url: WebAddress | None = None
    fetch: FetchEntry | None = Field(None, description="Where 'url' or another address holds the public full text.")
    language: Language = "en"
    rights: Line | None = None
    origin: Slug | None = Field(
        None, description="The body of evidence it rests on; sources that share an origin count once."
    )
    as_of: dt.date | None = Field(None, description="When the source's state was last looked at.")
    checked: CheckedEntry | None = Field(None, description="The default for the findings.")
    findings: list[FindingEntry] = Field(default_factory=list)

    def nouns(self) -> tuple[Source, tuple[Finding, ...]]:
        source = Source(
            id=self.id,
            title=self.title,
            publisher=self.publisher,
            kind=self.kind,
            published=self.published,
            url=self.url,
            archive_url=self.archive_url,
            language=self.language,
            rights=self.rights,
            origin=self.origin,
            as_of=self.as_of,
        )
        checked = self.checked.noun() if self.checked else None
        return source, tuple(entry.noun(source, checked) for entry in self.findings)


class Told(_Strict):
    """A sentence of an episode and the findings that it rests on."""

    text: Line
    findings: list[Slug] = Field(default_factory=list)

    def noun(self) -> models.Told:
        return models.Told(" ".join(self.text.split()), tuple(self.findings))


class Step(Told):
    """One event in an episode's order."""

    date: CutDate

    def noun(self) -> models.Told:
        return models.Told(" ".join(self.text.split()), tuple(self.findings), self.date)


class Episode(_Strict):
    """One case, told: what is established, what is contested, what is unknown, and the order of events."""

    id: Slug = Field(description="Equal to the file's name without .yaml; findings name it as their event.")
    title: Line
    dates: list[CutDate] = Field(default_factory=list, max_length=2, description="[start] or [start, end].")
    places: list[Line] = Field(default_factory=list)
    aliases: list[Line] = Field(default_factory=list, description="Other names under which readers ask for it.")
    established: list[Told] = Field(default_factory=list)
    contested: list[Told] = Field(default_factory=list)
    unknown: list[Told] = Field(default_factory=list, description="Findings may be left out here.")
    order: list[Step] = Field(default_factory=list)

    def noun(self) -> models.Episode:
        return models.Episode(
            id=self.id,
            title=self.title,
            dates=tuple(self.dates),
            places=tuple(self.places),
            aliases=tuple(self.aliases),
            established=tuple(one.noun() for one in self.established),
            contested=tuple(one.noun() for one in self.contested),
            unknown=tuple(one.noun() for one in self.unknown),
            order=tuple(one.noun() for one in self.order),
        )


def schema() -> str:
    """The JSON Schema (draft 2020-12) of a record file, as text that ends in a newline."""
    drawn = RecordFile.model_json_schema()
    drawn = {"$schema": GenerateJsonSchema.schema_dialect, **drawn}
    drawn["$defs"]["Act"]["description"] = "Defaults: " + ", ".join(
        f"{kind}: {act}" for kind, act in DEFAULT_ACT.items()
    )
    return json.dumps(drawn, indent=2, ensure_ascii=False) + "\n"
