"""A chat model that says what a test tells it to."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Sequence
from typing import Any

from pydantic import BaseModel

from bot.engine.errors import ModelError
from bot.models.chat import Message, Reply, Usage

Saying = str | dict[str, Any] | Exception | Callable[[Sequence[Message], type[BaseModel]], Any]


class ScriptedChat:
    """Implements :class:`bot.models.chat.ChatModel`: one saying a call, the last one for good.

    ``seen`` is its history.
    """

    def __init__(self, *sayings: Saying, name: str = "scripted") -> None:
        self.name = name
        self._sayings = list(sayings)
        self.seen: list[tuple[Sequence[Message], type[BaseModel], float]] = []

    def complete(self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float) -> Reply:
        self.seen.append((messages, form, seconds))
        saying = self._sayings.pop(0) if len(self._sayings) > 1 else self._sayings[0]
        if isinstance(saying, Exception):
            raise saying
        said = saying(messages, form) if callable(saying) else saying
        return Reply(said if isinstance(said, str) else json.dumps(said), Usage(10, 5))


class ScriptedStream(ScriptedChat):
    """Implements :class:`bot.models.chat.StreamingChatModel`: what it says comes ``size`` characters at a time.

    ``breaks`` is raised in place of the end. ``said`` counts the characters given; ``closed`` says that the reader of
    the last stream went before its end.
    """

    def __init__(
        self, *sayings: Saying, name: str = "scripted", size: int = 7, breaks: ModelError | None = None
    ) -> None:
        super().__init__(*sayings, name=name)
        self.size, self.breaks = size, breaks
        self.said = 0
        self.closed = False

    def stream(
        self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float
    ) -> Generator[str | Reply, None, None]:
        reply = self.complete(messages, form, seconds=seconds)
        try:
            for at in range(0, len(reply.text), self.size):
                piece = reply.text[at : at + self.size]
                self.said += len(piece)
                yield piece
            if self.breaks is not None:
                raise self.breaks
            yield reply
        except GeneratorExit:
            self.closed = True
            raise


def statements(*rows: tuple[str, list[str]], aspect: str = "activity") -> dict[str, Any]:
    """A reply of statements, each (text, keys)."""
    return {"statements": [{"text": text, "keys": keys, "quotes": [], "aspect": aspect} for text, keys in rows]}


def data_of(messages: Sequence[Message]) -> dict[str, Any]:
    """The JSON value of the user's turn."""
    found: dict[str, Any] = json.loads(messages[1].text)
    return found
