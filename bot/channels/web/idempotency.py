"""Idempotency keys: a request sent twice is answered once (IETF draft-ietf-httpapi-idempotency-key-header)."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.exceptions import HTTPException


@dataclass(slots=True)
class _Entry:
    fingerprint: bytes
    since: float
    body: bytes | None = None


class Replays:
    """Finished responses by asker and key, in memory, for ``seconds``, at most ``size`` of them.

    Only hashes of keys and requests are kept, with the response that a repeat needs.
    """

    def __init__(self, *, size: int = 256, seconds: float = 600.0) -> None:
        self._size = size
        self._seconds = seconds
        self._entries: OrderedDict[bytes, _Entry] = OrderedDict()

    async def once(self, asker: str, key: str | None, request: bytes, answer: Callable[[], Awaitable[bytes]]) -> bytes:
        """The response to a request, made by ``answer`` unless the same key brought the same request before.

        Raises HTTPException 422 where the key came with another request, 409 while the first is being answered.
        """
        if key is None:
            return await answer()
        if not 0 < len(key) <= 255:
            raise HTTPException(422, "Idempotency-Key takes 1 to 255 characters.")
        name = hashlib.sha256(f"{asker}\0{key}".encode()).digest()
        fingerprint = hashlib.sha256(request).digest()
        self._forget()
        entry = self._entries.get(name)
        if entry is not None:
            if entry.fingerprint != fingerprint:
                raise HTTPException(422, "This Idempotency-Key was used for another request; take a new one.")
            if entry.body is None:
                raise HTTPException(409, "The first request with this Idempotency-Key is still being answered.")
            return entry.body
        entry = self._entries[name] = _Entry(fingerprint, time.monotonic())
        try:
            entry.body = await answer()
        except BaseException:
            self._entries.pop(name, None)
            raise
        return entry.body

    def _forget(self) -> None:
        oldest = time.monotonic() - self._seconds
        while self._entries:
            first = next(iter(self._entries.values()))
            if first.since >= oldest and len(self._entries) < self._size:
                break
            self._entries.popitem(last=False)
