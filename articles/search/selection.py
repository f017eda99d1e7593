"""What a reader has chosen, and what is found for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

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
