"""The judge: a MiniLM encoder for support (claim and evidence), whose lower layers serve speculation too."""

import copy
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from bot.models.judge import nearest
from training.data import LABELS, Pair

LONGEST = 256  # tokens of a pair; a page is cut to its sentences nearest the claim before
SHARED = 3  # layers of six that both tasks use; above them each has its own


class Layers(nn.Module):
    """Transformer layers, (batch, tokens, width) → the same shape; ``mask`` is (batch, tokens) of 0 and 1."""

    def __init__(self, layers: nn.ModuleList) -> None:
        super().__init__()
        self.layers = layers

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """The states after all layers."""
        bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        return states


class Trunk(nn.Module):
    """Embeddings and the shared layers: (batch, tokens) ids, mask and token types → (batch, tokens, width)."""

    def __init__(self, embeddings: nn.Module, layers: nn.ModuleList) -> None:
        super().__init__()
        self.embeddings = embeddings
        self.lower = Layers(layers)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        """The states that both branches begin with."""
        states: Tensor = self.embeddings(input_ids=ids, token_type_ids=types)
        shared: Tensor = self.lower(states, mask)
        return shared


class Branch(nn.Module):
    """One task's own layers and its head over the first token's state beside the mean of all: (batch, outputs)."""

    def __init__(self, layers: nn.ModuleList, width: int, outputs: int) -> None:
        super().__init__()
        self.upper = Layers(layers)
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(2 * width, outputs)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Logits of the states that the trunk gave."""
        states = self.upper(states, mask)
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        logits: Tensor = self.head(self.dropout(torch.cat((states[:, 0], mean), dim=-1)))
        return logits


class Judge(nn.Module):
    """One trunk, two branches."""

    def __init__(self, trunk: Trunk, support: Branch, speculation: Branch) -> None:
        super().__init__()
        self.trunk = trunk
        self.support = support
        self.speculation = speculation

    @classmethod
    def from_minilm(cls, folder: Path) -> "Judge":
        """From the folder that holds all-MiniLM-L6-v2's config.json and model.safetensors."""
        # Without dropout of its weights attention takes torch's fused path, and training half the time.
        bert = AutoModel.from_pretrained(
            folder, attn_implementation="sdpa", add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        layers, width = bert.encoder.layer, bert.config.hidden_size
        return cls(
            Trunk(bert.embeddings, layers[:SHARED]),
            Branch(layers[SHARED:], width, len(LABELS)),
            Branch(copy.deepcopy(layers[SHARED:]), width, 1),
        )

    def judge_support(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        """(batch, 4) logits in the order of ``LABELS``."""
        logits: Tensor = self.support(self.trunk(ids, mask, types), mask)
        return logits

    def judge_speculation(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        """(batch,) logits of being uncertain."""
        logits: Tensor = self.speculation(self.trunk(ids, mask, types), mask)
        return logits.squeeze(-1)


def precision(short: bool) -> AbstractContextManager[object]:
    """bfloat16 where asked for: twice as fast on a processor that has it, many times slower on one that has not."""
    return torch.autocast("cpu", dtype=torch.bfloat16) if short else nullcontext()


def read_tokenizer(folder: Path, longest: int = LONGEST) -> Tokenizer:
    """MiniLM's tokenizer without its fixed padding; a pair that is too long loses the end of its evidence."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest, strategy="only_second")
    return tokenizer


def tensors(encoded: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Padded (ids, mask, types), each (batch, tokens), from (ids, types) lists."""
    longest = max(len(ids) for ids, _ in encoded)
    ids = torch.zeros(len(encoded), longest, dtype=torch.long)
    mask = torch.zeros_like(ids)
    types = torch.zeros_like(ids)
    for row, (tokens, kinds) in enumerate(encoded):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        mask[row, : len(tokens)] = 1
        types[row, : len(kinds)] = torch.tensor(kinds)
    return ids, mask, types


def encode_pair(tokenizer: Tokenizer, pair: Pair) -> tuple[list[int], list[int]]:
    """(ids, types) of claim and evidence; of more than there is room for, the sentences nearest the claim are kept."""
    claim = " ".join(pair.claim.split()[: LONGEST // 4])
    lengths = [len(one.ids) - 3 for one in tokenizer.encode_batch([("", text) for text in pair.evidence])]
    room = LONGEST - len(tokenizer.encode(claim, "").ids)
    encoding = tokenizer.encode(claim, " ".join(nearest(claim, pair.evidence, lengths, room)))
    return encoding.ids, encoding.type_ids


def encode_sentence(tokenizer: Tokenizer, text: str) -> tuple[list[int], list[int]]:
    """(ids, types) of one sentence, cut to 128 tokens."""
    encoding = tokenizer.encode(" ".join(text.split()[:96]), "")
    return encoding.ids[:128], encoding.type_ids[:128]
