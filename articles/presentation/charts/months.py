"""Bars by month or year, a row for each country spoken about, and the offices held as bands."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.formats import date_format

from articles.models.events import Event
from articles.search.answers.timeline import Times
from newsroom.web.paths import path_to

# Height of the highest bar, and rows of offices.
HEIGHT = 20
MOST_BANDS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar `height` high at the place `x`, counted from 0, and the list that it stands for."""

    x: int
    height: float
    count: int
    when: str
    url: str

    @property
    def y(self) -> float:
        return HEIGHT - self.height


@dataclass(frozen=True, slots=True)
class Row:
    """The bars of one country, or of all quotations."""

    label: str
    bars: tuple[Bar, ...]

    @property
    def by_place(self) -> dict[int, Bar]:
        return {bar.x: bar for bar in self.bars}


@dataclass(frozen=True, slots=True)
class Office:
    """An office from a day to a day; None is unknown."""

    title: str
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Band:
    """An office as a band from `x`, `width` wide, in the width of the bars."""

    title: str
    x: float
    width: float
    when: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An event at `x`, in the width of the bars."""

    x: float
    when: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a time with a bar, or None, of each row."""

    when: str
    bars: tuple[Bar | None, ...]


@dataclass(frozen=True, slots=True)
class Months:
    """The picture: `width` times, the first and last of which have labels."""

    width: int
    rows: tuple[Row, ...]
    bands: tuple[Band, ...]
    first: str
    last: str
    monthly: bool
    marks: tuple[Mark, ...] = ()
    mark_width: float = 0

    @property
    def table(self) -> list[Line]:
        """The times that have quotations, the newest first."""
        places = [row.by_place for row in self.rows]
        return [
            Line(bar.when, tuple(row.get(bar.x) for row in places))
            for bar in reversed(self.rows[0].bars)
        ]


def months(
    times: Times, fields: Sequence[tuple[str, dict[str, str]]], offices: Iterable[Office],
    events: Iterable[Event] = (),
) -> Months:  # fmt: skip
    """Return the picture of these counts.

    `fields` has, for each of the counts, its label and the fields of its list.
    """
    most = max(times.counts[0].values())
    rows = []
    for (label, chosen), counts in zip(fields, times.counts, strict=True):
        link = f"{path_to('quotations')}?{urlencode(chosen)}"
        bars = [
            _bar(times, at, count, most, link)
            for at, count in sorted(counts.items())
            if count and times.first <= at <= times.last
        ]
        rows.append(Row(label, tuple(bars)))
    width = times.last - times.first + 1
    bands = [band for office in offices if (band := _band(times, office, width))]
    first, last = (_when(times, at) for at in (times.first, times.last))
    places = [(_place(times, event.day), event) for event in events]
    marks = [
        Mark(round(x, 2), date_format(event.day, "j F Y"), event.words)
        for x, event in places
        if 0 <= x < width
    ]
    return Months(
        width, tuple(rows), tuple(bands[:MOST_BANDS]), first, last, times.monthly, tuple(marks),
        round(max(width / 150, 0.02), 3),
    )  # fmt: skip


def _bar(times: Times, at: int, count: int, most: int, link: str) -> Bar:
    since, until = _days(times, at)
    url = f"{link}&since={since.isoformat()}&until={until.isoformat()}"
    return Bar(at - times.first, round(HEIGHT * count / most, 2), count, _when(times, at), url)


def _days(times: Times, at: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a month or a year."""
    if not times.monthly:
        return dt.date(at, 1, 1), dt.date(at, 12, 31)
    year, month = at // 12, at % 12 + 1
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _when(times: Times, at: int) -> str:
    return date_format(_days(times, at)[0], "F Y") if times.monthly else str(at)


def _place(times: Times, day: dt.date) -> float:
    """Return where a day is, in the width of the bars."""
    if times.monthly:
        return day.year * 12 + day.month - 1 + (day.day - 1) / 31 - times.first
    return day.year + (day.timetuple().tm_yday - 1) / 366 - times.first


def _band(times: Times, office: Office, width: int) -> Band | None:
    """Return the part of an office that is in the picture, if any; an open end is its edge."""
    start = _place(times, office.since) if office.since else 0
    end = _place(times, office.until) + 1 / 30 if office.until else width
    start, end = max(start, 0), min(end, width)
    if start >= width or end <= 0:
        return None
    since, until = (
        date_format(day, "j F Y") if day else "" for day in (office.since, office.until)
    )
    wide = max(end - start, width / 100)
    return Band(office.title, round(start, 2), round(wide, 2), f"{since} – {until}")
