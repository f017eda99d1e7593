"""Drafts become articles: saved once each, before anything is found in them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from articles.columns import clipped
from articles.models import Article, Outlet
from articles.reading.draft import Draft, ReadingError


def save_draft(draft: Draft) -> tuple[Article, bool]:
    """The article with this text, and whether it is new; a new one waits to be processed.

    Raises ReadingError for a text that no database can hold.
    """
    try:
        draft.body.encode()
    except UnicodeEncodeError as error:
        raise ReadingError(
            f"“{draft.title}” has half a character at {draft.offset + error.start} "
            f"(U+{ord(draft.body[error.start]):04X}, a lone surrogate); save it again as UTF-8."
        ) from None
    with transaction.atomic():
        outlet = None
        if draft.outlet:
            name = clipped(Outlet, "name", draft.outlet)
            outlet, _ = Outlet.objects.get_or_create(name=name)
        return Article.objects.get_or_create(
            content_hash=Article.hash_of(draft.body),
            defaults={
                "title": clipped(Article, "title", draft.title),
                "body": draft.body,
                "published_on": draft.published_on,
                "outlet": outlet,
                "author": clipped(Article, "author", draft.author),
                "url": web_address(draft.url),
            },
        )


def web_address(url: str) -> str:
    """The URL if a browser may follow it, else nothing: `javascript:` is no place to link to."""
    field = Article._meta.get_field("url")
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        return ""
    return url if len(url) <= (field.max_length or len(url)) else ""
