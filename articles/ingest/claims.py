"""Claims on articles: which wait to be processed, which process has which, and retries.

The rows are the truth; a task in a queue is only a hint to look at one.  A worker claims an article
before it processes it, in one UPDATE, so that no other worker does.  A claim ends with its process,
or when its lease expires, which depends on the article's length.  After three tries that ended in
an error or with the death of the process, the article is set aside: FAILED, with the reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from articles.models import Article
from newsroom.queues.processes import is_dead, this_process

State = Article.State

MAX_TRIES = 3
# Delay before the second and the third try.
BACK_OFF = (dt.timedelta(minutes=1), dt.timedelta(minutes=10))
# How long a task may wait in the queue before the sweep enqueues another.
ENQUEUE_TIMEOUT = dt.timedelta(minutes=10)
# How long a claim holds, and how much longer per thousand characters of the article.
LEASE = dt.timedelta(minutes=5)
LEASE_PER_THOUSAND = dt.timedelta(seconds=2)
DIED = "Set aside: the process that read it died, three times over."


def claim(article: Article, *, restart: bool = False) -> bool:
    """Claim an article that waits; False if another process has it, it is done or set aside.

    `restart` claims a failed article as well, and counts its tries from one.
    """
    now = timezone.now()
    free = Q(state=State.PENDING) | _expired(now)
    if restart:
        free |= Q(state=State.FAILED)
    if article.state == State.PROCESSING and is_dead(article.claimed_by):
        free |= Q(state=State.PROCESSING, claimed_by=article.claimed_by)
    rows = Article.objects.filter(free, pk=article.pk)
    if article.tries >= MAX_TRIES and not restart:
        error = article.error or DIED
        if rows.update(state=State.FAILED, error=error, due_at=None, claimed_by=""):
            article.state, article.error = State.FAILED, error
            article.due_at, article.claimed_by = None, ""
        return False
    values = claim_values(article.body, tries=1 if restart else article.tries + 1)
    # Another process may have tried the article since this row was read.
    same = rows if restart else rows.filter(tries=article.tries)
    if not same.update(**values):
        return False
    for column, value in values.items():
        setattr(article, column, value)
    return True


def claim_values(body: str, *, tries: int) -> dict[str, Any]:
    """Return the columns of an article with this text that this process claims."""
    lease = LEASE + LEASE_PER_THOUSAND * (len(body) / 1000)
    return {
        "state": State.PROCESSING,
        "tries": tries,
        "due_at": timezone.now() + lease,
        "claimed_by": this_process(),
    }


def done_values(version: str, first_read_at: dt.datetime | None = None) -> dict[str, Any]:
    """Return the columns of an article that an extractor of this version has done, and that was
    read for the first time then or now."""
    now = timezone.now()
    return {
        "state": State.DONE,
        "error": "",
        "extractor_version": version,
        "processed_at": now,
        "first_read_at": first_read_at or now,
        "due_at": None,
        "claimed_by": "",
    }


def record_failure(article: Article, error: Exception, *, final: bool) -> None:
    """Release a claim with the reason of the failure; retry later unless `final`.

    An article that was done before stays done and keeps its quotations.
    """
    article.error = f"{type(error).__name__}: {error}"
    article.claimed_by, article.due_at = "", None
    if article.state != State.DONE:
        if final or article.tries >= MAX_TRIES:
            article.state = State.FAILED
        else:
            article.state = State.PENDING
            article.due_at = timezone.now() + BACK_OFF[max(article.tries, 1) - 1]
    Article.objects.filter(pk=article.pk).update(
        state=article.state, error=article.error, due_at=article.due_at, claimed_by=""
    )


def due() -> QuerySet[Article]:
    """Return articles to retry now and those whose tasks were lost, oldest first."""
    release_dead()
    now = timezone.now()
    late = Q(due_at__lte=now) | Q(due_at=None, added_at__lte=now - ENQUEUE_TIMEOUT)
    return Article.objects.filter(Q(state=State.PENDING) & late | _expired(now)).order_by("pk")


def make_due(article: Article) -> None:
    """Have the next sweep enqueue an article that waits."""
    waiting = Article.objects.filter(pk=article.pk, state=State.PENDING)
    waiting.update(due_at=timezone.now())


def unclaimed() -> QuerySet[Article]:
    """Return all articles that no process has, due or not, oldest first."""
    release_dead()
    free = Q(state=State.PENDING) | _expired(timezone.now())
    return Article.objects.filter(free).order_by("pk")


def defer(articles: Iterable[int]) -> None:
    """Leave these articles for a while to the tasks enqueued for them."""
    now = timezone.now()
    rows = Article.objects.filter(pk__in=articles)
    rows.filter(Q(state=State.PENDING) | _expired(now)).update(
        state=State.PENDING, due_at=now + ENQUEUE_TIMEOUT, claimed_by=""
    )


def _expired(now: dt.datetime) -> Q:
    return Q(state=State.PROCESSING) & (Q(due_at__lte=now) | Q(due_at=None))


def release_dead() -> int:
    """Expire the claims of processes of this machine that have died; return how many."""
    held = Article.objects.filter(state=State.PROCESSING).exclude(claimed_by="")
    claims = held.order_by().values_list("claimed_by", flat=True).distinct()
    dead = [name for name in claims if is_dead(name)]
    return held.filter(claimed_by__in=dead).update(due_at=timezone.now())


def release_mine() -> int:
    """Expire the claims of this process, which has lost its database and begins again; return how
    many."""
    held = Article.objects.filter(state=State.PROCESSING, claimed_by=this_process())
    return held.update(due_at=timezone.now())


def give_back() -> int:
    """Let the articles that this process claimed and does not read wait again, without counting a
    try; return how many."""
    held = Article.objects.filter(state=State.PROCESSING, claimed_by=this_process())
    tries = Greatest(F("tries") - 1, 0)
    return held.update(state=State.PENDING, claimed_by="", due_at=timezone.now(), tries=tries)


def release_all() -> int:
    """Release every claim, after a restored backup: its processes ended before the backup was
    restored.  Return how many articles wait then."""
    Article.objects.filter(state=State.PROCESSING).update(
        state=State.PENDING, claimed_by="", due_at=None
    )
    return Article.objects.filter(state=State.PENDING).count()


def retry(article: Article, *, restart: bool = True) -> None:
    """Let a failed article be claimed again; `restart` counts its tries from one."""
    failed = Article.objects.filter(pk=article.pk, state=State.FAILED)
    tries = {"tries": 0} if restart else {}
    failed.update(state=State.PENDING, due_at=None, error="", **tries)


def counts() -> dict[str, int]:
    """Return the number of articles in each state."""
    counted = Article.objects.order_by().values_list("state").annotate(Count("pk"))
    return {state.value: 0 for state in State} | dict(counted)


def oldest_waiting() -> float | None:
    """Return for how many seconds the article that waits longest has been here; None if none
    waits."""
    waiting = Article.objects.filter(state__in=[State.PENDING, State.PROCESSING])
    since = waiting.order_by().aggregate(since=Min("added_at"))["since"]
    return round((timezone.now() - since).total_seconds(), 1) if since else None
