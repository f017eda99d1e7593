"""Which articles wait to be processed, who has which, and what becomes of one that failed.

The rows are the truth; a task in a queue is only a hint to look at one.  Whoever processes an
article claims it first, in one UPDATE, so that nobody else does.  A claim ends with its process,
or lapses after a time that depends on the article's length.  Three tries that ended in an error,
or with the death of the process, and the article is set aside: it is FAILED and says why.
"""

from __future__ import annotations

import datetime as dt
import os
import socket
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from articles.models import Article

State = Article.State

TRIES = 3
# Before the second and the third try.
BACK_OFF = (dt.timedelta(minutes=1), dt.timedelta(minutes=10))
# How long a task may take to come up before the sweep enqueues another.
FORGOTTEN = dt.timedelta(minutes=10)
# How long a claim holds, and for each thousand characters of the article on top.
LEASE = dt.timedelta(minutes=5)
LEASE_PER_THOUSAND = dt.timedelta(seconds=2)
DIED = "Set aside: the process that read it died, three times over."


def claim(article: Article, *, anew: bool = False) -> bool:
    """Take an article that waits, so that nobody else does; False where somebody else has it,
    where it is done, or where it is set aside.

    `anew` takes one that is set aside or failed as well, and counts its tries from one.
    """
    now = timezone.now()
    free = Q(state=State.PENDING) | _lapsed(now)
    if anew:
        free |= Q(state=State.FAILED)
    if article.state == State.PROCESSING and dead(article.claimed_by):
        free |= Q(state=State.PROCESSING, claimed_by=article.claimed_by)
    rows = Article.objects.filter(free, pk=article.pk)
    if article.tries >= TRIES and not anew:
        error = article.error or DIED
        if rows.update(state=State.FAILED, error=error, due_at=None, claimed_by=""):
            article.state, article.error = State.FAILED, error
            article.due_at, article.claimed_by = None, ""
        return False
    mine = taken(article.body, tries=1 if anew else article.tries + 1)
    # Whoever read the row before somebody else tried it gets it not, rather than once too often.
    same = rows if anew else rows.filter(tries=article.tries)
    if not same.update(**mine):
        return False
    for column, value in mine.items():
        setattr(article, column, value)
    return True


def taken(body: str, *, tries: int) -> dict[str, Any]:
    """What stands in the columns of an article with this text once this process has it."""
    lease = LEASE + LEASE_PER_THOUSAND * (len(body) / 1000)
    return {
        "state": State.PROCESSING,
        "tries": tries,
        "due_at": timezone.now() + lease,
        "claimed_by": myself(),
    }


def failed(article: Article, error: Exception, *, finally_: bool) -> None:
    """Note why an article failed: to be tried again later, or `finally_` not.

    One that was done before stays done, and keeps what was found.
    """
    article.error = f"{type(error).__name__}: {error}"
    article.claimed_by, article.due_at = "", None
    if article.state != State.DONE:
        if finally_ or article.tries >= TRIES:
            article.state = State.FAILED
        else:
            article.state = State.PENDING
            article.due_at = timezone.now() + BACK_OFF[max(article.tries, 1) - 1]
    Article.objects.filter(pk=article.pk).update(
        state=article.state, error=article.error, due_at=article.due_at, claimed_by=""
    )


def due() -> QuerySet[Article]:
    """What is to be tried again now, and what was forgotten, oldest first."""
    free_those_of_the_dead()
    now = timezone.now()
    late = Q(due_at__lte=now) | Q(due_at=None, added_at__lte=now - FORGOTTEN)
    return Article.objects.filter(Q(state=State.PENDING) & late | _lapsed(now)).order_by("pk")


def waiting() -> QuerySet[Article]:
    """All that nobody has, oldest first, due or not."""
    free_those_of_the_dead()
    free = Q(state=State.PENDING) | _lapsed(timezone.now())
    return Article.objects.filter(free).order_by("pk")


def put_off(articles: Iterable[int]) -> None:
    """Leave these for a while to the tasks that are enqueued for them."""
    now = timezone.now()
    rows = Article.objects.filter(pk__in=articles)
    rows.filter(Q(state=State.PENDING) | _lapsed(now)).update(
        state=State.PENDING, due_at=now + FORGOTTEN, claimed_by=""
    )


def _lapsed(now: dt.datetime) -> Q:
    return Q(state=State.PROCESSING) & (Q(due_at__lte=now) | Q(due_at=None))


def free_those_of_the_dead() -> int:
    """Let what a process of this machine had, and died over, be claimed at once."""
    held = Article.objects.filter(state=State.PROCESSING).exclude(claimed_by="")
    claims = held.order_by().values_list("claimed_by", flat=True).distinct()
    gone = [who for who in claims if dead(who)]
    return held.filter(claimed_by__in=gone).update(due_at=timezone.now())


def free_those_of_before() -> int:
    """Let everything that is not done be claimed: the processes that had it are of a time before
    the database was put back.  Returns how many that is."""
    Article.objects.filter(state=State.PROCESSING).update(
        state=State.PENDING, claimed_by="", due_at=None
    )
    return Article.objects.filter(state=State.PENDING).count()


def try_again(article: Article, *, anew: bool = True) -> None:
    """Let an article that failed be claimed again; `anew` as if it had never been tried."""
    failed_ones = Article.objects.filter(pk=article.pk, state=State.FAILED)
    tries = {"tries": 0} if anew else {}
    failed_ones.update(state=State.PENDING, due_at=None, error="", **tries)


def counts() -> dict[str, int]:
    """How many articles are in each state."""
    counted = Article.objects.order_by().values_list("state").annotate(Count("pk"))
    return {state.value: 0 for state in State} | dict(counted)


# ── who claims ────────────────────────────────────────────────────────────────────────────


def myself() -> str:
    """This process: machine, number, and when it began, so that no other is taken for it."""
    pid = os.getpid()
    return f"{_machine()}/{pid}/{_began(pid)}"


def dead(who: str) -> bool:
    """Whether a claim's process is known to be gone; one on another machine is not known."""
    try:
        machine, pid, began = who.rsplit("/", 2)
        return machine == _machine() and _began(int(pid)) != began
    except ValueError:
        return False


@cache
def _machine() -> str:
    """The host's name, and of its process numbers: a container counts from one again."""
    try:
        space = Path("/proc/self/ns/pid").readlink().name.strip("pid:[]")
    except OSError:
        space = ""
    return f"{socket.gethostname()[:100]}:{space}"


def _began(pid: int) -> str:
    """When a process began, in the kernel's ticks; empty if there is none."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.parent.parent.joinpath("self").exists():
        return _began_elsewhere(pid)
    try:
        # After the name in brackets, which may hold blanks and brackets itself; then field 22.
        fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else fields[19]


def _began_elsewhere(pid: int) -> str:
    """Where there is no /proc: whether there is such a process, and no more."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        return "0"
    return "0"
