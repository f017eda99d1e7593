"""What a reader has chosen: facets, dates, a title, words, whose words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from articles.search.own_words import Words
from articles.search.query import Query


@dataclass(frozen=True, slots=True)
class Selection:
    """Which quotations are wanted: those that pass every filter.

    `values` holds the chosen values by facet, of which a quotation needs one: keys of rows,
    codes of countries, choices, years (see `facets.py`).
    """

    values: dict[str, frozenset[int | str]] = field(default_factory=dict)
    since: dt.date | None = None
    until: dt.date | None = None
    title: str = ""
    query: Query = field(default_factory=Query)
    words: Words = Words.EVERY
