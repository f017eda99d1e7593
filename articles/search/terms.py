"""Rows that match a query, from the rows that have each of its terms."""

from __future__ import annotations

from collections.abc import Callable

from pyroaring import BitMap

from articles.search.bitmaps import union
from articles.search.query import Query, Term


def rows_with(
    query: Query, having: Callable[[Term], BitMap], every: Callable[[], BitMap]
) -> BitMap:
    """Return the keys that match a query; `every` is called where it only leaves terms out."""
    found: BitMap | None = None
    for group in query.groups:
        rows = having(group[0]) if len(group) == 1 else union(map(having, group))
        found = rows if found is None else found & rows
    found = every() if found is None else found
    for term in query.unwanted:
        found = found - having(term)
    return found
