"""Dates in the words that readers type: “in 2025”, “since june 2024”, “last week”."""

from __future__ import annotations

import datetime as dt
import re
from calendar import month_abbr, month_name

# Years that are read as such; other numbers are words.
FIRST_YEAR, LAST_YEAR = 1800, 2099

_MONTHS = {
    name.lower(): number
    for names in (month_name, month_abbr, [*month_abbr[:9], "sept"])
    for number, name in enumerate(names)
    if name
}
_YEAR = r"(?:1[89]|20)\d\d"
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WHEN = (
    rf"{_YEAR}-\d\d?-\d\d?|{_YEAR}-\d\d?|(?:\d\d?(?:st|nd|rd|th)? )?(?:{_MONTH}) {_YEAR}"
    rf"|(?:{_MONTH}) \d\d?(?:st|nd|rd|th)? {_YEAR}|{_YEAR}"
)
_SINCE = re.compile(rf"(?P<how>since|after|before|until|till) (?P<when>{_WHEN})")
_BETWEEN = re.compile(
    rf"(?:between )?(?P<first>{_WHEN})(?: (?:and|to|until|till|through|-|–) |[-–])(?P<last>{_WHEN})"
)
_SPAN = re.compile(r"(?:(?:the|in the|during the) )?(this|last|past) (week|month|year)")

# The first and the last day; None where it is open.
Period = tuple[dt.date | None, dt.date | None]


def period_called(phrase: str, today: dt.date) -> Period | None:
    """Return the days that a phrase, as `ascii_key` has it, names; None if it names none.

    >>> period_called("june 2025", dt.date(2026, 3, 4))
    (datetime.date(2025, 6, 1), datetime.date(2025, 6, 30))
    >>> period_called("after 2024", dt.date(2026, 3, 4))
    (datetime.date(2025, 1, 1), None)
    """
    try:
        return _period(phrase, today)
    except ValueError:  # the 31st of June
        return None


def _period(phrase: str, today: dt.date) -> Period | None:
    if phrase in ("today", "yesterday"):
        day = today - dt.timedelta(days=phrase == "yesterday")
        return day, day
    if span := _SPAN.fullmatch(phrase):
        return _span(span[1], span[2], today)
    if re.fullmatch(_WHEN, phrase):
        return _days(phrase)
    if side := _SINCE.fullmatch(phrase):
        return _open(side["how"], *_days(side["when"]))
    if both := _BETWEEN.fullmatch(phrase):
        first, last = _days(both["first"])[0], _days(both["last"])[1]
        return (first, last) if first <= last else None
    return None


def _open(how: str, first: dt.date, last: dt.date) -> Period:
    """Return the days since, after, before or until what has a first and a last day."""
    day = dt.timedelta(days=1)
    if how in ("since", "after"):
        return (first if how == "since" else last + day), None
    return None, (first - day if how == "before" else last)


def _days(when: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a year, a month or a day."""
    names = [_MONTHS[word] for word in when.split() if word in _MONTHS]
    figures = [int(figure) for figure in re.findall(r"\d+", when)]
    year = next(figure for figure in figures if figure >= FIRST_YEAR)
    figures.remove(year)
    month, *days = [*names, *figures] or [0]
    if not month:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if days:
        return dt.date(year, month, days[0]), dt.date(year, month, days[0])
    return dt.date(year, month, 1), _last_of_month(year, month)


def _last_of_month(year: int, month: int) -> dt.date:
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def _span(which: str, unit: str, today: dt.date) -> Period:
    """Return this or the last week, from Monday, month or year; “past” counts back from today."""
    if which == "past":
        return today - dt.timedelta(days={"week": 7, "month": 30, "year": 365}[unit]), today
    first = {
        "week": today - dt.timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }[unit]
    if which == "this":
        return first, today
    last = first - dt.timedelta(days=1)
    before = {
        "week": first - dt.timedelta(days=7),
        "month": last.replace(day=1),
        "year": last.replace(month=1, day=1),
    }[unit]
    return before, last
