"""The cache of vectors: what is known is not embedded again, whatever happens to the process."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import CachedEmbedder
from knowledge.errors import EmbeddingError
from tests.fakes import HashEmbedder

TEXTS = [f"passage number {number}" for number in range(150)]


def test_known_passages_are_not_embedded_again(tmp_path: Path) -> None:
    first = HashEmbedder()
    vectors = CachedEmbedder(first, tmp_path / "cache.sqlite").passages(TEXTS)
    second = HashEmbedder()
    again = CachedEmbedder(second, tmp_path / "cache.sqlite").passages([*TEXTS[::-1], "new"])
    assert np.array_equal(vectors, HashEmbedder().passages(TEXTS))
    assert np.array_equal(again[:-1], vectors[::-1])
    assert second.embedded == ["new"]


def test_equal_texts_are_embedded_once(tmp_path: Path) -> None:
    inner = HashEmbedder()
    vectors = CachedEmbedder(inner, tmp_path / "cache.sqlite").passages(["a", "b", "a"])
    assert inner.embedded == ["a", "b"]
    assert np.array_equal(vectors[0], vectors[2])


def test_another_identity_is_embedded_anew(tmp_path: Path) -> None:
    CachedEmbedder(HashEmbedder(), tmp_path / "cache.sqlite").passages(["a"])
    other = HashEmbedder(identity="hash-64/2")
    CachedEmbedder(other, tmp_path / "cache.sqlite").passages(["a"])
    assert other.embedded == ["a"]


def test_queries_leave_no_trace(tmp_path: Path) -> None:
    embedder = CachedEmbedder(HashEmbedder(), tmp_path / "cache.sqlite")
    assert np.array_equal(embedder.queries(["who?"]), HashEmbedder().queries(["who?"]))
    rows = sqlite3.connect(tmp_path / "cache.sqlite").execute("SELECT count(*) FROM passages").fetchone()
    assert rows == (0,)


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    embedder = CachedEmbedder(HashEmbedder(), tmp_path / "cache.sqlite")
    assert embedder.passages([]).shape == (0, 64)
    assert embedder.passages(["", "\ud800"]).shape == (2, 64)


def test_it_speaks_for_its_embedder(tmp_path: Path) -> None:
    inner = HashEmbedder()
    outer = CachedEmbedder(inner, tmp_path / "deep" / "cache.sqlite")
    assert (outer.identity, outer.dimension, outer.unrelated, outer.related) == (
        inner.identity,
        inner.dimension,
        inner.unrelated,
        inner.related,
    )


def test_a_vector_of_the_wrong_length_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    CachedEmbedder(HashEmbedder(), path).passages(["a"])
    with sqlite3.connect(path) as database:
        database.execute("UPDATE passages SET vector = x'0000'")
    inner = HashEmbedder()
    assert np.array_equal(CachedEmbedder(inner, path).passages(["a"]), HashEmbedder().passages(["a"]))
    assert inner.embedded == ["a"]


def test_a_file_that_is_no_cache_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes, and long enough to be read as a header. " * 20, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(EmbeddingError, match="delete it"):
        CachedEmbedder(HashEmbedder(), path)
    assert path.read_bytes() == before


_KILLED = """
import sys
from pathlib import Path
from knowledge.embedding import CachedEmbedder
from tests.fakes import HashEmbedder

class Announcing(HashEmbedder):
    def passages(self, texts):
        print(len(self.embedded), flush=True)
        return super().passages(texts)

CachedEmbedder(Announcing(), Path(sys.argv[1])).passages([f"passage number {n}" for n in range(100_000)])
"""


def test_what_a_killed_process_had_embedded_stays(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    root = Path(__file__).parents[3]
    with subprocess.Popen([sys.executable, "-c", _KILLED, str(path)], stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        announced = [int(process.stdout.readline()) for _ in range(4)]
        process.send_signal(signal.SIGKILL)
    inner = HashEmbedder()
    vectors = CachedEmbedder(inner, path).passages(TEXTS)
    assert announced[-1] > len(TEXTS)
    assert inner.embedded == []
    assert np.array_equal(vectors, HashEmbedder().passages(TEXTS))


_SHARED = """
import sys
from pathlib import Path
from knowledge.embedding import CachedEmbedder
from tests.fakes import HashEmbedder

start = int(sys.argv[2])
embedder = CachedEmbedder(HashEmbedder(), Path(sys.argv[1]))
for first in range(start, start + 400, 10):
    embedder.passages([f"passage number {n}" for n in range(first, first + 20)])
"""


def test_a_file_that_another_is_setting_up_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    holding = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    holding.execute("BEGIN EXCLUSIVE")
    threading.Timer(0.3, lambda: holding.execute("COMMIT")).start()
    inner = HashEmbedder()
    CachedEmbedder(inner, path).passages(["a"])
    assert inner.embedded == ["a"]


def test_processes_share_one_file(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    root = Path(__file__).parents[3]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _SHARED, str(path), str(start)], stderr=subprocess.PIPE, text=True, cwd=root
        )
        for start in (0, 200)
    ]
    errors = [process.communicate(timeout=120)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], errors
    inner = HashEmbedder()
    CachedEmbedder(inner, path).passages([f"passage number {number}" for number in range(600)])
    assert inner.embedded == []
