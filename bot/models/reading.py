"""A language model as judge of support and as splitter of claims. Neither can raise what a claim stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.errors import MalformedReply
from bot.engine.models import Support, SupportJudgment
from bot.models import prompts
from bot.models.chat import ChatModel, ask
from bot.models.composer import SECONDS
from bot.models.replies import SplitsForm, SupportsForm
from knowledge.models import Aspect


@dataclass(frozen=True, slots=True)
class ModelJudge:
    """Judges support with a chat model. Implements :class:`bot.engine.ports.SupportJudge`; raises ModelError."""

    model: ChatModel
    seconds: float = SECONDS

    @property
    def name(self) -> str:
        return self.model.name

    def judge(self, pairs: Sequence[tuple[str, Sequence[str]]]) -> list[SupportJudgment]:
        asked = [pair for pair in pairs if pair[1]]
        if not asked:
            return [SupportJudgment.certain(Support.UNRELATED) for _ in pairs]
        messages = prompts.judge_support(asked, SupportsForm)
        found = ask(self.model, messages, SupportsForm, seconds=self.seconds).supports
        if len(found) != len(asked):
            raise MalformedReply(f"{len(found)} judgments of {len(asked)} pairs")
        said = iter(found)
        return [SupportJudgment.certain(next(said) if evidence else Support.UNRELATED) for _, evidence in pairs]


@dataclass(frozen=True, slots=True)
class ModelSplitter:
    """Proposes splits with a chat model. Implements :class:`bot.engine.ports.Splitter`."""

    model: ChatModel
    seconds: float = SECONDS

    def split(self, claims: Sequence[str]) -> list[list[tuple[str, Aspect]]]:
        messages = prompts.split_claims(claims, SplitsForm)
        found = ask(self.model, messages, SplitsForm, seconds=self.seconds).claims
        if len(found) != len(claims):
            raise MalformedReply(f"{len(found)} splits of {len(claims)} claims")
        return [[(part.text, part.aspect) for part in one.parts] for one in found]
