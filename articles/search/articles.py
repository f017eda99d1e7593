"""Whole articles by the words in them."""

from __future__ import annotations

from django.db.models.expressions import RawSQL
from pyroaring import BitMap

from articles.search.backends import TextIndex, backend
from articles.search.query import Query


def keys_matching(query: Query) -> RawSQL | None:
    """A subquery of the articles in which a search finds all it wants and nothing it does not;
    None for a search that says nothing.
    """
    if not query:
        return None
    found: BitMap | None = None
    for term in query.wanted:
        keys = backend().matching(TextIndex.ARTICLES, term)
        found = keys if found is None else found & keys
    if found is None:
        from articles.models import Article

        found = BitMap(Article.objects.values_list("pk", flat=True))
    for term in query.unwanted:
        found = found - backend().matching(TextIndex.ARTICLES, term)
    return backend().keys(found)
