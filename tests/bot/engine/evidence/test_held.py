"""What a question asks about and nothing found speaks of."""

from __future__ import annotations

import pytest

from bot.engine.evidence.held import unheld
from bot.engine.evidence.items import item_years, told_of
from bot.engine.language.terms import terms
from knowledge.models import Act, Aspect, Finding, Kind, Source

MADAGASCAR = "The Russian operation in Madagascar was run by the people behind the campaign in the United States."
ANALYTICA = "Cambridge Analytica worked on the campaign in Nigeria."


@pytest.mark.parametrize(
    ("question", "told", "names"),
    [
        ("any evidence of Russian disinformation in Kosovo's elections?", MADAGASCAR, ("Kosovo",)),
        ("any evidence of russian disinformation in kosovo's elections?", MADAGASCAR, ("Kosovo",)),
        ("Did Russia meddle in Madagascar?", MADAGASCAR, ()),
        ("Did Russia or Serbia meddle in Madagascar?", MADAGASCAR, ()),
        ("Did Serbia pay anybody?", MADAGASCAR, ("Serbia",)),
        ("Did Cambridge Analytica run a campaign in Trinidad?", ANALYTICA, ("Trinidad",)),
        ("Did Cambridge Analytica run a campaign in Nigeria?", ANALYTICA, ()),
        ("Who paid World Liberty Financial?", ANALYTICA, ("World Liberty Financial",)),
        ("Did Nix run the campaign of Cambridge Analytica?", ANALYTICA, ()),
        ("Who ran the campaign?", ANALYTICA, ()),
    ],
)
def test_names_that_nothing_found_speaks_of(question: str, told: str, names: tuple[str, ...]) -> None:
    found = terms(told)
    assert unheld(question, [found.stems | found.names]) == names


def finding(text: str, *, date: str | None = None, event: str | None = None, targets: tuple[str, ...] = ()) -> Finding:
    return Finding("one", "paper", text, "p. 1", Act.REPORTED, Aspect.ACTIVITY, date=date, event=event, targets=targets)


def test_who_publishes_an_item_is_not_whom_it_is_about() -> None:
    paper = Source("paper", "A report", "The Irish Times", Kind.JOURNALISM)
    item = finding("The Irish Times reported that the report on Russia was ready.", targets=("united-kingdom",))
    assert "ireland" not in told_of(item, paper)
    assert {"russia", "united_kingdom"} <= told_of(item, paper)


@pytest.mark.parametrize(
    ("item", "years"),
    [
        (finding("It ran in 2016.", date="2017", event="sylvania-2018"), {"2016", "2017", "2018"}),
        (finding("It ran for years.", event="sylvania-2018"), {"2018"}),
        (finding("It ran for years."), {"2021"}),
    ],
)
def test_the_year_of_publication_counts_only_where_no_other_is_known(item: Finding, years: set[str]) -> None:
    paper = Source("paper", "A report", "Gazette", Kind.JOURNALISM, published="2021-03-01")
    assert item_years(item, paper) == years
