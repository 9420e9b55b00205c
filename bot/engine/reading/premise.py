"""What a question takes for granted. English, by rule.

Triggers follow the classes of Levinson, Pragmatics (1983), section 4.2: wh-questions, factive verbs, change-of-state
verbs, temporal and causal clauses, definite descriptions; and the biased polar questions. A question that only asks
("Did X …?", "Who …?", "What happened …?") presupposes nothing that we could put into words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.engine.language import clauses
from bot.engine.language.clauses import Made, plainly
from bot.engine.language.inversion import PRONOUNS, base_forms, declared
from bot.engine.language.messages import AUX, BE, DO, LIMIT, NEGATED, WH, MessageKind, classify, is_question
from bot.engine.language.sentences import blocks, sentences
from bot.engine.language.words import Token, forms, gerund, looks_past, participle, past, third, tokens, vocabulary
from bot.engine.reading.speculation import read
from knowledge.models import Aspect


@dataclass(frozen=True, slots=True)
class Presupposed:
    """A claim that a question assumes. ``text`` states it; ``trigger`` are the words that carry the assumption.

    ``start`` and ``end`` are offsets in the question of the words that the claim was made from; ``at`` is
    where the trigger starts. A ``quiet`` one is assumed by many a harmless question and worth a word only where it is
    wrong ("When was X cleared?").
    """

    text: str
    aspect: Aspect
    trigger: str
    start: int
    end: int
    at: int = 0
    quiet: bool = False


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
_DEALINGS = vocabulary("promise pay steal hide offer sell leak destroy delete forge bribe owe")
_STOPPING = vocabulary("stop quit cease continue resume regret")
_NOMINALS = {
    "theft": "steal", "stealing": "steal", "rigging": "rig", "hacking": "hack", "cover-up": "cover up",
    "overthrow": "overthrow", "poisoning": "poison", "murder": "murder", "assassination": "assassinate",
    "manipulation": "manipulate", "hijacking": "hijack", "fixing": "fix",
}  # fmt: skip
_BIASED = (
    "isn't it true that", "is it not true that", "isn't it obvious that", "isn't it clear that", "isn't it a fact that",
    "isn't it the case that", "is it not a fact that", "is it not the case that", "is it not obvious that",
    "is it not clear that", "don't you think that", "don't you think", "don't you agree that",
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
_FRONTED = vocabulary("on in at through by for with from under to before after")
_HEARD = re.compile(
    r"\b(?:it(?:['’]s| is) (?:(?:hardly|no|an|a|by now|now) ){0,2}(?:open |well[- ]kept |well[- ])?"
    r"(?:secret|fact|known|clear|obvious|established|common knowledge)(?: any ?more| by now| now)?"
    r"|i(?:['’]ve| have)? (?:heard|read|saw|seen|learned|been told|was told)(?: [\w'’]+){0,5}"
    r"|(?:everyone|everybody|we all|the whole world) knows?(?: by now)?"
    r"|(?:finding|conclusion|ruling|admission|confession|verdict|revelation|proof|discovery)) that\b",
    re.IGNORECASE,
)
_HEARD_END = re.compile(r"[,;.?!—–]|\s(?:but|so|and so|then)\s")
_CLEFT = re.compile(r"\bit was (?P<who>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}) (?:who|that|which) (?P<did>[^,;?]+)")
_RELATIVE = re.compile(r"(?P<who>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3}), (?P<how>who|whom) (?P<what>[^,;?]+)[,?]")
_TAGS = vocabulary("right correct yes no true")
_FEWEST = 4
_REQUEST = re.compile(
    r"\b(?:explain|describe|tell (?:me|us)|say|admit|show (?:me|us)) (?:how|why|that)\b", re.IGNORECASE
)


def _sentence(text: str) -> str:
    return plainly(" ".join(text.split()).strip(" ?!.,;:\"“”'"))


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
            _found(question, words, declared(question, words, 0, aux), (0, 0), 1)
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


def _fronted(question: str, words: list[Token]) -> Presupposed | None:
    """ "On what day did X start Y", "through which bank did X send Y": that X did."""
    if words[0].lower not in _FRONTED or words[1].lower not in {"what", "which", "whose", "how"}:
        return None
    at = next((at for at in range(2, min(len(words) - 2, 10)) if words[at].lower in DO), None)
    if at is None:
        return None
    return _found(question, words, declared(question, words, at, words[at].lower), (0, at), at + 1)


def _heard(question: str, words: list[Token]) -> Presupposed | None:
    """ "It is no secret that P", "I have read that P", "the finding that P": that P."""
    found = _HEARD.search(question, words[0].start)
    end = _HEARD_END.search(question, found.end()) if found else None
    return _within(question, words, (found.start(), found.end()), (found.end(), end.start())) if found and end else None


def _cleft(question: str, words: list[Token]) -> Presupposed | None:
    """ "It was X who did Y": that X did."""
    found = _CLEFT.search(question, words[0].start)
    if found is None:
        return None
    return _within(question, words, found.span("who"), found.span(), f"{found['who']} {found['did']}")


def _relative(question: str, words: list[Token]) -> Presupposed | None:
    """ "X, who did Y, …": that X did; "X, whom Z convicted of Y, …": that Z convicted X."""
    found = _RELATIVE.search(question, words[0].start)
    if found is None:
        return None
    text = f"{found['who']} {found['what']}"
    if found["how"] == "whom":
        clause = [word for word in words if found.start("what") <= word.start < found.end("what")]
        verb = next((word for word in clause[1:] if looks_past(word.lower)), None)
        if verb is None:
            return None
        text = f"{question[found.start('what') : verb.end]} {found['who']}{question[verb.end : found.end('what')]}"
    return _within(question, words, found.span("how"), (found.start("who"), found.end("what")), text)


def _within(
    question: str, words: list[Token], trigger: tuple[int, int], made: tuple[int, int], text: str | None = None
) -> Presupposed | None:
    """What a stretch of the question states, if it names somebody and says enough."""
    inside = [word for word in words if made[0] <= word.start < made[1]]
    if len(inside) < _FEWEST or not any(word.text[:1].isupper() for word in inside):
        return None
    claim = _sentence(text or question[inside[0].start : inside[-1].end])
    carrying = question[trigger[0] : trigger[1]].strip()
    return Presupposed(claim, read(claim).aspect, carrying, inside[0].start, inside[-1].end, trigger[0])


def _asked(question: str, words: list[Token]) -> Presupposed | None:
    """Wh-questions: why, how, when, where and "how many"; "what" with a noun."""
    wh = words[0].lower
    if wh not in {"why", "how", "when", "where", "what", "which"}:
        return None
    at = next((at for at in range(1, min(len(words), 9)) if words[at].lower in AUX or words[at].lower in NEGATED), None)
    if at is None and wh in {"which", "what"}:
        return _which(question, words)
    if at is None or (at > 1 and wh in {"why", "when", "where"}):
        return _bare(question, words) if wh in {"why", "how"} else None
    negated = words[at].lower in NEGATED
    aux = NEGATED.get(words[at].lower, words[at].lower)
    if aux in {"should", "can", "could", "may", "might", "am", "shall", "must"} and not (negated and wh == "why"):
        return None
    if wh in {"when", "where"} and aux in BE:
        return None
    if at == 1:
        if wh in {"what", "which"} and aux in DO:
            return _dealt(question, words, aux)
        if wh in {"what", "which"} or (wh == "how" and len(words) < 4):
            return None
        text: str | None = declared(question, words, at, aux, negated=negated)
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
        text = declared(question, words, at, aux, object_)
    return _found(question, words, text, (0, at), 1)


def _which(question: str, words: list[Token]) -> Presupposed | None:
    """ "Which Russian service produced the laptop": that one of them did."""
    at = next((at for at in range(2, min(len(words) - 1, 6)) if looks_past(words[at].lower)), None)
    if at is None or words[1].lower in _NEUTRAL_NOUNS or words[at - 1].lower in _NEUTRAL_NOUNS:
        return None
    noun = question[words[1].start : words[at - 1].end]
    article = "an" if noun[:1].lower() in "aeio" else "a"
    return _found(question, words, f"{article} {noun} {question[words[at].start : words[-1].end]}", (0, 0), 1)


def _dealt(question: str, words: list[Token], aux: str) -> Presupposed | None:
    """ "What did X promise Y": that X promised something, for verbs of giving, taking and hiding."""
    if not any(word.lower in _DEALINGS for word in words[3:9]):
        return None
    text = declared(question, words, 1, aux, "something")
    return _found(question, words, text, (0, 1), 2)


def _bare(question: str, words: list[Token]) -> Presupposed | None:
    """ "Why Putin wants Trump re-elected": a heading's question, without inversion."""
    named = len(words) > 3 and words[1].text[:1].isupper()
    verb = named and any(
        looks_past(word.lower)
        or any(word.lower == third(base) for base in (word.lower[:-1], word.lower[:-2]) if base in base_forms())
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
            done = next((verb for verb in base_forms() if gerund(verb) == following), None)
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
            victim, reason, why = question[words[at + 3].start :].strip(" ?").partition(" for ")
            text = f"{victim} was {passive}{reason}{why}"
            return _found(question, words, text, (at, at + 2), at + 3)
        if words[at + 2].lower in {"that", "which"} and at + 4 < len(words):
            article = "an" if noun[0] in "aeiou" else "a"
            text = f"there was {article} {question[words[at + 1].start :]}"
            return _found(question, words, text, (at, at + 2), at)
    return None


def _made(question: str, words: list[Token], made: Made | None) -> Presupposed | None:
    return _found(question, words, made.text, (made.first, made.last), made.start) if made else None


def _embedded(question: str, words: list[Token]) -> Presupposed | None:
    return _made(question, words, clauses.embedded(question, words))


def _owned(question: str, words: list[Token]) -> Presupposed | None:
    return _made(question, words, clauses.owned(question, words))


def _temporal(question: str, words: list[Token]) -> Presupposed | None:
    return _made(question, words, clauses.temporal(question, words))


def _caused(question: str, words: list[Token]) -> Presupposed | None:
    return _made(question, words, clauses.caused(question, words))


def _objected(question: str, words: list[Token]) -> Presupposed | None:
    return _made(question, words, clauses.objected(question, words))


def _placed(question: str, words: list[Token]) -> Presupposed | None:
    """ "When was X cleared of it?", "how long has X been in prison?": that X was."""
    at = next((at for at in range(1, min(len(words) - 2, 4)) if words[at].lower in BE | {"has", "have", "had"}), None)
    if words[0].lower not in {"when", "where", "how", "since"} or at is None or words[at + 1].lower == "there":
        return None
    if words[0].lower == "how" and words[1].lower not in {"long", "soon", "often"}:
        return None
    found = _found(question, words, declared(question, words, at, words[at].lower), (0, at), at + 1)
    return replace(found, quiet=True) if found else None


_RULES: tuple[Callable[[str, list[Token]], Presupposed | None], ...] = (
    _biased,
    _cleft,
    _given,
    _heard,
    _fronted,
    _caused,
    _asked,
    _factive,
    _described,
    _relative,
    _owned,
    _embedded,
    _temporal,
    _objected,
)


def _stated(question: str, words: list[Token]) -> Presupposed | None:
    """What a sentence before the question says, where it names somebody: the question is asked on its strength."""
    named = any(word.text[:1].isupper() for word in words)
    if len(words) < _FEWEST or not named or words[0].lower in WH | AUX | PRONOUNS - {"everyone", "it"}:
        return None
    return _found(question, words, question[words[0].start :], (0, 0), 0)


def presupposition(question: str) -> Presupposed | None:
    """The claim that a question assumes, or None for a neutral question or no question.

    Of several sentences the questions come first, then what is stated before them.

    >>> presupposition("Why does Putin want Trump re-elected?").text
    'Putin wants Trump re-elected'
    """
    return next((one for one in presuppositions(question) if not one.quiet), None)


def presuppositions(question: str) -> Iterator[Presupposed]:
    """All claims that a question assumes, as far as the rules see them: the plainest of each sentence first."""
    text = question[:LIMIT]
    if not is_question(question) and not _REQUEST.search(text):
        return
    spans = [span for block in blocks(text) for span in sentences(text, block.start, block.end)]
    parts = [(text[:end], [word for word in tokens(text[:end]) if word.start >= start]) for start, end in spans]
    parts = [(part, words) for part, words in parts if len(words) >= 3]
    asking = [
        one for one in parts if len(parts) == 1 or is_question(one[0]) or _REQUEST.search(one[0], one[1][0].start)
    ]
    found = [[one for rule in _RULES if (one := rule(part, words)) is not None] for part, words in asking]
    yield from (ones[0] for ones in found if ones)
    before = [one for one in parts if one not in asking]
    yield from (one for part, words in before if (one := _stated(part, words)) is not None)
    yield from (one for ones in found for one in ones[1:])
    yield from (one for part, words in asking if (one := _placed(part, words)) is not None)


__all__ = ["MessageKind", "Presupposed", "classify", "is_question", "presupposition"]
