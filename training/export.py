"""Trained judge → ONNX in 8 bits: ``python -m training.export --minilm DIR --trained DIR --out DIR``."""

import argparse
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.model import LONGEST, Judge


def export(arguments: argparse.Namespace) -> None:
    """Writes judge.onnx and tokenizer.json; calibration follows, see training.calibrate."""
    model = Judge.from_minilm(arguments.minilm)
    model.load_state_dict(torch.load(arguments.trained / "judge.pt", weights_only=True))
    model.eval()
    arguments.out.mkdir(parents=True, exist_ok=True)
    whole = arguments.trained / "judge-fp32.onnx"
    example = torch.randint(1_000, 20_000, (2, 24))
    tokens = torch.export.Dim("tokens", min=2, max=LONGEST)
    batch = torch.export.Dim("batch", min=1, max=512)
    shape = {0: batch, 1: tokens}
    program = torch.onnx.export(
        model,
        (example, torch.ones_like(example), torch.zeros_like(example)),
        input_names=["ids", "mask", "types"],
        output_names=["support", "speculation"],
        dynamic_shapes=(shape, shape, shape),
        dynamo=True,
        external_data=False,
    )
    program.save(str(whole), external_data=False)
    small = arguments.out / "judge.onnx"
    # Reduced range, a scale a channel: plain 8 bits saturate on processors without VNNI.
    quantize_dynamic(
        whole,
        small,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
    onnx.checker.check_model(str(small))
    shutil.copyfile(arguments.minilm / "tokenizer.json", arguments.out / "tokenizer.json")
    print(f"{small}: {small.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--trained", type=Path, required=True, help="folder that training.train wrote")
    parser.add_argument("--out", type=Path, required=True)
    export(parser.parse_args())


if __name__ == "__main__":
    main()
