"""YAML → plain data that remembers its line numbers.

Every scalar stays the text that was written (null aside): a language ``no`` is not a boolean, and a date ``2016`` is
not a number. What a value means is for the model that validates it. Anchors and aliases are refused, because a record
file never needs them and they can make a small file enormous.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml

Key: TypeAlias = str | int
Location: TypeAlias = tuple[Key, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEPTH = 20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class YamlError(ValueError):
    """The text is not YAML that a record file may use; ``line`` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Lined:
    """``data`` made of dict, list, str and None; ``lines`` maps a location in it to a line, counted from 1."""

    data: object
    lines: dict[Location, int]

    def line(self, location: Location) -> int:
        """The line of a location, or of the nearest thing around it that exists."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)


def parse(text: str) -> Lined:
    """Parses one YAML document. Raises :class:`YamlError`.

    Works on the parser's events, because composing a deeply nested text overflows the C stack of libyaml's binding.
    """
    lines: dict[Location, int] = {}
    try:
        events = _Events(text)
        data = _build(events, events.next(), (), lines) if events.started() else None
        events.finish()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(f"not YAML: {error.problem or error.context}", mark.line + 1 if mark else 1) from error
    except yaml.YAMLError as error:
        raise YamlError(f"not YAML: {error}", 1) from error
    return Lined(data, lines)


class _Events:
    """The events of one document."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)

    def next(self) -> yaml.Event:
        return next(self._events)

    def started(self) -> bool:
        self.next()
        return isinstance(self.next(), yaml.DocumentStartEvent)

    def finish(self) -> None:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise YamlError("a second document begins; write one a file", _line(event))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _build(events: _Events, event: yaml.Event, at: Location, lines: dict[Location, int]) -> object:
    line = _line(event)
    lines.setdefault(at, line)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise YamlError("anchors and aliases (& and *) are not allowed; write the value out", line)
    if len(at) > _DEPTH:
        raise YamlError("nested too deeply", line)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[object] = []
        while not isinstance(event := events.next(), yaml.SequenceEndEvent):
            items.append(_build(events, event, (*at, len(items)), lines))
        return items
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(events, at, lines)
    assert isinstance(event, yaml.ScalarEvent)
    return None if event.implicit[0] and event.value in _NULLS else event.value


def _mapping(events: _Events, at: Location, lines: dict[Location, int]) -> dict[str, object]:
    result: dict[str, object] = {}
    while not isinstance(event := events.next(), yaml.MappingEndEvent):
        line = _line(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise YamlError("a key must be a plain word", line)
        key = str(event.value)
        if key in result:
            raise YamlError(f"{key!r} is given twice", line)
        lines[(*at, key)] = line
        result[key] = _build(events, events.next(), (*at, key), lines)
    return result
