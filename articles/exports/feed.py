"""A list of quotations as an Atom feed (RFC 4287): the newest of it, for feed readers."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from typing import Any, override
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.utils.text import Truncator

from articles.exports.export import Export
from articles.exports.packages import printable
from articles.models import Quotation
from articles.presentation.citing import cited

SUFFIX = "atom"
NEWEST = 50
# Characters of the words in the title of an entry; the entry itself has all.
TITLE = 160
# From when on the names of hosts in ids are those of newsrooms (RFC 4151).
SINCE = "2026"
# When a feed without an entry was changed.
NEVER = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


class _Atom(Atom1Feed):
    """Django's feed, of which `updated` is that of its entries, not the time of the request."""

    @override
    def latest_post_date(self) -> dt.datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)

    @override
    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add the links to all appearances of the utterance and to the copies of the article, which
        have the keys of both."""
        super().add_item_elements(handler, item)
        for name in ("utterance", "copies"):
            handler.addQuickElement("link", "", {"rel": "related", "href": item[name]})


def respond(request: HttpRequest, export: Export) -> HttpResponseBase:
    """Answer with the feed of an export's quotations; with 304 if the client has it."""
    body = written(export)
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    response = HttpResponse(body, content_type=_Atom.content_type, headers={"ETag": etag})
    return get_conditional_response(request, etag=etag, response=response) or response


def written(export: Export) -> bytes:
    """Return the feed."""
    address, _, query = export.address.partition("?")
    title = ", ".join([export.title, *export.filters])
    feed = _Atom(
        title=printable(f"{title} – Newsroom"),
        link=export.address,
        description=printable(export.note) or None,
        language="en",
        author_name="Newsroom",
        feed_url=f"{address}quotes.{SUFFIX}{'?' if query else ''}{query}",
        feed_guid=_tag(export, f"lists{export.path}"),
    )
    rows = Quotation.objects.for_feed().in_order(export.keys)
    for row in rows:
        _add(feed, row, export)
    return feed.writeString("utf-8").encode()


def _add(feed: Atom1Feed, row: Quotation, export: Export) -> None:
    permalink = export.permalink(row)
    about = cited(row, permalink)
    short = replace(about, words=Truncator(about.words).chars(TITLE))
    context = {"quotation": row, "permalink": permalink, "site": export.site}
    feed.add_item(
        title=" ".join(printable(short.note).split()),
        link=permalink,
        description=printable(render_to_string("parts/entry.html", context)).strip(),
        unique_id=_tag(export, f"quotes/{row.pk}"),
        updateddate=row.changed_at,
        pubdate=_midnight(row.article.published_on),
        utterance=export.site + reverse("utterance", args=[row.utterance_id]),
        copies=export.site + reverse("copies", args=[row.article.group_id]),
        categories=[country.name for country in row.about.all()],
    )


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), dt.UTC) if day else None


def _tag(export: Export, path: str) -> str:
    """Return an id that stays when the newsroom moves to https or another port (RFC 4151)."""
    return f"tag:{urlsplit(export.site).hostname},{SINCE}:{path}"
