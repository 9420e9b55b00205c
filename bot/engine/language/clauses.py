"""Claims inside questions: in clauses of time and cause, in embedded "how" and "why", and in what belongs to somebody.

English, by rule, for premise.py. Each rule gives the words of the claim and where in the question it was made.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.engine.language.inversion import base_forms
from bot.engine.language.messages import AUX
from bot.engine.language.predicates import finite
from bot.engine.language.words import Token, past, vocabulary


class Made(NamedTuple):
    """A claim in words; ``first`` and ``last`` are the tokens that assume it, ``start`` the token that it begins at."""

    text: str
    first: int
    last: int
    start: int


_TIMES = vocabulary("after before since because once when although")
_KNOWING = vocabulary(
    """
    about explain explains explained investigate investigates know knows understand say said tell told show shows learn
    out of reveal reveals describe discuss hide hides admit ask me us report reports
    """
)
_SUBJECT_PRONOUNS = vocabulary("he she it they")
_OWNED = {
    "sentence": "was sentenced",
    "punishment": "was punished",
    "conviction": "was convicted",
    "guilt": "is guilty",
    "confession": "confessed",
    "collusion": "colluded",
    "conspiracy": "conspired",
    "treason": "committed treason",
    "betrayal": "betrayed",
}
_CAUSING = vocabulary("made makes led prompted drove pushed caused forced got allowed enabled let convinced persuaded")
_BARE = vocabulary("made makes let")
_RELATIVES = vocabulary("that which whom who")
_DEFINITE = vocabulary("the those these all")
_NOT_VERBS = vocabulary("and or of in on at for to from with against about")
_SPAN = 9
_WHOLE = 5


def temporal(question: str, words: list[Token]) -> Made | None:
    """ "… sentenced to after he was convicted" → "Tom Barrack was convicted": what the clause says, happened."""
    for at in range(2, len(words) - 2):
        if words[at].lower not in _TIMES:
            continue
        verb = finite(words, at + 2, min(len(words), at + _SPAN))
        if verb is None or (words[at + 1].lower in {"the", "a", "an"} and verb < at + 3):
            continue
        subject = question[words[at + 1].start : words[at + 1].end]
        if words[at + 1].lower in _SUBJECT_PRONOUNS:
            named = last_name(words, at)
            if named is None:
                continue
            subject = question[words[named[0]].start : words[named[1]].end]
        end = question.find(",", words[verb].end)
        rest = question[words[at + 1].end : end if end > 0 else words[-1].end]
        return Made(f"{subject}{rest}", at, at, at + 1)
    return None


def embedded(question: str, words: list[Token]) -> Made | None:
    """ "… find out about how Russia won the referendum" → "Russia won the referendum"."""
    for at in range(1, len(words) - 2):
        if words[at].lower in {"how", "why"} and words[at - 1].lower in _KNOWING:
            verb = finite(words, at + 2, min(len(words), at + _SPAN))
            whole = verb is not None or (words[at].lower == "why" and len(words) - at > _WHOLE)
            if whole and words[at + 1].lower not in AUX | {"many", "much", "to", "far", "long"}:
                return Made(question[words[at + 1].start : words[-1].end], at, at, at + 1)
    return None


def owned(question: str, words: list[Token]) -> Made | None:
    """ "What was Concord's sentence for meddling?" → "Concord was sentenced for meddling"."""
    for at in range(1, len(words)):
        if words[at].lower not in _OWNED or not words[at - 1].lower.endswith(("'s", "’s", "s'", "s’")):
            continue
        first = at - 1
        while first > 0 and words[first - 1].text[:1].isupper() and first - 1 > 0:
            first -= 1
        owner = re.sub(r"['’]s?$", "", question[words[first].start : words[at - 1].end])
        rest = question[words[at].end : words[-1].end] if at + 1 < len(words) else ""
        return Made(f"{owner} {_OWNED[words[at].lower]}{rest}", first, at, first)
    return None


def caused(question: str, words: list[Token]) -> Made | None:
    """ "What made the court clear Tom Barrack of bribery?" → "the court cleared Tom Barrack of bribery"."""
    if words[0].lower != "what" or words[1].lower not in _CAUSING:
        return None
    for at in range(3, min(len(words) - 1, 3 + _SPAN)):
        base, before = words[at].lower, words[at - 1].lower
        bare = words[1].lower in _BARE
        ends = words[at - 1].text[:1].isupper() and base not in _NOT_VERBS and not words[at].text[:1].isupper()
        if (base in base_forms() and (before == "to" or bare)) or (bare and ends):
            subject = question[words[2].start : words[at - 1 if before == "to" else at].start].strip()
            return Made(f"{subject} {past(base)}{question[words[at].end : words[-1].end]}", 0, 1, 2)
    return None


def objected(question: str, words: list[Token]) -> Made | None:
    """ "… of the children that Swedish services kidnap?" → "Swedish services kidnap children"."""
    for at in range(2, len(words) - 2):
        named = at + 2 if words[at + 1].lower in _DEFINITE else at + 1
        if words[at].lower not in _RELATIVES or not words[named].text[:1].isupper():
            continue
        verb = finite(words, named + 1, min(len(words), at + _SPAN))
        first = next((back for back in range(at - 1, max(-1, at - 6), -1) if words[back].lower in _DEFINITE), None)
        if verb is None or words[verb].lower in AUX or first is None or first == at - 1:
            continue
        did = question[words[at + 1].start : words[verb].end]
        what = question[words[first + 1].start : words[at - 1].end]
        return Made(f"{did} {what}{question[words[verb].end : words[-1].end]}", at, at, first + 1)
    return None


def last_name(words: list[Token], before: int) -> tuple[int, int] | None:
    """The last run of capitalised words that ends before a token, not at the start of the question."""
    last = next((at for at in range(before - 1, 0, -1) if words[at].text[:1].isupper()), None)
    if last is None:
        return None
    first = last
    while first > 1 and words[first - 1].text[:1].isupper():
        first -= 1
    return first, last


_CLEFT = re.compile(r"^it (?:was|is|were) (?P<who>.{1,80}?) (?:who|that) (?P<did>.+)$", re.IGNORECASE | re.DOTALL)
_PROVEN = re.compile(
    r"^(?:it|there)(?: is|['’]s| has been| was) (?:\w+ ){0,2}?(?:proven|proved|known|clear|obvious|evident|true"
    r"|established|undeniable|certain|a fact|no secret|no doubt|common knowledge)\s+(?:now\s+)?that\s+",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"^(?:nobody|no one|everyone|everybody|people|we all|they|you|we|the (?:whole |mainstream )?(?:media|press|world))"
    r"\b(?:\s+\w+){1,5}?\s+(?:how|why|that)\s+(?=\S+\s+\S+)",
    re.IGNORECASE,
)
_KNOWS = re.compile(r"^(?:everyone|everybody|we all|the whole world)\s+knows?\s+(?:that\s+)?", re.IGNORECASE)
_REVEALED = re.compile(
    r"^.{1,80}?\b(?:reveal(?:s|ed)?|expos(?:es|ed)|uncover(?:s|ed)|disclos(?:es|ed)|discover(?:s|ed))\s+"
    r"(?P<what>(?:the|an?)\s+\w+)\s+that\s+(?P<who>[^,]{1,60}?)\s+(?P<did>\w+ed|paid|gave|took|sent|stole|made|got)\b"
    r"(?P<rest>.*)$",
    re.DOTALL,
)


def plainly(claim: str) -> str:
    """A claim without what only presents it: "it was X who …", "it is proven that …", "nobody asks how …".

    >>> plainly("It was Seth Rich who leaked the emails")
    'Seth Rich leaked the emails'
    """
    text = claim.strip()
    for _ in range(3):
        before = text
        text = _PROVEN.sub("", text)
        text = _KNOWS.sub("", text)
        text = _SOMEBODY.sub("", text)
        if cleft := _CLEFT.match(text):
            text = f"{cleft['who']} {cleft['did']}"
        if revealed := _REVEALED.match(text):
            text = f"{revealed['who']} {revealed['did']} {revealed['what']}{revealed['rest']}"
        if text == before:
            break
    return text[:1].upper() + text[1:]
