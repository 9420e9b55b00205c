"""Answers and checks as JSON: one form for the web API, the widget and ``footing ask --json``.

Every body holds every key, whatever the kind of answer, so that a reader never has to test for a missing one; what
does not apply is null or an empty list. Offsets are code points into the text that was checked, ends exclusive.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from bot.engine.models import (
    Answer,
    CheckedClaim,
    Citation,
    ClaimCheck,
    Cue,
    Explanation,
    Gap,
    Hinge,
    Notice,
    Part,
    Premise,
    RefusalReason,
    Role,
    Statement,
)
from knowledge.models import Act, Aspect, Confidence, Kind, Standing


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CitationBody(Body):
    """Where a reader looks a statement up."""

    source_id: str
    title: str
    publisher: str
    published: str | None = Field(description="ISO 8601 date, which may be cut to the year or the month")
    url: str | None
    locator: str = Field(description="page, section or paragraph as printed")
    quote: str | None = Field(description="verbatim from the passage, or null for a finding in our own words")
    kind: Kind
    act: Act
    item_id: str = Field(description="the finding or passage that is cited")
    archive_url: str | None

    @classmethod
    def from_citation(cls, citation: Citation) -> Self:
        return cls(
            source_id=citation.source_id,
            title=citation.title,
            publisher=citation.publisher,
            published=citation.published,
            url=citation.url,
            locator=citation.locator,
            quote=citation.quote,
            kind=citation.kind,
            act=citation.act,
            item_id=citation.item_id,
            archive_url=citation.archive_url,
        )


def _citations(citations: tuple[Citation, ...]) -> list[CitationBody]:
    return [CitationBody.from_citation(citation) for citation in citations]


class StatementBody(Body):
    """A sentence of an answer with what it stands on."""

    text: str
    standing: Standing
    aspect: Aspect
    confidence: Confidence | None
    why: str
    role: Role
    date: str | None = Field(description="of an event in the order of events: ISO 8601, maybe cut to year or month")
    original: str | None = Field(description="the sentence as it was verified, where the text is a translation of it")
    citations: list[CitationBody]

    @classmethod
    def from_statement(cls, statement: Statement) -> Self:
        return cls(
            text=statement.text,
            standing=statement.standing,
            aspect=statement.aspect,
            confidence=statement.confidence,
            why=statement.why,
            role=statement.role,
            date=statement.date,
            original=statement.original,
            citations=_citations(statement.citations),
        )


class EpisodeBody(Body):
    """The case that an answer tells as a whole."""

    id: str
    title: str
    url: str | None = Field(description="its page, where the web pages have an address of their own")


class PremiseBody(Body):
    """What a question takes for granted, and what that stands on."""

    text: str
    standing: Standing
    why: str
    citations: list[CitationBody]
    repair: StatementBody | None = Field(description="what is on record instead")

    @classmethod
    def from_premise(cls, premise: Premise) -> Self:
        return cls(
            text=premise.text,
            standing=premise.standing,
            why=premise.why,
            citations=_citations(premise.citations),
            repair=StatementBody.from_statement(premise.repair) if premise.repair else None,
        )


class GapBody(Body):
    """Something the library does not hold, and what would settle it."""

    text: str
    settled_by: str | None

    @classmethod
    def from_gap(cls, gap: Gap) -> Self:
        return cls(text=gap.text, settled_by=gap.settled_by)


class DroppedBody(Body):
    """A sentence that verification stopped."""

    text: str
    reason: str


class AnswerBody(Body):
    """An answer to a question: an explanation, or a refusal with its reason."""

    id: str | None = Field(description="names the answer for feedback; null where it is not kept")
    kind: Literal["explanation", "refusal"]
    question: str
    premise: PremiseBody | None
    statements: list[StatementBody]
    gaps: list[GapBody]
    dropped: list[DroppedBody]
    nearest: list[CitationBody] = Field(description="where a question is refused: the nearest things held")
    reason: RefusalReason | None
    message: str | None
    writer: str | None = Field(description="the composer that proposed the sentences")
    as_of: str | None = Field(description="the library's generation or date")
    understood: str | None = Field(description="the question that was searched, where a model made one of a follow-up")
    notice: Notice | None = Field(description="why not all of it was written by the language model that is set")
    episode: EpisodeBody | None = Field(description="the case that the answer tells as a whole")

    @classmethod
    def from_answer(cls, answer: Answer, answer_id: str | None = None) -> Self:
        premise = PremiseBody.from_premise(answer.premise) if answer.premise else None
        link = answer.episode if isinstance(answer, Explanation) else None
        if isinstance(answer, Explanation):
            return cls(
                id=answer_id,
                kind="explanation",
                question=answer.question,
                premise=premise,
                statements=[StatementBody.from_statement(statement) for statement in answer.statements],
                gaps=[GapBody.from_gap(gap) for gap in answer.gaps],
                dropped=[DroppedBody(text=dropped.text, reason=dropped.reason) for dropped in answer.dropped],
                nearest=[],
                reason=None,
                message=None,
                writer=answer.writer,
                as_of=answer.as_of,
                understood=answer.understood,
                notice=answer.notice,
                episode=EpisodeBody(id=link.id, title=link.title, url=link.url) if link else None,
            )
        return cls(
            id=answer_id,
            kind="refusal",
            question=answer.question,
            premise=premise,
            statements=[],
            gaps=[],
            dropped=[],
            nearest=_citations(answer.nearest),
            reason=answer.reason,
            message=answer.message,
            writer=None,
            as_of=None,
            understood=None,
            notice=None,
            episode=None,
        )


class HingeBody(Body):
    """The exact words where speculation begins."""

    text: str
    start: int
    end: int

    @classmethod
    def from_hinge(cls, hinge: Hinge) -> Self:
        return cls(text=hinge.text, start=hinge.start, end=hinge.end)


class CueBody(Body):
    """Words of the text that carry a label."""

    text: str
    kind: str
    start: int
    end: int

    @classmethod
    def from_cue(cls, cue: Cue) -> Self:
        return cls(text=cue.text, kind=cue.kind, start=cue.start, end=cue.end)


class PartBody(Body):
    """Words of a claim; offsets are code points of the checked text."""

    text: str
    start: int
    end: int

    @classmethod
    def from_part(cls, part: Part) -> Self:
        return cls(text=part.text, start=part.start, end=part.end)


class ClaimBody(Body):
    """A claim of a checked text with what it stands on; ``text`` is the checked text's ``[start:end]``."""

    text: str
    start: int
    end: int
    standing: Standing
    aspect: Aspect
    confidence: Confidence | None
    hinge: HingeBody | None
    cues: list[CueBody]
    why: str
    speaker: str | None
    heading: bool
    unsupported: list[PartBody] = Field(description="words that the nearest evidence does not state")
    citations: list[CitationBody]

    @classmethod
    def from_claim(cls, claim: CheckedClaim) -> Self:
        return cls(
            text=claim.text,
            start=claim.start,
            end=claim.end,
            standing=claim.standing,
            aspect=claim.aspect,
            confidence=claim.confidence,
            hinge=HingeBody.from_hinge(claim.hinge) if claim.hinge else None,
            cues=[CueBody.from_cue(cue) for cue in claim.cues],
            why=claim.why,
            speaker=claim.speaker,
            heading=claim.heading,
            unsupported=[PartBody.from_part(part) for part in claim.unsupported],
            citations=_citations(claim.citations),
        )


class CheckBody(Body):
    """A text, claim by claim, in the order of the text."""

    claims: list[ClaimBody]
    counts: dict[Standing, int] = Field(description="claims of each standing, strongest first, zeros included")
    as_of: str | None

    @classmethod
    def from_check(cls, check: ClaimCheck) -> Self:
        return cls(
            claims=[ClaimBody.from_claim(claim) for claim in check.claims], counts=check.counts, as_of=check.as_of
        )
