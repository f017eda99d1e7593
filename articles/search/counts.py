"""How many quotations have each value of a facet, over some quotations of an index.

What the base of the index has of them is counted by combinations (`combinations.py`), where it has
these; the quotations that were added since, or read again, one by one.  Of a selection that is a
large part of a set that was counted when the file was built, what it lacks of that is counted.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from articles.search.base import Base
from articles.search.bitmaps import Numbers, bitmap, numbers
from articles.search.combinations import Combinations
from articles.search.counted import Counted, Known, Wanted
from articles.search.sets import Sets

# Selections that are remembered as parts of sets.
PARTS = 4


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
        # Selections, and the sets of which each is a large part, by their identity.
        self._parts: OrderedDict[int, tuple[BitMap, tuple[Known, ...]]] = OrderedDict()

    def add(self, keys: Numbers) -> None:
        """Note quotations that are added to the base or taken out, or whose values changed."""
        if self._base.stored:
            self.fresh |= bitmap(keys)

    def forget(self) -> None:
        """Forget the last quotations, as after any change of the index."""
        self._last = None
        self._parts.clear()

    def selected(self, found: BitMap, wanted: Wanted) -> None:
        """Note what some quotations were selected by."""
        counted = self._base.counted
        some = counted.smallest(wanted) if counted is not None else ()
        if counted is not None and some and counted.size(some) < 2 * len(found):
            self._parts[id(found)] = found, some
            if len(self._parts) > PARTS:
                self._parts.popitem(last=False)

    def members(self, found: BitMap) -> Numbers:
        """Return the keys of some quotations; those of the last ones are cached."""
        if self._last is not None and found is self._last.fresh:
            return numbers(found)
        return self._of_last(found).members

    def last_values(self, name: str, found: BitMap) -> list[int]:
        """Return the values that the quotations counted last have; none of any others."""
        if self._last is None or self._last.found is not found:
            return []
        values: list[int] = np.flatnonzero(self.by_value(name, found)).tolist()
        return [value for value in values if value]

    def by_value(self, name: str, found: BitMap, least: int = 0) -> Numbers:
        """Return how many of these quotations have each value, as an array of at least `least`.

        Further values of a facet of one are not counted.
        """
        combined = self._base.combined.get(name)
        if combined is None:
            return self._one_by_one(name, found, least)
        last = self._of_last(found)
        counted = combined.counted(name, last.counts(combined))
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
            _, whole = self._parts.get(id(found), (found, ()))
            self._last = _Last(found, self.fresh, self._base.counted, whole)
        return self._last


class _Last:
    """Some quotations, their keys, those of them that are fresh, and the others by combination.

    `whole` are sets that were counted and together have all that are not fresh.
    """

    def __init__(
        self, found: BitMap, fresh: BitMap, counted: Counted | None, whole: tuple[Known, ...]
    ) -> None:
        self.found, self.fresh = found, found & fresh
        self._counted, self._whole = counted, whole
        self._counts: dict[str, Numbers] = {}

    @cached_property
    def members(self) -> Numbers:
        return numbers(self.found)

    @cached_property
    def _stored(self) -> Numbers:
        """Those that are not fresh, or what the whole has beside them."""
        if self._counted is not None and self._whole:
            rows = self._counted.rows(self._whole)
            return numbers(rows - (self.found - self.fresh if self.fresh else self.found))
        return numbers(self.found - self.fresh) if self.fresh else self.members

    def counts(self, combined: Combinations) -> Numbers:
        """Return how many of those that are not fresh have each combination."""
        if combined.name not in self._counts:
            counts = combined.counts(self._stored)
            if self._counted is not None and self._whole:
                whole = self._counted.counts(self._whole, combined.name, combined.size)
                counts = whole - counts
            self._counts[combined.name] = counts
        return self._counts[combined.name]
