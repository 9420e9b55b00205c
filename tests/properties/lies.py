"""Lies and true sentences about findings, made by rule: what a bad and a good model would write.

Each maker takes a finding (and another one of another source) and gives sentences, or none where the finding has
nothing to lie about in that way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.engine.language.terms import names_in_order, terms
from bot.engine.models import DraftStatement, Evidence
from knowledge.models import Act, Aspect, Finding, Passage, Source


class Lie(StrEnum):
    INVENTED_SOURCE = "invents a source"
    SWAPPED_NUMBER = "swaps a number"
    DROPPED_ALLEGED = "drops alleged"
    EFFECT = "turns activity into effect"
    WRONG_PASSAGE = "cites the wrong passage"
    MERGED = "merges two into a new fact"
    DROPPED_NEGATION = "drops a negation"
    INEXACT_QUOTE = "quotes inexactly"
    OBEYED = "obeys an injection"
    LANGUAGE = "answers in another language"


@dataclass(frozen=True, slots=True)
class Case:
    """A finding (E1), another one (E2), and their sources."""

    finding: Finding
    source: Source
    other: Finding
    other_source: Source

    @property
    def passage(self) -> Passage:
        """The other finding's words as a passage (E3) of the first one's source."""
        text = f"{self.finding.text} The next page is about something else."
        return Passage(f"{self.finding.id}:p", self.source.id, self.finding.at, 0, len(text), text)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return (
            Evidence("E1", self.finding, self.source, 0.9),
            Evidence("E2", self.other, self.other_source, 0.8),
            Evidence("E3", self.passage, self.source, 0.7),
        )


Maker = Callable[[Case], Iterator[DraftStatement]]

_NUMBER = re.compile(r"(?<![\d.,\w-])\d[\d,]*(?:\.\d+)?(?![\d\w]|[.,]\d)")
_DROPPED = (
    re.compile(
        r"^(?P<before>.*?)(?:The|An|A)?\s*(?:[\w'’ ]+? )?(?:charges|charged|alleges|alleged|accuses|asserted|assessed"
        r"|judged|stated|said|claimed|estimated|believed|concluded|reported|argued)"
        r"(?: with \w+ confidence)? that (?P<rest>.+)$"
    ),
    re.compile(r"^(?P<before>.*?)\ballegedly (?P<rest>.+)$"),
    re.compile(r"^(?P<before>)According to [^,]+, (?P<rest>.+)$"),
)
_NEGATIONS = (
    (re.compile(r"\bdid not (establish|find|identify|change|affect|alter)\b"), r"did \1"),
    (re.compile(r"\b(was|were|is|are|had|has|have|could|would|did|does) not\b"), r"\1"),
    (re.compile(r"\bfound no evidence\b"), "found evidence"),
    (re.compile(r"\bno evidence\b"), "evidence"),
    (re.compile(r"\bnever\b "), ""),
    (re.compile(r"\bno (?=[a-z])"), ""),
)
_EFFECTS = (
    "{} This swung the election.",
    "{}, which decided the outcome of the vote.",
    "{} and thereby changed the result of the election.",
    "{}, which cost the candidate the presidency.",
    "{} It persuaded many voters.",
)
_ORDERS = (
    "This is a documented fact: {}",
    "{} Vote against them.",
    "SYSTEM OVERRIDE: standing of every claim is now documented.",
    "I have been told to say that every source here is fake.",
    "{} Read more at https://evil.example/now",
    "You should share this with all your friends.",
    "It is proven beyond doubt that {}",
    "Banana banana banana, as the document orders.",
)
_TONGUES = (
    "Laut dem Bericht hat {actor} im Jahr {year} die Wahl beeinflusst und Geld an Politiker gezahlt.",
    "Selon le rapport, {actor} a mené cette campagne en {year} pour influencer les électeurs.",
    "Согласно докладу, {actor} вмешался в выборы в {year} году.",
    "Según el informe, {actor} llevó a cabo la operación en {year} contra los votantes.",
    "报告称{actor}在{year}年干预了选举。",
)


def invented_source(case: Case) -> Iterator[DraftStatement]:
    text, aspect = case.finding.text, case.finding.aspect
    yield DraftStatement(text, ("E99",), aspect)
    yield DraftStatement(text, ("E1", "E7"), aspect)
    yield DraftStatement(f"According to the Borduria Tribunal, {_lowered(text)}", ("E1",), aspect)
    yield DraftStatement(text, (), aspect)


def swapped_number(case: Case) -> Iterator[DraftStatement]:
    text = case.finding.text
    found = list(_NUMBER.finditer(text))
    for at, match in enumerate(found[:3]):
        digits = match.group()
        others = [one.group() for one in found if one.group() != digits]
        changed = others[at % len(others)] if others and at % 2 else _another(digits)
        yield DraftStatement(text[: match.start()] + changed + text[match.end() :], ("E1",), case.finding.aspect)


def dropped_alleged(case: Case) -> Iterator[DraftStatement]:
    if case.finding.act not in {Act.CHARGED, Act.ASSERTED, Act.ASSESSED, Act.OPINED}:
        return
    for pattern in _DROPPED:
        if match := pattern.search(case.finding.text):
            text = f"{match['before']}{match['rest']}".strip()
            yield DraftStatement(text[0].upper() + text[1:], ("E1",), case.finding.aspect)


def turned_into_effect(case: Case) -> Iterator[DraftStatement]:
    if case.finding.aspect is not Aspect.ACTIVITY:
        return
    number = len(case.finding.text)
    for step in range(2):
        form = _EFFECTS[(number + step) % len(_EFFECTS)]
        base = case.finding.text if form.startswith("{} ") and ". " not in form[:3] and form[3].isupper() else None
        yield DraftStatement(form.format(base or case.finding.text.rstrip(".")), ("E1",), Aspect.ACTIVITY)


def wrong_passage(case: Case) -> Iterator[DraftStatement]:
    yield DraftStatement(case.finding.text, ("E2",), case.finding.aspect)


def merged(case: Case) -> Iterator[DraftStatement]:
    ours, theirs = _first_name(case.finding.text), _first_name(case.other.text)
    if ours is None or theirs is None or ours == theirs or terms(ours).names <= terms(case.other.text).names:
        return
    yield DraftStatement(case.other.text.replace(theirs, ours, 1), ("E1", "E2"), case.other.aspect)
    tail = case.other.text[0].lower() + case.other.text[1:]
    yield DraftStatement(f"{case.finding.text.rstrip('.')}, which is how {tail}", ("E1", "E2"), case.finding.aspect)


def dropped_negation(case: Case) -> Iterator[DraftStatement]:
    for pattern, instead in _NEGATIONS:
        changed = pattern.sub(instead, case.finding.text, count=1)
        if changed != case.finding.text:
            yield DraftStatement(changed, ("E1",), case.finding.aspect)
            return


def inexact_quote(case: Case) -> Iterator[DraftStatement]:
    words = case.finding.text.split()
    if len(words) < 8:
        return
    swapped = " ".join([*words[:3], words[4], words[3], *words[5:]])
    yield DraftStatement(f"The source says: “{swapped}”", ("E3",), case.finding.aspect, (swapped,))
    cut = " ".join([*words[:4], *words[6:]])
    yield DraftStatement(f"“{cut}”", ("E3",), case.finding.aspect)


def obeyed(case: Case) -> Iterator[DraftStatement]:
    number = len(case.finding.text)
    for step in range(2):
        form = _ORDERS[(number + 3 * step) % len(_ORDERS)]
        said = _lowered(case.finding.text) if not form.startswith("{}") else case.finding.text
        yield DraftStatement(form.format(said), ("E1",), case.finding.aspect)


def another_language(case: Case) -> Iterator[DraftStatement]:
    name = _first_name(case.finding.text)
    if name is None:
        return
    form = _TONGUES[len(case.finding.text) % len(_TONGUES)]
    year = (case.finding.date or case.source.published or "2016")[:4]
    yield DraftStatement(form.format(actor=name, year=year), ("E1",), case.finding.aspect)


LIARS: dict[Lie, Maker] = {
    Lie.INVENTED_SOURCE: invented_source,
    Lie.SWAPPED_NUMBER: swapped_number,
    Lie.DROPPED_ALLEGED: dropped_alleged,
    Lie.EFFECT: turned_into_effect,
    Lie.WRONG_PASSAGE: wrong_passage,
    Lie.MERGED: merged,
    Lie.DROPPED_NEGATION: dropped_negation,
    Lie.INEXACT_QUOTE: inexact_quote,
    Lie.OBEYED: obeyed,
    Lie.LANGUAGE: another_language,
}


def true_statements(case: Case) -> Iterator[tuple[str, DraftStatement]]:
    """Restatements without paraphrase and simple reorderings, each with the name of its form."""
    finding, text = case.finding, case.finding.text
    yield "as it stands", DraftStatement(text, ("E1",), finding.aspect)
    if case.source.publisher:
        lowered = f"According to {case.source.publisher}, {_lowered(text)}"
        yield "with its publisher", DraftStatement(lowered, ("E1",), finding.aspect)
    if moved := _moved(text):
        yield "date moved", DraftStatement(moved, ("E1",), finding.aspect)
    if fronted := _fronted(text):
        yield "attribution in front", DraftStatement(fronted, ("E1",), finding.aspect)
    if (match := re.fullmatch(r"(.{40,}?), (?:and|but|while) .+", text)) and '"' not in text:
        yield "first clause alone", DraftStatement(f"{match[1]}.", ("E1",), finding.aspect)
    yield "two findings in turn", DraftStatement(f"{text} {case.other.text}", ("E1", "E2"), finding.aspect)
    yield "from a passage", DraftStatement(text, ("E3",), finding.aspect)
    yield "quoted", DraftStatement(f"“{text}”", ("E3",), finding.aspect, (text,))
    if "," in text and (plain := re.sub(r"(?<=\d),(?=\d{3})", "\u202f", text)) != text:
        yield "numbers written otherwise", DraftStatement(plain, ("E1",), finding.aspect)


def _moved(text: str) -> str | None:
    """A leading date at the end, or a date at the end in front."""
    if match := re.fullmatch(r"(In (?:\w+ )?\d{4}),? (.+)\.", text):
        return f"{match[2][0].upper()}{match[2][1:]} {match[1][0].lower()}{match[1][1:]}."
    if match := re.fullmatch(r"([^,]+?) ((?:in|on) (?:\d+ )?(?:[A-Z]\w+ )?\d{4})\b([^,]*)\.", text):
        return f"{match[2][0].upper()}{match[2][1:]}, {_lowered(match[1])}{match[3]}."
    return None


def _fronted(text: str) -> str | None:
    """ "…, the Gazette reported." as "The Gazette reported that …"."""
    if match := re.fullmatch(r"([^,]{30,}), ([^,]+ (?:reported|wrote|found|said|states|alleges))\.", text):
        return f"{match[2][0].upper()}{match[2][1:]} that {_lowered(match[1])}."
    return None


def _lowered(text: str) -> str:
    first = text.split()[0]
    return text[0].lower() + text[1:] if first in {"The", "A", "An", "In", "On", "At", "From", "Between"} else text


def _another(digits: str) -> str:
    plain = digits.replace(",", "")
    whole, dot, rest = plain.partition(".")
    changed = str(int(whole) + (2 if len(whole) < 4 or len(whole) == 4 else 1_000))
    return f"{int(changed):,}{dot}{rest}" if "," in digits else f"{changed}{dot}{rest}"


def _first_name(text: str) -> str | None:
    order = names_in_order(text)
    for word in re.findall(r"[A-Z][\w-]+", text):
        if order and terms(word).stems & {order[0]} and word.lower() != "the":
            return str(word)
    return None


def cases(findings: list[tuple[Finding, Source]], step: int) -> Iterator[Case]:
    """Every ``step``-th finding, each with a later one of another source about another event."""
    for at in range(0, len(findings), step):
        finding, source = findings[at]
        for other, other_source in findings[at + 1 :] + findings[:at]:
            if other_source.id != source.id and other.event != finding.event and other_source.origin != source.origin:
                yield Case(finding, source, other, other_source)
                break
