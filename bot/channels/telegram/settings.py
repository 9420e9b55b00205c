"""What an operator can set about Telegram."""

from __future__ import annotations

import re
from typing import Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

_CHAT = re.compile(r"-?\d+(?:/\d+)?")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


class TelegramSettings(BaseModel):
    """Frozen settings of the Telegram channel. Times are seconds unless the name says otherwise."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: SecretStr = Field(description="Token of the bot, from @BotFather.")
    base_url: str = Field("https://api.telegram.org/bot", description="Bot API address; the token is appended.")
    base_file_url: str = Field("https://api.telegram.org/file/bot", description="Address of files, likewise.")
    webhook_url: str | None = Field(None, description="Public https address for updates; long polling if unset.")
    webhook_secret: SecretStr | None = Field(
        None, description="Secret token of the webhook: 16 to 256 of A-Z, a-z, 0-9, _ and -."
    )
    webhook_listen: str = Field("127.0.0.1", description="Address that the webhook listens on, behind a TLS proxy.")
    webhook_port: int = Field(8443, ge=0, le=65_535, description="Port that the webhook listens on.")
    allowed_chats: frozenset[int] = Field(frozenset(), description="Groups that the bot serves; all if empty.")
    bridges: dict[str, str] = Field(
        default_factory=dict, description="Bridges by name: the chat, or chat/topic, that each joins on this side."
    )
    person_limit: int = Field(20, ge=0, description="Questions and checks a person may send in the window.")
    chat_limit: int = Field(60, ge=0, description="Questions and checks a group may send in the window.")
    window_minutes: float = Field(60, gt=0, description="Length of that window.")
    long_text: int = Field(600, ge=1, description="Characters from which a text in a private chat is a check.")
    max_text: int = Field(100_000, ge=1, description="Most characters of one check.")
    max_file_mb: int = Field(16, ge=1, le=20, description="Largest file that is read; the Bot API gives 20 MB.")
    workers: int = Field(4, ge=1, description="Questions answered at the same time.")
    parts: int = Field(3, ge=1, description="Most messages of one answer; a longer one is paged in one message.")
    stream_after: float = Field(1.0, ge=0, description="Wait before the first statements of an answer are shown.")
    draft_every: float = Field(0.7, ge=0, description="Least time between updates of a draft in a private chat.")
    edit_every: float = Field(4.0, ge=0, description="Least time between edits of an unfinished answer in a group.")
    poll_timeout: int = Field(30, ge=0, le=50, description="How long Telegram holds a poll open.")
    retry_base: float = Field(1.0, gt=0, description="First wait before a failed request is repeated; doubles.")
    grace: float = Field(20.0, ge=0, description="How long answers in work may go on when the bot stops.")
    public_url: str | None = Field(None, description="Address of the web pages, linked from /about.")
    memory_hours: float = Field(6, ge=0, description="Hours that turns are kept, as /about says.")

    @field_validator("base_url", "base_file_url")
    @classmethod
    def _is_web(cls, url: str) -> str:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise ValueError("must be an http(s) address")
        return url

    @field_validator("bridges")
    @classmethod
    def _are_chats(cls, bridges: dict[str, str]) -> dict[str, str]:
        for name, chat in bridges.items():
            if not _CHAT.fullmatch(chat):
                raise ValueError(f"bridge {name}: {chat!r} is no chat; write its number, or number/topic")
        return bridges

    @model_validator(mode="after")
    def _webhook_is_guarded(self) -> Self:
        if self.webhook_url is not None:
            if urlsplit(self.webhook_url).scheme != "https":
                raise ValueError("webhook_url must be an https address")
            if self.webhook_secret is None or not _SECRET.fullmatch(self.webhook_secret.get_secret_value()):
                raise ValueError("webhook_url needs a webhook_secret of 16 to 256 characters A-Z a-z 0-9 _ -")
        return self
