"""The command line over a real library with the test embedder."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.channels.wire import AnswerBody, CheckBody

RUN = CliRunner()


def test_schemas_are_those_of_what_is_printed() -> None:
    for name, body in (("answer", AnswerBody), ("check", CheckBody)):
        result = RUN.invoke(app, ["schema", name])
        assert result.exit_code == 0
        assert json.loads(result.stdout) == body.model_json_schema()


def test_an_unknown_schema_is_refused_with_the_names() -> None:
    result = RUN.invoke(app, ["schema", "dinner"])
    assert result.exit_code == 2
    assert "answer, check" in result.output


@pytest.mark.parametrize(
    "arguments",
    [["search"], ["search", "word", "--queries", "q.jsonl"], ["search", "--run", "out.trec"]],
    ids=["nothing to search for", "words and queries", "a run without queries"],
)
def test_a_search_wants_words_or_queries(arguments: list[str]) -> None:
    assert RUN.invoke(app, arguments).exit_code == 2


def test_help_names_the_commands() -> None:
    result = RUN.invoke(app, ["--help"])
    assert all(word in result.output for word in ("ask", "check", "search", "sources", "schema", "serve"))
