"""How many quotations of a selection were published in each month or year, by value of a facet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.search.answers.tally import tally
from articles.search.index.live_index import current_index
from articles.search.selection import Selection, Value

# Months that are counted one by one; over a longer time, years are.
MOST_MONTHS, MOST_YEARS = 36, 40


@dataclass(frozen=True, slots=True)
class Times:
    """Counts by time: of all quotations first, then of those with each value.

    A time is a month as `month_of` numbers it, or a year.  `first` and `last` are inclusive.
    """

    monthly: bool
    first: int
    last: int
    counts: tuple[dict[int, int], ...]


def times(selection: Selection, facet: str, values: Sequence[Value]) -> Times | None:
    """Count a selection by time; None where nothing has a date, or all is of one month.

    Each number is that of the list with this value and the days of this time.
    """
    with current_index() as live:
        index = live.index
        words = live.quotations_with(selection.query)
        rows = index.select(selection, words)
        count = tally(index, once=selection.once)
        months = dict(count.count_values("month", rows))
        if len(months) < 2:
            return None
        monthly = max(months) - min(months) < MOST_MONTHS
        name = "month" if monthly else "year"
        narrowed = [
            index.select(
                replace(selection, values={**selection.values, facet: frozenset({value})}), words
            )
            for value in values
        ]
        counted = tuple(dict(count.count_values(name, each)) for each in (rows, *narrowed))
    last = max(counted[0])
    first = min(counted[0]) if monthly else max(min(counted[0]), last - MOST_YEARS + 1)
    return Times(monthly, first, last, counted)
