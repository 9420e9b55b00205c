from __future__ import annotations

import logging
from typing import Any

import pytest
from pydantic import ValidationError

from bot.channels.telegram.privacy import keep_out_of_logs
from bot.channels.telegram.settings import TelegramSettings

TOKEN = "1:" + "t" * 35


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"base_url": "ftp://x/bot"}, "http"),
        ({"webhook_url": "http://bot.example/x", "webhook_secret": "s" * 20}, "https"),
        ({"webhook_url": "https://bot.example/x"}, "webhook_secret"),
        ({"webhook_url": "https://bot.example/x", "webhook_secret": "short"}, "webhook_secret"),
        ({"webhook_url": "https://bot.example/x", "webhook_secret": "with spaces in it " * 2}, "webhook_secret"),
        ({"max_file_mb": 21}, "20"),
        ({"tokem": "x"}, "tokem"),
    ],
)
def test_wrong_settings_are_named(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        TelegramSettings.model_validate({"token": TOKEN, **given})


def test_secrets_do_not_show() -> None:
    shown = repr(TelegramSettings.model_validate({"token": TOKEN, "webhook_secret": "s" * 20}))
    assert "ttt" not in shown
    assert "sss" not in shown


def test_libraries_log_neither_token_nor_updates(caplog: pytest.LogCaptureFixture) -> None:
    keep_out_of_logs(TOKEN)
    caplog.set_level("INFO")
    logging.getLogger("httpx").info("HTTP Request: POST %s", f"https://api.telegram.org/bot{TOKEN}/getMe")
    logging.getLogger("telegram.ext.Updater").critical("Received data was *not* processed! %r", {"text": "marmalade"})
    assert TOKEN not in caplog.text
    assert "<token>/getMe" in caplog.text
    assert "marmalade" not in caplog.text
