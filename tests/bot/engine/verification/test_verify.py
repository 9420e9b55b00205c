"""What verification lets through, and what it stops, as tables."""

from __future__ import annotations

import pytest

from bot.engine.evidence.retrieve import Gathered, bearing_on
from bot.engine.models import Draft, DraftStatement, Evidence, Role, Statement
from bot.engine.verification.verify import in_reading_order, verify
from knowledge.models import Aspect, Finding, Passage, Source, Standing
from tests.bot.engine import world

EVIDENCE: dict[str, tuple[Finding | Passage, Source]] = {
    "E1": (world.HACKED, world.INQUIRY),
    "E2": (world.CHARGED, world.INDICTMENT),
    "E3": (world.PREFERRED, world.ASSESSMENT),
    "E4": (world.NOT_ESTABLISHED, world.INQUIRY),
    "E5": (world.PASSAGE, world.PAGE),
    "E6": (world.DENIED, world.DENIAL),
    "E7": (world.OPINED, world.COLUMN),
}


def gathered() -> Gathered:
    evidence = tuple(Evidence(key, item, source, 0.9) for key, (item, source) in EVIDENCE.items())
    return Gathered(evidence, bearing_on(world.library(), [one.item for one in evidence]))


def verdict(text: str, *keys: str, aspect: Aspect = Aspect.ACTIVITY, quotes: tuple[str, ...] = ()) -> str | Statement:
    result = verify(Draft((DraftStatement(text, keys, aspect, quotes),)), gathered())
    return result.statements[0] if result.statements else result.dropped[0].reason


PASSES = [
    ("as it stands", world.HACKED.text, "E1", Aspect.ACTIVITY, Standing.DOCUMENTED),
    ("in other words", "Ruritania hacked the DNC in 2016.", "E1", Aspect.ACTIVITY, Standing.DOCUMENTED),
    (
        "a charge told as a charge",
        "Concord is charged with paying.",
        "E2",
        Aspect.ACTIVITY,
        Standing.DISPUTED,
    ),
    ("an assessment", "The council judged that Ruritania preferred Klow.", "E3", Aspect.INTENT, Standing.ASSESSED),
    ("a negation kept", "It was not established that they conspired.", "E4", Aspect.ACTIVITY, Standing.DOCUMENTED),
    ("a denial", "The ministry rejected the accusation.", "E6", Aspect.ACTIVITY, Standing.ALLEGED),
    ("an opinion", "A columnist argued that broadcasts may have swung it.", "E7", Aspect.EFFECT, Standing.SPECULATION),
    (
        "another aspect stands on nothing",
        "It changed the vote in April 2016.",
        "E1",
        Aspect.EFFECT,
        Standing.SPECULATION,
    ),
]


@pytest.mark.parametrize(
    ("text", "key", "aspect", "standing"), [row[1:] for row in PASSES], ids=[row[0] for row in PASSES]
)
def test_passes(text: str, key: str, aspect: Aspect, standing: Standing) -> None:
    statement = verdict(text, key, aspect=aspect)
    assert isinstance(statement, Statement), statement
    assert statement.standing is standing
    assert statement.citations


def test_two_findings_in_turn_each_keep_their_own_polarity_and_modality() -> None:
    for one, other in ((world.NOT_ESTABLISHED, world.HACKED), (world.OPINED, world.NOT_ESTABLISHED)):
        keys = [key for key, (item, _) in EVIDENCE.items() if item in (one, other)]
        statement = verdict(f"{one.text} {other.text}", *keys, aspect=one.aspect)
        assert isinstance(statement, Statement), statement
    turned = world.NOT_ESTABLISHED.text.replace("did not establish", "established")
    assert "negation" in str(verdict(f"{turned} {turned}", "E4"))


def test_a_finding_with_its_publisher_named_is_told_as_it_stands() -> None:
    named = "According to Ministry, the ministry denied that Ruritania hacked anyone."
    assert isinstance(verdict(named, "E6"), Statement)


STOPPED = [
    ("nothing cited", "Ruritania hacked the DNC.", (), "cites nothing"),
    ("an invented key", "Ruritania hacked the DNC.", ("E99",), "not retrieved"),
    ("one key of two invented", "Ruritania hacked the DNC.", ("E1", "E99"), "not retrieved"),
    ("an invented quote", "The report says “Ruritania did everything”.", ("E1",), "quoted words"),
    ("an inexact quote", "“Ruritania opened 40 false accounts”", ("E5",), "quoted words"),
    ("a swapped number", "Ruritania hacked the DNC in 2017.", ("E1",), "number"),
    ("an added name", "Ruritania and Freedonia hacked the DNC.", ("E1",), "name"),
    ("a dropped negation", "The Borduria campaign conspired with Ruritania.", ("E4",), "negation"),
    ("an added negation", "Ruritania never hacked the DNC.", ("E1",), "negation"),
    ("a charge told as fact", "Concord bought the troll posts on Facebook.", ("E2",), "charged"),
    ("a judgment told as fact", "Ruritania preferred Klow.", ("E3",), "assessed"),
    ("a finding relabelled", world.HACKED.text, ("E1",), "another aspect"),
]


@pytest.mark.parametrize(("text", "keys", "reason"), [row[1:] for row in STOPPED], ids=[row[0] for row in STOPPED])
def test_stopped(text: str, keys: tuple[str, ...], reason: str) -> None:
    aspect = Aspect.EFFECT if reason == "another aspect" else Aspect.ACTIVITY
    result = verdict(text, *keys, aspect=aspect)
    assert isinstance(result, str), result
    assert reason in result


def test_a_quote_passes_with_its_passage() -> None:
    quote = "Graustark opened 40 false accounts in 2022 and in 2023 closed them."
    statement = verdict(f"“{quote}”", "E5", quotes=(quote,))
    assert isinstance(statement, Statement)
    assert statement.citations[0].quote == quote


def test_a_quote_that_negates_is_no_dropped_negation() -> None:
    quote = "Nothing else was said."
    statement = verdict(f"The page ends: “{quote}”", "E5", quotes=(quote,))
    assert isinstance(statement, Statement)


def test_words_in_quotes_that_are_single_are_labels() -> None:
    assert isinstance(verdict('Ruritania\'s "service" hacked the DNC in 2016.', "E1"), Statement)


def test_two_sources_are_cited_together() -> None:
    statement = verdict("Ruritania hacked the DNC, the inquiry found; the ministry denied that.", "E1", "E6")
    assert isinstance(statement, str) or len(statement.citations) == 2


def test_reading_order() -> None:
    def one(standing: Standing, role: Role = Role.ANSWER) -> Statement:
        return Statement(standing.value, standing, Aspect.ACTIVITY, ".", role=role)

    ordered = in_reading_order(
        [
            one(Standing.DOCUMENTED, Role.COUNTER),
            one(Standing.ALLEGED),
            one(Standing.DOCUMENTED),
            one(Standing.CONTRADICTED, Role.CONTEXT),
            one(Standing.ASSESSED),
        ]
    )
    assert [(item.standing, item.role) for item in ordered] == [
        (Standing.DOCUMENTED, Role.ANSWER),
        (Standing.ASSESSED, Role.ANSWER),
        (Standing.ALLEGED, Role.WEAKER),
        (Standing.DOCUMENTED, Role.COUNTER),
        (Standing.CONTRADICTED, Role.CONTEXT),
    ]
    assert in_reading_order([one(Standing.ALLEGED)])[0].role is Role.ANSWER
    assert in_reading_order([]) == []
