"""The mean of trained states: ``python -m training.mean PT PT … --out PT``.

Two that were trained from one start in different ways lie near enough for their mean to have much of what each learnt
(Wortsman et al. 2022, "Model soups").
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor


def mean(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Parameter by parameter; raises KeyError where one state lacks what the first has."""
    return {
        name: torch.stack([state[name].float() for state in states]).mean(0) if held.is_floating_point() else held
        for name, held in states[0].items()
    }


def main() -> None:
    """Read the arguments and write the mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("states", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    torch.save(mean([torch.load(path, weights_only=True) for path in arguments.states]), arguments.out)


if __name__ == "__main__":
    main()
