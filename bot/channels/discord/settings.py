"""What an operator can set for Discord."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator


class DiscordSettings(BaseModel):
    """Frozen settings of the Discord channel. Ids are Discord snowflakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: SecretStr = Field(description="Token of the bot account.")
    api_url: str = Field("https://discord.com/api/v10", description="Base address of Discord's REST API.")
    gateway_url: str | None = Field(
        None,
        description="Address of the gateway (wss://…); Discord's own, and the one it names for resuming, if unset.",
    )
    guilds: frozenset[int] = Field(
        frozenset(), description="Servers to register the commands in at once; everywhere, within an hour, if empty."
    )
    channels: frozenset[int] = Field(
        frozenset(), description="Channels to answer in, threads included; all that the bot can read if empty."
    )
    roles: frozenset[int] = Field(frozenset(), description="Roles that may ask; everybody if empty.")
    direct_messages: bool = Field(True, description="Answer direct messages. Never with roles, which cannot be seen.")
    message_content: bool = Field(
        False,
        description="Use the privileged message content intent. It lets a check read a message that is replied to, and"
        " a bridge needs it.",
    )
    private: bool = Field(False, description="Answer commands for the asker's eyes only unless they say otherwise.")
    edit_seconds: float = Field(1.5, ge=0, description="Least time between two edits of an answer in the making.")
    max_messages: int = Field(4, ge=1, le=10, description="Messages of one answer; a button shows the rest.")
    thread_messages: int = Field(
        1, ge=1, description="Messages of an answer in the channel; the others go to a thread."
    )
    thread_turns: int = Field(3, ge=1, description="Turns after which an exchange by replies moves to a thread.")
    person_per_hour: int = Field(30, ge=0, description="Questions and checks that a person may ask in an hour.")
    channel_per_hour: int = Field(300, ge=0, description="Questions and checks that a channel may ask in an hour.")
    max_characters: int = Field(100_000, ge=1, description="Longest text that is checked, in characters.")
    max_file_mb: float = Field(8, gt=0, description="Largest file that is checked, in MiB.")
    concurrent: int = Field(4, ge=1, description="Answers worked on at once; others wait.")
    stop_seconds: float = Field(10, ge=0, description="Time that answers in work get when the bot stops.")
    bridges: dict[str, int] = Field(
        default_factory=dict, description="Bridges by name: the channel that each joins on this side."
    )

    @field_validator("api_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")):
            raise ValueError("give an http(s) address")
        return value.rstrip("/")

    @field_validator("gateway_url")
    @classmethod
    def _socket_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("wss://", "ws://")):
            raise ValueError("give a ws(s) address")
        return value

    @model_validator(mode="after")
    def _bridge_reads_messages(self) -> Self:
        if self.bridges and not self.message_content:
            raise ValueError("a bridge reads messages: turn message_content on, here and in Discord's developer portal")
        return self
