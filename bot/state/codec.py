"""Answers and checks as JSON that reads back to equal objects."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.engine.errors import StateError
from bot.engine.models import ClaimCheck, Explanation, Refusal
from bot.state.port import Result

_TYPES: dict[str, TypeAdapter[Any]] = {}
_CLASSES: dict[str, type[Result]] = {"explanation": Explanation, "refusal": Refusal, "check": ClaimCheck}


def _adapter(kind: str) -> TypeAdapter[Any]:
    if kind not in _TYPES:
        _TYPES[kind] = TypeAdapter(_CLASSES[kind])
    return _TYPES[kind]


def encode(result: Result) -> str:
    """JSON of an answer or a check. Raises ValueError for text that is not Unicode (lone surrogates)."""
    kind = next(name for name, one in _CLASSES.items() if isinstance(result, one))
    return json.dumps({"kind": kind, "value": _adapter(kind).dump_python(result, mode="json")}, ensure_ascii=False)


def decode(text: str) -> Result:
    """The inverse of :func:`encode`. Raises StateError for anything else."""
    try:
        body = json.loads(text)
        return _adapter(body["kind"]).validate_python(body["value"])  # type: ignore[no-any-return]
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise StateError(f"a stored answer cannot be read: {type(error).__name__}") from error


def words(result: Result) -> str:
    """What the reader wrote: the question, or the text that was checked."""
    return result.text if isinstance(result, ClaimCheck) else result.question


def without_words(result: Result) -> Result:
    """The result without the reader's own words beyond what the answer shows of them.

    Of a checked text the claims stay at their offsets, so that ``claim.text == text[start:end]`` still holds; all
    else is blank.
    """
    if not isinstance(result, ClaimCheck):
        return dataclasses.replace(result, question="")
    blank = [" "] * max((claim.end for claim in result.claims), default=0)
    for claim in result.claims:
        blank[claim.start : claim.end] = result.text[claim.start : claim.end]
    return dataclasses.replace(result, text="".join(blank))


def with_words(result: Result, text: str) -> Result:
    """The inverse of :func:`without_words`, given the words."""
    if isinstance(result, ClaimCheck):
        return dataclasses.replace(result, text=text)
    return dataclasses.replace(result, question=text)


def cited(result: Result) -> Iterator[str]:
    """Ids of the findings and passages that a result cites, with repetitions."""
    if isinstance(result, ClaimCheck):
        groups = [claim.citations for claim in result.claims]
    elif isinstance(result, Explanation):
        groups = [statement.citations for statement in result.statements]
    else:
        groups = [result.nearest]
    if not isinstance(result, ClaimCheck) and result.premise:
        groups.append(result.premise.citations)
        if result.premise.repair:
            groups.append(result.premise.repair.citations)
    for citations in groups:
        for citation in citations:
            yield citation.item_id
