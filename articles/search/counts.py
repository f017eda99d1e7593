"""How many quotations have each value of a facet, over some quotations of an index.

What the base of the index has of them is counted by combinations (`combinations.py`), where it has
these; the quotations that were added since, or read again, one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from articles.search.base import Base
from articles.search.bitmaps import Numbers, bitmap, numbers
from articles.search.combinations import Combinations
from articles.search.sets import Sets


class Counts:
    """Counts over the columns and sets of an index, which it does not change.

    It keeps what it made of the quotations that were counted last.
    """

    def __init__(
        self,
        base: Base,
        many: Collection[str],
        columns: Mapping[str, NDArray[np.int32]],
        sets: Mapping[str, Sets],
    ) -> None:
        self._base, self._many, self._columns, self._sets = base, many, columns, sets
        # The quotations whose values are not, or no more, those that the base has.
        self.fresh = BitMap()
        self._last: _Last | None = None

    def add(self, keys: Numbers) -> None:
        """Note quotations that are added to the base, or whose values changed."""
        if self._base.stored:
            self.fresh |= bitmap(keys)

    def forget(self) -> None:
        """Forget the last quotations, as after any change of the index."""
        self._last = None

    def members(self, found: BitMap) -> Numbers:
        """Return the keys of some quotations; those of the last ones are cached."""
        if self._last is not None and found is self._last.fresh:
            return numbers(found)
        return self._of_last(found).members

    def by_value(self, name: str, found: BitMap, least: int = 0) -> Numbers:
        """Return how many of these quotations have each value, as an array of at least `least`.

        Further values of a facet of one are not counted.
        """
        combined = self._base.combined.get(name)
        if combined is None:
            return self._one_by_one(name, found, least)
        last = self._of_last(found)
        counted = combined.facets[name].counted(last.counts(combined))
        fresh = self._one_by_one(name, last.fresh, max(least, len(counted)))
        fresh[: len(counted)] += counted
        return fresh

    def _one_by_one(self, name: str, found: BitMap, least: int) -> Numbers:
        if name not in self._many:
            return np.bincount(self._columns[name][self.members(found)], minlength=least)
        sets = self._sets[name]
        listed = sets.added() if name in self._base.combined else sets.items()
        counted = {v: n for v, rows in listed if (n := rows.intersection_cardinality(found))}
        counts = np.zeros(max(least, max(counted, default=-1) + 1), np.int64)
        counts[list(counted)] = list(counted.values())
        return counts

    def _of_last(self, found: BitMap) -> _Last:
        if self._last is None or self._last.found is not found:
            self._last = _Last(found, self.fresh)
        return self._last


class _Last:
    """Some quotations, their keys, those of them that are fresh, and the others by combination."""

    def __init__(self, found: BitMap, fresh: BitMap) -> None:
        self.found, self.members = found, numbers(found)
        self.fresh = found & fresh
        self._counts: dict[int, Numbers] = {}

    def counts(self, combined: Combinations) -> Numbers:
        """Return how many of those that are not fresh have each combination."""
        key = id(combined)
        if key not in self._counts:
            rows = numbers(self.found - self.fresh) if self.fresh else self.members
            self._counts[key] = combined.counts(rows)
        return self._counts[key]
