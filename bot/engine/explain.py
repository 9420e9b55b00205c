"""The pipeline for a question: premise → retrieve → grade → compose → verify → answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.engine.answer.compose import ExtractiveComposer
from bot.engine.answer.gaps import find_gaps
from bot.engine.answer.interpret import foreign, in_language, needs_reading, understood
from bot.engine.answer.repair import DOUBTFUL, repaired
from bot.engine.answer.telling import WRITER, tell
from bot.engine.answer.write import EXTRACTIVE, Written, write_stream
from bot.engine.check import stand
from bot.engine.errors import LibraryError
from bot.engine.evidence.retrieve import SEARCH_DEPTH, Gathered, cite, gather, search_text
from bot.engine.language.terms import terms
from bot.engine.models import (
    Answer,
    Explanation,
    Notice,
    Premise,
    Question,
    Refusal,
    RefusalReason,
    Statement,
)
from bot.engine.ports import Allowance, Composer, Interpreter, Library, Progress, Repairer, SupportJudge
from bot.engine.reading.beside import assumptions
from bot.engine.reading.overview import asked_about
from bot.engine.reading.premise import MessageKind, Presupposed, classify
from bot.engine.reading.requests import MESSAGES as DECLINED
from bot.engine.reading.requests import declined
from bot.engine.thresholds import DEFAULT, Thresholds
from bot.engine.trace import Fact, Stage, Step, Trace, Tracing
from knowledge.models import Episode, Finding, Hit, Source, Standing

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
    ``allowance`` is asked once an answer, before a model is first called for it. ``statement_judges`` may stop what a
    model wrote and the rules let through. A question that asks for one of
    ``episodes`` as a whole is told it; ``pages`` is the address of the web pages, for the link to it.
    """

    library: Library
    composer: Composer = field(default_factory=ExtractiveComposer)
    thresholds: Thresholds = DEFAULT
    interpreter: Interpreter | None = None
    allowance: Allowance | None = None
    tracing: Tracing = field(default_factory=Tracing)
    judge: SupportJudge | None = None
    statement_judges: Sequence[SupportJudge] = ()
    episodes: Sequence[Episode] = ()
    pages: str | None = None

    def explain(self, question: Question) -> Answer:
        """The whole answer; never raises for want of a library or a model, it refuses instead."""
        *_, answer = self.stream(question)
        assert isinstance(answer, Explanation | Refusal)
        return answer

    def stream(self, question: Question, trace: Trace | None = None) -> Generator[Progress, None, None]:
        """The premise, each statement as soon as it is verified, then the answer that holds them all.

        ``trace`` is filled with what was done, and ended with the stream.
        """
        trace = trace or self.tracing.begin()
        delivering: Step | None = None
        try:
            for item in self._answered(question, trace):
                if isinstance(item, Statement):
                    trace.sent()
                delivering = delivering or trace.open(Stage.DELIVER)
                yield from _timed(delivering, item)
        finally:
            trace.end({"question": question.text})

    def _answered(self, question: Question, trace: Trace) -> Iterator[Progress]:
        try:
            for item in self._stream(question, trace):
                if isinstance(item, Explanation | Refusal):
                    trace.facts |= _facts(item)
                yield item
        except LibraryError as error:
            trace.facts["error"] = type(error).__name__
            yield _refuse(question, RefusalReason.UNAVAILABLE)

    def _stream(self, question: Question, trace: Trace) -> Iterator[Progress]:
        kind = classify(question.text)
        if (why := declined(question.text)) is not None:
            yield Refusal(question.text, RefusalReason.DECLINED, DECLINED[why])
            return
        episode = asked_about(question.text, self.episodes)
        if episode is None and kind in (MessageKind.EMPTY, MessageKind.GREETING, MessageKind.COMMAND):
            yield _refuse(question, RefusalReason.EMPTY if kind is MessageKind.EMPTY else RefusalReason.OFF_TOPIC)
            return
        spending = _Spending(self.allowance, question)
        asked, question = question, self._understood(question, spending, trace)
        episode = episode or asked_about(question.text, self.episodes)
        if episode is not None and (told := self._told(asked, question, episode, spending, trace)) is not None:
            yield from told.statements
            yield told
            return
        assumed = assumptions(question.text)
        texts = [search_text(question), *(one.text for one in assumed)]
        with trace.step(Stage.RETRIEVE) as step:
            hits, *premise_hits = self.library.search_many(texts, limit=SEARCH_DEPTH)
            gathered = gather(self.library, texts[0], hits, thresholds=self.thresholds)
            _note_hits(step, texts[0], hits, gathered)
        premise = presupposed = None
        if (weightiest := self._weightiest(assumed, premise_hits)) is not None:
            with trace.step(Stage.PREMISE) as step:
                presupposed, premise, found = weightiest
                premise = self._repaired(premise, found, spending)
                step.facts |= {"standing": premise.standing.value, "repaired": premise.repair is not None}
                step.words |= {"premise": premise.text, "why": premise.why}
                if premise.repair is not None:
                    step.words["repair"] = premise.repair.text
            yield premise
        if not gathered.evidence or kind is MessageKind.FORECAST:
            yield _refuse(asked, self._reason(kind, hits), gathered, premise)
            return
        composer, notice = self.composer, None
        if not isinstance(composer, ExtractiveComposer) and spending.spent:
            composer, notice = EXTRACTIVE, Notice.BUDGET
        written: Written | None = None
        statements: list[Statement] = []
        held: list[Statement] = []
        interpreter = None if spending.counted and spending.spent else self.interpreter
        for item in write_stream(question, gathered, composer, trace, self.statement_judges, self.judge):
            if isinstance(item, Written):
                written = item
            elif foreign(question.language) is None or interpreter is None:
                statements.append(item)
                yield item
            elif statements:
                held.append(item)
            else:
                # The first by itself, so that it need not wait; the others together.
                statements += self._translated([item], question, interpreter, trace)
                yield statements[0]
        assert written is not None
        if held and interpreter is not None:
            translated = self._translated(held, question, interpreter, trace)
            statements += translated
            yield from translated
        verified = written.verified
        if not statements:
            yield _refuse(asked, RefusalReason.NOT_HELD, gathered, premise)
            return
        yield Explanation(
            question=asked.text,
            statements=tuple(statements),
            premise=premise,
            gaps=find_gaps(question.text, presupposed, gathered, verified.statements),
            dropped=verified.dropped,
            sources=_sources(verified.statements, gathered),
            writer=written.writer,
            as_of=self.library.info().built.date().isoformat(),
            understood=question.text if question is not asked else None,
            notice=notice or written.notice,
        )

    def _understood(self, question: Question, spending: _Spending, trace: Trace) -> Question:
        if self.interpreter is None or not needs_reading(question) or spending.spent:
            return question
        with trace.step(Stage.REWRITE) as step:
            found = understood(question, self.interpreter)
            step.facts |= {"turns": len(question.history), "taken": found is not question}
            step.words |= {"question": question.text, "understood": found.text}
        return found

    def _told(
        self, asked: Question, question: Question, episode: Episode, spending: _Spending, trace: Trace
    ) -> Explanation | None:
        """The episode as a whole, or None where the library holds nothing that it is told from."""
        with trace.step(Stage.COMPOSE) as step:
            told = tell(self.library, episode, pages=self.pages)
            step.facts |= {"writer": WRITER, "proposed": len(told.statements)}
        if not told.statements:
            return None
        statements: Sequence[Statement] = told.statements
        if self.interpreter is not None and foreign(question.language) is not None and not spending.spent:
            statements = self._translated(statements, question, self.interpreter, trace)
        return Explanation(
            question=asked.text,
            statements=tuple(statements),
            gaps=told.gaps,
            sources=_sources(told.statements, told.gathered),
            writer=WRITER,
            as_of=self.library.info().built.date().isoformat(),
            understood=question.text if question is not asked else None,
            episode=told.link,
        )

    def _translated(
        self, statements: Sequence[Statement], question: Question, interpreter: Interpreter, trace: Trace
    ) -> list[Statement]:
        with trace.step(Stage.TRANSLATE) as step:
            found = in_language(statements, question.language, interpreter)
            taken = sum(1 for one in found if one.original is not None)
            step.facts |= {"statements": len(found), "translated": taken, "language": foreign(question.language) or ""}
            step.words["texts"] = [{"original": one.original, "text": one.text} for one in found]
        return list(found)

    def _weightiest(
        self, assumed: Sequence[Presupposed], hits: Sequence[Sequence[Hit]]
    ) -> tuple[Presupposed, Premise, Sequence[Hit]] | None:
        """What is answered first of all that a message takes for granted: what the library speaks against.

        Else what the question itself presupposes, or what is stated beside it where that names nobody.
        """
        found = [(one, self._premise(one, seen), seen) for one, seen in zip(assumed, hits, strict=True)]
        against = [one for one in found if one[1].standing in (Standing.CONTRADICTED, Standing.DISPUTED)]
        loud = [one for one in found if not one[0].quiet]
        named = [one for one in loud if terms(one[0].text).names]
        return next(iter(against or named or loud), None)

    def _premise(self, presupposed: Presupposed, hits: Sequence[Hit]) -> Premise:
        stood = stand(self.library, presupposed.text, presupposed.aspect, hits, self.thresholds, judge=self.judge)
        return Premise(presupposed.text, stood.weighed.standing, stood.weighed.why, stood.citations)

    def _repaired(self, premise: Premise, hits: Sequence[Hit], spending: _Spending) -> Premise:
        repairer: object = self.interpreter
        if not isinstance(repairer, Repairer) or premise.standing not in DOUBTFUL or spending.spent:
            return premise
        gathered = gather(self.library, premise.text, hits, thresholds=self.thresholds)
        return replace(premise, repair=repaired(premise, gathered, repairer))

    def _reason(self, kind: MessageKind, hits: Sequence[Hit]) -> RefusalReason:
        if kind is MessageKind.FORECAST:
            return RefusalReason.UNKNOWABLE
        best = max((hit.relevance for hit in hits), default=0.0)
        return RefusalReason.NOT_HELD if best >= self.thresholds.partly_relevance else RefusalReason.OFF_TOPIC


