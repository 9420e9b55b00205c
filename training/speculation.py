"""Train the judge's speculation branch: ``python -m training.speculation --weasel CSV … --trained PT --out PT``.

The trunk stays as the support training left it, so its states are computed once. Several branches are trained from
different seeds; the one that ships learns from the labels and from what they say together of plain sentences of the
support sets, which nobody has labelled (Hinton, Vinyals and Dean 2015, "Distilling the Knowledge in a Neural Network").
"""

import argparse
import copy
import json
import math
import random
from pathlib import Path

import torch
from torch import Tensor, nn

from training import data
from training.model import Branch, Judge, encode_sentence, read_tokenizer, tensors

BATCH = 48
RATE = 2e-4
SMOOTHING = 0.06
UNLABELLED = ("fever_dev", "fm2", "wice_train_tokens")

States = list[tuple[Tensor, Tensor]]


def states_of(judge: Judge, folder: Path, texts: list[str]) -> States:
    """(states, mask) of each sentence by the trunk, in bfloat16 to save memory."""
    tokenizer = read_tokenizer(folder)
    coded = [encode_sentence(tokenizer, text) for text in texts]
    order = sorted(range(len(coded)), key=lambda at: len(coded[at][0]))
    found: States = [(torch.empty(0), torch.empty(0))] * len(coded)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            ids, mask, types = tensors([coded[at] for at in chosen])
            states = judge.trunk(ids, mask, types).to(torch.bfloat16)
            for row, at in enumerate(chosen):
                length = len(coded[at][0])
                found[at] = (states[row, :length].clone(), mask[row, :length].clone())
    return found


def padded(chosen: States) -> tuple[Tensor, Tensor]:
    """One batch of (states, mask)."""
    states = nn.utils.rnn.pad_sequence([one for one, _ in chosen], batch_first=True)
    return states.float(), nn.utils.rnn.pad_sequence([mask for _, mask in chosen], batch_first=True)


def fit(branch: Branch, states: States, targets: Tensor, *, epochs: int, seed: int) -> Branch:
    """The branch after training on ``targets`` in 0..1."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    branch.train()
    optimizer = torch.optim.AdamW(
        [{"params": branch.upper.parameters(), "lr": RATE}, {"params": branch.head.parameters(), "lr": 5 * RATE}],
        weight_decay=0.01,
    )
    steps = epochs * math.ceil(len(states) / BATCH)
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps)))
    )
    for _ in range(epochs):
        for batch in data.batches([len(mask) for _, mask in states], BATCH * 40, chance):
            given, mask = padded([states[at] for at in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = branch(given, mask).squeeze(-1).float()
            loss = nn.functional.binary_cross_entropy_with_logits(logits, targets[batch])
            loss.backward()
            nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
            optimizer.step()
            rates.step()
            optimizer.zero_grad(set_to_none=True)
    branch.eval()
    return branch


def said(branch: Branch, states: States) -> Tensor:
    """The branch's logit for each sentence."""
    found = torch.zeros(len(states))
    order = sorted(range(len(states)), key=lambda at: len(states[at][1]))
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            found[chosen] = branch(*padded([states[at] for at in chosen])).squeeze(-1).float()
    return found


def best_f1(logits: Tensor, labels: Tensor) -> float:
    """F1 of the uncertain class at its best line: to compare trainings, not to be reported."""
    best = 0.0
    for line in torch.linspace(-2, 2, 81):
        found = logits >= line
        hits = float((found & (labels > 0.5)).sum())
        best = max(best, 2 * hits / max(1.0, float(found.sum()) + float((labels > 0.5).sum())))
    return best


def unlabelled(folder: Path, limit: int, seed: int) -> list[str]:
    """Sentences of encyclopaedic text out of the support sets' evidence."""
    texts = {
        sentence
        for name in UNLABELLED
        for pair in data.read_set(folder, name)
        for sentence in (*pair.evidence, *pair.distractors)
        if 6 <= len(sentence.split()) <= 60
    }
    return random.Random(seed).sample(sorted(texts), min(limit, len(texts)))


def train(arguments: argparse.Namespace) -> None:
    """Teachers, then the branch that ships; writes the whole judge."""
    torch.set_num_threads(arguments.threads)
    judge = Judge.from_minilm(arguments.minilm)
    judge.load_state_dict(torch.load(arguments.trained, weights_only=True))
    judge.eval()
    learn, held = data.split(data.read_speculation(arguments.weasel), data.SEED)
    plain = unlabelled(arguments.sets, arguments.unlabelled, data.SEED)
    labels = torch.tensor([float(label) for _, label in learn])
    marks = torch.tensor([float(label) for _, label in held])
    known, seen, other = (
        states_of(judge, arguments.minilm, texts)
        for texts in ([text for text, _ in learn], [text for text, _ in held], plain)
    )
    smooth = labels * (1 - SMOOTHING) + SMOOTHING / 2
    teachers = []
    for seed in range(arguments.teachers):
        teachers.append(fit(copy.deepcopy(judge.speculation), known, smooth, epochs=arguments.epochs, seed=seed))
        print(f"teacher {seed}: {best_f1(said(teachers[-1], seen), marks):.4f}", flush=True)
    if teachers:
        together = torch.stack([said(teacher, other) for teacher in teachers]).mean(0).sigmoid()
        held_together = torch.stack([said(teacher, seen) for teacher in teachers]).mean(0)
        print(f"teachers together: {best_f1(held_together, marks):.4f}", flush=True)
        states, targets = [*known, *other], torch.cat((smooth, together))
    else:
        states, targets = known, smooth
    judge.speculation = fit(judge.speculation, states, targets, epochs=arguments.epochs, seed=data.SEED)
    print(f"the branch: {best_f1(said(judge.speculation, seen), marks):.4f}", flush=True)
    torch.save(judge.state_dict(), arguments.out)
    summary = {"sentences": len(learn), "unlabelled": len(plain), "teachers": len(teachers), "epochs": arguments.epochs}
    arguments.out.with_suffix(".json").write_text(json.dumps(summary, indent=1) + "\n")


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weasel", type=Path, required=True, help="text,label CSV of CoNLL-2010 Wikipedia sentences")
    parser.add_argument("--sets", type=Path, required=True, help="folder of the support sets, for unlabelled sentences")
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--trained", type=Path, required=True, help="the state of training.train")
    parser.add_argument("--out", type=Path, required=True, help="where the whole judge's state goes")
    parser.add_argument("--teachers", type=int, default=4)
    parser.add_argument("--unlabelled", type=int, default=12_000)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
