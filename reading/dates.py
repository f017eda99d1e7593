"""Dates as headers write them, and nothing that could be read in two ways."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = "january february march april may june july august september october november december"
_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS.split(), start=1)}
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS.split()) + "|sept"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?[ \t]+)?"
_TIME = (
    r"(?:[Tt]|,?[ \t]+(?:at[ \t]+)?)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?"
    r"(?:[ \t]*(?:Z|[+-]\d{2}:?\d{2}|[ap]\.?m\b\.?))?"
    r"(?:[ \t]*(?:GMT|UTC|BST|CES?T|E[SD]T|P[SD]T)\b)?"
)
_DATE = re.compile(
    rf"{_WEEKDAY}(?:"
    r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
    rf"|(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?[ \t]+(?P<month_second>{_MONTH})\.?,?"
    r"[ \t]+(?P<year_last>\d{4})"
    rf"|(?P<month_first>{_MONTH})\.?[ \t]+(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?,?"
    r"[ \t]+(?P<year_third>\d{4})"
    rf")(?:{_TIME})?(?!\w)",
    re.IGNORECASE | re.ASCII,
)


def leading_date(text: str, start: int = 0) -> tuple[dt.date, int] | None:
    """The date that `text` has at `start`, and where it ends, a time of day included.

    >>> leading_date("19 June 2025 in Oslo")
    (datetime.date(2025, 6, 19), 12)
    >>> leading_date("06/07/2025") is None
    True
    """
    found = _DATE.match(text, start)
    if not found:
        return None
    year = found["year"] or found["year_last"] or found["year_third"]
    month = found["month"] or found["month_second"] or found["month_first"]
    day = found["day"] or found["day_first"] or found["day_second"]
    try:
        number = int(month) if month.isdigit() else _NUMBERS[month[:3].lower()]
        return dt.date(int(year), number, int(day)), found.end()
    except ValueError:
        return None


def whole_date(text: str) -> dt.date | None:
    """The date that `text` is, nothing but blanks around it.

    >>> whole_date("2025-06-19T08:00:00Z")
    datetime.date(2025, 6, 19)
    """
    text = text.strip()
    found = leading_date(text)
    return found[0] if found and found[1] == len(text) else None
