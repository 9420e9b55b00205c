"""Any chat model that LangChain reaches, as a :class:`bot.models.chat.ChatModel`.

LangChain and the provider's client are imported when a model is opened: a bot without one never loads them.
"""

from __future__ import annotations

import asyncio
import json
import queue
import threading
import time
from collections.abc import AsyncGenerator, Coroutine, Generator, Sequence
from concurrent.futures import CancelledError
from contextlib import aclosing, closing
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from bot.engine.errors import MalformedReply, ModelRejected, ModelUnavailable, SettingsError
from bot.models.chat import Message, Reply, Usage
from bot.models.failures import mapped, unfinished

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

LONGEST = 100_000
"""Characters of a streamed reply; a server that sends more is cut off."""


class LangChainChat:
    """Implements :class:`bot.models.chat.StreamingChatModel`; thread-safe.

    A call runs on the model's own event loop, so that one that takes too long is cancelled and its connection closed,
    however slowly bytes still drip in. OpenAI-compatible models are given the form as a JSON Schema, others by
    LangChain's structured output, and a model or server that has neither by the prompt alone.
    """

    def __init__(self, model: BaseChatModel, name: str, *, schema: bool) -> None:
        self.name = name
        self._model = model
        self._schema = schema
        self._structured = True
        self._streams = True
        self._loop = _Loop(f"model {name}")

    @classmethod
    def open(
        cls, name: str, *, url: str | None = None, key: str | None = None, output_tokens: int = 2_000
    ) -> LangChainChat:
        """The model that ``name`` names as "provider:model", e.g. "openai:gpt-5-mini".

        ``url`` is the base URL of an OpenAI-compatible server, which may need no key. Raises SettingsError.
        """
        provider, colon, model = name.partition(":")
        if not colon or not model:
            raise SettingsError(f"FOOTING_MODEL={name!r} is not of the form provider:model, e.g. openai:gpt-5-mini")
        from langchain.chat_models import init_chat_model

        given: dict[str, Any] = {"max_retries": 0, "max_tokens": output_tokens}
        if url:
            given["base_url"] = url
        if key or (url and provider == "openai"):
            given["api_key"] = key or "none"
        try:
            opened = init_chat_model(model, model_provider=provider, **given)
        except ImportError as error:
            raise SettingsError(f"FOOTING_MODEL={name}: {error}") from error
        except Exception as error:
            raise SettingsError(f"FOOTING_MODEL={name} cannot be opened: {type(error).__name__}: {error}") from error
        return cls(opened, name, schema=provider == "openai")

    def complete(self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float) -> Reply:
        said: list[tuple[str, str]] = [(one.role, one.text) for one in messages]
        try:
            message = self._loop.run(self._invoke(said, form), seconds)
        except Exception as error:
            raise mapped(error) from None
        problem = unfinished(_finish_reason(message))
        if problem is not None:
            raise problem
        return Reply(_text(message), _usage(message))

    def stream(
        self, messages: Sequence[Message], form: type[BaseModel], *, seconds: float
    ) -> Generator[str | Reply, None, None]:
        deadline = time.monotonic() + seconds
        pieces: list[str] = []
        length = 0
        reason: str | None = None
        usage = Usage()
        if self._streams:
            try:
                said: list[tuple[str, str]] = [(one.role, one.text) for one in messages]
                with closing(self._loop.iterate(self._chunks(said, form), seconds)) as parts:
                    for message in parts:
                        reason = _finish_reason(message) or reason
                        usage = _most(usage, _usage(message))
                        if piece := _piece(message):
                            pieces.append(piece)
                            length += len(piece)
                            if length > LONGEST:
                                raise MalformedReply("the model's reply has no end")
                            yield piece
            except Exception as error:
                if pieces or not _is_refused(error):
                    raise mapped(error) from None
            else:
                problem = unfinished(reason)
                if problem is not None:
                    raise problem
                yield Reply("".join(pieces), usage)
                return
        # The server refuses the schema, streams, or both: complete() finds out about the schema.
        schema = self._structured
        reply = self.complete(messages, form, seconds=max(0.1, deadline - time.monotonic()))
        self._streams = self._streams and self._structured is not schema
        yield reply

    def close(self) -> None:
        """Stops the model's event loop; calls in flight fail."""
        self._loop.close()

    async def _invoke(self, said: list[tuple[str, str]], form: type[BaseModel]) -> BaseMessage:
        if self._structured:
            try:
                return await self._formed(said, form)
            except NotImplementedError:
                self._structured = False
            except Exception as error:
                # A server that does not know the schema parameter refuses the whole request.
                if not _is_refused(error):
                    raise
                message: BaseMessage = await self._model.ainvoke(said)
                self._structured = False
                return message
        return await self._model.ainvoke(said)

    async def _chunks(self, said: list[tuple[str, str]], form: type[BaseModel]) -> AsyncGenerator[BaseMessage, None]:
        if self._structured and self._schema:
            # As an extra field: with the parameter itself the client parses the whole reply again at its end, and fails
            # on servers that leave out what it expects there.
            bound = self._model.bind(extra_body={"response_format": _response_format(form)}, stream_usage=True)
            async for message in bound.astream(said):
                yield message
            return
        if self._structured:
            try:
                formed = self._model.with_structured_output(form, include_raw=True)
            except NotImplementedError:
                self._structured = False
            else:
                async for part in formed.astream(said):
                    if isinstance(part, dict) and "raw" in part:
                        yield part["raw"]
                return
        plain = self._model.bind(stream_usage=True) if self._schema else self._model
        async for message in plain.astream(said):
            yield message

    async def _formed(self, said: list[tuple[str, str]], form: type[BaseModel]) -> BaseMessage:
        if self._schema:
            bound = self._model.bind(response_format=_response_format(form))
            return await bound.ainvoke(said)
        found = await self._model.with_structured_output(form, include_raw=True).ainvoke(said)
        assert isinstance(found, dict)
        raw: BaseMessage = found["raw"]
        return raw


