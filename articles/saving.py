"""Drafts become articles: saved once each, before anything is found in them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from articles import backlog
from articles.columns import clipped
from articles.models import Article, Outlet
from articles.reading.draft import Draft, ReadingError


def save_draft(draft: Draft, *, mine: bool = False) -> tuple[Article, bool]:
    """The article with this text, and whether it is new; a new one waits to be processed, or is
    claimed already, as `mine`.

    Raises ReadingError for a text that no database can hold.
    """
    try:
        draft.body.encode()
    except UnicodeEncodeError as error:
        raise ReadingError(
            f"“{draft.title}” has half a character at {draft.offset + error.start} "
            f"(U+{ord(draft.body[error.start]):04X}, a lone surrogate); save it again as UTF-8."
        ) from None
    if not draft.outlet:
        return _saved(draft, None, mine=mine)
    with transaction.atomic():
        name = clipped(Outlet, "name", draft.outlet)
        outlet, _ = Outlet.objects.get_or_create(name=name)
        return _saved(draft, outlet, mine=mine)


def _saved(draft: Draft, outlet: Outlet | None, *, mine: bool) -> tuple[Article, bool]:
    columns = {
        "title": clipped(Article, "title", draft.title),
        "body": draft.body,
        "published_on": draft.published_on,
        "outlet": outlet,
        "author": clipped(Article, "author", draft.author),
        "url": web_address(draft.url),
    }
    if mine:
        columns |= backlog.taken(draft.body, tries=1)
    return Article.objects.get_or_create(content_hash=Article.hash_of(draft.body), defaults=columns)


def web_address(url: str) -> str:
    """The URL if a browser may follow it, else nothing: `javascript:` is no place to link to."""
    field = Article._meta.get_field("url")
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        return ""
    return url if len(url) <= (field.max_length or len(url)) else ""
