"""Articles by the words in their title and text and by their dates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pyroaring import BitMap

from articles.models import Article
from articles.search.answers.rankings import RankedPage, ranked_page
from articles.search.backends import TextIndex, backend
from articles.search.bitmaps import Numbers, numbers
from articles.search.index.dated_articles import DatedArticles, Dates
from articles.search.index.live_index import current_index
from articles.search.pages import Page, PageRequest, article_cursor
from articles.search.query import Query
from articles.search.terms import rows_with


def articles_with(query: Query) -> int:
    """Return how many articles match a query, copies of a text each."""
    return len(keys_with(query))


def keys_with(query: Query) -> BitMap:
    """Return the keys of the articles that match a query."""
    terms = list(dict.fromkeys((*query.wanted, *query.unwanted)))
    rows = dict(zip(terms, backend().matching_each(TextIndex.ARTICLES, terms), strict=True))
    return rows_with(
        query, rows.__getitem__, lambda: BitMap(Article.objects.values_list("pk", flat=True))
    )


def articles_of(dates: Dates, having: BitMap | None) -> Numbers:
    """Return the keys of the articles of some dates, ascending; of those `having` the words, if
    given."""
    among = None if having is None else numbers(having)
    with current_index() as live:
        return live.index.articles.within(dates, among)


def once_a_text(keys: Numbers) -> Numbers:
    """Return these without the copies of a text that another of them was the first to have."""
    with current_index() as live:
        return live.index.articles.once_a_text(keys)


def dated_page(keys: Numbers, request: PageRequest) -> Page:
    """Return a page of these articles by date, and the cursors of its neighbours: “date.key”."""
    with current_index() as live:
        articles = live.index.articles
        return _dated_page(articles, articles.known(keys), request)


def _dated_page(articles: DatedArticles, keys: Numbers, request: PageRequest) -> Page:
    at = article_cursor(request.after or request.before)
    back = bool(at and not request.after)
    some, places = keys, articles.places(keys, oldest=request.oldest)
    if at is not None:
        place = articles.place(*at, oldest=request.oldest)
        on = places < place if back else places > place
        some, places = keys[on], places[on]
    more = len(some) > request.limit
    found = some[_first(-places if back else places, request.limit)].tolist()
    if back and len(found) < request.limit:
        return _dated_page(articles, keys, replace(request, before=""))
    if back:
        found.reverse()
    cursors = [f"{articles.day(key) or 'undated'}.{key}" for key in found]
    previous = cursors[0] if cursors and (more if back else at) else ""
    return Page(tuple(found), previous, cursors[-1] if cursors and (back or more) else "")


def _first(places: Numbers, most: int) -> Numbers:
    """Return where the lowest of these are, in order, at most so many."""
    if most < len(places):
        near = np.argpartition(places, most)[:most]
        return near[np.argsort(places[near])]
    return np.argsort(places)


def most_quoted(keys: Numbers, request: PageRequest) -> RankedPage:
    """Return a page of these articles, those with the most quotations first."""
    with current_index() as live:
        quoted = live.index.per_article()
    counts = np.zeros(int(keys.max(initial=0)) + 1, np.int64)
    counts[: len(quoted)] = quoted[: len(counts)]
    return ranked_page(keys, counts[keys], request)
