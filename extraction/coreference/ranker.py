"""The model that ranks candidate antecedents: a small network over their features.

Mention ranking after Denis & Baldridge 2008 and Lee et al. 2017: the scores of all candidates and
of “nobody named” become probabilities together.  `training.coreference` makes the weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from extraction.learned import Learned

if TYPE_CHECKING:
    import numpy as np

WEIGHTS = "ranker.npz"


class Ranker:
    """A network of one hidden layer, and the temperature that calibrates it."""

    def __init__(self, weights: Mapping[str, np.ndarray]) -> None:
        self.weights = {name: value.astype("float32") for name, value in weights.items()}

    def probabilities(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """The probability of each row; they add up to one."""
        import numpy as np

        w = self.weights
        hidden = np.maximum(np.asarray(rows, "float32") @ w["hidden"] + w["hidden_bias"], 0)
        scores = hidden @ w["out"] / w["temperature"]
        shares = np.exp(scores - scores.max())
        found: list[float] = (shares / shares.sum()).tolist()
        return found


@cache
def load() -> Ranker:
    """The ranker with the weights that this package comes with, loaded once a process."""
    import numpy as np

    with resources.as_file(resources.files(__package__) / WEIGHTS) as path, np.load(path) as file:
        return Ranker(dict(file))


@lru_cache(maxsize=4)
def of(learned: Learned) -> Ranker:
    """The ranker that a newsroom's decisions taught, or else that of this package."""
    return load() if learned.ranker is None else Ranker(learned.ranker)
