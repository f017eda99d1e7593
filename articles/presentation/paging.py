"""Parts of a list: by the place where they begin, which stays when newer rows come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from articles.presentation.facets import tidy
from articles.search.query import Query
from articles.search.results import PageRequest

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows of a part of a list, how many there are in all, and where its neighbours are."""

    rows: Sequence[Any]
    total: int
    previous: str = ""
    next: str = ""
    first: str = ""


def page_request(
    request: HttpRequest, limit: int = PER_PAGE, *, by_relevance: bool = False
) -> PageRequest:
    """The part of a list that the URL asks for."""
    after, before = (request.GET.get(name, "") for name in ("after", "before"))
    return PageRequest(limit, after, before, by_relevance)


def listing(
    request: HttpRequest, rows: Sequence[Any], total: int, previous: str, following: str
) -> Listing:
    """Rows with the query strings of the parts before and behind."""
    return Listing(
        rows,
        total,
        previous=_at(request.GET, "before", previous) if previous else "",
        next=_at(request.GET, "after", following) if following else "",
        first=tidy(request.GET),
    )


def _at(params: QueryDict, name: str, place: str) -> str:
    filters = tidy(params)
    return f"{filters}{'&' if len(filters) > 1 else ''}{name}={place}"


def carried(query: Query) -> str:
    """What a link into an article has behind it, so that the words are marked there too."""
    return f"?{urlencode({'q': str(query)})}" if query.wanted else ""


def page_of(request: HttpRequest, rows: QuerySet[Any], per_page: int = PER_PAGE) -> Page[Any]:
    """The page of a list of work that the URL asks for; the nearest where there is none such."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))
