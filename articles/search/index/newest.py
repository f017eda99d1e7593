"""Quotations of an index put in order, newest first, as far as a page needs them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from articles.search.bitmaps import Numbers, bitmap, month_of, numbers
from articles.search.index.counts import Counts
from articles.search.index.sets import Sets
from articles.search.order import NEWEST, ordered
from articles.search.pages import Cursor

# Selections up to this size are put in order as a whole, larger ones month by month.
SMALL = 2_000
# Quotations that are looked at, about, to find a page among all of the file, which are in order
# there: a selection of which a page is further apart is taken month by month.  And how many more
# are, where they are not as close as they were likely to be.
WALKED, FURTHER = 10_000, 4
# Quotations that changed since, at most, among which those of a page are looked for beside that.
FRESH = 20_000


class Newest:
    """The order of the quotations of an index, which it does not change.

    `undated` gives those of some quotations that have no date.  `stored` has the keys of all that a
    file has, newest first.
    """

    def __init__(
        self,
        columns: Mapping[str, NDArray[np.int32]],
        months: Sets,
        counts: Counts,
        undated: Callable[[BitMap], BitMap],
        stored: NDArray[np.int32] | None = None,
    ) -> None:
        self._columns, self._months, self._counts = columns, months, counts
        self._undated, self._stored = undated, stored

    def of(
        self, found: BitMap, limit: int, after: Cursor | None, before: Cursor | None
    ) -> list[int]:
        """Return up to `limit` of these, newest first, behind a cursor or in front of one."""
        if before is None and (walked := self._walked(found, limit, after)) is not None:
            return walked
        taken: list[int] = []
        for part in self._by_month(found, after, before):
            taken += self._ordered(part, limit - len(taken), after, before)
            if len(taken) >= limit:
                break
        return taken[:limit][::-1] if before else taken[:limit]

    def _ordered(
        self, keys: Numbers, limit: int, after: Cursor | None, before: Cursor | None = None
    ) -> list[int]:
        columns = [self._columns[name][keys] for name in NEWEST]
        return ordered(columns, keys, after, before, limit)

    def _walked(self, found: BitMap, limit: int, after: Cursor | None) -> list[int] | None:
        """Return the newest of these by the order of the file; None where they are far apart."""
        stored, fresh = self._stored, self._counts.fresh
        if stored is None or len(found) <= SMALL or limit * len(stored) > WALKED * len(found):
            return None
        changed = found & fresh
        if len(changed) > FRESH:
            return None
        size = 2 * limit * len(stored) // len(found) + limit
        start = self._start(found, after)
        end = min(len(stored), start + FURTHER * size)
        taken: list[int] = []
        while len(taken) < limit and start < end:
            near = bitmap(stored[start : start + size].astype(np.int64)) & found
            taken += self._ordered(numbers(near - changed), limit - len(taken), after)
            start += size
        if len(taken) < limit and start < len(stored):
            return None
        if changed:
            both = np.concatenate([np.array(taken, np.int64), numbers(changed)])
            return self._ordered(both, limit, after)
        return taken

    def _start(self, found: BitMap, after: Cursor | None) -> int:
        """Return a place in the order of the file that none of these is in front of that is behind
        a cursor."""
        start = 0 if after is None else self._place((-after.day, -after.article, after.start))
        if having := self._counts.last_values("month", found):
            year, month = divmod(max(having) + 1, 12)
            latest = dt.date(year, month + 1, 1).toordinal() - 1
            start = max(start, self._place((-latest, -(2**31))))
        return start

    def _place(self, wanted: tuple[int, ...]) -> int:
        """Return where in the order of the file what comes first behind some (day, article, start),
        the first two negative, is; what changed since is passed over, as its place is another."""
        assert self._stored is not None
        columns, fresh = [self._columns[name] for name in NEWEST], self._counts.fresh
        low, high = 0, len(self._stored)
        while low < high:
            middle = probe = (low + high) // 2
            while probe < high and int(self._stored[probe]) in fresh:
                probe += 1
            day, article, first = (
                (int(column[self._stored[probe]]) for column in columns)
                if probe < high
                else (0, 0, 0)
            )
            if probe < high and (-day, -article, first) < wanted:
                low = probe + 1
            else:
                high = middle
        return low

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
