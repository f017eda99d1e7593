"""The worker of the queue in the database, when it is to stop and when its database restarts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django_tasks_db.models import DBTaskResult

from articles.ingest import claims
from articles.models import Article
from articles.tasks import mail_search
from tests.support.factories import make_article
from tests.support.paths import ROOT
from tests.support.servers import until

DATABASE_QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def signals() -> Iterator[None]:
    """Put back the handlers that a worker replaces."""
    handled = (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)
    before = [signal.getsignal(number) for number in handled]
    yield
    for number, handler in zip(handled, before, strict=True):
        signal.signal(number, handler)


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_worker_signalled_within_a_query_ends_it_and_returns(
    signals: None, settings: Any
) -> None:
    settings.TASKS = DATABASE_QUEUE
    sent: list[str] = []

    def stop_at_the_first(execute: Any, sql: str, *rest: Any) -> Any:
        if not sent:
            sent.append(sql)
            os.kill(os.getpid(), signal.SIGTERM)
        return execute(sql, *rest)

    with connection.execute_wrapper(stop_at_the_first):
        call_command("db_worker", interval=0, startup_delay=False, reload=False)
    assert sent, "the worker looked for tasks"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


@contextmanager
def worker_of_its_own(log: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process on the database of the tests."""
    url = os.environ["NEWSROOM_DATABASE_URL"].replace(
        "/newsroom?", f"/{connection.settings_dict['NAME']}?"
    )
    env = {**os.environ, "NEWSROOM_DATABASE_URL": url, "NEWSROOM_QUEUE": "database"}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "manage.py", "db_worker", "--no-startup-delay", "--interval", "0.1"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stderr=log, stdout=log) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def away() -> Iterator[None]:
    """What others see of a restart: connections are cut, and refused for a while."""
    params = connection.get_connection_params()
    database = params["dbname"]
    allow = f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS'
    beside = {"host": params["host"], "user": params["user"], "dbname": "postgres"}
    with psycopg.connect(**beside, autocommit=True) as admin:
        admin.execute(f"{allow} false")
        try:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = %s AND pid <> %s",
                [database, connection.connection.info.backend_pid],
            )
            yield
        finally:
            admin.execute(f"{allow} true")


def run_by_it() -> bool:
    """Whether the worker runs a task that is enqueued now."""
    task = mail_search.enqueue(0)
    return until(lambda: DBTaskResult.objects.get(pk=task.id).status == "SUCCESSFUL")


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server to restart")
def test_a_worker_outlives_a_restart_of_postgresql(settings: Any, tmp_path: Any) -> None:
    settings.TASKS = DATABASE_QUEUE
    log = tmp_path / "log"
    with log.open("wb") as file, worker_of_its_own(file) as worker:
        assert run_by_it()
        with away():
            assert until(lambda: b"waiting for it" in log.read_bytes())
        assert run_by_it()
        assert worker.poll() is None
    assert worker.returncode == 0, log.read_text()


@pytest.mark.django_db(transaction=True)
def test_a_worker_releases_what_it_had_when_the_database_went(
    settings: Any, monkeypatch: pytest.MonkeyPatch, signals: None
) -> None:
    settings.TASKS = DATABASE_QUEUE
    monkeypatch.setattr("articles.management.commands.db_worker.PAUSE", 0)
    article = make_article()
    assert claims.claim(article)
    failed: list[str] = []

    def fail_once_then_stop(execute: Any, sql: str, *rest: Any) -> Any:
        if not failed:
            failed.append(sql)
            raise OperationalError("the connection is lost")
        if "articles_article" not in sql and len(failed) == 1:
            failed.append(sql)
            os.kill(os.getpid(), signal.SIGTERM)
        return execute(sql, *rest)

    with connection.execute_wrapper(fail_once_then_stop):
        call_command("db_worker", interval=0, startup_delay=False, reload=False)
    assert list(claims.due()) == [Article.objects.get()]
