"""The slider of years: two of them as the dates that lists are narrowed by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict

from articles.presentation.facets import narrowed

# The fields of the slider.
FIRST, LAST = "from_year", "to_year"


@dataclass(frozen=True, slots=True)
class Slider:
    """Years from `least` to `most`, and those chosen."""

    least: int
    most: int
    first: int
    last: int


def slider(
    found: tuple[int, int] | None, since: dt.date | None, until: dt.date | None
) -> Slider | None:
    """Return the slider of the years `found`, at these dates.

    None if all quotations are of one year, or have no date.
    """
    if found is None or found[0] == found[1]:
        return None
    least, most = found
    first = min(max(since.year, least), most) if since else least
    last = min(max(until.year, first), most) if until else most
    return Slider(least, most, first, last)


def chosen_years(params: QueryDict) -> str:
    """Return the query string with the dates of the years that the slider sent; empty for none.

    Either handle may be the earlier one.
    """
    given = [params.get(name, "") for name in (FIRST, LAST)]
    if not all(year.isascii() and year.isdigit() and 0 < int(year[:5]) < 10_000 for year in given):
        return ""
    first, last = sorted(map(int, given))
    kept = params.copy()
    for name in (FIRST, LAST):
        kept.pop(name, None)
    return narrowed(kept, since=f"{first:04}-01-01", until=f"{last:04}-12-31")
