"""The examples in docs/evaluation.md are sets that can be read, and its table of labels is the mapping."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.evaluation.run import read_set
from bot.evaluation.sets import PATTERNS
from bot.evaluation.support_sets import LABELS

DOCS = (Path(__file__).parents[3] / "docs" / "evaluation.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"### `(\w+)\*\.\w+`\n.*?```(?:json|csv)\n(.*?)```", DOCS, re.DOTALL))


def test_every_task_has_an_example() -> None:
    assert set(EXAMPLES) == set(PATTERNS)


@pytest.mark.parametrize("task", PATTERNS)
def test_the_example_of_a_task_is_read(task: str, tmp_path: Path) -> None:
    path = tmp_path / PATTERNS[task][0].replace("*", "")
    path.write_text(EXAMPLES[task], encoding="utf-8")
    assert read_set(task, path)


def test_the_table_of_labels_is_the_mapping() -> None:
    rows = re.findall(r"^\| (`.+?`) \| (\w+) \|$", DOCS, re.MULTILINE)
    named = {name: ours for theirs, ours in rows for name in re.findall(r"`(.+?)`", theirs)}
    assert len(named) >= 10
    assert all(LABELS[name.lower().replace(" ", "_")] == ours for name, ours in named.items())
