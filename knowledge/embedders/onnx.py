"""Runs an embedding model from files with onnxruntime and tokenizers."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from knowledge.embedders.models import LocalModel
from knowledge.errors import EmbeddingError

_SPACES = re.compile(" {2,}")
_CHARACTERS_PER_TOKEN = 64
"""No more of a text is looked at: far above what any language packs into a token, far below what is slow."""


class OnnxEmbedder:
    """A :class:`knowledge.embedding.Embedder` in this process. Safe to call from several threads.

    A text beyond the model's limit (512 tokens for multilingual-e5-small, 256 for MiniLM) is cut there; so chunk first.
    An empty text gets the vector of nothing: finite, of unit length, and near no text in particular.

    Texts run side by side, one in each thread, longest first. That was measured faster than padded batches and than
    sharing one text among the threads, and it makes a vector a function of its text alone: 8-bit activations are
    scaled per run, so batch neighbours would leave a trace in it.
    """

    def __init__(self, model: LocalModel, *, threads: int | None = None) -> None:
        """``threads`` defaults to the cores this process may use. Raises EmbeddingError when a file is unusable."""
        self._model = model
        threads = threads or available_cores()
        self._pool = ThreadPoolExecutor(threads, "embedding") if threads > 1 else None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(str(model.model), options, providers=["CPUExecutionProvider"])
            self._tokenizer = Tokenizer.from_file(str(model.tokenizer))
            self._normal_forms = _normal_forms(model)
        except Exception as error:  # onnxruntime and tokenizers raise their own bare kinds
            raise EmbeddingError(f"the embedding model {model.identity} cannot be loaded: {error}") from error
        self._tokenizer.enable_truncation(model.max_tokens)
        self._tokenizer.no_padding()
        self._inputs = {entry.name for entry in self._session.get_inputs()}
        self._outputs = [entry.name for entry in self._session.get_outputs()]

    @property
    def identity(self) -> str:
        return self._model.identity

    @property
    def dimension(self) -> int:
        return self._model.dimension

    @property
    def unrelated(self) -> float:
        return self._model.unrelated

    @property
    def related(self) -> float:
        return self._model.related

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension), L2-normalised. Raises EmbeddingError."""
        return self._vectors(self._model.passage_prefix, texts)

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension), L2-normalised. Raises EmbeddingError."""
        return self._vectors(self._model.query_prefix, texts)

    def _vectors(self, prefix: str, texts: Sequence[str]) -> NDArray[np.float32]:
        prepared = [self._normalise(prefix, text) for text in texts]
        order = sorted(range(len(prepared)), key=lambda number: len(prepared[number]), reverse=True)
        run = self._pool.map if self._pool and len(texts) > 1 else map
        vectors = np.empty((len(texts), self.dimension), np.float32)
        try:
            for number, vector in zip(order, run(self._vector, [prepared[number] for number in order]), strict=True):
                vectors[number] = vector
        except Exception as error:  # onnxruntime raises its own bare kinds
            raise EmbeddingError(f"the embedding model {self.identity} failed: {error}") from error
        return vectors

    def _normalise(self, prefix: str, text: str) -> str:
        text = text.strip()[: self._model.max_tokens * _CHARACTERS_PER_TOKEN]
        text = unicodedata.normalize("NFC", prefix + text).translate(self._normal_forms)
        return _SPACES.sub(" ", text)

    def _vector(self, text: str) -> NDArray[np.float32]:
        tokens = self._tokenizer.encode(text).ids
        ids = np.array([tokens], np.int64)
        feed: dict[str, Any] = {"input_ids": ids}
        if "attention_mask" in self._inputs:
            feed["attention_mask"] = np.ones_like(ids)
        if "token_type_ids" in self._inputs:
            feed["token_type_ids"] = np.zeros_like(ids)
        if "sentence_embedding" in self._outputs:
            vector = self._session.run(["sentence_embedding"], feed)[0][0]
        else:
            vector = self._session.run(["last_hidden_state"], feed)[0][0].mean(axis=0)
        norm = float(np.linalg.norm(vector))
        if not np.isfinite(norm) or norm == 0.0:
            raise ValueError(f"a vector of length {norm}")
        result: NDArray[np.float32] = (vector / norm).astype(np.float32)
        return result


def available_cores() -> int:
    """The cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _normal_forms(model: LocalModel) -> dict[int, str]:
    forms = dict.fromkeys(range(0xD800, 0xE000), " ") | {0: ""}
    if model.normal_forms is not None:
        recorded = json.loads(model.normal_forms.read_text(encoding="utf-8"))
        forms |= {int(code_point): form for code_point, form in recorded.items()}
    return forms
