"""YAML → plain data that remembers its line numbers.

Every scalar stays the text that was written (null aside): a language ``no`` is not a boolean, and a date ``2016`` is
not a number. What a value means is for the model that validates it. Anchors and aliases are refused, because a record
file never needs them and they can make a small file enormous.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import yaml

Key: TypeAlias = str | int
Location: TypeAlias = tuple[Key, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEPTH = 20


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
    """Parses one YAML document. Raises :class:`YamlError`."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(f"not YAML: {error.problem or error.context}", mark.line + 1 if mark else 1) from error
    except yaml.YAMLError as error:
        raise YamlError(f"not YAML: {error}", 1) from error
    except RecursionError as error:
        raise YamlError("nested too deeply", 1) from error
    lines: dict[Location, int] = {}
    if node is None:
        return Lined(None, lines)
    return Lined(_build(node, (), lines, set()), lines)


def _build(node: yaml.Node, at: Location, lines: dict[Location, int], seen: set[int]) -> object:
    line = node.start_mark.line + 1
    lines.setdefault(at, line)
    if id(node) in seen:
        raise YamlError("anchors and aliases (& and *) are not allowed; write the value out", line)
    seen.add(id(node))
    if len(at) > _DEPTH:
        raise YamlError("nested too deeply", line)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*at, index), lines, seen) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, at, lines, seen)
    return None if node.tag == "tag:yaml.org,2002:null" else node.value


def _mapping(node: yaml.MappingNode, at: Location, lines: dict[Location, int], seen: set[int]) -> dict[str, object]:
    result: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlError("a key must be a plain word", line)
        key = str(key_node.value)
        if key in result:
            raise YamlError(f"{key!r} is given twice", line)
        lines[(*at, key)] = line
        result[key] = _build(value_node, (*at, key), lines, seen)
    return result
