"""A fetch that is killed while a text comes in: what was whole stays, what was not is fetched by the next run."""

from __future__ import annotations

import http.server
import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from knowledge.library import ChromaLibrary
from tests.fakes import HashEmbedder
from tests.peers.web_server import Web, answer

pytestmark = [pytest.mark.end_to_end, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

ROOT = Path(__file__).parents[2]
NAMES = ("a", "b", "c")
PAGE = "<html><title>{0}</title><body><p>The commission found that lighthouse {0} was sold.</p></body></html>"
RECORD = """\
id: {0}
title: Report {0}
publisher: Harbour Commission
kind: inquiry_report
fetch: {{url: "https://harbour.example/{0}", type: html, rights: open licence}}
checked: {{on: 2026-01-01, where: "printed report"}}
findings:
  - {{id: {0}-one, text: The inquiry found ferry {0}., at: p. 1, aspect: activity}}
"""


def test_killed_in_the_middle_of_a_text_and_run_again(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "episodes").mkdir()
    for name in NAMES:
        (tmp_path / "records" / f"{name}.yaml").write_text(RECORD.format(name), encoding="utf-8")
    web, coming, go_on = Web(), threading.Event(), threading.Event()
    whole = {name: PAGE.format(name).encode() for name in NAMES}
    web.pages |= {f"/{name}": answer(whole[name]) for name in NAMES}

    def half_of_b(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(whole["b"])))
        handler.end_headers()
        handler.wfile.write(whole["b"][:40])
        handler.wfile.flush()
        coming.set()
        go_on.wait(30)

    web.pages["/b"] = half_of_b
    folders = [f"--{name}={tmp_path / name}" for name in ("records", "episodes")]
    options = [*folders, f"--into={tmp_path / 'texts'}", "--pause=0", "--json"]
    start = [sys.executable, "-m", "tests.end_to_end.local_fetch", str(web.port), str(tmp_path / "library"), *options]
    with subprocess.Popen(start, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        assert coming.wait(60), "the second text was never asked for"
        time.sleep(0.1)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    go_on.set()
    kept = {path.name for path in (tmp_path / "texts").iterdir() if not path.name.startswith(".")}
    assert kept == {"a.html", "manifest.jsonl"}

    web.pages["/b"] = answer(whole["b"])
    done = subprocess.run(start, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [[row["source_id"] for row in told[result]] for result in ("unchanged", "fetched")] == [["a"], ["b", "c"]]
    assert [path for path, _ in web.asked].count("/a") == 1
    assert {name: (tmp_path / "texts" / f"{name}.html").read_bytes() for name in NAMES} == whole
    with ChromaLibrary.open(tmp_path / "library", HashEmbedder()) as library:
        assert library.info().passages == 3
    web.close()