class _Spending:
    """One answer's claim on the budgets, made when a model is first needed."""

    def __init__(self, allowance: Allowance | None, question: Question) -> None:
        self._allowance, self._question = allowance, question
        self.counted = False
        self._until: dt.datetime | None = None

    @property
    def spent(self) -> bool:
        if not self.counted:
            self.counted = True
            self._until = self._allowance(self._question) if self._allowance else None
        return self._until is not None


def _timed(delivering: Step, item: Progress) -> Iterator[Progress]:
    """Gives an item and counts the time until the reader's channel comes back for more."""
    name = "statements" if isinstance(item, Statement) else type(item).__name__.lower()
    delivering.facts[name] = int(delivering.facts.get(name, 0)) + 1
    began = delivering.now()
    try:
        yield item
    finally:
        delivering.seconds += delivering.now() - began


def _facts(answer: Answer) -> dict[str, Fact]:
    """What of an answer may be counted: never a word that a reader, a document or a model wrote."""
    if isinstance(answer, Refusal):
        return {"kind": "refusal", "reason": answer.reason.value, "nearest": len(answer.nearest)}
    tally = Counter(one.standing.value for one in answer.statements)
    facts: dict[str, Fact] = {
        "kind": "explanation",
        "writer": answer.writer,
        "statements": len(answer.statements),
        "citations": sum(len(one.citations) for one in answer.statements),
        "gaps": len(answer.gaps),
        "dropped": len(answer.dropped),
        "translated": sum(1 for one in answer.statements if one.original is not None),
    }
    if answer.notice:
        facts["notice"] = answer.notice.value
    return facts | {f"standing.{standing}": count for standing, count in tally.items()}


