"""What the engine would show of a claim beside given evidence: the judge behind the veto of the words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.evidence.judging import judged
from bot.engine.models import Evidence, Support
from bot.engine.ports import SupportJudge
from knowledge.models import Kind, Passage, Source

_GIVEN = Source("given", "", "", Kind.INQUIRY_REPORT)


def stands(claim: str, sentences: Sequence[str], judge: SupportJudge) -> bool:
    """Whether a claim would be shown as resting on one of the sentences, were each a passage that is near to it."""
    evidence = [
        Evidence(f"E{n}", Passage(f"given-{n}", _GIVEN.id, "", 0, len(text), text), _GIVEN, 1.0, quote=text)
        for n, text in enumerate(sentences, 1)
        if text.strip()
    ]
    return any(one.support is Support.SUPPORTS for one in judged(claim, evidence, judge))
