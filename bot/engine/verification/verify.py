"""Draft → statements that may be shown. Deterministic; nothing passes because a model says so.

Each check below returns the reason for which a statement is stopped, or None. What is stopped is listed, never
silently lost. The standing is computed here, from the evidence, whatever the draft claims.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.engine.evidence.compare import negated
from bot.engine.evidence.grounds import ground, opposing, supporting, weigh_words
from bot.engine.evidence.items import item_terms
from bot.engine.evidence.retrieve import Gathered, cite
from bot.engine.language.terms import terms
from bot.engine.models import Citation, Draft, DraftStatement, Dropped, Evidence, Role, Statement
from bot.engine.ports import SupportJudge
from bot.engine.standing import STRENGTH, Weighed, weigh
from bot.engine.verification.fidelity import Basis, basis, pieces, repeats, unattributed, unfaithful
from bot.engine.verification.rewording import reworded
from knowledge.models import Act, Aspect, Finding, Passage

MARKERS: dict[Act, re.Pattern[str]] = {
    Act.CHARGED: re.compile(r"\b(?:charg|alleg|accus|indict|designat|sanction|complain)", re.IGNORECASE),
    Act.ASSERTED: re.compile(
        r"\b(?:sa(?:y|id)|stat(?:e|ed|es|ing)\b|claim|assert|accord|alleg|call|announc|declar|told|describ|argu|warn"
        r"|wr(?:o|i)t|accus|testif|note[sd]?\b)",
        re.IGNORECASE,
    ),
    Act.DENIED: re.compile(
        r"\b(?:den(?:y|ies|ied|ial)|reject|disput|refut|dismiss|said\b|not\b|no\b|never\b)", re.IGNORECASE
    ),
    Act.ASSESSED: re.compile(
        r"\b(?:assess|judg|estimat|conclud|confidence|likely|probabl|believ|consider|attribut|ascrib)", re.IGNORECASE
    ),
    Act.OPINED: re.compile(
        r"\b(?:argu|opinion|comment|writ|wrote|believ|think|say|said|may|might|could|would|expect|suggest|contend"
        r"|holds? that\b|stat(?:es|ed)\b|note[sd]?\b|describ|consider|predict|criticis|conced|called?\b|calls\b)",
        re.IGNORECASE,
    ),
}
"""Words that keep the modality of an act: what was charged may not be told as if it had been done."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What may be shown, in reading order, and what was stopped."""

    statements: tuple[Statement, ...]
    dropped: tuple[Dropped, ...]


def verify(draft: Draft, gathered: Gathered) -> Verified:
    """Check each statement of ``draft`` against the evidence it cites, and compute what it stands on.

    For the library's own words; what a model wrote goes through :func:`settle` first.
    """
    passed: list[Statement] = []
    dropped: list[Dropped] = []
    for proposed in draft.statements:
        cited = [one for key in proposed.keys if (one := gathered.by_key(key)) is not None]
        reason = next((why for check in CHECKS if (why := check(proposed, cited)) is not None), None)
        if reason is None:
            passed.append(_state(proposed, cited, gathered))
        else:
            dropped.append(Dropped(proposed.text, reason))
    return Verified(tuple(in_reading_order(passed)), tuple(dropped))


def settle(proposed: DraftStatement, gathered: Gathered, judge: SupportJudge | None = None) -> DraftStatement | str:
    """A model's statement as it may be verified, or the reason for which it may not.

    Each sentence has to rest on one of the cited items, and each item has to bear one of the sentences: two sources
    make no new fact. The aspect is the evidence's, whatever the model says it is, and a passage is cited with the
    sentences that are rested on, so that the standing is theirs and the reader sees them.

    With a ``judge`` a sentence may tell a finding in other words, if that is all in which it differs and the judge is
    sure that the finding supports it. Without one it has to keep to the words of what it cites.
    """
    keys = tuple(dict.fromkeys(proposed.keys))
    cited = [one for key in keys if (one := gathered.by_key(key)) is not None]
    for check in (_cites_something, _quotes_are_verbatim):
        if (reason := check(replace(proposed, keys=keys), cited)) is not None:
            return reason
    borne: list[Basis] = []
    for piece in pieces(proposed.text):
        rests = [basis(piece, one, proposed.quotes) for one in cited]
        reasons = [_differs(piece, held, judge) for held in rests]
        borne += [held for held, reason in zip(rests, reasons, strict=True) if reason is None]
        if (reason := reasons[0]) is not None and all(reasons):
            return reason
    if idle := {one.key for one in cited} - {held.evidence.key for held in borne}:
        return f"It cites what does not bear it: {', '.join(sorted(idle))}."
    quotes = tuple(dict.fromkeys(held.text for held in borne if isinstance(held.evidence.item, Passage)))
    aspects = [_aspect(held) for held in borne]
    text = f"“{quotes[0]}”" if len(quotes) == len(borne) == 1 and repeats(proposed.text, borne[0]) else proposed.text
    aspect = proposed.aspect if proposed.aspect in aspects else aspects[0]
    return replace(proposed, text=text, keys=keys, aspect=aspect, quotes=quotes)


