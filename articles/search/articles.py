"""Articles by the words in their title and text."""

from __future__ import annotations

from pyroaring import BitMap

from articles.models import Article
from articles.models.articles import ArticleQuerySet
from articles.search.backends import TextIndex, backend
from articles.search.query import Query
from articles.search.terms import rows_with


def matching(rows: ArticleQuerySet, query: Query) -> ArticleQuerySet:
    """Return those of `rows` that match a query; all of them if it is empty."""
    return rows.with_pk_in(backend().keys(_keys(query))) if query else rows


def _keys(query: Query) -> BitMap:
    return rows_with(
        query,
        lambda term: backend().matching(TextIndex.ARTICLES, term),
        lambda: BitMap(Article.objects.values_list("pk", flat=True)),
    )
