"""Ingest killed at random moments, and two ingests at once, as real processes."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from knowledge.index.generations import Layout
from tests.fakes import HashEmbedder
from tests.small_corpus import contents, document, write_corpus

pytestmark = pytest.mark.end_to_end

ROOT = Path(__file__).parents[2]
ROUNDS = 4


def command(library: Path, *arguments: str | Path, pause: float = 0.05) -> list[str]:
    start = [sys.executable, "-m", "tests.end_to_end.hash_ingest", str(pause), "--library", str(library), "--json"]
    return [*start, *(str(argument) for argument in arguments)]


def run(library: Path, *arguments: str | Path, pause: float = 0.05) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(library, *arguments, pause=pause), cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def kill_after(seconds: float, library: Path, *arguments: str | Path) -> int:
    """Start an ingest and kill it; gives its exit status, negative if the kill came in time."""
    with subprocess.Popen(
        command(library, *arguments), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return process.wait()


def test_killed_at_any_moment_and_run_again_equals_an_undisturbed_run(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", documents=10, paragraphs=40)
    undisturbed = tmp_path / "undisturbed"
    started = time.monotonic()
    assert run(undisturbed, corpus).returncode == 0
    first_takes = time.monotonic() - started
    write_corpus(corpus, documents=9, paragraphs=40)
    (corpus / "doc-09.txt").unlink()
    (corpus / "doc-10.txt").write_text(document(10, 50), encoding="utf-8")
    before = contents(undisturbed, HashEmbedder())
    assert run(undisturbed, corpus).returncode == 0
    expected = contents(undisturbed, HashEmbedder())
    assert expected != before

    write_corpus(tmp_path / "first", documents=10, paragraphs=40)
    moments = random.Random(20161108)
    killed = 0
    for number in range(ROUNDS):
        library = tmp_path / f"killed-{number}"
        corpus.rename(tmp_path / "second")
        (tmp_path / "first").rename(corpus)
        killed += kill_after(moments.uniform(0.3, 1.0) * first_takes, library, corpus) < 0
        assert run(library, corpus).returncode == 0
        assert contents(library, HashEmbedder()) == before
        corpus.rename(tmp_path / "first")
        (tmp_path / "second").rename(corpus)
        killed += kill_after(moments.uniform(0.3, 1.0) * first_takes, library, corpus) < 0
        assert contents(library, HashEmbedder()) in (before, expected), "readers saw half of a build"
        assert run(library, corpus).returncode == 0
        assert contents(library, HashEmbedder()) == expected
        kept = sorted(path.name for path in Layout(library).generations.iterdir())
        pointer = Layout(library).read()
        assert kept == sorted(name for name in (pointer.generation, pointer.previous) if name)
    assert killed > 0, "the kills came too late to test anything"


def test_what_was_embedded_before_the_kill_is_not_embedded_again(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", documents=10, paragraphs=40)
    library = tmp_path / "library"
    with subprocess.Popen(
        command(library, corpus, pause=0.3), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        cache = Layout(library).cache
        deadline = time.monotonic() + 30
        while _cached(cache) == 0 and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    before = _cached(cache)
    assert before > 0
    done = run(library, corpus)
    assert done.returncode == 0
    assert _cached(cache) >= json.loads(done.stdout)["totals"]["passages"] > before


def test_the_second_of_two_ingests_is_told_to_wait(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", documents=10, paragraphs=40)
    library = tmp_path / "library"
    with subprocess.Popen(
        command(library, corpus, pause=5.0), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        deadline = time.monotonic() + 30
        while not Layout(library).generations.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        second = run(library, corpus)
        process.send_signal(signal.SIGKILL)
    assert second.returncode == 2
    assert "Another ingest is writing" in second.stderr
    assert run(library, corpus).returncode == 0, "the killed one still holds the lock"


def test_a_full_disk_is_named_and_the_library_in_use_stays(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1800k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("a small disk can only be mounted by root")
    try:
        library = disk / "library"
        corpus = write_corpus(tmp_path / "corpus", documents=2, paragraphs=4)
        assert run(library, corpus, pause=0).returncode == 0
        before = contents(library, HashEmbedder())
        write_corpus(corpus, documents=12, paragraphs=200)
        full = run(library, corpus, pause=0)
        assert full.returncode == 2
        assert "The disk is full" in full.stderr
        assert "Make room" in full.stderr
        assert contents(library, HashEmbedder()) == before
        subprocess.run(["mount", "-o", "remount,size=60m", str(disk)], check=True)
        assert run(library, corpus, pause=0).returncode == 0
        assert contents(library, HashEmbedder()) != before
    finally:
        subprocess.run(["umount", str(disk)], check=False)


@pytest.mark.parametrize("kilobytes", [16, 300, 900])
def test_a_write_that_fails_leaves_the_library_in_use(tmp_path: Path, kilobytes: int) -> None:
    library = tmp_path / "library"
    corpus = write_corpus(tmp_path / "corpus", documents=2, paragraphs=4)
    assert run(library, corpus, pause=0).returncode == 0
    before = contents(library, HashEmbedder())
    write_corpus(corpus, documents=12, paragraphs=200)
    limited = subprocess.run(
        ["bash", "-c", f'ulimit -f {kilobytes}; exec "$@"', "limited", *command(library, corpus, pause=0)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert limited.returncode == 2
    assert "cannot be written" in limited.stderr
    assert "Traceback" not in limited.stderr
    assert contents(library, HashEmbedder()) == before
    assert [path.name for path in Layout(library).generations.iterdir()] == [Layout(library).read().generation]
    assert run(library, corpus, pause=0).returncode == 0


def _cached(cache: Path) -> int:
    import sqlite3

    if not cache.exists():
        return 0
    connection = sqlite3.connect(cache, timeout=5)
    try:
        return int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()
