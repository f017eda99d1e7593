"""The tagger's network at run time: windows in, scores out, on one CPU thread.

The weights are an ONNX model of which the word embeddings were left out (they are looked up
here, in half precision), and a table that scores how far a piece stands from an anchor.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.extraction.annotations import Span
from articles.extraction.tagger.windows import Window, windows

WEIGHTS = Path(__file__).parent / "weights"
NONE, SOURCE, CONTENT, CUE = range(4)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Configuration:
    """How to cut a text for these weights and how to read what they give.

    `limit` is in word pieces; `size` is the width of a role's projection; `reach` is the
    farthest distance, in pieces, that is told apart; `names` are the BIO labels of the names
    output, empty where the weights have none.
    """

    version: str = "prototype"
    limit: int = 254
    size: int = 128
    reach: int = 64
    anchor: float = 0.5
    content: float = 0.5
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window of T pieces, the two special ones among them.

    `anchors` (T,) is the probability that a piece anchors a cue.  `queries` and `keys`
    (T, 3, size), with `bias` (T, 3), score the roles source, content and cue for a pair of
    anchor and piece.  `names` (T, labels) are logits, None where the weights have no such output.
    """

    anchors: Floats
    queries: Floats
    keys: Floats
    bias: Floats
    names: Floats | None


class Model:
    """The network with its tokenizer.  Loads on first use; one a process will do."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.folder = folder
        self.configuration = configuration(folder)

    @cached_property
    def tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._file("tokenizer.json")))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # the shapes vary: an arena would only grow
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(
            str(self._file("m.int8.onnx")), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _embeddings(self) -> NDArray[np.float16]:
        return np.asarray(np.load(self._file("emb_f16.npy")))

    @cached_property
    def _distances(self) -> Floats:
        return np.asarray(np.load(self._file("rel.npy")), np.float32)

    def _file(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise FileNotFoundError(
                f"the tagger's weights lack {path}: check the repository out again"
            )
        return path

    def windows(self, text: str, quoted: Sequence[Span]) -> list[Window]:
        """The text as this model reads it; `quoted` as in `tagger.windows`."""
        return windows(text, self.tokenizer, quoted, self.configuration.limit)

    def scores(self, cut: Sequence[Window], batch_size: int = 8) -> Iterator[tuple[int, Scores]]:
        """The scores of each window with its index, shortest windows first.

        Windows of like length share a batch, so little is spent on padding.  Nothing is kept:
        use one pair before asking for the next where memory matters.
        """
        order = sorted(range(len(cut)), key=lambda index: len(cut[index]))
        for at in range(0, len(order), batch_size):
            batch = order[at : at + batch_size]
            yield from zip(batch, self._run([cut[index] for index in batch]), strict=True)

    def _run(self, batch: Sequence[Window]) -> list[Scores]:
        shape = (len(batch), max(len(window) for window in batch))
        ids, features, mask = (np.zeros(shape, np.int64) for _ in range(3))
        for row, window in enumerate(batch):
            ids[row, : len(window)] = window.ids
            features[row, : len(window)] = window.features
            mask[row, : len(window)] = 1
        inputs = {
            "emb": self._embeddings[ids].astype(np.float32),
            "feat": features,
            "mask": mask,
        }
        names = [output.name for output in self._session.get_outputs()]
        outputs = dict(zip(names, self._session.run(names, inputs), strict=True))
        return [self._scores(outputs, row, len(window)) for row, window in enumerate(batch)]

    def _scores(self, outputs: dict[str, Any], row: int, count: int) -> Scores:
        anchors = 1 / (1 + np.exp(-outputs["anch"][row, :count].astype(np.float64)))
        anchors[0] = anchors[-1] = 0.0
        labelled = "names" in outputs and bool(self.configuration.names)
        return Scores(
            anchors.astype(np.float32),
            outputs["qa"][row, :count].reshape(count, 3, -1),
            outputs["kb"][row, :count].reshape(count, 3, -1),
            outputs["tb"][row, :count],
            outputs["names"][row, :count] if labelled else None,
        )

    def roles(self, scores: Scores, anchors: Sequence[int]) -> Floats:
        """(N, T, 4) probabilities of none, source, content and cue of each piece for N anchors."""
        reach = self.configuration.reach
        at = np.asarray(anchors, np.int64)
        count = len(scores.anchors)
        found = np.zeros((len(at), count, 4), np.float32)
        found[:, :, 1:] = np.einsum("nck,tck->ntc", scores.queries[at], scores.keys, optimize=True)
        found[:, :, 1:] /= np.sqrt(self.configuration.size)
        distance = np.clip(np.arange(count)[None] - at[:, None], -reach, reach) + reach
        found[:, :, 1:] += scores.bias[None] + self._distances[distance]
        found = np.exp(found - found.max(2, keepdims=True))
        found /= found.sum(2, keepdims=True)
        found[:, [0, -1]] = (1.0, 0.0, 0.0, 0.0)
        return found


@cache
def configuration(folder: Path = WEIGHTS) -> Configuration:
    """What `config.json` beside the weights says; the first weights came without one."""
    path = folder / "config.json"
    if not path.is_file():
        return Configuration()
    given = json.loads(path.read_text("utf-8"))
    thresholds = given.get("thresholds", {})
    return Configuration(
        version=str(given.get("version", "unknown")),
        limit=int(given.get("limit", 254)),
        size=int(given.get("size", 128)),
        reach=int(given.get("reach", 64)),
        anchor=float(thresholds.get("anchor", 0.5)),
        content=float(thresholds.get("content", 0.5)),
        names=tuple(given.get("names", ())),
    )


@cache
def load(folder: Path = WEIGHTS) -> Model:
    """The model of a folder, one for the whole process."""
    return Model(folder)
