"""What a cue word means where it stands: the same word may mark a guess, a purpose, an announcement or nothing.

By the words around it, each looked at a bounded number of times; for speculation.py.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.engine.language import lexicon
from bot.engine.language.words import Token, irregular_participles, looks_past, vocabulary

_LEAD = 16
_PASSIVE = vocabulary("is are was were be been being newly duly")
MODALS = vocabulary("will won't may might could couldn't would wouldn't must")


class Match(NamedTuple):
    """A cue as a run of tokens, ``last`` included."""

    kind: str
    first: int
    last: int


def _noun(words: list[Token], at: int) -> bool:
    before = words[at - 1].lower if at else ""
    after = words[at + 1].lower if at + 1 < len(words) else ""
    return before in lexicon.MODIFIERS_OF_NOUN or before.endswith(("'s", "s'")) or after in {"of", "and", ""}


def kind_of_modal(words: list[Token], at: int, question: bool) -> str | None:
    """The kind of a modal verb at a token, or None where the word is a noun, a month, permission or past ability."""
    word, lower = words[at], words[at].lower
    before = words[at - 1].lower if at else ""
    after = words[at + 1] if at + 1 < len(words) else None
    following = after.lower if after else ""
    if lower in {"will", "won't"} or lower.endswith("'ll"):
        named = word.text == "Will" and (at > 0 or not question) and after is not None and after.text[:1].isupper()
        if named or (lower == "will" and _noun(words, at) and following != "and"):
            return None
        return None if _says_so(words, at) or _vowed(words, at) else "prediction"
    if lower == "may":
        month = (
            word.text == "May"
            and (at > 0 or following.isdigit())
            and (before in lexicon.MAY_BEFORE or following.isdigit() or following in {"of", "and", ""})
        )
        allowed = before in {"person", "persons", "you", "user", "users"} or following in lexicon.PERMISSION_VERBS | {
            "only"
        }
        return None if month or allowed else "modal"
    if lower == "might":
        return None if _noun(words, at) else "modal"
    if lower in {"could", "couldn't"}:
        return None if lower == "couldn't" or following == "not" else "modal"
    if lower == "must":
        # "Must have paid" guesses at what was; "must have a licence" asks for one.
        done = words[at + 2].lower if at + 2 < len(words) else ""
        return "modal" if following == "have" and (looks_past(done) or done in irregular_participles()) else None
    if lower in {"would", "wouldn't"} or (lower.endswith("'d") and following in {"be", "have", "like"}):
        planned = any(words[back].lower in lexicon.COMMITMENTS for back in range(max(0, at - 5), at))
        return None if planned or following in {"later", "go", "eventually", "subsequently"} else "modal"
    return None


def _says_so(words: list[Token], at: int) -> bool:
    """Whether a "will" announces what the speaker does by saying so: "I will close by repeating"."""
    if words[at].lower not in {"i'll", "we'll"} and not (at and words[at - 1].lower in {"i", "we"}):
        return False
    following = [word.lower for word in words[at + 1 : at + 3]]
    return bool(following) and (
        following[0] in lexicon.SPEAKING
        or (following[0] in lexicon.TURNS and len(following) > 1 and following[1] in {"by", "with", "it"})
    )


def _vowed(words: list[Token], at: int) -> bool:
    """Whether a "will" tells what somebody announced to do: that was said, and is no forecast of the author's."""
    for back in range(at - 1, max(-1, at - 8), -1):
        if words[back].lower in lexicon.VOWS:
            return not any(word.lower == "as" for word in words[max(0, back - 2) : back])
        if words[back].lower == "clear" and back and words[back - 1].lower in {"made", "makes"}:
            return True
    return False


