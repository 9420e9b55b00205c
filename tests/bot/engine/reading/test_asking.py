"""What kind of thing a question asks for, and where what it asks about took place."""

from __future__ import annotations

import pytest

from bot.engine.reading.asking import wanted
from knowledge.models import Act, Aspect, Finding


@pytest.mark.parametrize(
    ("question", "aspects"),
    [
        ("Who hacked the archive?", {Aspect.ATTRIBUTION}),
        ("who leaked the mails", {Aspect.ATTRIBUTION}),
        ("Who denied the hack?", set()),
        ("Who won the election?", set()),
        ("Who was behind the hack?", {Aspect.ATTRIBUTION}),
        ("Was the army behind the accounts?", {Aspect.ATTRIBUTION}),
        ("Why did Sylvania expel the diplomat?", {Aspect.INTENT}),
        ("Did trolls change how Sylvanians voted?", {Aspect.EFFECT}),
        ("Did the letter influence the outcome?", {Aspect.EFFECT}),
        ("Did the agency influence the press?", set()),
        ("What happened in Sylvania?", set()),
    ],
)
def test_aspects(question: str, aspects: set[Aspect]) -> None:
    assert wanted(question).aspects == aspects


@pytest.mark.parametrize(
    ("question", "acts"),
    [
        ("What did the service admit about the coup?", {Act.ADMITTED}),
        ("Did the ministry deny it?", {Act.DENIED}),
        ("Was he acquitted?", {Act.ADJUDICATED, Act.WITHDRAWN}),
        ("Was the plot proved in court?", {Act.ADJUDICATED, Act.WITHDRAWN, Act.FOUND, Act.ADMITTED, Act.ASSESSED}),
        ("Is it true that China meddled?", {Act.ADJUDICATED, Act.FOUND, Act.ADMITTED, Act.ASSESSED}),
        ("was that really russia", {Act.ADJUDICATED, Act.FOUND, Act.ADMITTED, Act.ASSESSED}),
        ("What happened to the case against the mayor?", {Act.ADJUDICATED, Act.WITHDRAWN}),
        ("How did the investigation end?", {Act.ADJUDICATED, Act.WITHDRAWN}),
        ("What is she accused of?", {Act.CHARGED}),
        ("What do critics say about the annulment?", {Act.OPINED}),
        ("What happened in Sylvania?", set()),
        ("Did the court reject the complaint?", set()),
    ],
)
def test_acts(question: str, acts: set[Act]) -> None:
    assert wanted(question).acts == acts


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("What did Russia say about the threats?", True),
        ("what did russia say about the threats", True),
        ("How did the Russian embassy respond?", True),
        ("Who denied the threats?", True),
        ("Who made the threats and what did Russia say?", False),
        ("Who made the threats?", True),
        ("Who was behind the threats?", True),
        ("How much did the embassy pay?", True),
        ("How much did the embassy pay and why?", False),
        ("Who is the minister?", False),
        ("Who won the election?", False),
        ("What is she accused of?", True),
        ("What did the service admit about the coup?", True),
        ("Did the service admit the coup?", False),
    ],
)
def test_what_is_all_that_is_asked_for(question: str, alone: bool) -> None:
    assert wanted(question).alone is alone


def finding(text: str, act: Act, actors: tuple[str, ...] = ()) -> Finding:
    return Finding("one", "source", text, "p. 1", act, Aspect.ACTIVITY, actors=actors)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (finding("Russia's embassy rejected the accusation.", Act.DENIED), True),
        (finding("Maria Zakharova rejected the accusation.", Act.DENIED, ("russia",)), True),
        (finding("The Kremlin's spokesman said that others did it.", Act.ASSERTED), True),
        (finding("China's embassy rejected the accusation.", Act.DENIED, ("china",)), False),
        (finding("Russia sent the threats, the agency found.", Act.FOUND, ("russia",)), False),
        (finding("The agency said that Russia sent the threats.", Act.ASSERTED, ("russia",)), False),
    ],
)
def test_whose_words_a_finding_tells(said: Finding, expected: bool) -> None:
    assert wanted("What did Russia say about the threats?").spoken(said) is expected


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Did Russia interfere in the 2019 Greek elections?", {"greece"}),
        ("Who paid before the Kenyan election?", {"kenya"}),
        ("Did Iran interfere in the 2022 election in Kazakhstan?", {"kazakhstan"}),
        ("Did Russia and Iran work together?", set()),
        ("Did Russia interfere in the US election?", set()),
    ],
)
def test_where_it_took_place(question: str, places: set[str]) -> None:
    assert wanted(question).places == places


def test_who_did_it_is_told_by_an_attribution_and_by_a_deed_that_names_its_actor() -> None:
    asked = wanted("Who hacked the archive?")
    assert asked.met(finding("Russia's service hacked the archive.", Act.FOUND, ("russia",)))
    assert asked.met(finding("Prosecutors charged three officers with the hack.", Act.CHARGED, ("ivanov",)))
    assert not asked.met(finding("The archive was offline for days.", Act.FOUND, ("russia",)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The embassy paid 40,000 crowns in 2019.", True),
        ("The embassy paid ten million crowns.", True),
        ("The embassy paid two firms in 2019.", False),
        ("The embassy paid the firm on 18 April 1948.", False),
    ],
)
def test_an_amount_is_neither_a_date_nor_a_count_of_a_few(text: str, expected: bool) -> None:
    assert wanted("How much did the embassy pay?").met(finding(text, Act.REPORTED)) is expected
