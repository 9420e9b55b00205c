"""Everything an operator can set, read once from an environment that is passed in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import UnionType
from typing import Any, Self, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bot.channels.discord.settings import DiscordSettings
from bot.channels.telegram.settings import TelegramSettings
from bot.engine.errors import SettingsError

PREFIX = "FOOTING_"
_GROUPS: dict[str, type[BaseModel]] = {"telegram": TelegramSettings, "discord": DiscordSettings}


class Settings(BaseModel):
    """Frozen settings. Each field is the environment variable ``FOOTING_<FIELD>`` in capitals.

    The fields of ``telegram`` and ``discord`` are ``FOOTING_TELEGRAM_<FIELD>`` and ``FOOTING_DISCORD_<FIELD>``; such a
    channel runs if its token is set. Lists are written with commas, mappings as ``name=value,name=value``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    library: Path = Field(Path("library"), description="Folder of the library.")
    models: Path = Field(Path("models"), description="Folder where the embedding model is made ready.")
    embedding: str = Field(
        "multilingual-e5-small",
        description="Embedding model: multilingual-e5-small, minilm (English), or openai:MODEL for a server.",
    )
    embedding_url: str | None = Field(None, description="Base URL of an OpenAI-compatible embeddings server.")
    embedding_key: SecretStr | None = Field(None, description="Key for that server.")
    model: str | None = Field(
        None, description="Language model that writes answers, as provider:model; the library's words if unset."
    )
    model_url: str | None = Field(None, description="Base URL of an OpenAI-compatible server, with openai:MODEL.")
    model_key: SecretStr | None = Field(None, description="Key for the model's provider or server.")
    small_model: str | None = Field(
        None, description="Cheaper model of the same server for follow-ups and translations, and if the first fails."
    )
    model_judges: bool = Field(
        False, description="Let the smaller model judge each written statement by its evidence; it may stop, not pass."
    )
    model_splits: bool = Field(
        False, description="Let the smaller model propose where a claim of a checked text passes into speculation."
    )
    model_timeout: float = Field(20, gt=0, description="Seconds for each task of a model, its retries included.")
    model_output_tokens: int = Field(2_000, ge=200, description="Most tokens of one reply of a model.")
    model_prices: dict[str, str] = Field(
        default_factory=dict,
        description="What a million tokens cost, in and out: provider:model=in/out, in whatever unit you count.",
    )
    model_daily_tokens: int | None = Field(None, ge=1, description="Most tokens of a day (UTC), all models together.")
    model_daily_cost: float | None = Field(
        None, gt=0, description="Most money of a day (UTC), in the unit of FOOTING_MODEL_PRICES, all models together."
    )
    model_daily_answers: int | None = Field(None, ge=1, description="Most answers that a model writes in a day.")
    model_person_answers: int = Field(50, ge=1, description="Most answers that a model writes for a person in a day.")
    model_chat_answers: int = Field(200, ge=1, description="Most answers that a model writes for a chat in a day.")
    traces_url: str | None = Field(
        None, description="Address of an OpenTelemetry collector (OTLP over HTTP, …/v1/traces); no spans if unset."
    )
    traces_headers: dict[str, SecretStr] = Field(
        default_factory=dict, description="Headers for that collector: name=value."
    )
    traces_text: bool = Field(
        False, description="Let spans hold what readers ask and models write; without it they hold counts alone."
    )
    threads: int | None = Field(None, ge=1, description="Threads for the embedding model; all cores if unset.")
    host: str = Field("127.0.0.1", description="Address that the web server listens on.")
    port: int = Field(8000, ge=0, le=65_535, description="Port that the web server listens on; 0 picks a free one.")
    public_url: str | None = Field(None, description="Address under which readers reach the web pages, for links.")
    sites: dict[str, str] = Field(
        default_factory=dict,
        description="Sites that may embed the widget: key=origin, several origins of a key joined by spaces.",
    )
    fonts: tuple[Path, ...] = Field((), description="Font files for the share image, tried in order.")
    state: Path = Field(Path("state.sqlite"), description="File of the channels' store: feedback, messages, budgets.")
    retention_hours: float = Field(720, gt=0, description="Hours that the store keeps answers for buttons and edits.")
    memory_hours: float = Field(6, gt=0, description="Hours that a conversation's turns are remembered.")
    keep_gaps: bool = Field(False, description="Keep a log, with personal data removed, of questions not answered.")
    salt: SecretStr | None = Field(
        None, description="Secret that identifiers are hashed with; kept in a file beside the store if unset."
    )
    telegram: TelegramSettings | None = None
    discord: DiscordSettings | None = None

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Settings from ``FOOTING_…`` variables; other variables are ignored, empty ones count as unset.

        Raises SettingsError naming each variable that is unknown or wrong, and what it takes.
        """
        given: dict[str, Any] = {}
        for name, value in environ.items():
            if not name.startswith(PREFIX) or not value.strip():
                continue
            field = name.removeprefix(PREFIX).lower()
            group, _, inner = field.partition("_")
            if group in _GROUPS and inner:
                given.setdefault(group, {})[inner] = _read(_GROUPS[group], inner, value)
            else:
                given[field] = _read(cls, field, value)
        for group in _GROUPS:
            if group in given and "token" not in given[group]:
                raise SettingsError(f"{PREFIX}{group.upper()}_TOKEN is not set, but other settings of {group} are")
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            raise SettingsError("; ".join(_explain(one["loc"], one["msg"]) for one in error.errors())) from None


def variables() -> dict[str, str]:
    """Every variable and what it sets, in the order of the settings."""
    groups: list[tuple[str, type[BaseModel]]] = [(PREFIX, Settings)]
    groups += [(f"{PREFIX}{name.upper()}_", model) for name, model in _GROUPS.items()]
    return {
        f"{prefix}{name.upper()}": field.description or ""
        for prefix, model in groups
        for name, field in model.model_fields.items()
        if model is not Settings or name not in _GROUPS
    }


def _read(model: type[BaseModel], name: str, value: str) -> Any:
    """The value as the field's type wants it: lists and mappings are split, the rest is pydantic's."""
    field = model.model_fields.get(name)
    kind = _plain(field.annotation) if field else str
    if kind is dict:
        return dict(_pair(name, part) for part in _parts(value))
    return _parts(value) if kind in (tuple, frozenset) else value.strip()


def _plain(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(one for one in get_args(annotation) if one is not type(None))
    return get_origin(annotation) or annotation


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _pair(name: str, part: str) -> tuple[str, str]:
    key, equals, value = part.partition("=")
    if not equals:
        raise SettingsError(f"{PREFIX}{name.upper()}: {part!r} is not of the form name=value")
    return key.strip(), value.strip()


def _explain(location: tuple[int | str, ...], message: str) -> str:
    variable = PREFIX + "_".join(str(part) for part in location[: 2 if str(location[0]) in _GROUPS else 1]).upper()
    known = variables()
    if variable not in known:
        return f"{variable}: {message}" if location[0] in _GROUPS else f"{variable} is not a setting; see .env.example"
    return f"{variable}: {message}. {known[variable]}"
