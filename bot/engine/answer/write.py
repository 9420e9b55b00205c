"""Evidence → verified statements by a composer that may be wrong, fail, break off or lie."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.engine.answer.compose import ExtractiveComposer
from bot.engine.errors import BudgetSpent, ModelError
from bot.engine.evidence.retrieve import Gathered
from bot.engine.models import Draft, DraftStatement, Dropped, Evidence, Notice, Question, Role, Statement, Stopped
from bot.engine.ports import Composer, Reviser, StreamingComposer, SupportJudge
from bot.engine.standing import STRENGTH
from bot.engine.trace import Stage, Trace
from bot.engine.verification.panel import Panel
from bot.engine.verification.verify import Verified, in_reading_order, settle, verify, weakest_answer
from knowledge.models import Act, Finding, RelationKind

EXTRACTIVE = ExtractiveComposer()


class Outcome(StrEnum):
    """What became of a statement that a model proposed."""

    PASSED = "passed"
    REWRITTEN = "rewritten"
    QUOTED = "quoted"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Written:
    """What may be shown, who wrote it, and what became of each proposed statement, in the draft's order."""

    verified: Verified
    writer: str
    outcomes: tuple[Outcome, ...] = ()
    notice: Notice | None = None


def write(
    question: Question,
    gathered: Gathered,
    composer: Composer,
    judges: Sequence[SupportJudge] = (),
    rewording: SupportJudge | None = None,
) -> Written:
    """The composer's statements where they can be verified, else the library's own words.

    A statement that fails is written again once with the reason, else replaced by the words that it cites, else
    listed as dropped. What the answer may not leave out is added: the best evidence, and whatever denies, disputes,
    withdraws or supersedes what it tells.
    """
    *_, written = write_stream(question, gathered, composer, judges=judges, rewording=rewording)
    assert isinstance(written, Written)
    return written


def write_stream(
    question: Question,
    gathered: Gathered,
    composer: Composer,
    trace: Trace | None = None,
    judges: Sequence[SupportJudge] = (),
    rewording: SupportJudge | None = None,
) -> Generator[Statement | Written, None, None]:
    """:func:`write` statement by statement: each as soon as it has passed and its place is certain, then all of it.

    What has failed, what stands on less and the other side come when the draft is complete, so that the order in
    which a reader gets the statements is the order of the answer. ``judges`` may stop what the rules let through;
    ``rewording`` tells whether a sentence in other words says what its source says.
    """
    trace = trace or Trace()
    if isinstance(composer, ExtractiveComposer):
        written = _extracted(question, gathered, composer)
        yield from written.verified.statements
        yield written
        return
    yield from _Writing(question, gathered, composer, trace, judges, rewording).stream()


