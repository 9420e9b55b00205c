"""Which channels and bridges the settings ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chats import bridged, channels
from bot.engine.check import Checker
from bot.engine.engine import Footing
from bot.engine.errors import SettingsError
from bot.engine.explain import Explainer
from bot.settings import Settings
from bot.state.sqlite import SqliteState
from tests.bot.engine import world

TELEGRAM = {"FOOTING_TELEGRAM_TOKEN": "1:secret"}
DISCORD = {"FOOTING_DISCORD_TOKEN": "secret", "FOOTING_DISCORD_MESSAGE_CONTENT": "true"}
JOINED = {"FOOTING_TELEGRAM_BRIDGES": "town=-100/7", "FOOTING_DISCORD_BRIDGES": "town=42"}


def names(environ: dict[str, str], folder: Path) -> list[str]:
    library = world.library()
    engine = Footing(Explainer(library), Checker(library))
    with SqliteState(folder / "state.sqlite", salt=b"salt") as store:
        return [type(one).__name__ for one in channels(Settings.from_env(environ), engine, store)]


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, []),
        (TELEGRAM, ["TelegramChannel"]),
        (DISCORD, ["DiscordChannel"]),
        (TELEGRAM | DISCORD, ["TelegramChannel", "DiscordChannel"]),
        (TELEGRAM | DISCORD | JOINED, ["Bridge", "TelegramChannel", "DiscordChannel"]),
    ],
    ids=["none", "telegram", "discord", "both", "bridged"],
)
async def test_what_runs(environ: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    assert names(environ, tmp_path) == expected


@pytest.mark.parametrize(
    "environ",
    [
        TELEGRAM | {"FOOTING_TELEGRAM_BRIDGES": "town=-100"},
        TELEGRAM | DISCORD | JOINED | {"FOOTING_DISCORD_BRIDGES": "city=42"},
    ],
    ids=["no other side", "another name there"],
)
def test_a_bridge_needs_both_sides(environ: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=r"one side only: .*town"):
        bridged(Settings.from_env(environ))


def test_a_bridge_names_a_chat() -> None:
    with pytest.raises(SettingsError, match="no chat"):
        Settings.from_env(TELEGRAM | {"FOOTING_TELEGRAM_BRIDGES": "town=here"})
