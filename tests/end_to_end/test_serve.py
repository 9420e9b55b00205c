"""``footing serve`` as a user runs it: a process, the embedding model that ships, real sockets."""

from __future__ import annotations

import json
import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.state.identity import load_salt
from bot.state.sqlite import SqliteState
from tests.end_to_end.serve_rig import MODELS, Served, build_library, serving
from tests.end_to_end.telegram_rig import free_port

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.slow,
    pytest.mark.enable_socket,
    pytest.mark.skipif(not any(MODELS.glob("multilingual-e5-small*")), reason="the embedding model is not made ready"),
]

QUESTION = "Who bought advertisements in the Sylvanian election?"
EVENTS = {"Accept": "text/event-stream"}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def served(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(library, tmp_path_factory.mktemp("state"), {"sites": "news=https://news.example"}) as server:
        server.ready()
        yield server


def test_an_answer_is_labelled_and_cited(served: Served) -> None:
    body = httpx.post(f"{served.url}/v1/ask", json={"question": QUESTION}).json()
    first = body["statements"][0]
    assert first["standing"] in {"documented", "disputed"}
    assert "forty advertisements" in first["text"]
    assert (first["citations"][0]["source_id"], first["citations"][0]["locator"]) == ("sylvania_inquiry_2019", "p. 14")
    assert any(one["role"] == "counter" for one in body["statements"])


def test_an_answer_streams_and_takes_feedback(served: Served) -> None:
    response = httpx.post(f"{served.url}/v1/ask", json={"question": QUESTION}, headers=EVENTS)
    names = re.findall(r"^event: (\w+)$", response.text, re.MULTILINE)
    assert names.count("statement") >= 2
    assert names[-1] == "answer"
    whole = json.loads(response.text.strip().splitlines()[-1].removeprefix("data: "))
    feedback = {"answer": whole["id"], "helpful": True}
    assert httpx.post(f"{served.url}/v1/feedback", json=feedback).status_code == 204
    assert httpx.post(f"{served.url}/v1/feedback", json=feedback | {"answer": "not-an-answer"}).status_code == 404


def test_a_check_labels_fact_and_forecast(served: Served) -> None:
    text = "The Freedonian agency bought forty advertisements in the Sylvanian election. It will decide the next vote."
    claims = httpx.post(f"{served.url}/v1/check", json={"text": text}).json()["claims"]
    assert claims[0]["citations"][0]["source_id"] == "sylvania_inquiry_2019"
    assert claims[-1]["standing"] == "speculation"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", "Footing"),
        ("/check", "<textarea"),
        ("/sources?q=freedonian", "Statement of the Freedonian Ministry"),
        ("/sources/sylvania_inquiry_2019", "forty advertisements"),
        ("/episodes", "/episodes/"),
        ("/corrections", "Nothing has been corrected yet."),
        ("/labels", "Documented"),
        ("/embed/news", "footing-widget"),
        ("/openapi.json", "/v1/ask"),
        ("/widget.js", "customElements"),
        ("/healthz", "ok"),
    ],
)
def test_pages(served: Served, path: str, said: str) -> None:
    response = httpx.get(served.url + path)
    assert response.status_code == 200
    assert said in response.text


@pytest.mark.parametrize(
    "url", ["/etc/passwd", "file:///etc/passwd", "pyproject.toml", "http://127.0.0.1:1/", "http://[::1]/"]
)
def test_nothing_of_the_machine_or_its_network_is_read_for_a_reader(served: Served, url: str) -> None:
    response = httpx.post(f"{served.url}/v1/check", json={"url": url})
    assert response.status_code == 422
    assert "claims" not in response.json()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_at_once_and_keeps_what_it_was_told(library: Path, tmp_path: Path, sign: signal.Signals) -> None:
    with serving(library, tmp_path) as server:
        server.ready()
        answer = httpx.post(f"{server.url}/v1/ask", json={"question": QUESTION}).json()["id"]
        httpx.post(f"{server.url}/v1/feedback", json={"answer": answer, "helpful": False, "reason": "Page 15"})
        with httpx.stream("POST", f"{server.url}/v1/ask", json={"question": QUESTION}, headers=EVENTS) as stream:
            next(stream.iter_lines())
            started = time.monotonic()
            printed = server.end(sign)
        assert time.monotonic() - started < 15
        assert server.process.returncode == 0
        assert "Traceback" not in printed
        assert QUESTION not in printed
    state = tmp_path / "state.sqlite"
    with SqliteState(state, salt=load_salt(tmp_path / "state.sqlite.salt")) as store:
        assert [one.reason for one in store.feedback(answer)] == ["Page 15"]
        assert [one.channel for one in store.answers_citing(["sylvania-2019-ads"])] != []


def test_a_taken_port_is_said_clearly(library: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving(library, tmp_path, port=port) as server:
            printed = server.ended()
            assert server.process.returncode not in (0, None)
    assert str(port) in printed
    assert "in use" in printed
    assert "Traceback" not in printed


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"library": "no-such-library"}, "ingest"),
        ({"state": "/proc/none/state.sqlite"}, "state.sqlite"),
        ({"sites": "news=news.example"}, "https://"),
        ({"discord_guilds": "1"}, "FOOTING_DISCORD_TOKEN"),
        ({"prot": "1"}, "FOOTING_PROT"),
    ],
)
def test_a_wrong_setting_is_said_clearly(library: Path, tmp_path: Path, settings: dict[str, Any], said: str) -> None:
    with serving(library, tmp_path, settings) as server:
        printed = server.ended()
        assert server.process.returncode == 2
    assert printed.startswith("error:")
    assert said in printed
    assert "Traceback" not in printed


def test_one_channel_out_of_reach_leaves_the_others(library: Path, tmp_path: Path) -> None:
    away = f"http://127.0.0.1:{free_port()}"
    channels = {
        "telegram_token": "123456:a-token-of-the-tests",
        "telegram_base_url": f"{away}/bot",
        "discord_token": "a-token-of-the-tests",
        "discord_api_url": f"{away}/api/v10",
        "discord_gateway_url": away.replace("http", "ws"),
    }
    with serving(library, tmp_path, channels) as server:
        server.ready()
        assert httpx.post(f"{server.url}/v1/ask", json={"question": QUESTION}).json()["statements"]
        printed = server.end()
        assert server.process.returncode == 0
    assert "Telegram cannot be reached" in printed
    assert "Discord is away" in printed
    assert "a-token-of-the-tests" not in printed
