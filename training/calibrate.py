"""Fit what turns the judge's logits into probabilities, and say what it scores.

``python -m training.calibrate --weights DIR --sets DIR --weasel CSV`` runs in the project's own environment: it reads
the graphs and ``tokenizer.json`` and writes ``judge.json`` beside them, and the sentences that the training never
saw to ``--held-out`` for ``footing evaluate speculation``.
"""

import argparse
import csv
import hashlib
import json
import random
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.models.judge import PARTS, Calibration, JudgeModel
from training import data
from training.data import SEED

FOLDS = 5
KINDS_DECAY = 0.08
Floats = NDArray[np.float64]


def softmax(logits: Floats) -> Floats:
    """Row-wise."""
    powers = np.exp(logits - logits.max(1, keepdims=True))
    scaled: Floats = powers / powers.sum(1, keepdims=True)
    return scaled


def fit_support(logits: Floats, labels: NDArray[np.int64], rounds: int = 3_000) -> tuple[float, Floats]:
    """(temperature, bias of each label) that minimise the negative log-likelihood, by gradient descent from (1, 0)."""
    target = np.eye(logits.shape[1])[labels]
    inverse, bias = 1.0, np.zeros(logits.shape[1])
    for _ in range(rounds):
        error = softmax(logits * inverse + bias) - target
        inverse -= 0.05 * float((error * logits).sum(1).mean())
        bias -= 0.2 * error.mean(0)
    return 1.0 / inverse, bias - bias.mean()


def fit_speculation(logits: Floats, labels: NDArray[np.int64], rounds: int = 3_000) -> tuple[float, float]:
    """(scale, shift) of Platt's scaling, by gradient descent."""
    scale, shift = 1.0, 0.0
    for _ in range(rounds):
        error = 1.0 / (1.0 + np.exp(-(scale * logits + shift))) - labels
        scale -= 0.1 * float((error * logits).mean())
        shift -= 0.5 * float(error.mean())
    return scale, shift


def kinds_of(model: JudgeModel, pieces: list[tuple[str, int]], rounds: int = 4_000) -> Floats:
    """(kinds, 2 * width + 1) weights of a multinomial logistic regression over the trunk's states, by gradient descent.

    Chosen for being small: a branch that learnt the kinds besides forgot some of what is vague.
    """
    gists = np.array(model.each(model.gist, [text for text, _ in pieces]))
    mean, spread = gists.mean(0), gists.std(0) + 1e-6
    given = (gists - mean) / spread
    target = np.eye(len(data.KINDS))[[kind for _, kind in pieces]]
    weights, constant = np.zeros((target.shape[1], given.shape[1])), np.zeros(target.shape[1])
    for _ in range(rounds):
        error = softmax(given @ weights.T + constant) - target
        weights -= 0.05 * (error.T @ given / len(given) + KINDS_DECAY * weights)
        constant -= 0.2 * error.mean(0)
    scaled = weights / spread
    return np.concatenate((scaled, (constant - scaled @ mean)[:, None]), 1)


def best_threshold(probabilities: Floats, labels: NDArray[np.int64]) -> float:
    """The probability from which F1 on the uncertain class is greatest."""
    grid = np.linspace(0.1, 0.9, 81)
    return float(max(grid, key=lambda line: f1(probabilities >= line, labels)))


def f1(found: NDArray[np.bool_], labels: NDArray[np.int64]) -> float:
    """F1 of the positive class."""
    hits = int((found & (labels == 1)).sum())
    return 2 * hits / max(1, int(found.sum()) + int((labels == 1).sum()))


def unseen_pairs(folder: Path, seed: int, limit: int = 500) -> list[data.Pair]:
    """Pairs that the mix left out, padded as in training: what the calibration is fitted on besides WiCE dev."""
    chance = random.Random(seed)
    unseen: list[data.Pair] = []
    for _, _, rest in data.taken(folder, random.Random(seed)):
        unseen += [pair for pair in rest if not pair.binary][:limit]
    return [data.padded(pair, chance, unseen, 0.5) for pair in unseen]


def wice_pairs(path: Path) -> list[data.Pair]:
    """WiCE's claims with the sentences of the cited page."""
    named = {"supported": "supports", "partially_supported": "partly", "not_supported": "unrelated"}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        data.Pair(row["claim"], tuple(row["evidence"]), data.LABELS.index(named[row["label"]]), "wice") for row in rows
    ]