def _note_hits(step: Step, text: str, hits: Sequence[Hit], gathered: Gathered) -> None:
    keys = {one.item.id: one.key for one in gathered.evidence}
    step.facts |= {
        "hits": len(hits),
        "by_words": sum(1 for hit in hits if hit.lexical is not None),
        "evidence": len(gathered.evidence),
        "findings": sum(1 for one in gathered.evidence if isinstance(one.item, Finding)),
        "bearing": sum(1 for one in gathered.evidence if one.relevance == 0),
    }
    step.words |= {
        "query": text,
        "hits": [
            {
                "key": keys.get(hit.item.id),
                "source": hit.source.title,
                "locator": hit.item.locator,
                "text": hit.item.text,
                "score": hit.score,
                "relevance": hit.relevance,
                "lexical": hit.lexical,
            }
            for hit in hits
        ],
        "bearing": [
            {"key": one.key, "source": one.source.title, "locator": one.item.locator, "text": one.item.text}
            for one in gathered.evidence
            if one.relevance == 0 and one.item.id not in {hit.item.id for hit in hits}
        ],
    }


def _refuse(
    question: Question, reason: RefusalReason, gathered: Gathered | None = None, premise: Premise | None = None
) -> Refusal:
    nearest = tuple(cite(hit.item, hit.source) for hit in gathered.nearest) if gathered else ()
    return Refusal(question.text, reason, MESSAGES[reason], nearest, premise)


def _sources(statements: Sequence[Statement], gathered: Gathered) -> tuple[Source, ...]:
    cited = {citation.source_id for statement in statements for citation in statement.citations}
    found = {one.source.id: one.source for one in gathered.evidence if one.source.id in cited}
    return tuple(found.values())
