"""What a question takes for granted. English, by rule.

Triggers follow the classes of Levinson, Pragmatics (1983), section 4.2: wh-questions, factive verbs, change-of-state
verbs, temporal and causal clauses, definite descriptions; and the biased polar questions. A question that only asks
("Did X …?", "Who …?", "What happened …?") presupposes nothing that we could put into words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bot.engine.lexicon import KINDS, SETS
from bot.engine.messages import AUX, BE, DO, LIMIT, NEGATED, WH, MessageKind, classify, is_question
from bot.engine.speculation import read
from bot.engine.words import IRREGULAR, Token, forms, gerund, looks_past, participle, past, third, tokens, vocabulary
from knowledge.models import Aspect


@dataclass(frozen=True, slots=True)
class Presupposed:
    """A claim that a question assumes. ``text`` states it; ``trigger`` are the words that carry the assumption.

    ``start`` and ``end`` are offsets in the question of the words that the claim was made from; ``at`` is
    where the trigger starts.
    """

    text: str
    aspect: Aspect
    trigger: str
    start: int
    end: int
    at: int = 0


_PRONOUNS = vocabulary("he she it they we i you this that these those there everyone nobody")
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
_NEUTRAL_NOUNS = vocabulary(
    """
    role roles evidence action actions step steps method methods part response impact effect measures kind kinds
    type types source sources report reports year date month day time documents information conclusion
    conclusions else sort techniques tactics tools countries country people
    """
)
_FACTIVE = vocabulary(
    """
    admit reveal confess acknowledge regret realize realise discover learn know prove confirm conceal
    """
)
_STOPPING = vocabulary("stop quit cease continue resume regret")
_NOMINALS = {
    "theft": "steal", "stealing": "steal", "rigging": "rig", "hacking": "hack", "cover-up": "cover up",
    "overthrow": "overthrow", "poisoning": "poison", "murder": "murder", "assassination": "assassinate",
    "manipulation": "manipulate", "hijacking": "hijack", "fixing": "fix",
}  # fmt: skip
_BIASED = (
    "isn't it true that", "is it not true that", "isn't it obvious that", "isn't it clear that", "isn't it a fact that",
    "isn't it the case that", "don't you think that", "don't you think", "don't you agree that",
    "wouldn't you agree that",
    "wouldn't you say that", "can't we agree that", "isn't it time to admit that", "why is it that", "how come",
    "how is it that", "how is it possible that", "isn't it true", "do you deny that", "why deny that", "why hide that",
)  # fmt: skip
_GIVEN = (
    "since",
    "given that",
    "given the fact that",
    "now that",
    "considering that",
    "seeing that",
    "because",
    "if it is true that",
)
_TAGS = vocabulary("right correct yes no true")
_EXTRA_VERBS = """
    hack leak rig fund finance support interfere meddle invade attack try attempt collude conspire agree order
    direct ask pay target use run promote publish post release help hate love like trust need call claim lie
    cover hide refuse fail ignore accept receive infiltrate recruit poison kill murder arrest install remove
    replace invite bribe blackmail sabotage create launch operate coordinate push want prefer seek fear own
    control protect defend betray cheat vote obey frame plan plot start stop begin end join share move act allow
    block ban delete destroy win lose work sanction
