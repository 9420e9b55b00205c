"""Vectors from a server that speaks OpenAI's embeddings API (POST {base_url}/embeddings)."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import cached_property

import httpx
import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from knowledge.embedders.calibration import Anchors, measure_anchors
from knowledge.errors import EmbeddingError

DEFAULT_BASE_URL = "https://api.openai.com/v1"

_BATCH = 32
_ATTEMPTS = 4
_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 20.0
_NOTHING = "."
"""Sent for an empty text, which servers refuse."""

_ADVICE = {
    400: "a text may be too long for the model, or the model may not embed",
    401: "check the key",
    403: "check the key and what it may use",
    404: "check the base URL and the model's name",
    413: "a text is too long for the server",
    422: "a text may be too long for the model, or the model may not embed",
}


class _Row(BaseModel):
    index: int
    embedding: list[float]


class _Reply(BaseModel):
    data: list[_Row]


class EndpointEmbedder:
    """An :class:`knowledge.embedding.Embedder` that asks a server. Safe to call from several threads.

    The server cannot prove which weights it runs: the identity is the model's name and the base URL, so an operator
    who changes the weights behind both must also rebuild the library. The dimension and the two anchors are measured
    at their first use, with one small request, unless they are given.
    """

    def __init__(
        self,
        model: str,
        *,
        base_url: str = DEFAULT_BASE_URL,
        api_key: str | None = None,
        passage_prefix: str = "",
        query_prefix: str = "",
        anchors: Anchors | None = None,
        timeout: float = 60.0,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``timeout`` in seconds, for each request. Raises EmbeddingError for a base URL that is not http(s)."""
        base_url = base_url.rstrip("/")
        if not model or not base_url.startswith(("http://", "https://")):
            raise EmbeddingError(
                f"an embedding endpoint needs a model's name and a base URL such as {DEFAULT_BASE_URL}; "
                f"got model {model!r} and base URL {base_url!r}"
            )
        self._model = model
        self._base_url = base_url
        self._prefixes = (passage_prefix, query_prefix)
        self._given_anchors = anchors
        self._sleep = sleep
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx.Client(headers=headers, timeout=timeout, transport=transport)

    @property
    def identity(self) -> str:
        prefixes = "".join(f" {prefix!r}" for prefix in self._prefixes) if any(self._prefixes) else ""
        return f"openai:{self._model} at {self._base_url}{prefixes}"

    @cached_property
    def dimension(self) -> int:
        return int(self.queries([_NOTHING]).shape[1])

    @cached_property
    def _anchors(self) -> Anchors:
        return self._given_anchors or measure_anchors(self)

    @property
    def unrelated(self) -> float:
        return self._anchors.unrelated

    @property
    def related(self) -> float:
        return self._anchors.related

    def close(self) -> None:
        self._client.close()

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension), L2-normalised. Raises EmbeddingError, retryable for an outage."""
        return self._vectors(self._prefixes[0], texts)

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension), L2-normalised. Raises EmbeddingError, retryable for an outage."""
        return self._vectors(self._prefixes[1], texts)

    def _vectors(self, prefix: str, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        inputs = [(prefix + text.strip()).encode("utf-8", "replace").decode() or _NOTHING for text in texts]
        parts = [self._request(inputs[start : start + _BATCH]) for start in range(0, len(inputs), _BATCH)]
        if len({part.shape[1] for part in parts}) != 1:
            raise self._malformed("vectors of different lengths")
        return np.concatenate(parts)

    def _request(self, inputs: list[str]) -> NDArray[np.float32]:
        failure = ""
        for attempt in range(_ATTEMPTS):
            wait = min(_LONGEST_PAUSE_SECONDS, _FIRST_PAUSE_SECONDS * 2**attempt)
            try:
                response = self._client.post(
                    f"{self._base_url}/embeddings",
                    json={"model": self._model, "input": inputs, "encoding_format": "float"},
                )
            except httpx.TransportError as error:
                failure = f"does not answer ({type(error).__name__})"
            else:
                if response.is_success:
                    return self._read(response, len(inputs))
                failure = f"answers with status {response.status_code}"
                if response.status_code not in (408, 409, 425, 429) and response.status_code < 500:
                    advice = _ADVICE.get(response.status_code, "check the base URL")
                    raise EmbeddingError(f"the embedding endpoint {self._base_url} {failure}; {advice}")
                wait = _retry_after(response, wait)
            if attempt + 1 < _ATTEMPTS:
                self._sleep(wait)
        raise EmbeddingError(
            f"the embedding endpoint {self._base_url} {failure}, {_ATTEMPTS} times; try again later", retryable=True
        )

    def _read(self, response: httpx.Response, count: int) -> NDArray[np.float32]:
        try:
            rows = sorted(_Reply.model_validate_json(response.content).data, key=lambda row: row.index)
        except ValidationError as error:
            raise self._malformed("no list of embeddings") from error
        if [row.index for row in rows] != list(range(count)):
            raise self._malformed(f"{len(rows)} embeddings for {count} texts, or in no order")
        if len({len(row.embedding) for row in rows}) != 1 or not rows[0].embedding:
            raise self._malformed("vectors of different lengths")
        vectors = np.array([row.embedding for row in rows], np.float64)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(norms).all() or (norms == 0).any():
            raise self._malformed("a vector without a direction")
        unit: NDArray[np.float32] = (vectors / norms).astype(np.float32)
        return unit

    def _malformed(self, what: str) -> EmbeddingError:
        return EmbeddingError(
            f"the embedding endpoint {self._base_url} sent {what}; check that it speaks OpenAI's embeddings API"
        )


def _retry_after(response: httpx.Response, otherwise: float) -> float:
    try:
        seconds = float(response.headers.get("Retry-After", ""))
    except ValueError:
        return otherwise
    return min(_LONGEST_PAUSE_SECONDS, seconds) if seconds >= 0 else otherwise
