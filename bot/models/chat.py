"""The one port to a language model: messages in, the text of a typed reply out."""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar, runtime_checkable

from pydantic import BaseModel, ValidationError

from bot.engine.errors import MalformedReply


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of what a model is shown."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider counts them; zero where it does not say."""

    input: int = 0
    output: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.input + other.input, self.output + other.output)

    @property
    def total(self) -> int:
        return self.input + self.output


@dataclass(frozen=True, slots=True)
class Reply:
    """A complete reply: a model that did not finish is an error, never a short reply."""

    text: str
    usage: Usage = Usage()


class ChatModel(Protocol):
    """A language model without tools."""

    @property
    def name(self) -> str: ...

    def complete(self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float) -> Reply:
        """The reply, which should be JSON of ``form``, within ``seconds``.

        Raises ModelUnavailable, ModelRejected or MalformedReply.
        """
        ...


@runtime_checkable
class StreamingChatModel(ChatModel, Protocol):
    """A chat model whose reply can be read while it is written."""

    def stream(
        self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float
    ) -> Generator[str | Reply, None, None]:
        """The text of the reply as it comes, in pieces, and last the whole reply.

        Raises as :meth:`ChatModel.complete`, also after the first pieces; a stream that ends without a reason to
        finish is a ModelUnavailable. ``seconds`` is for the whole. Closing the iterator ends the call.
        """
        ...


Form = TypeVar("Form", bound=BaseModel)


def ask(model: ChatModel, messages: Sequence[Message], form: type[Form], *, seconds: float) -> Form:
    """The reply as ``form``. A reply of another form is shown to the model once, with what is wrong with it.

    Raises MalformedReply where the second one is no better, and whatever the model raises. ``seconds`` is for each try.
    """
    reply = model.complete(messages, form, seconds=seconds)
    try:
        return read(reply.text, form)
    except MalformedReply as error:
        return again(model, messages, form, reply.text, error, seconds=seconds)


def again(
    model: ChatModel,
    messages: Sequence[Message],
    form: type[Form],
    said: str,
    error: MalformedReply,
    *,
    seconds: float,
) -> Form:
    """The reply to the same messages, after a first one that could not be read, with what was wrong with it."""
    told = (
        *messages,
        Message("assistant", said[:4_000]),
        Message("user", f"That reply cannot be read: {error} Reply with one JSON object of the form asked for."),
    )
    return read(model.complete(told, form, seconds=seconds).text, form)


def read(text: str, form: type[Form]) -> Form:
    """The first JSON object of a text as ``form``. Raises MalformedReply saying what is wrong."""
    start = text.find("{")
    if start < 0:
        raise MalformedReply("There is no JSON object in it.")
    try:
        found, _ = json.JSONDecoder().raw_decode(text, start)
        return form.model_validate(found)
    except (ValueError, RecursionError) as error:
        if isinstance(error, ValidationError):
            wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:5])
            raise MalformedReply(f"{wrong}.") from None
        raise MalformedReply("It is no valid JSON.") from None
