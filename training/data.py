"""The mix that the judge is trained on: public sets read from a folder, and pairs made from the project's own records.

A support pair is ``{"claim", "evidence": [sentences], "label"}``; labels are supports, partly, contradicts, unrelated.
``binary: true`` marks a set that says only entailed or not; such a pair teaches "supports or not" and no more.
A speculation record is a sentence with 1 (uncertain, weasel) or 0.
"""

import csv
import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

SEED = 7
LABELS = ("supports", "partly", "contradicts", "unrelated")


@dataclass(frozen=True)
class Pair:
    """A claim with its evidence; ``distractors`` are sentences of the same text that say nothing of the claim."""

    claim: str
    evidence: tuple[str, ...]
    label: int
    source_set: str
    binary: bool = False
    distractors: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Take:
    """How much of a set goes into the mix: at most ``limit`` records, each ``times`` times; ``stage`` 0 comes first."""

    name: str
    limit: int
    times: int = 1
    stage: int = 1


# Sets whose licence is not commercial (xnli_en, sick) or not stated (healthver, covid_fact, politihop, rte, cb, mpe,
# aggrefact_errors, fnc1, scitail_test, add_one_rte, fracas, attribution_veridicality) stay out: weights are given away.
MIX = (
    Take("mnli_dev", 14_000, stage=0),
    Take("snli_dev", 3_500, stage=0),
    Take("begin", 1_000, stage=0),
    Take("fever_dev", 9_000),
    Take("fm2", 2_548, times=2),
    Take("fm2_same_page", 1_679),
    Take("scifact_train", 1_609),
    Take("factcheck_gpt", 3_086, times=2),
    Take("defacto", 4_372),
    Take("summedits", 4_770),
    Take("wice_train_tokens", 742, times=3),
    Take("composite_partly", 5_500),
    Take("number_swap", 1_200),
)
WRITTEN = Path(__file__).parent / "written.jsonl"
BESIDE = 0.25
PAGES = Path(__file__).parent / "pages.jsonl"
CASES = Path(__file__).parent / "cases.jsonl"
PAGE_WORDS = 250
OPINIONS = Path(__file__).parent / "opinions.jsonl"
KINDS = ("fact", "view", "none")
"""What a piece of a text states: what a document could settle, a guess or judgment that none settles, or nothing."""
CLEAN_ORIGINS = ("fever_dev", "fm2", "scifact_train", "factcheck_gpt", "summedits", "defacto")


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(folder / name / "data.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_set(folder: Path, name: str) -> list[Pair]:
    """The records of one set; raises FileNotFoundError where the folder lacks it."""
    pairs = []
    for row in _rows(folder, name):
        if name == "number_swap" and not str(row.get("split", "")).startswith(CLEAN_ORIGINS):
            continue
        pairs.append(
            Pair(
                claim=row["claim"],
                evidence=tuple(row["evidence"]),
                label=LABELS.index(row["label"]),
                source_set=name,
                binary=bool(row.get("binary")),
                distractors=tuple(row.get("distractors") or ()),
            )
        )
    return pairs


_SAYING = re.compile(
    r"^(?P<who>.{4,140}?) (?P<verb>said|says|wrote|charged|alleged|alleges|reported|reports|assessed|assesses|"
    r"concluded|found|held|stated|argued|argues|claimed|announced|determined|accused .{3,60}? of|denied|denies|"
    r"rejected the claim) "
    r"(?:that )(?P<what>.{30,})$",
    re.DOTALL,
)
_NUMBER = re.compile(r"(?<![\w.-])\d[\d,]*(?:\.\d+)?(?![\w-])")
_NOT_ESTABLISHED = re.compile(
    r"^(?P<who>.{4,140}?) (?:did not establish|found no evidence|did not find evidence|found no indication|"
    r"saw no evidence) (?:that )(?P<what>.{30,})$",
    re.DOTALL,
)


# Names that may change places in a sentence and leave it a sentence: states, or persons of two names and more.
_STATE = (
    "Russia|Ukraine|China|Iran|Israel|Canada|Australia|Taiwan|Georgia|Moldova|Romania|France|Germany|Poland|Hungary|"
    "Serbia|Montenegro|Bulgaria|Slovakia|Austria|Italy|Spain|Britain|Turkey|Armenia|Azerbaijan|Belarus|Syria|Libya|"
    "Sudan|Mali|Nigeria|Kenya|Madagascar|India|Pakistan|Bangladesh|Nepal|Japan|Indonesia|Cambodia|Venezuela|Cuba|"
    "Nicaragua|Honduras|Guatemala|Bolivia|Chile|Brazil|Argentina|Colombia|Mexico|Qatar|Rwanda|Egypt|Morocco|Albania|"
    "Trump|Biden|Clinton|Obama|Putin|Mueller|Zelensky|Netanyahu|Modi|Maduro|Orbán|Macron|Dodik|Vučić|Facebook|Twitter|"
    "Meta|Google|Microsoft|OpenAI|TikTok|WikiLeaks|Moscow|Beijing|Washington|Tehran|Kyiv"
)
_PERSON = r"[A-Z][a-zà-ž]+ (?:[A-Z]\. )?[A-Z][a-zà-ž]{3,}"
_NAME = re.compile(rf"(?<![\w-])(?:{_PERSON}|{_STATE})(?![\w-]|'s| (?:[A-Z]|for\b|of\b))")
_BEFORE = re.compile(r"[A-Z][\w'’-]* $")
_ALIKE = re.compile(r"\b(?:between|both|together|each other|mutual|respectively|met|talks?|meeting|relations|or)\b")


def exchanged(text: str, chance: random.Random) -> str | None:
    """The sentence with two of its names in each other's place, or nothing where that might say the same."""
    names = [found for found in _NAME.finditer(text) if not _BEFORE.search(text[: found.start()])]
    names = [found for found in names if not found[0].startswith(("The ", "United ", "New ", "President ", "Judge "))]
    choices = [
        (one, other)
        for at, one in enumerate(names)
        for other in names[at + 1 :]
        if one[0] != other[0]
        and (" " in one[0]) == (" " in other[0])
        and len(text[one.end() : other.start()].split()) > 2
        and not re.search(r",|\band\b", text[one.end() : other.start()][-6:])
    ]
    if not choices or _ALIKE.search(text):
        return None
    one, other = chance.choice(choices)
    between = text[one.end() : other.start()]
    return text[: one.start()] + other[0] + between + one[0] + text[other.end() :]


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]


