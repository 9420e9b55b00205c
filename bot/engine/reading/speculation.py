"""Speculation: which words of a claim mark a guess, of what kind, where it begins, and which aspect the claim is about.

By rule, from the tables in lexicon.py, in time linear in the length of the text. The reader is conservative: what
states a motive, a forecast, an effect or a counterfactual is speculative unless a source of record is said to have
found it; an evidence check may lift the label afterwards, never this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bot.engine.language import lexicon
from bot.engine.language.senses import MODALS, Match, in_place, kind_of_modal
from bot.engine.language.words import (
    QUOTES,
    Token,
    enclosed,
    forms,
    irregular_participles,
    looks_past,
    tokens,
    vocabulary,
)
from bot.engine.models import Cue, Hinge
from knowledge.models import Aspect

_GAP = 4
_FILLERS = vocabulary("be have not never also even no longer still soon")
_BREAK = re.compile(r"[,;:.!?()“”\"—–]")
_SCARE = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a claim say about themselves.

    ``kind`` names the strongest reason: a kind of speculation, or "allegation" (no speculation, but at best alleged),
    "normative" (advice, nothing to check) or None. ``hedged`` says that the author shows uncertainty. ``attributed``
    says that there is speculation in somebody else's words (quoted, or reported with "said that"): the label must
    then name the speaker. Quoted speculation alone leaves ``speculative`` False, since it is not the author's.
    ``likelihood`` is the ICD 203 range in per cent where such a word is used. ``governs`` says that a finding, a
    denial or a charge holds for whatever follows ("the report found that").
    """

    aspect: Aspect
    speculative: bool
    kind: str | None
    cues: tuple[Cue, ...]
    hinge: Hinge | None
    hedged: bool
    attributed: bool = False
    likelihood: tuple[int, int] | None = None
    governs: bool = False


Pattern = tuple[frozenset[str] | None, ...]


def _element(word: str) -> frozenset[str]:
    found: set[str] = set()
    for option in word.split("|"):
        if option.startswith("{"):
            for member in lexicon.SETS[option[1:-1]].split():
                found |= _element(member)
        elif option.endswith("~"):
            found |= forms(option[:-1])
        else:
            found.add(option)
    return frozenset(found)


def _patterns(block: str) -> list[Pattern]:
    lines = (" ".join(part.split()).replace("| ", "|") for part in block.split(";"))
    return [tuple(None if word == ".." else _element(word) for word in line.split()) for line in lines if line]


@cache
def _index() -> dict[str, tuple[tuple[str, Pattern], ...]]:
    """First word → the patterns that may begin with it."""
    blocks = dict(lexicon.KINDS)
    blocks["attribution"] = lexicon.ATTRIBUTION
    blocks["reach"] = lexicon.REACH
    blocks["likelihood"] = ";".join(lexicon.LIKELIHOOD)
    index: dict[str, list[tuple[str, Pattern]]] = {}
    for kind, block in blocks.items():
        for pattern in _patterns(block):
            for word in pattern[0] or ():
                index.setdefault(word, []).append((kind, pattern))
    return {word: tuple(found) for word, found in index.items()}


def _match(pattern: Pattern, words: list[Token], broken: list[bool], at: int) -> int | None:
    """The last token of a match of a pattern that starts at a token, or None. Gaps are short, so this is bounded."""
    ends = [at]
    position = 1
    while position < len(pattern):
        gap = pattern[position] is None
        element = pattern[position + 1] if gap else pattern[position]
        found: list[int] = []
        for end in ends:
            for step in range(1, _GAP + 2 if gap else 2):
                here = end + step
                if here >= len(words) or broken[here]:
                    break
                if element is not None and words[here].lower in element:
                    found.append(here)
                    break
                if words[here].lower in lexicon.GAP_STOPS:
                    break
        if not found:
            return None
        ends = found
        position += 2 if gap else 1
    return ends[0]


def _matches(words: list[Token], broken: list[bool]) -> tuple[list[Match], set[int]]:
    """The cues in order, and the tokens that are none whatever they look like."""
    index = _index()
    kept: set[int] = set()
    found: list[Match] = []
    stopped = -1
    reach: dict[str, int] = {}
    for at, word in enumerate(words):
        best: dict[str, int] = {}
        for kind, pattern in index.get(word.lower, ()):
            last = _match(pattern, words, broken, at)
            if last is not None and last > best.get(kind, -1):
                best[kind] = last
        if "stop" in best:
            stopped = max(stopped, best.pop("stop"))
        if at <= stopped:
            kept.add(at)
            continue
        for kind, last in best.items():
            if last > reach.get(kind, -1):
                found.append(Match(kind, at, last))
                reach[kind] = last
    return found, kept


