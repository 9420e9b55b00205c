"""A sentence → its parts, where they differ in aspect or standing, or are whole claims of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from bot.engine.language.lexicon import OFFICIAL_ACTS, TAILS
from bot.engine.language.predicates import (
    active,
    clause,
    finite,
    has_object,
    noun_goes_on,
    predicate,
    resumes,
    starts_clause,
)
from bot.engine.language.words import QUOTES, Token, enclosed, looks_past, vocabulary
from bot.engine.reading.speculation import Reading, read
from knowledge.models import Aspect

_COORDINATORS = vocabulary("and but yet so while whereas although though")
_CONCESSIVE = vocabulary("while although though whereas")
_PURPOSES = (
    ("because",),
    ("in", "order", "to"),
    ("so", "as", "to"),
    ("so", "that"),
    ("in", "an", "attempt", "to"),
    ("in", "an", "effort", "to"),
    ("in", "a", "bid", "to"),
    ("in", "the", "hope", "of"),
    ("in", "the", "hope", "that"),
    ("in", "the", "hopes", "of"),
    ("in", "hopes", "of"),
    ("in", "hope", "of"),
    ("with", "the", "aim", "of"),
    ("with", "the", "goal", "of"),
    ("with", "the", "intention", "of"),
    ("as", "if", "to"),
    ("as", "though", "to"),
)
_REASONS = (("because",), ("due", "to"), ("on", "the", "grounds"))
_MINIMUM = 3
_NEAR = 24
_DASHES = ("—", "–", " - ", "--")
_CONDITIONS = vocabulary(
    """
    if unless had were should when after before because since as without given once while although though whereas even
    """
)


_TIMES = vocabulary("if unless when once after before until since because as should had were given")
_OPENINGS = vocabulary("and but or so yet even only just")


class Part(NamedTuple):
    """A part of a sentence. ``link`` is how it hangs on the part before: clause, vp, tail, relative, purpose or "".

    "added" is what stands beside what somebody is told to have said, and may not be theirs.
    """

    start: int
    end: int
    link: str
    reading: Reading


_PAIRS = {"(": ")", "[": "]", **QUOTES}


def _starts_with(words: list[Token], at: int, phrase: tuple[str, ...]) -> bool:
    return len(words) - at > len(phrase) and all(words[at + step].lower == word for step, word in enumerate(phrase))


class _Sentence(NamedTuple):
    """A sentence with, for each token, whether there is a comma or a dash before it.

    ``main`` is the token that its main clause starts at, where another clause leads in; else 0. ``quotes`` are spans
    of quotations.
    """

    text: str
    words: list[Token]
    commas: list[bool]
    dashes: list[bool]
    main: int
    quotes: list[tuple[int, int]]

    def between(self, at: int) -> str:
        return self.text[self.words[at - 1].end : self.words[at].start]


def _sentence(text: str, words: list[Token]) -> _Sentence:
    gaps = ["", *(text[words[at - 1].end : words[at].start] for at in range(1, len(words)))]
    commas = ["," in gap for gap in gaps]
    dashes = [any(dash in gap for dash in _DASHES) for gap in gaps]
    return _Sentence(text, words, commas, dashes, _main(words, commas, dashes), enclosed(text, QUOTES))


def _main(words: list[Token], commas: list[bool], dashes: list[bool]) -> int:
    """Where the main clause starts, in a sentence that another clause leads in ("After …, after …, he left")."""
    first = 1 if words and words[0].lower in _OPENINGS and len(words) > 1 else 0
    if not words or words[first].lower not in _TIMES | _CONCESSIVE:
        return 0
    starts = [at for at in range(first + 1, len(words) - 1) if commas[at] or dashes[at]]
    repeated = [at for at in starts if words[at].lower == words[first].lower]
    after = repeated[-1] if repeated else first
    for at in starts:
        if at > after and words[at].lower not in _COORDINATORS | _TIMES and clause(words, at, commas):
            return at
    return 0


def _candidates(text: str, words: list[Token]) -> list[tuple[int, str, bool]]:
    """Places where a part may start: (token, link, whether it is a claim of its own whatever it says)."""
    spans = enclosed(text, _PAIRS)
    sentence = _sentence(text, words)
    found: list[tuple[int, str, bool]] = []
    inside = 0
    verb: int | None = None
    start = 0
    acts = told = False
    for at, word in enumerate(words):
        while inside < len(spans) and spans[inside][1] < word.start:
            inside += 1
        shielded = inside < len(spans) and spans[inside][0] < word.start
        if at and at >= sentence.main and not shielded:
            link = _link(sentence, at, verb, start, acts, told) or _trailing(sentence, at, verb, start)
            if link:
                found.append((at, *link))
                start, verb = at, at if link[0] == "purpose" else None
        if at == sentence.main:
            verb = None
        acts = acts or word.lower in OFFICIAL_ACTS
        told = told or (word.lower == "that" and verb is not None and verb == at - 1)
        if verb is None and finite(words, at, at + 1) is not None:
            verb = at
    return found


def _link(
    sentence: _Sentence, at: int, verb: int | None, start: int, acts: bool, told: bool
) -> tuple[str, bool] | None:
    words, commas = sentence.words, sentence.commas
    word, comma = words[at].lower, commas[at] or sentence.dashes[at]
    if at - start < _MINIMUM or len(words) - at < _MINIMUM:
        return None
    if ";" in sentence.between(at) and clause(words, at, commas):
        return "clause", True
    if at == sentence.main and words[0].lower in _CONCESSIVE:
        # What a concession grants is a claim of its own only where it says of whom.
        named = any(before.text[:1].isupper() or before.text[:1].isdigit() for before in words[1:at])
        return ("clause", False) if named else None
    if commas[at]:
        subordinate = _subordinate(sentence, at, verb, told)
        if subordinate:
            return subordinate
    following = words[at + 1].lower
    if word == "even" and following in _COORDINATORS and verb is not None and clause(words, at + 2, commas):
        return "clause", comma
    if word in _COORDINATORS and (verb is not None or comma) and not _in_subject(words, start, verb, at):
        follower = _follower(words, at, commas)
        if word in {"and", "but"} and verb is not None and has_object(words, verb, at) and predicate(words, follower):
            return "vp", True
        if (
            verb is not None
            and not (not comma and noun_goes_on(words, verb, at))
            and starts_clause(words, at + 1, commas)
        ):
            return "clause", comma
    if verb is not None and acts and any(_starts_with(words, at, phrase) for phrase in _REASONS):
        return "purpose", True
    if verb is not None and any(_starts_with(words, at, phrase) for phrase in _PURPOSES):
        return "purpose", False
    if word in {"that", "who", "which"} and verb is not None and following in {"has", "have", "had"}:
        return None if _interrupts(words, at, commas) else ("relative", False)
    return None


def _in_subject(words: list[Token], start: int, verb: int | None, at: int) -> bool:
    """Whether the only verb so far is in what says which subject is meant: "the man who paid and lied was charged"."""
    if verb is None or verb - 1 <= start or words[verb - 1].lower not in {"who", "which", "that"}:
        return False
    return finite(words, max(verb + 1, at - _NEAR), at) is None


def _follower(words: list[Token], conjunction: int, commas: list[bool]) -> int:
    """The first word of what a coordinator adds, behind an adverb or a phrase in commas ("and, in May, paid")."""
    at = conjunction + 1
    if at < len(words) and commas[at]:
        at = next((later for later in range(at + 1, min(len(words), at + 8)) if commas[later]), at)
    if at + 1 < len(words) and (words[at].lower.endswith("ly") or words[at].lower in {"then", "later", "also"}):
        at += 1
    return at


def _subordinate(sentence: _Sentence, at: int, verb: int | None, told: bool) -> tuple[str, bool] | None:
    """What hangs on the clause before it, after a comma: a relative, a participle, an aside with "as"."""
    words, commas = sentence.words, sentence.commas
    word = words[at].lower
    if word in {"which", "who", "whose"}:
        return None if _interrupts(words, at, commas) or _quoted_on(sentence, at) else ("relative", False)
    if word in {"a", "an"} and any(later.lower in {"that", "which"} for later in words[at + 2 : at + 5]):
        return "relative", False
    if word in TAILS:
        return "tail", False
    if word == "as" and verb is not None and clause(words, at + 1, commas):
        goes_on = any(commas[at + 1 : at + _NEAR])
        return None if goes_on else ("clause", False)
    if word == "then" and verb is not None and active(words, at + 1):
        return ("added" if told else "vp"), True
    if told and verb is not None and _absolute(words, at):
        return "added", True
    return None


def _interrupts(words: list[Token], at: int, commas: list[bool]) -> bool:
    """Whether a relative clause stands between a subject and its verb: "the vote, which was due, will be off"."""
    later = next((place for place in range(at + 2, min(len(words), at + _NEAR)) if commas[place]), None)
    return later is not None and resumes(words, later)


def _quoted_on(sentence: _Sentence, at: int) -> bool:
    """Whether what follows is told in quoted words, as what stands before it: both are then the speaker's."""
    place = sentence.words[at].start
    return any(end <= place for _, end in sentence.quotes) and any(first >= place for first, _ in sentence.quotes)


