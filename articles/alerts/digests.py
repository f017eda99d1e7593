"""A digest of what is new of a saved search: made in one transaction, with its Message-ID."""

from __future__ import annotations

import datetime as dt
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.alerts import claims
from articles.alerts.news import News, news
from articles.models import Article, Digest, DigestItem, SavedSearch


def make_digest(search_id: int) -> Digest | None:
    """Make the digest of a search that is due; None if it is not, or nothing is new.

    That it was looked at, and what was new, are stored together or not at all.
    """
    searches = SavedSearch.objects.all()
    if not claims.claim(searches, search_id):
        return None
    now = timezone.now()
    search = SavedSearch.objects.get(pk=search_id)
    try:
        found = news(search)
    except BaseException:
        claims.release(searches, search_id)
        raise
    with transaction.atomic():
        due_at = next_look(search, now)
        if not claims.release(searches, search_id, looked_until=now, due_at=due_at) or not found:
            return None
        return _stored(search, found, now)


def next_look(search: SavedSearch, now: dt.datetime) -> dt.datetime:
    """Return when a search is due again: at the same time of the day, whenever it was looked at."""
    missed = max(0, (now - search.due_at) // search.pause)
    return search.due_at + search.pause * (missed + 1)


def _stored(search: SavedSearch, found: list[News], now: dt.datetime) -> Digest:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    digest = Digest.objects.create(
        search=search, made_at=now, due_at=now, message_id=make_msgid("newsroom", domain=host)
    )
    DigestItem.objects.bulk_create(
        [
            DigestItem(
                digest=digest,
                quotation=one.quotation,
                article_id=one.quotation.article_id,
                start=one.quotation.start,
                end=one.quotation.end,
                text_hash=Article.hash_of(one.quotation.text),
                corrected=one.corrected,
            )
            for one in found
        ],
        batch_size=500,
    )
    return digest
