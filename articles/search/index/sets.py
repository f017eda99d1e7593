"""The quotations of every value of a facet: sets in a file, and on top what changed since.

Of what is in the file nothing is in memory but the sets of recent use, bounded in bytes.  Without a
file, all is on top.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Protocol

import numpy as np
from pyroaring import BitMap

from articles.search.bitmaps import Numbers, bitmap, bytes_of

# Bytes of sets of one index that are read from its file and kept in memory.
KEPT = 24 << 20


class StoredSets(Protocol):
    """Sets that do not change, by value; `values` ascend, and `sizes` has how many each has."""

    values: Numbers
    sizes: Numbers

    def read(self, place: int) -> BitMap:
        """Return the set of the value at a place."""

    def values_of(self, keys: BitMap) -> Numbers:
        """Return the values that these quotations have, if the file lists them by quotation."""


class Recent:
    """Sets that were read last, of all facets of an index, up to a number of bytes."""

    def __init__(self, most: int = KEPT) -> None:
        self._most, self._bytes = most, 0
        self._kept: OrderedDict[tuple[int, int], tuple[BitMap, int]] = OrderedDict()

    def get(self, key: tuple[int, int]) -> BitMap | None:
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def put(self, key: tuple[int, int], rows: BitMap) -> None:
        self.drop(key)
        size = bytes_of(rows)
        self._kept[key] = rows, size
        self._bytes += size
        while self._bytes > self._most:
            self._bytes -= self._kept.popitem(last=False)[1][1]

    def drop(self, key: tuple[int, int]) -> None:
        self._bytes -= self._kept.pop(key, (None, 0))[1]


class Sets:
    """The sets of a facet.  A set that it returned is not changed afterwards."""

    def __init__(self, stored: StoredSets | None = None, recent: Recent | None = None) -> None:
        self._stored = stored
        self._recent = recent or Recent()
        self._added: dict[int, BitMap] = {}
        # What of the stored sets is gone, and how many now have each stored value that changed;
        # -1 where it was not counted yet.
        self._gone = BitMap()
        self._changed: dict[int, int] = {}

    def get(self, value: int) -> BitMap | None:
        """Return the quotations with a value; None if there are none."""
        place = self._place(value)
        if place is None:
            return self._added.get(value)
        return self._at(place, value) or None

    @property
    def at_most(self) -> int:
        """How many values there may be at most."""
        return len(self._added) + (0 if self._stored is None else len(self._stored.values))

    def is_stored(self, value: int) -> bool:
        """Whether the quotations with a value are those in the file."""
        return value not in self._changed and self._place(value) is not None

    def is_whole(self, value: int) -> bool:
        """Whether none of the quotations with a value in the file is gone or was read again."""
        if self.is_stored(value):
            return True
        place = self._place(value)
        if self._stored is None or place is None:
            return False
        return not self._gone.intersect(self._stored.read(place))

    def __iter__(self) -> Iterator[int]:
        """Yield the values that quotations have."""
        values, _ = self.sizes()
        yield from values.tolist()

    def items(self) -> Iterator[tuple[int, BitMap]]:
        """Yield the values that quotations have, each with these."""
        if self._stored is not None:
            for place, value in enumerate(self._stored.values.tolist()):
                if rows := self._at(place, value):
                    yield value, rows
        for value, rows in self._added.items():
            if self._place(value) is None:
                yield value, rows

    def added(self) -> Iterator[tuple[int, BitMap]]:
        """Yield values with the quotations that were added to what is in the file."""
        yield from self._added.items()

    def sizes(self) -> tuple[Numbers, Numbers]:
        """Return the values that quotations have, and how many have each."""
        new = {v: len(rows) for v, rows in self._added.items() if self._place(v) is None}
        values, sizes = np.fromiter(new, np.int64), np.fromiter(new.values(), np.int64)
        if self._stored is None:
            return values, sizes
        stored = self._stored.sizes.astype(np.int64)
        for value, size in self._changed.items():
            place = self._place(value)
            assert place is not None
            if size < 0:
                size = self._changed[value] = len(self._at(place, value))
            stored[place] = size
        values = np.concatenate([self._stored.values, values])
        sizes = np.concatenate([stored, sizes])
        return values[sizes > 0], sizes[sizes > 0]

    def put(self, pks: Numbers, values: Numbers) -> None:
        """Add keys of quotations to the sets of the values beside them; 0 is no value."""
        order = np.argsort(values, kind="stable")
        values, pks = values[order], pks[order]
        edges = [*np.flatnonzero(np.diff(values, prepend=-1)).tolist(), len(values)]
        for start, end in pairwise(edges):
            value = int(values[start])
            if value:
                self._added[value] = self._added.get(value, BitMap()) | bitmap(pks[start:end])
                self._change([value])

    def take_out(self, gone: BitMap, values: Numbers | None = None) -> Numbers:
        """Remove quotations, and return the values that they have in the file.

        `values` are those, and perhaps more, where the caller knows them.
        """
        for value in [v for v, rows in self._added.items() if rows.intersect(gone)]:
            self._added[value] = self._added[value] - gone
            if not self._added[value]:
                del self._added[value]
            self._change([value])
        if self._stored is None:
            return np.zeros(0, np.int64)
        if values is None:
            values = self._stored.values_of(gone)
        self._gone |= gone
        self._change(values.tolist())
        return values

    def _change(self, values: Iterable[int]) -> None:
        for value in values:
            if self._place(value) is not None:
                self._changed[value] = -1
                self._recent.drop((id(self), value))

    def _place(self, value: int) -> int | None:
        """Return where a value is in the file; None if it is not there."""
        if self._stored is None:
            return None
        place = int(np.searchsorted(self._stored.values, value))
        there = place < len(self._stored.values) and self._stored.values[place] == value
        return place if there else None

    def _at(self, place: int, value: int) -> BitMap:
        assert self._stored is not None
        key = id(self), value
        rows = self._recent.get(key)
        if rows is None:
            rows = self._stored.read(place)
            if value in self._changed:
                rows -= self._gone
                rows |= self._added.get(value, BitMap())
            self._recent.put(key, rows)
        return rows
