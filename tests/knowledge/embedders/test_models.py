"""Packaged weights become a prepared model: checked, converted once, whole or not there."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from knowledge.embedders.e5 import Weights
from knowledge.embedders.models import PackagedFile, locate, multilingual_e5_small
from knowledge.embedders.onnx import OnnxEmbedder
from knowledge.embedding import load_embedder
from knowledge.errors import EmbeddingError
from tests.knowledge import tiny_e5

DATA, TENSORS = tiny_e5.build()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PackagedFile:
    monkeypatch.syspath_prepend(tmp_path / "site")
    return tiny_e5.install(tmp_path / "site", DATA)


def cosine_to_reference(embedder: OnnxEmbedder, tokenizer: Path, text: str) -> float:
    tokens = Tokenizer.from_file(str(tokenizer)).encode(f"passage: {text}").ids
    return float(embedder.passages([text])[0] @ tiny_e5.reference(TENSORS, tokens))


@pytest.mark.parametrize(("variant", "least"), [("fp32", 0.99999), ("int8", 0.995)])
def test_the_converted_network_computes_what_the_weights_say(
    variant: str, least: float, package: PackagedFile, tmp_path: Path
) -> None:
    model = multilingual_e5_small(tmp_path / "cache", variant="fp32" if variant == "fp32" else "int8", source=package)
    embedder = OnnxEmbedder(model, threads=2)
    for text in ("the red fox", "a", "red " * 40 + "fox"):
        assert cosine_to_reference(embedder, model.tokenizer, text) > least


def test_a_vector_depends_on_its_text_alone(package: PackagedFile, tmp_path: Path) -> None:
    embedder = OnnxEmbedder(multilingual_e5_small(tmp_path / "cache", source=package), threads=2)
    texts = ["the red fox", "a", "", "the fox " * 30, "b c"]
    together = embedder.passages(texts)
    assert np.array_equal(together, np.concatenate([embedder.passages([text]) for text in texts]))
    assert np.array_equal(together[::-1], embedder.passages(texts[::-1]))


def test_shapes_and_norms(package: PackagedFile, tmp_path: Path) -> None:
    embedder = OnnxEmbedder(multilingual_e5_small(tmp_path / "cache", source=package), threads=1)
    assert embedder.passages([]).shape == (0, 384)
    vectors = embedder.queries(["the fox", "", " \n\t", "\ud800 \x00", "x" * 1_000_000])
    assert vectors.dtype == np.float32
    assert vectors.shape == (5, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_queries_and_passages_differ_by_their_prefix(package: PackagedFile, tmp_path: Path) -> None:
    embedder = OnnxEmbedder(multilingual_e5_small(tmp_path / "cache", source=package), threads=1)
    assert not np.allclose(embedder.passages(["the fox"]), embedder.queries(["the fox"]))


def test_text_beyond_the_limit_is_cut(package: PackagedFile, tmp_path: Path) -> None:
    embedder = OnnxEmbedder(multilingual_e5_small(tmp_path / "cache", source=package), threads=1)
    long = "red fox " * 400
    assert np.array_equal(embedder.passages([long]), embedder.passages([long + "the the the"]))


def test_normal_forms_are_one_text(package: PackagedFile, tmp_path: Path) -> None:
    embedder = OnnxEmbedder(multilingual_e5_small(tmp_path / "cache", source=package), threads=1)
    composed, decomposed, spaced = embedder.passages(["the \u00e9 a", "the e\u0301 a", " the\n\u00a0 \u00e9   \uff21 "])
    assert np.array_equal(composed, decomposed)
    assert np.array_equal(composed, spaced)


def test_text_that_spells_a_special_token_stays_text(package: PackagedFile, tmp_path: Path) -> None:
    model = multilingual_e5_small(tmp_path / "cache", source=package)
    tokens = Tokenizer.from_file(str(model.tokenizer)).encode("</s>").ids
    assert tokens[0] == 0
    assert tokens[-1] == 2
    assert not {0, 1, 2} & set(tokens[1:-1])


def test_identity_names_variant_and_weights(package: PackagedFile, tmp_path: Path) -> None:
    first = multilingual_e5_small(tmp_path / "cache", source=package)
    again = multilingual_e5_small(tmp_path / "elsewhere", source=package)
    precise = multilingual_e5_small(tmp_path / "cache", variant="fp32", source=package)
    other_package = tiny_e5.install(tmp_path / "site" / "other", tiny_e5.build(seed=1)[0], "other-e5")
    sys.path.insert(0, str(tmp_path / "site" / "other"))
    try:
        other = multilingual_e5_small(tmp_path / "cache", source=other_package)
    finally:
        sys.path.remove(str(tmp_path / "site" / "other"))
    assert first.identity == again.identity
    assert len({first.identity, precise.identity, other.identity}) == 3


def test_conversion_happens_once_and_reports_progress(package: PackagedFile, tmp_path: Path) -> None:
    told: list[float] = []
    multilingual_e5_small(tmp_path, source=package, progress=lambda _, done: told.append(done))
    assert told == sorted(told)
    assert told[-1] == 1.0
    told.clear()
    multilingual_e5_small(tmp_path, source=package, progress=lambda _, done: told.append(done))
    assert told == []


def test_what_a_killed_conversion_left_is_cleared(package: PackagedFile, tmp_path: Path) -> None:
    folder = multilingual_e5_small(tmp_path / "cache", source=package).model.parent
    abandoned = folder.with_name(f".{folder.name}.part-killed")
    folder.rename(abandoned)
    (abandoned / "manifest.json").unlink()
    multilingual_e5_small(tmp_path / "cache", source=package)
    assert (folder / "manifest.json").exists()
    assert not abandoned.exists()


def test_two_processes_may_convert_at_once(package: PackagedFile, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from knowledge.embedders.models import *\n"
        f"sys.path.insert(0, {str(tmp_path / 'site')!r})\n"
        f"print(multilingual_e5_small(Path({str(tmp_path / 'cache')!r}), source={package!r}).identity)"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    results = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0], results
    assert len({output for output, _ in results}) == 1
    assert len([path for path in (tmp_path / "cache").iterdir() if path.is_dir()]) == 1


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "normal_forms.json"])
def test_an_altered_converted_file_is_refused(name: str, package: PackagedFile, tmp_path: Path) -> None:
    folder = multilingual_e5_small(tmp_path, source=package).model.parent
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    with pytest.raises(EmbeddingError, match=rf"{name} changed.*delete it"):
        multilingual_e5_small(tmp_path, source=package)


@pytest.mark.parametrize("manifest", ["", "[]", "{}", json.dumps({"files": {}})])
def test_a_damaged_manifest_is_refused(manifest: str, package: PackagedFile, tmp_path: Path) -> None:
    folder = multilingual_e5_small(tmp_path, source=package).model.parent
    (folder / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(EmbeddingError, match="delete it"):
        multilingual_e5_small(tmp_path, source=package)


def test_an_altered_package_is_refused(package: PackagedFile, tmp_path: Path) -> None:
    (tmp_path / "site" / "weights.bin").write_bytes(DATA[:-1] + b"!")
    with pytest.raises(EmbeddingError, match="not the file that was checked"):
        multilingual_e5_small(tmp_path / "cache", source=package)
    assert not [path for path in (tmp_path / "cache").iterdir() if path.is_dir()]


@pytest.mark.parametrize("change", [{"distribution": "no-such-package-here"}, {"path": "absent.bin"}])
def test_a_missing_package_names_the_command(change: dict[str, str], package: PackagedFile) -> None:
    with pytest.raises(EmbeddingError, match="pip install tiny-e5"):
        locate(dataclasses.replace(package, **change))


@pytest.mark.parametrize("data", [b"", b"GGUF" + DATA[4:], DATA[:4] + b"\x09" + DATA[5:], DATA[:50], DATA[:-500]])
def test_a_file_of_another_form_is_refused(data: bytes) -> None:
    with pytest.raises(EmbeddingError, match="cannot be read"):
        Weights(data)


def test_a_cache_folder_that_cannot_be_made_is_named(package: PackagedFile, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EmbeddingError, match="cannot be prepared"):
        multilingual_e5_small(tmp_path / "file", source=package)


@pytest.mark.parametrize("name", ["", "e5", "openai", "multilingual-e5-large"])
def test_an_unknown_name_lists_the_choices(name: str, tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match=r"multilingual-e5-small.*minilm.*openai:MODEL"):
        load_embedder(name, cache_dir=tmp_path)
