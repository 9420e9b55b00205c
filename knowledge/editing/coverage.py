"""What the base covers, in counts, and where it is thin."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.models import Act, Finding, Kind, RelationKind
from knowledge.records import EpisodeRecord, Record

_COUNTER_ACTS = frozenset({Act.DENIED, Act.WITHDRAWN})
_COUNTER_RELATIONS = frozenset({RelationKind.DENIES, RelationKind.DISPUTES, RelationKind.WITHDRAWS})


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts over the base.

    ``counts`` maps a heading (actor, target, year, kind, act, aspect, event, region, language, relation) to the number
    of findings for each of its values, sources for kind, region and language. ``one_sided`` are events with no denial,
    a withdrawal or a finding that disputes; ``untold`` events that findings name and no episode tells; ``single`` ids
    of findings that rest on one body of evidence. ``largest_actor`` is the share of findings of the most named actor.
    """

    sources: int
    findings: int
    episodes: int
    relations: int
    origins: int
    largest_actor: tuple[str, float]
    counts: dict[str, dict[str, int]]
    one_sided: tuple[str, ...]
    untold: tuple[str, ...]
    single: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure that the base must hold: at least ``bound`` of something, or at most where ``most`` is set."""

    what: str
    held: float
    bound: float
    most: bool = False

    @property
    def kept(self) -> bool:
        return self.held <= self.bound if self.most else self.held >= self.bound

    def __str__(self) -> str:
        held, bound = (f"{one:.0%}" if self.most else f"{one:,.0f}" for one in (self.held, self.bound))
        return f"{self.what}: {held}, {'at most' if self.most else 'at least'} {bound}"


def floors(covered: Coverage) -> list[Floor]:
    """What the base promises to hold at least, and what it holds."""
    actor, share = covered.largest_actor
    return [
        Floor("sources", covered.sources, 180),
        Floor("findings", covered.findings, 1_500),
        Floor("episodes", covered.episodes, 60),
        Floor("relations between findings", covered.relations, 250),
        Floor("commentary", covered.counts["kind"].get(Kind.COMMENTARY, 0), 12),
        Floor(f"findings that name one actor ({actor})", share, 0.45, most=True),
    ]


def coverage(records: Sequence[Record], episodes: Sequence[EpisodeRecord] = ()) -> Coverage:
    """Counts records and episodes."""
    findings = [finding for record in records for finding in record.findings]
    actors = Counter(actor for finding in findings for actor in finding.actors)
    most, named = actors.most_common(1)[0] if actors else ("none", 0)
    events = sorted({finding.event for finding in findings if finding.event} | {told.episode.id for told in episodes})
    told_of = {told.episode.id for told in episodes}
    counts = {
        "kind": Counter(str(record.source.kind) for record in records),
        "region": Counter(record.path.parent.name for record in records),
        "language": Counter(record.source.language for record in records),
        "act": Counter(str(finding.act) for finding in findings),
        "aspect": Counter(str(finding.aspect) for finding in findings),
        "actor": actors,
        "target": Counter(target for finding in findings for target in finding.targets),
        "year": Counter(finding.date[:4] if finding.date else "undated" for finding in findings),
        "event": Counter(finding.event or "none" for finding in findings),
        "relation": Counter(str(relation.kind) for finding in findings for relation in finding.relations),
    }
    return Coverage(
        sources=len(records),
        findings=len(findings),
        episodes=len(episodes),
        relations=sum(counts["relation"].values()),
        origins=len({record.source.independence for record in records}),
        largest_actor=(most, named / len(findings) if findings else 0.0),
        counts={heading: dict(_ordered(heading, counter)) for heading, counter in counts.items()},
        one_sided=_one_sided(findings, events),
        untold=tuple(event for event in events if event not in told_of),
        single=_single(records),
    )


def _ordered(heading: str, counter: Counter[str]) -> Iterable[tuple[str, int]]:
    return (
        sorted(counter.items()) if heading == "year" else sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _one_sided(findings: Sequence[Finding], events: Sequence[str]) -> tuple[str, ...]:
    event_of = {finding.id: finding.event for finding in findings}
    countered: set[str | None] = set()
    for finding in findings:
        if finding.act in _COUNTER_ACTS:
            countered.add(finding.event)
        countered |= {
            event_of.get(relation.finding_id) for relation in finding.relations if relation.kind in _COUNTER_RELATIONS
        }
    return tuple(event for event in events if event not in countered)


def _single(records: Sequence[Record]) -> tuple[str, ...]:
    """Findings that no finding of another origin supports, in either direction."""
    origin = {finding.id: record.source.independence for record in records for finding in record.findings}
    origins: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for finding in record.findings:
            origins[finding.id].add(origin[finding.id])
            for relation in finding.relations:
                if relation.kind is RelationKind.SUPPORTS and relation.finding_id in origin:
                    origins[relation.finding_id].add(origin[finding.id])
                    origins[finding.id].add(origin[relation.finding_id])
    return tuple(finding_id for finding_id, bodies in origins.items() if len(bodies) == 1)
