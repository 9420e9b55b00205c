"""Train the judge's speculation branch: ``python -m training.speculation --weasel CSV … --trained PT --out PT``.

The trunk stays as the support training left it, so its states are computed once. Several branches are trained from
different seeds; the one that ships learns from the labels and from what they say together of plain sentences of the
support sets, which nobody has labelled (Hinton, Vinyals and Dean 2015, "Distilling the Knowledge in a Neural Network").

``read.tsv`` has what readers who had studied labelled sentences thought of others: the first 16 hexadecimal digits of
the SHA-256 of a sentence and how probable, in percent, they held the label. Where a labelled sentence was read, its
target lies between the two, for the labels are noisy: of 480 held-out sentences two readers together and the judge each
find what is labelled with F1 0.67 to 0.68, and all of them with 0.69. Where another was read, the readers and the
branches speak together.
"""

import argparse
import copy
import hashlib
import json
import math
import random
from pathlib import Path

import torch
from torch import Tensor, nn

from training import data
from training.model import Branch, Judge, encode_sentence, precision, read_tokenizer, tensors

BATCH = 48
RATE = 2e-4
SMOOTHING = 0.06
UNLABELLED = ("fever_dev", "fm2", "fm2_same_page", "wice_train_tokens")
READ = Path(__file__).parent / "read.tsv"
OF_READER = 0.5
BESIDE_BRANCHES = 0.6
"""A reader's weight beside a label, and beside what the branches say of a sentence without one."""

States = list[tuple[Tensor, Tensor]]


def states_of(judge: Judge, folder: Path, texts: list[str]) -> States:
    """(states, mask) of each sentence by the trunk, in bfloat16 to save memory."""
    tokenizer = read_tokenizer(folder)
    coded = [encode_sentence(tokenizer, text) for text in texts]
    order = sorted(range(len(coded)), key=lambda at: len(coded[at][0]))
    found: States = [(torch.empty(0), torch.empty(0))] * len(coded)
    with torch.no_grad():
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


def fit(branch: Branch, states: States, targets: Tensor, *, epochs: int, seed: int, short: bool = False) -> Branch:
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
            with precision(short):
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
    with torch.no_grad():
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


def key(sentence: str) -> str:
    """What a sentence is called in ``read.tsv``."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:16]


def readings(path: Path) -> dict[str, float]:
    """Probability in 0.02..0.98 that a reader gave to a sentence, by :func:`key`."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {name: min(0.98, max(0.02, float(percent) / 100)) for name, percent in rows}


def scaled(read: Tensor, labels: Tensor) -> tuple[float, float]:
    """(scale, shift) of the readers' logits that fit the labels best: they are more careful than the labels were."""
    numbers = torch.zeros(2, requires_grad=True)
    optimizer = torch.optim.LBFGS([numbers], max_iter=100)

    def loss() -> Tensor:
        optimizer.zero_grad()
        found = nn.functional.binary_cross_entropy_with_logits(numbers[0] * read.logit() + numbers[1], labels)
        found.backward()
        return found

    optimizer.step(loss)
    return float(numbers[0].detach()), float(numbers[1].detach())


def unlabelled(folder: Path, limit: int, seed: int, read: dict[str, float]) -> list[str]:
    """Sentences of encyclopaedic text out of the support sets' evidence: those that were read, and others."""
    texts = {
        sentence
        for name in UNLABELLED
        for pair in data.read_set(folder, name)
        for sentence in (*pair.evidence, *pair.distractors)
        if 6 <= len(sentence.split()) <= 60
    }
    texts = {" ".join(text.split()) for text in texts}
    first = sorted(text for text in texts if key(text) in read)
    others = sorted(texts - set(first))
    return first + random.Random(seed).sample(others, min(limit, len(others)))


def train(arguments: argparse.Namespace) -> None:
    """Teachers, then the branch that ships; writes the whole judge."""
    torch.set_num_threads(arguments.threads)
    judge = Judge.from_minilm(arguments.minilm)
    judge.load_state_dict(torch.load(arguments.trained, weights_only=True))
    judge.eval()
    learn, held = data.split(data.read_speculation(arguments.weasel), data.SEED)
    read = readings(READ)
    plain = unlabelled(arguments.sets, arguments.unlabelled, data.SEED, read)
    labels = torch.tensor([float(label) for _, label in learn])
    marks = torch.tensor([float(label) for _, label in held])
    known, seen, other = (
        states_of(judge, arguments.minilm, texts)
        for texts in ([text for text, _ in learn], [text for text, _ in held], plain)
    )
    targets = labels * (1 - SMOOTHING) + SMOOTHING / 2
    both = [at for at, (text, _) in enumerate(learn) if key(text) in read]
    opinions = torch.tensor([read[key(learn[at][0])] for at in both])
    scale, shift = scaled(opinions, labels[both])
    targets[both] = (1 - OF_READER) * targets[both] + OF_READER * (scale * opinions.logit() + shift).sigmoid()
    teachers = []
    for seed in range(arguments.teachers):
        own = copy.deepcopy(judge.speculation)
        teachers.append(fit(own, known, targets, epochs=arguments.epochs, seed=seed, short=arguments.bfloat16))
        print(f"teacher {seed}: {best_f1(said(teachers[-1], seen), marks):.4f}", flush=True)
    together = torch.stack([said(teacher, other) for teacher in teachers]).mean(0)
    held_together = torch.stack([said(teacher, seen) for teacher in teachers]).mean(0)
    print(f"teachers together: {best_f1(held_together, marks):.4f}", flush=True)
    for at, text in enumerate(plain):
        if key(text) in read:
            opinion = scale * torch.tensor(read[key(text)]).logit() + shift
            together[at] = BESIDE_BRANCHES * opinion + (1 - BESIDE_BRANCHES) * together[at]
    judge.speculation = fit(
        judge.speculation,
        [*known, *other],
        torch.cat((targets, together.sigmoid())),
        epochs=arguments.epochs,
        seed=data.SEED,
        short=arguments.bfloat16,
    )
    print(f"the branch: {best_f1(said(judge.speculation, seen), marks):.4f}", flush=True)
    torch.save(judge.state_dict(), arguments.out)
    summary = {
        "sentences": len(learn),
        "read": len(both),
        "without a label": len(plain),
        "of these read": sum(key(text) in read for text in plain),
        "teachers": len(teachers),
        "epochs": arguments.epochs,
        "readers' scale and shift": (scale, shift),
    }
    arguments.out.with_suffix(".json").write_text(json.dumps(summary, indent=1) + "\n")


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weasel", type=Path, required=True, help="text,label CSV of CoNLL-2010 Wikipedia sentences")
    parser.add_argument("--sets", type=Path, required=True, help="folder of the support sets, for unlabelled sentences")
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--trained", type=Path, required=True, help="the state of training.train")
    parser.add_argument("--out", type=Path, required=True, help="where the whole judge's state goes")
    parser.add_argument("--teachers", type=int, default=4, help="at least one")
    parser.add_argument("--unlabelled", type=int, default=8_000)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--bfloat16", action="store_true", help="on a processor that has it")
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
