"""Dates on lists: presets beside the date fields, and what has no date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format

from articles.presentation.facets import narrowed

PRESETS = {"week": 7, "month": 30, "year": 365}
# Fields that say when.
DATES = ("year", "since", "until", "undated")


@lru_cache(maxsize=4096)
def long_date(day: dt.date) -> str:
    """Return a day as pages print it."""
    return date_format(day, "j F Y")


@lru_cache(maxsize=4096)
def short_date(day: dt.date) -> str:
    """Return a day with the first letters of its month, as in a row of numbers."""
    return date_format(day, "j M Y")


@dataclass(frozen=True, slots=True)
class Preset:
    """A period up to today, and the page that it selects."""

    label: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Dates:
    """The presets of a list, how many rows its dates leave out for want of one, and those rows."""

    presets: tuple[Preset, ...]
    left_out: int = 0
    left_out_url: str = ""


def dates(
    params: QueryDict, left_out: int = 0, today: dt.date | None = None, **undated: str
) -> Dates:
    """Return the dates of a list; `undated` are the fields that select what has none."""
    timeless = QueryDict(mutable=True)
    for name, values in params.lists():
        if name not in DATES:
            timeless.setlist(name, values)
    today = today or timezone.localdate()
    found = []
    for label, days in PRESETS.items():
        since = (today - dt.timedelta(days)).isoformat()
        chosen = params.get("since") == since and not params.get("until")
        found.append(Preset(label, narrowed(timeless, since=since), chosen))
    return Dates(tuple(found), left_out, narrowed(timeless, **undated))
