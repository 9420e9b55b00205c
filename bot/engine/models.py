"""What the engine takes and gives: questions, evidence, drafts, answers and checks.

A :class:`Draft` is unverified and no renderer accepts one; only :mod:`bot.engine.verification.verify` turns
drafts into answers.
Offsets are code points into the text they belong to, ends exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.models import Act, Aspect, Confidence, Item, Kind, Source, Standing


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question and the text of its answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks. ``asker`` and ``chat`` are salted hashes, never names or accounts."""

    text: str
    language: str | None = None
    asker: str | None = None
    history: tuple[Turn, ...] = ()
    chat: str | None = None


class Support(StrEnum):
    """How an item of evidence bears on a claim."""

    SUPPORTS = "supports"
    PARTLY = "partly"
    CONTRADICTS = "contradicts"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class SupportJudgment:
    """How evidence bears on a claim: four probabilities that sum to 1.

    A judge that gives no probabilities puts 1 on its label. ``decided`` is set where a judge draws its lines elsewhere
    than at the greatest probability.
    """

    supports: float
    partly: float
    contradicts: float
    unrelated: float
    decided: Support | None = None

    def __post_init__(self) -> None:
        if abs(sum(self.probabilities.values()) - 1.0) > 1e-3 or min(self.probabilities.values()) < 0.0:
            raise ValueError(f"not a distribution: {self.probabilities}")

    @classmethod
    def certain(cls, label: Support) -> SupportJudgment:
        """All of the probability on one label."""
        order = (Support.SUPPORTS, Support.PARTLY, Support.CONTRADICTS, Support.UNRELATED)
        supports, partly, contradicts, unrelated = (float(one is label) for one in order)
        return cls(supports, partly, contradicts, unrelated)

    @property
    def probabilities(self) -> dict[Support, float]:
        return {
            Support.SUPPORTS: self.supports,
            Support.PARTLY: self.partly,
            Support.CONTRADICTS: self.contradicts,
            Support.UNRELATED: self.unrelated,
        }

    @property
    def label(self) -> Support:
        """The decision; of two equal probabilities the one that claims less."""
        if self.decided is not None:
            return self.decided
        found = self.probabilities
        return max(
            (Support.UNRELATED, Support.PARTLY, Support.CONTRADICTS, Support.SUPPORTS), key=lambda one: found[one]
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """An item of the library that bears on a question or a claim.

    ``key`` is how a draft cites it ("E1"). ``relevance`` is 0..1 as in :class:`knowledge.models.Hit`. ``quote`` is a
    literal substring of a passage's text, None for a finding, which is in our own words. ``support`` is judged
    against a claim, and is None where a question was asked.
    """

    key: str
    item: Item
    source: Source
    relevance: float
    quote: str | None = None
    support: Support | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a reader looks a statement up. ``quote`` is verbatim from the passage ``item_id``, or None."""

    item_id: str
    source_id: str
    title: str
    publisher: str
    kind: Kind
    act: Act
    locator: str
    published: str | None = None
    url: str | None = None
    archive_url: str | None = None
    quote: str | None = None
    origin: str | None = None


class Role(StrEnum):
    """A statement's place in an answer: the answer, what stands on less, the other side, the setting.

    Where an episode is told: also what is contested in it, and the order of its events.
    """

    ANSWER = "answer"
    WEAKER = "weaker"
    CONTESTED = "contested"
    COUNTER = "counter"
    CONTEXT = "context"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence shown to a reader, with what it stands on and why.

    ``original`` is the sentence as it was verified, where ``text`` is a model's translation of it. ``date`` is that of
    an event in the order of events, ISO 8601, maybe cut to the year or the month.
    """

    text: str
    standing: Standing
    aspect: Aspect
    why: str
    citations: tuple[Citation, ...] = ()
    confidence: Confidence | None = None
    role: Role = Role.ANSWER
    original: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """A proposed sentence. ``keys`` name evidence; ``quotes`` are spans that it claims to take from it verbatim."""

    text: str
    keys: tuple[str, ...]
    aspect: Aspect
    quotes: tuple[str, ...] = ()
    role: Role = Role.ANSWER


@dataclass(frozen=True, slots=True)
class Draft:
    """What a composer proposes. Unverified: it may not be shown."""

    statements: tuple[DraftStatement, ...]
    writer: str = "extractive"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A proposed statement that verification stopped, and the reason."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """A proposed statement that may be written again: its place in the draft, and why it was stopped."""

    at: int
    proposed: DraftStatement
    reason: str


@dataclass(frozen=True, slots=True)
class Premise:
    """What a question takes for granted, and what that stands on. ``repair`` is what is on record instead."""

    text: str
    standing: Standing
    why: str
    citations: tuple[Citation, ...] = ()
    repair: Statement | None = None


@dataclass(frozen=True, slots=True)
class EpisodeLink:
    """The episode that an answer tells. ``url`` is its page, where the web pages have an address of their own."""

    id: str
    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the library does not hold. ``settled_by`` says what would settle it."""

    text: str
    settled_by: str | None = None


class Notice(StrEnum):
    """What a reader is told of how an answer was written, where a language model should have written all of it."""

    BUDGET = "budget"
    MODEL_FAILED = "model_failed"
    BROKEN_OFF = "broken_off"
    NOT_VERIFIED = "not_verified"


@dataclass(frozen=True, slots=True)
class Explanation:
    """An answer whose every statement has been verified.

    ``understood`` is the question that was searched, where a model made a follow-up or a translation of it.
    ``episode`` is the case that the answer tells as a whole.
    """

    question: str
    statements: tuple[Statement, ...]
    premise: Premise | None = None
    gaps: tuple[Gap, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    sources: tuple[Source, ...] = ()
    writer: str = "extractive"
    as_of: str | None = None
    understood: str | None = None
    notice: Notice | None = None
    episode: EpisodeLink | None = None


class RefusalReason(StrEnum):
    """Why there is no answer."""

    OFF_TOPIC = "off_topic"
    NOT_HELD = "not_held"
    UNKNOWABLE = "unknowable"
    EMPTY = "empty"
    DECLINED = "declined"
    UNAVAILABLE = "unavailable"
    OVER_BUDGET = "over_budget"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An honest "no": the reason, a message for the reader, and the nearest things the library does hold."""

    question: str
    reason: RefusalReason
    message: str
    nearest: tuple[Citation, ...] = ()
    premise: Premise | None = None


Answer = Explanation | Refusal


@dataclass(frozen=True, slots=True)
class Cue:
    """The words of a text that carry a label. ``start``/``end`` are offsets in the text that was checked."""

    text: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hinge:
    """The exact words where speculation begins."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a text; ``start``/``end`` are offsets in the text that was checked."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """An atomic claim of a text: ``text == checked[start:end]``.

    ``query`` is the claim with pronouns and ellipses resolved and the heading that it stands under, for retrieval;
    ``meant``, where it is not the same, has no more of the heading than the states and bodies in it, and is what
    evidence has to state. ``speaker`` is set where the text reports somebody's claim. ``checkable`` is False for
    questions, greetings and the like.
    """

    text: str
    start: int
    end: int
    query: str
    speaker: str | None = None
    checkable: bool = True
    heading: bool = False
    meant: str = ""


@dataclass(frozen=True, slots=True)
class StatementKind:
    """How probable it is that a sentence states a ``fact``, a ``view`` or ``nothing``; the three add up to 1.

    A document could bear out or refute the first; none settles the second, a guess, a judgment, a figure of speech.
    """

    fact: float
    view: float
    nothing: float


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim of a pasted text with what it stands on.

    ``unsupported`` are the words that the nearest evidence does not state, where it states the rest.
    """

    text: str
    start: int
    end: int
    standing: Standing
    aspect: Aspect
    why: str
    hinge: Hinge | None = None
    cues: tuple[Cue, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: Confidence | None = None
    speaker: str | None = None
    heading: bool = False
    unsupported: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A pasted text, claim by claim, in the order of the text."""

    text: str
    claims: tuple[CheckedClaim, ...]
    as_of: str | None = None

    @property
    def counts(self) -> dict[Standing, int]:
        """How many claims have each standing, strongest first, standings that do not occur included as 0."""
        tally = dict.fromkeys(Standing, 0)
        for claim in self.claims:
            tally[claim.standing] += 1
        return tally
