"""Words, names and numbers, each a table."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.engine.language.terms import numbers, stem, terms, years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Did Russia hack the DNC?", {"russia", "dnc"}),
        ("the Kremlin denied it", {"russia"}),
        ("Moscow’s press office", {"russia"}),
        ("U.S. officials", {"united_states"}),
        ("they told us nothing", set()),
        ("The United States and Saudi Arabia", {"united_states", "saudi_arabia"}),
        ("Elections matter.", set()),
        ("Many say so. Ukraine does not.", {"ukraine"}),
        ("Facebook removed pages of the Internet Research Agency", {"internet_research_agency"}),
        ("the IRA bought advertisements", {"internet_research_agency"}),
    ],
)
def test_names(text: str, expected: set[str]) -> None:
    assert expected <= terms(text).names
    if not expected:
        assert not terms(text).names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3,500 advertisements", {"3500"}),
        ("3\u00a0500 ads and 3\u202f500 posts", {"3500"}),
        ("126 million people", {"126000000"}),
        ("1.5 billion", {"1500000000"}),
        ("twelve officers, two units", {"12", "2"}),
        ("One per cent of users, and one of them", {"1"}),
        ("in 2016 and 2020", {"2016", "2020"}),
        ("forty billion forints", {"40000000000"}),
        ("forty-two men of three hundred thousand", {"42", "300000"}),
        ("twenty, thirty", {"20", "30"}),
        ("one man, a thousand years, millions", set()),
        ("no figure", set()),
        ("version 1.2.3", {"1.2", "3"}),
    ],
)
def test_numbers(text: str, expected: set[str]) -> None:
    assert numbers(text) == expected


def test_years() -> None:
    assert years(frozenset({"2016", "126", "3500", "1.5"})) == {"2016"}


def test_stems_meet_across_inflections() -> None:
    assert stem("hacked") == stem("hacking") == stem("hack")


def test_irregular_tenses_meet_their_verb() -> None:
    assert stem("bought") == stem("buying") == stem("buy")
    assert stem("left") != stem("leave")


def test_a_land_is_named_by_its_people_and_a_service_by_its_name_in_full() -> None:
    assert terms("the Catalan vote").names == {"catalonia"}
    assert terms("the East German Ministry for State Security").names == {"east_germany", "stasi"}


def test_names_meet_without_their_marks() -> None:
    assert stem("milošević") == stem("milosevic")
    assert stem("şor") == stem("șor") == stem("sor")
    assert stem("wałęsa") == stem("walesa")
    assert stem("выбор") == "выбор"


def test_stemming_is_safe_between_threads() -> None:
    words = [f"{root}{ending}" for root in ("hack", "elect", "interfer") for ending in ("ed", "ing", "s")] * 50
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(stem.__wrapped__, words)) == [stem(word) for word in words]
