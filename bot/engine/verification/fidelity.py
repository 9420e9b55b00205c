"""Whether a rewritten sentence says no more than what it cites. Deterministic; used for text that a model wrote.

:mod:`bot.engine.verification.verify` compares bags of numbers and names, which is enough for the library's own words.
A model can keep every word and still turn them around, so here words are held against their place: what a number
counts, what a negation or "alleged" governs, who acts, and which source each clause rests on. Strict on purpose: a true
sentence that is stopped is replaced by the source's words, an untrue one that passes misleads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.engine.evidence.items import item_terms
from bot.engine.evidence.quoting import nearest_sentence, sentence_spans
from bot.engine.language.places import Word, bound, dates, scope, words
from bot.engine.language.terms import stem, terms, years
from bot.engine.models import Evidence
from bot.engine.reading import speculation
from bot.engine.standing import NEEDS_RECORD
from bot.engine.verification import ordering
from bot.engine.verification.ordering import REPORTING
from knowledge.models import Act, Aspect, Confidence, Finding

LONGEST = 700
"""Code points of a statement; findings have a few hundred."""

LEAST_STEMS = 3

MARKUP = re.compile(
    r"[<>{}\[\]`|\\\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069]|https?:|www\.|\w@\w|(?<!\w)[@#]\w|\*\*|__"
)
_STRAY = re.compile(r"^[^\w“\"'‘($€£]|^\w{1,2}[:)] |[,;:.]\s*[,;:](?!\w)|[,;:]\s*\.|[,;:]$|[!?$]\s+[a-z]")
_SIGNS = frozenset(".,;:'’‘“”\"()-–—")
"""Signs that may stand in a sentence whose source has none of them."""
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"“»]|(?<!\w)[‘']([^‘’']+ [^‘’']+)[’'](?!\w)")
_ADDRESS = frozenset("you your yours yourself we our ours us i my me please".split())
_CONFIDENCE = re.compile(r"\b(high|moderate|low|medium|great)\s+confidence", re.IGNORECASE)

CERTAINTY = frozenset(
    stem(word)
    for word in """prove proven proof confirm confirmed establish fact factual certain certainly definitely undoubtedly
    undeniable clearly obviously admit confess guilty convict plead verdict document documented undisputed conclusive
    truth truly indeed unanimous reveal expose""".split()
)
"""Words that raise what a source did. They may be said only where the source says them."""

EXTENT = frozenset(
    """all every each only always most many few several none entire entirely whole total massive huge vast widespread
    extensive main mainly largely major chief repeatedly constantly thousands hundreds dozens scores millions
    billions thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
    eighty ninety hundred half third quarter double twice triple before after more less fewer increase decrease rise
    fall support oppose first last""".split()
)
"""Words of extent, order and direction, as written: one of them changes what is claimed, so the source must say it."""

NEUTRAL = frozenset(
    stem(word) for word in "include year month week day date time part name together call way case people".split()
)
"""Words that carry no claim of their own. Any other word that the source does not use may change what is claimed."""

MARKERS: dict[str, re.Pattern[str]] = {
    "an accusation": re.compile(r"(?:alleg|charg|accus|indict|suspect|prosecut|complain|purport)\w*", re.IGNORECASE),
    "somebody's word": re.compile(
        r"(?:per|said|says?|stat(?:ed|es|ing)|told|accord\w*|claim\w*|assert\w*|announc\w*|testif\w*|reportedly|argu\w*"
        r"|warn\w*|declar\w*|contend\w*|alleg\w*|accus\w*|call(?:ed|s)|describ\w*|wrote|writes|insist\w*|maintain\w*"
        r"|den(?:y|ied|ies)|reject\w*|dismiss\w*)",
        re.IGNORECASE,
    ),
    "a judgment": re.compile(
        r"(?:assess\w*|judg\w*|estimat\w*|conclud\w*|believ\w*|confidence|likely|probabl\w*|consider\w*|unlikely"
        r"|expect\w*|predict\w*)",
        re.IGNORECASE,
    ),
    "a possibility": re.compile(
        r"(?:may|might|could|would|possibl\w*|appear\w*|seem\w*|suggest\w*|potential\w*|perhaps|apparent\w*)",
        re.IGNORECASE,
    ),
    "an attempt": re.compile(
        r"(?:attempt\w*|tried|tries|try(?:ing)?|sought|seek\w*|plan(?:s|ned|ning)?|intend\w*|aim\w*|propos\w*|offer\w*"
        r"|plott?\w*|discuss\w*|conspir\w*|designed|meant)",
        re.IGNORECASE,
    ),
    "a denial": re.compile(r"(?:den(?:y|ied|ies|ial|ials|ying)|reject\w*|refut\w*|disput\w*)", re.IGNORECASE),
}
"""What a source's words may be less than a fact, and the words that say so. What they govern may not lose them."""

