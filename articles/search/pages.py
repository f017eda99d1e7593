"""Pages of a list by cursor, so that a page stays where it is when newer rows come in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Ask for up to `limit` rows behind the cursor `after`, or in front of `before`.

    By relevance, cursors are keys of quotations.  `oldest` puts the oldest first, and those without
    a date last.
    """

    limit: int
    after: str = ""
    before: str = ""
    by_relevance: bool = False
    oldest: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Keys in order, and the cursors of the pages on both sides, empty where there is none.

    `ranked` is how many rows were put in order of relevance, where that is fewer than all.
    """

    keys: tuple[int, ...]
    previous: str = ""
    next: str = ""
    ranked: int = 0


def article_cursor(cursor: str) -> tuple[dt.date | None, int] | None:
    """Return the date and key of “date.key”, an article's place in a list; None for anything
    else."""
    day, _, key = cursor.rpartition(".")
    try:
        at = None if day == "undated" else dt.date.fromisoformat(day), int(key)
    except ValueError:
        return None
    return at if 0 <= at[1] < 2**63 else None


@dataclass(frozen=True, order=True, slots=True)
class Cursor:
    """The place of a quotation in the list, newest first; the quotation may be gone by now.

    `day` is the ordinal of the date, 0 for none.
    """

    day: int
    article: int
    start: int
    pk: int

    def __str__(self) -> str:
        day = dt.date.fromordinal(self.day).isoformat() if self.day else "undated"
        return f"{day}.{self.article}.{self.start}.{self.pk}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the cursor that `str` wrote; None for anything else."""
        day, *numbers = text.split(".")
        try:
            ordinal = 0 if day == "undated" else dt.date.fromisoformat(day).toordinal()
            article, start, pk = map(int, numbers)
        except ValueError:
            return None
        return cls(ordinal, article, start, pk) if max(article, start, pk) < 2**63 else None
