"""The tagger's network at run time: windows in, scores out, on one CPU thread.

The weights are an ONNX model of which two parts were left out: the word embeddings, which are
looked up here, in half precision, and the head that gives roles, which runs here for the likely
anchors alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import batched
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extraction.annotations import Span
from extraction.attribution.tagger.windows import Window, windows

WEIGHTS = Path(__file__).parent / "weights"
NONE, SOURCE, CONTENT, CUE = range(4)
OUTPUTS = ("anch", "tb", "names", "hidden")
LIKELY = 0.1
"""The least probability of an anchor whose roles can be computed."""
BATCH = 16
"""Windows of a text whose likely anchors go through the head at once."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Configuration:
    """How to cut a text for these weights and how to read what they give.

    `limit` is in word pieces; `size` is the width of a role's projection; `reach` is the
    farthest distance, in pieces, that is distinguished; `names` are the BIO labels of the names
    output, empty if the weights have none.
    """

    version: str = "prototype"
    limit: int = 254
    size: int = 128
    reach: int = 64
    anchor: float = 0.5
    content: float = 0.5
    names: tuple[str, ...] = ()


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
class Scores:
    """The network's output for one window of T pieces, the two special ones among them.

    `anchors` (T,) is the probability that a piece anchors a cue.  `hidden` (T, width) is what the
    encoder makes of each piece; with `bias` (T, 3) it scores the roles source, content and cue for
    a pair of anchor and piece.  `names` (T, labels) are logits, None if the weights have no
    such output.  `anchor_queries` is set once the
    window has been read with its text.
    """

    anchors: Floats
    hidden: Floats
    bias: Floats
    names: Floats | None
    anchor_queries: AnchorQueries | None = None


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
            str(self._file("m.int8.onnx")),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # a sum and a norm are quicker apart
        )

    @cached_property
    def _embeddings(self) -> NDArray[np.float16]:
        return np.asarray(np.load(self._file("emb_f16.npy")))

    @cached_property
    def _roles(self) -> dict[str, Floats]:
        """The head's weights; what is multiplied from the right lies as that reads it."""
        head = dict(np.load(self._file("roles.npz")))
        turned = {name: np.ascontiguousarray(head[name].T) for name in ("query", "distance")}
        return head | turned

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

    def read(self, windows: Iterable[Window]) -> Iterator[Scores]:
        """What the network says of each window of one text."""
        for batch in batched(windows, BATCH):
            yield from self._with_queries([self._pass(window) for window in batch])

    def _pass(self, window: Window) -> Scores:
        """What the encoder says of a window, which depends on no other.

        One at a time: what a layer works on then stays in the processor's cache, which makes it a
        quarter quicker than eight at once, and the eight bits it reckons with are scaled to this
        window alone.
        """
        inputs = {
            "emb": self._embeddings[window.ids][None].astype(np.float32),
            "feat": window.features[None],
        }
        logits, bias, names, hidden = self._session.run(OUTPUTS, inputs)
        anchors = 1 / (1 + np.exp(-logits[0].astype(np.float64)))
        anchors[0] = anchors[-1] = 0.0
        return Scores(
            anchors.astype(np.float32),
            hidden[0],
            bias[0],
            names[0] if self.configuration.names else None,
        )

    def _with_queries(self, passed: Sequence[Scores]) -> Iterator[Scores]:
        """The same with the queries of their likely anchors, all made at once: reading the weights
        takes longer than multiplying them with a few rows."""
        least = min(LIKELY, self.configuration.anchor)
        likely = [np.flatnonzero(scores.anchors > least) for scores in passed]
        rows = [scores.hidden[at] for scores, at in zip(passed, likely, strict=True)]
        head, size = self._roles, self.configuration.size
        queries: Floats = np.concatenate(rows) @ head["query"] + head["query_bias"]
        queries = queries.reshape(-1, 3, size).transpose(1, 0, 2)
        queries /= np.sqrt(size, dtype=np.float32)
        # A query is carried through the matrix of the keys: pieces are many, anchors few.
        carried = queries @ head["key"].reshape(3, size, -1)
        end = 0
        for scores, at in zip(passed, likely, strict=True):
            start, end = end, end + len(at)
            row = {anchor: index for index, anchor in enumerate(at.tolist())}
            anchor_queries = AnchorQueries(row, queries[:, start:end], carried[:, start:end])
            yield replace(scores, anchor_queries=anchor_queries)

    def roles(self, scores: Scores, anchors: Sequence[int]) -> Floats:
        """(N, T, 4) probabilities of none, source, content and cue of each piece for N anchors.

        The anchors are likely ones.  What one role has along the text lies side by side, since
        that is how it is made and read.
        """
        assert scores.anchor_queries is not None
        head, size, reach = self._roles, self.configuration.size, self.configuration.reach
        count, width = scores.hidden.shape
        rows = [scores.anchor_queries.row[anchor] for anchor in anchors]
        queries, carried = (
            scores.anchor_queries.queries[:, rows],
            scores.anchor_queries.carried[:, rows],
        )
        found = np.zeros((4, len(rows), count), np.float32)
        np.matmul(carried.reshape(-1, width), scores.hidden.T, out=found[1:].reshape(-1, count))
        found[1:] += queries @ head["key_bias"].reshape(3, size, 1) + scores.bias.T[:, None]
        distance = np.arange(reach, count + reach) - np.asarray(anchors, np.int64)[:, None]
        found[1:] += head["distance"][:, np.clip(distance, 0, 2 * reach, out=distance)]
        found -= found.max(0)
        np.exp(found, out=found)
        found /= found.sum(0)
        found[..., [0, -1]] = 0.0
        found[NONE, :, [0, -1]] = 1.0
        return found.transpose(1, 2, 0)


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
