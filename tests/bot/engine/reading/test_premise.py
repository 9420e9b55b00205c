"""Presuppositions: one row a question."""

from __future__ import annotations

import pytest

from bot.engine.reading.premise import MessageKind, classify, is_question, presupposition
from knowledge.models import Aspect

ASSUMING = [
    ("Why does Putin want Trump re-elected?", "Putin wants Trump re-elected", Aspect.INTENT),
    ("Why would Putin want Trump re-elected?", "Putin wants Trump re-elected", Aspect.INTENT),
    ("How did Russia steal the 2016 election?", "Russia stole the 2016 election", Aspect.EFFECT),
    ("How many votes did China change in 2020?", "China changed votes in 2020", Aspect.EFFECT),
    ("How many votes were changed by Russia?", "Votes were changed by Russia", Aspect.EFFECT),
    ("How much money did Russia pay Trump?", "Russia paid Trump money", Aspect.ACTIVITY),
    ("When did Trump agree to work for Putin?", "Trump agreed to work for Putin", Aspect.ACTIVITY),
    ("Where did Trump meet Putin in 2013?", "Trump met Putin in 2013", Aspect.ACTIVITY),
    ("Isn't it true that Ukraine interfered in 2016?", "Ukraine interfered in 2016", Aspect.ACTIVITY),
    ("Didn't Russia hack the voting machines?", "Russia hacked the voting machines", Aspect.ACTIVITY),
    ("Isn't Trump a Russian agent?", "Trump is a Russian agent", Aspect.CONTEXT),
    ("Russia hacked the machines, right?", "Russia hacked the machines", Aspect.ACTIVITY),
    ("Since Russia hacked the machines, why was nobody jailed?", "Russia hacked the machines", Aspect.ACTIVITY),
    ("Given that Iran hacked the campaign, what did Biden do?", "Iran hacked the campaign", Aspect.ACTIVITY),
    ("Did Trump admit that Russia helped him?", "Russia helped him", Aspect.ACTIVITY),
    ("Has Trump stopped taking orders from Putin?", "Trump has been taking orders from Putin", Aspect.ACTIVITY),
    ("Does Putin regret stealing the election?", "Putin stole the election", Aspect.EFFECT),
    (
        "Who paid for the coup that the CIA staged in Kyiv?",
        "There was a coup that the CIA staged in Kyiv",
        Aspect.CONTEXT,
    ),
    ("Who organised the theft of the 2020 election?", "The 2020 election was stolen", Aspect.EFFECT),
    ("Why are the Democrats rigging elections?", "The Democrats are rigging elections", Aspect.EFFECT),
    ("Why was the 2020 election stolen?", "The 2020 election was stolen", Aspect.EFFECT),
    ("Why has Putin always hated Clinton?", "Putin has always hated Clinton", Aspect.INTENT),
    ("Why didn't the FBI examine the DNC server?", "The FBI did not examine the DNC server", Aspect.ACTIVITY),
    ("Why won't the media report on it?", "The media will not report on it", Aspect.FORECAST),
    ("What secret deal did Trump make with Putin?", "Trump made a secret deal with Putin", Aspect.ACTIVITY),
    ("On what day did Russia start the protests in Klow?", "Russia started the protests in Klow", Aspect.ACTIVITY),
    ("Through which bank did the Kremlin pay Smith?", "The Kremlin paid Smith", Aspect.ACTIVITY),
    (
        "It's hardly a secret any more that Ruto hired Team Jorge, but who signed?",
        "Ruto hired Team Jorge",
        Aspect.ACTIVITY,
    ),
    ("I read somewhere that Smith sold files to Burma; when was that?", "Smith sold files to Burma", Aspect.ACTIVITY),
    (
        "Given the judge's finding that Smith sold files to Burma, was he jailed?",
        "Smith sold files to Burma",
        Aspect.ACTIVITY,
    ),
    (
        "Considering that it was Russia who started the protests, should they not feel foolish?",
        "Russia started the protests",
        Aspect.ACTIVITY,
    ),
    (
        "Xiang Xin, whom a court convicted of meddling, was one of many, so how come the others walk free?",
        "A court convicted Xiang Xin of meddling",
        Aspect.ACTIVITY,
    ),
    ("Why do they really hate us?", "They really hate us", Aspect.INTENT),
    ("Why do you lie about the war?", "You lie about the war", Aspect.ACTIVITY),
    ("What secret deals did Trump make?", "Trump made secret deals", Aspect.ACTIVITY),
    ("How much did Russia pay?", "Russia paid something", Aspect.ACTIVITY),
    ("Why Putin wants Trump re-elected?", "Putin wants Trump re-elected", Aspect.INTENT),
]


@pytest.mark.parametrize(("question", "claim", "aspect"), ASSUMING)
def test_what_a_question_takes_for_granted(question: str, claim: str, aspect: Aspect) -> None:
    found = presupposition(question)
    assert found is not None
    assert found.text == claim
    assert found.aspect is aspect
    assert question[found.at : found.at + len(found.trigger)] == found.trigger
    assert 0 <= found.start < found.end <= len(question)


@pytest.mark.parametrize(
    "question",
    [
        "Did Russia interfere in 2016?",
        "What happened in Moldova in 2024?",
        "Who runs the Internet Research Agency?",
        "How does the GRU work?",
        "What role did Russia play in 2016?",
        "Who will win the 2028 election?",
        "When is the next election?",
        "What did Mueller find?",
        "What is the IRA?",
        "Is it true that Russia changed votes?",
        "Why should I trust you?",
        "What evidence is there that Russia changed votes?",
        "Why?",
        "",
        "Russia hacked the DNC.",
        "Чи втрутилася Росія у вибори?",
    ],
)
def test_a_neutral_question_assumes_nothing(question: str) -> None:
    assert presupposition(question) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", MessageKind.EMPTY),
        ("?!", MessageKind.EMPTY),
        ("Hello!", MessageKind.GREETING),
        ("hi, what is the IRA?", MessageKind.QUESTION),
        ("thanks", MessageKind.GREETING),
        ("/start", MessageKind.COMMAND),
        ("Tell me about the IRA", MessageKind.COMMAND),
        ("Who will win the 2028 election?", MessageKind.FORECAST),
        ("Is Russia going to interfere?", MessageKind.FORECAST),
        ("Will Russia interfere in 2030", MessageKind.FORECAST),
        ("Who runs the agency", MessageKind.QUESTION),
        ("中国干预了选举吗？", MessageKind.QUESTION),
        ("Russia hacked the DNC.", MessageKind.STATEMENT),
    ],
)
def test_sorts_of_message(text: str, kind: MessageKind) -> None:
    assert classify(text) is kind


def test_a_statement_is_no_question() -> None:
    assert not is_question("What a day this was.")
    assert is_question("why does putin want trump")
