"""How evidence bears on a claim by its words: what a text asks it does not state."""

from __future__ import annotations

import pytest

from bot.engine.evidence.compare import compare, stated
from bot.engine.models import Evidence, Support
from knowledge.models import Act, Aspect, Finding, Kind, Source

INQUIRY = Source("inquiry", "An inquiry", "Office", Kind.INQUIRY_REPORT)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Did the U.S. pay the mayor? No, it did not.", "No, it did not."),
        ("The bill was paid. Who paid it? Nobody knows.", "The bill was paid. Nobody knows."),
        ("Was it paid?", ""),
        ("It was paid.", "It was paid."),
    ],
)
def test_questions_state_nothing(text: str, told: str) -> None:
    assert stated(text) == told


def test_evidence_that_asks_what_a_claim_states_is_no_support() -> None:
    claim = "Burma paid the mayor of Klow in 2019"
    for text, bears in (
        (f"{claim}.", Support.SUPPORTS),
        (f"Is it true that {claim}? The report does not say.", Support.UNRELATED),
    ):
        finding = Finding("one", INQUIRY.id, text, "p. 1", Act.FOUND, Aspect.ACTIVITY)
        assert compare(claim, Evidence("E1", finding, INQUIRY, 0.9)).support is bears


def test_shared_numbers_are_something_in_common() -> None:
    """An "intervention" and to "intervene" have other stems; 81 and 36 are no years."""
    told = "The United States made 81 and Russia 36 interventions from 1946 to 2000."
    finding = Finding("one", INQUIRY.id, told, "p. 1", Act.FOUND, Aspect.ACTIVITY)
    for claim, apart in (
        ("Between 1946 and 2000 the United States intervened in 81 elections, Russia in 36.", False),
        ("Between 1946 and 2000 the United States bombed Russia.", True),
    ):
        assert compare(claim, Evidence("E1", finding, INQUIRY, 0.9)).apart is apart
