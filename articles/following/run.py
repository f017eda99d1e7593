"""Looks at subscriptions, each for itself: one that fails stops no other."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from articles.following import claims, feeds
from articles.following.folders import Folder, FolderError
from articles.models import Subscription
from fetching import Client, FetchError
from newsroom.fetched import policy
from reading import ReadingError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Look:
    """What came of a look: the number of new texts and what was passed over, or the error."""

    subscription: Subscription
    taken: int = 0
    note: str = field(default="", compare=False)
    error: str = ""


def look_at_due(client: Client | None = None) -> Iterator[Look]:
    """Look at every subscription that is due and that no other process has."""
    yield from look_at(Subscription.objects.all().due(timezone.now()), client)


def look_at(subscriptions: Iterable[Subscription], client: Client | None = None) -> Iterator[Look]:
    """Look at these, if they are due; with one client, so that `robots.txt` is fetched once."""
    client = client or Client(policy())
    for subscription in subscriptions:
        if claims.claim(subscription):
            subscription.refresh_from_db()
            yield _look(subscription, client)


def _look(subscription: Subscription, client: Client) -> Look:
    """Look at a claimed subscription, and release it with the result."""
    taken, wait = 0, 0.0
    try:
        taken, note, more = _take(subscription, client)
    except (FetchError, FolderError, ReadingError) as error:
        reason = str(error)
        wait = error.wait if isinstance(error, FetchError) else 0.0
    except Exception as error:
        logger.exception("Looking at %s failed", subscription.address)
        reason = (
            f"{subscription.address} could not be looked at ({type(error).__name__}: {error}). "
            "It is tried again; the log has the details."
        )
    else:
        claims.record_success(subscription, note=note, more=more)
        return Look(subscription, taken, note)
    claims.record_failure(subscription, reason, wait=wait)
    return Look(subscription, error=reason)


def _take(subscription: Subscription, client: Client) -> tuple[int, str, bool]:
    """The number of new texts, what was passed over, and whether something is left."""
    if subscription.kind == Subscription.Kind.FOLDER:
        folder = Folder(subscription)
        return sum(folder.look()), folder.note, folder.more
    begun = timezone.now()
    taken = sum(feeds.look(subscription, client))
    refused = subscription.items.refused_since(begun).count()
    note = f"{refused} not taken: the list of items says why." if refused else ""
    return taken, note, feeds.is_unfinished(subscription)
