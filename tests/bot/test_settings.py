"""Settings from an environment that is passed in."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine.errors import SettingsError
from bot.settings import Settings, variables

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_defaults() -> None:
    settings = Settings.from_env({"PATH": "/bin", "FOOTING_PORT": " "})
    assert (settings.port, settings.telegram, settings.discord) == (8000, None, None)


def test_values_lists_and_mappings() -> None:
    settings = Settings.from_env(
        {
            "FOOTING_LIBRARY": "shelf",
            "FOOTING_SITES": "news=https://news.example https://www.news.example, lib=https://lib.example",
            "FOOTING_FONTS": "a.ttf,b.ttf",
            "FOOTING_TELEGRAM_TOKEN": "1:secret",
            "FOOTING_TELEGRAM_ALLOWED_CHATS": "-100, -200",
            "FOOTING_DISCORD_TOKEN": "secret",
            "FOOTING_DISCORD_BRIDGES": "town=42",
            "FOOTING_DISCORD_MESSAGE_CONTENT": "true",
        }
    )
    assert settings.library == Path("shelf")
    assert settings.sites["news"] == "https://news.example https://www.news.example"
    assert settings.fonts == (Path("a.ttf"), Path("b.ttf"))
    assert settings.telegram is not None
    assert settings.telegram.allowed_chats == frozenset({-100, -200})
    assert settings.discord is not None
    assert settings.discord.bridges == {"town": 42}


def test_secrets_do_not_print() -> None:
    settings = Settings.from_env({"FOOTING_SALT": "pepper", "FOOTING_TELEGRAM_TOKEN": "1:secret"})
    assert "pepper" not in repr(settings)
    assert "1:secret" not in repr(settings)


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"FOOTING_PROT": "1"}, "FOOTING_PROT is not a setting"),
        ({"FOOTING_PORT": "many"}, "FOOTING_PORT"),
        ({"FOOTING_PORT": "70000"}, "FOOTING_PORT"),
        ({"FOOTING_TELEGRAM_QUIET": "1", "FOOTING_TELEGRAM_TOKEN": "1:s"}, "FOOTING_TELEGRAM_QUIET"),
        ({"FOOTING_TELEGRAM_WORKERS": "2"}, "FOOTING_TELEGRAM_TOKEN is not set"),
        ({"FOOTING_TELEGRAM_WORKERS": "0", "FOOTING_TELEGRAM_TOKEN": "1:s"}, "FOOTING_TELEGRAM_WORKERS"),
        ({"FOOTING_SITES": "news"}, "name=value"),
    ],
)
def test_what_is_wrong_is_named(environ: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        Settings.from_env(environ)


def test_the_example_explains_every_setting_and_no_other() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    named = {line.removeprefix("#").partition("=")[0] for line in lines if line.startswith("#FOOTING_")}
    assert named == set(variables())
