"""Words: tokens with offsets, and English verb forms made by rule with a table of irregular verbs."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

# One character a step and no quantifier within a quantifier, so matching is linear in the length of the text.
_WORD = re.compile(r"[^\W_](?:[^\W_]|['’ʼ-](?=[^\W_]))*")

VOWELS = "aeiou"


def vocabulary(words: str) -> frozenset[str]:
    """A table of words, written as text."""
    return frozenset(words.split())


IRREGULAR: dict[str, tuple[str, str]] = {
    "arise": ("arose", "arisen"),
    "be": ("was", "been"),
    "bear": ("bore", "borne"),
    "beat": ("beat", "beaten"),
    "become": ("became", "become"),
    "begin": ("began", "begun"),
    "break": ("broke", "broken"),
    "bring": ("brought", "brought"),
    "broadcast": ("broadcast", "broadcast"),
    "build": ("built", "built"),
    "buy": ("bought", "bought"),
    "catch": ("caught", "caught"),
    "choose": ("chose", "chosen"),
    "come": ("came", "come"),
    "cost": ("cost", "cost"),
    "cut": ("cut", "cut"),
    "deal": ("dealt", "dealt"),
    "do": ("did", "done"),
    "draw": ("drew", "drawn"),
    "drive": ("drove", "driven"),
    "fall": ("fell", "fallen"),
    "feed": ("fed", "fed"),
    "feel": ("felt", "felt"),
    "fight": ("fought", "fought"),
    "find": ("found", "found"),
    "forbid": ("forbade", "forbidden"),
    "forget": ("forgot", "forgotten"),
    "get": ("got", "got"),
    "give": ("gave", "given"),
    "go": ("went", "gone"),
    "grow": ("grew", "grown"),
    "have": ("had", "had"),
    "hear": ("heard", "heard"),
    "hide": ("hid", "hidden"),
    "hit": ("hit", "hit"),
    "hold": ("held", "held"),
    "hurt": ("hurt", "hurt"),
    "keep": ("kept", "kept"),
    "know": ("knew", "known"),
    "lay": ("laid", "laid"),
    "lead": ("led", "led"),
    "leave": ("left", "left"),
    "lend": ("lent", "lent"),
    "let": ("let", "let"),
    "lie": ("lied", "lied"),
    "lose": ("lost", "lost"),
    "make": ("made", "made"),
    "mean": ("meant", "meant"),
    "meet": ("met", "met"),
    "mislead": ("misled", "misled"),
    "overthrow": ("overthrew", "overthrown"),
    "pay": ("paid", "paid"),
    "put": ("put", "put"),
    "read": ("read", "read"),
    "run": ("ran", "run"),
    "say": ("said", "said"),
    "see": ("saw", "seen"),
    "seek": ("sought", "sought"),
    "sell": ("sold", "sold"),
    "send": ("sent", "sent"),
    "set": ("set", "set"),
    "shoot": ("shot", "shot"),
    "show": ("showed", "shown"),
    "shut": ("shut", "shut"),
    "sow": ("sowed", "sown"),
    "speak": ("spoke", "spoken"),
    "spend": ("spent", "spent"),
    "split": ("split", "split"),
    "spread": ("spread", "spread"),
    "stand": ("stood", "stood"),
    "steal": ("stole", "stolen"),
    "strike": ("struck", "struck"),
    "sweep": ("swept", "swept"),
    "swing": ("swung", "swung"),
    "take": ("took", "taken"),
    "teach": ("taught", "taught"),
    "tell": ("told", "told"),
    "think": ("thought", "thought"),
    "throw": ("threw", "thrown"),
    "undermine": ("undermined", "undermined"),
    "undertake": ("undertook", "undertaken"),
    "win": ("won", "won"),
    "withdraw": ("withdrew", "withdrawn"),
    "withhold": ("withheld", "withheld"),
    "write": ("wrote", "written"),
}
"""Base form → past tense and past participle."""

# Verbs of more than one syllable, stressed on the last, double their final consonant; shorter ones do so by rule.
_DOUBLING = vocabulary(
    """
    admit commit permit submit transmit refer prefer occur compel control expel rebel
    """
)


class Token(NamedTuple):
    """A word. ``lower`` is lower case with straight apostrophes; offsets are code points, end exclusive."""

    text: str
    lower: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text, in order. A word may hold inner apostrophes and hyphens."""
    return [
        Token(word := match[0], word.lower().replace("’", "'").replace("ʼ", "'"), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]


QUOTES = {"“": "”", "«": "»", "„": "“", '"': '"'}
"""Opening and closing quotation marks."""


def enclosed(text: str, pairs: dict[str, str]) -> list[tuple[int, int]]:
    """Spans between an opening and a closing mark; one that is not closed is none. Offsets are those of the marks."""
    spans: list[tuple[int, int]] = []
    opened, closer = -1, ""
    for at, char in enumerate(text):
        if opened < 0:
            if char in pairs:
                opened, closer = at, pairs[char]
        elif char == closer:
            spans.append((opened, at))
            opened = -1
    return spans


def _doubles(base: str) -> bool:
    if base in _DOUBLING:
        return True
    if len(base) < 3 or base[-1] in VOWELS + "wxy" or base[-2] not in VOWELS or base[-3] in VOWELS:
        return False
    return sum(letter in VOWELS for letter in base) == 1


def third(base: str) -> str:
    """Third person singular, present: "want" → "wants"."""
    if base in {"be", "have"}:
        return {"be": "is", "have": "has"}[base]
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if _doubles(base) else "") + "ed"


def past(base: str) -> str:
    """Past tense: "steal" → "stole", "plan" → "planned"."""
    return IRREGULAR[base][0] if base in IRREGULAR else _regular_past(base)


def participle(base: str) -> str:
    """Past participle: "steal" → "stolen"."""
    return IRREGULAR[base][1] if base in IRREGULAR else _regular_past(base)


def gerund(base: str) -> str:
    """Present participle: "run" → "running"."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith("ee") and base != "be":
        return base[:-1] + "ing"
    return base + (base[-1] if _doubles(base) else "") + "ing"


@cache
def forms(base: str) -> frozenset[str]:
    """Every inflected form of a verb, the base included."""
    return frozenset({base, third(base), past(base), participle(base), gerund(base)})


@cache
def irregular_pasts() -> frozenset[str]:
    """Past tenses that no rule recognises, less those that equal the base form."""
    return frozenset(tense for base, (tense, _) in IRREGULAR.items() if tense != base)


@cache
def irregular_participles() -> frozenset[str]:
    """Past participles that no rule recognises, less those that equal the base form."""
    return frozenset(done for base, (_, done) in IRREGULAR.items() if done != base)


def looks_past(word: str) -> bool:
    """Whether a lower-case word has the form of a past tense."""
    return word in irregular_pasts() or (len(word) > 3 and word.endswith("ed") and not word.endswith("eed"))
