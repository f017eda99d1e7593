"""The tagger's model at run time: a text in, windows with scores out, on one CPU thread.

A model is one or more networks (`network.py`) over the same windows and the same word embeddings,
which are looked up here, in half precision.  What it says is the mean of what they say: networks
that were trained apart err apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import batched
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extraction.annotations import Span
from extraction.attribution.tagger.network import Floats, Network, Reading, present
from extraction.attribution.tagger.windows import Window, windows

WEIGHTS = Path(__file__).parent / "weights"
NONE, SOURCE, CONTENT, CUE = range(4)
LIKELY = 0.1
"""The least probability of an anchor whose roles can be computed."""
BATCH = 16
"""Windows of a text whose likely anchors go through the heads at once."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """How to cut a text for these weights and how to read what they give.

    `networks` are folders beside the configuration, `.` for its own.  `limit` is in word pieces;
    `size` and `reach` are those of `Network`; `names` are the BIO labels of the names output,
    empty if the weights have none.
    """

    version: str = "prototype"
    networks: tuple[str, ...] = (".",)
    limit: int = 254
    size: int = 128
    reach: int = 64
    anchor: float = 0.5
    content: float = 0.5
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """What a model says of one window of T pieces, the two special ones among them.

    `anchors` (T,) is the probability that a piece anchors a cue.  `names` (T, labels) are the
    first network's logits, None if the weights have no such output.  `readings` are the networks'
    own, one each, in their order.
    """

    anchors: Floats
    names: Floats | None
    readings: tuple[Reading, ...]


class Model:
    """The networks of a folder with their tokenizer.  Loads on first use; one a process will do."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.folder = folder
        self.configuration = configuration(folder)
        self.networks = [
            Network(folder / name, self.configuration.size, self.configuration.reach)
            for name in self.configuration.networks
        ]

    @cached_property
    def tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(present(self.folder / "tokenizer.json")))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _embeddings(self) -> NDArray[np.float16]:
        return np.asarray(np.load(present(self.folder / "emb_f16.npy")))

    def windows(self, text: str, quoted: Sequence[Span]) -> list[Window]:
        """The text as this model reads it; `quoted` as in `tagger.windows`."""
        return windows(text, self.tokenizer, quoted, self.configuration.limit)

    def read(self, windows: Iterable[Window]) -> Iterator[Scores]:
        """What the model says of each window of one text."""
        for batch in batched(windows, BATCH):
            yield from self._read_batch(batch)

    def _read_batch(self, batch: Sequence[Window]) -> Iterator[Scores]:
        embedded = [self._embeddings[window.ids].astype(np.float32) for window in batch]
        readings = [
            [network.read(*each) for each in zip(batch, embedded, strict=True)]
            for network in self.networks
        ]
        anchors = [
            mean([each.anchors for each in of_window]) for of_window in zip(*readings, strict=True)
        ]
        least = min(LIKELY, self.configuration.anchor)
        likely = [np.flatnonzero(each > least) for each in anchors]
        queried = [
            network.with_queries(each, likely)
            for network, each in zip(self.networks, readings, strict=True)
        ]
        for likelihood, *of_window in zip(anchors, *queried, strict=True):
            names = of_window[0].names if self.configuration.names else None
            yield Scores(likelihood, names, tuple(of_window))

    def roles(self, scores: Scores, anchors: Sequence[int]) -> Floats:
        """(N, T, 4) probabilities of none, source, content and cue of each piece for N anchors.

        The anchors are likely ones.
        """
        pairs = zip(self.networks, scores.readings, strict=True)
        found = mean([network.roles(reading, anchors) for network, reading in pairs])
        found[..., [0, -1]] = 0.0
        found[NONE, :, [0, -1]] = 1.0
        return found.transpose(1, 2, 0)


def mean(arrays: Sequence[Floats]) -> Floats:
    """The mean of arrays of one shape, a new array."""
    first, *others = arrays
    found = first.copy()
    for other in others:
        found += other
    found *= np.float32(1 / len(arrays))
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
        networks=tuple(given.get("networks", (".",))),
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
