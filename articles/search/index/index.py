"""Every quotation by every value of its facets, as sets of numbers.

A set is a compressed bitmap (Chambi et al. 2016, “Better bitmap performance with Roaring
bitmaps”) of primary keys, so that a selection is an intersection and its size costs nothing.
Beside the sets are columns, from which the values within a selection are counted.  Nothing
here reads the database: `columns.py` does, and `backends/` finds words.  An index may begin with
a base in a file (`stored.py`), of which it changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import reduce
from operator import and_
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from articles.search.bitmaps import Numbers, bitmap, month_of, numbers, union
from articles.search.index.base import SETS, Base, empty
from articles.search.index.counted import Wanted
from articles.search.index.counts import Counts
from articles.search.index.dated_articles import DatedArticles
from articles.search.index.newest import Newest
from articles.search.index.sets import Recent, Sets
from articles.search.layout import Columns, Layout
from articles.search.own_words import Words
from articles.search.pages import Cursor
from articles.search.selection import Selection, Value

# Bytes of a page of memory.
PAGE = 4_096


class Index:
    """The sets and the columns.  Not safe for threads: `live_index` locks it."""

    def __init__(self, layout: Layout, base: Base | None = None) -> None:
        self.layout = layout
        self.base = base = base or empty(layout)
        self.names, self.every, self.several = base.names, base.every, base.several
        self.articles = DatedArticles(*base.articles)
        # By facet, the quotations without a value.
        self._none = base.none
        recent, facets = Recent(), (*layout.single, *layout.many, *SETS)
        self.sets = {name: Sets(base.sets.get(name), recent) for name in facets}
        # The quotations with a further value of a facet of one.
        self.further_sets = {name: Sets(base.further.get(name), recent) for name in layout.single}
        self._columns = {name: column[: base.size] for name, column in base.columns.items()}
        # By column, the pages of the base that were written to, of which each process has a copy.
        self._pages = {name: BitMap() for name in base.columns}
        self.added = 0  # quotations that were added to the base
        # What was counted over all quotations, until one changes.
        self._counted: dict[tuple[Hashable, ...], Any] = {}
        # Quotations that were found by words, and the common ones that all of them have.
        self.having: tuple[BitMap, tuple[int, ...]] = BitMap(), ()
        # The last period that was selected, and its quotations.
        self._period: tuple[object, BitMap] = None, BitMap()
        self._facet_counts = Counts(base, layout, self._columns, self.sets, self.further_sets)
        self._newest = Newest(
            self._columns, self.sets["month"], self._facet_counts, self.undated, base.newest
        )

    # filling

    def add(self, rows: Columns) -> None:
        """Add quotations that the index does not have."""
        if not len(rows.pk):
            return
        self._changed()
        self.added += len(rows.pk)
        self._make_room(int(rows.pk.max()) + 1)
        for name, values in rows.columns.items():
            self._write(name, rows.pk, values)
        self._facet_counts.add(rows.pk)
        self.every |= bitmap(rows.pk)
        self.several |= bitmap(rows.pk[rows.columns["utterance"] > 0])
        for name in (*self.layout.single, *SETS):
            self.sets[name].put(rows.pk, rows.columns[name])
        for name in self.layout.single:
            self._none[name] |= bitmap(rows.pk[rows.columns[name] == 0])
        for name in self.layout.many:
            self._none[name] |= bitmap(rows.pk)
        for name, (pks, values) in rows.many.items():
            self.add_many(name, pks, values)

    def add_many(self, name: str, pks: Numbers, values: Numbers) -> None:
        """Add values of a facet of many: keys of quotations, and beside each a value."""
        self._changed()
        self._facet_counts.add(pks)
        self.sets[name].put(pks, values)
        self._none[name] -= bitmap(pks)

    def add_further(self, name: str, pks: Numbers, values: Numbers) -> None:
        """Add values of a facet of one, beside the one in its column, as `add_many` does."""
        self.add_many(name, pks, values)
        self.further_sets[name].put(pks, values)

    def remove_articles(self, articles: Iterable[int]) -> BitMap:
        """Remove the quotations of these articles, and return their keys."""
        keys = np.fromiter(articles, np.int64)
        self.articles.take_out(keys)
        gone = self.articles_with(keys)
        if gone:
            self._changed()
            self._facet_counts.add(numbers(gone))
            self._take_out(gone)
            for rows in self._none.values():
                rows -= gone
            self.every -= gone
            self.several -= gone
        return gone

    def _take_out(self, gone: BitMap) -> None:
        keys = numbers(gone)
        for name, sets in self.sets.items():
            if name in self.layout.many:
                sets.take_out(gone)
                continue
            values = np.unique(self._columns[name][keys]).astype(np.int64)
            if name in self.further_sets:
                values = np.concatenate([values, self.further_sets[name].take_out(gone)])
            sets.take_out(gone, values)

    def _write(self, name: str, pks: Numbers, values: Numbers) -> None:
        """Write to a column only what is not there, as each page written to is copied."""
        column = self._columns[name]
        other = column[pks] != values
        column[pks[other]] = values[other]
        if self.base.stored:
            self._pages[name] |= bitmap(pks[other] * column.itemsize // PAGE)

    def _make_room(self, size: int) -> None:
        for name, column in self._columns.items():
            if len(column) < size <= len(self.base.columns[name]):
                self._columns[name] = self.base.columns[name][:size]
            elif len(column) < size:
                grown = np.zeros(max(size, len(column) * 3 // 2), np.int32)
                grown[: len(column)] = column
                self._columns[name] = grown

    @property
    def changed(self) -> BitMap:
        """The quotations that were added to what is in the file, read again, or taken out."""
        return self._facet_counts.fresh

    @property
    def copied(self) -> int:
        """How many bytes of the columns only this process has: all, if they are in no file."""
        columns = [(column, self.base.columns[name]) for name, column in self._columns.items()]
        held = sum(own.nbytes for own, base in columns if not np.may_share_memory(own, base))
        return held + PAGE * sum(map(len, self._pages.values()))

    def _changed(self) -> None:
        self._counted.clear()
        self._period = None, BitMap()
        self._facet_counts.forget()

    # selecting

    def select(
        self,
        selection: Selection,
        words: BitMap | None,
        ignoring: str = "",
        among: BitMap | None = None,
    ) -> BitMap:
        """Return the quotations of a selection, without the choices of the facet `ignoring`.

        It may be a set that is kept: it is not to be changed in place.
        The kinds of quotations decide whose words they have, so that those are ignored with them.
        `among` are the quotations of the selection in every wording, where these are known.
        """
        if among is None:
            found = self._selected(selection, words, ignoring)
        else:
            own = self.in_words(selection.words)
            found = own if among is self.every else among & own
        having = self.having[1] if words is self.having[0] else ()
        self._facet_counts.selected(found, Wanted(selection, ignoring, having, self.names.known))
        return found

    def _selected(self, selection: Selection, words: BitMap | None, ignoring: str) -> BitMap:
        wanted: list[BitMap] = [] if words is None else [words]
        for name, values in selection.values.items():
            if values and name != ignoring:
                wanted.append(self._of_any(name, values))
        if selection.title:
            place = self.names.known(selection.title)
            rows = self._columns["title"] == (place or -1)
            wanted.append(bitmap(np.flatnonzero(rows)))
        if selection.since or selection.until:
            period = selection.since, selection.until
            if self._period[0] != period:
                self._period = period, self._between(*period)
            wanted.append(self._period[1])
        found = self.every
        if selection.words != Words.EVERY and ignoring != "kind":
            found = self.in_words(selection.words)
        if wanted:
            found = reduce(and_, sorted(wanted, key=len)) & found
        for name, values in selection.excluded.items():
            if values and name != ignoring:
                found = found - self._of_any(name, values)
        return found - self.likely if selection.sure else found

    @property
    def likely(self) -> BitMap:
        """The quotations with a value that is only likely."""
        return self._of_any("likely", [1])

    def in_words(self, words: Words) -> BitMap:
        """Return the quotations that a list of these words has."""
        if words == Words.EVERY:
            return self.every
        return self.once(
            ("words", words), lambda: self._of_any("wording", words.wordings) & self.every
        )

    def of(self, name: str, value: Value) -> BitMap:
        """Return the quotations with this value of a facet, or without any for `NONE`."""
        return self._of_any(name, [value])

    def _of_any(self, name: str, values: Iterable[Value]) -> BitMap:
        sets = self.sets[name]
        places = [self.names.known(v) if isinstance(v, str) else v for v in values]
        having = [sets.get(place) for place in places if place is not None]
        found = [rows for rows in having if rows is not None]
        if 0 in places:
            found.append(self._none[name])
        if len(found) == 1:
            return found[0]
        return union(found)

    def _between(self, since: dt.date | None, until: dt.date | None) -> BitMap:
        first = since.toordinal() if since else 1
        last = until.toordinal() if until else dt.date.max.toordinal()
        low, high = month_of(first), month_of(last)
        sets = self.sets["month"]
        months = {m: sets.get(m) or BitMap() for m in sets if low <= m <= high}
        found = [rows for month, rows in months.items() if low < month < high]
        for edge in {low, high} & months.keys():
            rows = numbers(months[edge])
            days = self._columns["day"][rows]
            found.append(bitmap(rows[(days >= first) & (days <= last)]))
        return union(found)

    # counting

    def count_values(self, name: str, found: BitMap) -> list[tuple[int, int]]:
        """Return (value, how many of these quotations have it), most frequent first."""
        if len(found) == len(self.every):
            return self.once(("values", name), lambda: self._count_all(name))
        return self.once(("values", name), lambda: self._count_values(name, found), found)

    def _count_values(self, name: str, found: BitMap) -> list[tuple[int, int]]:
        values, counts = self._counted_in(name, found)
        order = np.lexsort((values, -counts))
        return list(zip(values[order].tolist(), counts[order].tolist(), strict=True))

    def most_frequent(
        self, name: str, found: BitMap, most: int
    ) -> tuple[list[tuple[int, int]], int]:
        """Return the first of `count_values`, and how many values there are in all."""
        if len(found) == len(self.every):
            counted = self.count_values(name, found)
            return counted[:most], len(counted)
        values, counts = self._counted_in(name, found)
        if 0 < most < len(values):
            # All that may be among the first: ties with the last of them too.
            least = np.partition(counts, len(counts) - most)[len(counts) - most]
            values, counts, distinct = values[counts >= least], counts[counts >= least], len(values)
        else:
            distinct = len(values)
        order = np.lexsort((values, -counts))[:most]
        return list(zip(values[order].tolist(), counts[order].tolist(), strict=True)), distinct

    def _counted_in(self, name: str, found: BitMap) -> tuple[Numbers, Numbers]:
        """Return the values that these have, in no order, and how many have each."""
        count = self._facet_counts.of_values
        return self.once(("counted", name), lambda: count(name, found), found)

    def count_none(self, name: str, found: BitMap) -> int:
        """Return how many of these quotations have no value of a facet.

        That is known where their values were counted right before.
        """
        return self.once(("none", name), lambda: self._count_none(name, found), found)

    def _count_none(self, name: str, found: BitMap) -> int:
        without = self._facet_counts.without(name, found)
        if without is None:
            return self._none[name].intersection_cardinality(found)
        stored, fresh = without
        return stored + self._none[name].intersection_cardinality(fresh)

    def further(self, name: str, found: BitMap) -> tuple[Numbers, Numbers]:
        """Return the keys of these that have further values of a facet, and beside each a value."""
        further = self.further_sets[name].items() if name in self.further_sets else ()
        rows = {value: numbers(more & found) for value, more in further}
        keys = np.concatenate([np.zeros(0, np.int64), *rows.values()])
        return keys, np.repeat(np.fromiter(rows, np.int64), [len(part) for part in rows.values()])

    def _count_all(self, name: str) -> list[tuple[int, int]]:
        values, counts = self.sets[name].sizes()
        order = np.lexsort((values, -counts))
        return list(zip(values[order].tolist(), counts[order].tolist(), strict=True))

    def counts(self, name: str) -> Numbers:
        """Return how many quotations each value has, as an array by value."""
        return self.once(("counts", name), lambda: self._counts(name))

    def _counts(self, name: str) -> Numbers:
        values, sizes = self.sets[name].sizes()
        counted = np.zeros(int(values.max(initial=0)) + 1, np.int64)
        counted[values] = sizes
        return counted

    def once[T](
        self, what: tuple[Hashable, ...], count: Callable[[], T], found: BitMap | None = None
    ) -> T:
        """Return a count over all quotations, counted again only after one changed.

        One over `found` is kept if these are what a list without filters has.
        """
        if found is not None and len(found) != len(self.every):
            words = next((w for w in Words if self._counted.get(("words", w)) is found), None)
            if words is None:
                return count()
            what = (*what, words)
        if what not in self._counted:
            self._counted[what] = count()
        kept: T = self._counted[what]
        return kept

    def pairs(self, one: str, other: str, found: BitMap) -> Iterator[tuple[int, int, int]]:
        """Yield (value of `one`, of `other`, how many of these have both); `other` is of many."""
        for value, rows in self.sets[other].items():
            counts = np.bincount(self._columns[one][numbers(rows & found)])
            for place in np.flatnonzero(counts).tolist():
                if place:
                    yield place, value, int(counts[place])

    def values(self, name: str, found: BitMap) -> Numbers:
        """Return the values of a column, in the order of the keys of these quotations."""
        return self._columns[name][self._facet_counts.members(found)].astype(np.int64)

    def per_article(self) -> Numbers:
        """Return how many quotations each article has, as an array by key."""
        return self.once(("per article",), lambda: np.bincount(self.values("article", self.every)))

    def column(self, name: str) -> NDArray[np.int32]:
        """Return a whole column by key; keys without a quotation hold stale values."""
        return self._columns[name]

    def value(self, name: str, number: int) -> str:
        """Return a value of a facet as URLs have it."""
        return self.names.word(number) if name in self.layout.texts else str(number)

    def articles_with(self, articles: Numbers) -> BitMap:
        """Return all quotations of these articles."""
        # Keys of other articles, however large, are at the last place.
        wanted = np.zeros(int(articles.max(initial=0)) + 2, bool)
        wanted[articles] = True
        if self.base.of_articles is None:
            having = wanted.take(self._columns["article"], mode="clip")
            return bitmap(np.flatnonzero(having)) & self.every
        stored = bitmap(self.base.of_articles.rows(articles))
        rows = numbers((stored | self._facet_counts.fresh) & self.every)
        return bitmap(rows[wanted.take(self._columns["article"][rows], mode="clip")])

    # in order

    def newest(
        self,
        found: BitMap,
        limit: int,
        after: Cursor | None = None,
        before: Cursor | None = None,
    ) -> list[int]:
        """Return up to `limit` of these, newest first, behind a cursor or in front of one."""
        return self._newest.of(found, limit, after, before)

    def undated(self, found: BitMap) -> BitMap:
        """Return those of these that have no date."""
        return found & self.once(
            ("undated",),
            lambda: self.every - union(rows for _, rows in self.sets["month"].items()),
        )

    def cursor(self, pk: int) -> Cursor:
        """Return the place of a quotation in the list, newest first."""
        day, article, start = (int(self._columns[n][pk]) for n in ("day", "article", "start"))
        return Cursor(day, article, start, pk)
