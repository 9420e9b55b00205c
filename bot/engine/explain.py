"""The pipeline for a question: premise → retrieve → grade → compose → verify → answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.engine.check import stand
from bot.engine.compose import ExtractiveComposer
from bot.engine.errors import LibraryError
from bot.engine.gaps import find_gaps
from bot.engine.grade import DEFAULT, Thresholds
from bot.engine.interpret import in_language, understood
from bot.engine.models import (
    Answer,
    Explanation,
    Premise,
    Question,
    Refusal,
    RefusalReason,
    Statement,
)
from bot.engine.ports import Composer, Interpreter, Library, Progress
from bot.engine.premise import MessageKind, Presupposed, classify, presupposition
from bot.engine.requests import MESSAGES as DECLINED
from bot.engine.requests import declined
from bot.engine.retrieve import SEARCH_DEPTH, Gathered, cite, gather, search_text
from bot.engine.write import write
from knowledge.models import Hit, Source

MESSAGES: dict[RefusalReason, str] = {
    RefusalReason.EMPTY: "There is no question in that. Ask about foreign interference in elections or politics.",
    RefusalReason.OFF_TOPIC: "That is outside of what this library is about: foreign interference in elections and "
    "politics.",
    RefusalReason.NOT_HELD: "The library holds nothing that answers this. That is not evidence that nothing happened.",
    RefusalReason.UNKNOWABLE: "Nobody can have documented the future. What is on record so far is listed below.",
    RefusalReason.UNAVAILABLE: "The library cannot be read at the moment, so nothing can be said about what it holds. "
    "Please try again.",
}
"""What a reader is told, by reason, in English; renderers have the other languages."""


@dataclass(frozen=True, slots=True)
class Explainer:
    """Answers questions from a library. Stateless and thread-safe if its parts are.

    Without an ``interpreter`` a follow-up is searched together with the question before it, and answers are English.
    """

    library: Library
    composer: Composer = field(default_factory=ExtractiveComposer)
    thresholds: Thresholds = DEFAULT
    interpreter: Interpreter | None = None

    def explain(self, question: Question) -> Answer:
        """The whole answer; never raises for want of a library or a model, it refuses instead."""
        *_, answer = self.stream(question)
        assert isinstance(answer, Explanation | Refusal)
        return answer

    def stream(self, question: Question) -> Iterator[Progress]:
        """The premise, each verified statement, then the answer that holds them all."""
        try:
            yield from self._stream(question)
        except LibraryError:
            yield _refuse(question, RefusalReason.UNAVAILABLE)

    def _stream(self, question: Question) -> Iterator[Progress]:
        kind = classify(question.text)
        if (why := declined(question.text)) is not None:
            yield Refusal(question.text, RefusalReason.DECLINED, DECLINED[why])
            return
        if kind in (MessageKind.EMPTY, MessageKind.GREETING, MessageKind.COMMAND):
            yield _refuse(question, RefusalReason.EMPTY if kind is MessageKind.EMPTY else RefusalReason.OFF_TOPIC)
            return
        asked, question = question, understood(question, self.interpreter)
        presupposed = presupposition(question.text)
        texts = [search_text(question), *([presupposed.text] if presupposed else [])]
        hits, *premise_hits = self.library.search_many(texts, limit=SEARCH_DEPTH)
        premise = self._premise(presupposed, premise_hits[0]) if presupposed else None
        if premise:
            yield premise
        gathered = gather(self.library, texts[0], hits, thresholds=self.thresholds)
        if not gathered.evidence or kind is MessageKind.FORECAST:
            yield _refuse(asked, self._reason(kind, hits), gathered, premise)
            return
        written = write(question, gathered, self.composer)
        verified = written.verified
        if not verified.statements:
            yield _refuse(asked, RefusalReason.NOT_HELD, gathered, premise)
            return
        statements = in_language(verified.statements, question.language, self.interpreter)
        yield from statements
        yield Explanation(
            question=asked.text,
            statements=statements,
            premise=premise,
            gaps=find_gaps(question.text, presupposed, gathered, verified.statements),
            dropped=verified.dropped,
            sources=_sources(verified.statements, gathered),
            writer=written.writer,
            as_of=self.library.info().built.date().isoformat(),
            understood=question.text if question is not asked else None,
        )

    def _premise(self, presupposed: Presupposed, hits: Sequence[Hit]) -> Premise:
        weighed, citations = stand(self.library, presupposed.text, presupposed.aspect, hits, self.thresholds)
        return Premise(presupposed.text, weighed.standing, weighed.why, citations)

    def _reason(self, kind: MessageKind, hits: Sequence[Hit]) -> RefusalReason:
        if kind is MessageKind.FORECAST:
            return RefusalReason.UNKNOWABLE
        best = max((hit.relevance for hit in hits), default=0.0)
        return RefusalReason.NOT_HELD if best >= self.thresholds.partly_relevance else RefusalReason.OFF_TOPIC


def _refuse(
    question: Question, reason: RefusalReason, gathered: Gathered | None = None, premise: Premise | None = None
) -> Refusal:
    nearest = tuple(cite(hit.item, hit.source) for hit in gathered.nearest) if gathered else ()
    return Refusal(question.text, reason, MESSAGES[reason], nearest, premise)


def _sources(statements: Sequence[Statement], gathered: Gathered) -> tuple[Source, ...]:
    cited = {citation.source_id for statement in statements for citation in statement.citations}
    found = {one.source.id: one.source for one in gathered.evidence if one.source.id in cited}
    return tuple(found.values())
