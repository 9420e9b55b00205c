"""The pipeline for a pasted text: claims → retrieve → grade → standing → check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.engine.evidence.compare import inconclusive
from bot.engine.evidence.framing import only_told
from bot.engine.evidence.grounds import GUESSES, ground, lesser, opposing, supporting
from bot.engine.evidence.judging import judged, retells
from bot.engine.evidence.quoting import nearest_sentence
from bot.engine.evidence.retrieve import bearing_on, cite
from bot.engine.evidence.unsupported import unsupported
from bot.engine.language.terms import STOP_WORDS, terms
from bot.engine.language.words import tokens
from bot.engine.models import CheckedClaim, Citation, Claim, ClaimCheck, Cue, Evidence, Hinge, Part, Support
from bot.engine.ports import Library, SpeculationScorer, Splitter, StatementSorter, SupportJudge
from bot.engine.reading.claims import read_claims
from bot.engine.reading.halving import halved
from bot.engine.reading.speculation import Reading
from bot.engine.reading.vagueness import vague
from bot.engine.reading.valuing import judgments
from bot.engine.standing import CEILING, NEEDS_RECORD, STRENGTH, Ground, Weighed, lower, weigh
from bot.engine.thresholds import DEFAULT, Thresholds
from knowledge.models import Act, Aspect, Finding, Hit, Kind, Passage, RelatedFinding, RelationKind, Standing

CLAIM_DEPTH = 10
"""Hits asked of the library for each claim."""

_UNCLEAR = re.compile(r"\b(?:its|their|theirs|them|his|hers|him)\b", re.IGNORECASE)
_OF_ONE = frozenset({"its", "his", "him"})
VIEW = 0.8
"""From which probability on a claim that nothing bears out is called a view and not a gap of the library."""

NOTHING = 0.8
"""From which probability on a piece of a text is taken to state nothing ("Look at the map.")."""

_ENGLISH = 0.25
"""Share of function words in English prose: four in ten, and at least this much in short texts."""

A_VIEW = "It reads as a view, a guess or a figure of speech, which nothing on record could settle."

MOST_CITATIONS = 4
"""Citations shown for one claim."""


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks texts against a library. Stateless and thread-safe if its parts are.

    Without a ``judge`` claims are held against evidence by their words alone; without a ``scorer`` vague ones are known
    by the tables alone, and so are views without a ``sorter``. :meth:`check` raises
    :class:`knowledge.errors.LibraryError`: a check that cannot run is not shown as "unsourced".
    """

    library: Library
    thresholds: Thresholds = DEFAULT
    judge: SupportJudge | None = None
    scorer: SpeculationScorer | None = None
    splitter: Splitter | None = None
    sorter: StatementSorter | None = None

    def check(self, text: str) -> ClaimCheck:
        """Every checkable claim of ``text``, in order, with offsets into ``text`` as it was given."""
        read = halved([one for one in read_claims(text) if one.claim.checkable], self.splitter)
        found = self.library.search_many([one.claim.query for one in read], limit=CLAIM_DEPTH) if read else []
        checked = [self._check(one.claim, one.reading, hits) for one, hits in zip(read, found, strict=True)]
        checked = self._sorted(checked) if _reads_english(text) else checked
        return ClaimCheck(text, tuple(checked), as_of=self.library.info().built.date().isoformat())

    def _sorted(self, checked: list[CheckedClaim]) -> list[CheckedClaim]:
        """The claims; of those that nothing bears out, views are told as such and what states nothing is left out."""
        bare = [n for n, one in enumerate(checked) if one.standing is Standing.UNSOURCED and one.speaker is None]
        if self.sorter is None or not bare:
            return checked
        kinds = dict(zip(bare, self.sorter.kinds([checked[n].text for n in bare]), strict=True))
        kept: list[CheckedClaim] = []
        for n, one in enumerate(checked):
            kind = kinds.get(n)
            if kind is not None and kind.nothing >= NOTHING and not one.citations:
                continue
            if kind is not None and kind.view >= VIEW:
                one = replace(one, standing=Standing.SPECULATION, why=A_VIEW, unsupported=())
            kept.append(one)
        return kept

    def _check(self, claim: Claim, reading: Reading, hits: Sequence[Hit]) -> CheckedClaim:
        clear = _clear(claim.text)
        meant = claim.meant or claim.query
        stood = stand(self.library, meant, reading.aspect, hits, self.thresholds, clear=clear, judge=self.judge)
        weighed = temper(stood.weighed, reading, retold=stood.retold)
        parts: tuple[Part, ...] = ()
        cues = reading.cues
        hinge = reading.hinge
        if weighed.standing is Standing.UNSOURCED and claim.speaker is None and (valued := judgments(claim.text)):
            cues = (*cues, *(_moved(cue, claim.start) for cue in valued))
            hinge = Hinge(cues[-len(valued)].text, cues[-len(valued)].start, cues[-len(valued)].end)
            words = ", ".join(dict.fromkeys(f"“{cue.text}”" for cue in valued))
            weighed = Weighed(Standing.SPECULATION, f"It is worded as {_KINDS['judgment']}: {words}.")
        if weighed.standing is Standing.UNSOURCED:
            (vague_words,) = vague([claim.text], self.scorer) if self.scorer else ((),)
            parts = unsupported(claim.text, stood.partly, claim.start)
            cues = (
                *cues,
                *(_moved(cue, claim.start) for cue in vague_words),
            )
            weighed = _unheld(weighed, parts, vague_words)
        return CheckedClaim(
            text=claim.text,
            start=claim.start,
            end=claim.end,
            standing=weighed.standing,
            aspect=reading.aspect,
            why=weighed.why,
            hinge=hinge if weighed.standing is Standing.SPECULATION else None,
            cues=cues,
            citations=stood.citations,
            confidence=weighed.confidence,
            speaker=claim.speaker,
            heading=claim.heading,
            unsupported=parts,
        )


