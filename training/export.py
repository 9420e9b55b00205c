"""Trained judge → ONNX in 8 bits: ``python -m training.export --minilm DIR --trained DIR --out DIR``."""

import argparse
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from training.model import LONGEST, Judge


def export(arguments: argparse.Namespace) -> None:
    """Writes the three graphs and tokenizer.json; calibration follows, see training.calibrate."""
    judge = Judge.from_minilm(arguments.minilm)
    judge.load_state_dict(torch.load(arguments.trained, weights_only=True))
    judge.eval()
    arguments.out.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1_000, 20_000, (2, 24))
    mask = torch.ones_like(ids)
    types = torch.zeros_like(ids)
    with torch.no_grad():
        states = judge.trunk(ids, mask, types)
    _write(judge.trunk, {"ids": ids, "mask": mask, "types": types}, "states", arguments.out / "trunk.onnx")
    for name, branch in (("support", judge.support), ("speculation", judge.speculation)):
        _write(branch, {"states": states, "mask": mask}, "logits", arguments.out / f"{name}.onnx")
    shutil.copyfile(arguments.minilm / "tokenizer.json", arguments.out / "tokenizer.json")


def _write(part: nn.Module, given: dict[str, torch.Tensor], output: str, target: Path) -> None:
    tokens = torch.export.Dim("tokens", min=2, max=LONGEST)
    batch = torch.export.Dim("batch", min=1, max=512)
    program = torch.onnx.export(
        part,
        tuple(given.values()),
        input_names=list(given),
        output_names=[output],
        dynamic_shapes=tuple({0: batch, 1: tokens} for _ in given),
        dynamo=True,
        external_data=False,
    )
    whole = target.with_suffix(".fp32.onnx")
    program.save(str(whole), external_data=False)
    # Reduced range, a scale a channel: plain 8 bits saturate on processors without VNNI.
    quantize_dynamic(
        whole,
        target,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
    whole.unlink()
    onnx.checker.check_model(str(target))
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--trained", type=Path, required=True, help="the state that training wrote (judge.pt)")
    parser.add_argument("--out", type=Path, required=True)
    export(parser.parse_args())


if __name__ == "__main__":
    main()