class _Writing:
    """One answer while it is written."""

    def __init__(
        self,
        question: Question,
        gathered: Gathered,
        composer: Composer,
        trace: Trace,
        judges: Sequence[SupportJudge],
        rewording: SupportJudge | None,
    ) -> None:
        self.question, self.gathered, self.composer, self.trace = question, gathered, composer, trace
        self.rewording = rewording
        self.panel = Panel(judges, gathered, trace)
        self.plain = _extracted(question, gathered, EXTRACTIVE)
        self.writer = composer.name
        self.outcomes: list[Outcome] = []
        self.settled: list[DraftStatement] = []
        self.passed: list[Statement] = []
        self.sent: list[Statement] = []
        self.failed: list[Stopped] = []
        self.dropped: list[Dropped] = []

    def stream(self) -> Iterator[Statement | Written]:
        error: ModelError | None = None
        composing, self.checking = self.trace.open(Stage.COMPOSE), self.trace.open(Stage.VERIFY)
        verdicts: list[dict[str, object]] = self.checking.words.setdefault("verdicts", [])
        parts = _parts(self.composer, self.question, self.gathered.evidence)
        try:
            while True:
                with composing.running():
                    part = next(parts, None)
                if part is None:
                    break
                self.writer = part.writer
                for proposed in part.statements:
                    with self.checking.running():
                        reason = self._judge(proposed)
                    verdicts.append({"text": proposed.text, "keys": proposed.keys, "reason": reason})
                    yield from self._ready()
        except ModelError as failure:
            error = failure
        finally:
            with composing.running():
                parts.close()
        composing.facts |= {"writer": self.writer, "proposed": len(self.outcomes)}
        composing.close()
        if not self.outcomes and error is not None:
            yield from self._told(self.plain, _notice(error))
            return
        if error is None:
            self._revise()
        for stopped in self.failed:
            verdicts[stopped.at]["outcome"] = self.outcomes[stopped.at].value
        yield from self._finish(error)

    def _judge(self, proposed: DraftStatement) -> str | None:
        """Why a proposed statement may not be shown, or None where it has passed."""
        verdict = settle(proposed, self.gathered, self.rewording)
        reason = verdict if isinstance(verdict, str) else self._accept(verdict)
        if reason is None:
            self.outcomes.append(Outcome.PASSED)
            return None
        self.failed.append(Stopped(len(self.outcomes), proposed, reason))
        self.dropped.append(Dropped(proposed.text, reason))
        self.outcomes.append(Outcome.DROPPED)
        return reason

    def _accept(self, settled: DraftStatement) -> str | None:
        """Takes up a model's statement unless a judge objects; or says why it may not be shown."""
        return self.panel.objection(settled) or self._state(settled)

    def _state(self, settled: DraftStatement) -> str | None:
        """Takes up a statement, in the place that its evidence gives it; or says why it may not be shown."""
        verified = verify(Draft((_in_role(settled, self.gathered),), self.writer), self.gathered)
        if verified.dropped:
            return verified.dropped[0].reason
        self.settled.append(settled)
        self.passed += verified.statements
        return None

    def _ready(self) -> Iterator[Statement]:
        """What may go out before the rest is known: no better evidence could move it behind what is to come."""
        floor = weakest_answer((*self.plain.verified.statements, *self.passed))
        for one in self.passed:
            if one not in self.sent and one.role is Role.ANSWER and STRENGTH[one.standing] >= floor:
                self.sent.append(one)
                yield one

    def _revise(self) -> None:
        """Has what failed written again once; what fails again is replaced by the words that it cites."""
        if self.failed and isinstance(self.composer, Reviser):
            step = self.trace.open(Stage.REVISE)
            again: Sequence[DraftStatement | None] = ()
            try:
                with step.running():
                    again = self.composer.revise(self.question, self.gathered.evidence, self.failed)
            except ModelError:
                again = ()
            reasons: list[str | None] = []
            with self.checking.running():
                for stopped, new in zip(self.failed, again, strict=False):
                    verdict = (
                        settle(new, self.gathered, self.rewording) if new is not None else "It was not written again."
                    )
                    reason = self._accept(verdict) if isinstance(verdict, DraftStatement) else verdict
                    reasons.append(reason)
                    if reason is None:
                        self.outcomes[stopped.at] = Outcome.REWRITTEN
            step.facts |= {"asked": len(self.failed), "rewritten": reasons.count(None)}
            step.words["again"] = [
                {"text": new.text if new else None, "reason": reason}
                for new, reason in zip(again, reasons, strict=False)
            ]
            step.close()
        for stopped in self.failed:
            if self.outcomes[stopped.at] is Outcome.DROPPED and self._quote(stopped.proposed.keys):
                self.outcomes[stopped.at] = Outcome.QUOTED

    def _quote(self, keys: Sequence[str]) -> bool:
        """Tells in the library's own words what some keys cite, as far as it is not told; whether anything was."""
        cited = self._cited()
        held = [one for one in self.gathered.evidence if one.key in keys and one.key not in cited]
        before = len(self.settled)
        for one in EXTRACTIVE.compose(self.question, held).statements:
            self._state(one)
        return len(self.settled) > before

    def _cited(self) -> set[str]:
        return {key for one in self.settled for key in one.keys}

    def _finish(self, error: ModelError | None) -> Iterator[Statement | Written]:
        if not any(one in (Outcome.PASSED, Outcome.REWRITTEN) for one in self.outcomes):
            yield from self._told(self.plain, _notice(error) if error else Notice.NOT_VERIFIED)
            return
        if error is not None:
            # The reply broke off: the rest of the answer is the library's own words.
            self._quote([one.key for one in self.gathered.evidence if one.relevance > 0])
        self._quote(self._owed())
        rest = [one for one in self.passed if one not in self.sent]
        statements = tuple(in_reading_order(rest, self.sent))
        verified = Verified(statements, tuple(self.dropped))
        writer = f"{self.writer}, {EXTRACTIVE.name}" if error is not None else self.writer
        yield from self._told(
            Written(verified, writer), _budget_or(error, Notice.BROKEN_OFF) if error is not None else None
        )

    def _owed(self) -> list[str]:
        """The keys of what a draft leaves out and may not: the best evidence and the other side."""
        cited = self._cited()
        items = {one.item.id for one in self.gathered.evidence if one.key in cited}
        owed = {
            bearing.finding.id
            for item in items
            for bearing in self.gathered.related.get(item, ())
            if bearing.relation is not RelationKind.SUPPORTS
        }
        if self.gathered.evidence and self.gathered.evidence[0].relevance > 0:
            owed.add(self.gathered.evidence[0].item.id)
        return [one.key for one in self.gathered.evidence if one.item.id in owed]

    def _told(self, written: Written, notice: Notice | None) -> Iterator[Statement | Written]:
        """The statements that were not sent, then all of it."""
        verified = written.verified
        if written is self.plain:
            verified = Verified(verified.statements, (*self.dropped, *verified.dropped))
        self.panel.close()
        counted = {outcome.value: self.outcomes.count(outcome) for outcome in Outcome}
        self.checking.facts |= counted
        self.checking.close()
        yield from verified.statements[len(self.sent) :]
        yield Written(verified, written.writer, tuple(self.outcomes), notice)


def _parts(composer: Composer, question: Question, evidence: Sequence[Evidence]) -> Generator[Draft, None, None]:
    if isinstance(composer, StreamingComposer):
        yield from composer.compose_stream(question, evidence)
    else:
        yield composer.compose(question, evidence)


def _notice(error: ModelError) -> Notice:
    return _budget_or(error, Notice.MODEL_FAILED)


def _budget_or(error: ModelError, notice: Notice) -> Notice:
    return Notice.BUDGET if isinstance(error, BudgetSpent) else notice


def _extracted(question: Question, gathered: Gathered, composer: ExtractiveComposer) -> Written:
    draft = composer.compose(question, gathered.evidence)
    return Written(verify(draft, gathered), draft.writer)


def _in_role(proposed: DraftStatement, gathered: Gathered) -> DraftStatement:
    """The statement in the place that its evidence gives it; where a model wants it does not matter."""
    cited = [one for key in proposed.keys if (one := gathered.by_key(key)) is not None]
    other = all(_other_side(one) for one in cited)
    return replace(proposed, role=Role.COUNTER if other else Role.ANSWER)


def _other_side(evidence: Evidence) -> bool:
    item = evidence.item
    return isinstance(item, Finding) and (evidence.relevance == 0 or item.act is Act.DENIED)
