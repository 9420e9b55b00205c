"""Decides what an ingest has to do: which inputs are new, changed, unchanged or gone. Pure.

A library is a set of inputs. Each was given by an owner: the folder, manifest file, address or path that stood on the
command line, or the folder of records. Running an owner again removes what it no longer gives; inputs of other owners
stay.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter

from knowledge.models import Source


class Change(StrEnum):
    """What became of an input."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    REFUSED = "refused"


class InputKind(StrEnum):
    """Whether an input gives findings or full text."""

    RECORD = "record"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Entry:
    """An input that the library holds.

    ``key`` names it in the library: its kind and its source's id. ``source`` is what the input itself says of its
    source; the library may hold a record's word on the same source instead. ``fingerprint`` changes whenever the
    input has to be indexed again.
    """

    key: str
    owner: str
    location: str
    kind: InputKind
    fingerprint: str
    source: Source


def key_of(kind: InputKind, source_id: str) -> str:
    return f"{kind}:{source_id}"


def fingerprint(content: bytes, source: Source, version: str) -> str:
    """SHA-256 (hex) over an input's bytes, what is said of its source, and the version of the code that reads it."""
    digest = hashlib.sha256()
    for part in (content, TypeAdapter(Source).dump_json(source), version.encode()):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def decide(held: Entry | None, fingerprint: str) -> Change:
    """What has to be done with an input, given what the library holds under its key."""
    if held is None:
        return Change.ADDED
    return Change.UNCHANGED if held.fingerprint == fingerprint else Change.CHANGED


def vanished(
    held: Mapping[str, Entry], owners: Collection[str], seen: Collection[str], refused_locations: Collection[str]
) -> list[Entry]:
    """The entries that their owner, given again, no longer gives, by key.

    An input that was refused this time has not vanished: what the library holds of it stays.
    """
    return [
        entry
        for key, entry in sorted(held.items())
        if entry.owner in owners and key not in seen and entry.location not in refused_locations
    ]
