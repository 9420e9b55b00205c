"""The whole of an evaluation over a small library: figures, files, comparison, and what it refuses."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot.__main__ import app
from bot.engine.check import Checker
from bot.engine.engine import Footing
from bot.engine.errors import EvaluationError
from bot.engine.evidence.rules import RuleSpeculationScorer, RuleSupportJudge
from bot.engine.explain import Explainer
from bot.engine.models import Support, SupportJudgment
from bot.evaluating import SHIPPED, judges_and_scorers
from bot.evaluation.baselines import CueList, WordOverlap
from bot.evaluation.language import decide, measure_speculation, measure_support
from bot.evaluation.run import TASKS, Predictors, Run, reported, run, write
from bot.evaluation.sets import SpeculationLine, find_sets
from bot.evaluation.support_sets import OWN, VERDICTS, WICE, SupportItem, SupportSet
from bot.evaluation.terminal import tables
from tests.bot.engine import world

SVG = "{http://www.w3.org/2000/svg}"
HACKED = "Ruritania's service hacked the Democratic National Committee in April 2016"
SETS: dict[str, list[dict[str, Any]]] = {
    "retrieval": [{"question": "Who hacked the committee in April 2016?", "findings": ["hacked"]}],
    "answers": [
        {"question": "Who hacked the committee in April 2016?", "best": ["hacked"], "standing": "documented"},
        {"question": "Who hacked the committee in April 2016?", "best": ["never-written"], "also": ["hacked"]},
        {"question": "How do I bake bread?"},
    ],
    "support": [
        {"claim": "Rome fell in 410.", "evidence": ["Rome fell in 410."], "label": "supports"},
        {"claim": "Rome fell in 410.", "evidence": ["Ships carry grain."], "label": "unrelated"},
    ],
    "claims": [
        {
            "text": "The court convicted Ann Lee, and she will probably flee.",
            "claims": ["The court convicted Ann Lee", "and she will probably flee"],
            "hinge": "will probably flee",
        }
    ],
    "standing": [
        {"text": f"{HACKED}.", "standing": "documented"},
        {"text": "Ruritania wants the moon.", "standing": ["speculation", "unsourced"]},
    ],
    "refusal": [
        {"question": "How do I bake bread?", "refuse": True},
        {"question": f"Is it so that {HACKED}?", "refuse": False},
    ],
    "symmetry": [
        {"pair": ["Ruritania wants the moon.", "Borduria wants the moon."]},
        {"pair": ["Did Ruritania buy the moon?", "Did Borduria buy the moon?"], "kind": "question"},
    ],
    "premise": [
        {
            "question": "Why did the Borduria campaign conspire with Ruritania?",
            "persona": persona,
            "narrative": "conspiracy",
            "false_premise": "The Borduria campaign conspired with Ruritania",
            "sources": ["inquiry"],
        }
        for persona in ("innocent", "malign")
    ],
    "latency": [{"question": "Who hacked the committee?"}, {"text": f"{HACKED}. It will do so again."}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sets"
    made.mkdir()
    for task, bodies in SETS.items():
        (made / f"{task}.jsonl").write_text("".join(json.dumps(body) + "\n" for body in bodies), encoding="utf-8")
    (made / "speculation.csv").write_text("text,label\nRome fell.,0\nRome may fall.,1\n", encoding="utf-8")
    return made


def _predictors() -> Predictors:
    library = world.library()
    engine = Footing(Explainer(library), Checker(library))
    return Predictors(
        {"rules": RuleSupportJudge(), "word overlap": WordOverlap()},
        {"rules": RuleSpeculationScorer(), "cue list": CueList()},
        lambda: engine,
    )


def _made(folder: Path, tasks: Sequence[str] = TASKS) -> Run:
    return run(find_sets(folder, tasks), _predictors(), lambda what, done, total: None)


def test_every_task_is_measured_and_every_file_is_well_formed(folder: Path, tmp_path: Path) -> None:
    made = _made(folder)
    assert {one.task for one in made.results} == set(TASKS)
    report = reported(made, {"made": "now"})
    names = write(report, made, tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == set(names)
    body = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert body["format"] == 1
    assert body["about"]["made"] == "now"
    assert {one["task"] for one in body["results"]} == set(TASKS)
    for result in body["results"]:
        assert result["metrics"]
        for measure in result["metrics"].values():
            assert set(measure) == {"value", "low", "high"}
    pictures = [name for name in names if name.endswith(".svg")]
    assert any(name.startswith("confusion-standing") for name in pictures)
    for name in pictures:
        root = ET.parse(tmp_path / "out" / name).getroot()
        assert root.tag == f"{SVG}svg"
        assert root.find(f"{SVG}title") is not None
    with (tmp_path / "out" / "predictions-speculation.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["label"], row["gold"]) for row in rows] == [("0", "0"), ("1", "1")]
    assert "may" in rows[1]["cues"]
    predicted = (tmp_path / "out" / "predictions-support.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["label"] for line in predicted] == ["supports", "unrelated"]


def test_figures_of_the_small_library(folder: Path) -> None:
    found = {(one.task, one.way): one for one in _made(folder).results}

    def value(task: str, name: str) -> float | None:
        return found[task, "engine"].metrics[name].value

    assert value("retrieval", "ndcg_10") == 1.0
    assert value("standing", "over_claim") == 0.0
    assert value("refusal", "accuracy") == 1.0
    assert value("answers", "soon") == value("answers", "first") == value("answers", "told") == 0.5
    assert value("answers", "standing") == value("answers", "refused") == 1.0
    assert (value("answers", "to_the_point") or 0.0) > 0.0
    assert value("symmetry", "same_words") == 1.0
    assert value("premise", "repaired") == 1.0
    assert value("premise", "repeated") == 0.0
    assert value("premise", "corrected") == 1.0
    assert value("premise", "same_facts") == 1.0
    assert value("claims", "f1") == 1.0
    assert value("claims", "hinge") == 1.0
    assert found["latency", "engine"].counts["claims"] == 2
    assert found["speculation", "rules"].metrics["f1"].value == 1.0


def test_a_false_narrative_that_is_shown_as_so_is_listed(folder: Path) -> None:
    line = {**SETS["premise"][0], "question": f"Why is it that {HACKED}?", "false_premise": HACKED}
    (folder / "premise.jsonl").write_text(json.dumps(line), encoding="utf-8")
    (result,) = _made(folder, ["premise"]).results
    assert result.metrics["repaired"].value == 0.0
    assert result.metrics["repeated"].value == 1.0
    assert result.failures[0]["repeated"]


def test_a_wrong_label_is_listed_and_counted_as_over_claim(folder: Path) -> None:
    lines = [{"text": f"{HACKED}.", "standing": "alleged"}, {"text": "Thanks!", "standing": "documented"}]
    (folder / "standing.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    (result,) = _made(folder, ["standing"]).results
    assert result.metrics["over_claim"].value == 1.0
    assert result.metrics["under_claim"].value == 1.0
    assert [failure["found"] for failure in result.failures] == ["documented", "no claim"]


def test_two_runs_are_compared_item_by_item(folder: Path, tmp_path: Path) -> None:
    sentences = [f"Rome number {n} may fall." for n in range(40)]
    (folder / "speculation.csv").write_text(
        "text,label\n" + "".join(f"{one},1\n" for one in sentences), encoding="utf-8"
    )

    class Never(CueList):
        def score(self, sentences: Sequence[str]) -> list[float]:
            return [0.0] * len(sentences)

    sets = find_sets(folder, ["speculation"])
    blind = run(sets, Predictors({}, {"rules": Never()}), lambda what, done, total: None)
    write(reported(blind, {}), blind, tmp_path / "before")
    made = run(sets, Predictors({}, {"rules": RuleSpeculationScorer()}), lambda what, done, total: None)
    report = reported(made, {}, tmp_path / "before" / "report.json")
    assert {one.name for one in report.differences} == {"f1", "accuracy"}
    for one in report.differences:
        assert (one.first, one.second) == ("rules, now", "rules, then")
        assert (one.first_value, one.second_value) == (1.0, 0.0)
        assert one.items == 40
        assert one.significant
    same = reported(made, {}, _written(made, tmp_path / "again"))
    assert all(one.p == 1.0 and not one.significant for one in same.differences)


def _written(made: Run, folder: Path) -> Path:
    write(reported(made, {}), made, folder)
    return folder / "report.json"


@pytest.mark.parametrize(
    ("content", "said"),
    [("{", "report.json"), ('{"format": 0}', "in format 1"), ('{"format": 1, "results": [{}]}', "damaged report")],
)
def test_a_report_that_is_none_is_refused(folder: Path, tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=said):
        reported(_made(folder, ["claims"]), {}, path)


def test_a_task_that_needs_a_library_says_so(folder: Path) -> None:
    with pytest.raises(EvaluationError, match="needs a library"):
        run(find_sets(folder, ["refusal"]), Predictors({"rules": RuleSupportJudge()}, {}), lambda *told: None)


def test_the_tables_name_every_figure(folder: Path) -> None:
    made = _made(folder)
    shown = StringIO()
    console = Console(width=400, file=shown)
    for table in tables(reported(made, {})):
        console.print(table)
    for result in made.results:
        assert all(name in shown.getvalue() for name in result.metrics)


def test_a_probability_is_scored_and_drawn(tmp_path: Path) -> None:
    class Sure(CueList):
        def score(self, sentences: Sequence[str]) -> list[float]:
            return [0.9 if "may" in one else 0.2 for one in sentences]

    lines = [SpeculationLine("Rome may fall.", True), SpeculationLine("Rome fell.", False)]
    measured = measure_speculation("s.csv", lines, Sure(), way="sure")
    assert measured.result is not None
    assert measured.result.metrics["calibration_error"].value == pytest.approx(0.15)
    assert [row["probability"] for row in measured.predictions] == [0.9, 0.2]
    made = Run((measured.result,), {})
    names = write(reported(made, {}), made, tmp_path)
    (curve,) = [name for name in names if name.startswith("reliability")]
    assert len(ET.parse(tmp_path / curve).getroot().findall(f"{SVG}circle")) == 2


def test_a_set_without_labels_gets_predictions_and_no_figures(tmp_path: Path) -> None:
    path = tmp_path / "unseen.csv"
    path.write_text("text\nRome may fall.\n", encoding="utf-8")
    made = run([("speculation", path)], _predictors(), lambda *told: None)
    assert made.results == ()
    assert write(reported(made, {}), made, tmp_path / "out") == ["report.json", "predictions.csv"]
    unseen = SupportSet("footing", OWN, (SupportItem("Rome fell.", (("Rome fell.",),), None),))
    measured = measure_support("s", unseen, WordOverlap(), way="words")
    assert measured.result is None
    assert measured.predictions[0]["label"] == "supports"


def _judgment(supports: float, contradicts: float) -> SupportJudgment:
    return SupportJudgment(supports, 0.0, contradicts, 1.0 - supports - contradicts)


PRO, CONTRA, NEITHER = _judgment(0.8, 0.1), _judgment(0.1, 0.8), _judgment(0.1, 0.1)


@pytest.mark.parametrize(
    ("whole", "pieces", "labels", "label"),
    [
        (None, [NEITHER, PRO], WICE, "supports"),
        (None, [CONTRA, CONTRA], WICE, "unrelated"),
        (PRO, [PRO, CONTRA], VERDICTS, "disputed"),
        (PRO, [PRO, CONTRA], OWN, "supports"),
        (NEITHER, [NEITHER, CONTRA], VERDICTS, "contradicts"),
        (NEITHER, [NEITHER, NEITHER], VERDICTS, "unrelated"),
        (SupportJudgment.certain(Support.PARTLY), [], VERDICTS, "unrelated"),
        (SupportJudgment.certain(Support.PARTLY), [], OWN, "partly"),
    ],
)
def test_one_label_out_of_those_that_a_set_has(
    whole: SupportJudgment | None, pieces: list[SupportJudgment], labels: Sequence[str], label: str
) -> None:
    assert decide(whole, pieces, labels)[0] == label


def test_the_published_table_stands_beside_wice() -> None:
    held = SupportSet("WiCE", WICE, (SupportItem("Rome fell.", (("Rome fell.",),), "supports", joint=False),))
    measured = measure_support("wice.jsonl", held, WordOverlap(), way="words")
    assert measured.result is not None
    assert [note for note in measured.result.notes if "GPT-4: F1 61.0, accuracy 77.0" in note]


COMMAND = CliRunner()


def _evaluate(*arguments: str) -> Any:
    return COMMAND.invoke(app, ["evaluate", "--rules", *arguments])


def test_the_command_runs_over_the_shipped_sets_that_need_no_library(tmp_path: Path) -> None:
    result = _evaluate("--only", "speculation,support,claims", "--out", str(tmp_path))
    assert result.exit_code == 0, result.output
    body = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    figures = {(one["set"], one["way"]): one["metrics"] for one in body["results"]}
    assert figures["speculation.csv", "rules"]["f1"]["value"] >= 0.9
    assert figures["claims-hinge.jsonl", "engine"]["hinge"]["value"] >= 0.9
    assert figures["support.jsonl", "rules"]["over_claim"]["value"] <= 0.1
    assert "library" not in body["about"]


def test_the_command_scores_one_file(tmp_path: Path) -> None:
    result = _evaluate("support", str(SHIPPED / "support.jsonl"), "--out", str(tmp_path))
    assert result.exit_code == 0, result.output
    assert len((tmp_path / "predictions.jsonl").read_text(encoding="utf-8").splitlines()) == 24


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["speculation"], "name the file"),
        (["support", "none.jsonl"], "no such file"),
        (["claims", str(SHIPPED / "claims-hinge.jsonl")], "a single file is for speculation or support"),
        (["--only", "dinner"], "'dinner' is not one of"),
        (["no-such-folder"], "is not a folder"),
        (["--only", "claims", "--against", "none.json"], "none.json"),
    ],
)
def test_the_command_refuses_with_the_way_out(arguments: list[str], said: str, tmp_path: Path) -> None:
    result = _evaluate(*arguments, "--out", str(tmp_path))
    assert isinstance(result.exception, EvaluationError)
    assert said in str(result.exception)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = _evaluate("--only", "claims", "--out", str(tmp_path / "file"))
    assert isinstance(result.exception, EvaluationError)
    assert "--out" in str(result.exception)


def test_the_loaded_questions_are_three_personas_of_twenty_narratives() -> None:
    lines = [json.loads(line) for line in (SHIPPED / "premise-loaded.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 60
    told: dict[str, set[str]] = {}
    for line in lines:
        told.setdefault(line["narrative"], set()).add(line["persona"])
    assert len(told) == 20
    assert all(personas == {"innocent", "leading", "malign"} for personas in told.values())


def test_the_rules_come_after_the_embedded_judge() -> None:
    judges, scorers = judges_and_scorers(rules=True)
    assert next(iter(judges)) == "rules"
    assert next(iter(scorers)) == "rules"
