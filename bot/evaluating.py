"""``footing evaluate``: puts together what is measured, and runs it."""

from __future__ import annotations

import datetime as dt
import platform
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import metadata
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from bot.engine.errors import EvaluationError
from bot.engine.evidence.rules import RuleSpeculationScorer, RuleSupportJudge
from bot.engine.ports import Engine, SpeculationScorer, SupportJudge
from bot.evaluation.baselines import CueList, WordOverlap
from bot.evaluation.results import Report
from bot.evaluation.run import NEEDS_LIBRARY, TASKS, Predictors, earlier_scores, reported, run, write
from bot.evaluation.sets import find_sets
from bot.evaluation.statistics import PERMUTATIONS, RESAMPLES, SEED
from bot.evaluation.terminal import tables
from bot.models.judge import EmbeddedSpeculationScorer, EmbeddedSupportJudge, embedded_judge
from bot.settings import Settings
from bot.wiring import build_engine, open_library

SHIPPED = Path(__file__).parent / "evaluation" / "sets"
"""Sets that come with Footing, over the records that come with it."""

ONE_FILE = ("speculation", "support")
"""Tasks that can be given a file of any name."""


def evaluate(
    settings: Settings,
    what: str | None,
    file: Path | None,
    *,
    only: Sequence[str] = (),
    out: Path,
    against: Path | None = None,
    rules: bool = False,
    console: Console,
) -> Report:
    """Measure a folder of sets (by default the shipped ones), or one file of a task; print tables, write files.

    Raises EvaluationError, and what a library raises where one is needed.
    """
    sets = _sets(what, file, only)
    if against is not None:
        # Before the work, not after it.
        earlier_scores(against)
    with ExitStack() as held:
        engines: list[Engine] = []

        def engine() -> Engine:
            if not engines:
                library = held.enter_context(open_library(settings))
                engines.append(build_engine(library, settings))
            return engines[0]

        judges, scorers = judges_and_scorers(rules=rules)
        about: dict[str, Any] = _about(settings, sets, judges, scorers)
        if any(task in NEEDS_LIBRARY for task, _ in sets):
            info = engine().library.info()
            about["library"] = {
                "generation": info.generation,
                "embedding": info.embedding,
                "built": info.built.isoformat(),
                "sources": info.sources,
                "findings": info.findings,
                "passages": info.passages,
            }
        with _telling(console) as told:
            made = run(sets, Predictors(judges, scorers, engine), told)
    report = reported(made, about, against)
    written = write(report, made, out)
    for table in tables(report):
        console.print(table)
    console.print(f"{len(written)} files in {out}: {', '.join(written[:8])}{' …' if len(written) > 8 else ''}")
    return report


def _sets(what: str | None, file: Path | None, only: Sequence[str]) -> list[tuple[str, Path]]:
    unknown = [task for task in only if task not in TASKS]
    if unknown:
        raise EvaluationError(f"--only: {unknown[0]!r} is not one of: {', '.join(TASKS)}")
    if file is not None:
        if what not in ONE_FILE:
            raise EvaluationError(f"a single file is for {' or '.join(ONE_FILE)}; {what!r} is neither")
        if not file.is_file():
            raise EvaluationError(f"{file}: no such file")
        return [(what, file)]
    if what in TASKS and not Path(what).exists():
        raise EvaluationError(f"name the file: footing evaluate {what} FILE, or give a folder")
    return find_sets(Path(what) if what else SHIPPED, [task for task in TASKS if not only or task in only])


def judges_and_scorers(*, rules: bool = False) -> tuple[dict[str, SupportJudge], dict[str, SpeculationScorer]]:
    """What is measured, by way, the engine's first. ``rules`` leaves the embedded judge out."""
    judges: dict[str, SupportJudge] = {"rules": RuleSupportJudge(), "word overlap": WordOverlap()}
    scorers: dict[str, SpeculationScorer] = {"rules": RuleSpeculationScorer(), "cue list": CueList()}
    if rules:
        return judges, scorers
    model = embedded_judge()
    return (
        {"engine": EmbeddedSupportJudge(model), **judges},
        {"engine": EmbeddedSpeculationScorer(model), **scorers},
    )


def _about(
    settings: Settings,
    sets: Sequence[tuple[str, Path]],
    judges: dict[str, SupportJudge],
    scorers: dict[str, SpeculationScorer],
) -> dict[str, Any]:
    return {
        "made": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "versions": {
            "python": platform.python_version(),
            **{name: _version(name) for name in ("footing", "numpy", "onnxruntime", "chromadb")},
        },
        "sets": [{"task": task, "file": path.name} for task, path in sets],
        "judges": {way: judge.name for way, judge in judges.items()},
        "scorers": {way: {"name": one.name, "threshold": one.threshold} for way, one in scorers.items()},
        "settings": {
            "embedding": settings.embedding,
            "model": settings.model,
            "seed": SEED,
            "resamples": RESAMPLES,
            "permutations": PERMUTATIONS,
            "interval": 0.95,
        },
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "run from source"


@contextmanager
def _telling(console: Console) -> Iterator[Any]:
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("evaluate", total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)
