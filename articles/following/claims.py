"""Which process looks at which subscription, and when it is looked at next.

A process claims a subscription in one UPDATE, so that no two look at the same time.  A claim ends
with its process, or when its lease does.  After a failure the next look is put off, twice as long
after each failure in a row, for a day at the most.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from articles.models import Subscription
from newsroom.queues.processes import is_dead, this_process

# How long a claim holds; a look takes a minute, and what it began then.
LEASE = dt.timedelta(minutes=15)
# How long a task may wait in the queue before another is enqueued.
ENQUEUE_TIMEOUT = dt.timedelta(minutes=10)
# When a look that left something for later goes on.
SOON = dt.timedelta(minutes=1)
# How late a look is before a page and `/readyz` say that nothing looks.
OVERDUE = dt.timedelta(minutes=20)
LONGEST_PAUSE = dt.timedelta(days=1)


def claim(subscription: Subscription) -> bool:
    """Claim a subscription that is due; False if it is not, or another process has it."""
    now = timezone.now()
    rows = Subscription.objects.filter(pk=subscription.pk).due(now)
    if not (subscription.claimed_by and is_dead(subscription.claimed_by)):
        rows = rows.unclaimed(now)
    else:
        rows = rows.filter(claimed_by=subscription.claimed_by)
    return bool(rows.update(claimed_by=this_process(), claimed_until=now + LEASE, enqueued_at=None))


def record_success(subscription: Subscription, *, note: str, more: bool) -> None:
    """Release a claim after a look that went well; `more` if something was left for later."""
    now = timezone.now()
    wait = SOON if more else dt.timedelta(minutes=subscription.minutes)
    _release(
        subscription,
        looked_at=now, succeeded_at=now, due_at=now + wait, error="", failures=0, note=note,
        etag=subscription.etag, modified=subscription.modified,
    )  # fmt: skip


def record_failure(subscription: Subscription, error: str, *, wait: float = 0) -> None:
    """Release a claim with the reason of a failure; `wait` is the least number of seconds."""
    now = timezone.now()
    failures = subscription.failures + 1
    pause = min(dt.timedelta(minutes=subscription.minutes) * 2 ** min(failures, 10), LONGEST_PAUSE)
    _release(
        subscription,
        looked_at=now, failed_at=now, error=error, failures=failures,
        due_at=now + max(pause, dt.timedelta(seconds=wait)),
    )  # fmt: skip


def _release(subscription: Subscription, **values: object) -> None:
    """Write the result of a look, unless the claim has expired and another process has it."""
    rows = Subscription.objects.filter(pk=subscription.pk, claimed_by=this_process())
    rows.update(claimed_by="", claimed_until=None, **values)


def give_back() -> int:
    """Release the claims of this process, which leaves before it has looked; return how many."""
    held = Subscription.objects.filter(claimed_by=this_process())
    return held.update(claimed_by="", claimed_until=None)


def counts() -> dict[str, int]:
    """Return the numbers of subscriptions that are followed, paused, failing and overdue."""
    now = timezone.now()
    return Subscription.objects.all().counts(now, now - OVERDUE)


def look_now(subscription: Subscription) -> None:
    """Have a subscription looked at next, paused or not; a pause ends."""
    rows = Subscription.objects.filter(pk=subscription.pk)
    rows.update(paused=False, due_at=timezone.now(), enqueued_at=None)


def pause(subscription: Subscription) -> None:
    """Look at a subscription no more until `look_now`."""
    Subscription.objects.filter(pk=subscription.pk).update(paused=True)


def to_enqueue() -> list[int]:
    """Return those that are due and have no task yet, and note that they get one."""
    now = timezone.now()
    rows = Subscription.objects.all().due(now).not_enqueued(now - ENQUEUE_TIMEOUT)
    keys = list(rows.values_list("pk", flat=True))
    Subscription.objects.filter(pk__in=keys).update(enqueued_at=now)
    return keys
