"""Pages of a list: by a cursor in the URL, which stays when newer rows come in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core import paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from articles.models import Article
from articles.models.articles import ArticleQuerySet
from articles.presentation.facets import tidy
from articles.search.pages import PageRequest, article_cursor
from articles.search.query import Query

PER_PAGE = 25
# The value of `sort` that puts the oldest first.
OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of a page, how many there are in all, and the query strings of its neighbours."""

    rows: Sequence[Any]
    total: int
    previous: str = ""
    next: str = ""
    first: str = ""


def page_request(
    request: HttpRequest, limit: int = PER_PAGE, *, by_relevance: bool = False
) -> PageRequest:
    """Return the page of a list that the URL names."""
    after, before = (request.GET.get(name, "") for name in ("after", "before"))
    oldest = request.GET.get("sort") == OLDEST
    return PageRequest(limit, after, before, by_relevance, oldest)


def listing(
    request: HttpRequest, rows: Sequence[Any], total: int, previous: str, following: str
) -> Listing:
    """Return rows with the query strings of the pages at these cursors, empty for none."""
    return Listing(
        rows,
        total,
        previous=_at(request.GET, "before", previous) if previous else "",
        next=_at(request.GET, "after", following) if following else "",
        first=tidy(request.GET),
    )


def _at(params: QueryDict, name: str, cursor: str) -> str:
    filters = tidy(params)
    return f"{filters}{'&' if len(filters) > 1 else ''}{name}={cursor}"


def article_page(rows: ArticleQuerySet, request: PageRequest) -> tuple[list[Article], str, str]:
    """Return a page of articles by date, and the cursors of the previous and next page.

    Cursors are “date.key”, and empty where there is no such page.
    """
    at = article_cursor(request.after or request.before)
    back = bool(at and not request.after)
    ordered = _ordered(rows, at, back=back, oldest=request.oldest)
    found = list(ordered[: request.limit + 1])
    more = len(found) > request.limit
    found = found[: request.limit]
    if back and len(found) < request.limit:
        return article_page(rows, replace(request, before=""))
    if back:
        found.reverse()
    cursors = [f"{article.published_on or 'undated'}.{article.pk}" for article in found]
    previous = cursors[0] if cursors and (more if back else at) else ""
    return found, previous, cursors[-1] if cursors and (back or more) else ""


def _ordered(
    rows: ArticleQuerySet, at: tuple[dt.date | None, int] | None, *, back: bool, oldest: bool
) -> ArticleQuerySet:
    """Return articles from a place on, in the order of a list, or in its reverse if `back`."""
    if oldest:
        ordered = rows.earliest_last() if back else rows.earliest_first()
    else:
        ordered = rows.oldest_first() if back else rows.newest_first()
    if at is None:
        return ordered
    if oldest:
        return ordered.in_front_of(*at) if back else ordered.behind(*at)
    return ordered.newer_than(*at) if back else ordered.older_than(*at)


def carried(query: Query) -> str:
    """Return the query string that highlights a query in the article a link opens."""
    return f"?{urlencode({'q': str(query)})}" if query.wanted else ""


def page_of(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], per_page: int = PER_PAGE
) -> paginator.Page[Any]:
    """Return the numbered page that the URL names; the nearest where there is none such."""
    return paginator.Paginator(rows, per_page).get_page(request.GET.get("page"))
