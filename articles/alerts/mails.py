"""The mail of a digest, in text and in HTML, with the headers by which it is stopped (RFC 8058)."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import http_date

from articles.forms.lists import quotation_list
from articles.models import Digest, DigestItem, Quotation, SavedSearch
from articles.presentation.isolation import isolated_text

# Quotations that a mail has; the list has the rest.
MOST = 100
SALT = "newsroom.saved-search"


def mail_of(digest: Digest) -> EmailMultiAlternatives | None:
    """Return the mail of a digest as its quotations are now; None if none of them is left.

    What an editor rejected since is left out, and what was corrected is corrected.
    """
    items = list(digest.items.exclude(quotation=None).order_by("pk")[: MOST + 1])
    rows = Quotation.objects.for_export().in_bulk([item.quotation_id for item in items])
    shown = [(item, rows[item.quotation_id]) for item in items if item.quotation_id in rows][:MOST]
    if not shown:
        return None
    search = digest.search
    count = digest.items.exclude(quotation=None).count()
    context = _context(search, shown, count)
    message = EmailMultiAlternatives(
        subject=" ".join(f"{isolated_text(search.name)}: {count:,} new".split()),
        body=render_to_string("mail/digest.txt", context),
        to=[search.user.email],
        headers={
            "Message-ID": digest.message_id,
            "Date": http_date(digest.made_at.timestamp()).replace("GMT", "+0000"),
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{context['stop_url']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(render_to_string("mail/digest.html", context), "text/html")
    return message


def _context(
    search: SavedSearch, shown: list[tuple[DigestItem, Quotation]], count: int
) -> dict[str, object]:
    listed = quotation_list(QueryDict(search.query))
    site = settings.SITE_URL
    return {
        "search": search,
        "filters": listed.filters,
        "note": listed.note,
        "new": [row for item, row in shown if not item.corrected],
        "corrected": [row for item, row in shown if item.corrected],
        "count": count,
        "more": max(0, count - len(shown)),
        "site": site,
        "list_url": site + search.get_absolute_url(),
        "stop_url": site + reverse("search-stop-by-mail", args=[stop_token(search)]),
        "account_url": site + reverse("account"),
    }


def stop_token(search: SavedSearch) -> str:
    """Return what a link has that stops a search without signing in."""
    return signing.Signer(salt=SALT).sign(str(search.pk))


def search_of(token: str) -> int | None:
    """Return the key of the search that a link stops; None if we did not sign it."""
    try:
        return int(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
