"""Which process has which saved search or digest, and for how long.

A process claims a row in one UPDATE, so that no two work at it at a time.  A claim ends with its
process, or when its lease does.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from articles.models.searches import ClaimedQuerySet
from newsroom.queues.processes import is_dead, this_process

# How long a claim holds: a look takes seconds, and so does a mail, or its server's timeout.
LEASE = dt.timedelta(minutes=10)
# How long a task may wait in the queue before another is enqueued.
ENQUEUE_TIMEOUT = dt.timedelta(minutes=10)


def claim(rows: ClaimedQuerySet[Any], pk: int, **values: object) -> bool:
    """Claim a row that is due, and set `values`; False if it is not, or another process has it."""
    now = timezone.now()
    due = rows.filter(pk=pk, pk__in=rows.due(now).order_by().values("pk"))
    holder = due.values_list("claimed_by", flat=True).first()
    if holder is None:
        return False
    free = due.filter(claimed_by=holder) if is_dead(holder) else due.unclaimed(now)
    taken = free.update(
        claimed_by=this_process(), claimed_until=now + LEASE, enqueued_at=None, **values
    )
    return bool(taken)


def release(rows: ClaimedQuerySet[Any], pk: int, **values: object) -> bool:
    """Set values and end the claim; False, and nothing set, if another process has it by now."""
    own = rows.filter(pk=pk, claimed_by=this_process())
    return bool(own.update(claimed_by="", claimed_until=None, **values))


def to_enqueue(rows: ClaimedQuerySet[Any]) -> list[int]:
    """Return those that are due and have no task yet, and note that they get one."""
    now = timezone.now()
    keys = list(rows.due(now).not_enqueued(now - ENQUEUE_TIMEOUT).values_list("pk", flat=True))
    rows.filter(pk__in=keys).update(enqueued_at=now)
    return keys