"""
_SUBJECT_LIMIT = 10


@cache
def _bases() -> frozenset[str]:
    """Verbs that we know by their base form."""
    marked = " ".join([*KINDS.values(), *SETS.values()]).replace("|", " ").replace(";", " ").split()
    known = frozenset(
        {*IRREGULAR, *_EXTRA_VERBS.split(), *(word[:-1] for word in marked if word.endswith("~") and word.isascii())}
    )
    return known - {"state", "report", "hand", "course", "office", "view"}


def _sentence(text: str) -> str:
    body = " ".join(text.split()).strip(" ?!.,;:\"“”'")
    return body[:1].upper() + body[1:]


def _subject_end(words: list[Token], first: int, base: bool) -> int:
    """The token after the subject that starts at ``first``. ``base``: a verb in its base form follows (do-support)."""
    if first >= len(words) or words[first].lower in _PRONOUNS:
        return min(first + 1, len(words))
    last = min(len(words), first + _SUBJECT_LIMIT)
    for at in range(first + 1, last):
        lower = words[at].lower
        if words[at].text[:1].isupper() and words[at - 1].lower not in _PRONOUNS:
            continue
        owned = words[at - 1].lower.endswith(("'s", "s'"))
        article = words[at - 1].lower in {"the", "a", "an", "of", "and", "to"}
        if base and lower in _bases() and not owned and not article:
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


def _declared(
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
    if inserted and verb + 1 < len(words) and words[verb + 1].text[:1].isupper():
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


def _found(
    question: str, words: list[Token], text: str | None, trigger: tuple[int, int], made: int
) -> Presupposed | None:
    if text is None or not any(char.isalpha() for char in text):
        return None
    claim = _sentence(text)
    return Presupposed(
        claim,
        read(claim).aspect,
        question[words[trigger[0]].start : words[trigger[1]].end],
        words[made].start,
        words[-1].end,
        words[trigger[0]].start,
    )


def _prefix(words: list[Token], phrases: tuple[str, ...]) -> int:
    """How many words of one of the phrases a question starts with, 0 for none."""
    for phrase in sorted(phrases, key=len, reverse=True):
        parts = phrase.split()
        if [word.lower for word in words[: len(parts)]] == parts and len(words) > len(parts) + 1:
            return len(parts)
    return 0


def _biased(question: str, words: list[Token]) -> Presupposed | None:
    length = _prefix(words, _BIASED)
    if length:
        return _found(question, words, question[words[length].start :], (0, length - 1), length)
    if words[0].lower in NEGATED:
        aux = NEGATED[words[0].lower]
        return (
            _found(question, words, _declared(question, words, 0, aux), (0, 0), 1)
            if aux not in {"can", "should"}
            else None
        )
    last = words[-1]
    comma = question.rfind(",", 0, last.end)
    if comma > 0 and words[0].lower not in WH | AUX:
        tag = [word for word in words if word.start > comma]
        tagged = tag[0].lower in _TAGS or tag[0].lower in NEGATED or (tag[0].lower in AUX and len(tag) == 2)
        if tagged and len(tag) <= 3 and len(words) - len(tag) > 1:
            at = len(words) - len(tag)
            return _tagged(question, words, at, comma)
    return None


def _tagged(question: str, words: list[Token], at: int, comma: int) -> Presupposed:
    claim = _sentence(question[:comma])
    return Presupposed(
        claim, read(claim).aspect, question[words[at].start : words[-1].end], words[0].start, comma, words[at].start
    )


def _given(question: str, words: list[Token]) -> Presupposed | None:
    length = _prefix(words, _GIVEN)
    comma = question.find(",", words[length].start) if length else -1
    inside = [word for word in words[length:] if word.end <= comma]
    if len(inside) < 2 or inside[0].text.isdigit():
        return None
    return _found(
        question, [*words[: length + len(inside)]], question[inside[0].start : comma], (0, length - 1), length
    )


def _asked(question: str, words: list[Token]) -> Presupposed | None:
    """Wh-questions: why, how, when, where and "how many"; "what" with a noun."""
    wh = words[0].lower
    if wh not in {"why", "how", "when", "where", "what", "which"}:
        return None
    at = next((at for at in range(1, min(len(words), 9)) if words[at].lower in AUX or words[at].lower in NEGATED), None)
    if at is None or (at > 1 and wh in {"why", "when", "where"}):
        return _bare(question, words) if wh in {"why", "how"} else None
    negated = words[at].lower in NEGATED
    aux = NEGATED.get(words[at].lower, words[at].lower)
    if aux in {"should", "can", "could", "may", "might", "am", "shall", "must"} and not (negated and wh == "why"):
        return None
    if wh in {"when", "where"} and aux in BE:
        return None
    if at == 1:
        if wh in {"what", "which"} or (wh == "how" and len(words) < 4):
            return None
        text: str | None = _declared(question, words, at, aux, negated=negated)
        return _found(question, words, text, (0, at), at + 1)
    counted = wh == "how" and words[1].lower in {"many", "much"}
    if (wh == "how" and not counted) or (
        not counted and (words[at - 1].lower in _NEUTRAL_NOUNS | {"of"} or words[1].lower in _NEUTRAL_NOUNS)
    ):
        return _bare(question, words) if wh == "how" and not counted and words[1].text[:1].isupper() else None
    noun = question[words[2 if counted else 1].start : words[at - 1].end] if at > 2 or not counted else "something"
    if aux in BE:
        if at + 1 >= len(words) or not counted or words[at + 1].lower == "there":
            return None
        text = f"{noun} {question[words[at].start :]}"
    else:
        object_ = noun if counted or noun.lower().endswith("s") else f"a {noun}"
        text = _declared(question, words, at, aux, object_)
    return _found(question, words, text, (0, at), 1)


def _bare(question: str, words: list[Token]) -> Presupposed | None:
    """ "Why Putin wants Trump re-elected": a heading's question, without inversion."""
    named = len(words) > 3 and words[1].text[:1].isupper()
    verb = named and any(
        looks_past(word.lower)
        or any(word.lower == third(base) for base in (word.lower[:-1], word.lower[:-2]) if base in _bases())
        for word in words[2:6]
    )
    return _found(question, words, question[words[1].start :], (0, 0), 1) if verb else None


