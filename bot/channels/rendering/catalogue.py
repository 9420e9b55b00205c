"""Interface strings in the reader's language (Fluent; one ``.ftl`` file a language in ``bot/channels/locales``).

A key or a whole language that is missing falls back to English. A key that English lacks is an error, never an
empty string.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource

from bot.channels.rendering.bidi import isolate

FALLBACK = "en"
LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "uk": "Українська",
    "ru": "Русский",
    "es": "Español",
    "de": "Deutsch",
    "fr": "Français",
    "ro": "Română",
    "pl": "Polski",
    "ar": "العربية",
}
"""The languages of the interface by ISO 639-1 code, each named in itself."""

_RIGHT_TO_LEFT = frozenset({"ar"})


class Catalogue:
    """The strings of one language. Call it with a key and the key's placeholders.

    ``direction`` is ``"ltr"`` or ``"rtl"``, as HTML's ``dir`` takes it. Raises KeyError for a key that neither this
    language nor English has, and ValueError for a placeholder that was not given.
    """

    def __init__(self, language: str, ftl: str, fallback: Catalogue | None = None) -> None:
        self.language = language
        self.name = LANGUAGES.get(language, language)
        self.direction = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
        self._fallback = fallback
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource(ftl))

    def __call__(self, key: str, /, **values: str | int) -> str:
        if not self._bundle.has_message(key):
            if self._fallback is None:
                raise KeyError(f"no interface string {key!r}: add it to locales/{FALLBACK}.ftl")
            return self._fallback(key, **values)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise KeyError(f"interface string {key!r} has no text in locales/{self.language}.ftl")
        rtl = self.direction == "rtl"
        given = {name: isolate(value, rtl=rtl) if isinstance(value, str) else value for name, value in values.items()}
        text, errors = self._bundle.format_pattern(pattern, given)
        if errors:
            raise ValueError(f"interface string {key!r} in {self.language!r}: {errors[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        return self._bundle.has_message(key) or (self._fallback is not None and self._fallback.has(key))


@functools.cache
def catalogue(language: str | None) -> Catalogue:
    """The catalogue for a language tag ("uk", "pt-BR"); English where there is none for it."""
    code = (language or FALLBACK).replace("_", "-").split("-")[0].lower()
    if code not in LANGUAGES:
        code = FALLBACK
    ftl = resources.files("bot.channels").joinpath("locales", f"{code}.ftl").read_text(encoding="utf-8")
    return Catalogue(code, ftl, None if code == FALLBACK else catalogue(FALLBACK))


def negotiate(header: str | None, *, default: str = FALLBACK) -> str:
    """The best language of the interface for an ``Accept-Language`` header (RFC 9110, section 12.5.4)."""
    best = max(_preferences(header or ""), default=(0.0, 0, default))
    return best[2] if best[0] > 0 else default


def _preferences(header: str) -> Iterator[tuple[float, int, str]]:
    for place, item in enumerate(header[:1000].split(",")):
        tag, _, parameter = item.strip().partition(";")
        code = tag.split("-")[0].strip().lower()
        if code not in LANGUAGES:
            continue
        try:
            weight = float(parameter.strip().removeprefix("q=")) if parameter else 1.0
        except ValueError:
            continue
        if 0 < weight <= 1:
            yield weight, -place, code
