"""Weights that shipped in 8 bits → a start for more training.

``python -m training.restart --weights DIR --minilm DIR --out PT``

Reads the three graphs of ``footing-judge-2`` and later out of a folder.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.model import Judge

_PARTS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
_LAYERS = {"trunk": "lower.layers", "support": "upper.layers", "speculation": "upper.layers"}


def widened(path: Path, layers: str) -> dict[str, NDArray[np.float32]]:
    """One graph's parameters by the names that the module gives them; matrices stand in the order of the layers."""
    graph = onnx.load(path).graph
    held: dict[str, NDArray[Any]] = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found: dict[str, NDArray[np.float32]] = {}
    place = 0
    for name in held:
        if not name.endswith("_quantized"):
            if name.startswith((layers, "embeddings.LayerNorm", "head.bias")):
                found[name] = held[name].astype(np.float32)
            continue
        plain = name.removesuffix("_quantized")
        whole = held[name].astype(np.float32) - held[f"{plain}_zero_point"].astype(np.float32)
        wide = (whole * held[f"{plain}_scale"]).astype(np.float32)
        if plain.startswith("val_"):
            found[f"{layers}.{place // len(_PARTS)}.{_PARTS[place % len(_PARTS)]}.weight"] = wide.T
            place += 1
        else:
            transposed = plain.endswith("_Transposed")
            found[plain.removesuffix("_Transposed")] = wide.T if transposed else wide
    return found


def state(folder: Path, judge: Judge) -> dict[str, Tensor]:
    """The judge's parameters; raises KeyError where a graph lacks one."""
    held = {
        f"{part}.{name}": value
        for part, layers in _LAYERS.items()
        for name, value in widened(folder / f"{part}.onnx", layers).items()
    }
    return {name: torch.tensor(held[name].copy()) for name, _ in judge.named_parameters()}


def main() -> None:
    """Read the arguments and write the state."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    judge = Judge.from_minilm(arguments.minilm)
    lacking = judge.load_state_dict(state(arguments.weights, judge), strict=False)
    if lacking.unexpected_keys:
        raise SystemExit(f"not parameters of the judge: {lacking.unexpected_keys}")
    torch.save(judge.state_dict(), arguments.out)


if __name__ == "__main__":
    main()