def record_pairs(records: Path, seed: int) -> list[Pair]:
    """Pairs made from the findings of the shipped records, which the project wrote itself.

    A finding supports what it reports ("X charged that P" supports P: how far P is established is the act's matter,
    not the judge's), a denial or a fruitless search contradicts it, a changed number or names in each other's place do,
    another finding of the same episode says nothing, and a claim of two findings is partly supported by one.
    """
    chance = random.Random(seed)
    findings: list[tuple[str, str]] = []
    for path in sorted(records.glob("*/*.yaml")):
        record = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        findings += [(f.get("event") or path.stem, " ".join(f["text"].split())) for f in record["findings"]]
    episodes: dict[str, list[str]] = {}
    for event, text in findings:
        episodes.setdefault(event, []).append(text)
    pairs: list[Pair] = []

    def add(claim: str, evidence: Iterable[str], label: str, others: list[str]) -> None:
        rest = tuple(chance.sample(others, min(6, len(others))))
        pairs.append(Pair(claim, tuple(evidence), LABELS.index(label), "records", distractors=rest))

    for event, text in findings:
        others = [other for other in episodes[event] if other != text]
        if fruitless := _NOT_ESTABLISHED.match(text):
            add(_sentence(fruitless["what"]), [text], "contradicts", others)
        elif said := _SAYING.match(text):
            denial = said["verb"].startswith(("denied", "denies", "rejected"))
            add(_sentence(said["what"]), [text], "contradicts" if denial else "supports", others)
            if not denial and chance.random() < 0.25:
                what = _sentence(said["what"]).rstrip(".")
                add(f"{what}, according to {said['who']}", [text], "supports", others)
        elif chance.random() < 0.35:
            add(text, [text], "supports", others)
        if turned := exchanged(text, chance):
            add(turned, [text], "contradicts", others)
        numbers = [n for n in _NUMBER.finditer(text) if not 1900 < float(n[0].replace(",", "")) < 2100]
        if numbers and chance.random() < 0.7:
            number = chance.choice(numbers)
            value = float(number[0].replace(",", ""))
            other = value * chance.choice((2, 3, 10)) + chance.choice((0, 1, 2))
            shown = f"{int(other):,}" if value == int(value) else f"{other:g}"
            add(text[: number.start()] + shown + text[number.end() :], [text], "contradicts", others)
        if others and chance.random() < 0.35:
            add(text, chance.sample(others, min(3, len(others))), "unrelated", [])
        if others and chance.random() < 0.3:
            second = chance.choice(others)
            add(f"{text.rstrip('.')}, and {second}", [text], "partly", [o for o in others if o != second])
    return pairs


