"""A selection among the quotations of some articles, without the index of all."""

from __future__ import annotations

from collections.abc import Collection

from pyroaring import BitMap

from articles.search.backends import TextIndex, backend
from articles.search.facets import LAYOUT
from articles.search.index.columns import read_into
from articles.search.index.index import Index
from articles.search.query import Term
from articles.search.selection import Selection
from articles.search.terms import rows_with


def keys_within(selection: Selection, articles: Collection[int]) -> list[int]:
    """Return the keys of a selection's quotations in these articles, newest first.

    Its cost is that of reading these articles' quotations, for any size of the archive.
    """
    index = Index(LAYOUT)
    read_into(index, articles)

    def having(term: Term) -> BitMap:
        return backend().matching(TextIndex.QUOTATIONS, term, within=index.every)

    query = selection.query
    words = rows_with(query, having, lambda: index.every) if query else None
    found = index.select(selection, words)
    return index.newest(found, len(found))
