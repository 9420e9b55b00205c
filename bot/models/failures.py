"""What providers and their clients raise, told in the project's own errors. The only place that knows them."""

from __future__ import annotations

from bot.engine.errors import MalformedReply, ModelError, ModelRejected, ModelUnavailable

_PASSING = frozenset({408, 409, 425, 429})
_QUOTA = ("insufficient_quota", "billing", "credit balance")
_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, IndexError)

FINISHED = frozenset({"stop", "end_turn", "stop_sequence", "eos", "complete", "tool_calls", "tool_use"})
"""Reasons to finish that mean that the reply is whole."""

CUT = frozenset({"length", "max_tokens", "max_output_tokens", "model_context_window_exceeded"})


def mapped(error: BaseException) -> ModelError:
    """The error of the tree for whatever a provider's client raised; the message holds no key and no prompt."""
    if isinstance(error, ModelError):
        return error
    kind = type(error).__name__
    status = _status(error)
    if status is not None:
        passing = status in _PASSING or status >= 500
        if passing and not any(word in str(error).lower() for word in _QUOTA):
            return ModelUnavailable(f"the model's server answered {status}")
        return ModelRejected(f"the model's server refused the request with {status}; look at key, quota and model name")
    if kind in ("LengthFinishReasonError", "ContentFilterFinishReasonError"):
        return unfinished("length" if kind.startswith("Length") else "content_filter") or MalformedReply(kind)
    if isinstance(error, TimeoutError) or "Timeout" in kind:
        return ModelUnavailable("the model did not answer in time")
    if isinstance(error, OSError) or kind in _CONNECTION:
        return ModelUnavailable(f"the model cannot be reached ({kind})")
    if isinstance(error, _MALFORMED) or "Parser" in kind or "Validation" in kind:
        return MalformedReply(f"the model's server sent what its client cannot read ({kind})")
    return ModelUnavailable(f"the model failed ({kind})")


_CONNECTION = frozenset(
    """APIConnectionError ConnectError ReadError WriteError CloseError RemoteProtocolError LocalProtocolError
    NetworkError ProxyError UnsupportedProtocol""".split()
)


def unfinished(reason: str | None) -> ModelError | None:
    """Why a reply that ended for ``reason`` may not be used, or None where it is whole."""
    if reason is None:
        return ModelUnavailable("the model's reply broke off: it ended without a reason")
    plain = reason.lower().rpartition(".")[2]
    if plain in FINISHED:
        return None
    if plain in CUT:
        return MalformedReply("the model's reply was cut at its longest; raise the server's limit or ask for less")
    return ModelRejected(f"the model declined to reply ({plain[:40]})")


def _status(error: BaseException) -> int | None:
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None) or getattr(holder, "code", None)
        if isinstance(status, int) and 400 <= status < 600:
            return status
    return None
