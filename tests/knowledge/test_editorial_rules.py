"""knowledge/README.md says what the checks do, and its examples pass them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import knowledge
from knowledge.editing.checking import ALLOWED_ACTS, RELAYED_ACTS, check
from knowledge.editing.wording import too_strong
from knowledge.models import DEFAULT_ACT, Act, Kind, RelationKind

TEXT = (Path(knowledge.__file__).parent / "README.md").read_text(encoding="utf-8")


def table(first: str) -> list[list[str]]:
    """The rows of the table whose first heading is given."""
    block = next(part for part in TEXT.split("\n\n") if part.startswith(f"| {first} |"))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()[2:]]


def test_the_examples_are_sound(tmp_path: Path) -> None:
    record, episode = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    records, episodes = tmp_path / "records", tmp_path / "episodes"
    for folder, name, text in ((records, "sylvania_inquiry_2019", record), (episodes, "sylvania-2018", episode)):
        folder.mkdir()
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert check(records, episodes, today=dt.date(2026, 12, 1)) == []


def test_the_table_of_kinds_is_the_checks_own() -> None:
    rows = {row[0]: row[1:] for row in table("kind")}
    assert set(rows) == set(Kind)
    for kind in Kind:
        default, own, relays = rows[kind]
        assert default == DEFAULT_ACT[kind]
        assert set(own.split(", ")) == set(ALLOWED_ACTS[kind])
        assert (relays == "yes") is bool(RELAYED_ACTS[kind])


def test_the_examples_of_wording_are_judged_as_told() -> None:
    rows = [row for row in table("act") if len(row) == 3]
    assert len(rows) == 7
    for act, write, instead in rows:
        assert too_strong(write, Act(act)) is None, write
        assert too_strong(instead, Act(act)) is not None, instead


def test_every_relation_is_explained() -> None:
    assert {row[0] for row in table("relation")} == set(RelationKind)
