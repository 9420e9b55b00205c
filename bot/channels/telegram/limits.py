"""Flood limits obeyed and outages waited out, for every request in one place."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import BadRequest, NetworkError
from telegram.ext import AIORateLimiter

log = logging.getLogger("footing.telegram")

_PASSING = frozenset(
    {"sendMessageDraft", "sendChatAction", "answerInlineQuery", "answerCallbackQuery"}
    | {"getMe", "deleteWebhook", "setWebhook"}
)
"""Requests that are worth nothing later, and those of the start, which is repeated as a whole: they are tried once."""

Posted = bool | dict[str, Any] | list[dict[str, Any]]


class PatientLimiter(AIORateLimiter):
    """python-telegram-bot's limiter, which waits as long as a 429 says, and repeats what an outage stopped.

    A request that was cut off is sent again even though Telegram may have taken it: a message may then appear twice,
    which is better than an answer that is lost. ``base`` is the first wait in seconds; it doubles ``tries`` times.
    """

    def __init__(self, *, base: float = 1.0, tries: int = 6) -> None:
        super().__init__(max_retries=8)
        self._base = base
        self._tries = tries

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Posted]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Posted:
        if endpoint == "sendChatAction":
            data = {}  # Telegram's limit for a group is on messages: "typing" must not use it up
        for attempt in range(self._tries + 1):
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except BadRequest:
                raise
            except NetworkError as error:
                if endpoint in _PASSING or attempt == self._tries:
                    raise
                wait = self._base * 2**attempt
                log.warning("%s failed (%s); again in %.1f s", endpoint, type(error).__name__, wait)
                await asyncio.sleep(wait)
        raise AssertionError("unreachable")
