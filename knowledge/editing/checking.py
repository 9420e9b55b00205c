"""The editorial rules of the base, as checks. ``knowledge/README.md`` explains them to people who write records."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge.editing.likeness import near_duplicates
from knowledge.editing.wording import too_strong
from knowledge.models import Act, Aspect, Checked, Finding, Kind, RelationKind, TextType
from knowledge.records import (
    EpisodeRecord,
    Problem,
    Record,
    declared_ids,
    integrity,
    load_episodes,
    load_records,
    nearest,
)

_PARTIES = frozenset({Act.ASSERTED, Act.DENIED, Act.ADMITTED})

ALLOWED_ACTS: dict[Kind, frozenset[Act]] = {
    # A court decides, takes pleas, records what the parties said, and ends cases. Its findings of fact are
    # adjudicated too, so that "found" stays the word for inquiries.
    Kind.JUDGMENT: _PARTIES | {Act.ADJUDICATED, Act.CHARGED, Act.WITHDRAWN},
    # A plea admits; the court that accepts it adjudicates; counts not pleaded to stay charges or fall away.
    Kind.PLEA: frozenset({Act.ADMITTED, Act.ADJUDICATED, Act.CHARGED, Act.WITHDRAWN}),
    # An indictment or complaint proves that charges exist, and nothing else.
    Kind.INDICTMENT: frozenset({Act.CHARGED}),
    Kind.COMPLAINT: frozenset({Act.CHARGED}),
    # A designation accuses; the notice that lifts it withdraws.
    Kind.SANCTIONS: frozenset({Act.CHARGED, Act.ASSERTED, Act.WITHDRAWN}),
    # An inquiry finds, weighs, recounts evidence and charges it brought, and records what those it heard said.
    Kind.INQUIRY_REPORT: _PARTIES | {Act.FOUND, Act.REPORTED, Act.ASSESSED, Act.CHARGED, Act.WITHDRAWN, Act.OPINED},
    # A committee likewise; its minority's views are opinion. It brings no charges.
    Kind.COMMITTEE_REPORT: _PARTIES | {Act.FOUND, Act.REPORTED, Act.ASSESSED, Act.WITHDRAWN, Act.OPINED},
    # Intelligence judges, and reports what it observed; it establishes nothing by itself.
    Kind.INTELLIGENCE_ASSESSMENT: _PARTIES | {Act.ASSESSED, Act.REPORTED, Act.WITHDRAWN},
    # An official's word, whatever it calls itself; a prosecutor's announcement charges.
    Kind.OFFICIAL_STATEMENT: _PARTIES | {Act.CHARGED, Act.WITHDRAWN, Act.OPINED},
    # A platform shows what it took down and judges who was behind it.
    Kind.PLATFORM_REPORT: _PARTIES | {Act.REPORTED, Act.ASSESSED, Act.WITHDRAWN},
    # Researchers show evidence, judge, argue, and retract.
    Kind.RESEARCH: _PARTIES | {Act.REPORTED, Act.ASSESSED, Act.OPINED, Act.WITHDRAWN},
    # A newsroom shows evidence and quotes what people say, admit, deny and predict; a correction withdraws.
    Kind.JOURNALISM: _PARTIES | {Act.REPORTED, Act.OPINED, Act.WITHDRAWN},
    # Commentary argues. The facts it states in passing are its author's assertions.
    Kind.COMMENTARY: frozenset({Act.OPINED, Act.ASSERTED, Act.DENIED, Act.WITHDRAWN}),
    # A denial denies, asserts its own side, concedes parts, and may be taken back.
    Kind.DENIAL: _PARTIES | {Act.OPINED, Act.WITHDRAWN},
    # A register, a docket or a released file: what it shows is found; what parties filed is theirs.
    Kind.PUBLIC_RECORD: _PARTIES | {Act.FOUND, Act.REPORTED, Act.CHARGED, Act.WITHDRAWN},
    # Nobody has judged what it is.
    Kind.UNCLASSIFIED: frozenset({Act.ASSERTED, Act.DENIED, Act.OPINED}),
}
"""What a source of a kind can do itself."""

_PRIMARY = frozenset({Act.ADJUDICATED, Act.CHARGED, Act.FOUND, Act.ASSESSED, Act.ADMITTED, Act.REPORTED})

RELAYED_ACTS: dict[Kind, frozenset[Act]] = {
    Kind.JUDGMENT: frozenset(),
    Kind.PLEA: frozenset(),
    Kind.INDICTMENT: frozenset(),
    Kind.COMPLAINT: frozenset(),
    Kind.SANCTIONS: _PRIMARY,
    Kind.INQUIRY_REPORT: _PRIMARY,
    Kind.COMMITTEE_REPORT: _PRIMARY,
    Kind.INTELLIGENCE_ASSESSMENT: _PRIMARY,
    Kind.OFFICIAL_STATEMENT: _PRIMARY,
    Kind.PLATFORM_REPORT: _PRIMARY,
    Kind.RESEARCH: _PRIMARY,
    Kind.JOURNALISM: _PRIMARY,
    Kind.COMMENTARY: frozenset(),
    Kind.DENIAL: frozenset(),
    Kind.PUBLIC_RECORD: _PRIMARY,
    Kind.UNCLASSIFIED: frozenset(),
}
"""What a source of a kind can pass on from a primary document that its ``origin`` names."""

_RELATING: dict[RelationKind, frozenset[Act]] = {
    RelationKind.DENIES: frozenset({Act.DENIED, Act.ASSERTED}),
    RelationKind.WITHDRAWS: frozenset({Act.WITHDRAWN, Act.ADJUDICATED, Act.ADMITTED, Act.FOUND}),
}
_ENDING = frozenset({RelationKind.WITHDRAWS, RelationKind.SUPERSEDES})

LONGEST = 500
"""Characters of a finding's text; more is more than one claim."""

