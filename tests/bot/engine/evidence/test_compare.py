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
