"""A folder of sets, or one set, through everything that is asked for → a report and its files."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.engine.errors import EvaluationError
from bot.engine.evidence.rules import RuleSupportJudge
from bot.engine.ports import Engine, SpeculationScorer, SupportJudge
from bot.evaluation import answering, answers, cost, language, premises, texts
from bot.evaluation.compare import between_runs, between_ways
from bot.evaluation.pictures import draw
from bot.evaluation.results import Report, Result, scores_of
from bot.evaluation.sets import (
    PATTERNS,
    AnswerLine,
    ClaimsLine,
    LatencyLine,
    PremiseLine,
    RefusalLine,
    RetrievalLine,
    StandingLine,
    SymmetryLine,
    read_lines,
    read_speculation,
)
from bot.evaluation.support_sets import read_support

TASKS = tuple(PATTERNS)
NEEDS_LIBRARY = frozenset(TASKS) - {"speculation", "support", "claims"}
Told = Callable[[str, int, int], None]
"""Told what is measured, how many items are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Predictors:
    """What is measured: the engine's judges first, then what one would otherwise pick, by way."""

    judges: Mapping[str, SupportJudge]
    scorers: Mapping[str, SpeculationScorer]
    engine: Callable[[], Engine] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """``predictions`` by set and way, for the sets that are judged item by item."""

    results: tuple[Result, ...]
    predictions: Mapping[tuple[str, str, str], Sequence[Mapping[str, Any]]]


def run(sets: Sequence[tuple[str, Path]], predictors: Predictors, told: Told) -> Run:
    """Every set in turn. Raises EvaluationError for a bad line, and whatever the library raises."""
    results: list[Result] = []
    predictions: dict[tuple[str, str, str], Sequence[Mapping[str, Any]]] = {}
    # All of them are read before any is measured: a bad line is told at once.
    held = [(task, path, read_set(task, path)) for task, path in sets]
    for task, path, lines in held:
        for measured in _measure(task, path.name, lines, predictors, told):
            if measured.result is not None:
                results.append(measured.result)
            if measured.predictions:
                way = measured.result.way if measured.result else _way(predictions, task, path.name, predictors)
                predictions[task, path.name, way] = measured.predictions
    return Run(tuple(results), predictions)


def _way(made: Mapping[tuple[str, str, str], Any], task: str, name: str, predictors: Predictors) -> str:
    """The way whose turn it is, in a set without labels, where there is no result to name it."""
    ways = list(predictors.scorers if task == "speculation" else predictors.judges)
    return ways[sum(key[:2] == (task, name) for key in made)]


def read_set(task: str, path: Path) -> Any:
    """The lines of a set of a task. Raises EvaluationError."""
    if task == "speculation":
        return read_speculation(path)
    return read_support(path) if task == "support" else read_lines(path, _FORMS[task])


_FORMS: dict[str, Any] = {
    "retrieval": RetrievalLine,
    "answers": AnswerLine,
    "claims": ClaimsLine,
    "standing": StandingLine,
    "refusal": RefusalLine,
    "symmetry": SymmetryLine,
    "premise": PremiseLine,
    "latency": LatencyLine,
}


def _measure(task: str, name: str, lines: Any, with_: Predictors, told: Told) -> list[language.Measured]:
    def progress(way: str) -> language.Progress:
        return lambda done, total: told(f"{name}: {way}", done, total)

    if task == "speculation":
        return [
            language.measure_speculation(name, lines, scorer, way=way, progress=progress(way))
            for way, scorer in with_.scorers.items()
        ]
    if task == "support":
        return [
            language.measure_support(name, lines, judge, way=way, progress=progress(way))
            for way, judge in with_.judges.items()
        ]
    if task == "claims":
        return [language.Measured(texts.measure_claims(name, lines), ())]
    if with_.engine is None:
        raise EvaluationError(f"{name}: {task} needs a library; name it with --library")
    engine, go = with_.engine(), progress("engine")
    judge = next(iter(with_.judges.values()))
    if isinstance(judge, RuleSupportJudge):
        judge = replace(judge, similarity=engine.library.similarity)
    measure: dict[str, Callable[[], Result]] = {
        "retrieval": lambda: answers.measure_retrieval(name, lines, engine.library, go),
        "answers": lambda: answering.measure_answers(name, lines, engine, go),
        "standing": lambda: answers.measure_standing(name, lines, engine, go),
        "refusal": lambda: answers.measure_refusal(name, lines, engine, go),
        "symmetry": lambda: answers.measure_symmetry(name, lines, engine, go),
        "premise": lambda: premises.measure_premises(name, lines, engine, judge, go),
        "latency": lambda: cost.measure_latency(name, lines, engine, go),
    }
    return [language.Measured(measure[task](), ())]


def reported(made: Run, about: Mapping[str, Any], against: Path | None = None) -> Report:
    """The report of a run, with the differences between its ways, and to an earlier report."""
    differences = between_ways(made.results)
    if against is not None:
        differences += between_runs(made.results, earlier_scores(against))
    return Report(about, made.results, tuple(differences))


def earlier_scores(path: Path) -> dict[tuple[str, str, str], Any]:
    """The scores in an earlier report.json. Raises EvaluationError."""
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        return dict(scores_of(body))
    except (OSError, ValueError) as error:
        raise EvaluationError(f"{path}: {error}") from error
    except EvaluationError as error:
        raise EvaluationError(f"{path}: {error}") from error


def write(report: Report, made: Run, folder: Path) -> list[str]:
    """report.json, the pictures and the predictions; gives the names of all files, the report first."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = [*draw(report.results, folder), *_write_predictions(made, folder)]
        body = replace(report, about={**report.about, "files": names}).body()
        text = json.dumps(body, ensure_ascii=False, indent=1, default=str)
        (folder / "report.json").write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{folder}: {error.strerror or error}; name another folder with --out") from error
    return ["report.json", *names]


def _write_predictions(made: Run, folder: Path) -> list[str]:
    """The first way's predictions of each set; the only set's are called plainly "predictions"."""
    first: dict[tuple[str, str], Sequence[Mapping[str, Any]]] = {}
    for (task, name, _), rows in made.predictions.items():
        first.setdefault((task, name), rows)
    written: list[str] = []
    for (task, name), rows in first.items():
        stem = "predictions" if len(first) == 1 else f"predictions-{Path(name).stem}"
        path = folder / f"{stem}.{'csv' if task == 'speculation' else 'jsonl'}"
        with path.open("w", encoding="utf-8", newline="") as file:
            if task == "speculation":
                table = csv.DictWriter(file, list(rows[0]))
                table.writeheader()
                table.writerows(rows)
            else:
                file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        written.append(path.name)
    return written