def _moved(cue: Cue, by: int) -> Cue:
    return replace(cue, start=cue.start + by, end=cue.end + by)


def _reads_english(text: str) -> bool:
    """Whether enough of a text's words are English function words; of other languages a sorter knows nothing.

    One such word is enough for a question (``retrieve.in_english``), and not for leaving pieces out.
    """
    words = tokens(text)
    return sum(word.lower in STOP_WORDS for word in words) >= _ENGLISH * len(words)


def _clear(text: str) -> bool:
    """Whether a claim has no pronoun but an "its" or "his" that follows the one name it may stand for."""
    unclear = list(_UNCLEAR.finditer(text))
    return all(match[0].lower() in _OF_ONE and len(terms(text[: match.start()]).order) == 1 for match in unclear)


@dataclass(frozen=True, slots=True)
class Stood:
    """What a claim stands on, the citations that show it, those that decide it first, and what bears on it in part.

    ``retold`` says that the claim repeats a finding.
    """

    weighed: Weighed
    citations: tuple[Citation, ...]
    partly: tuple[Evidence, ...] = ()
    retold: bool = False


def _unheld(weighed: Weighed, parts: Sequence[Part], vague_words: Sequence[Cue]) -> Weighed:
    """The reason of an unsourced claim, with the words that nothing states and those that name nobody."""
    why = weighed.why
    if parts:
        why += " Not stated by what is nearest: " + ", ".join(f"“{part.text}”" for part in parts) + "."
    if vague_words:
        why += " It does not say who or how many: " + ", ".join(f"“{cue.text}”" for cue in vague_words) + "."
    return replace(weighed, why=why)


