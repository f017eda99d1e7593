"""Dated notes on a speaker's time line, kept as lines of text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day, in an editor's words."""

    day: dt.date
    words: str

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.words}"


def read_events(text: str) -> list[Event]:
    """Return the events of lines such as “2026-05-12 Takes office”, the earliest first.

    Raises ValueError that names the line which is none.

    >>> [str(event) for event in read_events("2026-05-12 Resigns\\n\\n2024-01-02  Takes office")]
    ['2024-01-02 Takes office', '2026-05-12 Resigns']
    """
    events = []
    for line in text.splitlines():
        first, _, rest = " ".join(line.split()).partition(" ")
        if not first:
            continue
        try:
            day = dt.date.fromisoformat(first)
        except ValueError:
            raise ValueError(
                f"“{line.strip()[:60]}” does not begin with a date, such as 2026-05-12."
            ) from None
        if not rest:
            raise ValueError(f"“{first}” says nothing: write behind the date what happened.")
        events.append(Event(day, rest))
    return sorted(events, key=lambda event: event.day)
