"""What a reader has chosen, and what is found for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Self

from articles.search.query import Query

# The fields that can be narrowed to some of their values.
FACETS = ("speaker", "by", "about", "outlet", "kind", "year")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which quotations are wanted.

    `values` holds, by facet, those of which one is enough: keys of speakers, codes of the
    countries they speak for (`by`) and speak about (`about`), keys of outlets, kinds, years.
    """

    values: dict[str, frozenset[int | str]] = field(default_factory=dict)
    since: dt.date | None = None
    until: dt.date | None = None
    title: str = ""
    query: Query = field(default_factory=Query)


@dataclass(frozen=True, order=True, slots=True)
class Cursor:
    """A place in the list, newest first: that of a quotation, which may be gone by now.

    `day` is the date's ordinal, 0 where there is none; the later, the nearer to the front.
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
        """What `str` gave; None for anything else."""
        day, *numbers = text.split(".")
        try:
            ordinal = 0 if day == "undated" else dt.date.fromisoformat(day).toordinal()
            article, start, pk = map(int, numbers)
        except ValueError:
            return None
        return cls(ordinal, article, start, pk) if max(article, start, pk) < 2**63 else None
