"""Train the judge's support: ``python -m training.train --sets DIR --minilm DIR --out DIR``. See the README."""

import argparse
import json
import math
import random
import time
from pathlib import Path

import torch
from torch import Tensor, nn

from training import data
from training.model import Judge, encode_pair, precision, read_tokenizer, tensors

PAIR_TOKENS = 6_144
PARTLY = data.LABELS.index("partly")
UNRELATED = data.LABELS.index("unrelated")
PADDED = (0.15, 0.5)  # share of each stage's pairs that stand among sentences that say nothing of them
# The same of the project's own pairs: the engine asks about one finding at a time, and pages are whole.
OWN_PADDED = {"written": 0.15, "records": 0.15, "pages": 0.0, "cases": 0.1}


def support_loss(logits: Tensor, pairs: list[data.Pair]) -> Tensor:
    """Cross-entropy, ``partly`` weighted as it is scarce; a binary pair's "unrelated" means anything but supports."""
    weights = torch.ones(len(data.LABELS))
    weights[PARTLY] = 1.6
    labels = torch.tensor([pair.label for pair in pairs])
    losses = nn.functional.cross_entropy(logits, labels, weight=weights, reduction="none", label_smoothing=0.03)
    binary = torch.tensor([pair.binary and pair.label == UNRELATED for pair in pairs])
    if binary.any():
        anything_else = -torch.logsumexp(torch.log_softmax(logits, -1)[:, 1:], -1)
        losses = torch.where(binary, anything_else, losses)
    return losses.mean()


def schedule(step: int, steps: int) -> float:
    """Share of the peak rate: a linear rise over 5 % of the steps, then a cosine to nothing."""
    rise = max(1, steps // 20)
    if step < rise:
        return (step + 1) / rise
    return 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise)))


def work_of(arguments: argparse.Namespace) -> list[tuple[list[data.Pair], list[tuple[list[int], list[int]]]]]:
    """The batches in order: pairs and their tokens."""
    chance = random.Random(arguments.seed)
    tokenizer = read_tokenizer(arguments.minilm)
    shares = data.Shares(arguments.public, arguments.times, arguments.last, arguments.pages)
    stages = data.mix(arguments.sets, arguments.records, arguments.seed, shares)
    stages[0] = stages[0][: arguments.first_stage]
    work = []
    for number, stage in enumerate(stages):
        padding = [OWN_PADDED.get(pair.source_set, PADDED[number]) for pair in stage]
        pairs = [data.padded(pair, chance, stage, share) for pair, share in zip(stage, padding, strict=True)]
        encoded = [encode_pair(tokenizer, pair) for pair in pairs]
        for batch in data.batches([len(ids) for ids, _ in encoded], PAIR_TOKENS, chance):
            work.append(([pairs[i] for i in batch], [encoded[i] for i in batch]))
    return work


def train(arguments: argparse.Namespace) -> None:
    """Trunk and support branch; the speculation branch is left for :mod:`training.speculation`."""
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    model = Judge.from_minilm(arguments.minilm).train()
    if arguments.start:
        model.load_state_dict(torch.load(arguments.start, weights_only=True))
        # Words were learnt before, and a third of the parameters are theirs.
        model.trunk.embeddings.requires_grad_(requires_grad=False)
    work = work_of(arguments)
    work = work[: arguments.batches or len(work)]
    optimizer = torch.optim.AdamW(
        [
            {
                "params": [
                    one for one in (*model.trunk.parameters(), *model.support.upper.parameters()) if one.requires_grad
                ],
                "lr": arguments.rate,
            },
            {"params": model.support.head.parameters(), "lr": 10 * arguments.rate},
        ],
        weight_decay=0.01,
        fused=True,
    )
    rates = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: schedule(step, len(work)))
    start = time.monotonic()
    seen = correct = 0
    for step, (pairs, encoded) in enumerate(work, 1):
        with precision(arguments.bfloat16):
            logits = model.judge_support(*tensors(encoded)).float()
        loss = support_loss(logits, pairs)
        loss.backward()
        seen += len(pairs)
        correct += int((logits.argmax(-1) == torch.tensor([pair.label for pair in pairs])).sum())
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        rates.step()
        optimizer.zero_grad(set_to_none=True)
        if step % 25 == 0:
            left = (time.monotonic() - start) / step * (len(work) - step) / 60
            print(
                f"{step}/{len(work)} loss {loss.item():.3f} right {correct / seen:.3f} left {left:.0f} min", flush=True
            )
            seen = correct = 0
        if step % 200 == 0 or step == len(work):
            arguments.out.mkdir(parents=True, exist_ok=True)
            torch.save(model.state_dict(), arguments.out / "judge.part")
            (arguments.out / "judge.part").replace(arguments.out / "judge.pt")
    summary = {"seed": arguments.seed, "rate": arguments.rate, "batches": len(work), "start": str(arguments.start)}
    (arguments.out / "training.json").write_text(json.dumps(summary, indent=1) + "\n")


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path, required=True, help="folder of the support sets, one folder a set")
    parser.add_argument("--minilm", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--records", type=Path, default=Path("knowledge/records"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="state to go on from, see training.restart; MiniLM's otherwise")
    parser.add_argument("--first-stage", type=int, default=None, help="at most so many pairs of single sentences")
    parser.add_argument("--public", type=float, default=1.0, help="share of the public sets, 0..1")
    parser.add_argument("--times", type=float, default=2.0, help="how often the claims beside findings come")
    parser.add_argument("--last", type=int, default=0, help="of the last so many claims all come, besides")
    parser.add_argument("--pages", type=int, default=2, help="how often the claims beside pages and cases come")
    parser.add_argument("--batches", type=int, default=0, help="stop after so many, the rate run down to nothing")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=data.SEED)
    parser.add_argument("--bfloat16", action="store_true", help="on a processor that has it")
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