def calibrate(arguments: argparse.Namespace) -> None:
    """Reads the weights, runs them over unseen data, fits, reports and writes."""
    hashes = {part: hashlib.sha256((arguments.weights / f"{part}.onnx").read_bytes()).hexdigest() for part in PARTS}
    plain = Calibration(
        version=arguments.version,
        sha256=hashes,
        longest=256,
        temperature=1.0,
        bias=(0.0, 0.0, 0.0, 0.0),
        speculation_scale=1.0,
        speculation_shift=0.0,
        speculation_threshold=0.5,
        kinds=((0.0,),) * len(data.KINDS),
    )
    target = arguments.weights / "judge.json"
    target.write_text(plain.model_dump_json(indent=1) + "\n", encoding="utf-8")
    model = JudgeModel(arguments.weights)
    pairs = unseen_pairs(arguments.sets, SEED)
    if arguments.wice:
        pairs += wice_pairs(arguments.wice)
    found = np.array(model.each(lambda pair: model.support(pair.claim, pair.evidence), pairs))
    logits = np.log(np.clip(found, 1e-9, 1.0))
    labels = np.array([pair.label for pair in pairs])
    report: dict[str, object] = {"pairs": len(pairs)}
    sets = sorted({pair.source_set for pair in pairs})
    for name in sets:
        chosen = np.array([pair.source_set == name for pair in pairs])
        report[f"accuracy {name}"] = round(float((found[chosen].argmax(1) == labels[chosen]).mean()), 3)
    order = np.random.default_rng(SEED).permutation(len(pairs))
    across = np.zeros_like(found)
    for fold in range(FOLDS):
        test = order[fold::FOLDS]
        train = np.setdiff1d(order, test)
        temperature, bias = fit_support(logits[train], labels[train])
        across[test] = softmax(logits[test] / temperature + bias)
    report["log loss before"] = round(float(-np.log(found[np.arange(len(labels)), labels] + 1e-9).mean()), 4)
    report["log loss after, across folds"] = round(float(-np.log(across[np.arange(len(labels)), labels]).mean()), 4)
    temperature, bias = fit_support(logits, labels)

    _, held_out = data.split(data.read_speculation(arguments.weasel), SEED)
    scores = np.array(model.each(model.speculation, [text for text, _ in held_out]))
    marks = np.array([label for _, label in held_out])
    raw = np.log(scores / (1 - scores))
    half = np.arange(len(marks)) % 2 == 0
    crossed = np.zeros(len(marks), bool)
    for own, other in ((half, ~half), (~half, half)):
        scale, shift = fit_speculation(raw[own], marks[own])
        line = best_threshold(1 / (1 + np.exp(-(scale * raw[own] + shift))), marks[own])
        crossed[other] = 1 / (1 + np.exp(-(scale * raw[other] + shift))) >= line
    report["weasel F1, threshold from the other half"] = round(f1(crossed, marks), 4)
    scale, shift = fit_speculation(raw, marks)
    fitted = 1 / (1 + np.exp(-(scale * raw + shift)))
    line = best_threshold(fitted, marks)
    kinds = kinds_of(model, data.read_opinions(data.OPINIONS))
    pieces = data.read_opinions(arguments.opinions)
    gists = np.array(model.each(model.gist, [text for text, _ in pieces]))
    told = softmax(gists @ kinds[:, :-1].T + kinds[:, -1])
    of_kind = np.array([kind for _, kind in pieces])
    report["accuracy of kinds"] = round(float((told.argmax(1) == of_kind).mean()), 3)
    for number, name in ((1, "views"), (2, "pieces that state nothing")):
        sure = told[:, number] >= 0.7
        right = of_kind == number
        report[f"{name} from 0.7 on"] = {
            "precision": round(float(right[sure].mean()), 3) if sure.any() else None,
            "recall": round(float(sure[right].mean()), 3),
        }
    final = plain.model_copy(
        update={
            "temperature": round(temperature, 4),
            "bias": tuple(round(float(one), 4) for one in bias),
            "speculation_scale": round(scale, 4),
            "speculation_shift": round(shift, 4),
            "speculation_threshold": round(line, 3),
            "kinds": tuple(tuple(round(float(one), 4) for one in row) for row in kinds),
        }
    )
    target.write_text(final.model_dump_json(indent=1) + "\n", encoding="utf-8")
    if arguments.held_out:
        with arguments.held_out.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(("text", "label"))
            writer.writerows(held_out)
    print(json.dumps(report, indent=1))


def main() -> None:
    """Read the arguments and calibrate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--weasel", type=Path, required=True)
    parser.add_argument("--opinions", type=Path, default=Path("training/opinions-held-out.jsonl"))
    parser.add_argument("--wice", type=Path)
    parser.add_argument("--held-out", type=Path, help="where the held-out sentences are written as CSV")
    parser.add_argument("--version", default="footing-judge-4")
    calibrate(parser.parse_args())


if __name__ == "__main__":
    main()
