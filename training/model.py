"""The judge: one MiniLM encoder with a head for support (claim and evidence) and one for speculation (a sentence)."""

from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from training.data import LABELS, Pair

LONGEST = 256  # tokens of a pair; a page is cut to its sentences nearest the claim before


class Judge(nn.Module):
    """Logits (batch, 4) for a pair and (batch,) for a sentence, from the first token's state beside the mean of all."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.support = nn.Linear(2 * width, len(LABELS))
        self.speculation = nn.Linear(2 * width, 1)

    @classmethod
    def from_minilm(cls, folder: Path) -> "Judge":
        """From the folder that holds all-MiniLM-L6-v2's config.json and model.safetensors."""
        encoder = AutoModel.from_pretrained(folder, attn_implementation="sdpa", add_pooling_layer=False)
        return cls(encoder, encoder.config.hidden_size)

    def states(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        """(batch, 2 × width) from (batch, tokens) ids, mask and token types."""
        states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        return self.dropout(torch.cat((states[:, 0], mean), dim=-1))

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor]:
        """(support logits, speculation logits) of the same input; a caller uses the one that fits what it gave."""
        pooled = self.states(ids, mask, types)
        return self.support(pooled), self.speculation(pooled).squeeze(-1)


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
    """(ids, types) of claim and evidence; a claim is cut to half the room so that evidence always has some."""
    claim = " ".join(pair.claim.split()[: LONGEST // 4])
    encoding = tokenizer.encode(claim, " ".join(pair.evidence))
    return encoding.ids, encoding.type_ids


def encode_sentence(tokenizer: Tokenizer, text: str) -> tuple[list[int], list[int]]:
    """(ids, types) of one sentence, cut to 128 tokens."""
    encoding = tokenizer.encode(" ".join(text.split()[:96]), "")
    return encoding.ids[:128], encoding.type_ids[:128]
