"""What ingest says to bad input, and that nothing is lost by it.

    python -m tests.benchmarks.bad_input [--json FILE]

Runs ``ingest.py`` in a process of its own with each bad thing and a good file beside it, on a library that holds an
earlier one. Prints what it was told, word for word, and whether the good file went in and the earlier text is still
found. Where a run is stopped as a whole, the library must be as it was, and the same command must succeed once the
cause is gone. A full disk needs root (a small tmpfs is mounted) and is left out otherwise. Ends with status 1 if
anything was lost.
"""

from __future__ import annotations

import argparse
import http.server
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import EncryptionMethod
from rich.console import Console
from rich.table import Table

from bot.settings import Settings
from bot.wiring import load_embedding
from knowledge.embedding import Embedder
from knowledge.index.generations import Layout
from tests.benchmarks.rates import texts
from tests.small_corpus import contents, document

ROOT = Path(__file__).parents[2]
QUESTIONS = ("lighthouse keepers", "Who bought the ferry?")
EARLIER, GOOD = "earlier.txt", "good.txt"
_MEGABYTE = 1 << 20
_RECORD = """\
id: dangling
title: A record
publisher: Harbour Commission
kind: inquiry_report
published: "2019-04-18"
url: https://example.org/record
language: en
rights: public
origin: harbour-commission
as_of: 2026-01-01
checked: {on: 2026-01-01, where: "printed report"}
findings:
  - id: ferry-bought
    text: A ferry was bought.
    at: "¶ 1"
    aspect: activity
    actors: [ferry-company]
"""
_RELATION = "    relations:\n      - disputes: ferry-never-bought\n"
_ALLOWED = """\
import os, sys
import ingest
from knowledge.ingest.fetching import PublicFetcher
fetcher = lambda: PublicFetcher(allowed={("127.0.0.1", int(sys.argv[1]))})
sys.exit(ingest.main(sys.argv[2:], ingest.Wiring(os.environ, ingest.named_model, fetcher)))
"""


@dataclass(frozen=True, slots=True)
class Row:
    """``good`` is whether the good file went in, at once or once the cause was gone; ``earlier`` whether nothing of
    the earlier one was lost."""

    case: str
    status: int
    message: str
    good: bool
    earlier: bool


class Bench:
    """A folder, a library in it with one earlier text, and ``ingest.py``."""

    def __init__(self, folder: Path, embedder: Embedder, library: Path) -> None:
        self.folder = folder
        self.library = library
        self._embedder = embedder
        (folder / EARLIER).write_text(document(0, 6), encoding="utf-8")
        (folder / GOOD).write_text(document(1, 6), encoding="utf-8")
        self.run(EARLIER)

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(ROOT / "ingest.py"), *self.options(*arguments)]

    def options(self, *arguments: str) -> list[str]:
        return ["--json", "--library", str(self.library), *arguments]

    def run(self, *arguments: str, start: list[str] | None = None) -> tuple[int, str]:
        """Exit status, and what was said: the reasons of refusals, or the error."""
        command = [*start, *self.options(*arguments)] if start else self.command(*arguments)
        models = str(Path(os.environ.get("FOOTING_MODELS", ROOT / "models")).resolve())
        environ = {**os.environ, "PYTHONPATH": str(ROOT), "FOOTING_MODELS": models}
        done = subprocess.run(command, cwd=self.folder, env=environ, capture_output=True, text=True, check=False)
        if done.returncode > 1 or not done.stdout:
            return done.returncode, " ".join(done.stderr.split())
        return done.returncode, "; ".join(str(row["note"]) for row in json.loads(done.stdout)["refused"])

    def contents(self) -> object:
        return contents(self.library, self._embedder, QUESTIONS)

    def holds(self, name: str) -> bool:
        """Whether all of a text file, paragraph by paragraph, is in the library."""
        held = "\n".join(text for _, text in texts(Layout(self.library)))
        paragraphs = (self.folder / name).read_text(encoding="utf-8").split("\n\n")
        return all(paragraph in held for paragraph in paragraphs)


def refused(case: str, bench: Bench, *bad: str, start: list[str] | None = None) -> Row:
    """A bad input that is refused while the rest goes in."""
    status, message = bench.run(*bad, GOOD, start=start)
    return Row(case, status, message, status == 1 and bench.holds(GOOD), bench.holds(EARLIER))


def stopped(case: str, bench: Bench, *arguments: str, mend: Callable[[], object], again: tuple[str, ...] = ()) -> Row:
    """A run that is stopped as a whole, and the same once the cause is gone."""
    before = bench.contents()
    status, message = bench.run(*arguments, GOOD)
    kept = status == 2 and bench.contents() == before
    mend()
    went, _ = bench.run(*(again or arguments), GOOD)
    return Row(case, status, message, went == 0 and bench.holds(GOOD), kept and bench.holds(EARLIER))


