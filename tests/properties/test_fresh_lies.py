"""The lies and true statements of the benchmark's generator, over a few findings of every region."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.engine.answer.write import Outcome
from knowledge.records import RECORDS, read_records
from tests.benchmarks.fresh_lies import LIARS, Kind, deal
from tests.benchmarks.fresh_truths import truths
from tests.benchmarks.lies import cases, composed, reached

FINDINGS = 60


@pytest.mark.parametrize("seed", [11, 12])
def test_lies_are_caught_and_truths_told(seed: int) -> None:
    told: Counter[Kind] = Counter()
    through: Counter[Kind] = Counter()
    ended: Counter[Outcome] = Counter()
    dealt = deal(seed)
    for case, gathered in cases(read_records(RECORDS), FINDINGS, seed, None):
        for kind, make in LIARS.items():
            for lie in make(case, dealt):
                told[kind] += 1
                through[kind] += reached(composed(lie, gathered))
        ended.update(composed(true, gathered).outcomes[0] for _, true in truths(case))
    assert told.total() >= 400
    assert set(told) >= set(Kind) - {Kind.EXTENT}
    assert through.total() <= 0.01 * told.total(), +through
    assert ended[Outcome.DROPPED] == 0
    assert ended[Outcome.QUOTED] <= 0.05 * ended.total()
