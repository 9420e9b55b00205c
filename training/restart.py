"""Weights that shipped in 8 bits → a start for more training.

``python -m training.restart --weights ONNX --minilm DIR --out PT``

Reads the one-file form in which ``footing-judge-1`` shipped (``git show f472390:bot/models/weights/judge.onnx``).
"""

import argparse
import copy
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.model import SHARED, Judge

_PARTS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


def state(path: Path, judge: Judge) -> dict[str, Tensor]:
    """The judge's parameters out of the quantised graph; the speculation branch begins as the support branch does."""
    graph = onnx.load(path).graph
    held: dict[str, NDArray[Any]] = {one.name: numpy_helper.to_array(one) for one in graph.initializer}

    def wide(name: str) -> NDArray[np.float32]:
        whole = held[f"{name}_quantized"].astype(np.float32) - held[f"{name}_zero_point"].astype(np.float32)
        found: NDArray[np.float32] = (whole * held[f"{name}_scale"]).astype(np.float32)
        return found

    matrices = [name.removesuffix("_quantized") for name in held if name.startswith("val_") and "quantized" in name]
    old: dict[str, NDArray[np.float32]] = {}
    for place, name in enumerate(matrices):
        old[f"layer.{place // len(_PARTS)}.{_PARTS[place % len(_PARTS)]}.weight"] = wide(name).T
    for name in held:
        plain = name.removeprefix("encoder.").removeprefix("encoder.")
        if name.endswith("_quantized") and "embeddings" in name:
            old[plain.removesuffix("_quantized")] = wide(name.removesuffix("_quantized"))
        elif plain.startswith(("embeddings.LayerNorm", "layer.")):
            old[plain] = held[name].astype(np.float32)
    found: dict[str, Tensor] = {}
    for name, value in judge.state_dict().items():
        source = name.removeprefix("trunk.").replace("lower.layers", "layer")
        for branch in ("support", "speculation"):
            if source.startswith(f"{branch}.upper.layers."):
                _, _, _, number, rest = source.split(".", 4)
                source = f"layer.{int(number) + SHARED}.{rest}"
            elif source == f"{branch}.head.weight":
                old[source] = wide(f"{branch}.weight_Transposed").T
            elif source == f"{branch}.head.bias":
                old[source] = held[f"{branch}.bias"].astype(np.float32)
        found[name] = torch.tensor(old[source].copy()) if source in old else copy.deepcopy(value)
    return found


def main() -> None:
    """Read the arguments and write the state."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    judge = Judge.from_minilm(arguments.minilm)
    judge.load_state_dict(state(arguments.weights, judge))
    torch.save(judge.state_dict(), arguments.out)


if __name__ == "__main__":
    main()
