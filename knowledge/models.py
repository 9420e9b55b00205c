"""What is known: sources, findings, passages, and the words for what a source did.

The nouns of the knowledge base. Everything here is frozen and free of I/O, so that every other part of the project
can import it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a source is. The kind gives the default act of what it says (:data:`DEFAULT_ACT`)."""

    JUDGMENT = "judgment"
    PLEA = "plea"
    INDICTMENT = "indictment"
    COMPLAINT = "complaint"
    SANCTIONS = "sanctions"
    INQUIRY_REPORT = "inquiry_report"
    COMMITTEE_REPORT = "committee_report"
    INTELLIGENCE_ASSESSMENT = "intelligence_assessment"
    OFFICIAL_STATEMENT = "official_statement"
    PLATFORM_REPORT = "platform_report"
    RESEARCH = "research"
    JOURNALISM = "journalism"
    COMMENTARY = "commentary"
    DENIAL = "denial"
    PUBLIC_RECORD = "public_record"
    UNCLASSIFIED = "unclassified"


class Act(StrEnum):
    """What a source did when it said something."""

    ADJUDICATED = "adjudicated"
    FOUND = "found"
    ADMITTED = "admitted"
    ASSESSED = "assessed"
    CHARGED = "charged"
    REPORTED = "reported"
    ASSERTED = "asserted"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    OPINED = "opined"


class Aspect(StrEnum):
    """Which side of an event a claim is about. Evidence for one aspect supports no other."""

    ACTIVITY = "activity"
    ATTRIBUTION = "attribution"
    INTENT = "intent"
    REACH = "reach"
    EFFECT = "effect"
    FORECAST = "forecast"
    CONTEXT = "context"


class Confidence(StrEnum):
    """Analytic confidence of an assessment, in the words of ICD 203."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    UNSTATED = "unstated"


class Standing(StrEnum):
    """What a claim stands on, for the reader. Members are listed strongest first."""

    DOCUMENTED = "documented"
    ASSESSED = "assessed"
    REPORTED = "reported"
    ALLEGED = "alleged"
    DISPUTED = "disputed"
    CONTRADICTED = "contradicted"
    SPECULATION = "speculation"
    UNSOURCED = "unsourced"


class RelationKind(StrEnum):
    """How one finding bears on another."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    DENIES = "denies"
    WITHDRAWS = "withdraws"
    SUPERSEDES = "supersedes"


DEFAULT_ACT: dict[Kind, Act] = {
    Kind.JUDGMENT: Act.ADJUDICATED,
    Kind.PLEA: Act.ADMITTED,
    Kind.INDICTMENT: Act.CHARGED,
    Kind.COMPLAINT: Act.CHARGED,
    Kind.SANCTIONS: Act.CHARGED,
    Kind.INQUIRY_REPORT: Act.FOUND,
    Kind.COMMITTEE_REPORT: Act.FOUND,
    Kind.INTELLIGENCE_ASSESSMENT: Act.ASSESSED,
    Kind.OFFICIAL_STATEMENT: Act.ASSERTED,
    Kind.PLATFORM_REPORT: Act.REPORTED,
    Kind.RESEARCH: Act.REPORTED,
    Kind.JOURNALISM: Act.REPORTED,
    Kind.COMMENTARY: Act.OPINED,
    Kind.DENIAL: Act.DENIED,
    Kind.PUBLIC_RECORD: Act.FOUND,
    Kind.UNCLASSIFIED: Act.ASSERTED,
}
"""The act that a source of a kind performs unless a finding says otherwise."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that says something.

    ``published`` is an ISO 8601 date that may be cut to the year or month ("2019", "2019-04", "2019-04-18").
    ``origin`` names the investigation or body of evidence that the source rests on; sources of one origin count
    once. It defaults to the source's own id. ``as_of`` is when the source's state was last looked at.
    """

    id: str
    title: str
    publisher: str
    kind: Kind = Kind.UNCLASSIFIED
    published: str | None = None
    url: str | None = None
    archive_url: str | None = None
    language: str = "en"
    rights: str | None = None
    origin: str | None = None
    as_of: dt.date | None = None

    @property
    def independence(self) -> str:
        """The key under which sources that rest on the same evidence are counted once."""
        return self.origin or self.id

    @property
    def default_act(self) -> Act:
        return DEFAULT_ACT[self.kind]


class TextType(StrEnum):
    """What a full text is, as its bytes show."""

    PDF = "pdf"
    HTML = "html"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class FullText:
    """Where a source's own text can be had, and under which rights. ``sha256`` is hex; ``pages`` how many it has."""

    url: str
    type: TextType
    rights: str
    sha256: str | None = None
    archived: str | None = None
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A finding's bearing on another finding, by id."""

    kind: RelationKind
    finding_id: str


@dataclass(frozen=True, slots=True)
class Checked:
    """When, and in which text (an address or a file's name), a finding was read."""

    on: dt.date
    where: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A curated atomic claim, in our own words, with the place in its source where a reader finds it.

    ``at`` is the locator as printed ("Vol. I, p. 4", "¶ 12"). ``confidence`` is set only where ``act`` is assessed.
    """

    id: str
    source_id: str
    text: str
    at: str
    act: Act
    aspect: Aspect
    confidence: Confidence | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    event: str | None = None
    date: str | None = None
    relations: tuple[Relation, ...] = ()
    checked: Checked | None = None
    language: str = "en"

    @property
    def locator(self) -> str:
        return self.at


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a full document. ``text`` is exactly ``document[start:end]``, offsets in code points."""

    id: str
    source_id: str
    locator: str
    start: int
    end: int
    text: str
    language: str = "en"


Item = Finding | Passage


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of an episode, the ids of the findings that it rests on, and its date where it is one of the order."""

    text: str
    findings: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """One case, told from findings. ``dates`` are its start and end, cut as sources' dates are; one or none may be."""

    id: str
    title: str
    dates: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    established: tuple[Told, ...] = ()
    contested: tuple[Told, ...] = ()
    unknown: tuple[Told, ...] = ()
    order: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class PageMark:
    """A locator's extent in a document's text, offsets in code points, end exclusive."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its source, its whole text, and where its pages, sections or paragraphs lie in that text.

    ``content_hash`` is the SHA-256 (hex) of the bytes that were parsed.
    """

    source: Source
    text: str
    marks: tuple[PageMark, ...]
    content_hash: str
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Filters:
    """Narrows a search. Empty tuples and None narrow nothing; dates are ISO strings, compared as prefixes allow."""

    source_ids: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result.

    ``score`` orders results (reciprocal rank fusion; comparable within one search only). ``relevance`` is in 0..1,
    calibrated for the embedding model: 0 is the similarity of unrelated texts, ½ that of a question and its answer.
    ``lexical`` is the BM25 score, or None where the lexical index did not take part or did not find the item.
    """

    item: Item
    source: Source
    score: float
    relevance: float
    lexical: float | None = None


@dataclass(frozen=True, slots=True)
class RelatedFinding:
    """A finding that bears on another: ``finding`` *relation* ``target_id``, e.g. withdraws."""

    finding: Finding
    source: Source
    relation: RelationKind
    target_id: str


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """What a library holds. ``generation`` changes with every completed ingest."""

    generation: str
    embedding: str
    sources: int
    findings: int
    passages: int
    built: dt.datetime
    events: tuple[str, ...] = field(default=())
