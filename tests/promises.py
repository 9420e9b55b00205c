"""The first five promises of the design, each as a check of one answer against the library that it came from."""

from __future__ import annotations

import re

from bot.channels.rendering.catalogue import catalogue
from bot.channels.rendering.labels import label
from bot.channels.rendering.places import PLAIN
from bot.channels.rendering.text import render
from bot.engine.models import Answer, Explanation, Refusal, Statement
from bot.engine.ports import Library
from bot.engine.standing import CEILING, STRENGTH
from knowledge.models import Item, Passage, Standing

_UNSUPPORTED = frozenset({Standing.SPECULATION, Standing.UNSOURCED})
_QUOTED = re.compile(r"^“([^“”]+)”$")


def broken(answer: Answer, library: Library, *, answerable: bool) -> list[str]:
    """What an answer breaks of promises 1 to 5, in words; nothing where it keeps them.

    ``answerable`` says that the library answers the question without a model, so that a refusal would pass an outage
    off for want of evidence.
    """
    if isinstance(answer, Refusal):
        return ["5: it refuses what the library answers"] if answerable else []
    found = [why for one in answer.statements for why in _bare(one, library) + _inexact(one, library)]
    found += [why for one in answer.statements for why in _raised(one, library)]
    found += _unlabelled(answer)
    if not answer.statements:
        found.append("5: it says nothing")
    return found


def _bare(statement: Statement, library: Library) -> list[str]:
    if not statement.citations and statement.standing not in _UNSUPPORTED:
        return [f"1: nothing is cited: {statement.text}"]
    missing = [one.item_id for one in statement.citations if _item(one.item_id, library) is None]
    return [f"1: a citation that the library does not hold: {key}" for key in missing]


def _inexact(statement: Statement, library: Library) -> list[str]:
    found = []
    for one in statement.citations:
        item = _item(one.item_id, library)
        if one.quote is not None and (not isinstance(item, Passage) or one.quote not in item.text):
            found.append(f"2: a quote that is not in its passage: {one.quote}")
        if item is not None and item.locator != one.locator:
            found.append(f"2: another place than the item's: {one.locator}")
    if match := _QUOTED.match(statement.text):
        items = [_item(one.item_id, library) for one in statement.citations]
        if not any(item is not None and match[1] in item.text for item in items):
            found.append(f"2: quoted words that nothing cited has: {statement.text}")
    return found


def _raised(statement: Statement, library: Library) -> list[str]:
    acts = [one.act for one in statement.citations]
    ceiling = max((STRENGTH[CEILING[act]] for act in acts), default=0)
    related = library.related([one.item_id for one in statement.citations])
    ceiling = max([ceiling, *(STRENGTH[CEILING[one.finding.act]] for one in related)])
    if STRENGTH[statement.standing] > ceiling:
        return [f"3: {statement.standing} from {', '.join(acts)}: {statement.text}"]
    return []


def _unlabelled(answer: Explanation) -> list[str]:
    strings = catalogue("en")
    text = "\n".join(render(answer, PLAIN, "en"))
    found = []
    for one in answer.statements:
        if label(one.standing, strings, one.confidence).text not in text:
            found.append(f"4: the label does not reach the reader: {one.standing}")
        if any(cited.locator not in text for cited in one.citations):
            found.append(f"4: a citation does not reach the reader: {one.text}")
    return found


def _item(key: str, library: Library) -> Item | None:
    return library.finding(key) or library.passage(key)