SURE = 0.8
UNSURE = 0.1
"""Of a judge, on a sentence in other words: at least so probably supported, at most so probably contradicted."""


def _differs(piece: str, held: Basis, judge: SupportJudge | None) -> str | None:
    """Why a sentence may not rest on one item of evidence."""
    text = unattributed(piece, held.evidence)
    if repeats(text, held):
        return None
    evidence = replace(held.evidence, quote=held.text) if isinstance(held.evidence.item, Passage) else held.evidence
    alone = DraftStatement(text, (evidence.key,), _aspect(held))
    for check in (_numbers_are_held, _names_are_held, _modality_is_kept):
        if (reason := check(alone, [evidence])) is not None:
            return reason
    reason = _openers_are_held(alone, [evidence]) or unfaithful(text, held)
    if reason is None or judge is None or not isinstance(held.evidence.item, Finding) or not reworded(text, held):
        return reason
    (judgment,) = judge.judge([(text, (held.text,))])
    return None if judgment.supports >= SURE and judgment.contradicts <= UNSURE else reason


def _aspect(held: Basis) -> Aspect:
    item = held.evidence.item
    return item.aspect if isinstance(item, Finding) else weigh_words(held.text, held.evidence.source.kind).aspect


def in_reading_order(statements: Sequence[Statement], sent: Sequence[Statement] = ()) -> list[Statement]:
    """The answer first, then what stands on less, then the other side; the order within each is kept.

    ``sent`` were shown already as part of the answer and stay as they are, before all others.
    """
    floor = weakest_answer((*sent, *statements))
    placed = [
        replace(one, role=Role.WEAKER) if one.role is Role.ANSWER and STRENGTH[one.standing] < floor else one
        for one in statements
    ]
    order = (Role.ANSWER, Role.WEAKER, Role.COUNTER, Role.CONTEXT)
    return [*sent, *sorted(placed, key=lambda one: order.index(one.role))]


def weakest_answer(statements: Sequence[Statement]) -> int:
    """The strength below which a statement is told apart from the answer, as what stands on less."""
    return min(max((STRENGTH[one.standing] for one in statements if one.role is Role.ANSWER), default=0), 2)


def _state(proposed: DraftStatement, cited: Sequence[Evidence], gathered: Gathered) -> Statement:
    weighed = weigh_evidence(proposed, cited, gathered)
    return Statement(
        text=proposed.text,
        standing=weighed.standing,
        aspect=proposed.aspect,
        why=weighed.why,
        citations=tuple(_citations(proposed, cited)),
        confidence=weighed.confidence,
        role=proposed.role,
    )


def weigh_evidence(proposed: DraftStatement, cited: Sequence[Evidence], gathered: Gathered) -> Weighed:
    """The standing that the cited evidence, and all that bears on it, gives to a statement."""
    grounds, counters = [], []
    for one in cited:
        related = gathered.related.get(one.item.id, ())
        own = ground(_quoted(one, proposed.quotes), related)
        grounds += [own, *supporting(related, own.aspect, own.act)]
        counters += opposing(related, own.aspect)
    return weigh(proposed.aspect, grounds, counters)


def _quoted(evidence: Evidence, quotes: Sequence[str]) -> Evidence:
    quote = next((quote for quote in quotes if quote in evidence.item.text), None)
    return replace(evidence, quote=quote) if isinstance(evidence.item, Passage) and quote else evidence


def _citations(proposed: DraftStatement, cited: Sequence[Evidence]) -> list[Citation]:
    pairs = [(one, _quoted(one, proposed.quotes)) for one in cited]
    return [cite(one.item, one.source, quote=quoted.quote, act=_act(quoted)) for one, quoted in pairs]


