"""The values of a facet in quotations that are hardly others than those of a set that was counted.

Of hundreds of thousands of values only those are looked at one by one that some quotation has which
the set has and these have not, or the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.search.bitmaps import Numbers, runs


@dataclass(frozen=True, slots=True)
class Near:
    """Values in no order, 0 (none) not among them, how many quotations have each, and how many
    have none."""

    values: NDArray[np.int32]
    counts: NDArray[np.int32]
    none: int

    def with_others(self, values: NDArray[Any], size: int) -> tuple[Numbers, Numbers]:
        """Return the values and counts of these and of other quotations, which have `values`.

        Values of these are below `size`.
        """
        own, counts = self.values, self.counts
        if len(values):
            added, more = runs(np.sort(values[values > 0].astype(np.int64)))
            own, counts = _changed(own, counts, added, more, size)
        return own.astype(np.int64), counts.astype(np.int64)


def near_to(values: NDArray[np.int32], counts: NDArray[np.int32], lacking: NDArray[Any]) -> Near:
    """Return the values of a set without the quotations that have the values `lacking`."""
    if len(lacking):
        size = int(values.max(initial=0)) + 1
        gone, fewer = runs(np.sort(lacking.astype(np.int64)))
        values, counts = _changed(values, counts, gone, -fewer, size)
    has = values > 0
    if has.all():
        return Near(values, counts, 0)
    return Near(values[has], counts[has], int(counts[~has].sum()))


def _changed(
    values: NDArray[np.int32], counts: NDArray[np.int32], changed: Numbers, by: Numbers, size: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return values with their counts, where those `changed`, which ascend, are more or fewer.

    `values` are below `size`.
    """
    at = np.full(max(size, int(changed.max(initial=0)) + 1), -1, np.int32)
    at[changed] = np.arange(len(changed), dtype=np.int32)
    place = at[values]
    there = place >= 0
    counts = counts.copy()
    counts[there] += by[place[there]].astype(np.int32)
    new = np.ones(len(changed), bool)
    new[place[there]] = False
    values = np.concatenate([values, changed[new].astype(np.int32)])
    counts = np.concatenate([counts, by[new].astype(np.int32)])
    left = counts > 0
    return (values, counts) if left.all() else (values[left], counts[left])
