"""The embedded judge: a small cross-encoder for support and for speculation, run by onnxruntime on the CPU.

What it was trained on, what it scores and where it fails stands in ``weights/CARD.md``; ``training/`` makes it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError
from tokenizers import Tokenizer

from bot.engine.errors import JudgeError
from bot.engine.language.terms import terms
from bot.engine.models import StatementKind, Support, SupportJudgment

WEIGHTS = Path(__file__).parent / "weights"
_ORDER = (Support.SUPPORTS, Support.PARTLY, Support.CONTRADICTS, Support.UNRELATED)
_CLAIM_WORDS = 64
_SENTENCE_WORDS = 96
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


PARTS = ("trunk", "support", "speculation")
"""The graphs: the layers that both tasks share, and each task's own above them."""


class Calibration(BaseModel):
    """What turns the judge's logits into probabilities; fitted by ``training.calibrate`` on held-out data.

    ``sha256`` has the hash of each of :data:`PARTS`. ``kinds`` has a row for each kind of statement: the weights of the
    trunk's states, the first beside the mean of all, and a constant.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    sha256: dict[str, str]
    longest: int
    temperature: float
    bias: tuple[float, float, float, float]
    speculation_scale: float
    speculation_shift: float
    speculation_threshold: float
    kinds: tuple[tuple[float, ...], ...]


class JudgeModel:
    """The weights, loaded once. Safe to call from several threads; a result depends on its own input alone."""

    def __init__(self, folder: Path = WEIGHTS, *, threads: int | None = None) -> None:
        """Raises :class:`bot.engine.errors.JudgeError` when a file is missing or not the one calibrated."""
        try:
            self.calibration = Calibration.model_validate_json((folder / "judge.json").read_bytes())
            weights = {part: (folder / f"{part}.onnx").read_bytes() for part in PARTS}
            tokenizer = (folder / "tokenizer.json").read_text(encoding="utf-8")
            self._tokenizer, self._counting = Tokenizer.from_str(tokenizer), Tokenizer.from_str(tokenizer)
        except (OSError, ValidationError, json.JSONDecodeError) as error:
            raise JudgeError(f"the judge in {folder} cannot be read: {error}; install Footing again") from error
        if {part: hashlib.sha256(held).hexdigest() for part, held in weights.items()} != self.calibration.sha256:
            raise JudgeError(f"the judge's weights in {folder} are not those of its card; install Footing again")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._sessions = {
            part: onnxruntime.InferenceSession(held, options, providers=["CPUExecutionProvider"])
            for part, held in weights.items()
        }
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self.calibration.longest)
        self._counting.no_padding()
        self._counting.no_truncation()
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        threads = threads or cores
        self._pool = ThreadPoolExecutor(threads, "judge") if threads > 1 else None

    def support(self, claim: str, sentences: Sequence[str]) -> NDArray[np.float64]:
        """Shape (4,): the probabilities of supports, partly, contradicts and unrelated."""
        claim = " ".join(claim.split()[:_CLAIM_WORDS])
        logits = self._run("support", claim, " ".join(self._nearest(claim, sentences)))
        return _softmax(logits / self.calibration.temperature + np.array(self.calibration.bias))

    def speculation(self, sentence: str) -> float:
        """The probability in 0..1 that the sentence is vague or uncertain in the way of Wikipedia's weasel words."""
        logit = float(self._run("speculation", " ".join(sentence.split()[:_SENTENCE_WORDS]), "")[0])
        scaled = logit * self.calibration.speculation_scale + self.calibration.speculation_shift
        return float(1.0 / (1.0 + np.exp(-scaled)))

    def kind(self, sentence: str) -> tuple[float, float, float]:
        """The probabilities that the sentence states what a document could settle, a view, or nothing."""
        weights = np.array(self.calibration.kinds)
        fact, view, none = _softmax(weights[:, :-1] @ self.gist(sentence) + weights[:, -1])
        return float(fact), float(view), float(none)

    def gist(self, sentence: str) -> NDArray[np.float64]:
        """The trunk's states of a sentence, the first beside the mean of all, each of length 1: shape (2 * width,)."""
        states, _ = self._states(" ".join(sentence.split()[:_SENTENCE_WORDS]), "")
        halves = [np.asarray(half, np.float64) for half in (states[0, 0], states[0].mean(0))]
        return np.concatenate([half / np.linalg.norm(half) for half in halves])

    def each(self, work: Callable[[_Given], _Made], given: Sequence[_Given]) -> list[_Made]:
        """``work`` over ``given``, side by side, in order."""
        run: Any = self._pool.map if self._pool and len(given) > 1 else map
        return list(run(work, given))

    def _run(self, branch: str, first: str, second: str) -> NDArray[np.float64]:
        """The logits of one branch, shape (4,) for support and (1,) for speculation."""
        states, mask = self._states(first, second)
        (logits,) = self._sessions[branch].run(["logits"], {"states": states, "mask": mask})
        found: NDArray[np.float64] = np.asarray(logits[0], dtype=np.float64)
        return found

    def _states(self, first: str, second: str) -> tuple[Any, NDArray[np.int64]]:
        """(states, mask) of a text or a pair by the trunk, each of one row."""
        encoding = self._tokenizer.encode(first, second)
        ids = np.array([encoding.ids], np.int64)
        types = np.array([encoding.type_ids], np.int64)
        mask = np.ones_like(ids)
        (states,) = self._sessions["trunk"].run(["states"], {"ids": ids, "mask": mask, "types": types})
        return states, mask

    def _nearest(self, claim: str, sentences: Sequence[str]) -> list[str]:
        lengths = [len(encoding.ids) - 2 for encoding in self._counting.encode_batch(list(sentences))]
        room = self.calibration.longest - len(self._counting.encode(claim).ids) - 1
        return nearest(claim, sentences, lengths, room)


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    powers: NDArray[np.float64] = np.exp(logits - logits.max())
    shares: NDArray[np.float64] = powers / powers.sum()
    return shares


