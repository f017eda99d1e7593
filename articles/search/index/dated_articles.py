"""The day and the copies of every article, with quotations or without.

Articles are counted by these, put in order of their dates, and listed once for each text, without
their rows, which are wide and have to be read from the database one by one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articles.search.bitmaps import Numbers

# What stands for no article and for one without a date, in place of a day.
ABSENT, NO_DATE = 0, 1
# Days begin behind these, and the undated are behind all days where they come last.
_SHIFT, _LAST = 1, 2**22
# Bits of a key in the place of an article.
_KEY = 40


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates that articles are narrowed by: from one day to another, or none."""

    since: dt.date | None = None
    until: dt.date | None = None
    undated: bool = False


class DatedArticles:
    """Days and groups of copies by the key of the article; a group of 0 is of one article alone.

    `days` and `groups` are of equal length, with room for articles to come.  Those of a file are
    its copy in this process.
    """

    def __init__(self, days: NDArray[np.int32], groups: NDArray[np.int32]) -> None:
        self._days, self._groups = days, groups

    def put(self, keys: Numbers, days: Numbers, groups: Numbers) -> None:
        """Note articles: of each its day as an ordinal, 0 for none, and its group."""
        size = int(keys.max(initial=-1)) + 1
        if size > len(self._days):
            more = np.zeros(max(size * 3 // 2, 1_000) - len(self._days), np.int32)
            self._days = np.concatenate([self._days, more])
            self._groups = np.concatenate([self._groups, more])
        self._days[keys], self._groups[keys] = days + _SHIFT, groups

    def take_out(self, keys: Numbers) -> None:
        known = keys[keys < len(self._days)]
        self._days[known] = self._groups[known] = ABSENT

    def parts(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the days and the groups, without the room behind the last article."""
        size = int(np.flatnonzero(self._days).max(initial=-1)) + 1
        return self._days[:size], self._groups[:size]

    def within(self, dates: Dates, among: Numbers | None = None) -> Numbers:
        """Return the keys of the articles of some dates, ascending; of those `among`, if given."""
        if among is not None:
            among = among[among < len(self._days)]
        days = self._days if among is None else self._days[among]
        if dates.undated:
            fit = days == NO_DATE
        elif dates.since or dates.until:
            first = dates.since.toordinal() if dates.since else 1
            last = dates.until.toordinal() if dates.until else dt.date.max.toordinal()
            fit = (days >= first + _SHIFT) & (days <= last + _SHIFT)
        else:
            fit = days != ABSENT
        return np.flatnonzero(fit) if among is None else among[fit]

    def known(self, keys: Numbers) -> Numbers:
        """Return those that are there: an article may go between one question and the next."""
        keys = keys[keys < len(self._days)]
        there: Numbers = keys[self._days[keys] != ABSENT]
        return there

    def once_a_text(self, keys: Numbers) -> Numbers:
        """Return these without the copies of a text that another of them was the first to have.

        The undated come last.
        """
        keys = self.known(keys)
        at = np.flatnonzero(self._groups[keys] > 0)
        if not len(at):
            return keys
        copies = keys[at]
        groups = self._groups[copies]
        order = np.lexsort((copies, self._last_if_undated(copies), groups))
        later = order[1:][np.diff(groups[order]) == 0]
        return np.delete(keys, at[later])

    def places(self, keys: Numbers, *, oldest: bool) -> Numbers:
        """Return numbers by which these are in order, the first first; 0 is behind none of them.

        The newest are first, of one day that with the highest key, or else the oldest and that with
        the lowest; the undated are last.
        """
        if oldest:
            return (self._last_if_undated(keys) << _KEY) + keys
        return -((self._days[keys].astype(np.int64) << _KEY) + keys)

    def place(self, day: dt.date | None, key: int, *, oldest: bool) -> int:
        """Return the place of an article, whether it is there or not."""
        key = min(key, 2**_KEY - 1)  # no article has one so high
        if oldest:
            return ((day.toordinal() + _SHIFT if day else _LAST) << _KEY) + key
        return -(((day.toordinal() + _SHIFT if day else NO_DATE) << _KEY) + key)

    def day(self, key: int) -> dt.date | None:
        """Return the date of an article."""
        day = int(self._days[key])
        return dt.date.fromordinal(day - _SHIFT) if day > NO_DATE else None

    def _last_if_undated(self, keys: Numbers) -> Numbers:
        days = self._days[keys].astype(np.int64)
        days[days == NO_DATE] = _LAST
        return days