def _factive(question: str, words: list[Token]) -> Presupposed | None:
    for at, word in enumerate(words[:-2]):
        base = next((verb for verb in _FACTIVE | _STOPPING if word.lower in forms(verb)), None)
        if base is None:
            continue
        following = words[at + 1].lower
        if base in _FACTIVE and following in {"that"}:
            return _found(question, words, question[words[at + 2].start :], (at, at + 1), at + 2)
        if base in _STOPPING and following.endswith("ing") and at:
            subject = words[max(0, at - 1)]
            begin = at - 1
            while begin > 0 and words[begin - 1].text[:1].isupper() and words[begin - 1].lower not in AUX:
                begin -= 1
            if subject.lower in AUX:
                return None
            name = question[words[begin].start : subject.end]
            done = next((verb for verb in _bases() if gerund(verb) == following), None)
            if base == "regret" and done:
                text = f"{name} {past(done)}{question[words[at + 1].end :]}"
                return _found(question, words, text, (at, at), begin)
            return _found(question, words, f"{name} has been {question[words[at + 1].start :]}", (at, at + 1), begin)
    return None


def _described(question: str, words: list[Token]) -> Presupposed | None:
    for at, word in enumerate(words[:-3]):
        if word.lower != "the":
            continue
        noun = words[at + 1].lower
        if noun in _NOMINALS and words[at + 2].lower == "of":
            verb, *particle = _NOMINALS[noun].split()
            passive = " ".join([participle(verb), *particle])
            text = f"{question[words[at + 3].start :].strip(' ?')} was {passive}"
            return _found(question, words, text, (at, at + 2), at + 3)
        if words[at + 2].lower in {"that", "which"} and at + 4 < len(words):
            article = "an" if noun[0] in "aeiou" else "a"
            text = f"there was {article} {question[words[at + 1].start :]}"
            return _found(question, words, text, (at, at + 2), at)
    return None


_RULES: tuple[Callable[[str, list[Token]], Presupposed | None], ...] = (_biased, _given, _asked, _factive, _described)


def presupposition(question: str) -> Presupposed | None:
    """The claim that a question assumes, or None for a neutral question or no question.

    >>> presupposition("Why does Putin want Trump re-elected?").text
    'Putin wants Trump re-elected'
    """
    if not is_question(question):
        return None
    words = tokens(question[:LIMIT])
    if len(words) < 3:
        return None
    return next((found for rule in _RULES if (found := rule(question[:LIMIT], words)) is not None), None)


__all__ = ["MessageKind", "Presupposed", "classify", "is_question", "presupposition"]
