"""What is gathered beside what was asked for, and in which order it is told."""

from __future__ import annotations

from bot.engine.answer.compose import ExtractiveComposer
from bot.engine.evidence.retrieve import gather
from bot.engine.models import Question
from bot.engine.verification.verify import verify
from knowledge.models import Act, Aspect, Finding, Kind, Relation, RelationKind, Source, Standing
from tests.memory_library import MemoryLibrary

PAPER = Source("paper", "A newspaper", "Gazette", Kind.JOURNALISM, origin="paper")
INQUIRY = Source("inquiry", "An inquiry", "Office", Kind.INQUIRY_REPORT, origin="inquiry")
QUESTION = "Did Smith advise Borduria to wait?"


def finding(name: str, source: Source, text: str, act: Act, *relations: Relation) -> Finding:
    return Finding(name, source.id, text, "p. 1", act, Aspect.ACTIVITY, relations=relations)


REPORT = finding("report", PAPER, "The Gazette reported that Smith had advised Borduria to wait.", Act.REPORTED)
COMMENT = finding(
    "a-comment", PAPER, "An editor called it sound work.", Act.ASSERTED, Relation(RelationKind.DISPUTES, "report")
)
DENIAL = finding("b-denial", PAPER, "He rejected it as untrue.", Act.DENIED, Relation(RelationKind.DENIES, "report"))
RECORD = finding("c-record", INQUIRY, "The inquiry cleared him.", Act.FOUND, Relation(RelationKind.DISPUTES, "report"))
LATER = finding(
    "d-later", INQUIRY, "The inquiry found otherwise.", Act.FOUND, Relation(RelationKind.DISPUTES, "b-denial")
)


def test_what_is_of_record_is_told_before_the_denial_and_that_before_what_others_say() -> None:
    library = MemoryLibrary([PAPER, INQUIRY], [REPORT, COMMENT, DENIAL, RECORD])
    gathered = gather(library, QUESTION, library.search(QUESTION))
    assert [one.item.id for one in gathered.evidence] == ["report", "c-record", "b-denial", "a-comment"]


def test_what_bears_on_the_other_side_counts_too() -> None:
    standings = []
    for held in ([REPORT, DENIAL], [REPORT, DENIAL, LATER]):
        library = MemoryLibrary([PAPER, INQUIRY], held)
        gathered = gather(library, QUESTION, library.search(QUESTION))
        told = verify(ExtractiveComposer().compose(Question(QUESTION), gathered.evidence), gathered).statements
        standings += [one.standing for one in told if one.citations[0].item_id == "b-denial"]
    assert standings == [Standing.ALLEGED, Standing.CONTRADICTED]


def test_where_nothing_bears_on_a_question_the_nearest_are_kept_for_the_reader() -> None:
    library = MemoryLibrary([PAPER], [REPORT])
    hits = library.search(QUESTION)
    for question in ("Who paid Max Mustermann for the bridge?", "Did Smith advise anybody in Kosovo to wait?"):
        gathered = gather(library, question, hits)
        assert (gathered.evidence, [hit.item.id for hit in gathered.nearest]) == ((), ["report"])