_WORD = MARKERS["somebody's word"]
_REPORTS = frozenset({"reported", "noted", "notes"})
"""They tell somebody's word as well as "said" does; where a source has them, its citation says it too."""

_NEGATION = re.compile(
    r"(?:not|no|never|none|neither|nor|without|nothing|nobody|cannot|false|fake|falsely|baseless|unfounded|fabricated|failed"
    r"|unable|insufficient|\w+n['’]t)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Basis:
    """The words of one cited item that a statement is held against: a finding, or sentences of a passage."""

    evidence: Evidence
    text: str

    @property
    def setting(self) -> frozenset[str]:
        """The names of the item and of its source's title and tags, and the words of the publisher's name."""
        return item_terms(self.evidence.item, self.evidence.source).names | terms(self.evidence.source.publisher).stems


Check = Callable[[str, Basis], str | None]


def unfaithful(text: str, held: Basis) -> str | None:
    """Why a sentence says something else than the evidence it rests on, or None where no check finds anything."""
    return next((why for check in CHECKS if (why := check(text, held)) is not None), None)


def basis(text: str, evidence: Evidence, quotes: Sequence[str] = ()) -> Basis:
    """A finding's text; of a passage the quoted sentence, else the one that is nearest to ``text``."""
    whole = evidence.item.text
    if isinstance(evidence.item, Finding):
        return Basis(evidence, whole)
    quote = next((quote for quote in quotes if quote in text and quote in whole), None)
    return Basis(evidence, quote if quote and len(terms(quote).stems) > 3 else nearest_sentence(text, whole))


def pieces(text: str) -> list[str]:
    """The sentences of a statement, each of which has to rest on one item of evidence."""
    return [text[start:end].strip() for start, end in sentence_spans(text)] or [text]


def repeats(text: str, held: Basis) -> bool:
    """Whether a sentence is the evidence's own, with or without quotation marks."""
    return _folded(text) == _folded(held.text)


def _folded(text: str) -> str:
    plain = text.strip().strip('“”"')
    return plain[:1].lower() + plain[1:]


def unattributed(text: str, evidence: Evidence) -> str:
    """The sentence without "According to" its own publisher or title, which its citation says anyway."""
    for name in (evidence.source.publisher, evidence.source.title):
        for spelled in (name, f"the {name}"):
            opening = f"According to {spelled}, "
            if name and text.startswith(opening):
                return text[len(opening) :]
    return text


def _is_plain(text: str, held: Basis) -> str | None:
    if len(text) > LONGEST or not text.strip():
        return "It is no single statement."
    if len(terms(text).stems) < LEAST_STEMS:
        return "It says too little to be held against a source."
    if (found := MARKUP.search(text)) is not None and found[0] not in held.text:
        return "It holds markup, an address or hidden characters."
    if _decorated(text, held.text):
        return "It holds signs that are no words of the cited source."
    spoken = {word.raw for word in words(_QUOTED.sub(" ", text)) if word.raw in _ADDRESS and word.text != "US"}
    return "It speaks to the reader, or as somebody." if spoken - {word.raw for word in words(held.text)} else None


def _decorated(text: str, own: str) -> bool:
    """Whether signs were added: emoji, placeholders, punctuation that belongs to no word."""
    if any(not (char.isalnum() or char.isspace() or char in _SIGNS or char in own) for char in text):
        return True
    alone = {token for token in text.split() if not any(char.isalnum() for char in token)} - {"–", "—"}
    return bool(alone - set(own.split())) or bool(_STRAY.search(text) and not _STRAY.search(own))


def _quotes_are_the_source_s(text: str, held: Basis) -> str | None:
    """Words in quotation marks stand in a passage, or in quotation marks in a finding, which is in our own words."""
    whole = held.evidence.item.text
    marked = {match[1] or match[2] for match in _QUOTED.finditer(whole)}
    for match in _QUOTED.finditer(text):
        quote = match[1] or match[2]
        if quote not in (marked if isinstance(held.evidence.item, Finding) else whole):
            return f"The quoted words are not in the cited source: “{quote[:80]}”."
    return None


def _nothing_is_raised(text: str, held: Basis) -> str | None:
    said, own = words(text), words(held.text)
    stems = {word.stem for word in own}
    raised = [word.raw for word in said if word.stem in CERTAINTY and word.stem not in stems]
    # Bounds of numbers were compared before, in whichever words they stand.
    extents = Counter(word.stem for word in words(_BOUND.sub("", text)) if word.raw in EXTENT)
    raised += sorted((extents - Counter(word.stem for word in own)).keys())
    if raised:
        return f"It is more than the cited source says: {', '.join(dict.fromkeys(raised))}."
    return None


def _words_are_held(text: str, held: Basis) -> str | None:
    # What the title and the tags of a source name may say who tells it, and not who did it to whom.
    core, told_by, moved = ordering.parts(_BOUND.sub("", text), held.text, held.evidence.source)
    plain = terms(held.text).stems | REPORTING | NEUTRAL | {"s"}
    foreign = terms(" ".join((core, *moved))).stems - plain
    foreign |= terms(" ".join(told_by)).stems - plain - held.setting
    if foreign:
        return f"Its words are not those of the cited source: {', '.join(sorted(foreign)[:6])}."
    return None


_BOUND = re.compile(
    r"\b(?:(?:more|fewer|less) than|no (?:more|fewer|less) than|at (?:least|most)|as many as|up to|upwards of|over"
    r"|under|nearly|almost|about|around|roughly|approximately|some|an estimated) (?=[$€£]?(?!(?:19|20)\d\d\b)\d)",
    re.IGNORECASE,
)


def _numbers_are_in_place(text: str, held: Basis) -> str | None:
    said, source = words(text), words(held.text)
    counted = Counter(word.number for word in source)
    for at, word in enumerate(said):
        if not word.number:
            continue
        counted[word.number] -= 1
        found = [n for n, other in enumerate(source) if other.number == word.number]
        if not found and not _is_the_source_s_year(said, at, held):
            return f"The number {word.text} is not in the words of the cited source."
        if found and (counted[word.number] < 0 or not any(_same_place(said, at, source, n) for n in found)):
            return f"The number {word.text} belongs to something else in the cited source."
    if wrong := dates(text) - dates(held.text):
        return f"A date is not in the cited source: {' '.join(sorted(wrong)[0])}."
    return None


def _is_the_source_s_year(said: Sequence[Word], at: int, held: Basis) -> bool:
    """Whether a year says when the source came out ("the 2019 report", "published in 2019")."""
    near = {word.stem for word in said[max(0, at - 2) : at + 2]}
    published = (held.evidence.source.published or "")[:4]
    return said[at].number == published and bool(near & _PUBLISHING)


_PUBLISHING = frozenset(stem(word) for word in "report publish publication date dated issue release paper".split())


def _same_place(said: Sequence[Word], at: int, source: Sequence[Word], n: int) -> bool:
    """Whether a number counts or dates the same thing in both texts, with the same bound ("up to", "more than")."""
    number = said[at].number or ""
    if years(frozenset({number})):
        others = {word.number for word in source if word.number and years(frozenset({word.number}))}
        moved = at < 3 or at > len(said) - 3
        return len(others) < 2 or moved or _beside(said, at) & _beside(source, n) != frozenset()
    ours, theirs = bound(said, at), bound(source, n)
    if ours != theirs and (ours or theirs != "more"):
        return False
    after, before = _next(said, at, 1), _next(said, at, -1)
    if after is None:
        return before == _next(source, n, -1)
    return after == _next(source, n, 1) or (after in _around(source, n, 2) and before == _next(source, n, -1))


def _beside(text: Sequence[Word], at: int) -> frozenset[tuple[int, str]]:
    """The content words next to a place, each with its side: a year belongs to what it dates."""
    sides = ((-1, _next(text, at, -1)), (1, _next(text, at, 1)))
    return frozenset((side, word) for side, word in sides if word is not None)


def _around(text: Sequence[Word], at: int, reach: int) -> frozenset[str]:
    near = [word for word in text[max(0, at - 2 * reach) : at] if word.content][-reach:]
    near += [word for word in text[at + 1 : at + 1 + 2 * reach] if word.content][:reach]
    return frozenset(word.stem for word in near)


def _next(text: Sequence[Word], at: int, step: int) -> str | None:
    following = text[at + 1 : at + 4] if step > 0 else text[max(0, at - 3) : at][::-1]
    return next((word.stem for word in following if word.content), None)


def _actors_are_kept(text: str, held: Basis) -> str | None:
    return ordering.another_actor(text, held.text, held.evidence.source)


def _order_is_kept(text: str, held: Basis) -> str | None:
    return ordering.another_order(text, held.text, held.evidence.source)


def _markers_are_kept(text: str, held: Basis) -> str | None:
    said, source = words(text), words(held.text)
    stems = {word.stem for word in said if word.content}
    for name, pattern in MARKERS.items():
        told = len(_marked(said, pattern))
        found = _marked(source, pattern)
        if pattern is _WORD:
            own = [at for at, word in enumerate(source) if word.raw in _REPORTS]
            more = sum(1 for word in said if word.raw in _REPORTS) - len(own)
            told += max(0, more)
            found += own if more < 0 and not told and _is_of_word(held) else []
        # "the indictment alleges" tells of one accusation.
        marked = [at for at in found if at - 1 not in found]
        if sum(1 for at in marked if _shared(scope(source, at), stems)) > told:
            return f"It leaves out that the cited source tells {name}."
    return None


def _is_of_word(held: Basis) -> bool:
    """Whether a finding stands on what somebody says, charges or judges, not on what was reported or found."""
    item = held.evidence.item
    return isinstance(item, Finding) and item.act in _OF_WORD


_OF_WORD = frozenset({Act.CHARGED, Act.ASSERTED, Act.ASSESSED, Act.OPINED, Act.DENIED})


def _marked(text: Sequence[Word], pattern: re.Pattern[str]) -> list[int]:
    """The places of a marker. "States" is a name, and "holds" tells somebody's word only before "that"."""
    found = [at for at, word in enumerate(text) if pattern.fullmatch(word.raw) and word.text != "States"]
    if pattern is _WORD:
        following = [word.raw for word in text[1:]]
        found += [at for at, raw in enumerate(following) if raw == "that" and text[at].raw in ("hold", "holds")]
    return found


def _negations_are_kept(text: str, held: Basis) -> str | None:
    said = words(text)
    stated, own = _negated(said), _negated(words(held.text))
    affirmed = {word.stem for word in said if word.content}
    kept = [denied for denied in own if _shared(denied, affirmed)]
    if len(kept) > len(stated) or any(not any(stretch & denied for stretch in stated) for denied in kept):
        return "It drops a negation of the cited source."
    if any(not any(stretch & denied for denied in own) for stretch in stated):
        return "It denies what the cited source does not deny."
    return None


def _negated(text: Sequence[Word]) -> list[frozenset[str]]:
    return [scope(text, at, reach=5) for at, word in enumerate(text) if _NEGATION.fullmatch(word.raw)]


def _shared(governed: frozenset[str], stems: set[str]) -> bool:
    common = len(governed & stems)
    return common >= 3 or (common > 0 and common >= 0.5 * len(governed))


def _confidence_is_kept(text: str, held: Basis) -> str | None:
    item = held.evidence.item
    own = {match[1].lower() for match in _CONFIDENCE.finditer(held.text)}
    own.add((item.confidence if isinstance(item, Finding) and item.confidence else Confidence.UNSTATED).value)
    said = {match[1].lower() for match in _CONFIDENCE.finditer(text)}
    return "It states another confidence than the cited source." if said - own else None


def _aspect_is_covered(text: str, held: Basis) -> str | None:
    """A motive, an effect or a forecast is told only where the cited source speaks of it."""
    own = _aspects(held.text)
    if isinstance(held.evidence.item, Finding):
        own |= {held.evidence.item.aspect}
    foreign = (_aspects(text) & NEEDS_RECORD) - own
    return f"It tells the {min(foreign)}, of which the cited source does not speak." if foreign else None


def _aspects(text: str) -> frozenset[Aspect]:
    parts = (text, *_RELATIVE.split(text))
    return frozenset(speculation.read(part).aspect for part in parts)


_RELATIVE = re.compile(r",?\s+(?:which|thereby|and|so|thus|that)\s+")


FACTS: tuple[Check, ...] = (
    _is_plain,
    _quotes_are_the_source_s,
    _numbers_are_in_place,
    _markers_are_kept,
    _confidence_is_kept,
    _negations_are_kept,
    _aspect_is_covered,
    _nothing_is_raised,
)
"""What no judge may overrule."""

WORDING: tuple[Check, ...] = (_words_are_held, _actors_are_kept, _order_is_kept)
"""What a sentence fails that says the same in other words."""

CHECKS = FACTS + WORDING
"""Run in this order; the first reason stops a statement."""
