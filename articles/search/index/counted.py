"""Facets of the largest sets of quotations, counted when the file of the index is built.

A set is all quotations, those of a month, with one value of a facet, with none or with any, or with
a common word, each in any words or in the speakers' own; or those with two values, in their own
words or of a kind.  Its quotations are counted by combination (`combinations.py`), which gives each
of its facets.  A selection that is a large part of such a set is counted by what it lacks of it,
and one of a period by what it lacks of its months.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from articles.search.bitmaps import Numbers, month_of, numbers, union
from articles.search.index.arrays import ArrayFile, Part
from articles.search.index.combinations import Combinations
from articles.search.own_words import Words
from articles.search.selection import Selection

# Quotations of the smallest set that is counted, and how many sets are at most: the largest ones,
# beside all months.
LEAST, MOST = 100_000, 400
# How many sets of two values of different facets are at most: the largest ones.
MOST_PAIRS = 400
# Besides its number in the index, what a value can be.
NONE, ANY = 0, -1
# The facet of all quotations, and that of common words by number.
EVERY, WORD, MONTH = "", "word", "month"
# That of kinds: to choose one is to choose whose words.
KIND = "kind"


# No second value.
ALONE = EVERY, NONE


class Known(NamedTuple):
    """A set of quotations: a value of a facet, perhaps `also` one of another, and whether in the
    speakers' own words alone.

    Of two facets the first in the alphabet is the first.
    """

    facet: str
    value: int
    own: bool
    also: tuple[str, int] = ALONE


class Source(Protocol):
    """The quotations of an index by value, as they were when its file was built."""

    def every(self) -> BitMap: ...

    def own(self) -> BitMap:
        """Return those in the speakers' own words."""

    def none(self, facet: str) -> BitMap: ...

    def of(self, facet: str, value: int) -> BitMap: ...

    def having(self, word: int) -> BitMap:
        """Return those with a common word."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A selection without the choices of the facet `ignoring`, whose quotations have `words`.

    `number` gives the number of a string in the index.
    """

    selection: Selection
    ignoring: str
    words: tuple[int, ...]
    number: Callable[[str], int | None]

    @property
    def own(self) -> bool:
        return self.selection.words == Words.OWN and self.ignoring != "kind"

    def within(self) -> Iterator[Known]:
        """Yield sets that have all of these quotations."""
        yield Known(EVERY, NONE, self.own)
        chosen = sorted(self._chosen())
        for facet, value in chosen:
            yield Known(facet, value, self.own)
        for (facet, value), also in itertools.combinations(chosen, 2):
            yield Known(facet, value, self.own, also)

    def _chosen(self) -> Iterator[tuple[str, int]]:
        """Yield the facets of which these have one value, with it."""
        yield from ((WORD, word) for word in self.words)
        for name, values in self.selection.values.items():
            if name != self.ignoring and len(values) == 1:
                (value,) = values
                known = self.number(value) if isinstance(value, str) else value
                if known is not None:
                    yield name, known
        for name, values in self.selection.excluded.items():
            if name != self.ignoring and NONE in values:
                yield name, ANY

    def months(self) -> range:
        """Return the months that all of these are of; none if they may be of any."""
        since, until = self.selection.since, self.selection.until
        if since is None and until is None:
            return range(0)
        first, last = since or dt.date.min, until or dt.date.max
        return range(month_of(first.toordinal()), month_of(last.toordinal()) + 1)


def rows_of(known: Known, source: Source) -> BitMap:
    """Return the quotations of a set."""
    if known.also != ALONE:
        facet, value = known.also
        return rows_of(known._replace(also=ALONE), source) & rows_of(
            Known(facet, value, own=False), source
        )
    if known.facet == EVERY:
        return source.own() if known.own else source.every()
    if known.facet == WORD:
        rows = source.having(known.value)
    elif known.value == NONE:
        rows = source.none(known.facet)
    elif known.value == ANY:
        rows = source.every() - source.none(known.facet)
    else:
        rows = source.of(known.facet, known.value)
    return rows & source.own() if known.own else rows


