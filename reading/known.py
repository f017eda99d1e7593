"""What a user knows of files that do not say it themselves: dates, outlets, patterns of names."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from reading.dates import two_dates, whole_date
from reading.draft import Draft
from reading.patterns import late

_FIELDS = {
    "date": r"(?P<date>\d{4}-\d{2}-\d{2}|\d{8}|\d{1,2}[-.]\d{1,2}[-.]\d{4})",
    "outlet": r"(?P<outlet>.+?)",
    "author": r"(?P<author>.+?)",
}
# How far ahead of today a paper may be dated.
AHEAD = dt.timedelta(days=62)
_PART = late(r"\{(\w*)\}|(\*)|([^{}*]+)")


class PatternError(ValueError):
    """A pattern of names that cannot be used; its message says why."""


def name_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern of names of files, such as `{outlet}_{date}_*`, without a suffix.

    >>> name_pattern("{outlet}_{date}_*").fullmatch("herald_2023-04-17_rain")["outlet"]
    'herald'
    """
    found = "".join(part[0] for part in _PART.finditer(pattern))
    names = [part[1] for part in _PART.finditer(pattern) if part[0].startswith("{")]
    if found != pattern or not names or len(set(names)) < len(names) or set(names) - set(_FIELDS):
        raise PatternError(
            f"“{pattern}” is no pattern of names. Write one such as {{outlet}}_{{date}}_*, with "
            "{date}, {outlet} and {author}, each once at most, and * for anything."
        )
    return re.compile("".join(map(_expression, _PART.finditer(pattern))))


def _expression(part: re.Match[str]) -> str:
    if part[2]:
        return ".*"
    return _FIELDS[part[1]] if part[1] else re.escape(part[3])


@dataclass(frozen=True, slots=True)
class Known:
    """What fills in what files do not say.

    `day_first` is how to read dates such as 05/06/2024; None leaves them unread.
    """

    date: dt.date | None = None
    outlet: str = ""
    pattern: re.Pattern[str] | None = None
    day_first: bool | None = None

    def complete(self, draft: Draft, name: str) -> Draft:
        """The draft of a file of this name, with what is known of it.

        Where the file has a date that cannot be read, the name has it, unless it contradicts both
        dates that numbers could be.  `date` is only for files that state none.
        """
        fields = self._named(name)
        date = draft.published_on or whole_date(draft.unread_date, day_first=self.day_first)
        if not date and (named := whole_date(fields.get("date", ""), day_first=self.day_first)):
            possible = two_dates(draft.unread_date) or (named,)
            date = named if named in possible else None
        unread = draft.unread_date or fields.get("date", "")
        if not unread:
            date = date or self.date
        return replace(
            draft,
            published_on=date,
            outlet=draft.outlet or fields.get("outlet") or self.outlet,
            author=draft.author or fields.get("author") or "",
            unread_date="" if date else unread,
        )

    def fits(self, name: str) -> bool:
        """Whether a name of a file fits the pattern, if there is one."""
        return not self.pattern or bool(self._named(name))

    def _named(self, name: str) -> dict[str, str]:
        found = self.pattern.fullmatch(PurePath(name).stem) if self.pattern else None
        return found.groupdict() if found else {}


def why_unread(text: str) -> str:
    """Why the text of a date could not be read.

    >>> why_unread("05/06/2024")
    '“05/06/2024” is 5 June 2024 or 6 May 2024.'
    """
    if dates := two_dates(text):
        first, second = (f"{date.day} {date:%B} {date.year}" for date in dates)
        return f"“{text}” is {first} or {second}."
    return f"“{text[:60]}” is no date that can be read."


def unread_note(text: str) -> str:
    """Why a date was not read, and the way out."""
    if two_dates(text):
        return f"{why_unread(text)} Say which, day first or month first."
    return f"{why_unread(text)} The article has none. Set it by hand."


def future_note(date: dt.date | None, today: dt.date) -> str:
    """What to check of a date that no paper can have yet; empty for other dates.

    Weeklies and magazines are dated some weeks ahead.

    >>> future_note(dt.date(2099, 12, 31), dt.date(2026, 3, 1))
    'It is dated 31 December 2099, which is in the future. Correct it by hand if that is a slip.'
    """
    if not date or date <= today + AHEAD:
        return ""
    day = f"{date.day} {date:%B} {date.year}"
    return f"It is dated {day}, which is in the future. Correct it by hand if that is a slip."
