"""Counts of quotations by country and by pairs of countries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

from articles.search.bitmaps import numbers
from articles.search.index import Index
from articles.search.live_index import current_index
from articles.search.own_words import Words
from articles.search.selection import Selection

EVERYTHING = Selection()
# More than any year.
_YEARS = 10_000


@dataclass(frozen=True, slots=True)
class Pair:
    """How many quotations by speakers of one country are about another."""

    by: str
    about: str
    count: int


def countries_counted(
    words: Words = Words.EVERY, since: dt.date | None = None, until: dt.date | None = None
) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many quotations each country has by its speakers, and about itself.

    What has no limit of dates is counted once.
    """
    with current_index() as live:
        index = live.index
        if since or until:
            found = index.select(Selection(since=since, until=until, words=words), None)
            return _values(index, "by", found), _values(index, "about", found)
        return _counted(index, "by", words), _counted(index, "about", words)


@dataclass(frozen=True, slots=True)
class Extent:
    """Whether an utterance has several appearances, which lists show once by default, and the first
    and the last year of any quotation; None if none has a date."""

    appears_again: bool
    years: tuple[int, int] | None


def extent() -> Extent:
    """Return what the whole archive spans."""
    with current_index() as live:
        index = live.index
        years = [year for year, _ in index.count_values("year", index.every)]
        return Extent(bool(index.several), (min(years), max(years)) if years else None)


def _values(index: Index, name: str, found: BitMap) -> dict[str, int]:
    return {index.value(name, number): count for number, count in index.count_values(name, found)}


def _counted(index: Index, name: str, words: Words) -> dict[str, int]:
    counted = index.once(
        ("counted", name, words), lambda: index.count_values(name, index.in_words(words))
    )
    return {index.value(name, number): count for number, count in counted}


def pairs(selection: Selection = EVERYTHING) -> list[Pair]:
    """Return speaker's country × country spoken about, most frequent first.

    A selection of words alone is counted once, one with dates each time.
    """
    with current_index() as live:
        index = live.index
        if selection.since or selection.until:
            return _pairs(index, index.select(selection, None))
        words = selection.words
        return index.once(("pairs", words), lambda: _pairs(index, index.in_words(words)))


def pairs_by_year(words: Words) -> dict[int, list[Pair]]:
    """Return the pairs of each year, the earliest year first; what has no date is left out."""
    with current_index() as live:
        index = live.index
        return index.once(("pairs by year", words), lambda: _by_year(index, index.in_words(words)))


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


def _pairs(index: Index, found: BitMap) -> list[Pair]:
    counted = [
        Pair(index.value("by", by), index.value("about", about), count)
        for by, about, count in index.pairs("by", "about", found)
    ]
    return sorted(counted, key=lambda pair: (-pair.count, pair.by, pair.about))
