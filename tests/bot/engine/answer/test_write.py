"""What becomes of a draft: passed, written again, replaced, dropped; and what may not be left out."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import pytest

from bot.engine.answer.compose import ExtractiveComposer
from bot.engine.answer.write import Outcome, Written, write, write_stream
from bot.engine.errors import BudgetSpent, ModelError, ModelUnavailable
from bot.engine.evidence.retrieve import Gathered, bearing_on
from bot.engine.models import Draft, DraftStatement, Evidence, Notice, Question, Role, Statement, Stopped
from bot.engine.verification.verify import in_reading_order
from knowledge.models import Aspect, Standing
from tests.bot.engine import world

ASKED = Question("Did Ruritania hack the DNC?")
GOOD = DraftStatement("Ruritania's service hacked the DNC in April 2016.", ("E1",), Aspect.ACTIVITY)
LIE = DraftStatement("Freedonia's service hacked the DNC in April 2016.", ("E1",), Aspect.ACTIVITY)
OTHER_LIE = DraftStatement("The council assessed that Ruritania won.", ("E2",), Aspect.INTENT)


def gathered() -> Gathered:
    items = ((world.HACKED, world.INQUIRY, 0.9), (world.PREFERRED, world.ASSESSMENT, 0.8))
    evidence = [Evidence(f"E{n}", item, source, score) for n, (item, source, score) in enumerate(items, 1)]
    evidence.append(Evidence("E3", world.DENIED, world.DENIAL, 0.0))
    evidence.append(Evidence("E4", world.PASSAGE, world.PAGE, 0.5))
    return Gathered(tuple(evidence), bearing_on(world.library(), [one.item for one in evidence]))


class Once:
    """A composer that cannot revise."""

    name = "model"

    def __init__(self, *proposed: DraftStatement) -> None:
        self.proposed = proposed

    def compose(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        return Draft(self.proposed, self.name)


class Twice(Once):
    """A composer whose second attempts are given."""

    def __init__(self, *proposed: DraftStatement, again: Sequence[DraftStatement | None] | ModelError) -> None:
        super().__init__(*proposed)
        self.again = again
        self.told: list[Stopped] = []

    def revise(
        self, question: Question, evidence: Sequence[Evidence], failed: Sequence[Stopped]
    ) -> list[DraftStatement | None]:
        self.told += failed
        if isinstance(self.again, ModelError):
            raise self.again
        return list(self.again)


def texts(written: Written) -> list[str]:
    return [one.text for one in written.verified.statements]


def test_the_denial_travels_with_what_it_denies() -> None:
    written = write(ASKED, gathered(), Once(GOOD))
    assert texts(written) == [GOOD.text, world.DENIED.text]
    assert written.verified.statements[1].role is Role.COUNTER
    assert written.outcomes == (Outcome.PASSED,)


def test_the_best_evidence_is_told_whatever_a_model_chooses() -> None:
    chosen = DraftStatement(world.PREFERRED.text, ("E2",), Aspect.INTENT)
    assert world.HACKED.text in texts(write(ASKED, gathered(), Once(chosen)))


def test_a_failure_is_written_again_in_its_place() -> None:
    composer = Twice(LIE, OTHER_LIE, again=[GOOD, None])
    written = write(ASKED, gathered(), composer)
    assert [one.at for one in composer.told] == [0, 1]
    assert written.outcomes == (Outcome.REWRITTEN, Outcome.QUOTED)
    assert texts(written) == [GOOD.text, world.PREFERRED.text, world.DENIED.text]
    assert [one.text for one in written.verified.dropped] == [LIE.text, OTHER_LIE.text]


@pytest.mark.parametrize("again", [[LIE], [], [None], ModelUnavailable("away")], ids=str)
def test_a_second_failure_is_replaced_by_the_source_s_words(
    again: Sequence[DraftStatement | None] | ModelError,
) -> None:
    good = DraftStatement(world.PREFERRED.text, ("E2",), Aspect.INTENT)
    written = write(ASKED, gathered(), Twice(good, LIE, again=again))
    assert written.outcomes == (Outcome.PASSED, Outcome.QUOTED)
    assert world.HACKED.text in texts(written)
    assert LIE.text not in texts(written)
    assert written.writer == "model"


def test_what_cites_only_what_is_already_told_is_dropped() -> None:
    assert write(ASKED, gathered(), Once(GOOD, LIE)).outcomes == (Outcome.PASSED, Outcome.DROPPED)


def test_an_answer_of_which_nothing_passed_is_not_the_model_s() -> None:
    written = write(ASKED, gathered(), Once(LIE))
    assert written.writer == "extractive"
    assert world.HACKED.text in texts(written)
    assert [one.text for one in written.verified.dropped] == [LIE.text]


def test_the_extractive_composer_is_taken_at_its_word() -> None:
    written = write(ASKED, gathered(), ExtractiveComposer())
    assert (written.writer, written.outcomes) == ("extractive", ())


def test_two_sources_in_two_sentences_pass_and_in_one_do_not() -> None:
    two = DraftStatement(f"{world.HACKED.text} {world.PREFERRED.text}", ("E1", "E2"), Aspect.ACTIVITY)
    assert write(ASKED, gathered(), Once(two)).outcomes == (Outcome.PASSED,)
    one = DraftStatement(
        "Ruritania's service hacked the DNC, and the council preferred Klow.", ("E1", "E2"), two.aspect
    )
    assert write(ASKED, gathered(), Once(one)).outcomes != (Outcome.PASSED,)


def test_a_citation_that_bears_nothing_is_stopped() -> None:
    idle = DraftStatement(world.HACKED.text, ("E1", "E2"), Aspect.ACTIVITY)
    [dropped] = write(ASKED, gathered(), Once(idle)).verified.dropped
    assert dropped.reason == "It cites what does not bear it: E2."


def test_keys_given_twice_count_once() -> None:
    twice = DraftStatement(GOOD.text, ("E1", "E1"), Aspect.ACTIVITY)
    assert len(write(ASKED, gathered(), Once(twice)).verified.statements[0].citations) == 1


def test_a_passage_is_cited_with_the_sentence_that_is_rested_on() -> None:
    told = DraftStatement("The page says that Graustark opened 40 false accounts in 2022.", ("E4",), Aspect.EFFECT)
    written = write(ASKED, gathered(), Once(told))
    statement = next(one for one in written.verified.statements if one.text == told.text)
    assert statement.citations[0].quote == "Graustark opened 40 false accounts in 2022 and in 2023 closed them."
    assert (statement.standing, statement.aspect) == (Standing.ALLEGED, Aspect.ACTIVITY)


def test_a_passage_s_own_sentence_is_shown_as_a_quote() -> None:
    sentence = "Graustark opened 40 false accounts in 2022 and in 2023 closed them."
    written = write(ASKED, gathered(), Once(DraftStatement(sentence, ("E4",), Aspect.ACTIVITY)))
    assert f"“{sentence}”" in texts(written)


class Streaming(Twice):
    """A composer whose statements come one by one, and which breaks off after them where ``error`` is given."""

    def __init__(self, *proposed: DraftStatement, error: ModelError | None = None) -> None:
        super().__init__(*proposed, again=[])
        self.error = error
        self.given = 0

    def compose_stream(self, question: Question, evidence: Sequence[Evidence]) -> Generator[Draft, None, None]:
        for one in self.proposed:
            self.given += 1
            yield Draft((one,), self.name)
        if self.error:
            raise self.error


PREFERRED = DraftStatement(world.PREFERRED.text, ("E2",), Aspect.INTENT)
DENIED = DraftStatement(world.DENIED.text, ("E3",), Aspect.ACTIVITY)
WEAK = DraftStatement("The page says that Graustark opened 40 false accounts in 2022.", ("E4",), Aspect.ACTIVITY)


def test_a_statement_goes_out_before_the_next_one_is_written() -> None:
    composer = Streaming(GOOD, PREFERRED)
    stream = write_stream(ASKED, gathered(), composer)
    first = next(stream)
    assert isinstance(first, Statement)
    assert (first.text, composer.given) == (GOOD.text, 1)


@pytest.mark.parametrize(
    "proposed",
    [(LIE, GOOD, PREFERRED), (DENIED, WEAK, GOOD), (WEAK, LIE), (PREFERRED, DENIED, GOOD), (GOOD, GOOD)],
    ids=["a lie", "the other side first", "weak alone", "mixed", "twice"],
)
@pytest.mark.parametrize("error", [None, ModelUnavailable("cut")], ids=["whole", "broken off"])
def test_what_goes_out_is_the_answer_in_its_order(
    proposed: tuple[DraftStatement, ...], error: ModelError | None
) -> None:
    *sent, written = write_stream(ASKED, gathered(), Streaming(*proposed, error=error))
    assert isinstance(written, Written)
    assert tuple(sent) == written.verified.statements
    assert in_reading_order(written.verified.statements) == list(written.verified.statements)
    told = [one.text for one in written.verified.statements]
    assert len(told) == len(set(told))


def test_what_is_false_or_weaker_or_the_other_side_waits() -> None:
    composer = Streaming(LIE, DENIED, WEAK, GOOD)
    first = next(write_stream(ASKED, gathered(), composer))
    assert isinstance(first, Statement)
    assert (first.text, composer.given) == (GOOD.text, 4)


def test_a_draft_that_breaks_off_is_finished_in_the_library_s_own_words() -> None:
    written = write(ASKED, gathered(), Streaming(GOOD, LIE, error=ModelUnavailable("cut")))
    assert (written.writer, written.notice) == ("model, extractive", Notice.BROKEN_OFF)
    assert {GOOD.text, world.PREFERRED.text, world.DENIED.text} <= set(texts(written))
    assert LIE.text not in texts(written)


@pytest.mark.parametrize(
    ("error", "notice"),
    [
        (ModelUnavailable("away"), Notice.MODEL_FAILED),
        (BudgetSpent("spent"), Notice.BUDGET),
        (None, Notice.NOT_VERIFIED),
    ],
)
def test_the_reader_is_told_why_a_model_did_not_write(error: ModelError | None, notice: Notice) -> None:
    written = write(ASKED, gathered(), Streaming(error=error))
    assert (written.writer, written.notice) == ("extractive", notice)


def test_a_reader_who_goes_closes_the_draft() -> None:
    composer = Streaming(GOOD, PREFERRED)
    stream = write_stream(ASKED, gathered(), composer)
    next(stream)
    stream.close()
    assert composer.given == 1
