"""Evidence that has a claim's words inside a falsehood or a plan does not support it."""

from __future__ import annotations

import pytest

from bot.engine.evidence.compare import support
from bot.engine.evidence.framing import (
    called_false,
    doubted,
    only_told,
    opposite_outcome,
    other_outcome,
    undone,
    unsaid,
)
from bot.engine.models import Evidence, Support
from knowledge.models import Act, Aspect, Finding, Kind, Source

FALSE = [
    (
        "Ann Lee was the source of the emails",
        "Posts by the site falsely implied that Ann Lee was the source of the emails.",
    ),
    ("Burma paid bribes to Jones", "Smith admitted that he had made up the story of bribes that Burma paid to Jones."),
    ("India demanded land", "A fake letter circulated with the message that India demanded land."),
    (
        "Leipzig printed ballots without the Greens",
        "Leipzig examined ballots without the Greens and called them forged.",
    ),
    ("Votes were deleted", "The board dismissed the tale that votes were deleted as untrue."),
    ("Ann Lee copied files of the ministry", "The court acquitted Ann Lee of copying files of the ministry."),
    ("Lee acted as an agent of Burma", "A jury found Lee not guilty of acting as an agent of Burma."),
    ("Ann Lee lied to the agents", "The judge dismissed the charge that Ann Lee lied to the agents."),
    ("Lee bribed two members", "Prosecutors dropped all counts against Lee over bribing two members."),
]
PLAIN = [
    (
        "One per cent of users had 70 per cent of the exposures",
        "One per cent of users had 70 per cent of exposures to Russian disinformation accounts, the study found.",
    ),
    # The claim says itself that it is false, or that somebody merely said it.
    ("The site falsely implied that Lee was the source", "The site falsely implied that Lee was the source."),
    ("The site claimed that Lee was the source", "The site falsely claimed that Lee was the source."),
    # What the claim speaks of is not what is called false.
    ("The platform removed accounts", "The platform removed accounts that published fake stories on the vote."),
    ("A court acquitted Lee of copying files", "The court acquitted Lee of copying files of the ministry."),
    ("Lee met the envoy of Burma", "Lee, who met the envoy of Burma, was acquitted of perjury."),
    ("Prosecutors charged Lee", "Prosecutors charged Lee with perjury and cleared the hall."),
    ("The network hacked a ministry", "The network hacked a ministry and bought advertisements."),
]


@pytest.mark.parametrize(("claim", "text"), FALSE)
def test_what_a_text_calls_false_is_known(claim: str, text: str) -> None:
    assert called_false(claim, text)
    assert not called_false(claim, claim)


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        (
            "Putin prefers Trump",
            "The panel accepted all, except the judgment on Putin's supposed preference for Trump.",
            True,
        ),
        (
            "Why Putin Prefers Trump",
            "The panel accepted all, except what it said on Putin's preference for Trump.",
            True,
        ),
        ("Lee paid the firm", "The paper asked whether Lee paid the firm.", True),
        ("The paper asked whether Lee paid the firm", "The paper asked whether Lee paid the firm.", False),
        ("The panel accepted the assessment", "The panel accepted the assessment, except one judgment.", False),
    ],
)
def test_what_a_text_leaves_in_doubt_it_does_not_state(claim: str, text: str, expected: bool) -> None:
    assert doubted(claim, text) is expected


def test_a_text_that_calls_nothing_false_does_not_say_that_something_was_made_up() -> None:
    told = "The ministry's campaign on Klow used fake accounts, and the Gazette identified hundreds of them."
    assert unsaid("The Gazette made up the story of a ministry's campaign on Klow", told)
    assert not unsaid("The ministry's campaign on Klow used fake accounts", told)


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("The army made the virus", "The service sought to spread the thesis that the army had made the virus.", True),
        (
            "Agencies kidnap children",
            "The study describes a campaign that claimed that agencies kidnap children.",
            True,
        ),
        ("The mayor took bribes", "The paper retold the story of a mayor who took bribes.", True),
        ("The campaign claimed that agencies kidnap children", "It claimed that agencies kidnap children.", False),
        (
            "The service spread the thesis",
            "The service sought to spread the thesis that the army made the virus.",
            False,
        ),
        ("The army made the virus", "The inquiry found that the army made the virus.", False),
    ],
)
def test_what_a_text_only_tells_of_it_does_not_state(claim: str, text: str, expected: bool) -> None:
    assert only_told(claim, text) is expected


@pytest.mark.parametrize(("claim", "text"), PLAIN)
def test_what_a_text_states_is_not_called_false(claim: str, text: str) -> None:
    assert not called_false(claim, text)


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("The campaign used the firm's fake identities", "An aide requested proposals from the firm.", True),
        ("The campaign requested proposals", "The campaign requested proposals from the firm.", False),
        ("The officers hacked the party", "The officers planned the attack and hacked the party.", False),
        ("The officers were Russian", "The officers planned the attack.", False),
        ("The officers hacked the party", "The officers broke into the party.", False),
    ],
)
def test_a_plan_is_not_a_deed(claim: str, text: str, expected: bool) -> None:
    assert undone(claim, text) is expected


def _bears(claim: str, text: str) -> Support:
    finding = Finding("s:1", "s", text, "p. 1", Act.FOUND, Aspect.ACTIVITY)
    return support(claim, Evidence("E1", finding, Source("s", "", "", Kind.INQUIRY_REPORT), 0.9))


def test_a_falsehood_contradicts_and_a_plan_supports_in_part() -> None:
    assert _bears("Ann Lee gave away the emails", "The site falsely implied that Ann Lee gave away the emails.") is (
        Support.CONTRADICTS
    )
    assert _bears("The campaign used fake identities", "The campaign discussed a plan with fake identities.") is (
        Support.PARTLY
    )
    assert _bears("Ann Lee gave away the emails", "Ann Lee gave away the emails.") is Support.SUPPORTS


@pytest.mark.parametrize(
    ("claim", "text", "other", "opposite"),
    [
        ("Stone was acquitted", "A jury found Roger Stone guilty of all charges.", True, True),
        ("Gill was cleared of bribery", "Gill pleaded guilty to eight counts of bribery.", True, True),
        ("Barrack was convicted", "A jury found Barrack not guilty.", True, True),
        ("Barrack was acquitted", "The jury acquitted Barrack of all counts.", False, False),
        ("Barrack was found guilty", "The jury convicted Barrack.", False, False),
        ("The charge against Concord was dropped", "Prosecutors filed a charge against Concord.", False, False),
        ("The case was dismissed", "The case was brought in 2018.", True, False),
        ("The case was dismissed", "The judge dismissed the case.", False, False),
        ("Stone was pardoned", "The judge sentenced Stone.", True, False),
        ("Stone lied", "The judge sentenced Stone.", False, False),
    ],
)
def test_another_end_of_a_case_is_no_support(claim: str, text: str, other: bool, opposite: bool) -> None:
    assert other_outcome(claim, text) is other
    assert opposite_outcome(claim, text) is opposite


def test_a_verdict_the_other_way_supports_nothing_and_false_statements_deny_nothing() -> None:
    assert _bears("Ann Lee was acquitted of fraud", "The court convicted Ann Lee of fraud.") is Support.PARTLY
    told = "The jury acquitted Ann Lee of making false statements."
    assert _bears("Ann Lee was acquitted of making statements", told) is Support.SUPPORTS
