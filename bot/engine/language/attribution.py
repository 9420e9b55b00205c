"""Who says it: "X said that …", "according to X", "…, X said"."""

from __future__ import annotations

from typing import NamedTuple

from bot.engine.language.words import Token, tokens, vocabulary

_SPEECH = vocabulary(
    """
    said say says allege argue insist contend believe told tells stated states claimed claims argued argues
    testified wrote writes announced announces declared declares insisted insists asserted asserts alleged
    alleges tweeted posted warned warns acknowledged acknowledges admitted admits conceded maintained maintains
    contended contends believes believed concluded concludes found finds assessed assesses determined reported
    reports denied denies confirmed confirms noted notes added adds explained explains boasted predicted
    predicts accused accuses
    """
)
_INVERTED = vocabulary(
    """
    said says wrote writes added adds explained explains noted notes argued argues insisted insists tweeted posted
    warned warns testified predicted predicts asserted claims claimed reported reports announced
    """
)
_PERFORMING = vocabulary("declared declares")
"""Verbs that also do what they say: "the court declared the vote void" reports an act and no claim."""

_ADVERBS = vocabulary("has have had also later then now once recently repeatedly publicly reportedly")
_NOT_SPEAKERS = vocabulary(
    """
    it that this there what which who many some most critics experts observers people sources others they he she
    i we you and but or as when if while he's everyone nobody
    """
)
_BEFORE_NOUN = vocabulary(
    """
    the a an of in on at by for with to its his their her our my these those such into from about against over under
    through no any some many
    """
)
_LEAD = 14
_CLOSING = ("”", '"', "»", "“")
_OPENING = frozenset('“"«„')


class Attribution(NamedTuple):
    """``speaker`` as written; ``first`` is the first word of what is said; None where the speech comes first."""

    speaker: str
    first: int | None


def attribution(text: str, words: list[Token]) -> Attribution | None:
    """The named speaker of a sentence, or None. Vague speakers ("critics") are no speakers."""
    if len(words) < 3:
        return None
    if words[0].lower == "according" and words[1].lower == "to":
        end = text.find(",", words[1].end)
        at = next((at for at, word in enumerate(words) if word.start > end), None) if end >= 0 else None
        return _named(text, words, 2, at, at) if at is not None else None
    found = _leading(text, words)
    return found or _trailing(text, words)


def unattributed(text: str) -> str:
    """What is said, without who says it, before or after it; the whole text where nobody named says it."""
    for _ in range(2):
        words = tokens(text)
        found = attribution(text, words)
        if found is None:
            break
        if found.first is not None:
            text = text[words[found.first].start :]
        elif (end := text.rfind(",", 0, text.rfind(found.speaker))) > 0:
            text = text[:end]
        else:
            break
    return text


def _named(text: str, words: list[Token], first: int, last: int, said: int | None) -> Attribution | None:
    while last > first and words[last - 1].lower in _ADVERBS:
        last -= 1
    if (
        first >= last
        or last - first > _LEAD
        or (last - first == 1 and words[first].lower in _NOT_SPEAKERS - {"he", "she"})
    ):
        return None
    speaker = text[words[first].start : words[last - 1].end]
    named = any(word.text[:1].isupper() for word in words[max(first, 1) : last]) or (
        words[first].lower not in _NOT_SPEAKERS or words[first].lower in {"he", "she"}
    )
    return Attribution(speaker, said) if named else None


def _leading(text: str, words: list[Token]) -> Attribution | None:
    for at in range(1, min(len(words) - 1, _LEAD)):
        noun = words[at - 1].lower in _BEFORE_NOUN
        if noun or words[at].lower not in _SPEECH or words[at].text[:1].isupper():
            if words[at].lower in {"that", "which", "who"}:
                return None
            continue
        first = 0
        comma = text.rfind(",", 0, words[at].start)
        if comma >= 0:
            if words[at].start - comma < 3:
                return None
            first = next(index for index, word in enumerate(words) if word.start > comma)
        if text[:1] in _OPENING or text[comma + 1 : comma + 2] in _CLOSING:
            return _named(text, words, first, at, None) if comma >= 0 else None
        said = at + 1
        if words[at].lower in {"told", "tells"}:
            said = next((index for index in range(at + 2, min(len(words), at + 7)) if words[index].lower == "that"), 0)
            if not said:
                return None
        between = text[words[at].end : words[said].start]
        if words[said].lower == "that" and said + 1 < len(words):
            said += 1
        elif not (
            "“" in between
            or '"' in between
            or "," in between
            or ":" in between
            or (_subject_follows(words, said) and words[at].lower not in _PERFORMING)
        ):
            return None
        return _named(text, words, first, at, said)
    return None


def _subject_follows(words: list[Token], at: int) -> bool:
    """Whether a clause follows the verb of saying without "that"."""
    word = words[at]
    return word.lower in {"he", "she", "they", "it", "we", "there", "the", "no"} or word.text[:1].isupper()


def _trailing(text: str, words: list[Token]) -> Attribution | None:
    comma = max(text.rfind(","), text.rfind(",”"), text.rfind(',"'), text.rfind("”"), text.rfind('"'))
    if comma < 0:
        return None
    tail = next((at for at, word in enumerate(words) if word.start > comma), None)
    if tail is None or tail == 0 or len(words) - tail > _LEAD:
        return None
    if words[tail].lower == "according" and len(words) - tail > 2 and words[tail + 1].lower == "to":
        return _named(text, words, tail + 2, len(words), None)
    if words[tail].lower in {"and", "but", "or", "then", "which", "who"}:
        return None
    if words[-1].lower in _SPEECH and len(words) - tail > 1:
        return _named(text, words, tail, len(words) - 1, None)
    if words[tail].lower in _INVERTED and len(words) - tail > 1:
        return _named(text, words, tail + 1, len(words), None)
    return None
