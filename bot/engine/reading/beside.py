"""What a message states beside its question: the sentence before it, the clause that leads up to it. English, by rule.

"X did Y, so why …?", "Now that X has done Y, …?", "X did Y. Who …?": whoever answers the question alone lets the
statement stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.engine.language.messages import AUX, LIMIT, NEGATED, WH, is_question
from bot.engine.language.sentences import blocks, sentences
from bot.engine.language.terms import terms
from bot.engine.language.words import tokens, vocabulary
from bot.engine.reading.claims import read_claims
from bot.engine.reading.premise import Presupposed, presupposition, presuppositions
from bot.engine.reading.speculation import read

MOST = 4
"""Assumptions of one message that are looked up."""

_FEWEST = 4
_SUBORDINATE = re.compile(
    r"\b(?:now that|given (?:the fact )?that|seeing (?:that|as)|considering that|knowing that|in view of the fact that"
    r"|even though|although|because|since) (?P<what>[^,;?!]{12,})",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"\A\W*(?:now that|ever since|since|after|once|because|given that|seeing that|as|when|with) "
    r"(?P<what>[^,;?!]{12,}),",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"[,;:–—]\s*(?:(?:and|but)\s+)?(?:(?:so|then|yet|please|just|honestly)\s+)*(?=(?P<word>[\w'’]+))", re.IGNORECASE
)
_ASKING = vocabulary("tell name list show explain admit confirm prove give in on at by for to from") | WH
_TAG = re.compile(r"[,;:–—]\s*(?:\w+n['’]t|is|are|was|were|do|does|did|has|have) (?:it|he|she|they|we|you|I)\s*[,?]")
_ADDED = re.compile(r"\s*\([^()]*\)\Z")
_HEARSAY = re.compile(
    r"\b(?:my|our|a|some|the) [\w' ]{2,30}? (?:says?|said|told (?:me|us)|tells (?:me|us)|claims?|thinks|swears|insists"
    r"|keeps saying)(?: that)? (?P<what>[^.?!]{12,})",
    re.IGNORECASE,
)


def assumptions(message: str) -> tuple[Presupposed, ...]:
    """What a message takes for granted, what its question presupposes first; none where it asks nothing.

    >>> [one.text for one in assumptions("Concord bribed the judge, so who paid for it?")]
    ['Concord bribed the judge']
    """
    text = message[:LIMIT]
    behind = _led_up_to(text)
    presupposed = [*presuppositions(message), *([behind] if behind else [])]
    if not presupposed and not _asks(text):
        return ()
    loud = [one for one in presupposed if not one.quiet and not _HEARSAY.match(one.text)]
    quiet = [one for one in presupposed if one.quiet]
    found: list[Presupposed] = []
    for assumed in (*loud[:1], *_told(text), *loud[1:], *quiet):
        if not any(_same(assumed.text, other.text) for other in found):
            found.append(assumed)
    return tuple(found[:MOST])


def _told(text: str) -> Iterator[Presupposed]:
    """The claims that a message states, each as one to be checked."""
    for start, end in _stated(text):
        for read_claim in read_claims(text[start:end]):
            claim = read_claim.claim
            lowered = text == text.lower()
            if claim.checkable and len(tokens(claim.query)) >= _FEWEST and (lowered or _named(claim.query)):
                plain = _ADDED.sub("", claim.query).strip(" .!;,:—–")
                at = start + claim.start
                yield Presupposed(plain, read(plain).aspect, claim.text, at, start + claim.end, at)


def _led_up_to(text: str) -> Presupposed | None:
    """What the question behind a colon or "so" presupposes."""
    for start, end in _sentences(text):
        until = 0 if _ordered(text[start:end]) else _leads(text[start:end])
        if until is not None and not _TAG.match(text, start + until):
            asked = text[start + until : end].lstrip(" ,;:–—")
            found = presupposition(f"{asked.rstrip(' .!?')}?")
            if found is not None:
                by = end - len(asked)
                return replace(found, start=found.start + by, end=min(end, found.end + by), at=found.at + by)
    return None


def _sentences(text: str) -> list[tuple[int, int]]:
    return [span for block in blocks(text) for span in sentences(text, block.start, block.end)]


def _asks(text: str) -> bool:
    return any(
        is_question(text[start:end]) or _ordered(text[start:end]) or _leads(text[start:end]) is not None
        for start, end in _sentences(text)
    )


def _ordered(sentence: str) -> bool:
    """Whether a sentence orders an answer: "List the others!", "Admit it"."""
    words = tokens(sentence)
    return len(words) > 1 and words[0].lower in _ASKING - WH and words[0].lower not in _PREPOSITIONS


_FIRST_PERSON = vocabulary("i i'm i've i'd i'll we we're we've my our me")
_PREPOSITIONS = frozenset("in on at by for to from".split())


def _stated(text: str) -> Iterator[tuple[int, int]]:
    """Where a message states something: whole sentences that do not ask, and clauses of those that do."""
    for start, end in _sentences(text):
        sentence = text[start:end]
        hearsay = _HEARSAY.search(sentence)
        if hearsay is not None:
            yield start + hearsay.start("what"), start + hearsay.end("what")
        elif not is_question(sentence) and not _ordered(sentence) and _leads(sentence) is None:
            yield start, end
        else:
            yield from ((start + first, start + last) for first, last in _clauses(sentence))


def _clauses(sentence: str) -> Iterator[tuple[int, int]]:
    fronted = _FRONTED.match(sentence)
    if fronted is not None:
        yield fronted.span("what")
    elif (until := _leads(sentence)) is not None:
        yield 0, until
    for match in _SUBORDINATE.finditer(sentence):
        if fronted is None or match.start("what") != fronted.start("what"):
            yield match.span("what")


def _leads(sentence: str) -> int | None:
    """Where the statement that leads up to a question ends, or None."""
    words = tokens(sentence)
    if not words or words[0].lower in WH | AUX | NEGATED.keys():
        return None
    for match in _JOINT.finditer(sentence):
        word = match["word"].lower().replace("’", "'")
        if word in _ASKING | AUX | NEGATED.keys():
            return match.start()
    return None


def _named(claim: str) -> bool:
    said = terms(claim)
    return bool(said.names | said.openers) and tokens(claim)[0].lower not in _FIRST_PERSON


def _same(one: str, other: str) -> bool:
    ours, theirs = terms(one).stems, terms(other).stems
    return 2 * len(ours & theirs) > len(ours | theirs)
