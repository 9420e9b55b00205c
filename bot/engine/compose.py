"""The extractive composer: says only what the library says, in the library's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.grounds import weigh_words
from bot.engine.models import Draft, DraftStatement, Evidence, Question, Role
from bot.engine.quoting import best_quote
from knowledge.models import Act, Finding

_DENIAL = re.compile(r"\bden(?:y|ies|ied|ial|ials|ying)\b", re.IGNORECASE)


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
        asks_for_denial = _DENIAL.search(question.text) is not None
        answers: list[DraftStatement] = []
        others: list[DraftStatement] = []
        quoted: set[str] = set()
        found = sum(1 for one in evidence if isinstance(one.item, Finding) and one.relevance > 0)
        room = self.most_quotes if found >= self.most_quotes else self.most
        for one in evidence:
            if isinstance(one.item, Finding):
                other = _other_side(one) and not (asks_for_denial and one.relevance > 0)
                role = Role.COUNTER if other else Role.ANSWER
                (others if other else answers).append(
                    DraftStatement(one.item.text, (one.key,), one.item.aspect, role=role)
                )
                continue
            quote = best_quote(question.text, one.item.text)
            if quote and quote not in quoted and len(quoted) < room:
                quoted.add(quote)
                aspect = weigh_words(quote, one.source.kind).aspect
                answers.append(DraftStatement(f"“{quote}”", (one.key,), aspect, (quote,)))
        return Draft((*answers[: self.most], *others), writer=self.name)


def _other_side(evidence: Evidence) -> bool:
    """Whether an item is told after the answer: it came in only by its bearing on it, or it is a denial."""
    item = evidence.item
    return isinstance(item, Finding) and (evidence.relevance == 0 or item.act is Act.DENIED)