def in_place(words: list[Token], match: Match, broken: list[bool]) -> Match | None:
    """A match as it is to be read where it stands; None where it is no cue. ``broken``: punctuation before a token."""
    if match.kind == "effect":
        return _effect(words, match)
    if match.kind == "motive" and words[match.first].lower == "because" and _official(words, match.first):
        return None
    if match.kind == "motive" and match.first == match.last:
        # "As its clients want": a manner; "as Rome wants it" gives a reason.
        ends = match.last + 1 >= len(words) or broken[match.last + 1]
        led = any(words[back].lower in {"as", "whatever"} for back in range(max(0, match.first - 4), match.first))
        named = match.first > 0 and words[match.first - 1].text[:1].isupper()
        return None if ends and led and not named else match
    if match.kind == "normative" and words[match.first].lower in {"should", "ought"}:
        # What somebody should have done is a reproach over what was, not advice.
        have = match.last + 1
        while have < min(len(words), match.last + 3) and words[have].lower in lexicon.LIGHT:
            have += 1
        return None if have < len(words) and _done(words, have) else match
    if match.kind == "likelihood" and words[match.first].lower == "unlikely" and match.first:
        # "An unlikely ally" is a surprising one.
        following = words[match.last + 1].lower if match.last + 1 < len(words) else ""
        return None if words[match.first - 1].lower in {"a", "an"} and following not in {"to", "that"} else match
    if match.kind == "vague_attribution" and words[match.first].lower in {"is", "are", "was", "were"}:
        # "In the notice, he is said to …": it is the notice that says so.
        comma = next((at for at in range(1, min(match.first, _LEAD) + 1) if broken[at]), 0)
        if comma and words[0].lower == "in" and any(word.lower in lexicon.DOCUMENTS for word in words[1:comma]):
            return match._replace(kind="allegation")
    return match


def _effect(words: list[Token], match: Match) -> Match | None:
    """An effect after a free "to" is what somebody is after, not what came about; one after "used to" is a use."""
    before = words[match.first - 1].lower if match.first else ""
    verb = words[match.first].lower
    if before in {"a", "an", "the"} and looks_past(verb):
        # "A divided America": an adjective.
        return None
    if verb.startswith("elect") and (before in _PASSIVE or _voted(words, match.first)):
        return None
    if verb in {"because", "overturned", "overturn", "overturns"} and _official(words, match.first):
        return None
    if verb.endswith("ing") and before in {"and", "or"} and match.first > 1 and words[match.first - 2].lower == "in":
        # "Interference in or undermining confidence in": names an act, without saying that there was one.
        return None
    if before in {"and", "or"} and words[match.first].lower in lexicon.BASES:
        back = next((at for at in range(match.first - 2, max(0, match.first - 16), -1) if words[at].lower == "to"), 0)
        if back and words[back - 1].lower == "used":
            return None
    if before == "help" and match.first > 1 and words[match.first - 2].lower == "to":
        return Match("motive", match.first - 2, match.last)
    if before != "to" or words[match.first].lower.endswith("ing"):
        return match
    if match.first > 1 and words[match.first - 2].lower in lexicon.CONTINUING:
        return match
    if any(
        words[back].lower in lexicon.ACHIEVED and words[max(back - 1, 0)].lower != "to"
        for back in range(max(0, match.first - _LEAD), match.first - 1)
    ):
        return match
    return Match("motive", match.first - 1, match.last)


def _voted(words: list[Token], verb: int) -> bool:
    """Whether those who elect are those who have a vote."""
    return any(words[back].lower in lexicon.VOTERS for back in range(max(0, verb - 4), verb))


def _official(words: list[Token], at: int) -> bool:
    """Whether it is an act of a court or an office, or what is given as the reason of one."""
    before = {word.lower for word in words[max(0, at - _LEAD) : at]}
    office = bool(before & lexicon.OFFICES)
    if words[at].lower == "because":
        return bool(before & lexicon.RULINGS) or (office and bool(before & lexicon.OFFICIAL_ACTS))
    return office


def _done(words: list[Token], at: int) -> bool:
    """Whether a perfect starts at a token: "have recognized"."""
    following = words[at + 1].lower if at + 1 < len(words) else ""
    return words[at].lower == "have" and (looks_past(following) or following in irregular_participles())
