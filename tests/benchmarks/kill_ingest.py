"""Kill a real ingest at random moments and check that running it again gives the undisturbed library.

    python -m tests.benchmarks.kill_ingest INPUTS... [--rounds 20] [--forget 0.1] [--cache FILE] [--folder DIR]

Ingests the inputs once undisturbed with the model that the settings name. Each round then starts from nothing but the
embedding cache, of which it forgets a random share so that a kill can fall into reading, embedding or indexing; kills
the ingest (SIGKILL) at a random moment of the time that it takes, and again where it had ended by then; runs it again;
and compares everything a reader can see: records, vectors byte by byte, and search results. Prints a line a round and
ends with status 1 if any differs.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.settings import Settings
from knowledge.embedding import load_embedder
from knowledge.index.generations import Layout
from tests.small_corpus import contents

ROOT = Path(__file__).parents[2]
QUESTIONS = ("Who bought the advertisements?", "stolen emails", "What was never established?", "Was geschah 2016?")


def main() -> int:
    arguments = _arguments()
    settings = Settings.from_env(os.environ)
    embedder = load_embedder(settings.embedding, cache_dir=settings.models, threads=settings.threads)
    moments = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        undisturbed, library = Path(folder) / "undisturbed", Path(folder) / "killed"
        if arguments.cache:
            undisturbed.mkdir()
            shutil.copyfile(arguments.cache, Layout(undisturbed).cache)
        print(f"undisturbed: {_timed(undisturbed, arguments.inputs):.1f} s", flush=True)
        expected = contents(undisturbed, embedder, QUESTIONS)
        _prepare(library, Layout(undisturbed).cache, arguments.forget, moments.randrange(1 << 30))
        takes = _timed(library, arguments.inputs)
        differed = 0
        for number in range(1, arguments.rounds + 1):
            while True:
                _prepare(library, Layout(undisturbed).cache, arguments.forget, moments.randrange(1 << 30))
                moment = moments.uniform(0.02, 1.0) * takes
                if _killed(library, arguments.inputs, moment):
                    break
                takes = moment
            again = _timed(library, arguments.inputs)
            same = contents(library, embedder, QUESTIONS) == expected
            differed += not same
            print(
                f"{number:3d}: killed after {moment:.1f} of {takes:.1f} s; again {again:.1f} s; "
                f"{'equal' if same else 'DIFFERENT'}",
                flush=True,
            )
    print(f"{arguments.rounds - differed} of {arguments.rounds} equal")
    return 1 if differed else 0


def _command(library: Path, inputs: list[str]) -> list[str]:
    return [sys.executable, str(ROOT / "ingest.py"), "--json", "--library", str(library), *inputs]


def _timed(library: Path, inputs: list[str]) -> float:
    """Seconds that a whole ingest takes; refusals are no failure here."""
    started = time.monotonic()
    done = subprocess.run(_command(library, inputs), stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"ingest ended with {done.returncode}")
    return time.monotonic() - started


def _killed(library: Path, inputs: list[str], seconds: float) -> bool:
    with subprocess.Popen(_command(library, inputs), stdout=subprocess.DEVNULL) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return process.wait() < 0


def _prepare(library: Path, cache: Path, forget: float, seed: int) -> None:
    """An empty library with a copy of ``cache`` that lacks a random share of its rows."""
    shutil.rmtree(library, ignore_errors=True)
    library.mkdir()
    copy = Layout(library).cache
    shutil.copyfile(cache, copy)
    connection = sqlite3.connect(copy)
    try:
        keys = [row[0] for row in connection.execute("SELECT text_sha256 FROM passages ORDER BY text_sha256")]
        chosen = random.Random(seed).sample(keys, int(len(keys) * forget))
        with connection:
            connection.executemany("DELETE FROM passages WHERE text_sha256 = ?", [(key,) for key in chosen])
    finally:
        connection.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", help="as for ingest.py")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument(
        "--forget", type=float, default=0.1, help="share of the cached vectors that a round embeds anew"
    )
    parser.add_argument("--cache", type=Path, help="vectors of an earlier ingest (a library's embeddings.sqlite)")
    parser.add_argument("--folder", help="where the libraries are made; the system's temporary folder by default")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
