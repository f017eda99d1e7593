"""Every quotation by every value it can be narrowed to, held in memory as sets of numbers.

A set is a compressed bitmap (Chambi et al. 2016, “Better bitmap performance with Roaring
bitmaps”) of primary keys, so that a selection is an intersection and its size costs nothing;
beside the sets stand columns, from which the values within a selection are counted.  Nothing
here asks the database: `columns` brings what is on it, `engines` the words.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import and_
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from articles.search.pages import Cursor
from articles.search.selection import FACETS, Selection

Numbers = NDArray[np.int64]
# Facets of which a quotation has one value or none; countries spoken about are many.
SINGLE = ("speaker", "by", "outlet", "kind", "year")
COLUMNS = ("article", "start", "day", "month", "speaker", "by", "outlet", "kind", "year", "title")
# Selections up to this size are put in order as a whole, larger ones month by month.
SMALL = 2_000


@dataclass(frozen=True, slots=True)
class Rows:
    """Quotations as columns of equal length; strings as their number in `Names`, 0 for none."""

    pk: Numbers
    columns: dict[str, Numbers]


class Names:
    """Strings by number and numbers by string; 0 is the empty one."""

    def __init__(self) -> None:
        self.words: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}

    def number(self, word: str | None) -> int:
        word = word or ""
        found = self._numbers.get(word)
        if found is None:
            found = self._numbers[word] = len(self.words)
            self.words.append(word)
        return found

    def known(self, word: str) -> int | None:
        return self._numbers.get(word)


class Index:
    """The sets and the columns.  Not safe for threads by itself: `current` sees to that."""

    def __init__(self) -> None:
        self.names = Names()
        self.every = BitMap()
        self._sets: dict[str, dict[int, BitMap]] = {name: {} for name in (*FACETS, "month")}
        self._columns = {name: np.zeros(0, np.int32) for name in COLUMNS}
        # What was counted over all quotations, until one changes.
        self._counted: dict[tuple[str, ...], Any] = {}
        self._last: tuple[BitMap, Numbers] | None = None

    # filling

    def add(self, rows: Rows) -> None:
        """Add quotations that are not there yet."""
        if not len(rows.pk):
            return
        self._changed()
        self._make_room(int(rows.pk.max()) + 1)
        for name, values in rows.columns.items():
            self._columns[name][rows.pk] = values
        self.every |= bitmap(rows.pk)
        for name in (*SINGLE, "month"):
            self._put(name, rows.pk, rows.columns[name])

    def add_about(self, pks: Numbers, countries: Numbers) -> None:
        """Note what quotations are about: keys, and beside each a country's number."""
        self._changed()
        self._put("about", pks, countries)

    def remove_articles(self, articles: Iterable[int]) -> BitMap:
        """Take out the quotations of these articles, and say which they were."""
        keys = np.fromiter(articles, np.int64)
        gone = bitmap(np.flatnonzero(np.isin(self._columns["article"], keys)))
        gone &= self.every
        if gone:
            self._changed()
            for sets in self._sets.values():
                for value in [value for value, found in sets.items() if found.intersect(gone)]:
                    sets[value] -= gone
                    if not sets[value]:
                        del sets[value]
            self.every -= gone
        return gone

    def _put(self, name: str, pks: Numbers, values: Numbers) -> None:
        sets = self._sets[name]
        order = np.argsort(values, kind="stable")
        values, pks = values[order], pks[order]
        edges = [*np.flatnonzero(np.diff(values, prepend=-1)).tolist(), len(values)]
        for start, end in pairwise(edges):
            value = int(values[start])
            if value:
                sets[value] = sets.get(value, BitMap()) | bitmap(pks[start:end])

    def _make_room(self, size: int) -> None:
        for name, column in self._columns.items():
            if len(column) < size:
                grown = np.zeros(max(size, len(column) * 3 // 2), np.int32)
                grown[: len(column)] = column
                self._columns[name] = grown

    def _changed(self) -> None:
        self._counted.clear()
        self._last = None

    # selecting

    def select(self, selection: Selection, words: BitMap | None, ignoring: str = "") -> BitMap:
        """The quotations of a selection; with one facet left aside, if `ignoring` names it."""
        wanted: list[BitMap] = [] if words is None else [words]
        for name, values in selection.values.items():
            if values and name != ignoring:
                wanted.append(self._of_any(name, values))
        if selection.title:
            place = self.names.known(selection.title)
            rows = self._columns["title"] == (place or -1)
            wanted.append(bitmap(np.flatnonzero(rows)))
        if selection.since or selection.until:
            wanted.append(self._between(selection.since, selection.until))
        if not wanted:
            return self.every
        return reduce(and_, sorted(wanted, key=len)) & self.every

    def of(self, name: str, value: int | str) -> BitMap:
        """The quotations with this value of a facet."""
        return self._of_any(name, [value])

    def _of_any(self, name: str, values: Iterable[int | str]) -> BitMap:
        sets = self._sets[name]
        places = (self.names.known(v) if isinstance(v, str) else v for v in values)
        found = [sets[place] for place in places if place in sets]
        if len(found) == 1:
            return found[0]
        return union(found)

    def _between(self, since: dt.date | None, until: dt.date | None) -> BitMap:
        first = since.toordinal() if since else 1
        last = until.toordinal() if until else dt.date.max.toordinal()
        months, (low, high) = self._sets["month"], (month_of(first), month_of(last))
        found = [rows for month, rows in months.items() if low < month < high]
        for edge in {low, high} & months.keys():
            rows = numbers(months[edge])
            days = self._columns["day"][rows]
            found.append(bitmap(rows[(days >= first) & (days <= last)]))
        return union(found)

    # counting

    def count_values(self, name: str, found: BitMap) -> list[tuple[int, int]]:
        """(value, how many of these quotations have it), most frequent first."""
        if len(found) == len(self.every):
            return self.once(("values", name), lambda: self._count_all(name))
        if name == "about":
            sets = self._sets["about"].items()
            counted = [(v, rows.intersection_cardinality(found)) for v, rows in sets]
            return sorted([p for p in counted if p[1]], key=lambda pair: (-pair[1], pair[0]))
        values, counts = self._counted_in(name, found)
        order = np.lexsort((values, -counts))
        return list(zip(values[order].tolist(), counts[order].tolist(), strict=True))

    def most_frequent(
        self, name: str, found: BitMap, most: int
    ) -> tuple[list[tuple[int, int]], int]:
        """The first of `count_values`, and how many values there are in all."""
        if name == "about" or len(found) == len(self.every):
            counted = self.count_values(name, found)
            return counted[:most], len(counted)
        values, counts = self._counted_in(name, found)
        if len(values) > most:
            # All that may be among the first: ties with the last of them too.
            least = np.partition(counts, len(counts) - most)[len(counts) - most]
            values, counts, distinct = values[counts >= least], counts[counts >= least], len(values)
        else:
            distinct = len(values)
        order = np.lexsort((values, -counts))[:most]
        return list(zip(values[order].tolist(), counts[order].tolist(), strict=True)), distinct

    def _counted_in(self, name: str, found: BitMap) -> tuple[Numbers, Numbers]:
        """The values that these have, ascending, and how many have each."""
        counts = np.bincount(self._columns[name][self._numbers(found)])
        values = np.flatnonzero(counts)
        values = values[values > 0]
        return values, counts[values]

    def _numbers(self, found: BitMap) -> Numbers:
        """The members of a set; those of the one that was asked for last are kept at hand."""
        if self._last is None or self._last[0] is not found:
            self._last = found, numbers(found)
        return self._last[1]

    def _count_all(self, name: str) -> list[tuple[int, int]]:
        counted = [(value, len(rows)) for value, rows in self._sets[name].items()]
        return sorted(counted, key=lambda pair: (-pair[1], pair[0]))

    def counts(self, name: str) -> Numbers:
        """How many quotations each value has, by value."""
        return self.once(("counts", name), lambda: self._counts(name))

    def _counts(self, name: str) -> Numbers:
        sets = self._sets[name]
        counted = np.zeros(max(sets, default=0) + 1, np.int64)
        for value, rows in sets.items():
            counted[value] = len(rows)
        return counted

    def once[T](self, what: tuple[str, ...], count: Callable[[], T]) -> T:
        """What a count over all quotations gives, counted again only after one changed."""
        if what not in self._counted:
            self._counted[what] = count()
        found: T = self._counted[what]
        return found

    def pairs(self, one: str, other: str) -> list[tuple[int, int, int]]:
        """(value of `one`, value of `other`, how many have both), `other` of many values."""
        return self.once(("pairs", one, other), lambda: list(self._pairs(one, other)))

    def _pairs(self, one: str, other: str) -> Iterator[tuple[int, int, int]]:
        for value, rows in self._sets[other].items():
            counts = np.bincount(self._columns[one][numbers(rows)])
            for place in np.flatnonzero(counts).tolist():
                if place:
                    yield place, value, int(counts[place])

    def days(self, found: BitMap) -> Numbers:
        """The dates of these quotations as ordinals, 0 for none, in no order."""
        return self.values("day", found)

    def values(self, name: str, found: BitMap) -> Numbers:
        """The values of a column, in the order of the keys of these quotations."""
        return self._columns[name][numbers(found)].astype(np.int64)

    def column(self, name: str) -> NDArray[np.int32]:
        """A whole column by key; rows that are no quotation's hold whatever was there."""
        return self._columns[name]

    def article_of(self, pk: int) -> int:
        """The article that a quotation is in."""
        return int(self._columns["article"][pk])

    def value(self, name: str, number: int) -> str:
        """A value of a facet as it stands in a URL."""
        return self.names.words[number] if name in {"by", "about", "kind"} else str(number)

    def articles_with(self, articles: Numbers) -> BitMap:
        """All quotations of these articles."""
        size = int(self._columns["article"].max(initial=0)) + 1
        wanted = np.zeros(size, bool)
        wanted[articles[articles < size]] = True
        rows = np.flatnonzero(wanted[self._columns["article"]])
        return bitmap(rows) & self.every

    # in order

    def newest(
        self,
        found: BitMap,
        limit: int,
        after: Cursor | None = None,
        before: Cursor | None = None,
    ) -> list[int]:
        """Up to `limit` of these, newest first: those next after a place, or next before it."""
        taken: list[int] = []
        for part in self._by_month(found, after, before):
            taken += self._ordered(part, after, before)
            if len(taken) >= limit:
                break
        return taken[:limit][::-1] if before else taken[:limit]

    def cursor(self, pk: int) -> Cursor:
        """Where a quotation stands in the list, newest first."""
        day, article, start = (int(self._columns[n][pk]) for n in ("day", "article", "start"))
        return Cursor(day, article, start, pk)

    def _by_month(
        self, found: BitMap, after: Cursor | None, before: Cursor | None
    ) -> Iterator[Numbers]:
        """Quotations month by month, the undated last, beginning where a place is."""
        if len(found) <= SMALL:
            yield numbers(found)
            return
        months = self._sets["month"]
        dated = sorted(months, reverse=not before)
        at = after or before
        place = month_of(at.day) if at else 0
        if after and place:
            dated = [month for month in dated if month <= place]
        elif after:
            dated = []
        elif before and place:
            dated = [month for month in dated if month >= place]
        undated = not before or not place
        if before and undated:
            yield numbers(found - union(months.values()))
        for month in dated:
            rows = found & months[month]
            if rows:
                yield numbers(rows)
        if not before:
            yield numbers(found - union(months.values()))

    def _ordered(self, rows: Numbers, after: Cursor | None, before: Cursor | None) -> list[int]:
        """Rows in order, those past a place only; backwards where that is `before`."""
        day, article, start = (self._columns[n][rows] for n in ("day", "article", "start"))
        order = np.lexsort((rows, start, -article, -day))
        at = after or before
        if at is None:
            ordered: list[int] = rows[order].tolist()
            return ordered
        keys: list[tuple[Any, int]] = [
            (-day, -at.day), (-article, -at.article), (start, at.start), (rows, at.pk)
        ]  # fmt: skip
        less, same = np.zeros(len(rows), bool), np.ones(len(rows), bool)
        for column, value in keys:
            less |= same & (column < value)
            same &= column == value
        past = ~(less | same) if after else less
        kept = rows[order][past[order]]
        past_it: list[int] = (kept if after else kept[::-1]).tolist()
        return past_it


def month_of(day: int) -> int:
    """The number of the month that a day, given as an ordinal, is in; 0 where there is none."""
    if not day:
        return 0
    date = dt.date.fromordinal(day)
    return date.year * 12 + date.month - 1


def union(sets: Iterable[BitMap]) -> BitMap:
    """All members of any of these sets."""
    told = list(sets)
    return BitMap.union(*told) if told else BitMap()


def bitmap(keys: Numbers) -> BitMap:
    """The set of these numbers."""
    return BitMap(array("I", keys.astype(np.uint32).tobytes()))


def numbers(found: BitMap) -> Numbers:
    """The members of a set, ascending."""
    return np.frombuffer(found.to_array(), np.uint32).astype(np.int64)
