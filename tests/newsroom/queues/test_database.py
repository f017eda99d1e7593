"""The worker of the queue in the database, when it is to stop."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

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
