"""A model that lies in every way, and one that tells the truth, over the shipped records.

Every lie goes the whole way: a scripted chat model says it in a typed reply, says it again when it is told what is
wrong, and the answer that a reader would see is searched for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from bot.engine.answer.write import Outcome, Written, write
from bot.engine.evidence.retrieve import Gathered
from bot.engine.models import DraftStatement, Question
from bot.engine.verification.verify import settle
from bot.models.composer import ModelComposer
from knowledge.models import Finding, Source
from knowledge.records import RECORDS, read_records
from tests.bot.models.scripted import ScriptedChat
from tests.properties.lies import LIARS, Case, Lie, cases, true_statements

STEP = 10
"""Every how-manieth finding is lied about; all of them take minutes."""

ASKED = Question("What is known about this?")


@cache
def shelf() -> tuple[Case, ...]:
    findings: list[tuple[Finding, Source]] = [
        (finding, record.source) for record in read_records(RECORDS) for finding in record.findings
    ]
    return tuple(cases(findings, STEP))


def composed(case: Case, *proposed: DraftStatement) -> Written:
    reply = {
        "statements": [
            {"text": one.text, "keys": list(one.keys), "quotes": list(one.quotes), "aspect": one.aspect.value}
            for one in proposed
        ]
    }
    return write(ASKED, Gathered(case.evidence), ModelComposer(ScriptedChat(reply)))


def lies() -> Iterator[tuple[Lie, Case, DraftStatement]]:
    for case in shelf():
        for kind, make in LIARS.items():
            for told in make(case):
                yield kind, case, told


def test_lies_do_not_reach_the_reader() -> None:
    told: Counter[Lie] = Counter()
    through: Counter[Lie] = Counter()
    for kind, case, lie in lies():
        told[kind] += 1
        shown = composed(case, lie)
        # A statement whose only lie is its citation is harmless under a citation that bears it.
        keys = {citation.item_id for one in shown.verified.statements for citation in one.citations}
        assert keys <= {one.item.id for one in case.evidence}
        through[kind] += any(one in (Outcome.PASSED, Outcome.REWRITTEN) for one in shown.outcomes)
        if not through[kind]:
            assert lie.text in [one.text for one in shown.verified.dropped]
    for kind in Lie:
        caught = 1 - through[kind] / told[kind] if told[kind] else None
        print(f"{kind.value:30} {told[kind]:5} told, {through[kind]:3} reached the reader, caught {caught}")
    assert set(told) == set(Lie)
    assert min(told.values()) >= 5
    assert told.total() >= 400
    assert through.total() <= 0.01 * told.total()


def test_true_statements_are_not_stopped() -> None:
    told: Counter[str] = Counter()
    stopped: Counter[str] = Counter()
    for case in shelf():
        gathered = Gathered(case.evidence)
        for form, true in true_statements(case):
            told[form] += 1
            stopped[form] += isinstance(settle(true, gathered), str)
    for form, count in told.items():
        print(f"{form:30} {count:5} told, {stopped[form]:3} stopped")
    assert told.total() >= 400
    assert stopped.total() <= 0.05 * told.total()


def test_the_standing_of_a_true_statement_is_its_finding_s_whatever_the_model_says_of_its_aspect() -> None:
    for case in shelf():
        gathered = Gathered(case.evidence)
        for aspect in type(case.finding.aspect):
            settled = settle(DraftStatement(case.finding.text, ("E1",), aspect), gathered)
            assert isinstance(settled, DraftStatement)
            assert settled.aspect is case.finding.aspect
