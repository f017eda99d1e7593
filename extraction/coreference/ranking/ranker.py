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
"""For pronouns and names that two people have."""
DESCRIPTIONS = "descriptions.npz"
"""For descriptions: learnt from more articles, since what they turn on is seldom seen."""


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
def load(name: str = WEIGHTS) -> Ranker:
    """The ranker with weights that this package comes with, loaded once a process."""
    import numpy as np

    with resources.as_file(resources.files(__package__) / name) as path, np.load(path) as file:
        return Ranker(dict(file))


@lru_cache(maxsize=8)
def of(learned: Learned, *, described: bool) -> Ranker:
    """The ranker of descriptions, or that of pronouns and names.

    A newsroom's decisions taught it, or else it is that of this package.
    """
    taught = learned.descriptions if described else learned.ranker
    return load(DESCRIPTIONS if described else WEIGHTS) if taught is None else Ranker(taught)