def _absolute(words: list[Token], at: int) -> bool:
    """Whether a participle with a subject of its own follows: "…, the mayor simply declaring that"."""
    for place in range(at + 1, min(len(words), at + 5)):
        if words[place].lower.endswith("ing") and words[at].lower in {"the", "its", "his", "her", "their"}:
            return True
        if finite(words, place, place + 1) is not None:
            return False
    return False


def _trailing(sentence: _Sentence, at: int, verb: int | None, start: int) -> tuple[str, bool] | None:
    """The last part of a sentence behind its last comma, which is a part of its own where it alone is a guess.

    Not where what stands before it has no verb of its own, is its condition or its subject.
    """
    words, commas = sentence.words, sentence.commas
    if not commas[at] or verb is None or len(words) - at < _MINIMUM:
        return None
    if words[start].lower in _CONDITIONS:
        return None
    if "," in sentence.text[words[at].end : words[-1].end] or resumes(words, at):
        return None
    if any(word.lower in {"and", "or"} for word in words[at + 1 : at + 3]) and words[at].text[:1].isupper():
        # "Romans, Greeks and Swedes to vote": a list of names goes on.
        return None
    before = next((place for place in range(at - 1, max(start, at - _NEAR), -1) if commas[place]), start)
    conditional = words[before].lower in _TIMES and finite(words, before + 1, at) is not None
    dangling = before == start and (looks_past(words[start].lower) or words[start].lower.endswith("ing"))
    return None if conditional or dangling else ("aside", False)


