"""Facets counted through the combinations of values that quotations have.

Many quotations have the same values of some facets: the same outlet, kind and month, or the same
countries spoken about.  Each combination has a number, and a column has that of every quotation.
To count these facets over a selection, its quotations are counted by combination, once for all
facets, and then the combinations by value, which are few.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articles.search.bitmaps import Numbers

# Facets of one value that have few values, counted together where an index has all of them.
TOGETHER = ("outlet", "kind", "year", "month")
# At most one combination for so many quotations is counted in less time than quotations are.
FEW = 8
# The types of a column, the smallest first: what is read of it for a count grows with its bytes.
TYPES = (np.uint8, np.uint16, np.int32)


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a facet by combination, as pairs, whose combinations ascend."""

    combinations: NDArray[np.int32]
    values: NDArray[np.int32]

    def counted(self, counts: Numbers) -> Numbers:
        """Return how many quotations have each value, of `counts` by combination."""
        # Sums of whole numbers below 2**53 are exact in floating point.
        return np.bincount(self.values, counts[self.combinations]).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Combinations:
    """The combination of every quotation by its key, and the values of each facet by combination.

    Combination 0 has no value of any of them.  A facet without `Values` is alone: its values are
    the combinations.
    """

    name: str
    column: NDArray[Any]
    size: int
    facets: Mapping[str, Values | None]

    def counts(self, keys: Numbers) -> Numbers:
        """Return how many of these quotations have each combination."""
        return np.bincount(self.column[keys], minlength=self.size)

    def is_of(self, facet: str) -> bool:
        """Whether the combinations are the values of a facet."""
        return facet in self.facets and self.facets[facet] is None

    def having(self, facet: str) -> NDArray[np.int32]:
        """Return the combinations that have a value of a facet."""
        values = self.facets[facet]
        if values is None:
            return np.arange(1, self.size, dtype=np.int32)
        return values.combinations[np.flatnonzero(np.diff(values.combinations, prepend=-1))]

    def counted(self, facet: str, counts: Numbers) -> Numbers:
        """Return how many quotations have each value of a facet, of `counts` by combination."""
        values = self.facets[facet]
        return counts if values is None else values.counted(counts)


def alone(size: int, name: str, keys: Numbers, values: Numbers) -> Combinations | None:
    """Return the values of a facet of one value as combinations; None if there are none.

    They stay as they are where the column of the index changes.
    """
    if not len(keys):
        return None
    most = int(values.max(initial=0)) + 1
    return Combinations(name, _by_key(size, keys, values), most, {name: None})


def together(size: int, keys: Numbers, columns: Mapping[str, Numbers]) -> Combinations | None:
    """Return the combinations of facets of one value; None if there are none or too many.

    `columns` have the values of these keys, by facet; all keys of the index are below `size`.
    """
    if not len(keys):
        return None
    numbered = np.zeros(len(keys), np.int64)
    for values in columns.values():
        base = int(values.max(initial=0)) + 1
        if base * (int(numbered.max(initial=0)) + 1) >= 2**62:
            return None
        numbered = numbered * base + values
    _, first, place = np.unique(numbered, return_index=True, return_inverse=True)
    if len(first) * FEW > len(keys):
        return None
    combinations = np.arange(1, len(first) + 1, dtype=np.int32)
    return Combinations(
        "together",
        _by_key(size, keys, place + 1),
        len(first) + 1,
        {
            name: Values(combinations, values[first].astype(np.int32))
            for name, values in columns.items()
        },
    )


def of_several(
    size: int, name: str, keys: NDArray[np.int32], values: NDArray[np.int32]
) -> Combinations | None:
    """Return the combinations of a facet of many values; None if there are none or too many.

    `keys` and `values` are its pairs, by key, and the values of a key always in the same order; all
    keys of the index are below `size`.
    """
    if not len(keys):
        return None
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    lengths = np.diff(starts, append=len(keys))
    numbered, known, pairs = np.zeros(len(starts), np.int64), 1, []
    for length in np.unique(lengths).tolist():
        these = lengths == length
        listed = values[starts[these][:, None] + np.arange(length)]
        distinct, place = np.unique(listed, axis=0, return_inverse=True)
        numbered[these] = known + place.reshape(-1)
        numbers = np.arange(known, known + len(distinct), dtype=np.int32)
        pairs.append((np.repeat(numbers, length), distinct.reshape(-1)))
        known += len(distinct)
    if known * FEW > len(starts):
        return None
    return Combinations(
        name,
        _by_key(size, keys[starts].astype(np.int64), numbered),
        known,
        {name: Values(*map(_joined, zip(*pairs, strict=True)))},
    )


def joined(
    name: str, size: int, keys: Numbers, parts: Sequence[Combinations]
) -> Combinations | None:
    """Return the combinations of combinations; None if there are none to join, or too many.

    `keys` are those of all quotations of the index, all of them below `size`.
    """
    if len(parts) < 2 or math.prod(part.size for part in parts) >= 2**62:
        return None
    numbered = np.zeros(len(keys), np.int64)
    for part in parts:
        numbered = numbered * part.size + part.column[keys]
    _, first, place = np.unique(numbered, return_index=True, return_inverse=True)
    if len(first) * FEW > len(keys):
        return None
    values = {
        facet: _expanded(part.column[keys[first]], each)
        for part in parts
        for facet, each in part.facets.items()
    }
    return Combinations(name, _by_key(size, keys, place + 1), len(first) + 1, values)


def _expanded(of_part: NDArray[Any], values: Values | None) -> Values:
    """Return the values of combinations numbered from 1 on, beside each of which is one of a part
    that has `values`."""
    if values is None:
        return Values(np.arange(1, len(of_part) + 1, dtype=np.int32), of_part.astype(np.int32))
    starts = np.searchsorted(values.combinations, of_part, "left")
    counts = np.searchsorted(values.combinations, of_part, "right") - starts
    places = np.arange(counts.sum()) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
    numbered = np.repeat(np.arange(1, len(of_part) + 1, dtype=np.int32), counts)
    return Values(numbered, values.values[places])


def _by_key(size: int, keys: Numbers, numbered: Numbers) -> NDArray[Any]:
    most = int(numbered.max(initial=0))
    column = np.zeros(size, next(each for each in TYPES if most <= np.iinfo(each).max))
    column[keys] = numbered
    return column


def _joined(arrays: Iterable[NDArray[np.int32]]) -> NDArray[np.int32]:
    listed: Sequence[NDArray[np.int32]] = list(arrays)
    return np.concatenate(listed).astype(np.int32)
