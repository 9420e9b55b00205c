"""Keeps tokens and readers' words out of what the libraries below write to the log."""

from __future__ import annotations

import logging

_NOISY = ("httpx", "httpcore", "telegram.ext.Updater", "telegram.ext._utils.webhookhandler", "tornado.access")


class _Discreet(logging.Filter):
    """Replaces the token, and drops the data of an update that the library could not read."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        if "eceived data" in str(record.msg):
            record.msg, record.args, record.exc_info = "an update could not be read", (), None
        message = record.getMessage()
        if self._token in message:
            record.msg, record.args = message.replace(self._token, "<token>"), ()
        return True


def keep_out_of_logs(token: str) -> None:
    """Filters the loggers of the HTTP client and of python-telegram-bot. Calling it again changes nothing."""
    for name in _NOISY:
        logger = logging.getLogger(name)
        if not any(isinstance(one, _Discreet) and one._token == token for one in logger.filters):
            logger.addFilter(_Discreet(token))