def _response_format(form: type[BaseModel]) -> dict[str, Any]:
    schema = {"name": form.__name__, "schema": form.model_json_schema(), "strict": True}
    return {"type": "json_schema", "json_schema": schema}


def _finish_reason(message: BaseMessage) -> str | None:
    metadata = message.response_metadata
    found = next(
        (metadata[name] for name in ("finish_reason", "stop_reason", "done_reason") if metadata.get(name)), None
    )
    return str(found) if found is not None else None


def _is_refused(error: Exception) -> bool:
    """Whether a server refused the form of a request, as one does that does not know a parameter of it."""
    return isinstance(mapped(error), ModelRejected) and getattr(error, "status_code", None) in (400, 422)


def _piece(message: BaseMessage) -> str:
    """What a part of a streamed reply adds to its text."""
    calls = getattr(message, "tool_call_chunks", None)
    if calls is None:
        return _text(message)
    return "".join(call.get("args") or "" for call in calls) or str(message.text)


def _text(message: BaseMessage) -> str:
    calls = getattr(message, "tool_calls", None)
    return json.dumps(calls[0]["args"]) if calls else str(message.text)


def _usage(message: BaseMessage) -> Usage:
    counted = getattr(message, "usage_metadata", None) or {}
    return Usage(counted.get("input_tokens", 0), counted.get("output_tokens", 0))


def _most(one: Usage, other: Usage) -> Usage:
    """Counts of one call, of which providers tell the parts in several chunks, the same twice, or sums so far."""
    return Usage(max(one.input, other.input), max(one.output, other.output))


class _Loop:
    """An event loop in a thread of its own, started with the first call."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    def run(self, work: Coroutine[Any, Any, BaseMessage], seconds: float) -> BaseMessage:
        try:
            loop = self._running()
        except ModelUnavailable:
            work.close()
            raise
        future = asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, seconds), loop)
        try:
            return future.result()
        except CancelledError:
            raise ModelUnavailable("the model was closed") from None

    def iterate(self, work: AsyncGenerator[BaseMessage, None], seconds: float) -> Generator[BaseMessage, None, None]:
        """What ``work`` yields, as it comes; giving up the iterator cancels it."""
        loop = self._running()
        ready: queue.SimpleQueue[BaseMessage | None] = queue.SimpleQueue()

        async def pump() -> None:
            async with aclosing(work) as parts:
                async for part in parts:
                    ready.put(part)

        future = asyncio.run_coroutine_threadsafe(asyncio.wait_for(pump(), seconds), loop)
        future.add_done_callback(lambda _: ready.put(None))
        try:
            while (part := ready.get()) is not None:
                yield part
            future.result()
        except CancelledError:
            raise ModelUnavailable("the model was closed") from None
        finally:
            future.cancel()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            loop, self._loop = self._loop, None
        if loop is not None:
            loop.call_soon_threadsafe(_stop, loop)

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._closed:
                raise ModelUnavailable("the model was closed")
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=_run, args=(self._loop,), name=self._name, daemon=True).start()
            return self._loop


def _run(loop: asyncio.AbstractEventLoop) -> None:
    loop.run_forever()
    loop.close()


def _stop(loop: asyncio.AbstractEventLoop) -> None:
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if tasks:
        gathered = asyncio.gather(*tasks, return_exceptions=True)
        gathered.add_done_callback(lambda _: loop.stop())
    else:
        loop.stop()
