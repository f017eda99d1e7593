"""A task backend in Redis: `django-tasks-redis`, held to what we need of a queue."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import Any

from django.db import close_old_connections, transaction
from django.tasks import Task, TaskResult
from django_tasks_redis import RedisTaskBackend
from redis import RedisError

from newsroom.queues.thread import waiting

logger = logging.getLogger(__name__)

# For how long a Redis that did not answer is not tried again, so that a form with many articles
# waits for it once.
PAUSE_SECONDS = 5


class RedisBackend(RedisTaskBackend):  # type: ignore[misc]
    """Lets Redis forget, and be away: what waits is on rows, and the sweep enqueues it again.

    Enqueued within a transaction, a task is handed over once that commits, so that no worker
    looks for a row that is not there yet.  Results are not kept.
    """

    # Django makes a backend for every thread, and they ask the same Redis.
    _away_until = 0.0

    def enqueue[**P, R](
        self, task: Task[P, R], args: Sequence[Any], kwargs: dict[str, Any]
    ) -> TaskResult[P, R]:
        self.validate_task(task)
        transaction.on_commit(lambda: self._hand_over(task, args, kwargs))
        return waiting(task, args, kwargs, self.alias)

    def _hand_over(self, task: Task[..., Any], args: Sequence[Any], kwargs: dict[str, Any]) -> None:
        if time.monotonic() < RedisBackend._away_until:
            return
        try:
            super().enqueue(task, args, kwargs)
        except RedisError as error:
            RedisBackend._away_until = time.monotonic() + PAUSE_SECONDS
            logger.error("Redis takes no tasks; what waits is enqueued again later: %s", error)

    def run_task(self, task_id: str, **options: Any) -> TaskResult[..., Any] | None:
        """As the package runs it, but on a connection to the database that is known to work, and
        with why a task failed in the log."""
        close_old_connections()
        try:
            result: TaskResult[..., Any] | None = super().run_task(task_id, **options)
        finally:
            close_old_connections()
        if result is not None:
            for error in result.errors:
                logger.error(
                    "Task %s%r failed\n%s", result.task.name, tuple(result.args), error.traceback
                )
            self.delete_task_data(task_id)
        return result
