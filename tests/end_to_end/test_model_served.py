"""``footing serve`` and ``footing ask`` with a model on another socket: what a reader gets, when, and what it cost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.end_to_end.serve_rig import MODELS, ROOT, build_library, environment, serving
from tests.peers.model_server import ModelServer

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.slow,
    pytest.mark.enable_socket,
    pytest.mark.skipif(not any(MODELS.glob("multilingual-e5-small*")), reason="the embedding model is not made ready"),
]

QUESTION = "Who bought advertisements in the Sylvanian election?"
GOOD = "The Freedonian agency bought forty advertisements in the Sylvanian election, the inquiry found."
LIE = "The Freedonian agency bought ninety advertisements in the Sylvanian election."
PRICES = {"model_prices": "openai:peer=1/10", "model_daily_answers": "1"}


def say(body: dict[str, Any]) -> str:
    shown = json.loads(body["messages"][1]["content"])
    key = next(one["key"] for one in shown["evidence"] if "forty advertisements" in one["text"])
    told = [{"text": text, "keys": [key], "quotes": [], "aspect": "activity"} for text in (GOOD, LIE)]
    return json.dumps({"statements": told})


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_library(tmp_path_factory.mktemp("library"))


def model(server: ModelServer) -> dict[str, str]:
    return {"model": "openai:peer", "model_url": server.url, **PRICES}


def footing(folder: Path, settings: dict[str, str], *arguments: str) -> str:
    given = {"state": str(folder / "state.sqlite"), **settings}
    command = [sys.executable, "-m", "bot", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(given), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def events(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        if line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def test_a_statement_reaches_the_reader_while_the_model_writes_and_money_is_counted(
    library: Path, tmp_path: Path
) -> None:
    with ModelServer(say) as peer, serving(library, tmp_path, model(peer)) as served:
        served.ready()
        peer.hold_after = 'activity"}'
        url, body = f"{served.url}/v1/ask", {"question": QUESTION}
        with httpx.stream("POST", url, json=body, headers={"Accept": "text/event-stream"}, timeout=30) as response:
            told = events(response.iter_lines())
            name, first = next(told)
            assert (name, first["text"], first["standing"]) == ("statement", GOOD, "documented")
            assert not peer.release.is_set()
            peer.release.set()
            *others, (_, answer) = list(told)
        assert answer["statements"] == [first, *(one for _, one in others)]
        assert [one["text"] for one in answer["dropped"]] == [LIE]
        assert (answer["writer"], answer["notice"]) == ("openai:peer", None)
        second = httpx.post(url, json=body, timeout=30).json()
        assert (second["writer"], second["notice"]) == ("extractive", "budget")
        page = httpx.post(f"{served.url}/ask", data={"question": QUESTION}, timeout=30).text
        assert "budget for written answers is spent" in page
        [day] = json.loads(footing(tmp_path, {}, "usage", "--json"))["usage"]
    assert (day["model"], day["calls"], day["input"], day["output"]) == ("openai:peer", 2, 200, 40)
    assert day["cost"] == pytest.approx((200 * 1 + 40 * 10) / 1e6)


def test_a_person_at_the_terminal_sees_how_an_answer_was_made(library: Path, tmp_path: Path) -> None:
    with ModelServer(say) as peer:
        settings = model(peer) | {"library": str(library)}
        said = " ".join(footing(tmp_path, settings, "ask", "--trace", QUESTION).split())
        whole = json.loads(footing(tmp_path, settings, "ask", "--json", QUESTION))
    assert said.index(GOOD) < said.index("How this answer was made")
    for shown in (
        "searched for:",
        "E1 score",
        "; meaning 0.",
        "rewritten: ",
        "Calls of models",
        "cost 0.000600",
    ):
        assert shown in said, said
    assert whole["notice"] == "budget"
    assert "openai:peer" in footing(tmp_path, settings, "usage")
