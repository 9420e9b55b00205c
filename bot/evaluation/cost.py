"""How long an answer and a check take, how many claims a second are checked, and how much memory is held at most."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from bot.engine.models import Question
from bot.engine.ports import Engine
from bot.evaluation import statistics as st
from bot.evaluation.language import Progress
from bot.evaluation.results import Result
from bot.evaluation.sets import LatencyLine

_WARM_UP = 2


def measure_latency(name: str, lines: Sequence[LatencyLine], engine: Engine, progress: Progress) -> Result:
    """p50 and p95 of ``ask`` and ``check`` in milliseconds, claims a second, and the process's peak memory in MiB.

    Each is put once, one after another, after a few that are not counted.
    """
    for line in lines[:_WARM_UP]:
        _timed(engine, line)
    asked: list[float] = []
    checks: list[float] = []
    claims: list[float] = []
    for done, line in enumerate(lines, 1):
        taken, found = _timed(engine, line)
        if line.question is not None:
            asked.append(taken)
        else:
            checks.append(taken)
            claims.append(float(found))
        progress(done, len(lines))
    metrics: dict[str, st.Measure] = {}
    for what, times in (("ask", asked), ("check", checks)):
        if times:
            metrics[f"{what}_p50_ms"] = st.resampled([1e3 * one for one in times], st.quantile(0.5))
            metrics[f"{what}_p95_ms"] = st.resampled([1e3 * one for one in times], st.quantile(0.95))
    if checks:
        metrics["claims_a_second"] = st.resampled_ratio(claims, checks)
    peak = peak_memory()
    if peak is not None:
        metrics["peak_memory_mib"] = st.Measure(peak)
    counts = {"questions": len(asked), "texts": len(checks), "claims": int(sum(claims))}
    return Result("latency", name, "engine", len(lines), metrics, counts=counts)


def _timed(engine: Engine, line: LatencyLine) -> tuple[float, int]:
    began = time.perf_counter()
    if line.question is not None:
        engine.explain(Question(line.question))
        return time.perf_counter() - began, 0
    found = engine.check(line.text or "")
    return time.perf_counter() - began, len(found.claims)


def peak_memory() -> float | None:
    """The largest resident size of this process so far in MiB, None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak) / (1024 * 1024 if sys.platform == "darwin" else 1024)
