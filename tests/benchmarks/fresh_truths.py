"""True statements about findings, made by rule: word for word, in other words of the same sense, shortened fairly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.engine.models import DraftStatement
from knowledge.models import Passage
from tests.benchmarks.fresh_lies import Case, lowered

_SAME: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "another word of saying": (
        (re.compile(r"\bsaid that\b"), "stated that"),
        (re.compile(r"\breported that\b"), "wrote that"),
        (re.compile(r"\bwrote that\b"), "reported that"),
        (re.compile(r"\bstated that\b"), "said that"),
        (re.compile(r"\bclaimed that\b"), "asserted that"),
        (re.compile(r"\bargues that\b"), "contends that"),
    ),
    "another bound that is the same": (
        (re.compile(r"\bmore than (?=\d)"), "over "),
        (re.compile(r"\babout (?=\d)"), "around "),
        (re.compile(r"\bsome (?=\d)"), "about "),
        (re.compile(r"\bover (?=\d)"), "more than "),
        (re.compile(r"\bnearly (?=\d)"), "almost "),
        (re.compile(r"\bup to (?=\d)"), "as many as "),
    ),
    "a name spelled out or short": (
        (re.compile(r"\bUS\b"), "United States"),
        (re.compile(r"\bUK\b"), "United Kingdom"),
        (re.compile(r"\bEU\b"), "European Union"),
        (re.compile(r"\bthe United States\b"), "the US"),
        (re.compile(r"\bFederal Bureau of Investigation\b"), "FBI"),
    ),
    "a verb contracted or in another tense": (
        (re.compile(r"\bdid not\b"), "didn’t"),
        (re.compile(r"\bwas not\b"), "wasn’t"),
        (re.compile(r"\balleges that\b"), "alleged that"),
        (re.compile(r"\bcharges that\b"), "charged that"),
        (re.compile(r"\bsays that\b"), "said that"),
        (re.compile(r"\bassesses that\b"), "assessed that"),
    ),
    "possession the other way": (
        (re.compile(r"\b([A-Z]\w+)['’]s (government|parliament|army|president)\b"), r"the \2 of \1"),
    ),
    "a synonym": (
        (re.compile(r"\bfake accounts\b"), "false accounts"),
        (re.compile(r"\bused\b"), "employed"),
        (re.compile(r"\bbegan\b"), "started"),
        (re.compile(r"\bpaid for\b"), "financed"),
        (re.compile(r"\baround\b"), "about"),
        (re.compile(r"\bremoved\b"), "took down"),
        (re.compile(r"\bset up\b"), "created"),
        (re.compile(r"\bhelped\b"), "assisted"),
    ),
    "a needless word left out": (
        (re.compile(r"\b(?:also|then|later|itself|himself|herself) (?=[a-z])"), ""),
        (re.compile(r"\b(reported|said|found|wrote|states|alleges|stated) that (?=the |[A-Z])"), r"\1 "),
    ),
}
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_LEADING = re.compile(rf"^(In (?:{_MONTH} )?\d{{4}}),? (.+)\.$")
_TRAILING = re.compile(rf"^([^,;]+?) ((?:in|on) (?:\d+ )?(?:{_MONTH} )?\d{{4}})\.$")
_LATER = re.compile(r"^([^,;]{30,}), ([^,]+ (?:reported|wrote|found|said|states|alleges|noted))\.$")
_ASIDE = re.compile(r" \([^()]+\)")
_RELATIVE = re.compile(r", (?:which|who) [^,;]+(?=[,.])")
_APPOSITION = re.compile(
    r", (?:a|an|the) (?:[a-z]+ ){1,5}[^,;]*?,(?= (?:was|were|had|has|is|said|told|paid|wrote|met) )"
)
_JOINED = re.compile(r"^(.{45,}?), and (?:the|it|he|she|they|that|a|its|his) .+$")
_PARTED = re.compile(r"^(.{40,}?); .+$")
_LIST = re.compile(r"(\w+), (\w+) and (\w+)(?=[ .,])")
_ACTIVE = re.compile(
    r"^(?P<who>(?:The )?[A-Z]\w+(?: [A-Z]\w+)?) (?P<did>removed|banned|sanctioned|indicted|expelled|arrested"
    r"|suspended|blocked|seized|published|founded|fined|convicted|sentenced) (?P<what>[^,;]+?)"
    r"(?P<rest> (?:in|on|for|after|over|that|which|from|with) [^,;]+)?\.$"
)


def truths(case: Case) -> Iterator[tuple[str, DraftStatement]]:
    """Statements that are true if the finding is, each with the name of its form."""
    text = case.text
    yield "word for word", _true(case, text)
    for form, pairs in _SAME.items():
        changed = next(
            (new for pattern, instead in pairs if (new := pattern.sub(instead, text, count=1)) != text), None
        )
        if changed is not None and "“" not in text:
            yield form, _true(case, changed)
    for form, make in _FORMS.items():
        if "“" not in text and (changed := make(text)) is not None:
            yield form, _true(case, changed)
    if case.own.source.publisher:
        yield "its publisher named", _true(case, f"According to {case.own.source.publisher}, {lowered(text)}")
    yield (
        "two findings in turn",
        DraftStatement(f"{text} {case.near.item.text}", (case.own.key, case.near.key), case.finding.aspect),
    )
    passage = next((one for one in case.evidence if isinstance(one.item, Passage)), None)
    if passage is not None:
        sentence = passage.item.text.split(". ")[0].rstrip(".") + "."
        if len(sentence.split()) > 7 and sentence in passage.item.text and "“" not in sentence and '"' not in sentence:
            yield (
                "a passage's sentence quoted",
                DraftStatement(f"“{sentence}”", (passage.key,), case.finding.aspect, (sentence,)),
            )


def _date_moved(text: str) -> str | None:
    if match := _LEADING.match(text):
        return f"{match[2][0].upper()}{match[2][1:]} {match[1][0].lower()}{match[1][1:]}."
    if match := _TRAILING.match(text):
        return f"{match[2][0].upper()}{match[2][1:]}, {lowered(match[1])}."
    return None


def _source_in_front(text: str) -> str | None:
    match = _LATER.match(text)
    return f"{match[2][0].upper()}{match[2][1:]} that {lowered(match[1])}." if match else None


def _without(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    def shortened(text: str) -> str | None:
        changed = pattern.sub("", text, count=1)
        return changed if changed != text and len(changed) > 40 else None

    return shortened


def _first_of(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda text: f"{match[1]}." if (match := pattern.match(text)) else None


def _shorter_list(text: str) -> str | None:
    # "told A, B and C apart" and sums need all of a list, so texts that count are left alone.
    if not _LIST.search(text) or re.search(r"\b(?:three|all|both|only|each|total)\b", text):
        return None
    return _LIST.sub(r"\1 and \2", text, count=1)


def _passive(text: str) -> str | None:
    match = _ACTIVE.match(text)
    if match is None:
        return None
    what = match["what"]
    plural = (
        re.match(r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|some|several)\b", what)
        and what[:2].strip() != "1"
    )
    be = "were" if plural or re.search(r"s$", what) else "was"
    return f"{what[0].upper()}{what[1:]} {be} {match['did']} by {lowered(match['who'])}{match['rest'] or ''}."


def _numbers_otherwise(text: str) -> str | None:
    changed = re.sub(r"(?<=\d),(?=\d{3})", "\u202f", text)
    return changed if changed != text else None


_FORMS: dict[str, Callable[[str], str | None]] = {
    "a date moved": _date_moved,
    "who reported it, in front": _source_in_front,
    "an aside left out": _without(_ASIDE),
    "a relative clause left out": _without(_RELATIVE),
    "an apposition left out": lambda text: new if (new := _APPOSITION.sub("", text, count=1)) != text else None,
    "the first of two clauses": _first_of(_JOINED),
    "before the semicolon": _first_of(_PARTED),
    "a list made shorter": _shorter_list,
    "in the passive": _passive,
    "numbers written otherwise": _numbers_otherwise,
}


def _true(case: Case, text: str) -> DraftStatement:
    return DraftStatement(f"{text[0].upper()}{text[1:]}", (case.own.key,), case.finding.aspect)