def _quoted(text: str, words: list[Token]) -> list[bool]:
    """For each token, whether it lies in a quotation of more than a few words that is not the whole text."""
    flags = [False] * len(words)
    position = 0
    for start, end in enclosed(text, QUOTES):
        while position < len(words) and words[position].start < start:
            position += 1
        first = position
        while position < len(words) and words[position].end <= end:
            position += 1
        if position - first > _SCARE and position - first < len(words):
            flags[first:position] = [True] * (position - first)
    return flags


def _shields(words: list[Token], matches: list[Match]) -> tuple[int, int, int]:
    """From which token on a finding, a denial or a charge holds; the number of tokens where none does."""
    limits = {"finding": len(words), "denial": len(words), "allegation": len(words)}
    charging = forms("allege") | forms("charge") | forms("accuse")
    for match in matches:
        if match.kind == "on_record":
            limits["finding"] = min(limits["finding"], match.first)
        elif match.kind in limits and (match.kind != "allegation" or words[match.first].lower in charging):
            limits[match.kind] = min(limits[match.kind], match.first)
    return limits["finding"], limits["denial"], limits["allegation"]


def _cues(text: str, words: list[Token]) -> tuple[list[Match], list[bool]]:
    broken = [False] * len(words)
    for at in range(1, len(words)):
        broken[at] = _BREAK.search(text, words[at - 1].end, words[at].start) is not None
    matches, kept = _matches(words, broken)
    read_as = (in_place(words, match, broken) for match in matches)
    found = [match for match in read_as if match is not None]
    question = text.rstrip().endswith("?")
    taken = kept | {match.first for match in found if match.kind == "counterfactual"}
    for at, word in enumerate(words):
        if at not in taken and (word.lower in MODALS or "'" in word.lower):
            kind = kind_of_modal(words, at, question)
            if kind:
                found.append(Match(kind, at, at))
    last_effect = max((match.first for match in found if match.kind == "effect"), default=-1)
    for at, word in enumerate(words):
        # "Can" states an ability; before an effect it states what may come about.
        if word.lower == "can" and at < last_effect:
            found.append(Match("modal", at, at))
    found.sort(key=lambda match: (match.first, match.last))
    return found, broken


def _counterfactual(words: list[Token], matches: list[Match], question: bool) -> list[Match]:
    """ "Could have" and "may have" alone are epistemic; with a condition, or with "would", they are counterfactual."""
    condition = any(match.kind == "conditional" for match in matches) or any(word.lower == "without" for word in words)
    inverted = not question and bool(words) and words[0].lower in {"had", "were"}

    def settled(match: Match) -> Match:
        first = words[match.first].lower
        if match.kind == "counterfactual" and first in {"could", "might"} and not condition and not inverted:
            return match._replace(kind="modal")
        if match.kind == "modal" and first == "would" and inverted:
            return match._replace(kind="counterfactual")
        return match

    return [settled(match) for match in matches]


def _aspect(words: list[Token], kinds: dict[str, Match], live: set[str]) -> Aspect:
    perfect = "counterfactual" in kinds or any(
        match.kind == "modal" and _settled(words, match.first) for match in kinds.values()
    )
    future = not perfect and (bool(live & {"prediction", "modal"}) or _open(words, kinds))
    if "counterfactual" in kinds:
        return Aspect.EFFECT
    motive = kinds.get("motive")
    modal = kinds.get("modal") or kinds.get("prediction")
    effect = kinds.get("effect")
    if motive and modal and motive.first < modal.first and effect and modal.first < effect.first:
        return Aspect.FORECAST
    if motive and (not future or modal is None or motive.first <= modal.first + 3):
        return Aspect.EFFECT if effect and effect.first < motive.first and not future else Aspect.INTENT
    if future:
        ability = modal is not None and words[modal.first].lower == "can"
        return Aspect.EFFECT if ability and "effect" in kinds else Aspect.FORECAST
    if "effect" in kinds:
        return Aspect.EFFECT
    if "attribution" in kinds:
        return Aspect.ATTRIBUTION
    if "reach" in kinds:
        return Aspect.REACH
    return _setting(words)


def _settled(words: list[Token], modal: int) -> bool:
    """Whether a modal is about what was or is ("may have paid", "may be paying"), not about what is to come."""
    following = [word.lower for word in words[modal + 1 : modal + 4]]
    return "have" in following[:2] or (following[:1] == ["be"] and any(word.endswith("ing") for word in following[1:]))


def _open(words: list[Token], kinds: dict[str, Match]) -> bool:
    """Whether a likelihood or a possibility is one of what is to come."""
    likely, hedge = kinds.get("likelihood"), kinds.get("hedge")
    to_come = likely is not None and likely.last + 1 < len(words) and words[likely.last + 1].lower == "to"
    return to_come or (
        hedge is not None and words[hedge.first].lower in {"potential", "possibility", "risk", "prospect"}
    )


