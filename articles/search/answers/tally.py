"""Quotations counted one by one, or once for each utterance.

An utterance is in a selection if any of its quotations is.  A list shows the one that was published
first, of those that the selection has; a count of a value counts the utterances with a quotation
that has the value, which is how many the list of that value shows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

from articles.search.bitmaps import Numbers, bitmap, numbers
from articles.search.index.index import Index
from articles.search.own_words import Wording
from articles.search.selection import NONE, Value

# The undated come behind all dates.
UNDATED = 2**31 - 1


class Tally:
    """Counts every appearance."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def listed(self, found: BitMap) -> BitMap:
        """Return the quotations that a list of these shows."""
        return found

    def size(self, found: BitMap) -> int:
        """Return how many a list of these shows."""
        return len(self.listed(found))

    def only_likely(self, found: BitMap) -> int:
        """Return how many fewer a list of these shows without those of likely countries."""
        likely = self.index.likely
        if not likely.intersect(found):
            return 0
        return self.size(found) - self.size(found - likely)

    def of(self, name: str, value: Value, found: BitMap) -> int:
        """Return how many of these have a value of a facet."""
        return self.index.of(name, value).intersection_cardinality(found)

    def none(self, name: str, found: BitMap) -> int:
        """Return how many of these have no value of a facet, best after their values were
        counted."""
        return self.index.count_none(name, found)

    def wordings(self, found: BitMap, own: BitMap | None = None) -> tuple[int, ...]:
        """Return how many of these have each `Wording`; `own` are those in the speakers' own words,
        if known.

        Each quotation has one.
        """
        short = self.of("wording", Wording.SHORT_PARAPHRASE, found)
        said = self.of("wording", Wording.OWN, found) if own is None else len(own)
        return said, len(found) - said - short, short

    def most_frequent(
        self, name: str, found: BitMap, most: int
    ) -> tuple[list[tuple[int, int]], int]:
        """Return the most frequent (value, count) of a facet, and how many values there are."""
        return self.index.most_frequent(name, found, most)

    def count_values(self, name: str, found: BitMap) -> list[tuple[int, int]]:
        """Return (value, count) of a facet, most frequent first."""
        return self.index.count_values(name, found)


@dataclass(frozen=True, slots=True)
class Places:
    """The quotations of utterances with several, ordered by utterance and time.

    `of` has the place of each by key, `keys` and `utterances` those at each place.
    """

    of: Numbers
    keys: Numbers
    utterances: Numbers


class OnceTally(Tally):
    """Counts an utterance once."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._last: tuple[BitMap | None, BitMap] = None, BitMap()

    def listed(self, found: BitMap) -> BitMap:
        several = found & self.index.several
        if not several:
            return found
        at = self._places_of(several)
        places = self._places()
        first = np.diff(places.utterances[at], prepend=-1) != 0
        return (found - several) | bitmap(places.keys[at[first]])

    def of(self, name: str, value: Value, found: BitMap) -> int:
        rows = self.index.of(name, value)
        several = rows & self._several(found)
        return rows.intersection_cardinality(found) - len(several) + self.size(several)

    def none(self, name: str, found: BitMap) -> int:
        every = super().none(name, found)
        if several := self.index.of(name, NONE) & self._several(found):
            return every - len(several) + self.size(several)
        return every

    def wordings(self, found: BitMap, own: BitMap | None = None) -> tuple[int, ...]:
        if not self._several(found):
            return super().wordings(found, own)
        return tuple(self.of("wording", wording, found) for wording in Wording)

    def _several(self, found: BitMap) -> BitMap:
        """Return those of utterances with several, kept for the last quotations."""
        if self._last[0] is not found:
            self._last = found, found & self.index.several
        return self._last[1]

    def most_frequent(
        self, name: str, found: BitMap, most: int
    ) -> tuple[list[tuple[int, int]], int]:
        if not found.intersect(self.index.several):
            return super().most_frequent(name, found, most)
        counted = self.count_values(name, found)
        return counted[:most], len(counted)

    def count_values(self, name: str, found: BitMap) -> list[tuple[int, int]]:
        index = self.index
        several = found & index.several
        if not several:
            return index.count_values(name, found)
        return index.once(("values once", name), lambda: self._counted(name, found, several), found)

    def _counted(self, name: str, found: BitMap, several: BitMap) -> list[tuple[int, int]]:
        counts = dict(self.index.count_values(name, found - several))
        for value, count in self._distinct(name, several):
            counts[value] = counts.get(value, 0) + count
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def _distinct(self, name: str, several: BitMap) -> list[tuple[int, int]]:
        """Return (value, how many utterances have it) of quotations of several appearances."""
        if name in self.index.layout.many:
            sets = self.index.count_values(name, several)
            return [(value, self.of(name, value, several)) for value, _ in sets]
        places = self._places()
        at = self._places_of(several)
        keys, more = self.index.further(name, several)
        values = np.concatenate([self.index.column(name)[places.keys[at]], more]).astype(np.int64)
        utterances = places.utterances[np.concatenate([at, places.of[keys]])]
        size = int(values.max(initial=0)) + 1
        counts = np.bincount(np.unique(utterances * size + values) % size)
        found = np.flatnonzero(counts)
        return [(int(value), int(counts[value])) for value in found if value]

    def _places_of(self, several: BitMap) -> Numbers:
        """Return the places of quotations of utterances with several, ascending."""
        places = self._places()
        taken = np.zeros(len(places.keys), bool)
        taken[places.of[numbers(several)]] = True
        return np.flatnonzero(taken)

    def _places(self) -> Places:
        return self.index.once(("places",), self._order)

    def _order(self) -> Places:
        index, keys = self.index, numbers(self.index.several)
        day, article, start, utterance = (
            index.column(name)[keys].astype(np.int64)
            for name in ("day", "article", "start", "utterance")
        )
        day[day == 0] = UNDATED
        order = np.lexsort((keys, start, article, day, utterance))
        of = np.zeros(int(keys.max(initial=0)) + 1, np.int64)
        of[keys[order]] = np.arange(len(keys))
        return Places(of, keys[order], utterance[order])


def tally(index: Index, *, once: bool) -> Tally:
    """Return what counts the quotations of an index."""
    return OnceTally(index) if once else Tally(index)
