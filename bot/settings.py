"""Everything an operator can set, read once from an environment that is passed in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bot.engine.errors import SettingsError

PREFIX = "FOOTING_"


class Settings(BaseModel):
    """Frozen settings. Each field is the environment variable ``FOOTING_<FIELD>`` in capitals."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    library: Path = Field(Path("library"), description="Folder of the library.")
    models: Path = Field(Path("models"), description="Folder where the embedding model is made ready.")
    embedding: str = Field(
        "multilingual-e5-small",
        description="Embedding model: multilingual-e5-small, minilm, or openai:MODEL for a compatible server.",
    )
    embedding_url: str | None = Field(None, description="Base URL of an OpenAI-compatible embeddings server.")
    embedding_key: SecretStr | None = Field(None, description="Key for that server.")
    threads: int | None = Field(None, ge=1, description="Threads for the embedding model; all cores if unset.")
    host: str = Field("127.0.0.1", description="Address that the web server listens on.")
    port: int = Field(8000, ge=0, le=65_535, description="Port that the web server listens on; 0 picks a free one.")
    public_url: str | None = Field(None, description="Address under which readers reach the web pages, for links.")
    salt: SecretStr | None = Field(
        None, description="Secret that askers' identifiers are hashed with; a new one at every start if unset."
    )

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Settings from ``FOOTING_…`` variables; others are ignored, empty ones count as unset.

        Raises SettingsError naming each variable that is unknown or wrong and what it takes.
        """
        given = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in environ.items()
            if name.startswith(PREFIX) and value.strip()
        }
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            raise SettingsError("; ".join(_explain(one["loc"], one["msg"]) for one in error.errors())) from None


def _explain(location: tuple[int | str, ...], message: str) -> str:
    name = str(location[0]) if location else ""
    if name not in Settings.model_fields:
        return f"{PREFIX}{name.upper()} is not a setting; .env.example lists them all"
    return f"{PREFIX}{name.upper()}: {message}. {Settings.model_fields[name].description}"
