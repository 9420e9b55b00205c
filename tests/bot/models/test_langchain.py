"""LangChain models as chat models, with LangChain's own fakes in place of a provider."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool

from bot.engine.errors import MalformedReply, ModelRejected, ModelUnavailable, SettingsError
from bot.models.chat import Message, Usage
from bot.models.langchain import LangChainChat
from bot.models.replies import QuestionForm

ASKED = (Message("system", "task"), Message("user", "{}"))
DONE = {"finish_reason": "stop"}


class Fake(BaseChatModel):
    """Replies with ``message`` after ``pause`` seconds; takes tools if ``tools``."""

    message: AIMessage
    pause: float = 0.0
    tools: bool = False

    @property
    def _llm_type(self) -> str:
        return "fake"

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self.message)])

    async def _agenerate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        await asyncio.sleep(self.pause)
        return self._generate(messages)

    def bind_tools(
        self, tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool], **kwargs: Any
    ) -> Runnable[Any, AIMessage]:
        if not self.tools:
            raise NotImplementedError
        return self.bind(tools=list(tools))


def completed(seconds: float = 5, **message: Any) -> str:
    given = {"content": "{}", "response_metadata": DONE} | message
    model = LangChainChat(Fake(message=AIMessage(**given)), "fake", schema=False)
    try:
        return model.complete(ASKED, QuestionForm, seconds=seconds).text
    finally:
        model.close()


def test_plain_text_is_the_last_resort() -> None:
    assert completed(content="words") == "words"


def test_a_structured_reply_is_given_as_json() -> None:
    call = {"name": "QuestionForm", "args": {"question": "Who?"}, "id": "1"}
    message = AIMessage("", tool_calls=[call], response_metadata={"stop_reason": "tool_use"})
    model = LangChainChat(Fake(message=message, tools=True), "fake", schema=False)
    assert model.complete(ASKED, QuestionForm, seconds=5).text == '{"question": "Who?"}'
    model.close()


def test_tokens_are_those_that_the_provider_counts() -> None:
    counted = {"input_tokens": 7, "output_tokens": 3, "total_tokens": 10}
    message = AIMessage("{}", response_metadata=DONE, usage_metadata=counted)
    model = LangChainChat(Fake(message=message), "fake", schema=False)
    assert model.complete(ASKED, QuestionForm, seconds=5).usage == Usage(7, 3)
    model.close()


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ({}, ModelUnavailable),
        ({"finish_reason": "length"}, MalformedReply),
        ({"done_reason": "load"}, ModelRejected),
    ],
)
def test_a_reply_that_is_not_whole_is_an_error(metadata: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        completed(response_metadata=metadata)


def test_a_call_that_takes_too_long_is_cancelled() -> None:
    model = LangChainChat(Fake(message=AIMessage("{}"), pause=60), "fake", schema=False)
    with pytest.raises(ModelUnavailable, match="in time"):
        model.complete(ASKED, QuestionForm, seconds=0.05)
    model.close()


def test_a_closed_model_is_unavailable() -> None:
    model = LangChainChat(Fake(message=AIMessage("{}")), "fake", schema=False)
    model.close()
    with pytest.raises(ModelUnavailable, match="closed"):
        model.complete(ASKED, QuestionForm, seconds=1)


@pytest.mark.parametrize("name", ["gpt-5", "openai:", ":x", "nobody:model"])
def test_a_model_that_cannot_be_named_is_a_wrong_setting(name: str) -> None:
    with pytest.raises(SettingsError, match="FOOTING_MODEL"):
        LangChainChat.open(name, key="k")


def test_without_a_model_nothing_of_it_is_loaded() -> None:
    probe = (
        "import sys, bot.wiring, bot.serving; "
        "models = ('openai', 'langchain', 'bot.models.'); "
        "print([name for name in sys.modules if name.startswith(models) and name != 'bot.models.judge'])"
    )
    found = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