def rows(place: Path, embedder: Embedder) -> Iterator[Row]:
    def bench(name: str, library: Path | None = None) -> Bench:
        folder = place / name
        folder.mkdir()
        return Bench(folder, embedder, library or folder / "library")

    made: list[tuple[str, str, Callable[[Path], object]]] = [
        ("a truncated PDF", "truncated.pdf", lambda path: path.write_bytes((data := _pdf())[: len(data) // 2])),
        ("an encrypted PDF", "encrypted.pdf", lambda path: path.write_bytes(_pdf(password="secret"))),
        ("a 0-byte file", "empty.txt", lambda path: path.write_bytes(b"")),
        ("a 200 MB text file", "huge.txt", _huge),
        ("a zip bomb in DOCX", "bomb.docx", _bomb),
        ("binary named .txt", "binary.txt", lambda path: path.write_bytes(random.Random(1).randbytes(8192))),
    ]
    for case, name, write in made:
        one = bench(name)
        write(one.folder / name)
        yield refused(case, one, name)

    with _served() as (port, inner, asked):
        yield refused("a URL to loopback", bench("loopback"), f"http://127.0.0.1:{inner}/page")
        start = [sys.executable, "-c", _ALLOWED, str(port)]
        yield refused("a URL that redirects there", bench("redirect"), f"http://127.0.0.1:{port}/go", start=start)
        if inner in asked:
            raise SystemExit("the address inside was asked")

    one = bench("record")
    (one.folder / "records").mkdir()
    record = one.folder / "records" / "dangling.yaml"
    record.write_text(_RECORD + _RELATION, encoding="utf-8")
    mended = _RECORD
    yield stopped(
        "a record with a dangling relation", one, "--records", "records", mend=lambda: record.write_text(mended)
    )

    disk = place / "disk"
    disk.mkdir()
    if _mounted(disk, "4m"):
        try:
            one = bench("full", disk / "library")
            (one.folder / "long.txt").write_text(document(2, 900), encoding="utf-8")
            yield stopped("a full disk", one, "long.txt", mend=lambda: _mounted(disk, "remount,size=90m"))
        finally:
            subprocess.run(["umount", str(disk)], check=False)

    one = bench("model")
    other = ("--embedding", "minilm")
    yield stopped("a library from another model", one, *other, mend=lambda: None, again=("--rebuild", *other))

    one = bench("twice")
    (one.folder / "long.txt").write_text(document(2, 300), encoding="utf-8")
    yield _twice(one)


def _twice(bench: Bench) -> Row:
    layout = Layout(bench.library)
    held = len(list(layout.generations.iterdir()))
    models = str(Path(os.environ.get("FOOTING_MODELS", ROOT / "models")).resolve())
    environ = {**os.environ, "FOOTING_MODELS": models}
    with subprocess.Popen(bench.command("long.txt"), cwd=bench.folder, env=environ, stdout=subprocess.DEVNULL) as first:
        deadline = time.monotonic() + 60
        while len(list(layout.generations.iterdir())) == held and time.monotonic() < deadline:
            time.sleep(0.02)
        status, message = bench.run(GOOD)
        ended = first.wait()
    went, _ = bench.run(GOOD)
    kept = ended == 0 and bench.holds("long.txt") and bench.holds(EARLIER)
    return Row("two ingests at once", status, message, status == 2 and went == 0 and bench.holds(GOOD), kept)


def _pdf(password: str | None = None) -> bytes:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    for number in range(3):
        pdf.add_page()
        pdf.multi_cell(0, text=document(number, 6))
    if password:
        pdf.set_encryption(owner_password=password, user_password=password, encryption_method=EncryptionMethod.RC4)
    return bytes(pdf.output())


def _huge(path: Path) -> None:
    line = document(3, 40).encode()
    with path.open("wb") as file:
        while file.tell() < 200 * _MEGABYTE:
            file.write(line)


def _bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as entry,
    ):
        for _ in range(1_024):
            entry.write(b"\0" * _MEGABYTE)


def _mounted(place: Path, option: str) -> bool:
    options = option if "remount" in option else f"size={option}"
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def _served() -> Iterator[tuple[int, int, list[int]]]:
    """A server that redirects to a second one; their ports, and the ports that were asked for a page."""
    asked: list[int] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert isinstance(self.server, http.server.HTTPServer)
            asked.append(self.server.server_port)
            self.send_response(302 if self.path == "/go" else 404)
            self.send_header("Location", f"http://localhost:{inner.server_port}/page")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    outer, inner = (http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(2))
    for server in (outer, inner):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield outer.server_port, inner.server_port, asked
    finally:
        for server in (outer, inner):
            server.shutdown()
            server.server_close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="also write the rows to this file")
    options = parser.parse_args()
    table = Table("case", "status", "message", "good file in", "nothing lost", show_lines=True)
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(Path(folder), load_embedding(Settings.from_env(os.environ))):
            found.append(row)
            said = row.message.replace(folder, "")
            table.add_row(row.case, str(row.status), said, "yes" if row.good else "NO", "yes" if row.earlier else "NO")
    Console().print(table)
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in found], indent=2) + "\n", encoding="utf-8")
    return 0 if all(row.good and row.earlier for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
