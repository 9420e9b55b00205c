"""The terms of an item of evidence: its own, and those of the setting in which it stands."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.engine.language.terms import Terms, tag_terms, terms, years
from knowledge.models import Finding, Item, Source


@lru_cache(maxsize=8_192)
def item_terms(item: Item, source: Source) -> Terms:
    """The terms of an item with those of its setting: source title, actors, targets, event and date."""
    own = terms(item.text)
    setting = terms(source.title)
    stems, names, numbers = own.stems | setting.stems, own.names | setting.names, set(own.numbers)
    if isinstance(item, Finding):
        tagged = _filed_under(item)
        stems, names = stems | tagged.stems, names | tagged.names | tagged.stems
        numbers |= tagged.numbers
        if item.date:
            numbers.add(item.date[:4])
    if source.published:
        numbers.add(source.published[:4])
    return Terms(stems, names, frozenset(numbers))


def tagged(item: Item) -> frozenset[str]:
    """The names that a finding was filed under, which its text may state in other words."""
    if not isinstance(item, Finding):
        return frozenset()
    return tag_terms((*item.actors, *item.targets)).stems


def _filed_under(finding: Finding) -> Terms:
    return tag_terms((*finding.actors, *finding.targets, finding.event or ""))


@lru_cache(maxsize=8_192)
def item_years(item: Item, source: Source) -> frozenset[str]:
    """The years that an item speaks of: in its words, its date or its case; else that of its publication."""
    found = set(years(terms(item.text).numbers))
    if isinstance(item, Finding):
        found |= years(frozenset(re.findall(r"\d{4}", f"{item.event or ''} {item.date or ''}")))
    if not found and source.published:
        found |= years(frozenset({source.published[:4]}))
    return frozenset(found)


@lru_cache(maxsize=8_192)
def told_of(item: Item, source: Source) -> frozenset[str]:
    """The stems of whom and what an item is about: its words and tags, but not the name of who publishes it."""
    publisher = re.escape(source.publisher.split(" (")[0].removeprefix("The ").strip())
    own = terms(re.sub(rf"\b{publisher}\b", " ", item.text) if publisher else item.text)
    stems = own.stems | own.names
    if isinstance(item, Finding):
        stems |= _filed_under(item).stems
    return frozenset(stems)