def _act(evidence: Evidence) -> Act:
    return ground(evidence).act


def _cites_something(proposed: DraftStatement, cited: Sequence[Evidence]) -> str | None:
    if not proposed.keys:
        return "It cites nothing."
    if len(cited) != len(proposed.keys):
        return "It cites evidence that was not retrieved."
    return None


def _quotes_are_verbatim(proposed: DraftStatement, cited: Sequence[Evidence]) -> str | None:
    texts = [one.item.text for one in cited if isinstance(one.item, Passage)]
    for quote in (*proposed.quotes, *_marked_quotes(proposed.text)):
        named = (name for one in cited for name in (one.item.text, one.source.publisher, one.source.title))
        if not any(quote in text for text in (*texts, *named)):
            return f"The quoted words are not in the cited source: “{quote[:80]}”."
    return None


def _marked_quotes(text: str) -> list[str]:
    """What a statement puts between quotation marks; single words in quotes are names and labels."""
    if text.startswith("“") and text.endswith("”"):
        return [text[1:-1]]
    return [quote for quote in re.findall(r"[“\"]([^”\"]+)[”\"]", text) if " " in quote]


def _numbers_are_held(proposed: DraftStatement, cited: Sequence[Evidence]) -> str | None:
    held = frozenset[str]().union(
        *(item_terms(one.item, one.source).numbers | terms(one.source.publisher).numbers for one in cited)
    )
    foreign = terms(proposed.text).numbers - held
    return f"A number is not in the cited source: {', '.join(sorted(foreign))}." if foreign else None


def _names_are_held(proposed: DraftStatement, cited: Sequence[Evidence]) -> str | None:
    return _foreign(terms(proposed.text).names, cited)


def _openers_are_held(proposed: DraftStatement, cited: Sequence[Evidence]) -> str | None:
    """A word that opens a sentence may be a name, which its capital does not tell."""
    return _foreign(terms(proposed.text).openers, cited)


def _foreign(names: frozenset[str], cited: Sequence[Evidence]) -> str | None:
    held: frozenset[str] = frozenset()
    for one in cited:
        item = item_terms(one.item, one.source)
        held |= item.stems | item.names | terms(one.source.publisher).stems
    foreign = names - held
    return f"A name is not in the cited source: {', '.join(sorted(foreign))}." if foreign else None


def _polarity_is_kept(proposed: DraftStatement, cited: Sequence[Evidence]) -> str | None:
    if any(negated(proposed.text) == negated(quote) for quote in proposed.quotes):
        return None
    for piece in pieces(proposed.text):
        if not any(_told(piece, one) or negated(piece) == negated(one.item.text) for one in cited):
            return "It turns a negation of the cited source around."
    return None


def _modality_is_kept(proposed: DraftStatement, cited: Sequence[Evidence]) -> str | None:
    if proposed.quotes:
        return None
    for piece in pieces(proposed.text):
        if any(_told(piece, one) for one in cited):
            continue
        acts = {_act(one) for one in cited}
        if acts <= MARKERS.keys() and not any(MARKERS[act].search(piece) for act in acts):
            return f"It tells as fact what the cited source only {min(acts)}."
    return None


def _told(piece: str, evidence: Evidence) -> bool:
    """Whether a sentence is one of the evidence's own."""
    whole = evidence.item.text
    text = unattributed(piece, evidence)
    return any(repeats(text, Basis(evidence, own)) for own in (whole, *pieces(whole)))


def _aspect_is_true(proposed: DraftStatement, cited: Sequence[Evidence]) -> str | None:
    """A finding told as it stands keeps its aspect; another one may not be smuggled in."""
    for one in cited:
        if isinstance(one.item, Finding) and proposed.text == one.item.text and proposed.aspect != one.item.aspect:
            return "It claims another aspect than the finding that it repeats."
    return None


CHECKS: tuple[Callable[[DraftStatement, Sequence[Evidence]], str | None], ...] = (
    _cites_something,
    _quotes_are_verbatim,
    _numbers_are_held,
    _names_are_held,
    _openers_are_held,
    _polarity_is_kept,
    _modality_is_kept,
    _aspect_is_true,
)
"""Run in this order; the first reason stops a statement."""