def stand(
    library: Library,
    claim: str,
    aspect: Aspect,
    hits: Sequence[Hit],
    thresholds: Thresholds = DEFAULT,
    *,
    clear: bool = True,
    judge: SupportJudge | None = None,
) -> Stood:
    """What a claim stands on.

    ``clear`` is False where the claim speaks of something by a pronoun, so that nothing can be said to state it whole.
    """
    evidence = [Evidence(f"E{n}", hit.item, hit.source, hit.relevance) for n, hit in enumerate(hits, 1)]
    evidence = [_pointed(claim, one) for one in evidence]
    held = judged(claim, evidence, judge, thresholds=thresholds)
    bearing = [one for one in held if one.support is not Support.UNRELATED and not _echo(one)]
    related = bearing_on(library, [one.item for one in bearing])
    grounds: list[Ground] = []
    counters: list[Ground] = []
    retold: list[Evidence] = []
    for one in bearing:
        about = related.get(one.item.id, ())
        own = ground(one, about)
        against = one.support is Support.CONTRADICTS
        if isinstance(one.item, Finding) and not against and only_told(claim, one.item.text):
            # That a source tells of a claim makes the claim no more than somebody's word; that it rejects it counts.
            own = replace(own, act=lesser(own.act, Act.ASSERTED))
        if isinstance(one.item, Finding) and one.support is Support.SUPPORTS and retells(claim, one.item):
            # A claim that says what a finding says is about what the finding is about, however its words may read.
            retold.append(one)
            own = replace(own, aspect=aspect)
        elif (
            isinstance(one.item, Finding)
            and one.support is not Support.PARTLY
            and not NEEDS_RECORD & {aspect, own.aspect}
        ):
            # What a finding states or denies whole it does of deed, doer and setting alike; of a motive, an effect or
            # the future it does so only where it is recorded as such.
            own = replace(own, aspect=aspect)
        if one.support is Support.SUPPORTS and clear:
            grounds += [own, *supporting(about, own.aspect, own.act)]
            counters += opposing(about, own.aspect)
        elif one.support is Support.CONTRADICTS and clear:
            counters.append(replace(own, inconclusive=inconclusive(one.item.text)))
    weighed = weigh(aspect, grounds, counters)
    partly = tuple(one for one in bearing if one.support is Support.PARTLY)
    if weighed.standing is Standing.UNSOURCED and partly:
        weighed = Weighed(
            Standing.UNSOURCED, "The library holds related findings, cited here, but none that states the whole of it."
        )
    return Stood(weighed, _citations(bearing, related), partly, retold=bool(retold))


def _echo(evidence: Evidence) -> bool:
    """Whether an item is commentary that bears on a claim only in part: one opinion beside another shows nothing."""
    return evidence.support is Support.PARTLY and evidence.source.kind is Kind.COMMENTARY


def temper(weighed: Weighed, reading: Reading, *, retold: bool = False) -> Weighed:
    """A claim that is worded as a guess stays a guess, unless an assessment makes the same one.

    A motive or an effect of which a claim says just what a finding says of it is ``retold``, and no guess.
    """
    if not reading.speculative or (retold and reading.kind not in GUESSES):
        return weighed
    what = ", ".join(dict.fromkeys(f"“{cue.text}”" for cue in reading.cues)) or "its wording"
    why = f"It is worded as {_KINDS.get(reading.kind or '', 'a guess')}: {what}."
    if weighed.standing is Standing.UNSOURCED:
        return Weighed(Standing.SPECULATION, why)
    if weighed.standing is Standing.SPECULATION:
        return Weighed(Standing.SPECULATION, f"{why} {weighed.why}")
    if weighed.standing is Standing.ASSESSED:
        return weighed
    return lower(weighed, Standing.SPECULATION, f"{why} What is cited establishes less than that.")


_KINDS = {
    "modal": "a possibility",
    "conditional": "a condition",
    "hedge": "a guess",
    "vague_attribution": "what unnamed others think",
    "certainty": "certain, with nothing named that it rests on",
    "prediction": "a forecast",
    "motive": "a motive",
    "effect": "an effect",
    "counterfactual": "what would have been",
    "insinuation": "an insinuation",
    "likelihood": "a likelihood",
    "judgment": "a judgment of value",
}


def _pointed(claim: str, evidence: Evidence) -> Evidence:
    """The evidence with the one sentence of a passage that is nearest to the claim as its quote."""
    if not isinstance(evidence.item, Passage):
        return evidence
    return replace(evidence, quote=nearest_sentence(claim, evidence.item.text) or None)


def _citations(bearing: Sequence[Evidence], related: dict[str, tuple[RelatedFinding, ...]]) -> tuple[Citation, ...]:
    order = (Support.SUPPORTS, Support.CONTRADICTS, Support.PARTLY)

    def rank(one: Evidence) -> tuple[int, int, float]:
        strength = STRENGTH[CEILING[ground(one).act]]
        return order.index(one.support or Support.PARTLY), -strength, -one.relevance

    ranked = sorted(bearing, key=rank)
    citations: list[Citation] = []
    for one in ranked[:MOST_CITATIONS]:
        citations.append(cite(one.item, one.source, quote=one.quote, act=ground(one).act))
        if isinstance(one.item, Finding) and one.support is Support.SUPPORTS:
            others = [other for other in related.get(one.item.id, ()) if other.relation is not RelationKind.SUPPORTS]
            citations += [cite(other.finding, other.source) for other in others]
    unique = {citation.item_id: citation for citation in citations}
    return tuple(unique.values())
