"""Dates in the words that readers type: “in 2025”, “since june 2024”, “last week”."""

from __future__ import annotations

import datetime as dt
import re
from calendar import day_name, month_abbr, month_name

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
    rf"{_YEAR}-\d\d?-\d\d?|{_YEAR}-\d\d?|\d\d?/{_YEAR}"
    rf"|(?:\d\d?(?:st|nd|rd|th)? )?(?:{_MONTH}) {_YEAR}"
    rf"|(?:{_MONTH}) \d\d?(?:st|nd|rd|th)? {_YEAR}|{_YEAR}"
)
_SINCE = re.compile(r"(?P<how>since|after|before|until|till) (?:the )?(?P<when>.+)")
_BETWEEN = re.compile(
    rf"(?:between )?(?P<first>{_WHEN})(?: (?:and|to|until|till|through|-|–) |[-–])(?P<last>{_WHEN})"
)
_PREFIX = r"(?:(?:during|within|over) (?:the )?)?"
_SPAN = re.compile(rf"{_PREFIX}(this|last|past) (week|month|year)")
_WEEKDAYS = {name.lower(): number for number, name in enumerate(day_name)}
_NUMBERS = dict(
    zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True)
)
_LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365}  # days
_BACK = re.compile(
    rf"{_PREFIX}(?:last|past) (\d{{1,3}}|{'|'.join(_NUMBERS)}|few|couple of) (day|week|month|year)s"
)
_LAST = re.compile(rf"(?:last|in) (?P<month>{_MONTH})|last (?P<day>{'|'.join(_WEEKDAYS)})")
# “since march”, “until friday”: without “since” they may be any words.
_NAMED = re.compile(rf"(?P<month>{_MONTH})|(?P<day>{'|'.join(_WEEKDAYS)})")
FEW = 3

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


def in_month(phrase: str) -> bool:
    """Whether a phrase is “in march”: a month of a year that is not said."""
    return phrase.startswith("in ") and bool(_LAST.fullmatch(phrase))


def _period(phrase: str, today: dt.date) -> Period | None:
    if relative := _relative(phrase, today):
        return relative
    if re.fullmatch(_WHEN, phrase):
        return _days(phrase)
    if side := _SINCE.fullmatch(phrase):
        return _side(side["how"], side["when"], today)
    if both := _BETWEEN.fullmatch(phrase):
        first, last = _days(both["first"])[0], _days(both["last"])[1]
        return (first, last) if first <= last else None
    return None


def _relative(phrase: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """Return the days of a phrase that counts from today: “yesterday”, “last two weeks”."""
    if phrase in ("today", "yesterday", "last night"):
        day = today - dt.timedelta(days=phrase != "today")
        return day, day
    if span := _SPAN.fullmatch(phrase):
        return _span(span[1], span[2], today)
    if back := _BACK.fullmatch(phrase):
        many = int(back[1]) if back[1].isdigit() else _NUMBERS.get(back[1], FEW)
        return today - dt.timedelta(days=many * _LENGTHS[back[2]]), today
    if last := _LAST.fullmatch(phrase):
        return _latest(last, today)
    return None


def _side(how: str, when: str, today: dt.date) -> Period | None:
    """Return the days since or until a time, with or without its year."""
    if re.fullmatch(_WHEN, when):
        return _open(how, *_days(when))
    named = _NAMED.fullmatch(when)
    days = _latest(named, today) if named else _relative(when, today)
    return _open(how, *days) if days else None


def _latest(named: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the latest month or day of the week of a name that has begun, today left out."""
    if named["day"]:
        before = (today.weekday() - _WEEKDAYS[named["day"]] - 1) % 7 + 1
        day = today - dt.timedelta(days=before)
        return day, day
    month = _MONTHS[named["month"]]
    year = today.year - (month > today.month)
    return dt.date(year, month, 1), _last_of_month(year, month)


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


def _span(which: str, unit: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """Return this or the last week, from Monday, month or year; “past” counts back from today."""
    if which == "past":
        return today - dt.timedelta(days=_LENGTHS[unit]), today
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
