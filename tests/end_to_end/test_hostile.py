"""Hostile input against a served process: the real engine, real sockets, and sources that are hostile themselves."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from tests.bot.channels.web.test_web_security import Page
from tests.end_to_end.serve_rig import MODELS, ROOT, Served, build_library, environment, serving

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.slow,
    pytest.mark.enable_socket,
    pytest.mark.skipif(not any(MODELS.glob("multilingual-e5-small*")), reason="the embedding model is not made ready"),
]

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
BIDI = "\u202eevil\u2066\u200f"
SITE = "https://news.example"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile")
    library = build_library(folder)
    document = folder / "hostile.txt"
    document.write_text(
        f"The gazette of Ruritania reported {SCRIPT} that zinc ballots were counted twice.\n" * 3, "utf-8"
    )
    manifest = folder / "manifest.jsonl"
    entry = {
        "path": document.name,
        "title": f"{SCRIPT} {BIDI} Gazette of Ruritania",
        "publisher": f'"{SCRIPT}',
        "url": "https://gazette.example/1",
    }
    manifest.write_text(json.dumps(entry) + "\n", encoding="utf-8")
    command = [sys.executable, "ingest.py", str(manifest), "--library", str(library)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    with serving(library, folder, {"sites": f"news={SITE}"}) as server:
        server.ready()
        yield server


def sane(response: httpx.Response) -> str:
    """The text of a page that holds no markup of another's and no control characters of direction."""
    assert response.status_code == 200
    assert "unsafe" not in response.headers["content-security-policy"]
    text = Page(response.text).text
    assert not set(BIDI) & set("\u202e\u2066\u200f") & set(text)
    return text


@pytest.mark.parametrize("question", [f"{SCRIPT} Who bought advertisements?", f"Who bought {BIDI} advertisements?"])
def test_a_question_is_never_markup(served: Served, question: str) -> None:
    page = httpx.post(f"{served.url}/ask", data={"question": question})
    sane(page)
    body = httpx.post(f"{served.url}/v1/ask", json={"question": question})
    assert body.status_code == 200
    assert body.headers["content-type"] == "application/json"
    assert body.headers["x-content-type-options"] == "nosniff"


def test_what_a_source_is_called_is_never_markup(served: Served) -> None:
    listed = sane(httpx.get(f"{served.url}/sources?q=Ruritania"))
    assert SCRIPT in listed
    [found] = httpx.get(f"{served.url}/v1/sources?q=Ruritania").json()["sources"][:1]
    assert SCRIPT in sane(httpx.get(f"{served.url}/sources/{found['id']}"))
    sane(httpx.post(f"{served.url}/ask", data={"question": "What did the gazette of Ruritania report on ballots?"}))
    text = "Zinc ballots were counted twice in Ruritania."
    sane(httpx.post(f"{served.url}/check", data={"text": f"{text} {SCRIPT} {BIDI}"}))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/etc/passwd"])
def test_only_web_addresses_are_read(served: Served, address: str) -> None:
    assert httpx.post(f"{served.url}/v1/check", json={"url": address}).status_code == 422


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/ask", {"question": "x" * 1_048_577}, 413),
        ("/v1/ask", {"question": "x" * 2_001}, 422),
        ("/v1/check", {"text": "x" * 200_001}, 422),
        ("/v1/check", {"text": "a" + "\n" * 10_000 + "b"}, 200),
        ("/v1/ask", {"question": "Who?" + "\n" * 1_900}, 200),
    ],
    ids=["a megabyte", "a long question", "a long text", "10,000 newlines", "newlines in a question"],
)
def test_size(served: Served, path: str, body: dict[str, Any], status: int) -> None:
    started = time.monotonic()
    response = httpx.post(served.url + path, json=body, timeout=30)
    assert response.status_code == status
    assert time.monotonic() - started < 20
    assert "xxxx" not in response.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-Footing-Site": "forged", "Origin": SITE}, 403),
        ({"X-Footing-Site": "news", "Origin": "https://evil.example"}, 403),
        ({"X-Footing-Site": "news"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"X-Footing-Site": "news", "Origin": SITE}, 200),
    ],
)
def test_a_site_key_is_good_on_its_site_only(served: Served, headers: dict[str, str], status: int) -> None:
    response = httpx.post(f"{served.url}/v1/ask", json={"question": "Who bought advertisements?"}, headers=headers)
    assert response.status_code == status
    assert ("access-control-allow-origin" in response.headers) is (headers.get("Origin") == SITE)


@pytest.mark.parametrize("answer", ["x" * 12, "../../etc/passwd", "' OR 1=1 --"])
def test_feedback_wants_the_id_of_an_answer(served: Served, answer: str) -> None:
    status = httpx.post(f"{served.url}/v1/feedback", json={"answer": answer, "helpful": True}).status_code
    assert status in {404, 422}


def test_five_hundred_clients_that_do_not_read_leave_room_for_one_that_does(served: Served) -> None:
    body = json.dumps({"question": "Who bought advertisements in the Sylvanian election?"}).encode()
    request = (
        b"POST /v1/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
        b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
    ) + body
    address = ("127.0.0.1", int(served.url.rsplit(":", 1)[1]))
    with ExitStack() as stack:
        idle = []
        for number in range(500):
            client = stack.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            client.settimeout(60)
            client.connect(address)
            # Some do not even end their request.
            client.sendall(request if number % 5 else request[:-10])
            idle.append(client)
        started = time.monotonic()
        while True:
            response = httpx.post(f"{served.url}/v1/ask", json={"question": "Who bought advertisements?"}, timeout=60)
            if response.status_code == 200 or time.monotonic() - started > 60:
                break
            assert response.status_code == 503
            assert response.headers["retry-after"]
            time.sleep(0.2)
        assert response.status_code == 200
        assert httpx.get(f"{served.url}/healthz", timeout=30).status_code == 200
        statuses = [client.recv(12)[-3:] for number, client in enumerate(idle) if number % 5]
        assert set(statuses) <= {b"200", b"503"}
        assert statuses.count(b"200") >= 100
    assert httpx.post(f"{served.url}/v1/ask", json={"question": "Who bought advertisements?"}).status_code == 200
