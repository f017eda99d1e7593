"""Articles by the words in their title and text."""

from __future__ import annotations

import numpy as np
from pyroaring import BitMap

from articles.models import Article
from articles.models.articles import ArticleQuerySet
from articles.search.backends import TextIndex, backend
from articles.search.live_index import current_index
from articles.search.pages import PageRequest
from articles.search.query import Query
from articles.search.rankings import RankedPage, ranked_page
from articles.search.terms import rows_with


def matching(rows: ArticleQuerySet, query: Query) -> ArticleQuerySet:
    """Return those of `rows` that match a query; all of them if it is empty."""
    return rows.with_pk_in(backend().keys(_keys(query))) if query else rows


def articles_with(query: Query) -> int:
    """Return how many articles match a query, copies of a text each."""
    return len(_keys(query))


def most_quoted(rows: ArticleQuerySet, request: PageRequest) -> RankedPage:
    """Return a page of the keys of `rows`, those with the most quotations first."""
    keys = np.fromiter(rows.order_by().values_list("pk", flat=True), np.int64)
    with current_index() as live:
        quoted = live.index.per_article()
    counts = np.zeros(int(keys.max(initial=0)) + 1, np.int64)
    counts[: len(quoted)] = quoted[: len(counts)]
    return ranked_page(keys, counts[keys], request)


def _keys(query: Query) -> BitMap:
    terms = list(dict.fromkeys((*query.wanted, *query.unwanted)))
    rows = dict(zip(terms, backend().matching_each(TextIndex.ARTICLES, terms), strict=True))
    return rows_with(
        query, rows.__getitem__, lambda: BitMap(Article.objects.values_list("pk", flat=True))
    )
