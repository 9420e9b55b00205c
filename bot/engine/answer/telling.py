"""An episode → verified statements: what is established, what is contested, the other side, the order of events.

An episode's sentences are editors' words over findings. Each goes through the same checks as any other sentence, and
stands no higher than the weakest finding that it is told from. Where one does not pass, or only names a topic, the
findings themselves are told in its place. Whatever denies, disputes, withdraws or supersedes what is told is told too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.engine.evidence.retrieve import Gathered, bearing_on
from bot.engine.models import Draft, DraftStatement, EpisodeLink, Evidence, Gap, Role, Statement
from bot.engine.ports import Library
from bot.engine.standing import STRENGTH, Weighed, lower
from bot.engine.verification.verify import verify, weakest_answer, weigh_evidence
from knowledge.models import Act, Episode, Finding, RelationKind, Told

WRITER = "episode"

MOST: dict[Role, int] = {Role.ANSWER: 4, Role.CONTESTED: 8, Role.ORDER: 8}
"""Statements of each part; the episode's page tells the rest."""

MOST_OBJECTIONS = 3
"""Officials' and commentators' objections among the other side; denials and what is of record are all told."""

_SHORTEST = 4
"""Words of a sentence; what is shorter names an event and does not tell it."""

_OBJECTING = frozenset({Act.ASSERTED, Act.OPINED})
_TOPIC = re.compile(r"(?:whether|who|whom|whose|which|what|when|where|why|how)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Telling:
    """A told episode: its evidence, the verified statements in reading order, and what is unknown."""

    gathered: Gathered
    statements: tuple[Statement, ...]
    gaps: tuple[Gap, ...]
    link: EpisodeLink


def tell(library: Library, episode: Episode, *, pages: str | None = None) -> Telling:
    """Tells an episode from the findings that a library holds of it; without any there are no statements.

    ``pages`` is the address of the web pages. Raises :class:`knowledge.errors.LibraryError`.
    """
    gathered = gather_episode(library, episode)
    teller = _Teller(gathered)
    answers = teller.part(episode.established, Role.ANSWER)
    floor = weakest_answer(answers)
    weaker = [replace(one, role=Role.WEAKER) for one in answers if STRENGTH[one.standing] < floor]
    told = [one for one in answers if STRENGTH[one.standing] >= floor] + weaker
    told += teller.part(episode.contested, Role.CONTESTED)
    order = teller.part(episode.order, Role.ORDER)
    told += [*teller.other_side((*told, *order)), *order]
    link = EpisodeLink(episode.id, episode.title, f"{pages.rstrip('/')}/episodes/{episode.id}" if pages else None)
    return Telling(gathered, tuple(told), tuple(Gap(one.text) for one in episode.unknown), link)


def gather_episode(library: Library, episode: Episode) -> Gathered:
    """The findings that an episode is told from, in its order, then those that bear on them.

    Raises :class:`knowledge.errors.LibraryError`.
    """
    parts = (episode.established, episode.contested, episode.order)
    ids = dict.fromkeys(finding_id for part in parts for one in part for finding_id in one.findings)
    evidence: list[Evidence] = []

    def add(finding: Finding | None, relevance: float) -> None:
        source = library.source(finding.source_id) if finding else None
        if finding and source:
            evidence.append(Evidence(f"E{len(evidence) + 1}", finding, source, relevance))

    for finding_id in ids:
        add(library.finding(finding_id), 1.0)
    related = bearing_on(library, [one.item for one in evidence])
    held = {one.item.id for one in evidence}
    for bearing in (one for bearings in related.values() for one in bearings):
        if bearing.relation is not RelationKind.SUPPORTS and bearing.finding.id not in held:
            held.add(bearing.finding.id)
            add(bearing.finding, 0.0)
    # What bears on the other side counts too: a denial that was withdrawn is no denial.
    added = [one.item for one in evidence if one.relevance == 0]
    return Gathered(tuple(evidence), {**bearing_on(library, added), **related})


class _Teller:
    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.by_id = {one.item.id: one for one in gathered.evidence}

    def part(self, sentences: Iterable[Told], role: Role) -> list[Statement]:
        told: list[Statement] = []
        for sentence in sentences:
            new = [replace(one, role=role, date=sentence.date) for one in self._sentence(sentence, role)]
            # A sentence's findings stay together: an accusation without its denial would be half of it.
            if told and len(told) + len(new) > MOST[role]:
                break
            told += [one for one in new if role is Role.ORDER or one.text not in {other.text for other in told}]
        return told

    def other_side(self, told: Sequence[Statement]) -> list[Statement]:
        """The findings that bear on what is told and are not told themselves."""
        cited = {citation.item_id for one in told for citation in one.citations}
        owed: dict[str, bool] = {}
        for bearing in (one for item_id in cited for one in self.gathered.related.get(item_id, ())):
            if bearing.relation is not RelationKind.SUPPORTS and bearing.finding.id not in cited:
                objects = bearing.relation is RelationKind.DISPUTES
                owed[bearing.finding.id] = objects and owed.get(bearing.finding.id, True)
        kept: list[Evidence] = []
        objections = 0
        for one in self.gathered.evidence:
            if one.item.id not in owed:
                continue
            if isinstance(one.item, Finding) and one.item.act in _OBJECTING and owed[one.item.id]:
                objections += 1
                if objections > MOST_OBJECTIONS:
                    continue
            kept.append(one)
        return [replace(one, role=Role.COUNTER) for one in self._findings(kept)]

    def _sentence(self, sentence: Told, role: Role) -> list[Statement]:
        cited = [self.by_id[one] for one in sentence.findings if one in self.by_id]
        if not cited:
            return []
        whole = len(sentence.text.split()) >= _SHORTEST and not _TOPIC.match(sentence.text)
        if whole and len(cited) == len(set(sentence.findings)):
            told = self._told(sentence.text, cited)
            if told is not None:
                return [told]
        return self._findings(cited[:1] if role is Role.ORDER else cited)

    def _told(self, text: str, cited: Sequence[Evidence]) -> Statement | None:
        """The sentence, standing no higher than each of its findings does; None where it does not pass."""
        weighed = [(self._weigh(one), one) for one in cited]
        weakest, bearer = min(weighed, key=lambda pair: STRENGTH[pair[0].standing])
        aspect = bearer.item.aspect if isinstance(bearer.item, Finding) else None
        assert aspect is not None, "episodes are told from findings"
        passed = verify(
            Draft((DraftStatement(text, tuple(one.key for one in cited), aspect),), WRITER), self.gathered
        ).statements
        if not passed:
            return None
        why = weakest.why if len({one.standing for one, _ in weighed}) == 1 else f"Its weakest part: {weakest.why}"
        lowered = lower(Weighed(passed[0].standing, passed[0].why, passed[0].confidence), weakest.standing, why)
        confidence = weakest.confidence if lowered.standing is weakest.standing else lowered.confidence
        return replace(passed[0], standing=lowered.standing, why=lowered.why, confidence=confidence)

    def _findings(self, cited: Sequence[Evidence]) -> list[Statement]:
        drafts = [
            DraftStatement(one.item.text, (one.key,), one.item.aspect) for one in cited if isinstance(one.item, Finding)
        ]
        return [statement for one in drafts for statement in verify(Draft((one,), WRITER), self.gathered).statements]

    def _weigh(self, one: Evidence) -> Weighed:
        item = one.item
        assert isinstance(item, Finding), "episodes are told from findings"
        return weigh_evidence(DraftStatement(item.text, (one.key,), item.aspect), [one], self.gathered)
