"""The extractive composer: says only what the library says, in the library's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine import speculation
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
        bearing = [one for one in evidence if _other_side(one) and not (asks_for_denial and one.relevance > 0)]
        found = [one for one in evidence if isinstance(one.item, Finding) and one not in bearing]
        quoted = [one for one in evidence if not isinstance(one.item, Finding)]
        quotes = quoted[: self.most_quotes if len(found) >= self.most_quotes else self.most]
        main = [*found, *quotes]
        main.sort(key=evidence.index)
        statements = [_propose(question, one, Role.ANSWER) for one in main[: self.most]]
        shown = {key for statement in statements for key in statement.keys}
        statements += [_propose(question, one, Role.COUNTER) for one in bearing if one.key not in shown]
        return Draft(tuple(statements), writer=self.name)


def _other_side(evidence: Evidence) -> bool:
    """Whether an item is told after the answer: it came in only by its bearing on it, or it is a denial."""
    item = evidence.item
    return isinstance(item, Finding) and (evidence.relevance == 0 or item.act is Act.DENIED)


def _propose(question: Question, evidence: Evidence, role: Role) -> DraftStatement:
    item = evidence.item
    if isinstance(item, Finding):
        return DraftStatement(item.text, (evidence.key,), item.aspect, role=role)
    quote = best_quote(question.text, item.text)
    return DraftStatement(f"“{quote}”", (evidence.key,), speculation.read(quote).aspect, (quote,), role)
