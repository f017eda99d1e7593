"""Turn exported weights into a checkpoint: `python -m training.recover FOLDER CHECKPOINT …`.

For a teacher whose checkpoint was not kept.  Weights that the export rounded to seven bits stay so.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch  # type: ignore[import-not-found]
from torch import Tensor

from training.model import Tagger
from training.train import encoder, keep_layers

# The parts of a layer by their names in the export and in the encoder.
PARTS = {
    "out": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "last_norm": "output.LayerNorm",
}


def recovered(folder: Path, encoder_folder: Path, network: str = ".") -> Tagger:
    """The tagger that was exported to a folder as this network."""
    arrays = read(folder / network)
    count = len({name.split(".")[1] for name in arrays if name.startswith("layers.")})
    model = Tagger(encoder(encoder_folder))
    keep_layers(model, range(count))
    state = {name: torch.zeros_like(value) for name, value in model.state_dict().items()}
    state |= {name: _tensor(array) for name, array in arrays.items() if name in state}
    embeddings = "encoder.embeddings."
    state[f"{embeddings}word_embeddings.weight"] = _tensor(np.load(folder / "emb_f16.npy"))
    state[f"{embeddings}position_embeddings.weight"] = _tensor(arrays["positions"])
    for kind in ("weight", "bias"):
        state[f"{embeddings}LayerNorm.{kind}"] = _tensor(arrays[f"norm.{kind}"])
    for number in range(count):
        state |= _layer(arrays, number)
    model.load_state_dict(state)
    return model


def _layer(arrays: Mapping[str, np.ndarray], number: int) -> dict[str, Tensor]:
    """A layer's state, with the joined projections of attention divided."""
    ours, theirs = f"layers.{number}.", f"encoder.encoder.layer.{number}."
    out = {}
    for kind in ("weight", "bias"):
        for mine, its in PARTS.items():
            out[f"{theirs}{its}.{kind}"] = _tensor(arrays[f"{ours}{mine}.{kind}"])
        parts = np.split(arrays[f"{ours}into.{kind}"], 3)
        for name, part in zip(("query", "key", "value"), parts, strict=True):
            out[f"{theirs}attention.self.{name}.{kind}"] = _tensor(part)
    return out


def read(folder: Path) -> dict[str, np.ndarray]:
    """A network's weights and biases by their names in the export, linear ones as (out, in)."""
    import onnx  # type: ignore[import-not-found]

    graph = onnx.load(folder / "m.int8.onnx").graph
    stored = {one.name: onnx.numpy_helper.to_array(one) for one in graph.initializer}
    arrays = {name.removeprefix("heads."): array for name, array in stored.items()}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            base = node.input[1].removesuffix("_quantized")
            product = stored[f"{base}_quantized"].astype(np.float32) * stored[f"{base}_scale"]
        elif node.op_type == "MatMul" and node.input[1] in stored:
            product = stored[node.input[1]]
        else:
            continue
        arrays[f"{node.name.rpartition('/')[0].strip('/').replace('/', '.')}.weight"] = product.T
    with np.load(folder / "roles.npz") as roles:
        for head in ("query", "key"):
            arrays[f"{head}.weight"], arrays[f"{head}.bias"] = roles[head], roles[f"{head}_bias"]
        arrays["relative.weight"] = roles["distance"]
    return arrays


def _tensor(array: np.ndarray) -> Tensor:
    return torch.from_numpy(np.array(array, np.float32))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of exported weights")
    parser.add_argument("checkpoint", type=Path, help="checkpoint to write")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--network", default=".", help="folder of the network in FOLDER")
    args = parser.parse_args()
    tagger = recovered(args.folder, args.encoder, args.network)
    torch.save(tagger.state_dict(), args.checkpoint)


if __name__ == "__main__":
    main()
