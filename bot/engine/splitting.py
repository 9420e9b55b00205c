"""A sentence → its parts, where they differ in aspect or standing, or are whole claims of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from bot.engine.coreference import FUNCTION_WORDS
from bot.engine.lexicon import TAILS, VP_VERBS
from bot.engine.messages import NEGATED
from bot.engine.speculation import Reading, read
from bot.engine.words import QUOTES, Token, enclosed, irregular_pasts, looks_past, vocabulary
from knowledge.models import Aspect

_AUXILIARIES = vocabulary(
    """
    is are was were has have had do does did will would could might may can must should isn't aren't wasn't
    weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't couldn't can't
    """
)
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
_AFTER_VERB = FUNCTION_WORDS | vocabulary(
    "various several many more numerous multiple two three four five dozens hundreds"
)
_MINIMUM = 3
_SUBJECT_PRONOUNS = vocabulary("he she it they we i you this")
_BEFORE_PARTICIPLE = vocabulary(
    """
    the a an of by in with for and or its his their her our my some many most all newly recently previously formerly
    allegedly so-called is are was were be been being has have had
    """
)
_PARTICLES = vocabulary("out up off away over millions thousands hundreds dozens")
_PLURAL_PRESENT = vocabulary("suspect suspects believe think say suggest claim argue fear wonder insist agree doubt")
_AFTER_THIRD = vocabulary("a an only no nobody nothing every several many two three four five free that")
_PLURALS = vocabulary("many some most few people they we critics others")
_BEFORE_NOUN = vocabulary("the a an of in on at by for with and or to its his their her our my these those such")
_CONDITIONS = vocabulary(
    """
    if unless had were should when after before because since as without given once while although though whereas even
    """
)


class Part(NamedTuple):
    """A part of a sentence. ``link`` is how it hangs on the part before: clause, vp, tail, relative, purpose or ""."""

    start: int
    end: int
    link: str
    reading: Reading


def finite(words: list[Token], first: int, last: int) -> int | None:
    """The first token in a range that is a finite verb by its form, or None."""
    for at in range(first, last):
        word = words[at].lower
        before = words[at - 1].lower if at else ""
        if word in _AUXILIARIES or word in irregular_pasts():
            return at
        after = words[at + 1].lower if at + 1 < len(words) else ""
        if (
            looks_past(word)
            and before not in {"the", "a", "an"}
            and (after in _AFTER_VERB or not after or word in VP_VERBS or _acts(words, at))
        ):
            return at
        if at and (word in PRESENT or _present(words, at)):
            return at
    return None


def _acts(words: list[Token], at: int) -> bool:
    """Whether a past form has a subject pronoun before it, or an object, a particle or a gerund after it."""
    before = words[at - 1].lower if at else ""
    if before in _SUBJECT_PRONOUNS or (before.endswith("ly") and at > 1 and words[at - 2].lower in _SUBJECT_PRONOUNS):
        return True
    if at == 0 or words[at].text[:1].isupper() or at + 1 >= len(words) or before in _BEFORE_PARTICIPLE:
        return False
    following = words[at + 1]
    named = following.text[:1].isupper() and not words[at - 1].lower.endswith(("'s", "s'"))
    return named or following.text[:1].isdigit() or following.lower in _PARTICLES


def _present(words: list[Token], at: int) -> bool:
    """Whether a word is a present tense by its place: "names a", "observers suspect"."""
    word, before = words[at].lower, words[at - 1].lower
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if word in _PLURAL_PRESENT:
        return (before.endswith("s") and not before.endswith(("'s", "ss"))) or before in _PLURALS
    third = word.endswith("s") and not word.endswith(("ss", "'s", "us"))
    return third and after in _AFTER_THIRD and before not in _BEFORE_NOUN and not before.endswith(("'s", "s'"))


PRESENT = vocabulary(
    """
    says bets steals spreads pays sends meets hides fears hates loses owes criticizes criticises praises opposes
    accuses rejects refuses wants sees plans aims remains continues serves aligns runs uses targets prefers
    seeks hopes supports shows claims believes thinks knows makes takes gives creates controls funds backs
    denies admits works lies needs weakens undermines helps hurts threatens provides reduces offers leads causes
    upheld overcame foresaw
    """
)


_PHRASES = vocabulary("without in after before during with despite by under since through for at on")

_PAIRS = {"(": ")", "[": "]", **QUOTES}


def _starts_with(words: list[Token], at: int, phrase: tuple[str, ...]) -> bool:
    return len(words) - at > len(phrase) and all(words[at + step].lower == word for step, word in enumerate(phrase))


def _clause(words: list[Token], at: int) -> bool:
    """Whether a subject and a finite verb follow, perhaps behind a phrase ("without that money he would")."""
    if words[at].lower in NEGATED or (words[at].lower in _PHRASES and len(words) - at > _MINIMUM):
        verb = finite(words, at, min(len(words), at + 10)) if words[at].lower in NEGATED else None
        verb = verb if verb is not None else finite(words, at + 2, min(len(words), at + 10))
        return verb is not None and not any(word.lower in {"which", "who"} for word in words[at:verb])
    verb = finite(words, at + 1, min(len(words), at + 8))
    return verb is not None and not any(word.lower in {"that", "which", "who", "to"} for word in words[at:verb])


def _candidates(text: str, words: list[Token]) -> list[tuple[int, str, bool]]:
    """Places where a part may start: (token, link, whether it is a claim of its own whatever it says)."""
    spans = enclosed(text, _PAIRS)
    found: list[tuple[int, str, bool]] = []
    inside = 0
    verb: int | None = None
    start = 0
    leading = words[0].lower in _CONCESSIVE if words else False
    for at, word in enumerate(words):
        while inside < len(spans) and spans[inside][1] < word.start:
            inside += 1
        shielded = inside < len(spans) and spans[inside][0] < word.start
        if at and not shielded:
            between = text[words[at - 1].end : word.start]
            link = _link(words, at, between, verb, start, leading) or _trailing(text, words, at, between, verb, start)
            if link:
                leading = leading and "," not in between
                found.append((at, *link))
                start, verb = at, None
        if verb is None and finite(words, at, at + 1) is not None:
            verb = at
    return found


def _link(
    words: list[Token], at: int, between: str, verb: int | None, start: int, leading: bool
) -> tuple[str, bool] | None:
    word = words[at].lower
    if at - start < _MINIMUM or len(words) - at < _MINIMUM:
        return None
    if ";" in between and _clause(words, at):
        return "clause", True
    if leading and "," in between and verb is not None and _clause(words, at):
        return "clause", False
    comma = "," in between
    if comma and word in {"which", "who", "whose"}:
        return "relative", False
    if comma and word in {"a", "an"} and any(later.lower in {"that", "which"} for later in words[at + 2 : at + 5]):
        return "relative", False
    if comma and word in TAILS:
        return "tail", False
    if comma and word == "as" and verb is not None and _clause(words, at + 1):
        return "clause", False
    if word in _COORDINATORS and not leading and (verb is not None or comma):
        follower = at + 1
        if follower < len(words) and words[follower].lower.endswith("ly"):
            follower += 1
        if word in {"and", "but"} and verb is not None and _has_object(words, verb, at) and _predicate(words, follower):
            return "vp", True
        if verb is not None and not (not comma and _noun_goes_on(words, verb, at)) and _clause(words, at + 1):
            return "clause", comma
    if verb is not None and any(_starts_with(words, at, phrase) for phrase in _PURPOSES):
        return "purpose", False
    if word in {"that", "who", "which"} and verb is not None and words[at + 1].lower in {"has", "have", "had"}:
        return "relative", False
    return None


def _noun_goes_on(words: list[Token], verb: int, conjunction: int) -> bool:
    """Whether "and" joins nouns or adjectives: "said that Russia and others had", "an urgent and prime aim"."""
    if words[conjunction - 2].lower in {"a", "an", "the"}:
        return True
    that = next((at for at in range(verb, conjunction) if words[at].lower == "that"), None)
    return that is not None and finite(words, that + 2, conjunction) is None


def _trailing(
    text: str, words: list[Token], at: int, between: str, verb: int | None, start: int
) -> tuple[str, bool] | None:
    """The last part of a sentence behind its last comma, which is a part of its own where it alone is a guess."""
    if "," not in between or verb is None or words[start].lower in _CONDITIONS or len(words) - at < _MINIMUM:
        return None
    return None if "," in text[words[at].end : words[-1].end] else ("aside", False)


def _has_object(words: list[Token], verb: int, conjunction: int) -> bool:
    """Whether a verb has its own object before "and": "hacked and leaked the mail" is one predicate."""
    return conjunction - verb > 1 and not looks_past(words[conjunction - 1].lower)


def _predicate(words: list[Token], at: int) -> bool:
    if at + 2 >= len(words):
        return False
    word = words[at].lower
    if word in irregular_pasts() or word in VP_VERBS:
        return True
    return looks_past(word) and words[at + 1].lower in _AFTER_VERB


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
        end = start + len(text[start:end].rstrip().rstrip(",;").rstrip()) if last + 2 < len(bounds) else end
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
