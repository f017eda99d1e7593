"""A page of a list as programs read it: how many rows there are, and the pages beside it."""

from __future__ import annotations

from django.http import HttpRequest

from articles.api.answers import Listed
from articles.presentation.cursor import listing


def site_of(request: HttpRequest) -> str:
    """Return the address of the newsroom, as the caller reached it."""
    return f"{request.scheme}://{request.get_host()}"


def listed(request: HttpRequest, total: int, previous: str, following: str) -> Listed:
    """Return the envelope of a page, with the addresses of the pages at these cursors."""
    page = listing(request, (), total, previous, following)
    here = site_of(request) + request.path
    return {
        "total": total,
        "next": here + page.next if page.next else None,
        "previous": here + page.previous if page.previous else None,
    }
