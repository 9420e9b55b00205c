"""Whether the words of a sentence stand in the order of its source: who acts, upon whom, and who says so."""

from __future__ import annotations

import re

from bot.engine.language.places import PASSIVE, actor, clauses, words
from bot.engine.language.terms import stem, terms
from knowledge.models import Source

REPORTING = frozenset(
    stem(word)
    for word in """report source state publish publication say accord inquiry statement describe record note article
    page finding library write contend claim assert""".split()
)
"""Words that name a source or its saying and make no more of it; they may be added, since each citation names its
source anyway."""


def another_actor(text: str, own: str, source: Source) -> str | None:
    """Why a sentence tells of somebody's acting who does not act in its source, or None."""
    known = terms(own)
    reported = _REPORTED.match(text)
    acting = actor(text[reported.end() :] if reported and _speaks(reported["who"], own, source) else text)
    if len(known.order) < 2 or acting is None or acting not in known.order:
        return None
    if acting in {actor(clause) for clause in clauses(own)} or _descents(text, own) <= 1:
        return None
    return "Somebody else acts in it than in the cited source."


def another_order(text: str, own: str, source: Source) -> str | None:
    """Why a sentence says who did what to whom in another way, or None.

    Words may change places only where a stretch is moved whole or the voice is changed.
    """
    inner, told_by, moved = parts(text, own, source)
    descents = _descents(inner, own)
    turned = bool(PASSIVE.search(inner)) is not bool(PASSIVE.search(parts(own, own, source)[0]))
    if turned and not descents:
        return "It turns around who did what to whom."
    if any(_descents(part, own) for part in ([*told_by, *moved] if turned else [inner, *told_by, *moved])):
        return "It puts the cited source's words in another order."
    return None


def parts(text: str, own: str, source: Source) -> tuple[str, list[str], list[str]]:
    """The sentence without what may stand at its ends; who says so, if the source has it; and when or where."""
    told_by: list[str] = []
    moved: list[str] = []
    in_front = _REPORTED.match(own)
    for pattern in (_REPORTED, _OPENING):
        found = pattern.match(text)
        if found and pattern is _REPORTED and in_front and _takes_the_place(found["who"], in_front["who"], own):
            continue
        who = found.groupdict().get("who") if found else None
        if found and (who is None or _speaks(who, own, source)):
            (told_by if who else moved).append(who or found.group())
            text = text[found.end() :]
    closing = _CLOSING.search(text)
    if closing and _speaks(closing["who"] or closing["whom"], own, source):
        told_by.append(closing["who"] or closing["whom"])
        text = text[: closing.start()]
    return _DATED.sub("", text), told_by, moved


def _takes_the_place(who: str, first: str, own: str) -> bool:
    """Whether somebody whom the source tells of begins a sentence in place of the one who begins the source."""
    said = terms(who).stems
    return bool(said - terms(first).stems) and said <= terms(own).stems


def _speaks(who: str, own: str, source: Source) -> bool:
    """Whether somebody's word is what the source tells, or is: its publisher's, or one that it reports itself."""
    speaker = _ARTICLE.sub("", who.strip())
    said = terms(speaker).stems
    if re.search(r"['’]s?$", speaker):
        return False
    named = terms(source.publisher).stems
    if said <= named and 2 * len(said) > len(named) and not said <= terms(own).stems:
        return not _descents(speaker, source.publisher)
    if speaker == speaker.lower() and said <= terms(source.title).stems | REPORTING:
        return True
    spelled = rf"(?<![\w-]){re.escape(speaker)}(?!\w)"
    return (
        re.search(rf"{spelled}(?:{_BETWEEN})*,? {_SAYS}\b|\b[Aa]ccording to (?:an? |the )?{spelled}", own) is not None
    )


def _descents(text: str, source: str) -> int:
    """How often, in reading a text, one has to step back in its source."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words(source)):
        if word.content:
            places.setdefault(word.stem, []).append(at)
    last, back = -1, 0
    for word in words(text):
        if word.content and word.stem in places:
            onward = next((at for at in places[word.stem] if at > last), None)
            back += onward is None
            last = onward if onward is not None else places[word.stem][0]
    return back


_SAYS = (
    r"(?:report(?:ed|s)|wrote|writes|found|finds|said|says?|states?|stated|alleg(?:es|ed)|assess(?:es|ed)|judg(?:es|ed)"
    r"|argue[sd]|announced|charge[sd]?|noted|notes|contends?|contended|claim(?:s|ed)|asserted|asserts|concluded|records)"
)
_REPORTED = re.compile(rf"(?P<who>(?:[\w.'’/!&-]+ ){{1,8}}){_SAYS} that ")
_BETWEEN = r",[^,.;]{1,60},| (?:in|on) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}| (?:also|later|then|has|had|have|[a-z]+ly)"
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_DATED = re.compile(r" (?:in|on|since|until|by) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}\.?$")
_OPENING = re.compile(
    r"(?:According to (?P<who>[^,]{1,120})"
    r"|(?:In|On|At|Before|After|By|Between|From|During|Since|For|With) (?:[^\s,]+ ){0,5}[^\s,]+), "
)
_CLOSING = re.compile(rf", (?:according to (?P<who>[^,]+?)|(?P<whom>[^,]+) {_SAYS})\.?$")
