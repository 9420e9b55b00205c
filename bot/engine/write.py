"""Evidence → verified statements by a composer that may be wrong, fail or lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.engine.compose import ExtractiveComposer
from bot.engine.errors import ModelError
from bot.engine.models import Draft, DraftStatement, Dropped, Evidence, Question, Role, Stopped
from bot.engine.ports import Composer, Reviser
from bot.engine.retrieve import Gathered
from bot.engine.verify import Verified, settle, verify
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


def write(question: Question, gathered: Gathered, composer: Composer) -> Written:
    """The composer's statements where they can be verified, else the library's own words.

    A statement that fails is written again once with the reason, else replaced by the words that it cites, else
    listed as dropped. What the answer may not leave out is added: the best evidence, and whatever denies, disputes,
    withdraws or supersedes what it tells.
    """
    if isinstance(composer, ExtractiveComposer):
        return _extracted(question, gathered, composer)
    try:
        draft = composer.compose(question, gathered.evidence)
    except ModelError:
        return _extracted(question, gathered, EXTRACTIVE)
    drafted, dropped, outcomes = _settled(question, gathered, composer, draft)
    if not any(one in (Outcome.PASSED, Outcome.REWRITTEN) for one in outcomes):
        plain = _extracted(question, gathered, EXTRACTIVE)
        verified = Verified(plain.verified.statements, (*dropped, *plain.verified.dropped))
        return Written(verified, plain.writer, outcomes)
    whole = [*drafted, *_missing(question, gathered, drafted)]
    verified = verify(Draft(tuple(_in_role(one, gathered) for one in whole), draft.writer), gathered)
    return Written(Verified(verified.statements, (*dropped, *verified.dropped)), draft.writer, outcomes)


def _extracted(question: Question, gathered: Gathered, composer: ExtractiveComposer) -> Written:
    draft = composer.compose(question, gathered.evidence)
    return Written(verify(draft, gathered), draft.writer)


def _settled(
    question: Question, gathered: Gathered, composer: Composer, draft: Draft
) -> tuple[list[DraftStatement], tuple[Dropped, ...], tuple[Outcome, ...]]:
    judged = [settle(one, gathered) for one in draft.statements]
    failed = [
        Stopped(at, one, verdict)
        for at, (one, verdict) in enumerate(zip(draft.statements, judged, strict=True))
        if isinstance(verdict, str)
    ]
    revised = _revised(question, gathered, composer, failed)
    shown: list[DraftStatement] = []
    dropped: list[Dropped] = []
    outcomes: list[Outcome] = []
    cited = {key for one in (*judged, *revised.values()) if isinstance(one, DraftStatement) for key in one.keys}
    for at, (proposed, verdict) in enumerate(zip(draft.statements, judged, strict=True)):
        if isinstance(verdict, DraftStatement):
            shown.append(verdict)
            outcomes.append(Outcome.PASSED)
            continue
        dropped.append(Dropped(proposed.text, verdict))
        if at in revised:
            shown.append(revised[at])
            outcomes.append(Outcome.REWRITTEN)
            continue
        held = [one for one in gathered.evidence if one.key in proposed.keys and one.key not in cited]
        quoted = EXTRACTIVE.compose(question, held).statements
        cited |= {key for one in quoted for key in one.keys}
        shown += quoted
        outcomes.append(Outcome.QUOTED if quoted else Outcome.DROPPED)
    return shown, tuple(dropped), tuple(outcomes)


def _revised(
    question: Question, gathered: Gathered, composer: Composer, failed: Sequence[Stopped]
) -> dict[int, DraftStatement]:
    """The second attempt at each failed statement, by its place in the draft, where it can be verified."""
    if not failed or not isinstance(composer, Reviser):
        return {}
    try:
        again = composer.revise(question, gathered.evidence, failed)
    except ModelError:
        return {}
    judged = {one.at: settle(new, gathered) for one, new in zip(failed, again, strict=False) if new is not None}
    return {at: one for at, one in judged.items() if isinstance(one, DraftStatement)}


def _missing(question: Question, gathered: Gathered, drafted: Sequence[DraftStatement]) -> list[DraftStatement]:
    """The library's own words on what a draft leaves out and may not: the best evidence and the other side."""
    cited = {key for one in drafted for key in one.keys}
    items = {one.item.id for one in gathered.evidence if one.key in cited}
    owed = {
        bearing.finding.id
        for item in items
        for bearing in gathered.related.get(item, ())
        if bearing.relation is not RelationKind.SUPPORTS
    }
    if gathered.evidence and gathered.evidence[0].relevance > 0:
        owed.add(gathered.evidence[0].item.id)
    held = [one for one in gathered.evidence if one.item.id in owed and one.key not in cited]
    return list(EXTRACTIVE.compose(question, held).statements)


def _in_role(proposed: DraftStatement, gathered: Gathered) -> DraftStatement:
    """The statement in the place that its evidence gives it; where a model wants it does not matter."""
    cited = [one for key in proposed.keys if (one := gathered.by_key(key)) is not None]
    other = all(_other_side(one) for one in cited)
    return replace(proposed, role=Role.COUNTER if other else Role.ANSWER)


def _other_side(evidence: Evidence) -> bool:
    item = evidence.item
    return isinstance(item, Finding) and (evidence.relevance == 0 or item.act is Act.DENIED)