def _setting(words: list[Token]) -> Aspect:
    """Activity where something is done, context where something merely is."""
    for at, word in enumerate(words):
        if word.lower in lexicon.CONTEXT_VERBS:
            following = [later.lower for later in words[at + 1 : at + 5]]
            acting = next((later for later in following if later not in lexicon.LIGHT and not later.endswith("ly")), "")
            done = looks_past(acting) or acting.endswith("ing") or acting in irregular_participles()
            return Aspect.ACTIVITY if done and word.lower not in {"include", "includes"} else Aspect.CONTEXT
        if at and looks_past(word.lower) and words[at - 1].lower not in {"the", "a", "an", "despite", "of"}:
            return Aspect.ACTIVITY
    return Aspect.ACTIVITY


_HEDGES = frozenset({"modal", "hedge", "likelihood", "allegation", "vague_attribution", "conditional"})


def _decisive(live: list[Match]) -> set[str]:
    """The kinds that make a reading speculative, out of the cues that are the author's own."""
    kinds = {match.kind for match in live} & set(lexicon.PRIORITY)
    if not kinds & {"modal", "prediction", "counterfactual"}:
        kinds.discard("conditional")
    if kinds == {"certainty"}:
        kinds.clear()
    if any(match.kind == "strong_certainty" for match in live):
        kinds.add("certainty")
    return kinds


def _hinge(text: str, words: list[Token], live: list[Match], kinds: set[str], offset: int) -> Hinge | None:
    for match in live:
        kind = "certainty" if match.kind == "strong_certainty" else match.kind
        if kind in kinds:
            last = match.last
            if kind in {"modal", "prediction"} and match.first == match.last:
                # A modal alone says little: the verb that it governs belongs to the hinge.
                while last + 1 < len(words) and last < match.last + 3:
                    last += 1
                    if words[last].lower not in _FILLERS and not words[last].lower.endswith("ly"):
                        break
            start, end = words[match.first].start, words[last].end
            return Hinge(text[start:end], start + offset, end + offset)
    return None


def read(text: str, *, offset: int = 0) -> Reading:
    """Reads one claim. ``offset`` is where the claim begins in the checked text; cues and hinge are given there."""
    words = tokens(text)
    matches, _ = _cues(text, words)
    matches = _counterfactual(words, matches, text.rstrip().endswith("?"))
    quoted = _quoted(text, words)
    finding, denial, charge = _shields(words, matches)
    shield = min(finding, denial, charge)
    live = [match for match in matches if not quoted[match.first] and match.first < shield]
    own = {match.kind for match in live}
    kinds = _decisive(live)
    if "normative" in own and not kinds - {"prediction", "conditional", "hedge", "certainty"}:
        kinds = set()
    speculative = bool(kinds)
    kind = next((name for name in lexicon.PRIORITY if name in kinds), None)
    shown = {match.kind for match in matches if not quoted[match.first]}
    if kind is None and "allegation" in shown:
        kind = "allegation"
    advises = any(
        match.kind == "normative" and match.first < min(denial, charge) and not quoted[match.first] for match in matches
    )
    if kind is None and advises and not any(match.kind == "finding" for match in matches):
        kind = "normative"
    first: dict[str, Match] = {}
    for match in matches:
        first.setdefault(match.kind, match)
    labels = {*lexicon.PRIORITY, "strong_certainty", "allegation", "normative"}
    cues = tuple(
        Cue(
            text[words[match.first].start : words[match.last].end],
            "certainty" if match.kind == "strong_certainty" else match.kind,
            words[match.first].start + offset,
            words[match.last].end + offset,
        )
        for match in matches
        if match.kind in labels and not quoted[match.first] and (match.first < shield or match.kind == "allegation")
    )
    return Reading(
        aspect=_aspect(words, first, {match.kind for match in matches}),
        speculative=speculative,
        kind=kind,
        cues=cues,
        hinge=_hinge(text, words, live, kinds, offset) if speculative else None,
        hedged=bool(own & _HEDGES or "allegation" in shown),
        attributed=bool(_decisive([match for match in matches if quoted[match.first]])),
        likelihood=_likelihood(words, first.get("likelihood")),
        governs=shield < len(words),
    )


def _likelihood(words: list[Token], match: Match | None) -> tuple[int, int] | None:
    if match is None:
        return None
    if match.first and words[match.first - 1].lower in {"less", "more", "not", "most", "as"}:
        return None
    return lexicon.LIKELIHOOD[" ".join(word.lower for word in words[match.first : match.last + 1])]
