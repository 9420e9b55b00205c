"""Which questions ask for a whole episode, and for which."""

from __future__ import annotations

import pytest

from bot.engine.reading.overview import asked_about
from knowledge.models import Episode
from knowledge.records import EPISODES, read_episodes

SHIPPED = tuple(one.episode.noun() for one in read_episodes(EPISODES))

SYLVANIA = (
    Episode("sylvania-2018", "Freedonian advertisements in the Sylvanian election", ("2018-01", "2018-05"), ("Japan",)),
    Episode("sylvania-2022", "The forged letter", ("2021-11", "2022-05"), ("Japan",), ("Lettergate",)),
    Episode("freedonia-hack", "The hack of the Freedonian archive", ("2019",), ("Norway",)),
)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What happened in Romania in 2024?", "romania-2024"),
        ("what happened in romania in 2024", "romania-2024"),
        ("So what exactly happened with the annulled Romanian election of 2024?", "romania-2024"),
        ("Tell me about Qatargate.", "eu-qatargate-2022"),
        ("Can you summarise the Macron leaks?", "france-2017"),
        ("What happened in the US in 2016?", "us-2016"),
        ("What happened in the 2016 US presidential election?", "us-2016"),
        ("Give me a timeline of the Bundestag hack", "germany-2015-bundestag"),
        ("What do we know about Voice of Europe?", "eu-voice-of-europe-2024"),
        ("What was Project Raven?", "uae-project-raven"),
        ("What was ZunZuneo?", "cuba-zunzuneo-2010"),
        ("What happened at Gossi in Mali in April 2022?", "mali-gossi-2022"),
        ("What happened in Chile in 1970?", "chile-1964-1973"),
        ("Overview of the 2020 US election", "us-2020"),
    ],
)
def test_a_shipped_episode_is_asked_for(question: str, asked: str) -> None:
    found = asked_about(question, SHIPPED)
    assert found is not None
    assert found.id == asked


@pytest.mark.parametrize("episode", SHIPPED, ids=lambda one: one.id)
def test_every_shipped_episode_is_found_by_its_title(episode: Episode) -> None:
    assert asked_about(f"Tell me about {episode.title}", SHIPPED) is episode


@pytest.mark.parametrize(
    "question",
    [
        "Did Russia interfere in Romania in 2024?",
        "Who paid for the TikTok campaign in Romania in 2024?",
        "What happened to the charges against Concord?",
        "What happened in Moldova?",
        "What happened in Canada?",
        "What happened in 2016?",
        "What happened?",
        "Tell me a joke",
        "Explain",
        "What is the Internet Research Agency?",
        "What was the response to Doppelganger?",
        "What happened in Romania in 1999?",
        "What happened in Romania in 2024 to the 3 judges?",
        "Why did Russia steal the election in Romania in 2024?",
        "What happened in Atlantis in 2024?",
        "",
    ],
)
def test_less_or_more_than_an_episode_is_not_one(question: str) -> None:
    assert asked_about(question, SHIPPED) is None


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What happened in Sylvania in 2018?", "sylvania-2018"),
        ("What happened in Sylvania in 2022?", "sylvania-2022"),
        ("What is known about Lettergate?", "sylvania-2022"),
        ("What is Lettergate?", "sylvania-2022"),
        ("Describe the affair in Norway", "freedonia-hack"),
        ("What was the archive?", None),
        ("What happened in Sylvania?", None),
        ("What happened in Japan?", None),
    ],
)
def test_years_aliases_and_places(question: str, asked: str | None) -> None:
    found = asked_about(question, SYLVANIA)
    assert (found.id if found else None) == asked