_VAGUE = re.compile(
    r"^\W*$"
    r"|^(?:n/?a|tbd|todo|unknown|none|text|body|page|article|document|website|pdf|link|see (?:above|below))\W*$"
    r"|\b(?:passim|various|throughout|several (?:pages|places)|whole (?:document|text|page|report)|entire|et seq)\b",
    re.IGNORECASE,
)
_SHORTENED = (
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bNo)(?<!\bvs)(?<!\bGen)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bLt)(?<!\bCol)"
    r"(?<!\bMrs)(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)(?<!\bJr)(?<!\bSr)(?<!\bvol)(?<!\bpp)(?<!\bArt)(?<!\bProf)"
    r"(?<!\b[A-Za-z])"
)
_SECOND = re.compile(rf"{_SHORTENED}[.!?][\"'”’)\]]*\s+[\"'“‘(\[]*[A-ZÀ-ÞА-Я]")
_OWN_MACHINE = re.compile(r"^(?:/|~|\.\.?/|[A-Za-z]:[\\/]|file:)")


def check(folder: Path, episodes: Path | None = None, *, today: dt.date | None = None) -> list[Problem]:
    """Everything wrong with the records under a folder, and with the episodes under another, in file order."""
    day = today or dt.date.today()
    records, problems = load_records(folder)
    broken = declared_ids(problem.path for problem in problems)
    problems = [*problems, *integrity(records, broken), *_editorial(records, day)]
    if episodes is not None and episodes.is_dir():
        told, wrong = load_episodes(episodes)
        problems += [*wrong, *_episodes(told, records, broken)]
    return sorted(problems)


def _editorial(records: Sequence[Record], today: dt.date) -> Iterator[Problem]:
    for record in records:
        yield from _source(record, today)
        for index, finding in enumerate(record.findings):
            for field, message, write in _finding(record, finding, today):
                yield Problem(record.path, record.line("findings", index, field), f"{finding.id}: {message}", write)
    everything = [(record, index, finding) for record in records for index, finding in enumerate(record.findings)]
    for earlier, later in near_duplicates([finding.text for _, _, finding in everything]):
        (there, place, twin), (record, index, finding) = everything[earlier], everything[later]
        line = there.line("findings", place, "text")
        yield Problem(
            record.path,
            record.line("findings", index, "text"),
            f"{finding.id}: says the same as {twin.id} ({there.path}:{line})",
            "merge them, or write what this source adds and who says it",
        )


def _source(record: Record, today: dt.date) -> Iterator[Problem]:
    source = record.source
    if source.published and _future(source.published, today):
        yield Problem(
            record.path, record.line("published"), f"published on {source.published}, in the future", "mend the date"
        )
    if source.as_of and source.as_of > today:
        yield Problem(record.path, record.line("as_of"), f"as_of {source.as_of} is in the future", "mend the date")
    full = record.full_text
    if full is not None:
        ends_as_pdf = full.url.partition("?")[0].lower().endswith(".pdf")
        if ends_as_pdf and full.type is not TextType.PDF:
            yield Problem(
                record.path,
                record.line("fetch"),
                f"the address ends in .pdf, the type is {full.type}",
                "write type: pdf",
            )
        if full.pages is not None and full.type is not TextType.PDF:
            yield Problem(record.path, record.line("fetch"), "only a PDF has pages", "remove pages, or write type: pdf")
    if not record.findings:
        yield Problem(record.path, record.line("findings"), "no findings", "write at least one, or remove the file")


