"""What a reader has chosen: facets, dates, a title, words, whose words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from articles.search.own_words import Words
from articles.search.query import Query

# A value of a facet as the index has it, and the one for having none.
Value = int | str
NONE = 0


@dataclass(frozen=True, slots=True)
class Selection:
    """Which quotations are wanted: those that pass every filter.

    `values` holds the chosen values by facet, of which a quotation needs one: keys of rows,
    codes of countries, choices, years (see `facets.py`).  `excluded` holds, by facet too, those
    of which it may have none.  `NONE` among either is having no value.  With `once`, a list shows
    an utterance once, and counts count utterances.  `sure` leaves out those whose speaker's
    country is only likely.
    """

    values: dict[str, frozenset[Value]] = field(default_factory=dict)
    since: dt.date | None = None
    until: dt.date | None = None
    title: str = ""
    query: Query = field(default_factory=Query)
    words: Words = Words.EVERY
    excluded: dict[str, frozenset[Value]] = field(default_factory=dict)
    once: bool = False
    sure: bool = False

    def chosen(self, facet: str) -> frozenset[Value]:
        """Return the values of a facet that are wanted or excluded."""
        return self.values.get(facet, frozenset()) | self.excluded.get(facet, frozenset())

    @property
    def by_date(self) -> bool:
        """Whether a filter of dates leaves out what has none."""
        years = self.values.get("year", frozenset())
        return bool(self.since or self.until or (years and NONE not in years))

    def without_dates(self) -> Selection:
        values = {name: chosen for name, chosen in self.values.items() if name != "year"}
        return replace(self, values=values, since=None, until=None)
