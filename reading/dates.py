"""Dates as headers write them, and nothing that could be read in two ways."""

from __future__ import annotations

import datetime as dt
import re

from reading.patterns import late

_MONTHS = "january february march april may june july august september october november december"
_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS.split(), start=1)}
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS.split()) + "|sept"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?"
_ZONE = r"(?:Z|[+-]\d{2}:?\d{2}|GMT|UTC|BST|CES?T|EES?T|WES?T|[ECMP][SD]?T|A[EW]?S?T|IST|JST|Uhr)"
_TIME = (
    r"(?:[Tt]|,?[ \t]+(?:at[ \t]+)?)\d{1,2}"
    r"(?::\d{2}(?::\d{2}(?:[.,]\d+)?)?|\.\d{2}|(?=[ \t]?[ap]\.?m\b))"
    r"(?:[ \t]*[ap]\.?m\b\.?)?"
    rf"(?:[ \t]*\(?{_ZONE}(?!\w)\)?){{0,2}}"
)
_DATE = late(
    rf"(?:{_WEEKDAY}[ \t]+)?(?:"
    r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
    r"|(?P<packed>(?:19|20)\d{6})(?:T\d{4,6}(?:Z|[+-]\d{4})?)?"
    rf"|(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?(?:[ \t]+of)?[ \t-]+(?P<month_second>{_MONTH})\.?,?"
    r"[ \t-]+(?P<year_last>\d{4})"
    rf"|(?P<month_first>{_MONTH})\.?[ \t]+(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?,?"
    r"[ \t]+(?P<year_third>\d{4})"
    r"|(?P<first>\d{1,2})(?P<point>[-/.])(?P<second>\d{1,2})(?P=point)(?P<year_fourth>\d{4})"
    rf")(?:{_TIME})?(?:,?[ \t]+{_WEEKDAY}(?<!,)(?:{_TIME})?)?(?!\w)",
    re.IGNORECASE | re.ASCII,
)

# Months as German, French, Spanish and Italian papers name them.
_FOREIGN = (
    "januar jänner janvier enero gennaio",
    "februar feber février fevrier febrero febbraio",
    "märz maerz mars marzo",
    "april avril abril aprile",
    "mai mayo maggio",
    "juni juin junio giugno",
    "juli juillet julio luglio",
    "august août aout agosto",
    "september septembre septiembre settembre",
    "oktober octobre octubre ottobre",
    "november novembre noviembre",
    "dezember décembre decembre diciembre dicembre",
)
_FOREIGN_NUMBERS = {
    name: number for number, names in enumerate(_FOREIGN, start=1) for name in names.split()
}
_FOREIGN_WEEKDAY = (
    r"(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|mo|di|mi|do|fr|sa|so"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo"
    r"|(?:luned|marted|mercoled|gioved|venerd)[ìi]|sabato|domenica)\.?,?"
)
_FOREIGN_DATE = late(
    rf"(?:{_FOREIGN_WEEKDAY}[ \t]+)?(?:(?:den|le|el|il)[ \t]+)?"
    rf"(?P<day>\d{{1,2}})(?:\.|er|º)?[ \t]+(?:de[ \t]+)?(?P<month>{'|'.join(_FOREIGN_NUMBERS)})"
    r"(?:[ \t]+de[ \t]+|[ \t]+)(?P<year>\d{4})"
    r"(?:,?[ \t]+(?:(?:um|à|a las|alle)[ \t]+)?\d{1,2}[:.h]\d{2}(?:[ \t]*(?:Uhr|h))?)?(?!\w)",
    re.IGNORECASE,
)


def leading_date(
    text: str, start: int = 0, *, day_first: bool | None = None
) -> tuple[dt.date, int] | None:
    """The date that `text` has at `start`, and where it ends, a time of day included.

    `day_first` says how to read numbers that could be day and month in either order; without
    it, they are no date.

    >>> leading_date("19 June 2025 in Oslo")
    (datetime.date(2025, 6, 19), 12)
    >>> leading_date("06/07/2025") is None
    True
    >>> leading_date("19/06/2025")
    (datetime.date(2025, 6, 19), 10)
    >>> leading_date("19. Juni 2025, 8:30 Uhr")
    (datetime.date(2025, 6, 19), 23)
    """
    found = _DATE.match(text, start)
    if not found:
        return _foreign_date(text, start)
    dates = _dates(found)
    if len(dates) > 1 and day_first is not None:
        dates = dates[:1] if day_first else dates[1:]
    return (dates[0], found.end()) if len(dates) == 1 else None


def _foreign_date(text: str, start: int) -> tuple[dt.date, int] | None:
    found = _FOREIGN_DATE.match(text, start)
    if not found:
        return None
    number = _FOREIGN_NUMBERS[found["month"].lower()]
    date = _date(found["year"], str(number), found["day"])
    return (date, found.end()) if date else None


def whole_date(text: str, *, day_first: bool | None = None) -> dt.date | None:
    """The date that `text` is, nothing but blanks around it.

    >>> whole_date("2025-06-19T08:00:00Z")
    datetime.date(2025, 6, 19)
    """
    text = text.strip()
    found = leading_date(text, day_first=day_first)
    return found[0] if found and found[1] == len(text) else None


def two_dates(text: str) -> tuple[dt.date, dt.date] | None:
    """The two dates that numbers could be: with the day first, and with the month first.

    >>> two_dates("06/07/2025")
    (datetime.date(2025, 7, 6), datetime.date(2025, 6, 7))
    """
    found = _DATE.fullmatch(text.strip())
    dates = _dates(found) if found else []
    return (dates[0], dates[1]) if len(dates) > 1 else None


def _dates(found: re.Match[str]) -> list[dt.date]:
    """What a match can be: no date, one, or two, that with the day first before the other."""
    if packed := found["packed"]:
        numbers = [(packed[:4], packed[4:6], packed[6:])]
    elif found["first"]:
        year, first, second = found["year_fourth"], found["first"], found["second"]
        # Where dates are written with points, the day comes first.
        numbers = [
            (year, second, first),
            *([] if found["point"] == "." else [(year, first, second)]),
        ]
    else:
        year = found["year"] or found["year_last"] or found["year_third"]
        month = found["month"] or found["month_second"] or found["month_first"]
        day = found["day"] or found["day_first"] or found["day_second"]
        numbers = [(year, month, day)]
    return [*dict.fromkeys(date for each in numbers if (date := _date(*each)))]


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        number = int(month) if month.isdigit() else _NUMBERS[month[:3].lower()]
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None
