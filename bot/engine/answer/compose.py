"""The extractive composer: says only what the library says, in the library's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.evidence.grounds import weigh_words
from bot.engine.evidence.quoting import best_quote
from bot.engine.models import Draft, DraftStatement, Evidence, Question, Role
from bot.engine.reading.asking import Wanted, wanted
from knowledge.models import Act, Finding


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
        asked = wanted(question.text)
        alone = asked.alone and any(_role(asked, one, alone=True) is Role.ANSWER for one in evidence)
        answers: list[DraftStatement] = []
        others: list[DraftStatement] = []
        quoted: set[str] = set()
        found = sum(1 for one in evidence if isinstance(one.item, Finding) and one.relevance > 0)
        room = self.most_quotes if found >= self.most_quotes else self.most
        for one in evidence:
            if isinstance(one.item, Finding):
                role = _role(asked, one, alone=alone)
                (answers if role is Role.ANSWER else others).append(
                    DraftStatement(one.item.text, (one.key,), one.item.aspect, role=role)
                )
                continue
            quote = best_quote(question.text, one.item.text)
            if quote and quote not in quoted and len(quoted) < room:
                quoted.add(quote)
                aspect = weigh_words(quote, one.source.kind).aspect
                answers.append(DraftStatement(f"“{quote}”", (one.key,), aspect, (quote,)))
        return Draft((*answers[: self.most], *others), writer=self.name)


def _role(asked: Wanted, evidence: Evidence, *, alone: bool) -> Role:
    """Where a finding is told. Where one kind alone is asked for, what is of another is the setting."""
    item = evidence.item
    if not isinstance(item, Finding):
        return Role.ANSWER
    if asked.spoken(item) or (Act.DENIED in asked.acts and item.act is Act.DENIED and evidence.relevance > 0):
        return Role.ANSWER
    if evidence.relevance == 0 or item.act is Act.DENIED:
        return Role.COUNTER
    return Role.CONTEXT if alone and not asked.met(item) else Role.ANSWER
