"""An answer, a refusal, a check and a small library for tests of the channels. The sources are invented."""

from __future__ import annotations

import dataclasses
import datetime as dt

from bot.engine.models import (
    CheckedClaim,
    Citation,
    ClaimCheck,
    Cue,
    Dropped,
    EpisodeLink,
    Explanation,
    Gap,
    Hinge,
    Premise,
    Refusal,
    RefusalReason,
    Role,
    Statement,
)
from knowledge.models import (
    Act,
    Aspect,
    Checked,
    Confidence,
    Finding,
    Kind,
    Passage,
    Relation,
    RelationKind,
    Source,
    Standing,
)
from tests.fakes import ScriptedLibrary

INQUIRY = Source(
    id="example-inquiry",
    title="Report of the Example Inquiry into <Interference> & Influence",
    publisher="Example Committee",
    kind=Kind.INQUIRY_REPORT,
    published="2020-05-14",
    url="https://inquiry.example/report.pdf",
    archive_url="https://archive.example/report.pdf",
    rights="Public domain",
)
MINISTRY = Source(
    id="example-denial",
    title="Statement of the Ministry",
    publisher="Example Ministry",
    kind=Kind.DENIAL,
    published="2020-06",
    url="https://ministry.example/statement",
)
PASSAGE_TEXT = (
    "The committee heard eleven witnesses. The agency paid for the advertisements through two companies. "
    "Invoices for both were produced."
)
QUOTE = "The agency paid for the advertisements through two companies."
PASSAGE = Passage("example-inquiry#p14-1", INQUIRY.id, "p. 14", 1000, 1000 + len(PASSAGE_TEXT), PASSAGE_TEXT)
AFTER = Passage("example-inquiry#p14-2", INQUIRY.id, "p. 14", 2000, 2028, "The companies were dissolved.")
FINDING = Finding(
    id="example-inquiry-1",
    source_id=INQUIRY.id,
    text="The agency bought political advertisements.",
    at="p. 14",
    act=Act.FOUND,
    aspect=Aspect.ACTIVITY,
    checked=Checked(dt.date(2026, 1, 2), "https://inquiry.example/report.pdf"),
)
DENIAL = Finding(
    id="example-denial-1",
    source_id=MINISTRY.id,
    text="The ministry denied that the agency acted for it.",
    at="¶ 2",
    act=Act.DENIED,
    aspect=Aspect.ATTRIBUTION,
    relations=(Relation(RelationKind.DENIES, FINDING.id),),
)


def library() -> ScriptedLibrary:
    return ScriptedLibrary((INQUIRY, MINISTRY), (FINDING, DENIAL), (PASSAGE, AFTER))


def cite(source: Source, *, act: Act, locator: str, item_id: str, quote: str | None = None) -> Citation:
    return Citation(
        item_id=item_id,
        source_id=source.id,
        title=source.title,
        publisher=source.publisher,
        kind=source.kind,
        act=act,
        locator=locator,
        published=source.published,
        url=source.url,
        archive_url=source.archive_url,
        quote=quote,
    )


FOUND = cite(INQUIRY, act=Act.FOUND, locator="p. 14", item_id=PASSAGE.id, quote=QUOTE)
DENIED = cite(MINISTRY, act=Act.DENIED, locator="¶ 2", item_id=DENIAL.id)

EXPLANATION = Explanation(
    question="Why did the agency swing the vote?",
    premise=Premise(
        "The agency swung the vote.", Standing.SPECULATION, "No source of record measures an effect.", (FOUND,)
    ),
    statements=(
        Statement(
            "The agency paid for the advertisements through two companies.",
            Standing.DOCUMENTED,
            Aspect.ACTIVITY,
            "An official inquiry found it.",
            (FOUND,),
        ),
        Statement(
            "The service probably directed it.",
            Standing.ASSESSED,
            Aspect.ATTRIBUTION,
            "An official expert body judges so.",
            (FOUND,),
            confidence=Confidence.MODERATE,
            role=Role.WEAKER,
        ),
        Statement(
            "The ministry denied that the agency acted for it.",
            Standing.DISPUTED,
            Aspect.ATTRIBUTION,
            "The accused denies it.",
            (DENIED,),
            role=Role.COUNTER,
        ),
    ),
    gaps=(Gap("Nothing held says what the advertisements changed.", "A study of voters before and after."),),
    dropped=(Dropped("The vote was swung.", "no evidence"),),
    sources=(INQUIRY, MINISTRY),
    as_of="2026-01-02",
)
TOLD = dataclasses.replace(
    EXPLANATION,
    statements=(
        EXPLANATION.statements[0],
        dataclasses.replace(EXPLANATION.statements[0], role=Role.CONTESTED, standing=Standing.DISPUTED),
        dataclasses.replace(EXPLANATION.statements[0], role=Role.ORDER, date="2016-03"),
    ),
    premise=None,
    writer="episode",
    episode=EpisodeLink("mail", "The mail episode"),
)
"""A told episode."""

REFUSAL = Refusal(
    "What is the best soup?", RefusalReason.OFF_TOPIC, "The library is about foreign interference.", (FOUND,)
)

ARTICLE = (
    "The agency paid for advertisements. The ministry ran it all.\n\n"
    "They will do so again, because they want chaos. No money was ever spent."
)


def _claim(
    text: str, standing: Standing, aspect: Aspect, why: str, *citations: Citation, cue: str = ""
) -> CheckedClaim:
    start = ARTICLE.index(text)
    at = ARTICLE.index(cue, start) if cue else 0
    return CheckedClaim(
        text=text,
        start=start,
        end=start + len(text),
        standing=standing,
        aspect=aspect,
        why=why,
        hinge=Hinge(cue, at, at + len(cue)) if cue else None,
        cues=(Cue(cue, "prediction", at, at + len(cue)),) if cue else (),
        citations=citations,
    )


CHECK = ClaimCheck(
    ARTICLE,
    (
        _claim(
            "The agency paid for advertisements.", Standing.DOCUMENTED, Aspect.ACTIVITY, "Found by an inquiry.", FOUND
        ),
        _claim("The ministry ran it all.", Standing.DISPUTED, Aspect.ATTRIBUTION, "The accused denies it.", DENIED),
        _claim(
            "They will do so again, because they want chaos.",
            Standing.SPECULATION,
            Aspect.FORECAST,
            "A forecast: no source of record can establish it.",
            cue="will do so",
        ),
        _claim("No money was ever spent.", Standing.CONTRADICTED, Aspect.ACTIVITY, "Found otherwise.", FOUND),
    ),
    as_of="2026-01-02",
)
