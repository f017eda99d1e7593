"""A look at a feed: what is new in it becomes articles, or items whose pages are fetched.

A feed is read once a look, and only if it has changed; pages are fetched up to a number and a
time, and go on at the next look, whether or not the feed has changed by then.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone

from articles.following.take import keep, refuse, take
from articles.models import Item, Subscription
from fetching import Client, FetchError
from newsroom.fetched import read_page
from reading import Draft, Entry, ReadingError, read_feed
from reading.known import Known

# How many pages a look fetches, and how long it goes on with that.
PAGES = 20
SECONDS = 60
# How often a page is tried, and the delay before the second time, which doubles.
MAX_TRIES = 6
DELAY = dt.timedelta(minutes=5)
NO_PAGE = "The feed has no more than a summary of it, and no address of its page."


def look(subscription: Subscription, client: Client) -> Iterator[bool]:
    """Take what is new; yield for each new text whether it became an article.

    Raises FetchError or ReadingError for a feed that cannot be fetched or read.  Then nothing of
    it is lost: `etag` is set only when every entry has been stored.
    """
    response = client.get(
        subscription.address, etag=subscription.etag, modified=subscription.modified
    )
    if not response.unchanged:
        yield from _entries(subscription, read_feed(response.url, response.body))
        subscription.etag, subscription.modified = response.etag, response.modified
    yield from _pages(subscription, client)


def is_unfinished(subscription: Subscription) -> bool:
    """Whether pages are left that could be fetched now."""
    return subscription.items.waiting(timezone.now()).exists()


def _entries(subscription: Subscription, entries: Iterator[Entry | ReadingError]) -> Iterator[bool]:
    found = {}
    for entry in entries:
        if isinstance(entry, ReadingError):
            raise entry
        key = Item.key_of(entry.key)
        if key in found:  # some feeds give the same id to several
            key = Item.key_of(f"{entry.key}\n{entry.url}\n{entry.title}")
        found[key] = entry
    known = {item.key: item for item in subscription.items.with_keys(found)}
    for key, entry in found.items():
        item = known.get(key) or Item(subscription=subscription, key=key)
        if item.version != entry.version:
            item.subscription, item.version = subscription, entry.version
            yield from _changed(item, entry)


def _changed(item: Item, entry: Entry) -> Iterator[bool]:
    """Take an entry that is new, or says something else than before."""
    item.url = entry.url
    item.published_on = entry.published_on
    if not item.text_hash:
        item.title = entry.title
    if entry.draft:
        yield take(item, _completed(item, entry.draft))
    elif entry.error or not entry.url:
        refuse(item, entry.error or NO_PAGE)
    else:
        item.tries, item.due_at, item.reason = 0, timezone.now(), ""
        keep(item)


def _pages(subscription: Subscription, client: Client) -> Iterator[bool]:
    """Fetch the pages of items that wait for it."""
    until = time.monotonic() + SECONDS
    for item in subscription.items.waiting(timezone.now()).select_related("article")[:PAGES]:
        if time.monotonic() > until:
            return
        item.subscription = subscription
        try:
            draft = _of_page(client, item.url)
        except FetchError as error:
            _put_off(item, error)
        except ReadingError as error:
            refuse(item, str(error))
        else:
            yield take(item, _completed(item, draft))


def _of_page(client: Client, url: str) -> Draft:
    """The one article of a page; raises FetchError, or ReadingError if there is none."""
    items = list(read_page(client, url))
    drafts = [item for item in items if isinstance(item, Draft)]
    if len(drafts) == 1:
        return drafts[0]
    error = next((item for item in items if isinstance(item, ReadingError)), None)
    raise error or ReadingError(f"{url} has {len(drafts)} articles; add those that you want.")


def _put_off(item: Item, error: FetchError) -> None:
    """Try a page later if that can help, else refuse it; the reason is kept either way."""
    item.tries += 1
    if not error.temporary or item.tries >= MAX_TRIES:
        refuse(item, str(error))
        return
    delay = max(DELAY * 2 ** (item.tries - 1), dt.timedelta(seconds=error.wait))
    item.due_at, item.reason = timezone.now() + delay, str(error)
    keep(item)


def _completed(item: Item, draft: Draft) -> Draft:
    """A draft with what the subscription and the feed say of it."""
    outlet = item.subscription.outlet
    draft = replace(
        draft,
        outlet=outlet.name if outlet else draft.outlet,
        published_on=draft.published_on or item.published_on,
        url=draft.url or item.url,
    )
    return Known().complete(draft, item.url)
