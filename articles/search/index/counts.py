"""How many quotations have each value of a facet, over some quotations of an index.

What the base of the index has of them is counted by combinations (`combinations.py`), where it has
these; the quotations that were added since, or read again, one by one.  Of a selection that is a
large part of a set that was counted when the file was built, what it lacks of that is counted.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from articles.search.bitmaps import Numbers, bitmap, numbers, runs
from articles.search.index.base import Base
from articles.search.index.combinations import Combinations
from articles.search.index.counted import Counted, Known, Wanted
from articles.search.index.near import Near, near_to
from articles.search.index.sets import Sets
from articles.search.layout import Layout

# Selections that are remembered as parts of sets, and those of which what was made is kept.
PARTS, LASTS = 8, 2
# Quotations, at most, that a selection lacks of a set that was counted, or has beside it, for its
# values to be counted by those of the set alone, not by all that there are.
NEAR = 20_000
# A facet of at most `FEW` values is counted set by set.  One with more than `RARE` times as many as
# there are quotations is counted by putting these in order, not by a count for each value.
FEW, RARE = 8, 8


class Counts:
    """Counts over the columns and sets of an index, which it does not change.

    It keeps what it made of the quotations that were counted last: a page counts one selection,
    and between two facets of it perhaps another.
    """

    def __init__(
        self,
        base: Base,
        layout: Layout,
        columns: Mapping[str, NDArray[np.int32]],
        sets: Mapping[str, Sets],
        further: Mapping[str, Sets],
    ) -> None:
        self._base, self._many, self._columns, self._sets = base, layout.many, columns, sets
        self._further = further
        # The quotations whose values are not, or no more, those that the base has.
        self.fresh = BitMap()
        self._lasts: OrderedDict[int, _Last] = OrderedDict()
        # Selections, and the sets of which each is a large part, by their identity.
        self._parts: OrderedDict[int, tuple[BitMap, tuple[Known, ...]]] = OrderedDict()

    def add(self, keys: Numbers) -> None:
        """Note quotations that are added to the base or taken out, or whose values changed."""
        if self._base.stored:
            self.fresh |= bitmap(keys)

    def forget(self) -> None:
        """Forget the last quotations, as after any change of the index."""
        self._lasts.clear()
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
        return self._of_last(found).members

    def last_values(self, name: str, found: BitMap) -> list[int]:
        """Return the values that the quotations counted last have; none of any others."""
        if id(found) not in self._lasts:
            return []
        values: list[int] = _having(self.by_value(name, found)).tolist()
        return values

    def of_values(self, name: str, found: BitMap) -> tuple[Numbers, Numbers]:
        """Return the values that these quotations have, in no order, and how many have each."""
        further = dict(self._further[name].items()) if name in self._further else {}
        combined = self._base.combined.get(name)
        if combined is not None and not further and combined.is_of(name):
            near = self._near(name, combined, found)
            if near is not None:
                return near
        if self._sets[name].at_most <= FEW and not self._is_counted(combined, found):
            values = np.sort(self._sets[name].sizes()[0])
            rows = [self._sets[name].get(value) or BitMap() for value in values.tolist()]
            counts = np.array([each.intersection_cardinality(found) for each in rows], np.int64)
            return values[counts > 0], counts[counts > 0]
        many = combined is not None and len(found) * RARE < combined.size
        if many and name in self._columns and not further:
            values, counts = runs(np.sort(self._columns[name][self.members(found)]))
            return values[values > 0].astype(np.int64), counts[values > 0]
        counts = self.by_value(name, found, max(further, default=-1) + 1)
        if further:
            counts = counts.copy()
        for value, more in further.items():
            counts[value] += more.intersection_cardinality(found)
        values = _having(counts)
        return values, counts[values]

    def _is_counted(self, combined: Combinations | None, found: BitMap) -> bool:
        """Whether the combinations of these quotations are counted already, or were in the file."""
        if combined is None:
            return False
        if (last := self._lasts.get(id(found))) is not None:
            return last.has(combined) or last.is_whole
        _, whole = self._parts.get(id(found), (found, ()))
        if self._base.counted is None or not whole:
            return False
        fresh = found.intersection_cardinality(self.fresh) if self.fresh else 0
        return self._base.counted.size(whole) == len(found) - fresh

    def without(self, name: str, found: BitMap) -> tuple[int, BitMap] | None:
        """Return how many of these quotations the base has without a value, and the others of them.

        None if that was not counted with their values.
        """
        combined, last = self._base.combined.get(name), self._lasts.get(id(found))
        further = name in self._further and self._further[name].at_most > 0
        if combined is None or last is None or further:
            return None
        if not last.has(combined):
            near = last.near(combined) if combined.is_of(name) else None
            return (near.none, last.fresh) if near is not None else None
        counts = last.counts(combined)
        if name in self._many:
            return int(counts.sum() - counts[combined.having(name)].sum()), last.fresh
        return int(combined.counted(name, counts)[0]), last.fresh

    def _near(
        self, name: str, combined: Combinations, found: BitMap
    ) -> tuple[Numbers, Numbers] | None:
        """Return `of_values` of a facet that is counted alone, of quotations that are hardly
        others than those of a set that was counted; None of any others."""
        near = self._of_last(found).near(combined) if id(found) in self._parts else None
        if near is None:
            return None
        fresh = numbers(self._of_last(found).fresh)
        return near.with_others(self._columns[name][fresh], combined.size)

    def by_value(self, name: str, found: BitMap, least: int = 0) -> Numbers:
        """Return how many of these quotations have each value, as an array of at least `least`.

        Further values of a facet of one are not counted.
        """
        combined = self._base.combined.get(name)
        if combined is None:
            return self._one_by_one(name, found, lambda: self.members(found), least)
        last = self._of_last(found)
        counted = combined.counted(name, last.counts(combined))
        if not last.fresh and len(counted) >= least:
            return counted
        size = max(least, len(counted))
        fresh = self._one_by_one(name, last.fresh, lambda: numbers(last.fresh), size)
        fresh[: len(counted)] += counted
        return fresh

    def _one_by_one(
        self, name: str, found: BitMap, keys: Callable[[], Numbers], least: int
    ) -> Numbers:
        if name not in self._many:
            return np.bincount(self._columns[name][keys()], minlength=least)
        sets = self._sets[name]
        listed = sets.added() if name in self._base.combined else sets.items()
        counted = {v: n for v, rows in listed if (n := rows.intersection_cardinality(found))}
        counts = np.zeros(max(least, max(counted, default=-1) + 1), np.int64)
        counts[list(counted)] = list(counted.values())
        return counts

    def _of_last(self, found: BitMap) -> _Last:
        last = self._lasts.get(id(found))
        if last is None:
            _, whole = self._parts.get(id(found), (found, ()))
            last = self._lasts[id(found)] = _Last(found, self.fresh, self._base.counted, whole)
            if len(self._lasts) > LASTS:
                self._lasts.popitem(last=False)
        self._lasts.move_to_end(id(found))
        return last


def _having(counts: Numbers) -> Numbers:
    """Return the values but 0 that have a count, of counts by value."""
    there = counts > 0  # of truths they are found in a fifth of the time
    there[:1] = False
    return np.flatnonzero(there)


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
        self._nears: dict[str, Near] = {}

    @cached_property
    def members(self) -> Numbers:
        return numbers(self.found)

    @cached_property
    def _stored(self) -> Numbers:
        """Those that are not fresh, or what the whole has beside them."""
        stored = self.found - self.fresh if self.fresh else self.found
        if self._counted is None or not self._whole:
            return numbers(stored) if self.fresh else self.members
        if self.is_whole:
            return np.zeros(0, np.int64)
        return numbers(self._counted.rows(self._whole) - stored)

    def has(self, combined: Combinations) -> bool:
        """Whether the combinations were counted."""
        return combined.name in self._counts

    @cached_property
    def is_whole(self) -> bool:
        """Whether those that are not fresh are all of a set that was counted, or of several."""
        if self._counted is None or not self._whole:
            return False
        return self._counted.size(self._whole) == len(self.found) - len(self.fresh)

    def near(self, combined: Combinations) -> Near | None:
        """Return the values of a facet that is counted alone, of those that are not fresh.

        None if they are not hardly others than those of one set that was counted.
        """
        if self._counted is None or len(self._whole) != 1:
            return None
        lacking = self._counted.size(self._whole) - (len(self.found) - len(self.fresh))
        if lacking + len(self.fresh) > NEAR:
            return None
        if combined.name not in self._nears:
            values, counts = self._counted.pairs(self._whole[0], combined.name)
            self._nears[combined.name] = near_to(values, counts, combined.column[self._stored])
        return self._nears[combined.name]

    def counts(self, combined: Combinations) -> Numbers:
        """Return how many of those that are not fresh have each combination."""
        if combined.name not in self._counts:
            counts = combined.counts(self._stored)
            if self._counted is not None and self._whole:
                whole = self._counted.counts(self._whole, combined.name, combined.size)
                whole -= counts
                counts = whole
            self._counts[combined.name] = counts
        return self._counts[combined.name]
