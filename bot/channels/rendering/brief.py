"""A told episode as a chat takes it: the first statements of each part, and every denial.

A prefix of the statements gives a prefix of what is kept, so that an answer may be shown while it comes in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from bot.channels.rendering.places import Place
from bot.engine.models import Answer, ClaimCheck, Explanation, Premise, Role, Statement
from knowledge.models import Act

_CHAT = 4096
_TOLD = frozenset({Role.CONTESTED, Role.ORDER})
_MOST: dict[Role, int] = {Role.CONTESTED: 3, Role.COUNTER: 1, Role.ORDER: 6}
_OTHER_SIDE = frozenset({Act.DENIED, Act.WITHDRAWN})

Item = TypeVar("Item", Statement, Premise | Statement)


def brief(items: Sequence[Item], place: Place) -> list[Item]:
    """What of a told episode a place shows; other answers, and places without a chat's limit, are shown whole."""
    if place.limit > _CHAT or not any(isinstance(one, Statement) and one.role in _TOLD for one in items):
        return list(items)
    kept: list[Item] = []
    shown = dict.fromkeys(Role, 0)
    for one in items:
        if isinstance(one, Statement) and one.role in _MOST:
            denies = any(citation.act in _OTHER_SIDE for citation in one.citations)
            if shown[one.role] >= _MOST[one.role] and not denies:
                continue
            shown[one.role] += 1
        kept.append(one)
    return kept


def shortened(shown: Answer | ClaimCheck, place: Place) -> Answer | ClaimCheck:
    """What is shown at a place: an answer with the statements that :func:`brief` keeps; anything else as it is."""
    if not isinstance(shown, Explanation):
        return shown
    return replace(shown, statements=tuple(brief(shown.statements, place)))
