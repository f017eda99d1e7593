"""Counts of quotations by country and by pairs of countries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from pyroaring import BitMap

from articles.search.answers.tally import tally
from articles.search.bitmaps import numbers
from articles.search.index.index import Index
from articles.search.index.live_index import current_index
from articles.search.selection import NONE, Selection

EVERYTHING = Selection()
# More than any year.
_YEARS = 10_000


class Pair(NamedTuple):
    """How many quotations by speakers of one country are about another."""

    by: str
    about: str
    count: int  # type: ignore[assignment] # over that of tuples


@dataclass(frozen=True)
class Pairs:
    """Pairs, the most frequent first, and what is counted of them when it is first asked for."""

    rows: Sequence[Pair]

    @cached_property
    def counts(self) -> dict[tuple[str, str], int]:
        """How often each speaks about each, where it does."""
        return {(by, about): count for by, about, count in self.rows}

    @cached_property
    def by(self) -> dict[str, int]:
        """How often each country speaks about any."""
        found: dict[str, int] = defaultdict(int)
        for by, _, count in self.rows:
            found[by] += count
        return dict(found)

    @cached_property
    def about(self) -> dict[str, int]:
        """How often any country speaks about each."""
        found: dict[str, int] = defaultdict(int)
        for _, about, count in self.rows:
            found[about] += count
        return dict(found)


def countries_counted(
    selection: Selection = EVERYTHING,
) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many quotations each country has by its speakers, and about itself.

    What has no limit of dates is counted once.
    """
    with current_index() as live:
        index = live.index
        if selection.by_date:
            found = index.select(selection, None)
            return _values(index, "by", found), _values(index, "about", found)
        return _counted(index, "by", selection), _counted(index, "about", selection)


def likely_of(selection: Selection, code: str) -> int:
    """Return how many quotations by or about a country are listed only for a likely one."""
    with current_index() as live:
        index = live.index
        rows = index.select(replace(selection, sure=False), None)
        rows = rows & (index.of("by", code) | index.of("about", code))
        return tally(index, once=selection.once).only_likely(rows)


@dataclass(frozen=True, slots=True)
class Extent:
    """Whether an utterance has several appearances, which lists show once by default, and the first
    and the last year of any quotation; None if none has a date.

    `likely` counts the quotations that a selection has, or would have, for a country that is only
    likely.
    """

    appears_again: bool
    years: tuple[int, int] | None
    likely: int = 0


def extent(selection: Selection, *, in_pairs: bool = False) -> Extent:
    """Return what the whole archive spans; the likely ones `in_pairs` are about a country too."""
    with current_index() as live:
        index = live.index
        years = [year for year, _ in index.count_values("year", index.every)]
        likely = index.select(replace(selection, sure=False), None) & index.likely
        return Extent(
            bool(index.several),
            (min(years), max(years)) if years else None,
            len(likely - index.of("about", NONE) if in_pairs else likely),
        )


def _values(index: Index, name: str, found: BitMap) -> dict[str, int]:
    return {index.value(name, number): count for number, count in index.count_values(name, found)}


def _counted(index: Index, name: str, selection: Selection) -> dict[str, int]:
    counted = index.once(
        ("counted", name, selection.words, selection.sure),
        lambda: index.count_values(name, index.select(selection, None)),
    )
    return {index.value(name, number): count for number, count in counted}


def pairs(selection: Selection = EVERYTHING) -> Pairs:
    """Return speaker's country × country spoken about, most frequent first.

    A selection of words alone is counted once, one with dates each time.
    """
    with current_index() as live:
        index = live.index
        if selection.by_date:
            return _pairs(index, index.select(selection, None))
        return index.once(
            ("pairs", selection.words, selection.sure),
            lambda: _pairs(index, index.select(selection, None)),
        )


def pairs_by_year(selection: Selection) -> dict[int, list[Pair]]:
    """Return the pairs of each year, the earliest year first; what has no date is left out.

    The days of the selection narrow nothing.
    """
    every = selection.without_dates()
    with current_index() as live:
        index = live.index
        return index.once(
            ("pairs by year", every.words, every.sure),
            lambda: _by_year(index, index.select(every, None)),
        )


def _by_year(index: Index, found: BitMap) -> dict[int, list[Pair]]:
    by, year = index.column("by"), index.column("year")
    counted: dict[int, list[Pair]] = defaultdict(list)
    for about, _ in index.count_values("about", found):
        rows = numbers(index.of("about", about) & found)
        both = by[rows].astype(np.int64) * _YEARS + year[rows]
        for pair, count in zip(*map(np.ndarray.tolist, np.unique_counts(both)), strict=True):
            country, when = divmod(pair, _YEARS)
            if country and when:
                names = index.value("by", country), index.value("about", about)
                counted[when].append(Pair(*names, count))
    return dict(sorted(counted.items()))


def undated(selection: Selection) -> int:
    """Return how many quotations have no date, of those that pass the other filters."""
    with current_index() as live:
        index = live.index
        return len(index.undated(index.select(selection.without_dates(), None)))


def _pairs(index: Index, found: BitMap) -> Pairs:
    counted = list(index.pairs("by", "about", found))
    speaking = {place: index.value("by", place) for place, _, _ in counted}
    spoken_about = {place: index.value("about", place) for _, place, _ in counted}
    rows = [Pair(speaking[by], spoken_about[about], count) for by, about, count in counted]
    rows.sort()
    rows.sort(key=itemgetter(2), reverse=True)
    return Pairs(rows)