def written_pairs(path: Path, records: Path, seed: int, last: int | None = None) -> list[Pair]:
    """Claims that people wrote beside findings of the shipped records: ``{"finding", "claim", "label"}`` a line.

    The finding is the evidence, others of its episode are the distractors. A line whose finding is gone is passed over.
    With ``last`` only so many lines of the end are read.
    """
    chance = random.Random(seed)
    findings: dict[str, tuple[str, str]] = {}
    episodes: dict[str, list[str]] = {}
    for file in sorted(records.glob("*/*.yaml")):
        for one in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["findings"]:
            event, text = one.get("event") or file.stem, " ".join(one["text"].split())
            findings[one["id"]] = (event, text)
            episodes.setdefault(event, []).append(text)
    pairs: list[Pair] = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines if last is None else lines[len(lines) - last :]:
        row = json.loads(line)
        if row["finding"] not in findings:
            continue
        event, text = findings[row["finding"]]
        others = [other for other in episodes[event] if other != text] if row["label"] != "unrelated" else []
        rest = tuple(chance.sample(others, min(6, len(others))))
        pairs.append(Pair(row["claim"], (text,), LABELS.index(row["label"]), "written", distractors=rest))
        if others and chance.random() < BESIDE:
            # The same claim beside its neighbour, so that the claim's own wording does not give the label away.
            beside = (chance.choice(others),)
            pairs.append(Pair(row["claim"], beside, LABELS.index("unrelated"), "written", binary=True))
    return pairs


def pages(folder: Path) -> dict[str, list[str]]:
    """Sentences of Wikipedia pages (``fm2:TITLE``) and of news articles (``defacto:ROW``), cut to 250 words."""
    found: dict[str, list[str]] = {}
    for row in _rows(folder, "fm2"):
        held = found.setdefault(f"fm2:{row['page']}", [])
        held += [one for one in dict.fromkeys((*row["evidence"], *(row.get("distractors") or ()))) if one not in held]
    for number, row in enumerate(_rows(folder, "defacto")):
        found[f"defacto:{number}"] = list(row["evidence"])
    return {name: _cut(sentences) for name, sentences in found.items()}


def _cut(sentences: list[str]) -> list[str]:
    words = accumulate(len(sentence.split()) for sentence in sentences)
    return [sentence for sentence, so_far in zip(sentences, words, strict=True) if so_far <= PAGE_WORDS]


def page_pairs(folder: Path) -> list[Pair]:
    """Claims that people wrote beside :func:`pages`, as an encyclopaedia might cite them.

    Raises KeyError where a claim's page is not among them.
    """
    held = pages(folder)
    rows = (json.loads(line) for line in PAGES.read_text(encoding="utf-8").splitlines())
    return [Pair(row["claim"], tuple(held[row["page"]]), LABELS.index(row["label"]), "pages") for row in rows]


def case_pairs(seed: int) -> list[Pair]:
    """Claims that people wrote together with several pieces of evidence, all invented, the pieces in any order.

    "Partly" there means that some of it speaks for the claim and some against it.
    """
    chance = random.Random(seed)
    pairs: list[Pair] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for claim, label in row["claims"]:
            evidence = chance.sample(row["evidence"], len(row["evidence"]))
            pairs.append(Pair(claim, tuple(evidence), LABELS.index(label), "cases"))
    return pairs


