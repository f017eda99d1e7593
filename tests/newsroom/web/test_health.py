"""/healthz and /readyz, and each way in which a newsroom is not ready."""

from __future__ import annotations

import datetime as dt
import errno
import json

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import Client
from django.utils import timezone

from articles.search.backends import backend
from newsroom.queues.thread import Worker
from newsroom.web import health
from newsroom.web.unsaved import reason_of
from reading import kernel
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db


def ready(client: Client) -> tuple[int, dict[str, object]]:
    response = client.get("/readyz")
    return response.status_code, json.loads(response.content)


def test_a_newsroom_that_is_well_is_ready_and_says_how_much_there_is_to_do(client: Client) -> None:
    make_article(state="failed", error="It broke.")
    status, answer = ready(client)
    assert status == 200
    assert answer == {
        **dict.fromkeys(
            ("database", "storage", "migrations", "search", "weights", "model", "queue"), "ok"
        ),
        "index": "in memory",
        "kernel_lacks": kernel.lacking(),
        "articles": {"pending": 0, "processing": 0, "done": 0, "failed": 1},
        "oldest_waiting_seconds": None,
        "subscriptions": {"followed": 0, "paused": 0, "failing": 0, "overdue": 0},
    }
    assert client.get("/readyz")["Cache-Control"].startswith("max-age=0")


def test_it_says_for_how_long_the_oldest_article_waits(client: Client) -> None:
    first, second, done = make_article(), make_article("Later."), make_article("Done.")
    hour = dt.timedelta(hours=1)
    for article, hours, state in (
        (first, 2, "pending"),
        (second, 1, "processing"),
        (done, 9, "done"),
    ):
        added = timezone.now() - hours * hour
        type(article).objects.filter(pk=article.pk).update(added_at=added, state=state)
    waits = ready(client)[1]["oldest_waiting_seconds"]
    assert isinstance(waits, float)
    assert 2 * hour.total_seconds() <= waits < 9 * hour.total_seconds()


def test_it_lives_even_where_the_database_is_gone(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setitem(health.CHECKS, "database", gone)
    status, answer = ready(client)
    assert (status, answer["database"]) == (503, "failed")
    assert "the disk is full" not in json.dumps(answer), "the log says why, not the answer"
    with connection.execute_wrapper(lambda *_: gone()):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="its rows are elsewhere")
def test_a_disk_that_turns_read_only_is_noticed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite itself notices only where something is committed, and then names no reason."""

    def read_only(**_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(health, "TemporaryFile", read_only)
    status, answer = ready(client)
    assert (status, answer["database"], answer["storage"]) == (503, "ok", "failed")
    assert "cannot be written" in reason_of(OperationalError("disk I/O error"))


def test_without_its_triggers_the_search_is_not_ready(client: Client) -> None:
    backend().remove()
    status, answer = ready(client)
    assert (status, answer["search"]) == (503, "failed")
    backend().install()
    assert ready(client)[0] == 200


def test_a_migration_to_be_applied_is_found(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    health.migrations.cache_clear()
    monkeypatch.setattr(
        "django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: [("0099", 0)]
    )
    status, answer = ready(client)
    assert (status, answer["migrations"]) == (503, "failed")


def test_a_dead_queue_is_found(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker()
    monkeypatch.setattr("newsroom.queues.thread.worker", worker)
    assert ready(client)[0] == 200, "it has not begun yet, for want of work"

    class Dead:
        def is_alive(self) -> bool:
            return False

    monkeypatch.setattr(worker, "_thread", Dead())
    status, answer = ready(client)
    assert (status, answer["queue"]) == (503, "failed")
