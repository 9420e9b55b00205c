"""``footing serve`` as a process of its own, on a small library built with the embedding model that ships."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.end_to_end.telegram_rig import free_port

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "models"

RECORDS = {
    "sylvania_inquiry_2019": """
        id: sylvania_inquiry_2019
        title: Report of the Inquiry into Foreign Advertising
        publisher: Sylvanian Commission of Inquiry
        kind: inquiry_report
        published: "2019-04-18"
        url: https://inquiry.example/report.pdf
        checked: {on: 2026-01-02, where: "https://inquiry.example/report.pdf"}
        findings:
          - id: sylvania-2019-ads
            text: The inquiry found that the Freedonian agency bought forty advertisements in the Sylvanian election.
            at: "p. 14"
            aspect: activity
            actors: [freedonia]
            targets: [sylvania]
          - id: sylvania-2019-effect
            text: The inquiry did not establish that the advertisements changed the result of the Sylvanian election.
            at: "p. 80"
            aspect: effect
            actors: [freedonia]
            targets: [sylvania]
    """,
    "freedonia_denial_2019": """
        id: freedonia_denial_2019
        title: Statement of the Freedonian Ministry
        publisher: Freedonian Ministry
        kind: denial
        published: "2019-04-20"
        url: https://ministry.example/statement
        checked: {on: 2026-01-02, where: "https://ministry.example/statement"}
        findings:
          - id: freedonia-2019-denial
            text: The Freedonian ministry denied that the agency which bought the advertisements acted for it.
            at: "para. 2"
            aspect: attribution
            actors: [freedonia]
            targets: [sylvania]
            relations: [{denies: sylvania-2019-ads}]
    """,
}


def build_library(folder: Path) -> Path:
    """The records above as a library in ``folder``."""
    records = folder / "records"
    records.mkdir(parents=True)
    for name, text in RECORDS.items():
        lines = [line.removeprefix(" " * 8) for line in text.strip("\n").splitlines()]
        (records / f"{name}.yaml").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    library = folder / "library"
    command = [sys.executable, "ingest.py", "--records", str(records), "--library", str(library)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return library


def environment(settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment with the settings of Footing replaced by these."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("FOOTING_")}
    given = {f"FOOTING_{name.upper()}": value for name, value in (settings or {}).items()}
    return bare | {"FOOTING_MODELS": str(MODELS), "FOOTING_THREADS": "1"} | given


@dataclass
class Served:
    """A server's process. What it prints goes to a file, which never fills up as a pipe does."""

    url: str
    process: subprocess.Popen[bytes]
    output: Path

    def ready(self, seconds: float = 90) -> None:
        """Waits until the library is open."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if httpx.get(f"{self.url}/readyz", timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError(f"the server is not ready: {self.end()}")

    def ended(self, seconds: float = 90) -> str:
        """Waits for the process to end; gives what it printed."""
        self.process.wait(timeout=seconds)
        return self.output.read_text(encoding="utf-8")

    def end(self, sign: signal.Signals = signal.SIGTERM) -> str:
        """Asks the process to end, and waits; gives what it printed."""
        if self.process.poll() is None:
            self.process.send_signal(sign)
        return self.ended(30)


@contextmanager
def serving(
    library: Path, folder: Path, settings: Mapping[str, str] | None = None, *, port: int | None = None
) -> Iterator[Served]:
    """The server on a free port, not yet ready; killed at the end of the block if it still runs."""
    port = port or free_port()
    given = {"library": str(library), "state": str(folder / "state.sqlite"), **(settings or {})}
    output = folder / "output.txt"
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve", "--port", str(port)],
            cwd=ROOT,
            env=environment(given),
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Served(f"http://127.0.0.1:{port}", process, output)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
