"""The extractive composer: says only what the library says, in the library's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine import speculation
from bot.engine.models import Draft, DraftStatement, Evidence, Question, Role
from bot.engine.sentences import sentence_spans
from bot.engine.terms import terms
from knowledge.models import Finding

MAX_QUOTE = 420
"""Longest quote taken from a passage, in code points: two or three sentences."""


@dataclass(frozen=True, slots=True)
class ExtractiveComposer:
    """Proposes each finding as it stands and, from each passage, the sentences nearest to the question.

    Implements :class:`bot.engine.ports.Composer`. ``most`` bounds the answer; ``most_quotes`` bounds the quotes in
    it once findings answer the question, since a finding says the same in fewer words.
    """

    most: int = 8
    most_quotes: int = 3
    name: str = "extractive"

    def compose(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        found = [one for one in evidence if isinstance(one.item, Finding) and one.relevance > 0]
        bearing = [one for one in evidence if isinstance(one.item, Finding) and one.relevance == 0]
        quoted = [one for one in evidence if not isinstance(one.item, Finding)]
        quotes = quoted[: self.most_quotes if len(found) >= self.most_quotes else self.most]
        main = [*found, *quotes]
        main.sort(key=evidence.index)
        statements = [_propose(question, one, Role.ANSWER) for one in main[: self.most]]
        shown = {key for statement in statements for key in statement.keys}
        statements += [_propose(question, one, Role.COUNTER) for one in bearing if one.key not in shown]
        return Draft(tuple(statements), writer=self.name)


def _propose(question: Question, evidence: Evidence, role: Role) -> DraftStatement:
    item = evidence.item
    if isinstance(item, Finding):
        return DraftStatement(item.text, (evidence.key,), item.aspect, role=role)
    quote = best_quote(question.text, item.text)
    return DraftStatement(f"“{quote}”", (evidence.key,), speculation.read(quote).aspect, (quote,), role)


def best_quote(question: str, text: str, *, limit: int = MAX_QUOTE) -> str:
    """The run of whole sentences of ``text``, at most ``limit`` long, that shares most words with the question.

    A sentence longer than the limit is cut at a word; the result is always a literal substring of ``text``.
    """
    asked = terms(question)
    spans = sentence_spans(text)
    if not spans:
        return text.strip()[:limit]

    def shared(span: tuple[int, int]) -> float:
        held = terms(text[span[0] : span[1]])
        return len(asked.stems & held.stems) + len(asked.names & held.names) + len(asked.numbers & held.numbers)

    best = max(range(len(spans)), key=lambda index: (shared(spans[index]), -index))
    start, end = spans[best]
    if best + 1 < len(spans) and spans[best + 1][1] - start <= limit and shared(spans[best + 1]) > 0:
        end = spans[best + 1][1]
    elif best > 0 and end - spans[best - 1][0] <= limit and shared(spans[best - 1]) > 0:
        start = spans[best - 1][0]
    quote = text[start:end].strip()
    if len(quote) > limit:
        quote = quote[: quote.rfind(" ", 0, limit) if " " in quote[:limit] else limit]
    return quote
