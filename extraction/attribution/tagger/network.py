"""One network of the tagger at run time: a window in, a reading out, on one CPU thread.

A network is an ONNX model of which two parts were left out: the word embeddings, which networks
share (`runtime.py`), and the head that gives roles, which runs here for the likely anchors alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extraction.attribution.tagger.windows import Window

OUTPUTS = ("anch", "tb", "names", "hidden")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class AnchorQueries:
    """The head's queries for the likely anchors of a window.

    `row` is an anchor's place among the N of them; `queries` (3, N, size) has one for each role,
    `carried` (3, N, width) the same as they meet what the encoder makes of a piece.
    """

    row: dict[int, int]
    queries: Floats
    carried: Floats


@dataclass(frozen=True, slots=True)
class Reading:
    """A network's output for one window of T pieces, the two special ones among them.

    `anchors` (T,) is the probability that a piece anchors a cue.  `hidden` (T, width) is what the
    encoder makes of each piece; with `bias` (T, 3) it scores the roles source, content and cue for
    a pair of anchor and piece.  `names` (T, labels) are logits.  `anchor_queries` is set once the
    likely anchors are known.
    """

    anchors: Floats
    hidden: Floats
    bias: Floats
    names: Floats
    anchor_queries: AnchorQueries | None = None


class Network:
    """An encoder and its heads, from the two files of a folder; loads on first use.

    `size` is the width of a role's projection; `reach` is the farthest distance, in pieces, that
    is distinguished.
    """

    def __init__(self, folder: Path, size: int, reach: int) -> None:
        self.folder, self.size, self.reach = folder, size, reach

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
            str(present(self.folder / "m.int8.onnx")),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # a sum and a norm are quicker apart
        )

    @cached_property
    def _roles(self) -> dict[str, Floats]:
        """The head's weights; what is multiplied from the right lies as that reads it."""
        head = dict(np.load(present(self.folder / "roles.npz")))
        turned = {name: np.ascontiguousarray(head[name].T) for name in ("query", "distance")}
        return head | turned

    def read(self, window: Window, embedded: Floats) -> Reading:
        """What the network says of a window, which depends on no other; `embedded` (T, width).

        One at a time: what a layer works on then stays in the processor's cache, which makes it a
        quarter quicker than eight at once, and the eight bits it reckons with are scaled to this
        window alone.
        """
        inputs = {"emb": embedded[None], "feat": window.features[None]}
        logits, bias, names, hidden = self._session.run(OUTPUTS, inputs)
        anchors = 1 / (1 + np.exp(-logits[0].astype(np.float64)))
        anchors[0] = anchors[-1] = 0.0
        return Reading(anchors.astype(np.float32), hidden[0], bias[0], names[0])

    def with_queries(
        self, readings: Sequence[Reading], likely: Sequence[NDArray[np.intp]]
    ) -> list[Reading]:
        """The same with the queries of their likely anchors, all made at once: reading the weights
        takes longer than multiplying them with a few rows."""
        rows = [reading.hidden[at] for reading, at in zip(readings, likely, strict=True)]
        queries: Floats = np.concatenate(rows) @ self._roles["query"] + self._roles["query_bias"]
        queries = queries.reshape(-1, 3, self.size).transpose(1, 0, 2)
        queries /= np.sqrt(self.size, dtype=np.float32)
        # A query is carried through the matrix of the keys: pieces are many, anchors few.
        carried = queries @ self._roles["key"].reshape(3, self.size, -1)
        found = []
        end = 0
        for reading, at in zip(readings, likely, strict=True):
            start, end = end, end + len(at)
            row = {anchor: index for index, anchor in enumerate(at.tolist())}
            anchor_queries = AnchorQueries(row, queries[:, start:end], carried[:, start:end])
            found.append(replace(reading, anchor_queries=anchor_queries))
        return found

    def roles(self, reading: Reading, anchors: Sequence[int]) -> Floats:
        """(4, N, T) probabilities of none, source, content and cue of each piece for N anchors.

        The anchors are likely ones.  What one role has along the text lies side by side, since
        that is how it is made and read.
        """
        assert reading.anchor_queries is not None
        head, size, reach = self._roles, self.size, self.reach
        count, width = reading.hidden.shape
        rows = [reading.anchor_queries.row[anchor] for anchor in anchors]
        queries, carried = (
            reading.anchor_queries.queries[:, rows],
            reading.anchor_queries.carried[:, rows],
        )
        found = np.zeros((4, len(rows), count), np.float32)
        np.matmul(carried.reshape(-1, width), reading.hidden.T, out=found[1:].reshape(-1, count))
        found[1:] += queries @ head["key_bias"].reshape(3, size, 1) + reading.bias.T[:, None]
        distance = np.arange(reach, count + reach) - np.asarray(anchors, np.int64)[:, None]
        found[1:] += head["distance"][:, np.clip(distance, 0, 2 * reach, out=distance)]
        found -= found.max(0)
        np.exp(found, out=found)
        found /= found.sum(0)
        return found


def present(path: Path) -> Path:
    """The path of a file of weights.  Raises FileNotFoundError, which says what to do."""
    if not path.is_file():
        raise FileNotFoundError(f"the tagger's weights lack {path}: check the repository out again")
    return path
