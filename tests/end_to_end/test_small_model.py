"""A real and very weak model: however badly it writes, the promises hold."""

from __future__ import annotations

import pytest

from knowledge.records import RECORDS, read_records
from tests.benchmarks.lies import drawn
from tests.end_to_end.small_model_rig import PACKAGES, ask_all, missing, questions, small_model
from tests.memory_library import MemoryLibrary

QUESTIONS = 40
SECONDS = 60.0
"""For one task of the model, far more than it needs on two cores."""

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.slow,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(missing(), reason=f"needs a real model: install {' and '.join(PACKAGES)}"),
]


def test_the_promises_hold_with_a_model_that_cannot_write() -> None:
    picked = drawn(read_records(RECORDS), QUESTIONS, seed=1)
    findings = [finding for finding, _ in picked]
    library = MemoryLibrary({source.id: source for _, source in picked}.values(), findings)
    with small_model() as model:
        tally = ask_all(model, library, questions(findings, QUESTIONS), seconds=SECONDS)
    print(tally)
    assert not tally.broken
    assert tally.writers.total() == QUESTIONS
    assert tally.outcomes.total() > 0
