"""Export a checkpoint for the run time: `python -m training.export CHECKPOINT …`.

The exported encoder has the three projections of attention in one matrix and attention as one
operator, so that the run time computes fewer and larger products.  It reads one window at a time,
so there is no padding and no mask.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch  # type: ignore[import-not-found]
from torch import Tensor, nn

from training.model import REACH, SIZE, Tagger
from training.silver import LABELS

INPUTS = ("emb", "feat")
OUTPUTS = ("anch", "tb", "names", "hidden")
HEADS = ("anchor", "bias", "names")
ROLES = ("none", "source", "content", "cue")
OPSET = 17
RUN_TIME = "com.microsoft"  # the domain of what only onnxruntime knows


class _Attention(torch.autograd.Function):  # type: ignore[misc]
    """Attention over a whole window, one operator of the run time."""

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        name = f"{RUN_TIME}::MultiHeadAttention"
        return graph.op(name, query, key, value, num_heads_i=heads).setType(query.type())

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        split = (each.unflatten(-1, (heads, -1)).transpose(1, 2) for each in (query, key, value))
        mixed: Tensor = nn.functional.scaled_dot_product_attention(*split)
        return mixed.transpose(1, 2).flatten(2)


class _Layer(nn.Module):  # type: ignore[misc]
    """One layer of a BERT encoder, (B, T, width) to the same."""

    def __init__(self, layer: Any) -> None:
        super().__init__()
        attention = layer.attention.self
        self.heads = attention.num_attention_heads
        self.into = _joined(attention.query, attention.key, attention.value)
        self.out, self.norm = layer.attention.output.dense, layer.attention.output.LayerNorm
        self.wide, self.narrow = layer.intermediate.dense, layer.output.dense
        self.last_norm = layer.output.LayerNorm

    def forward(self, x: Tensor) -> Tensor:
        mixed = _Attention.apply(*self.into(x).chunk(3, -1), self.heads)
        x = self.norm(x + self.out(mixed))
        return self.last_norm(x + self.narrow(nn.functional.gelu(self.wide(x))))


def _joined(*parts: nn.Linear) -> nn.Linear:
    joined = nn.Linear(parts[0].in_features, sum(part.out_features for part in parts))
    with torch.no_grad():
        joined.weight.copy_(torch.cat([part.weight for part in parts]))
        joined.bias.copy_(torch.cat([part.bias for part in parts]))
    return joined


class Exported(nn.Module):  # type: ignore[misc]
    """The tagger from word embeddings to the outputs of the run time, in the order of OUTPUTS."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        embeddings = model.encoder.embeddings
        positions = (
            embeddings.position_embeddings.weight + embeddings.token_type_embeddings.weight[0]
        )
        self.positions = nn.Parameter(positions.detach(), requires_grad=False)
        self.norm = embeddings.LayerNorm
        self.feature = model.feature
        self.layers = nn.ModuleList(_Layer(layer) for layer in model.encoder.encoder.layer)
        self.heads = nn.ModuleDict({name: getattr(model, name) for name in HEADS})

    def forward(self, emb: Tensor, feat: Tensor) -> tuple[Tensor, ...]:
        x = self.norm(emb + self.feature(feat) + self.positions[: emb.shape[1]])
        for layer in self.layers:
            x = layer(x)
        anchor, *others = (self.heads[name](x) for name in HEADS)
        return anchor.squeeze(-1), *others, x


def export(model: Tagger, out: Path, network: str = ".", quantized: bool = True) -> None:
    """Write `emb_f16.npy` under `out`, and `m.int8.onnx` and `roles.npz` under its `network`.

    The head for roles is not in the network: the run time applies it to likely anchors only.
    Raises ValueError if `out` has other embeddings: the networks of a folder share them.
    """
    embeddings = model.words.weight.detach().numpy().astype(np.float16)
    shared = out / "emb_f16.npy"
    if shared.is_file() and not np.array_equal(np.load(shared), embeddings):
        raise ValueError(f"{shared} has other embeddings than the checkpoint: give another --out")
    folder = out / network
    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    width = model.words.embedding_dim
    example = (
        torch.randn(2, 40, width),
        torch.zeros(2, 40, dtype=torch.long),
    )
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            Exported(model).eval(),
            example,
            str(plain),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {0: "windows", 1: "pieces"} for name in (*INPUTS, *OUTPUTS)},
            opset_version=OPSET,
            dynamo=False,
            custom_opsets={RUN_TIME: 1},
        )
        if quantized:
            _quantize(plain, folder / "m.int8.onnx")
        else:
            shutil.copy(plain, folder / "m.onnx")
    np.save(shared, embeddings)
    np.savez(
        folder / "roles.npz",
        query=model.query.weight.detach().numpy(),
        query_bias=model.query.bias.detach().numpy(),
        key=model.key.weight.detach().numpy(),
        key_bias=model.key.bias.detach().numpy(),
        distance=model.relative.weight.detach().numpy(),
    )


def _quantize(plain: Path, out: Path) -> None:
    """Quantise to int8 weights with one scale an output channel; the small heads keep theirs.

    Weights take seven of the eight bits: with eight, sums of products overflow their sixteen bits
    on processors without VNNI, and the results would differ there.
    """
    import onnx  # type: ignore[import-not-found]
    from onnxruntime.quantization import (
        QuantType,
        quantize_dynamic,
    )
    from onnxruntime.quantization.shape_inference import (
        quant_pre_process,
    )

    ready = plain.with_name("ready.onnx")
    quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
    products = [n.name for n in onnx.load(ready).graph.node if n.op_type in ("MatMul", "Gemm")]
    quantize_dynamic(
        str(ready),
        str(out),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gemm"],
        nodes_to_exclude=[name for name in products if not name.startswith("/layers.")],
    )


def configuration(
    limit: int, version: str, thresholds: Mapping[str, float], networks: Sequence[str] = (".",)
) -> dict[str, Any]:
    """The content of `config.json`: how to divide a text, and how to decode the outputs."""
    return {
        "version": version,
        "networks": list(networks),
        "limit": limit,
        "roles": list(ROLES),
        "names": ["O", *(f"{bio}-{label}" for label in LABELS for bio in "BI")],
        "size": SIZE,
        "reach": REACH,
        "thresholds": dict(thresholds),
    }


def networks_in(folder: Path) -> list[str]:
    """The networks that the configuration of a folder names; none where it has no configuration."""
    path = folder / "config.json"
    return json.loads(path.read_text("utf-8"))["networks"] if path.is_file() else []


def main() -> None:
    from training.train import restored

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="folder of the weights")
    parser.add_argument("--network", default=".", help="folder of the network in --out")
    parser.add_argument("--limit", type=int, default=254, help="pieces a window holds")
    parser.add_argument("--version", required=True)
    parser.add_argument("--anchor", type=float, default=0.5, help="threshold of a cue's anchor")
    parser.add_argument("--content", type=float, default=0.5, help="threshold of content")
    args = parser.parse_args()
    torch.set_num_threads(1)
    export(restored(args.checkpoint, args.encoder), args.out, args.network)
    shutil.copy(args.encoder / "tokenizer.json", args.out / "tokenizer.json")
    thresholds = {"anchor": args.anchor, "content": args.content}
    networks = sorted({args.network, *networks_in(args.out)})
    config = configuration(args.limit, args.version, thresholds, networks)
    (args.out / "config.json").write_text(json.dumps(config, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
