"""What is on record in place of what a question takes for granted, as a model words it and the evidence bears it."""

from __future__ import annotations

from bot.engine.errors import ModelError
from bot.engine.evidence.retrieve import Gathered
from bot.engine.models import Draft, Premise, Statement
from bot.engine.ports import Repairer
from bot.engine.verification.verify import settle, verify
from knowledge.models import Standing

DOUBTFUL = frozenset(
    {Standing.CONTRADICTED, Standing.DISPUTED, Standing.SPECULATION, Standing.UNSOURCED, Standing.ALLEGED}
)
"""Premises that want a repair: those that nothing establishes."""


def repaired(premise: Premise, gathered: Gathered, repairer: Repairer) -> Statement | None:
    """The repair if it can be verified against the evidence on the premise; None, and the rules stand, where not.

    It is verified as any statement is, and may not stand on less than the premise that it is to repair.
    """
    held = [one for one in gathered.evidence if one.relevance > 0]
    if premise.standing not in DOUBTFUL or not held:
        return None
    try:
        proposed = repairer.repair(premise.text, held)
    except ModelError:
        return None
    settled = settle(proposed, gathered) if proposed is not None else None
    if settled is None or isinstance(settled, str):
        return None
    found = verify(Draft((settled,)), gathered).statements
    return found[0] if found and found[0].standing not in DOUBTFUL else None
