"""The embedded judge as it ships: real weights, read whole, the same whatever runs beside."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.engine.errors import JudgeError
from bot.engine.models import Support
from bot.models.judge import WEIGHTS, EmbeddedSpeculationScorer, EmbeddedSupportJudge, JudgeModel

LIMIT = 30_000_000

HEARING = "The committee held a hearing on 4 May 2017 and heard 12 witnesses."
NOISE = [f"Line {n} of the minutes lists the rooms, the clerks and the times of the {n}th day." for n in range(60)]


@pytest.fixture(scope="module")
def model() -> JudgeModel:
    return JudgeModel(threads=2)


@pytest.fixture(scope="module")
def judge(model: JudgeModel) -> EmbeddedSupportJudge:
    return EmbeddedSupportJudge(model)


@pytest.mark.parametrize(
    ("claim", "evidence", "label"),
    [
        ("The committee held a hearing in May 2017.", [HEARING], Support.SUPPORTS),
        ("The committee held a hearing on 4 May 2017 and heard 90 witnesses.", [HEARING], Support.CONTRADICTS),
        ("The museum bought three paintings by a Dutch master.", [HEARING], Support.UNRELATED),
    ],
    ids=["less than it says", "another number", "another matter"],
)
def test_plain_cases(judge: EmbeddedSupportJudge, claim: str, evidence: list[str], label: Support) -> None:
    (judgment,) = judge.judge([(claim, evidence)])
    assert judgment.label is label


def test_evidence_is_found_in_a_long_page(judge: EmbeddedSupportJudge) -> None:
    claim = "The committee held a hearing in May 2017."
    alone, within = judge.judge([(claim, [HEARING]), (claim, [*NOISE, HEARING, *NOISE])])
    assert alone.label is within.label is Support.SUPPORTS


def test_no_sentences_are_unrelated(judge: EmbeddedSupportJudge) -> None:
    assert [one.label for one in judge.judge([("A claim.", []), ("A claim.", ["", " "])])] == [Support.UNRELATED] * 2


def test_a_judgment_is_the_same_alone_and_among_others(judge: EmbeddedSupportJudge) -> None:
    pairs = [(f"The committee heard {n} witnesses.", [HEARING]) for n in range(6)]
    assert judge.judge(pairs) == [judge.judge([pair])[0] for pair in pairs]


@pytest.mark.parametrize("text", ["", "\x00", "word " * 5_000, "字" * 5_000, "🙂\u200d" * 300])
def test_any_text_is_judged(model: JudgeModel, judge: EmbeddedSupportJudge, text: str) -> None:
    (judgment,) = judge.judge([(text, [text, "And so on."])])
    assert abs(sum(judgment.probabilities.values()) - 1.0) < 1e-6
    assert 0.0 <= model.speculation(text) <= 1.0


def test_vague_words_count_and_plain_ones_do_not(model: JudgeModel) -> None:
    scorer = EmbeddedSpeculationScorer(model)
    vague, plain = scorer.score(
        ["Many critics have said that it is considered by some to be the best.", "It opened in Vienna on 4 May 1907."]
    )
    assert plain < scorer.threshold <= vague


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("On 4 May 2017 the committee heard twelve witnesses.", "fact"),
        ("The ministry paid 3 million dollars to the broadcaster, the auditors found.", "fact"),
        ("It was the silence of decent people that did the damage.", "view"),
        ("Power has always been the only language that they understand.", "view"),
        ("Read the report yourself.", "nothing"),
        ("Look at the map.", "nothing"),
    ],
)
def test_views_and_empty_pieces_are_told_from_facts(model: JudgeModel, sentence: str, kind: str) -> None:
    [found] = EmbeddedSpeculationScorer(model).kinds([sentence])
    assert max(("fact", "view", "nothing"), key=lambda name: float(getattr(found, name))) == kind
    assert found.fact + found.view + found.nothing == pytest.approx(1.0)


def test_the_weights_are_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < LIMIT


@pytest.mark.parametrize("damage", ["missing", "cut", "other", "calibration"])
def test_damaged_files_are_named(tmp_path: Path, damage: str) -> None:
    for path in WEIGHTS.iterdir():
        shutil.copyfile(path, tmp_path / path.name)
    weights = tmp_path / "support.onnx"
    if damage == "missing":
        weights.unlink()
    elif damage == "cut":
        weights.write_bytes(weights.read_bytes()[:1_000])
    elif damage == "other":
        weights.write_bytes(weights.read_bytes() + b"\0")
    else:
        (tmp_path / "judge.json").write_text('{"version": "x"}', encoding="utf-8")
    with pytest.raises(JudgeError, match="install Footing again"):
        JudgeModel(tmp_path)