def _differ(first: Reading, second: Reading) -> bool:
    if first.speculative != second.speculative:
        return True
    if (first.kind == "allegation") != (second.kind == "allegation") or (first.kind == "normative") != (
        second.kind == "normative"
    ):
        return True
    return first.speculative and first.aspect != second.aspect


def split(text: str, words: list[Token], offset: int) -> list[Part]:
    """The parts of a sentence, in order; every letter of the sentence lies in one of them.

    Offsets of the parts and of their cues count from ``offset`` on. A part inherits what governs it from the part it
    hangs on: a finding, a denial or a charge; and, where it has no subject of its own, an allegation or a modal.
    """
    whole = read(text, offset=offset)
    candidates = _candidates(text, words)
    if not candidates:
        return [Part(offset, offset + len(text), "", whole)]
    bounds = [0, *(words[at].start for at, _, _ in candidates), len(text)]
    links = ["", *(link for _, link, _ in candidates)]
    strong = [True, *(strength for _, _, strength in candidates)]
    readings = [read(text[bounds[at] : bounds[at + 1]], offset=offset + bounds[at]) for at in range(len(links))]
    parts: list[Part] = []
    group: list[int] = [0]
    groups: list[list[int]] = []
    for at in range(1, len(links)):
        if links[at] == "aside":
            head = readings[at - 1]
            apart = readings[at].speculative and not head.speculative and not head.governs
            apart = apart and read(text[bounds[at - 1] : bounds[at + 1]]).speculative
            strong[at] = apart
            if not apart:
                group.append(at)
                continue
        if strong[at] or _differ(readings[at - 1], readings[at]):
            groups.append(group)
            group = [at]
        else:
            group.append(at)
    groups.append(group)
    for members in groups:
        first, last = members[0], members[-1]
        start, end = bounds[first], bounds[last + 1]
        reading = readings[first] if len(members) == 1 else read(text[start:end], offset=offset + start)
        if links[first] == "purpose" and strong[first] and not read(text[bounds[first - 1] : end]).speculative:
            # The reason of an official act is given by who acts, whatever its words are like.
            reading = replace(reading, aspect=Aspect.ACTIVITY, speculative=False, kind=None, cues=(), hinge=None)
        end = (
            start + len(text[start:end].rstrip().rstrip(",;—–").removesuffix(" -").rstrip())
            if last + 2 < len(bounds)
            else end
        )
        if parts:
            reading = _inherit(parts[-1].reading, reading, links[first], governed=parts[0].reading.governs)
        link = "tail" if links[first] == "aside" else links[first]
        parts.append(Part(offset + start, offset + end, link, reading))
    return parts


def _inherit(head: Reading, part: Reading, link: str, *, governed: bool) -> Reading:
    if governed and link in {"vp", "purpose"}:
        return replace(part, speculative=False, kind=head.kind, hinge=None, governs=True)
    if link == "vp" and not part.speculative and head.kind == "allegation":
        cues = tuple(cue for cue in head.cues if cue.kind == "allegation")
        return replace(part, kind="allegation", hedged=True, cues=cues + part.cues)
    if link in {"vp", "tail"} and not part.speculative and head.speculative:
        return replace(
            part,
            speculative=True,
            kind=head.kind,
            hedged=head.hedged,
            cues=head.cues + part.cues,
            hinge=head.hinge,
            aspect=Aspect.FORECAST if head.aspect is Aspect.FORECAST else part.aspect,
        )
    return part