@dataclass(frozen=True, slots=True)
class Counted:
    """The sets that were counted, with their sizes, and their counts by group of facets.

    Those of a group are pairs of a combination and a count, of one set after another; `ends` has
    where those of each end.
    """

    sizes: Mapping[Known, int]
    places: Mapping[Known, int]
    groups: Mapping[str, tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]]
    source: Source

    def smallest(self, wanted: Wanted) -> tuple[Known, ...]:
        """Return the set that has all of some quotations, or those that have them together, and
        that were counted, with as few others as can be."""
        some: list[tuple[Known, ...]] = [
            (known,) for known in wanted.within() if known in self.sizes
        ]
        if months := wanted.months():
            of = [known for known in self.sizes if known.facet == MONTH and known.own == wanted.own]
            some.append(tuple(known for known in of if known.value in months))
        return min(some, key=self.size, default=())

    def size(self, some: Iterable[Known]) -> int:
        """Return how many quotations sets have that share none."""
        return sum(self.sizes[known] for known in some)

    def rows(self, some: Iterable[Known]) -> BitMap:
        """Return the quotations of some sets, as they were when these were counted.

        All of them are of the speakers' own words, or none.
        """
        listed = list(some)
        rows = union(rows_of(known._replace(own=False), self.source) for known in listed)
        return rows & self.source.own() if any(known.own for known in listed) else rows

    def counts(self, some: Iterable[Known], group: str, size: int) -> Numbers:
        """Return how many quotations of sets that share none have each of `size` combinations."""
        counted = np.zeros(size, np.int64)
        for number, known in enumerate(some):
            combinations, counts = self.pairs(known, group)
            if number:
                counted[combinations] += counts
            else:  # takes half the time
                counted[combinations] = counts
        return counted

    def pairs(self, known: Known, group: str) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the combinations that quotations of a set have, ascending, and how many have
        each."""
        ends, combinations, counts = self.groups[group]
        place = self.places[known]
        part = slice(int(ends[place - 1]) if place else 0, int(ends[place]))
        return combinations[part], counts[part]


def largest(
    sizes: Callable[[str], Iterable[tuple[int, int]]], facets: Sequence[str], words: int,
    source: Source,
) -> list[Known]:  # fmt: skip
    """Return the sets that are worth counting; `sizes` gives (value, size) of a facet.

    There are so many common `words`.  All months are there.
    """
    months = [Known(MONTH, month, own=own) for month, _ in sizes(MONTH) for own in (False, True)]
    every = len(source.every())
    some = [(every, Known(EVERY, NONE, own=False))]
    for facet in facets:
        none = len(source.none(facet))
        listed = [*sizes(facet), (NONE, none), (ANY, every - none)]
        some += [(size, Known(facet, value, own=False)) for value, size in listed]
    some += [(len(source.having(word)), Known(WORD, word, own=False)) for word in range(words)]
    some = [(size, known) for size, known in some if size >= LEAST]
    each = [known for _, known in some]
    own = {known._replace(own=True): rows_of(known._replace(own=True), source) for known in each}
    some += [(len(rows), known) for known, rows in own.items() if len(rows) >= LEAST]
    pairs = [pair for pair in _pairs(each, own, source) if pair[0] >= LEAST]
    return [*months, *(known for _, known in [*_most(some, MOST), *_most(pairs, MOST_PAIRS)])]


def _most(some: Iterable[tuple[int, Known]], most: int) -> list[tuple[int, Known]]:
    return sorted(some, reverse=True)[:most]


def _pairs(
    every: Sequence[Known], own: Mapping[Known, BitMap], source: Source
) -> Iterator[tuple[int, Known]]:
    """Yield (size, set) of those with values of two facets.

    They are in the speakers' own words, which lists have unless a reader wants more, or with a
    kind, which says whose words they are.
    """
    for kind in (known for known in every if known.facet == KIND and known.value > 0):
        rows = rows_of(kind, source)
        for other in every:
            if other.facet != KIND and _is_value(other):
                yield rows.intersection_cardinality(rows_of(other, source)), _both(kind, other)
    single = [known for known in own if known.facet != KIND and _is_value(known)]
    for one, other in itertools.combinations(single, 2):
        if one.facet != other.facet:
            yield own[one].intersection_cardinality(own[other]), _both(one, other)


def _is_value(known: Known) -> bool:
    return known.facet == WORD or known.value > 0


def _both(one: Known, other: Known) -> Known:
    first, second = sorted((one, other))
    return first._replace(also=(second.facet, second.value))


def parts_of_counted(
    some: Sequence[Known], groups: Mapping[str, Combinations], facets: Sequence[str],
    source: Source,
) -> Iterator[Part]:  # fmt: skip
    """Yield the arrays that a file has of these sets; `facets` number the facets."""
    found: dict[str, list[tuple[Numbers, Numbers]]] = {name: [] for name in groups}
    sizes = []
    for known in some:
        keys = numbers(rows_of(known, source))
        sizes.append(len(keys))
        for name, combined in groups.items():
            counts = combined.counts(keys)
            having = np.flatnonzero(counts)
            found[name].append((having.astype(np.int32), counts[having].astype(np.int32)))
    numbered = [[EVERY, WORD, MONTH, *facets].index(known.facet) for known in some]
    yield Part("counted/facets", np.array(numbered, np.int64))
    yield Part("counted/values", np.array([known.value for known in some], np.int64))
    yield Part("counted/own", np.array([known.own for known in some], np.int64))
    yield Part("counted/sizes", np.array(sizes, np.int64))
    also = [[EVERY, WORD, MONTH, *facets].index(known.also[0]) for known in some]
    yield Part("counted/also/facets", np.array(also, np.int64))
    yield Part("counted/also/values", np.array([known.also[1] for known in some], np.int64))
    none = np.zeros(0, np.int32)
    for name, pairs in found.items():
        ends = np.cumsum([len(having) for having, _ in pairs], dtype=np.int64)
        yield Part(f"counted/{name}/ends", ends)
        for at, part in enumerate(("combinations", "counts")):
            yield Part(
                f"counted/{name}/{part}", np.concatenate([none, *(pair[at] for pair in pairs)])
            )


def read_counted(
    file: ArrayFile, groups: Iterable[str], facets: Sequence[str], source: Source
) -> Counted:
    """Return the sets that were counted; raises FormatError if a part is missing."""
    listed, values, own, sizes = (
        file.array(f"counted/{name}").tolist() for name in ("facets", "values", "own", "sizes")
    )
    also = (file.array(f"counted/also/{name}").tolist() for name in ("facets", "values"))
    names = [EVERY, WORD, MONTH, *facets]
    some = [
        Known(names[facet], value, bool(alone), (names[other], second))
        for facet, value, alone, other, second in zip(listed, values, own, *also, strict=True)
    ]
    return Counted(
        dict(zip(some, sizes, strict=True)),
        {known: place for place, known in enumerate(some)},
        {
            name: (
                file.array(f"counted/{name}/ends"),
                file.array(f"counted/{name}/combinations"),
                file.array(f"counted/{name}/counts"),
            )
            for name in groups
        },
        source,
    )