def _finding(record: Record, finding: Finding, today: dt.date) -> Iterator[tuple[str, str, str]]:
    yield from _act(record, finding)
    if finding.confidence is not None and finding.act is not Act.ASSESSED:
        yield "confidence", f"confidence belongs to act assessed, and this is {finding.act}", "remove confidence"
    if len(finding.text) > LONGEST:
        yield "text", f"{len(finding.text)} characters, over {LONGEST}", "split it into atomic claims"
    elif ";" in finding.text or _SECOND.search(finding.text):
        yield "text", "more than one sentence", "split it into atomic claims, one finding each"
    strong = too_strong(finding.text, finding.act)
    if strong:
        yield "text", strong.message, strong.write
    if _VAGUE.search(finding.at):
        yield "at", f"{finding.at!r} leads to no place", "write the page, paragraph, section or heading, as printed"
    if finding.date and _future(finding.date, today) and finding.aspect is not Aspect.FORECAST:
        yield "date", f"{finding.date} is in the future", "mend the date; only a forecast may lie ahead"
    yield from _checked(finding.checked, record, today)
    yield from _relations(finding)


def _act(record: Record, finding: Finding) -> Iterator[tuple[str, str, str]]:
    kind, act = record.source.kind, finding.act
    if act in ALLOWED_ACTS[kind]:
        return
    allowed = ", ".join(choice for choice in Act if choice in ALLOWED_ACTS[kind])
    if act in RELAYED_ACTS[kind]:
        if record.source.origin and record.source.origin != record.source.id:
            return
        yield (
            "act",
            f"{kind} cannot carry the act {str(act)!r} of its own",
            f"name the primary document or case in the file's 'origin', or write one of {allowed}",
        )
    else:
        yield "act", f"{kind} cannot carry the act {str(act)!r}", f"write one of {allowed}"


def _checked(checked: Checked | None, record: Record, today: dt.date) -> Iterator[tuple[str, str, str]]:
    if checked is None:
        yield "checked", "'checked' is missing", "write checked: {on: YYYY-MM-DD, where: address or file}"
        return
    if checked.on > today:
        yield "checked", f"checked on {checked.on}, in the future", "write the day on which you read the text"
    elif record.source.published and checked.on.isoformat() < record.source.published:
        yield "checked", f"checked on {checked.on}, before it was published", "mend one of the dates"
    if _OWN_MACHINE.search(checked.where):
        yield "checked", f"{checked.where!r} is a place on one machine", "write the address, or the file's name alone"


def _relations(finding: Finding) -> Iterator[tuple[str, str, str]]:
    for relation in finding.relations:
        acts = _RELATING.get(relation.kind)
        if acts and finding.act not in acts:
            yield (
                "relations",
                f"{str(finding.act)!r} cannot be what {relation.kind} {relation.finding_id}",
                "write disputes, or supersedes for a later version",
            )
    if finding.act is Act.WITHDRAWN and not any(relation.kind in _ENDING for relation in finding.relations):
        yield (
            "relations",
            "withdrawn, but it names nothing that it withdraws",
            "write relations: [{withdraws: id of the earlier finding}]",
        )


def _future(date: str, today: dt.date) -> bool:
    return date > today.isoformat()[: len(date)]


def _episodes(episodes: Sequence[EpisodeRecord], records: Sequence[Record], broken: set[str]) -> Iterator[Problem]:
    known = broken | {finding.id for record in records for finding in record.findings}
    seen: dict[str, Path] = {}
    for told in episodes:
        episode = told.episode
        if told.path.stem != episode.id:
            yield Problem(told.path, told.line("id"), f"the file's name and its id {episode.id!r} differ",
                          f"name the file {episode.id}.yaml")  # fmt: skip
        if seen.setdefault(episode.id, told.path) != told.path:
            yield Problem(
                told.path, told.line("id"), f"{seen[episode.id]} is episode {episode.id!r} too", "write another id"
            )
        if len(episode.dates) == 2 and episode.dates[0] > episode.dates[1]:
            yield Problem(told.path, told.line("dates"), "it ends before it starts", "write dates: [start, end]")
        for part in ("established", "contested", "unknown", "order"):
            for index, sentence in enumerate(getattr(episode, part)):
                line = told.line(part, index)
                if not sentence.findings and part != "unknown":
                    yield Problem(told.path, line, f"{part}: a sentence without findings", "name what it rests on")
                for finding_id in sentence.findings:
                    if finding_id not in known:
                        close = nearest(finding_id, known)
                        yield Problem(told.path, line, f"{part}: finding {finding_id!r} does not exist",
                                      f"did you mean {close}?" if close else "write that finding")  # fmt: skip
    if episodes:
        for record in records:
            for index, finding in enumerate(record.findings):
                if finding.event and finding.event not in seen:
                    close = nearest(finding.event, seen)
                    write = f"did you mean {close}?" if close else "write that episode, or remove the event"
                    line = record.line("findings", index, "event")
                    yield Problem(record.path, line, f"{finding.id}: no episode {finding.event!r}", write)
