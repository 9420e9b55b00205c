"""YAML as text with line numbers."""

from __future__ import annotations

import pytest

from knowledge.editing.yaml_lines import YamlError, parse


def test_values_stay_as_written_and_keep_their_lines() -> None:
    lined = parse("a: no\nb:\n  - 2016\n  - {c: '', d: , e: ~, f: 'null'}\n# end\n")
    assert lined.data == {"a": "no", "b": ["2016", {"c": "", "d": None, "e": None, "f": "null"}]}
    assert [lined.line(at) for at in (("a",), ("b", 0), ("b", 1, "d"), ("b", 1, "missing"), ("none",))] == [
        1,
        3,
        4,
        4,
        1,
    ]


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "null"])
def test_nothing_is_none(text: str) -> None:
    assert parse(text).data is None


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: &x 2", 2, "anchors and aliases"),
        ("a: 1\nb: *x", 2, "anchors and aliases"),
        ("a: 1\na: 2", 2, "'a' is given twice"),
        ("a: 1\n[b]: 2", 2, "a key must be a plain word"),
        ("a: 1\n---\nb: 2", 2, "a second document"),
        ("a: 1\nb: [1", 3, "not YAML"),
        ("a: \x00", 1, "not YAML"),
        ("a: b: c", 1, "not YAML"),
        ("[" * 200_000, 1, "nested too deeply"),
        ("- " * 200_000 + "a", 1, "nested too deeply"),
        ("a: " + "[" * 200_000 + "]" * 200_000, 1, "nested too deeply"),
    ],
    ids=range(11),
)
def test_what_a_record_file_may_not_hold(text: str, line: int, said: str) -> None:
    with pytest.raises(YamlError, match=said) as caught:
        parse(text)
    assert caught.value.line == line
