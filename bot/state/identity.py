"""Names for people and chats that say nothing about them, and sealed addresses."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64encode
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

_SALT_BYTES = 32


def pseudonym(salt: bytes, channel: str, identifier: str | int) -> str:
    """A person's or a chat's name in the store: HMAC-SHA-256 under the salt, cut to 128 bits, as 32 hex digits.

    The same account has unrelated names on two channels, so that they cannot be joined.
    """
    return hmac.new(salt, f"{channel}\0{identifier}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:32]


def load_salt(path: Path) -> bytes:
    """The salt in a file that only its owner reads; made on first use. 32 bytes.

    Without the file every pseudonym changes: conversations, settings and buttons of earlier answers are lost.
    """
    with contextlib.suppress(FileNotFoundError):
        return path.read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(_SALT_BYTES))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
    return path.read_bytes()


class Seal:
    """Encrypts what has to be read again later (addresses, updates in work) under a key derived from the salt."""

    def __init__(self, salt: bytes) -> None:
        self._fernet = Fernet(urlsafe_b64encode(hmac.new(salt, b"footing seal", hashlib.sha256).digest()))

    def close(self, text: str) -> bytes:
        return self._fernet.encrypt(text.encode("utf-8", "surrogatepass"))

    def open(self, sealed: bytes) -> str | None:
        """The text, or None where it was sealed under another salt or altered."""
        try:
            return self._fernet.decrypt(sealed).decode("utf-8", "surrogatepass")
        except InvalidToken:
            return None
