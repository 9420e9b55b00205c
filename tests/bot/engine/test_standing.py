"""The table of standings, one row a cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.standing import CEILING, COVERS, STRENGTH, Ground, Weighed, ceiling, lower, weigh
from knowledge.models import Act, Aspect, Confidence, Standing

D, A, R, L = Standing.DOCUMENTED, Standing.ASSESSED, Standing.REPORTED, Standing.ALLEGED
X, C, S, U = Standing.DISPUTED, Standing.CONTRADICTED, Standing.SPECULATION, Standing.UNSOURCED

CELLS = {
    #                 activity attribution intent reach effect forecast context
    Act.ADJUDICATED: (D, D, D, D, D, S, D),
    Act.FOUND: (D, D, D, D, D, S, D),
    Act.ADMITTED: (D, D, D, D, D, S, D),
    Act.WITHDRAWN: (D, D, D, D, D, S, D),
    Act.ASSESSED: (A, A, A, A, A, A, A),
    Act.REPORTED: (R, R, R, R, R, S, R),
    Act.CHARGED: (L, L, L, L, L, S, L),
    Act.ASSERTED: (L, L, L, L, L, S, L),
    Act.DENIED: (L, L, L, L, L, S, L),
    Act.OPINED: (S, S, S, S, S, S, S),
}


def ground(act: Act, aspect: Aspect = Aspect.ACTIVITY, origin: str = "one", **more: object) -> Ground:
    return Ground(act, aspect, origin, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("act", "aspect", "expected"),
    [(act, aspect, row[n]) for act, row in CELLS.items() for n, aspect in enumerate(Aspect)],
)
def test_one_source(act: Act, aspect: Aspect, expected: Standing) -> None:
    assert weigh(aspect, [ground(act, aspect)]).standing is expected
    assert ceiling(act, aspect) is expected


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [(claim, evidence) for claim in Aspect for evidence in Aspect if evidence not in COVERS[claim]],
)
def test_evidence_for_one_aspect_supports_no_other(claim: Aspect, evidence: Aspect) -> None:
    weighed = weigh(claim, [ground(Act.ADJUDICATED, evidence)])
    assert weighed.standing is (S if claim in (Aspect.INTENT, Aspect.EFFECT, Aspect.FORECAST) else U)


@pytest.mark.parametrize(
    ("aspect", "expected"),
    [
        (Aspect.ACTIVITY, U),
        (Aspect.ATTRIBUTION, U),
        (Aspect.REACH, U),
        (Aspect.CONTEXT, U),
        (Aspect.INTENT, S),
        (Aspect.EFFECT, S),
        (Aspect.FORECAST, S),
    ],
)
def test_nothing_held(aspect: Aspect, expected: Standing) -> None:
    assert weigh(aspect, []).standing is expected


@pytest.mark.parametrize(
    ("held", "against", "expected"),
    [
        (Act.FOUND, Act.FOUND, X),
        (Act.FOUND, Act.ASSESSED, X),
        (Act.ASSESSED, Act.FOUND, X),
        (Act.FOUND, Act.REPORTED, D),
        (Act.FOUND, Act.DENIED, D),
        (Act.FOUND, Act.ASSERTED, D),
        (Act.FOUND, Act.OPINED, D),
        (Act.ASSESSED, Act.DENIED, A),
        (Act.ASSESSED, Act.REPORTED, A),
        (Act.REPORTED, Act.FOUND, X),
        (Act.REPORTED, Act.REPORTED, X),
        (Act.REPORTED, Act.DENIED, R),
        (Act.CHARGED, Act.FOUND, C),
        (Act.CHARGED, Act.WITHDRAWN, C),
        (Act.CHARGED, Act.REPORTED, X),
        (Act.CHARGED, Act.DENIED, L),
        (Act.ASSERTED, Act.FOUND, C),
        (Act.OPINED, Act.FOUND, C),
        (Act.OPINED, Act.DENIED, S),
    ],
)
def test_one_source_against_another(held: Act, against: Act, expected: Standing) -> None:
    assert weigh(Aspect.ACTIVITY, [ground(held)], [ground(against, origin="two")]).standing is expected


@pytest.mark.parametrize(
    ("held", "expected"), [(Act.CHARGED, X), (Act.REPORTED, X), (Act.FOUND, D), (Act.ASSESSED, A), (Act.OPINED, S)]
)
def test_a_failure_to_establish_is_not_a_finding_to_the_contrary(held: Act, expected: Standing) -> None:
    failed = ground(Act.FOUND, origin="two", inconclusive=True)
    assert weigh(Aspect.ACTIVITY, [ground(held)], [failed]).standing is expected


def test_only_sources_against() -> None:
    assert weigh(Aspect.ACTIVITY, [], [ground(Act.FOUND, inconclusive=True)]).standing is X
    assert weigh(Aspect.ACTIVITY, [], [ground(Act.FOUND, inconclusive=True), ground(Act.FOUND)]).standing is C
    assert weigh(Aspect.ACTIVITY, [], [ground(Act.FOUND)]).standing is C
    assert weigh(Aspect.ACTIVITY, [], [ground(Act.DENIED)]).standing is U


def test_what_was_withdrawn_no_longer_holds() -> None:
    gone = ground(Act.CHARGED, lost=Act.WITHDRAWN)
    assert weigh(Aspect.ACTIVITY, [gone]).standing is X
    assert weigh(Aspect.ACTIVITY, [gone, ground(Act.ASSESSED, origin="two")]).standing is A
    assert weigh(Aspect.ACTIVITY, [ground(Act.FOUND)], [ground(Act.FOUND, lost=Act.WITHDRAWN)]).standing is D


def test_a_guess_in_a_report_is_a_guess() -> None:
    guess = ground(Act.FOUND, hedged=True)
    assert weigh(Aspect.ACTIVITY, [guess]).standing is S
    assert weigh(Aspect.ACTIVITY, [guess], [ground(Act.FOUND)]).standing is C
    assert weigh(Aspect.ACTIVITY, [guess, ground(Act.REPORTED)]).standing is R


def test_confidence_travels_with_an_assessment_and_with_nothing_else() -> None:
    moderate = ground(Act.ASSESSED, confidence=Confidence.MODERATE)
    assert weigh(Aspect.ACTIVITY, [moderate]).confidence is Confidence.MODERATE
    assert weigh(Aspect.ACTIVITY, [ground(Act.ASSESSED)]).confidence is Confidence.UNSTATED
    assert weigh(Aspect.ACTIVITY, [moderate, ground(Act.FOUND)]).confidence is None


def test_sources_of_one_origin_count_once() -> None:
    same = [ground(Act.REPORTED, origin="one"), ground(Act.REPORTED, origin="one")]
    two = [ground(Act.REPORTED, origin="one"), ground(Act.REPORTED, origin="two")]
    assert "independent" not in weigh(Aspect.ACTIVITY, same).why
    assert "2 independent" in weigh(Aspect.ACTIVITY, two).why


def test_the_reason_says_where_evidence_is_about_another_aspect() -> None:
    assert "another aspect" in weigh(Aspect.EFFECT, [ground(Act.FOUND)]).why


def test_lowering_never_raises() -> None:
    assert lower(Weighed(D, "."), S, "guess") == Weighed(S, "guess")
    assert lower(Weighed(U, "."), S, "guess") == Weighed(U, ".")


GROUNDS = st.builds(
    Ground,
    act=st.sampled_from(Act),
    aspect=st.sampled_from(Aspect),
    independence=st.sampled_from(["one", "two", "three"]),
    confidence=st.none() | st.sampled_from(Confidence),
    lost=st.none() | st.just(Act.WITHDRAWN),
    inconclusive=st.booleans(),
    hedged=st.booleans(),
)


@given(st.sampled_from(Aspect), st.lists(GROUNDS, max_size=5), st.lists(GROUNDS, max_size=3), GROUNDS)
def test_weaker_evidence_never_raises(
    aspect: Aspect, grounds: list[Ground], counters: list[Ground], added: Ground
) -> None:
    before = weigh(aspect, grounds, counters).standing
    after = weigh(aspect, [*grounds, added], counters).standing
    if STRENGTH[after] > STRENGTH[before]:
        holding = [one for one in grounds if one.lost is None and one.aspect in COVERS[aspect]]
        strongest = max((STRENGTH[one.ceiling(aspect)] for one in holding), default=0)
        assert STRENGTH[added.ceiling(aspect)] > strongest
    assert STRENGTH[after] <= max(STRENGTH[before], STRENGTH[CEILING[added.act]])


@given(st.sampled_from(Aspect), st.lists(GROUNDS, max_size=5), st.lists(GROUNDS, max_size=3), GROUNDS)
def test_what_speaks_against_never_raises(
    aspect: Aspect, grounds: list[Ground], counters: list[Ground], added: Ground
) -> None:
    before = weigh(aspect, grounds, counters).standing
    assert STRENGTH[weigh(aspect, grounds, [*counters, added]).standing] <= STRENGTH[before]


@given(st.sampled_from(Aspect), st.lists(GROUNDS, max_size=5), st.lists(GROUNDS, max_size=3))
def test_the_order_of_sources_does_not_matter(aspect: Aspect, grounds: list[Ground], counters: list[Ground]) -> None:
    assert weigh(aspect, grounds, counters).standing is weigh(aspect, grounds[::-1], counters[::-1]).standing
