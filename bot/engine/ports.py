"""What the engine needs from outside, as protocols. Fakes in the tests implement these; nothing is patched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Protocol, runtime_checkable

from bot.engine.models import (
    Answer,
    Claim,
    ClaimCheck,
    Draft,
    DraftStatement,
    Evidence,
    Premise,
    Question,
    Statement,
    StatementKind,
    Stopped,
    SupportJudgment,
)
from knowledge.models import Aspect, Filters, Finding, Hit, LibraryInfo, Passage, RelatedFinding, Source

Progress = Premise | Statement | Answer
"""What a streamed answer yields: the premise if there is one, each verified statement, then the whole answer."""


class Library(Protocol):
    """The index of what is known, read-only.

    Every method may raise :class:`knowledge.errors.LibraryError`.
    """

    def search(self, text: str, *, limit: int = 12, filters: Filters | None = None) -> list[Hit]: ...

    def search_many(self, texts: Sequence[str], *, limit: int = 12) -> list[list[Hit]]:
        """One search a text, in order; embeds them in batches."""
        ...

    def source(self, source_id: str) -> Source | None: ...

    def finding(self, finding_id: str) -> Finding | None: ...

    def passage(self, passage_id: str) -> Passage | None: ...

    def related(self, finding_ids: Sequence[str]) -> list[RelatedFinding]:
        """Findings that bear on the given ones (they dispute, deny, withdraw, supersede or support them)."""
        ...

    def sources(self, filters: Filters | None = None) -> list[Source]: ...

    def findings_of(self, source_id: str) -> list[Finding]: ...

    def passages_at(self, source_id: str, locator: str) -> list[Passage]:
        """The passages of a source's full text, if it was ingested, at a locator as printed."""
        ...

    def similarity(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Calibrated similarity of text pairs in 0..1, as :attr:`knowledge.models.Hit.relevance`."""
        ...

    def info(self) -> LibraryInfo: ...


class Composer(Protocol):
    """Writes a draft from graded evidence. A draft is unverified."""

    @property
    def name(self) -> str: ...

    def compose(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        """Raises :class:`bot.engine.errors.ModelError` where a model is behind it."""
        ...


@runtime_checkable
class StreamingComposer(Composer, Protocol):
    """A composer whose draft can be read while it is written."""

    def compose_stream(self, question: Question, evidence: Sequence[Evidence]) -> Generator[Draft, None, None]:
        """The draft in parts, in order. Raises :class:`bot.engine.errors.ModelError`, also after the first parts."""
        ...


@runtime_checkable
class Reviser(Protocol):
    """A composer that can be told what was wrong with its statements."""

    def revise(
        self, question: Question, evidence: Sequence[Evidence], failed: Sequence[Stopped]
    ) -> list[DraftStatement | None]:
        """One new statement for each failed one, in order, or None. Raises :class:`bot.engine.errors.ModelError`."""
        ...


Allowance = Callable[[Question], dt.datetime | None]
"""Counts one answer by a model for a question and gives None; or counts nothing and says from when it may be."""


class Interpreter(Protocol):
    """Puts a question into the library's terms and an answer into the reader's language.

    Raises :class:`bot.engine.errors.ModelError`. What it gives is unverified.
    """

    def standalone(self, question: Question) -> str:
        """The question in English, complete without its history."""
        ...

    def translate(self, texts: Sequence[str], language: str) -> list[str]:
        """The texts in a language (ISO 639-1), in order."""
        ...


@runtime_checkable
class Repairer(Protocol):
    """An interpreter that can say what is on record instead of a premise."""

    def repair(self, premise: str, evidence: Sequence[Evidence]) -> DraftStatement | None:
        """What the evidence establishes in place of a premise, or None. Raises ModelError."""
        ...


class SupportJudge(Protocol):
    """Judges how evidence bears on claims. Deterministic; safe to call from several threads."""

    @property
    def name(self) -> str:
        """What judges, with its version, as reports and cards name it."""
        ...

    def judge(self, pairs: Sequence[tuple[str, Sequence[str]]]) -> list[SupportJudgment]:
        """One judgment a pair of a claim and the sentences of one piece of evidence taken together, in order.

        No sentences are judged unrelated.
        """
        ...


class SpeculationScorer(Protocol):
    """How probable it is that a sentence states a guess as its author's own. Deterministic; thread-safe."""

    @property
    def name(self) -> str: ...

    @property
    def threshold(self) -> float:
        """From which probability on a sentence counts as speculation."""
        ...

    def score(self, sentences: Sequence[str]) -> list[float]:
        """One probability in 0..1 a sentence, in order; a scorer that gives none says 0 or 1."""
        ...


class StatementSorter(Protocol):
    """Tells what can be checked from what cannot. Deterministic; thread-safe."""

    def kinds(self, sentences: Sequence[str]) -> list[StatementKind]:
        """How probable each kind of statement is, one a sentence, in order."""
        ...


class Splitter(Protocol):
    """Proposes where claims join two: what was done, and why, or what came of it, or what will come.

    Raises :class:`bot.engine.errors.ModelError`. What it gives is unverified.
    """

    def split(self, claims: Sequence[str]) -> list[list[tuple[str, Aspect]]]:
        """The parts of each claim with their aspects, in order; a claim that is one comes back as one part."""
        ...


class ClaimFinder(Protocol):
    """Text → atomic claims with exact offsets."""

    def __call__(self, text: str) -> list[Claim]: ...


class Engine(Protocol):
    """What channels see: both pipelines. Implemented by :class:`bot.engine.engine.Footing`; sync, thread-safe."""

    def explain(self, question: Question) -> Answer: ...

    def explain_stream(self, question: Question) -> Iterator[Progress]: ...

    def check(self, text: str) -> ClaimCheck: ...

    @property
    def library(self) -> Library: ...