def nearest(claim: str, sentences: Sequence[str], lengths: Sequence[int], room: int) -> list[str]:
    """As many sentences as have room, those that share most words with the claim, in their order.

    ``lengths`` are the sentences' tokens, ``room`` those that are left beside the claim; one sentence is always kept.
    """
    if sum(lengths) <= room:
        return list(sentences)
    wanted = terms(claim)
    shared = [
        len((stems := terms(sentence)).stems & wanted.stems) + len(stems.numbers & wanted.numbers)
        for sentence in sentences
    ]
    kept: list[int] = []
    for index in sorted(range(len(sentences)), key=lambda i: (-shared[i], i)):
        if lengths[index] <= room or not kept:
            kept.append(index)
            room -= lengths[index]
    return [sentences[index] for index in sorted(kept)]


class EmbeddedSupportJudge:
    """A :class:`bot.engine.ports.SupportJudge` over the embedded judge."""

    def __init__(self, model: JudgeModel) -> None:
        self._model = model

    @property
    def name(self) -> str:
        return self._model.calibration.version

    def judge(self, pairs: Sequence[tuple[str, Sequence[str]]]) -> list[SupportJudgment]:
        """One judgment a pair, in order; no sentences are judged unrelated."""
        return self._model.each(self._one, pairs)

    def _one(self, pair: tuple[str, Sequence[str]]) -> SupportJudgment:
        claim, sentences = pair
        sentences = [sentence for sentence in sentences if sentence.strip()]
        if not sentences:
            return SupportJudgment.certain(Support.UNRELATED)
        supports, partly, contradicts, unrelated = (float(one) for one in self._model.support(claim, sentences))
        return SupportJudgment(supports, partly, contradicts, unrelated)


class EmbeddedSpeculationScorer:
    """A :class:`bot.engine.ports.SpeculationScorer` and :class:`bot.engine.ports.StatementSorter` over the judge."""

    def __init__(self, model: JudgeModel) -> None:
        self._model = model

    @property
    def name(self) -> str:
        return self._model.calibration.version

    @property
    def threshold(self) -> float:
        return self._model.calibration.speculation_threshold

    def score(self, sentences: Sequence[str]) -> list[float]:
        """One probability in 0..1 a sentence, in order."""
        return self._model.each(self._model.speculation, sentences)

    def kinds(self, sentences: Sequence[str]) -> list[StatementKind]:
        """How probable each kind of statement is, one a sentence, in order."""
        return [StatementKind(*found) for found in self._model.each(self._model.kind, sentences)]


@cache
def embedded_judge() -> JudgeModel:
    """The judge that ships with Footing, loaded at the first call."""
    return JudgeModel()
