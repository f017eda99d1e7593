"""Which terms tell two bodies of text apart: weighted log-odds with an informative Dirichlet prior.

Monroe, Colaresi and Quinn 2008, “Fightin’ Words”, Political Analysis 16(4), equations 16, 19 and
20.  The prior is what both bodies say together, at a tenth of its size, so that a rare term needs
more evidence than a frequent one, and the scale is the same for few texts as for many.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache

PRIOR = 0.1


def log_odds(own: Mapping[str, int], other: Mapping[str, int], least: int = 1) -> dict[str, float]:
    """Return the z-score of each term: above zero where `own` has it more than `other`.

    Both have a number for each term; those that `own` has less than `least` times are left out.

    >>> scores = log_odds({"grain": 9, "port": 9}, {"grain": 1, "port": 9, "visa": 8})
    >>> scores["grain"] > 1 > scores["port"]
    True
    """
    score = scorer(sum(own.values()), sum(other.values()))
    return {term: score(count, other.get(term, 0)) for term, count in own.items() if count >= least}


def scorer(here: int, there: int) -> Callable[[int, int], float]:
    """Return what gives the z-score of a term by its numbers in one body and in the other, which
    have so many of all terms."""
    whole = PRIOR * (here + there)

    @cache
    def score(count: int, beside: int) -> float:
        prior = PRIOR * (count + beside)
        difference = _odds(count + prior, here + whole) - _odds(beside + prior, there + whole)
        return difference / math.sqrt(1 / (count + prior) + 1 / (beside + prior))

    return score


def _odds(count: float, size: float) -> float:
    """Return the logarithm of the odds of a term, with the prior counted in both.

    Where a body says nothing else, half a term stands for everything else.
    """
    return math.log(count / max(size - count, 0.5))
