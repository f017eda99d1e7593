"""Quotations of an index put in order, newest first, as far as a page needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from articles.search.bitmaps import Numbers, month_of, numbers
from articles.search.index.counts import Counts
from articles.search.index.sets import Sets
from articles.search.order import NEWEST, ordered
from articles.search.pages import Cursor

# Selections up to this size are put in order as a whole, larger ones month by month.
SMALL = 2_000


class Newest:
    """The order of the quotations of an index, which it does not change.

    `undated` gives those of some quotations that have no date.
    """

    def __init__(
        self,
        columns: Mapping[str, NDArray[np.int32]],
        months: Sets,
        counts: Counts,
        undated: Callable[[BitMap], BitMap],
    ) -> None:
        self._columns, self._months, self._counts = columns, months, counts
        self._undated = undated

    def of(
        self, found: BitMap, limit: int, after: Cursor | None, before: Cursor | None
    ) -> list[int]:
        """Return up to `limit` of these, newest first, behind a cursor or in front of one."""
        taken: list[int] = []
        for part in self._by_month(found, after, before):
            columns = [self._columns[name][part] for name in NEWEST]
            taken += ordered(columns, part, after, before, limit - len(taken))
            if len(taken) >= limit:
                break
        return taken[:limit][::-1] if before else taken[:limit]

    def _by_month(
        self, found: BitMap, after: Cursor | None, before: Cursor | None
    ) -> Iterator[Numbers]:
        """Yield quotations month by month, the undated last, from the month of a cursor."""
        if len(found) <= SMALL:
            yield numbers(found)
            return
        having = self._counts.last_values("month", found)  # others need not be read
        dated = sorted(having or self._months, reverse=not before)
        place = month_of(at.day) if (at := after or before) else 0
        if after:
            dated = [month for month in dated if month <= place]
        elif place:
            dated = [month for month in dated if month >= place]
        undated = not before or not place
        if before and undated:
            yield numbers(self._undated(found))
        for month in dated:
            rows = found & (self._months.get(month) or BitMap())
            if rows:
                yield numbers(rows)
        if not before:
            yield numbers(self._undated(found))
