"""What the engine says in English (reasons, refusals, gaps) in the reader's language, sentence by sentence.

As with gettext, the English sentence names the message: ``said-…`` in ``en.ftl`` is held by a test to what the engine
says. A sentence that no message has stays as it is.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from importlib import resources
from typing import NamedTuple, TypeVar, cast

from fluent.syntax import FluentParser, ast

from bot.channels.rendering.catalogue import FALLBACK, Catalogue
from bot.engine.models import ClaimCheck, Explanation, Gap, Premise, Refusal, Statement
from knowledge.models import Aspect

PREFIX = "said-"
Item = Statement | Premise | Explanation | Refusal | ClaimCheck
Told = TypeVar("Told", bound=Item)
_SENTENCE = re.compile(r".+?[.!?:](?=\s|$)|.+", re.DOTALL)
_LONGEST = 4_000


class _Message(NamedTuple):
    key: str
    pattern: re.Pattern[str]


@functools.cache
def _messages() -> tuple[_Message, ...]:
    """The engine's sentences as patterns, the longest first."""
    text = resources.files("bot.channels").joinpath("locales", f"{FALLBACK}.ftl").read_text(encoding="utf-8")
    found: list[tuple[int, _Message]] = []
    for entry in FluentParser().parse(text).body:
        if not isinstance(entry, ast.Message) or not entry.id.name.startswith(PREFIX) or entry.value is None:
            continue
        pattern, length = "", 0
        for element in entry.value.elements:
            if isinstance(element, ast.TextElement):
                pattern += re.escape(element.value)
                length += len(element.value)
            elif isinstance(element, ast.Placeable) and isinstance(element.expression, ast.VariableReference):
                name = element.expression.id.name
                pattern += rf"(?P<{name}>\d+)" if name == "count" else f"(?P<{name}>.+?)"
        found.append((length, _Message(entry.id.name, re.compile(rf"{pattern}(?=\s|$)"))))
    return tuple(message for _, message in sorted(found, key=lambda one: -one[0]))


def reason(text: str, strings: Catalogue) -> str:
    """What the engine says, in the language of ``strings``; whatever it does not say itself stays as it is."""
    if strings.language == FALLBACK or len(text) > _LONGEST:
        return text
    told: list[str] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        for key, pattern in _messages():
            if found := pattern.match(text, at):
                told.append(
                    strings(key, **{name: _value(name, said, strings) for name, said in found.groupdict().items()})
                )
                break
        else:
            found = _SENTENCE.match(text, at)
            if found is None:
                break
            told.append(found[0])
        at = found.end()
    return " ".join(told)


def _value(name: str, said: str, strings: Catalogue) -> str | int:
    if name == "count":
        return int(said)
    if name == "aspect" and said in {aspect.value for aspect in Aspect}:
        return strings(f"aspect-{said}")
    whole = next((key for key, pattern in _messages() if pattern.fullmatch(said) and not pattern.groups), None)
    return strings(whole) if whole else said


def localised(item: Told, strings: Catalogue) -> Told:
    """A statement, premise, answer or check with what the engine says of it in the language of ``strings``."""
    return item if strings.language == FALLBACK else cast(Told, _localised(item, strings))


def _localised(item: Item, strings: Catalogue) -> Item:
    if isinstance(item, Statement):
        return replace(item, why=reason(item.why, strings))
    if isinstance(item, Premise):
        repair = localised(item.repair, strings) if item.repair else None
        return replace(item, why=reason(item.why, strings), repair=repair)
    if isinstance(item, ClaimCheck):
        return replace(item, claims=tuple(replace(one, why=reason(one.why, strings)) for one in item.claims))
    premise = localised(item.premise, strings) if item.premise else None
    if isinstance(item, Refusal):
        return replace(item, message=reason(item.message, strings), premise=premise)
    return replace(
        item,
        statements=tuple(localised(one, strings) for one in item.statements),
        gaps=tuple(_gap(one, strings) for one in item.gaps),
        premise=premise,
    )


def _gap(gap: Gap, strings: Catalogue) -> Gap:
    settled = reason(gap.settled_by, strings) if gap.settled_by else None
    return replace(gap, text=reason(gap.text, strings), settled_by=settled)
