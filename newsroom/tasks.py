"""A task backend that needs no second process: one worker thread inside the server."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import close_old_connections, transaction
from django.tasks import Task, TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.utils import timezone
from django.utils.crypto import get_random_string

logger = logging.getLogger(__name__)


class ThreadBackend(BaseTaskBackend):
    """Runs tasks one after another, in order, off the request's thread.

    Enqueued within a transaction, a task starts once that commits.  The queue lives in
    memory only: what must survive a restart is on rows, which `articles.tasks` looks
    through when the server starts.  Results are not kept either.
    """

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, params)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"tasks-{alias}")

    def enqueue(self, task: Task, args: list[Any], kwargs: dict[str, Any]) -> TaskResult:
        self.validate_task(task)
        result = TaskResult(
            task=task,
            id=get_random_string(32),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=list(args),
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        transaction.on_commit(lambda: self._pool.submit(self._run, result))
        return result

    def _run(self, result: TaskResult) -> None:
        close_old_connections()
        try:
            result.task.call(*result.args, **result.kwargs)
        except Exception:
            logger.exception("Task %s%r failed", result.task.name, tuple(result.args))
        finally:
            close_old_connections()
