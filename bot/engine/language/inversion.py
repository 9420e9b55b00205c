"""Questions turned round: "did Russia steal the election" → "Russia stole the election". English, by rule."""

from __future__ import annotations

import re
from functools import cache

from bot.engine.language.lexicon import KINDS, SETS
from bot.engine.language.messages import BE, DO
from bot.engine.language.words import IRREGULAR, Token, looks_past, participle, past, third, vocabulary

PRONOUNS = vocabulary("he she it they we i you this that these those there everyone nobody")
_ADVERBS = vocabulary(
    """
    always still so even never ever just also not once first finally again repeatedly keep
    """
)
_NEUTRAL_VERBS = vocabulary(
    """
    work know mean define compare differ happen say matter do look feel think respond
    """
)
_EXTRA_VERBS = """
    hack leak rig fund finance support interfere meddle invade attack try attempt collude conspire agree order
    direct ask pay target use run promote publish post release help hate love like trust need call claim lie
    cover hide refuse fail ignore accept receive infiltrate recruit poison kill murder arrest install remove
    replace invite bribe blackmail sabotage create launch operate coordinate push want prefer seek fear own
    control protect defend betray cheat vote obey frame plan plot start stop begin end join share move act allow
    block ban delete destroy win lose work sanction
"""
_SUBJECT_LIMIT = 10
_INTO = re.compile(r"[^,?]{1,60}?\binto \w+ing(?: (?:up|over|away|back))?\b", re.IGNORECASE)


@cache
def base_forms() -> frozenset[str]:
    """Verbs that we know by their base form."""
    marked = " ".join([*KINDS.values(), *SETS.values()]).replace("|", " ").replace(";", " ").split()
    known = frozenset(
        {*IRREGULAR, *_EXTRA_VERBS.split(), *(word[:-1] for word in marked if word.endswith("~") and word.isascii())}
    )
    return known - {"state", "report", "hand", "course", "office", "view"}


def _subject_end(words: list[Token], first: int, base: bool) -> int:
    """The token after the subject that starts at ``first``. ``base``: a verb in its base form follows (do-support)."""
    if first >= len(words) or words[first].lower in PRONOUNS:
        return min(first + 1, len(words))
    last = min(len(words), first + _SUBJECT_LIMIT)
    for at in range(first + 1, last):
        lower = words[at].lower
        if words[at].text[:1].isupper() and words[at - 1].lower not in PRONOUNS:
            continue
        owned = words[at - 1].lower.endswith(("'s", "s'"))
        article = words[at - 1].lower in {"the", "a", "an", "of", "and", "to"}
        if base and lower in base_forms() and not owned and not article:
            return at
        if not base and not owned and not article and (_follows_copula(words, at) or lower in _ADVERBS):
            return at
    start = first + 1 if words[first].lower in {"the", "a", "an"} else first
    capitals = start
    while capitals < last and words[capitals].text[:1].isupper():
        capitals += 1
    return capitals if capitals > start else min(first + 2, len(words))


def _follows_copula(words: list[Token], at: int) -> bool:
    lower = words[at].lower
    return (
        looks_past(lower)
        or lower.endswith("ing")
        or lower
        in {
            "a",
            "an",
            "the",
            "so",
            "not",
            "in",
            "on",
            "under",
            "behind",
            "afraid",
            "going",
            "been",
            "being",
            "to",
            "such",
        }
        or lower in {participle(verb) for verb in ("steal", "beat", "overthrow", "give", "take", "break", "hide", "be")}
        or words[at - 1].text[:1].isupper()
    )


def _inflected(aux: str, verb: str, subject: str) -> str:
    if aux == "did":
        return past(verb) if verb != "be" else "was"
    if aux == "does" or (aux == "would" and subject and verb in {"want", "prefer", "like", "need"}):
        return third(verb)
    return verb


def declared(
    question: str, words: list[Token], aux_at: int, aux: str, inserted: str = "", *, negated: bool = False
) -> str | None:
    """ "did Russia steal the election" → "Russia stole the election"; ``inserted`` is put after the verb."""
    first = aux_at + 1
    base = aux not in BE | {"has", "have", "had"}
    end = _subject_end(words, first, base)
    if first >= len(words) or end >= len(words):
        return None
    subject = question[words[first].start : words[end - 1].end]
    verb = end
    while verb < len(words) - 1 and (words[verb].lower in _ADVERBS or words[verb].lower.endswith("ly")):
        verb += 1
    between = question[words[end].start : words[verb].start]
    rest = question[words[verb].end :]
    inner = f" {inserted}" if inserted else ""
    giving = _INTO.match(rest) if inserted else None
    if giving:
        # "how much land did X bully Y into giving up": the thing belongs to the second verb.
        inner, rest = "", f"{giving.group()} {inserted}{rest[giving.end() :]}"
    if inserted and not giving and verb + 1 < len(words) and words[verb + 1].text[:1].isupper():
        # "pay Trump": the one who receives stands before the thing.
        given = verb + 1
        while given + 1 < len(words) and words[given + 1].text[:1].isupper():
            given += 1
        inner = f"{question[words[verb].end : words[given].end]} {inserted}"
        rest = question[words[given].end :]
    if aux in DO or (aux == "would" and words[verb].lower in {"want", "prefer", "like", "need"}):
        if words[verb].lower in _NEUTRAL_VERBS and len(words) - verb < 3:
            return None
        if negated or between.strip().lower() == "not":
            return f"{subject} {aux} not {words[verb].text}{inner}{rest}"
        plural = aux == "would" and (
            words[end - 1].lower in {"they", "we", "you", "i"} or words[end - 1].lower.endswith("s")
        )
        stated = words[verb].text if plural else _inflected(aux, words[verb].lower, subject)
        return f"{subject} {between}{stated}{inner}{rest}"
    middle = f"{aux} not" if negated else aux
    return f"{subject} {middle} {question[words[end].start : words[verb].end]}{inner}{rest}"
