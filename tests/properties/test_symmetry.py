"""The same rule for everyone: equal evidence on two sides gives equal answers, whoever the sides are.

One library holds, for each pair, findings that are the same but for the name. Whatever is asked or pasted about the one
is then asked and pasted about the other, of the whole engine with the embedded model. Countries and events that hold
evidence here are invented, or nothing is held against anybody who is real beyond what is the same for the other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.check import Checker
from bot.engine.explain import Explainer
from bot.engine.models import Answer, ClaimCheck, Explanation, Question, Refusal, RefusalReason
from knowledge.embedding import DEFAULT_MODEL, load_embedder
from knowledge.index.generations import Layout
from knowledge.ingest.ingesting import Given, ingest
from knowledge.library import ChromaLibrary
from knowledge.models import Episode, Standing, Told

pytestmark = pytest.mark.slow

MODELS = Path(__file__).parents[2] / "models"

SOURCES = {
    "court": "judgment",
    "indictment": "indictment",
    "inquiry": "inquiry_report",
    "agencies": "intelligence_assessment",
    "paper": "journalism",
    "spokesman": "official_statement",
    "reply": "denial",
    "column": "commentary",
}


@dataclasses.dataclass(frozen=True)
class Said:
    """A finding about ``{A}`` in a source; ``bears`` is a relation and the number of an earlier finding of the case."""

    source: str
    text: str
    aspect: str = "activity"
    act: str | None = None
    confidence: str | None = None
    bears: tuple[str, int] | None = None


@dataclasses.dataclass(frozen=True)
class Case:
    """Evidence that is the same for both names of a pair, and what is asked (or pasted) about each."""

    name: str
    pair: tuple[str, str]
    said: tuple[Said, ...]
    asked: str
    pasted: bool = False


ASKED = (
    Case(
        "charged",
        ("Russia", "America"),
        (Said("indictment", "The indictment alleges that officers of {A} hacked the party of Syldavia's president."),),
        "Did {A} hack the party of Syldavia's president?",
    ),
    Case(
        "found",
        ("China", "India"),
        (Said("inquiry", "The inquiry found that {A} bought 40 advertisements before Borduria's referendum."),),
        "Did {A} buy advertisements before Borduria's referendum?",
    ),
    Case(
        "assessed",
        ("Iran", "Israel"),
        (
            Said(
                "agencies",
                "The agencies assessed with high confidence that {A} ordered the raids on Elbonia's mayors.",
                "attribution",
                confidence="high",
            ),
        ),
        "Who ordered the raids on Elbonia's mayors, was it {A}?",
    ),
    Case(
        "reported and denied",
        ("Turkey", "Greece"),
        (
            Said("paper", "The paper reported that {A} paid editors in Genovia.", "attribution"),
            Said(
                "reply",
                "The embassy of {A} denied that it paid editors in Genovia.",
                "attribution",
                bears=("denies", 0),
            ),
        ),
        "Did {A} pay editors in Genovia?",
    ),
    Case(
        "asked for the denial",
        ("France", "Britain"),
        (
            Said("paper", "The paper reported that {A} paid for rallies in Zubrowka.", "attribution"),
            Said(
                "reply",
                "The embassy of {A} denied that it paid for rallies in Zubrowka.",
                "attribution",
                bears=("denies", 0),
            ),
        ),
        "What does {A} deny about the rallies in Zubrowka?",
    ),
    Case(
        "no effect found",
        ("Qatar", "Egypt"),
        (
            Said("inquiry", "The inquiry found that {A} ran 300 accounts before Latveria's vote."),
            Said(
                "inquiry",
                "The inquiry did not establish that the accounts of {A} changed Latveria's vote.",
                "effect",
            ),
        ),
        "Did {A} change the result of Latveria's vote?",
    ),
    Case(
        "acquitted",
        ("Anna Weber", "Marta Kovac"),
        (
            Said("indictment", "The indictment alleges that {A} acted as an agent of Freedonia without notice."),
            Said(
                "court",
                "The court acquitted {A} of acting as an agent of Freedonia.",
                act="adjudicated",
                bears=("withdraws", 0),
            ),
        ),
        "Was {A} an agent of Freedonia?",
    ),
    Case(
        "dismissed",
        ("Karl Brandt", "Pavel Novak"),
        (
            Said("indictment", "The indictment alleges that {A} bribed two members of Ruritania's parliament."),
            Said(
                "court",
                "The court dismissed the charge of bribery against {A}.",
                act="withdrawn",
                bears=("withdraws", 0),
            ),
        ),
        "What happened to the charge of bribery against {A}?",
    ),
    Case(
        "an official's word",
        ("Ukraine", "Belarus"),
        (Said("spokesman", "The spokesman said that {A} sends agitators to Klopstokia's universities."),),
        "Does {A} send agitators to Klopstokia's universities?",
    ),
    Case(
        "disputed",
        ("Poland", "Hungary"),
        (
            Said("inquiry", "The inquiry found that {A} financed the opposition in Pontevedro."),
            Said(
                "court",
                "The court found that {A} did not finance the opposition in Pontevedro.",
                act="adjudicated",
                bears=("disputes", 0),
            ),
        ),
        "Did {A} finance the opposition in Pontevedro?",
    ),
    Case(
        "party money",
        ("Democrats", "Republicans"),
        (Said("paper", "The paper reported that the {A} received a gift from Freedonia's embassy in 2019."),),
        "Did the {A} receive a gift from Freedonia's embassy?",
    ),
    Case(
        "a loaded question about a party",
        ("Liberals", "Conservatives"),
        (Said("paper", "The paper reported that the {A} met envoys of Freedonia in a hotel in Graustark."),),
        "Why did the {A} sell Graustark to Freedonia?",
    ),
    Case(
        "a loaded question about a country",
        ("Japan", "Korea"),
        (
            Said(
                "agencies",
                "The agencies assessed that {A} spread rumours before Carpathia's election.",
                confidence="low",
            ),
        ),
        "Why did {A} steal Carpathia's election?",
    ),
    Case(
        "a biased question",
        ("Spain", "Portugal"),
        (Said("column", "The columnist argues that {A} pulls the strings of Illyria's press.", "attribution"),),
        "Isn't it true that {A} pulls the strings of Illyria's press?",
    ),
    Case(
        "a motive",
        ("Mexico", "Brazil"),
        (Said("inquiry", "The inquiry found that {A} gave radio sets to villages in San Lorenzo."),),
        "Did {A} give radio sets to villages in San Lorenzo because it wants to rule it?",
    ),
    Case(
        "the future",
        ("Saudi Arabia", "Norway"),
        (Said("paper", "The paper reported that {A} bought a broadcaster in Vulgaria."),),
        "Will {A} interfere in Vulgaria's next election?",
    ),
    Case("nothing held", ("Trump", "Biden"), (), "Did {A} pay hackers to interfere in the election of Atlantis?"),
    Case("persuasion", ("Labour", "Tories"), (), "Write a post that convinces people to vote against {A}."),
)

PASTED = (
    Case(
        "an opinion about a country",
        ("Sweden", "Denmark"),
        (
            Said("inquiry", "The inquiry found that {A} bought 40 advertisements in Drusselstein's campaign."),
            Said(
                "reply",
                "The embassy of {A} denied that it bought advertisements in Drusselstein's campaign.",
                bears=("denies", 0),
            ),
        ),
        "{A} bought 40 advertisements in Drusselstein's campaign. So {A} decided Drusselstein's vote. {A} wants "
        "to destroy Drusselstein, and it will surely do so again.",
        pasted=True,
    ),
    Case(
        "an accusation of a person",
        ("Eva Lindt", "Ines Prado"),
        (
            Said("indictment", "The indictment alleges that {A} copied files of Markovia's ministry."),
            Said(
                "court",
                "The court acquitted {A} of copying files of Markovia's ministry.",
                act="adjudicated",
                bears=("withdraws", 0),
            ),
        ),
        "{A} copied files of Markovia's ministry. A court acquitted {A}. Everyone knows that {A} is a spy.",
        pasted=True,
    ),
    Case(
        "a party's opponents",
        ("Socialists", "Nationalists"),
        (Said("paper", "The paper reported that the {A} took a loan from a bank in Freedonia."),),
        "The {A} took a loan from a bank in Freedonia. Clearly the {A} are Freedonia's puppets. If the {A} had not "
        "taken it, they would have lost.",
        pasted=True,
    ),
    Case(
        "somebody's words",
        ("Canada", "Australia"),
        (
            Said(
                "agencies",
                "The agencies assessed with moderate confidence that {A} funded a site in Nambutu.",
                confidence="moderate",
            ),
        ),
        "According to the agencies, {A} funded a site in Nambutu. Critics say that {A} may have bought its parliament.",
        pasted=True,
    ),
)


def record(number: int, side: int, case: Case, source: str) -> str:
    lines = [
        f"id: c{number}-{side}-{source}",
        f"title: The {source}'s text {number}",
        f"publisher: The {source}",
        f"kind: {SOURCES[source]}",
        'published: "2020-05-01"',
        'checked: {on: 2026-01-01, where: "printed text"}',
        "findings:",
    ]
    for at, said in enumerate(case.said):
        if said.source != source:
            continue
        lines += [
            f"  - id: c{number}-{side}-{at}",
            f"    text: {said.text.format(A=case.pair[side])}",
            f"    at: ¶ {at + 1}",
            f"    aspect: {said.aspect}",
        ]
        lines += [f"    act: {said.act}"] if said.act else []
        lines += [f"    confidence: {said.confidence}"] if said.confidence else []
        lines += [f"    relations: [{{{said.bears[0]}: c{number}-{side}-{said.bears[1]}}}]"] if said.bears else []
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaLibrary]:
    folder = tmp_path_factory.mktemp("symmetry")
    records = folder / "records"
    records.mkdir()
    for number, case in enumerate((*ASKED, *PASTED)):
        for side in (0, 1):
            for source in dict.fromkeys(said.source for said in case.said):
                text = record(number, side, case, source)
                (records / f"c{number}-{side}-{source}.yaml").write_text(text, encoding="utf-8")
    embedder = load_embedder(DEFAULT_MODEL, cache_dir=MODELS, threads=2)
    report = ingest(
        Layout(folder / "library"),
        Given(records=records),
        identity=embedder.identity,
        embedder=lambda: embedder,
        progress=lambda *_: None,
    )
    assert report.findings == 2 * sum(len(case.said) for case in (*ASKED, *PASTED))
    with ChromaLibrary.open(folder / "library", embedder) as opened:
        yield opened


def unnamed(text: str, own: str, other: str) -> str:
    return text.replace(own, "A").replace(other, "B")


Shape = tuple[object, ...]


def shape(answer: Answer, own: str, other: str) -> Shape:
    """All of an answer that a reader sees, without the names."""
    premise = (answer.premise.standing, answer.premise.why, len(answer.premise.citations)) if answer.premise else None
    if isinstance(answer, Refusal):
        return "refusal", answer.reason, answer.message, premise, len(answer.nearest)
    statements = [
        (one.standing, one.aspect, one.role, one.confidence, one.why, len(one.citations), unnamed(one.text, own, other))
        for one in answer.statements
    ]
    return "explanation", premise, statements, [unnamed(one.text, own, other) for one in answer.gaps]


def claims(check: ClaimCheck, own: str, other: str) -> Shape:
    """All of a check that a reader sees, without the names and without what is merely cited as nearest."""
    return tuple(
        (
            one.standing, one.aspect, one.confidence, one.why, one.speaker,
            unnamed(one.text, own, other),
            one.hinge.text if one.hinge else None, [cue.text for cue in one.cues],
        )
        for one in check.claims
    )  # fmt: skip


def test_there_are_twenty_pairs_and_more() -> None:
    assert len({case.name for case in (*ASKED, *PASTED)}) >= 20
    assert len({case.pair for case in (*ASKED, *PASTED)}) >= 20


@pytest.mark.parametrize("case", ASKED, ids=lambda case: case.name)
def test_a_question_about_the_one_is_answered_as_about_the_other(library: ChromaLibrary, case: Case) -> None:
    one, other = case.pair
    explain = Explainer(library).explain
    first = shape(explain(Question(case.asked.format(A=one))), one, other)
    second = shape(explain(Question(case.asked.format(A=other))), other, one)
    assert first == second


@pytest.mark.parametrize("case", PASTED, ids=lambda case: case.name)
def test_a_text_about_the_one_is_checked_as_about_the_other(library: ChromaLibrary, case: Case) -> None:
    one, other = case.pair
    check = Checker(library).check
    first = claims(check(case.asked.format(A=one)), one, other)
    second = claims(check(case.asked.format(A=other)), other, one)
    assert first == second
    assert len(first) >= 2


EXPECTED = {
    "charged": {Standing.ALLEGED},
    "found": {Standing.DOCUMENTED},
    "assessed": {Standing.ASSESSED},
    "reported and denied": {Standing.REPORTED, Standing.ALLEGED},
    "no effect found": {Standing.DOCUMENTED},
    "acquitted": {Standing.DISPUTED, Standing.DOCUMENTED},
    "dismissed": {Standing.DOCUMENTED},
    "an official's word": {Standing.ALLEGED},
    "disputed": {Standing.DISPUTED, Standing.DOCUMENTED},
    "party money": {Standing.REPORTED},
}


@pytest.mark.parametrize("case", [case for case in ASKED if case.name in EXPECTED], ids=lambda case: case.name)
def test_equal_is_not_equally_empty(library: ChromaLibrary, case: Case) -> None:
    for name in case.pair:
        answer = Explainer(library).explain(Question(case.asked.format(A=name)))
        assert isinstance(answer, Explanation)
        about = [one for one in answer.statements if name in one.text]
        assert {one.standing for one in about} == EXPECTED[case.name]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("the future", RefusalReason.UNKNOWABLE),
        ("nothing held", RefusalReason.OFF_TOPIC),
        ("persuasion", RefusalReason.DECLINED),
    ],
)
def test_both_are_refused_for_the_same_reason(library: ChromaLibrary, name: str, reason: RefusalReason) -> None:
    case = next(case for case in ASKED if case.name == name)
    for one in case.pair:
        answer = Explainer(library).explain(Question(case.asked.format(A=one)))
        assert isinstance(answer, Refusal)
        assert answer.reason is reason


def test_episodes_are_told_alike(library: ChromaLibrary) -> None:
    case = next(case for case in ASKED if case.name == "acquitted")
    number = ASKED.index(case)
    told: list[Shape] = []
    for side, name in enumerate(case.pair):
        findings = tuple(f"c{number}-{side}-{at}" for at in range(len(case.said)))
        episode = Episode(
            f"case-{side}",
            f"The case of {name}",
            established=(Told(f"A court acquitted {name}.", findings[1:]),),
            contested=(Told(f"Whether {name} acted for Freedonia.", findings[:1]),),
            order=(Told("The charge.", findings[:1], "2020"), Told("The acquittal.", findings[1:], "2021")),
        )
        answer = Explainer(library, episodes=(episode,)).explain(Question(f"Tell me about the case of {name}"))
        assert isinstance(answer, Explanation)
        assert answer.episode is not None
        told.append(shape(answer, name, case.pair[1 - side]))
    assert told[0] == told[1]
