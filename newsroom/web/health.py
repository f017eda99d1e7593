"""Probes for machines: `/healthz`, whether this process lives, and `/readyz`, whether it can serve.

An app adds checks and figures of its own with `register_check` and `register_figure`.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from tempfile import TemporaryFile

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsroom.db import migrated
from newsroom.db.locks import briefly
from newsroom.web.access import Access
from newsroom.web.http import client_address
from reading import kernel

logger = logging.getLogger(__name__)

# Bytes: what a database needs to go on for a while.
LEAST_FREE = 64 * 1024 * 1024
# Milliseconds that `/readyz` waits for another writer: its callers have not long to wait either.
LONGEST = 2000


class NotReadyError(Exception):
    """What is wrong and how to mend it, for the log; the response only names the check."""


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 as long as requests are answered at all; look at nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 if every check passes, else 503; name the checks that failed.

    Those who may have figures get them too.
    """
    results = {name: _result(name, check) for name, check in CHECKS.items()}
    if set(results.values()) != {"ok"}:
        return JsonResponse(results, status=503)
    figures = FIGURES if may_have_figures(request) else {}
    return JsonResponse(results | {name: figure() for name, figure in figures.items()})


def may_have_figures(request: HttpRequest) -> bool:
    """Whether a request is an admin's, from this machine without a proxy between, or from a network
    of NEWSROOM_METRICS_FROM."""
    address = _plain(client_address(request))
    if "X-Forwarded-For" not in request.headers and (address is None or address.is_loopback):
        return True
    listed = any(address in network for network in settings.METRICS_FROM if address)
    return listed or Access.ADMINS.given_to(request.user)


def _plain(text: str | None) -> IPv4Address | IPv6Address | None:
    """Return an address of IPv4 as one, also where a socket of IPv6 has it."""
    address = ip_address(text) if text else None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def _result(name: str, check: Callable[[], None]) -> str:
    try:
        check()
    except Exception:
        logger.exception("Not ready: %s", name)
        return "failed"
    return "ok"


def database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def storage() -> None:
    """Raise if nothing can be written: a row that is rolled back, and room on the disk.

    SQLite keeps such a row in memory, so that a byte tells whether its disk takes any.
    """
    with briefly(LONGEST), transaction.atomic():
        Session.objects.create(session_key=f"probe-{os.getpid()}", expire_date=timezone.now())
        transaction.set_rollback(True)
    if connection.vendor == "sqlite":
        with TemporaryFile(dir=settings.DATA_DIR, buffering=0) as probe:
            probe.write(b"x")
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < LEAST_FREE:
        raise NotReadyError(f"{free:,} bytes are free at {settings.DATA_DIR}: make room")


@cache
def migrations() -> None:
    """Raise if migrations are unapplied.  Once it passes it holds for the life of the process."""
    if count := migrated.unapplied():
        raise NotReadyError(f"{count} migrations are to be applied: manage.py migrate")


def queue() -> None:
    """Raise if the queue keeps no tasks: its thread, its table or its Redis is gone."""
    if settings.QUEUE == "database":
        from django_tasks_db.models import DBTaskResult

        DBTaskResult.objects.exists()
    elif settings.QUEUE == "redis":
        _redis()
    else:
        from newsroom.queues.thread import worker

        if not worker.well:
            raise NotReadyError("The thread that processes articles has died: restart the server")


def _redis() -> None:
    from redis import RedisError

    from newsroom.queues.redis import RedisBackend

    backend = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    assert isinstance(backend, RedisBackend)
    try:
        backend.get_client().ping()
    except RedisError as error:
        raise NotReadyError(f"The queue in Redis does not answer: {error}") from error


# By the name that the response has, what raises if the newsroom is not ready.
CHECKS: dict[str, Callable[[], None]] = {
    "database": database,
    "storage": storage,
    "migrations": migrations,
    "queue": queue,
}
# By the name that the response has, what counts the work of a newsroom that is ready, and what it
# goes without.
FIGURES: dict[str, Callable[[], object]] = {"kernel_lacks": kernel.lacking}


def register_check(name: str, check: Callable[[], None]) -> None:
    """Add a check to `/readyz`: a function that raises, `NotReadyError` at best, if it fails."""
    CHECKS[name] = check


def register_figure(name: str, figure: Callable[[], object]) -> None:
    """Add to the response of a newsroom that is ready what a function returns, as JSON."""
    FIGURES[name] = figure
