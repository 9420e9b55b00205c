"""An OpenAI-compatible chat server on loopback that can fail in the ways that real ones do."""

from __future__ import annotations

import json
import socketserver
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from types import TracebackType
from typing import Any, Self

Script = Callable[[dict[str, Any]], str]
"""What the model says to a request's body."""


class Fault(StrEnum):
    """How one request goes wrong."""

    NONE = "none"
    RATE_LIMIT = "429"
    ERROR = "500"
    OUTAGE = "503"
    BAD_KEY = "401"
    NO_QUOTA = "429, no quota"
    DISCONNECT = "disconnect"
    TRUNCATE = "truncate"
    MALFORMED = "malformed"
    NO_CHOICES = "no choices"
    STALL = "stall"
    DRIP = "drip"
    SLOW_HEAD = "slow head"
    NO_FINISH = "no finish reason"
    CUT = "finish reason length"
    FILTERED = "finish reason content_filter"
    PROSE = "prose instead of JSON"
    WRONG_FORM = "JSON of another form"
    EMPTY = "empty text"
    NO_SCHEMA = "refuses the schema"
    NO_STREAM = "refuses to stream"


_STATUS = {
    Fault.RATE_LIMIT: (429, "slow down"),
    Fault.ERROR: (500, "oops"),
    Fault.OUTAGE: (503, "away"),
    Fault.BAD_KEY: (401, "bad key"),
    Fault.NO_QUOTA: (429, "insufficient_quota"),
}
_FINISH = {Fault.NO_FINISH: None, Fault.CUT: "length", Fault.FILTERED: "content_filter"}
_SAID = {Fault.PROSE: "I would rather tell a story.", Fault.WRONG_FORM: '{"statements": "all"}', Fault.EMPTY: ""}


class ModelServer:
    """Serves ``say`` under :attr:`url`. ``faults`` are used up one a request, the last one for good.

    ``requests`` are the bodies received, in order. A request that asks to stream gets server-sent events; after the
    words ``hold_after``, if that is set, they wait for ``release``.
    """

    def __init__(self, say: Script, *faults: Fault) -> None:
        self.say = say
        self.faults = list(faults)
        self.requests: list[dict[str, Any]] = []
        self.closing = threading.Event()
        self.hold_after: str | None = None
        self.release = threading.Event()
        self._lock = threading.Lock()
        peer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                try:
                    peer._serve(self)
                except OSError:
                    return

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def _next(self) -> Fault:
        with self._lock:
            if len(self.faults) > 1:
                return self.faults.pop(0)
            return self.faults[0] if self.faults else Fault.NONE

    def _serve(self, handler: socketserver.StreamRequestHandler) -> None:
        body = _body(handler)
        self.requests.append(body)
        fault = self._next()
        if fault is Fault.NO_SCHEMA and "response_format" in body:
            return _send(handler, 400, {"error": {"message": "response_format is not supported", "type": "invalid"}})
        if fault is Fault.NO_STREAM and body.get("stream"):
            return _send(handler, 400, {"error": {"message": "stream is not supported", "type": "invalid"}})
        if fault in _STATUS:
            status, message = _STATUS[fault]
            return _send(handler, status, {"error": {"message": message, "type": message, "code": message}})
        if fault is Fault.DISCONNECT:
            return None
        text = _SAID[fault] if fault in _SAID else self.say(body)
        if body.get("stream"):
            return self._stream(handler, fault, text)
        reply = _completion(text, _FINISH.get(fault, "stop"))
        if fault is Fault.NO_CHOICES:
            reply["choices"] = []
        data = json.dumps(reply).encode()
        if fault is Fault.SLOW_HEAD and self.closing.wait(30):
            return None
        handler.wfile.write(_head(200, data))
        if fault is Fault.MALFORMED:
            handler.wfile.write(b"{" * len(data))
        elif fault is Fault.TRUNCATE:
            handler.wfile.write(data[: len(data) // 2])
        elif fault is Fault.STALL:
            handler.wfile.write(data[:20])
            self.closing.wait(30)
        elif fault is Fault.DRIP:
            for at in range(len(data)):
                handler.wfile.write(data[at : at + 1])
                if self.closing.wait(0.2):
                    break
        else:
            handler.wfile.write(data)
        return None

    def _stream(self, handler: socketserver.StreamRequestHandler, fault: Fault, text: str) -> None:
        if fault is Fault.SLOW_HEAD and self.closing.wait(30):
            return
        handler.wfile.write(b"HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n")
        if fault is Fault.MALFORMED:
            handler.wfile.write(b"data: {{{{\n\n")
            return
        size = 1 if fault is Fault.DRIP else 16
        pieces = [text[at : at + size] for at in range(0, len(text), size)]
        if fault is Fault.TRUNCATE:
            pieces = pieces[: len(pieces) // 2]
        said = ""
        for piece in pieces:
            chunk = _chunk({"content": piece}, None)
            if fault is Fault.NO_CHOICES:
                chunk["choices"] = []
            handler.wfile.write(_event(chunk))
            said += piece
            if fault is Fault.STALL and self.closing.wait(30):
                return
            if fault is Fault.DRIP and self.closing.wait(0.2):
                return
            if self.hold_after is not None and self.hold_after in said:
                self.release.wait(30)
        if fault is Fault.TRUNCATE:
            return
        if fault not in (Fault.NO_FINISH, Fault.NO_CHOICES):
            handler.wfile.write(_event(_chunk({}, _FINISH.get(fault, "stop"))))
        usage = _chunk({}, None) | {"choices": [], "usage": _completion("", None)["usage"]}
        handler.wfile.write(_event(usage) + b"data: [DONE]\n\n")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


def _body(handler: socketserver.StreamRequestHandler) -> dict[str, Any]:
    length = 0
    handler.rfile.readline()
    while (line := handler.rfile.readline().strip()) != b"":
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    body: dict[str, Any] = json.loads(handler.rfile.read(length) or b"{}")
    return body


def _completion(text: str, finish: str | None) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": "peer",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }


def _chunk(delta: dict[str, Any], finish: str | None) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": "peer",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


def _event(body: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(body)}\n\n".encode()


def _send(handler: socketserver.StreamRequestHandler, status: int, body: dict[str, Any]) -> None:
    data = json.dumps(body).encode()
    handler.wfile.write(_head(status, data) + data)


def _head(status: int, data: bytes) -> bytes:
    fields = {"content-type": "application/json", "content-length": len(data), "connection": "close"}
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in fields.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
