"""Articles by the words in their title and text."""

from __future__ import annotations

import numpy as np
from django.db import connection
from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In
from pyroaring import BitMap

from articles.models import Article
from articles.models.articles import ArticleQuerySet
from articles.search.answers.rankings import RankedPage, ranked_page
from articles.search.backends import TextIndex, backend
from articles.search.index.live_index import current_index
from articles.search.pages import PageRequest
from articles.search.query import Query
from articles.search.terms import rows_with

# Articles among which the newest are looked for by their dates.  Where they are fewer, reading the
# rows of all costs little, and the dates of all articles may have to be read if they are old.
MANY = 2_000


def among(rows: ArticleQuerySet, keys: BitMap, *, newest: bool = False) -> ArticleQuerySet:
    """Return those of `rows` that have these keys.

    Where the newest of many are wanted, the index of dates is read until there are enough: a
    database would read the rows of all of them, and put these in order.  PostgreSQL chooses so by
    itself where it sees how many they are, in an array and not a subquery.
    """
    found = backend().keys(keys)
    if newest and connection.vendor == "postgresql":
        listed = RawSQL("%s::bigint[]", [keys.to_array().tolist()])
        one = Func(
            F("pk"), listed,
            arg_joiner=" = ANY", template="%(expressions)s", output_field=BooleanField(),
        )  # fmt: skip
        return rows.filter(one)
    if newest and len(keys) >= MANY and connection.vendor == "sqlite":
        return rows.filter(In(F("pk") + 0, found))  # an expression, which is not looked up
    return rows.with_pk_in(found)


def articles_with(query: Query) -> int:
    """Return how many articles match a query, copies of a text each."""
    return len(keys_with(query))


def most_quoted(rows: ArticleQuerySet, request: PageRequest) -> RankedPage:
    """Return a page of the keys of `rows`, those with the most quotations first."""
    keys = np.fromiter(rows.order_by().values_list("pk", flat=True), np.int64)
    with current_index() as live:
        quoted = live.index.per_article()
    counts = np.zeros(int(keys.max(initial=0)) + 1, np.int64)
    counts[: len(quoted)] = quoted[: len(counts)]
    return ranked_page(keys, counts[keys], request)


def keys_with(query: Query) -> BitMap:
    """Return the keys of the articles that match a query."""
    terms = list(dict.fromkeys((*query.wanted, *query.unwanted)))
    rows = dict(zip(terms, backend().matching_each(TextIndex.ARTICLES, terms), strict=True))
    return rows_with(
        query, rows.__getitem__, lambda: BitMap(Article.objects.values_list("pk", flat=True))
    )
