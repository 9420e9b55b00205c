"""Splits that a model proposes: taken where they are the claim and raise nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.engine.check import Checker
from bot.engine.errors import ModelError, ModelUnavailable
from bot.engine.models import ClaimCheck
from knowledge.models import Aspect, Standing
from tests.bot.engine import world

ACT, EFFECT, INTENT = Aspect.ACTIVITY, Aspect.EFFECT, Aspect.INTENT
DID = "Ruritania's service hacked the Democratic National Committee in April 2016"
JOINED = f"{DID} and with that turned the race upside down for good."
HALVES = [(f"{DID} ", ACT), ("and with that turned the race upside down for good.", EFFECT)]

Parts = Sequence[tuple[str, Aspect]]


class Splitter:
    """Proposes the same parts for every claim, or fails."""

    def __init__(self, parts: Parts | ModelError) -> None:
        self.parts = parts
        self.asked: list[str] = []

    def split(self, claims: Sequence[str]) -> list[list[tuple[str, Aspect]]]:
        self.asked += claims
        if isinstance(self.parts, ModelError):
            raise self.parts
        return [list(self.parts) for _ in claims]


def checked(text: str, splitter: Splitter | None = None) -> ClaimCheck:
    return Checker(world.library(), splitter=splitter).check(text)


def test_the_rules_alone_leave_it_whole() -> None:
    assert len(checked(JOINED).claims) == 1


def test_a_hinge_that_a_model_sees_parts_fact_from_effect() -> None:
    check = checked(f"Well. {JOINED}", Splitter(HALVES))
    did, effect = [one for one in check.claims if one.text != "Well."]
    assert (did.text, did.standing) == (DID, Standing.DOCUMENTED)
    assert (effect.text, effect.standing, effect.aspect) == (HALVES[1][0], Standing.SPECULATION, EFFECT)
    assert all(check.text[one.start : one.end] == one.text for one in check.claims)
    assert effect.hinge is not None
    assert check.text[effect.hinge.start : effect.hinge.end] == effect.hinge.text == "and"


REFUSED: dict[str, Parts | ModelError] = {
    "words added": [(f"{DID} ", ACT), ("and with that turned the race upside down for good, all said.", EFFECT)],
    "words left out": [(f"{DID} ", ACT), ("turned the race upside down for good.", EFFECT)],
    "words changed": [(f"{DID.replace('April', 'May')} ", ACT), HALVES[1]],
    "one part": [(JOINED, EFFECT)],
    "three parts": [(f"{DID} ", ACT), ("and with that ", EFFECT), ("turned the race upside down for good.", EFFECT)],
    "the second is an act": [HALVES[0], (HALVES[1][0], ACT)],
    "too short": [(JOINED.removesuffix("good."), ACT), ("good.", EFFECT)],
    "nothing": [],
    "a failure": ModelUnavailable("away"),
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED.keys())
def test_any_other_proposal_leaves_the_rules_to_it(parts: Parts | ModelError) -> None:
    assert checked(JOINED, Splitter(parts)) == checked(JOINED)


@pytest.mark.parametrize("text", [f"Perhaps {JOINED}", f"{JOINED[:-1]}, some believe.", f"It was not so that {JOINED}"])
def test_what_is_hedged_or_denied_stays_whole(text: str) -> None:
    assert checked(text, Splitter(HALVES)) == checked(text)


@pytest.mark.parametrize("text", [f"The minister said that {JOINED}", "Ruritania hacked the DNC."])
def test_what_is_told_or_short_is_not_asked_about(text: str) -> None:
    splitter = Splitter(HALVES)
    assert checked(text, splitter) == checked(text)
    assert splitter.asked == []
