"""The weighted mean of checkpoints of one lineage: `python -m training.mix OUT A=0.35 B=0.65`.

Checkpoints that were trained on from one another lie in one basin, and their mean does better
than either (Wortsman et al., 2022, “Model soups”).  The names head is the last checkpoint's,
because the first stage may not have trained one.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch  # type: ignore[import-not-found]

Weights = Mapping[str, Any]


def mixed(parts: Sequence[tuple[Weights, float]]) -> dict[str, Any]:
    """The weighted mean, by name of the tensor; shares need not sum to one."""
    total = sum(share for _, share in parts)
    last = parts[-1][0]
    return {
        name: last[name]
        if name.startswith("names.")
        else sum(weights[name].float() * (share / total) for weights, share in parts)
        for name in last
    }


def _part(text: str) -> tuple[Path, float]:
    path, _, share = text.rpartition("=")
    if not path:
        raise argparse.ArgumentTypeError(f"{text!r}: write CHECKPOINT=SHARE, as in first.pt=0.35")
    return Path(path), float(share)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("parts", type=_part, nargs="+", metavar="CHECKPOINT=SHARE")
    args = parser.parse_args()
    torch.save(mixed([(torch.load(path), share) for path, share in args.parts]), args.out)


if __name__ == "__main__":
    main()
