"""Sets of primary keys as compressed bitmaps, arrays of numbers, and the months of days."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

Numbers = NDArray[np.int64]


def month_of(day: int) -> int:
    """Return the number of the month of a day, given as an ordinal; 0 for none."""
    if not day:
        return 0
    date = dt.date.fromordinal(day)
    return date.year * 12 + date.month - 1


def union(sets: Iterable[BitMap]) -> BitMap:
    """Return the members of any of these sets."""
    listed = list(sets)
    return BitMap.union(*listed) if listed else BitMap()


def bitmap(keys: Numbers) -> BitMap:
    """Return the set of these numbers."""
    return BitMap(array("I", keys.astype(np.uint32).tobytes()))


def numbers(found: BitMap) -> Numbers:
    """Return the members of a set, ascending."""
    return np.frombuffer(found.to_array(), np.uint32).astype(np.int64)


def runs(values: Numbers) -> tuple[Numbers, Numbers]:
    """Return the distinct ones of these values, which ascend, and how often each is there.

    `np.unique` looks each up in a table, which takes many times as long.
    """
    edges = np.flatnonzero(np.diff(values, prepend=-1))
    return values[edges], np.diff(edges, append=len(values))


def bytes_of(found: BitMap) -> int:
    """Return how many bytes of memory a set takes, about."""
    held = found.get_statistics()
    return (
        held["n_bytes_array_containers"]
        + held["n_bytes_run_containers"]
        + held["n_bytes_bitset_containers"]
        + 100
    )
