"""The objects of a JSON array while the text that holds it is still coming."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Generator, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.engine.errors import MalformedReply, ModelUnavailable
from bot.models.chat import ChatModel, Message, Reply, StreamingChatModel, again, ask, read

_LEAST_SECONDS = 0.5

Form = TypeVar("Form", bound=BaseModel)
Item = TypeVar("Item", bound=BaseModel)


class ObjectReader:
    """Finds each object of the array that a text's first object holds: ``{"statements": [{…}, {…``.

    Looks at each character once. What stands before the first brace is passed over.
    """

    def __init__(self) -> None:
        self._depth = 0
        self._quoted = False
        self._escaped = False
        self._begun: list[str] = []
        self.begun = False
        """Whether any text has come: before that, the model's own retries have been made."""

    def feed(self, text: str) -> list[str]:
        """The objects that are complete with this piece of text, as JSON."""
        found: list[str] = []
        self.begun = self.begun or bool(text)
        for char in text:
            if self._depth > 2:
                self._begun.append(char)
            if self._quoted:
                if self._escaped:
                    self._escaped = False
                elif char == "\\":
                    self._escaped = True
                elif char == '"':
                    self._quoted = False
                continue
            if char == '"':
                self._quoted = self._depth > 0
            elif char in "{[" and (self._depth or char == "{"):
                self._depth += 1
                if self._depth == 3:
                    self._begun = [char]
            elif char in "}]" and self._depth:
                self._depth -= 1
                if self._depth == 2:
                    found.append("".join(self._begun))
        return found


def ask_each(
    model: ChatModel, messages: Sequence[Message], form: type[Form], field: str, item: type[Item], *, seconds: float
) -> Generator[Item, None, None]:
    """The items of the list ``field`` of a reply of ``form``, each as soon as it is complete.

    As long as nothing was given, a reply that cannot be read is asked for once more, and one that broke off is asked
    for again, whole. Raises MalformedReply and whatever the model raises, also after items have been given.
    """
    given = 0
    deadline = time.monotonic() + seconds
    reader = ObjectReader()
    reply: Reply | None = None
    try:
        with contextlib.closing(streamed(model, messages, form, seconds=seconds)) as parts:
            for part in parts:
                if isinstance(part, Reply):
                    reply = part
                    break
                for text in reader.feed(part):
                    found = _item(text, item)
                    given += 1
                    yield found
        if reply is None:
            raise ModelUnavailable("the model's reply broke off")
        whole = list(getattr(read(reply.text, form), field))
    except MalformedReply as error:
        if given:
            raise
        whole = getattr(again(model, messages, form, reply.text if reply else "", error, seconds=seconds), field)
    except ModelUnavailable:
        left = deadline - time.monotonic()
        if given or left < _LEAST_SECONDS or not reader.begun:
            raise
        whole = getattr(ask(model, messages, form, seconds=left), field)
    yield from whole[given:]


def streamed(
    model: ChatModel, messages: Sequence[Message], form: type[BaseModel], *, seconds: float
) -> Generator[str | Reply, None, None]:
    """A model's reply in pieces and then whole; whole alone where the model does not stream."""
    if isinstance(model, StreamingChatModel):
        yield from model.stream(messages, form, seconds=seconds)
    else:
        yield model.complete(messages, form, seconds=seconds)


def _item(text: str, item: type[Item]) -> Item:
    try:
        return item.model_validate_json(text)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:5])
        raise MalformedReply(f"{wrong}.") from None