def read_opinions(path: Path) -> list[tuple[str, int]]:
    """Pieces of opinion texts and reports, with what each states: an index of ``KINDS``."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [(row["text"], KINDS.index(row["kind"])) for row in rows]


@dataclass(frozen=True)
class Shares:
    """What goes into the mix: the share of the ``public`` sets, and how often what was written here comes.

    ``written`` (a share, or more than once) is of the claims beside findings, of which the ``last`` lines come once
    besides; ``pages`` is of the claims beside pages and cases.
    """

    public: float = 1.0
    written: float = 2.0
    last: int = 0
    pages: int = 2


def taken(folder: Path, chance: random.Random) -> Iterator[tuple[Take, list[Pair], list[Pair]]]:
    """Each set of the mix with the pairs that go in and those left out."""
    for take in MIX:
        pairs = read_set(folder, take.name)
        chance.shuffle(pairs)
        yield take, pairs[: take.limit], pairs[take.limit :]


def mix(folder: Path, records: Path, seed: int, shares: Shares) -> list[list[Pair]]:
    """The pairs of each stage, shuffled; the same for the same arguments."""
    chance = random.Random(seed)
    stages: list[list[Pair]] = [[], []]
    for take, pairs, _ in taken(folder, chance):
        stages[take.stage] += pairs[: round(shares.public * len(pairs))] * take.times
    stages[1] += record_pairs(records, seed)
    written = written_pairs(WRITTEN, records, seed)
    stages[1] += written * int(shares.written)
    stages[1] += chance.sample(written, round((shares.written % 1) * len(written)))
    stages[1] += written_pairs(WRITTEN, records, seed, shares.last)
    stages[1] += (page_pairs(folder) + case_pairs(seed)) * shares.pages
    for stage in stages:
        chance.shuffle(stage)
    return stages


def padded(pair: Pair, chance: random.Random, strangers: list[Pair], share: float) -> Pair:
    """The pair among sentences that say nothing of it, for a page holds a dozen; the label stays.

    One pair in twenty gets another pair's evidence instead and is then unrelated.
    """
    if chance.random() < 0.05 and not pair.binary:
        return Pair(pair.claim, chance.choice(strangers).evidence, LABELS.index("unrelated"), pair.source_set)
    if chance.random() >= share:
        return pair
    wanted = chance.randint(1, 8)
    pool = list(pair.distractors)
    chance.shuffle(pool)
    while len(pool) < wanted:
        pool += list(chance.choice(strangers).evidence)
    extra = pool[:wanted]
    cut = chance.randint(0, len(extra))
    evidence = (*extra[:cut], *pair.evidence, *extra[cut:])
    return Pair(pair.claim, evidence, pair.label, pair.source_set, pair.binary)


def read_speculation(path: Path) -> list[tuple[str, int]]:
    """Sentences and labels of a ``text,label`` CSV; raises KeyError where a column is missing."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [(" ".join(row["text"].split()), int(row["label"])) for row in csv.DictReader(lines)]


def split(rows: list[tuple[str, int]], seed: int, held_out: float = 0.2) -> tuple[list[tuple[str, int]], ...]:
    """(train, held out), shuffled by the seed; sentences that occur twice stay on one side."""
    unique = sorted(set(rows))
    random.Random(seed).shuffle(unique)
    border = round(len(unique) * (1 - held_out))
    return unique[:border], unique[border:]


def batches(lengths: list[int], tokens: int, chance: random.Random) -> Iterator[list[int]]:
    """Indices in batches of about ``tokens`` tokens, alike in length within windows so that little is padding."""
    window = 1_024
    for start in range(0, len(lengths), window):
        order = sorted(range(start, min(start + window, len(lengths))), key=lengths.__getitem__)
        groups: list[list[int]] = []
        current: list[int] = []
        for index in order:
            if current and (len(current) + 1) * lengths[index] > tokens:
                groups.append(current)
                current = []
            current.append(index)
        if current:
            groups.append(current)
        chance.shuffle(groups)
        yield from groups
