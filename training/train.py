"""Train the judge: ``python -m training.train --sets DIR --weasel CSV --minilm DIR --out DIR``."""

import argparse
import json
import math
import random
import time
from itertools import cycle
from pathlib import Path

import torch
from torch import Tensor, nn

from training import data
from training.model import Judge, encode_pair, encode_sentence, read_tokenizer, tensors

PAIR_TOKENS = 6_144
RATE = 1e-4
PARTLY = data.LABELS.index("partly")
UNRELATED = data.LABELS.index("unrelated")


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


def cooling(step: int, steps: int) -> float:
    """Share of the rate at which a resumed training began: a rise over ten steps, then a line to nothing."""
    return min((step + 1) / 10, max(0.0, (steps - step) / max(1, steps - 10)))


def train(arguments: argparse.Namespace) -> None:
    """Both heads together: a batch of sentences after every few batches of pairs."""
    torch.manual_seed(data.SEED)
    torch.set_num_threads(arguments.threads)
    chance = random.Random(data.SEED)
    tokenizer = read_tokenizer(arguments.minilm)
    model = Judge.from_minilm(arguments.minilm).train()
    stages = data.mix(arguments.sets, arguments.records, data.SEED)
    work: list[tuple[list[data.Pair], list[tuple[list[int], list[int]]]]] = []
    for number, stage in enumerate(stages):
        pairs = [data.padded(pair, chance, stage, (0.15, 0.5)[number]) for pair in stage]
        encoded = [encode_pair(tokenizer, pair) for pair in pairs]
        for batch in data.batches([len(ids) for ids, _ in encoded], PAIR_TOKENS, chance):
            work.append(([pairs[i] for i in batch], [encoded[i] for i in batch]))
    sentences, _ = data.split(data.read_speculation(arguments.weasel), data.SEED)
    coded = [(encode_sentence(tokenizer, text), label) for text, label in sentences]
    asides: list[list[int]] = []
    for _ in range(arguments.weasel_epochs):
        chance.shuffle(coded_order := list(range(len(coded))))
        asides += [coded_order[start : start + 96] for start in range(0, len(coded), 96)]
    aside = cycle(asides)
    every = max(1, len(work) // len(asides))
    heads = [*model.support.parameters(), *model.speculation.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": model.encoder.parameters(), "lr": RATE}, {"params": heads, "lr": 10 * RATE}],
        weight_decay=0.01,
        fused=True,
    )
    first, last = arguments.resume_at, arguments.end or len(work)
    if first:
        model.load_state_dict(torch.load(arguments.out / "judge.pt", weights_only=True))
    peak = schedule(first, len(work)) if first else 1.0
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: peak * (cooling(step, last - first) if first else schedule(step, len(work)))
    )
    print(f"{len(work)} batches of pairs, a batch of sentences every {every}", flush=True)
    start = time.monotonic()
    seen = correct = 0
    for step, (pairs, encoded) in enumerate(work[:last]):
        if step < first:
            continue
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(*tensors(encoded))[0].float()
        loss = support_loss(logits, pairs)
        loss.backward()
        seen += len(pairs)
        correct += int((logits.argmax(-1) == torch.tensor([pair.label for pair in pairs])).sum())
        if step % every == 0:
            chosen = [coded[i] for i in next(aside)]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                uncertain = model(*tensors([ids for ids, _ in chosen]))[1].float()
            labels = torch.tensor([float(label) for _, label in chosen])
            nn.functional.binary_cross_entropy_with_logits(uncertain, labels).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        rates.step()
        optimizer.zero_grad(set_to_none=True)
        if (step + 1) % 50 == 0:
            left = (time.monotonic() - start) / (step + 1 - first) * (last - step - 1) / 60
            print(
                f"{step + 1}/{last} loss {loss.item():.3f} right {correct / seen:.3f} left {left:.0f} min", flush=True
            )
            seen = correct = 0
        if (step + 1) % 300 == 0 or step + 1 == last:
            arguments.out.mkdir(parents=True, exist_ok=True)
            torch.save(model.state_dict(), arguments.out / "judge.part")
            (arguments.out / "judge.part").replace(arguments.out / "judge.pt")
    summary = {
        "seed": data.SEED,
        "pairs": [len(stage) for stage in stages],
        "sentences": len(coded),
        "rate": RATE,
        "batches": last,
    }
    (arguments.out / "training.json").write_text(json.dumps(summary, indent=1) + "\n")


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path, required=True, help="folder of the support sets, one folder a set")
    parser.add_argument("--weasel", type=Path, required=True, help="text,label CSV of CoNLL-2010 Wikipedia sentences")
    parser.add_argument("--minilm", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--records", type=Path, default=Path("knowledge/records"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weasel-epochs", type=int, default=3)
    parser.add_argument("--resume-at", type=int, default=0, help="go on after this many batches from --out's judge.pt")
    parser.add_argument("--end", type=int, default=0, help="stop after this many batches, the rate run down to nothing")
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
