"""A task backend that needs no second process: one worker thread inside the server."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from queue import SimpleQueue
from typing import Any

from django.db import close_old_connections, transaction
from django.tasks import Task, TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.utils import timezone
from django.utils.crypto import get_random_string

logger = logging.getLogger(__name__)


class Worker:
    """A thread that runs what is put before it, in order; it starts with the first of them."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[TaskResult[..., Any]] = SimpleQueue()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def put(self, result: TaskResult[..., Any]) -> None:
        self._queue.put(result)
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="tasks", daemon=True)
                self._thread.start()

    @property
    def well(self) -> bool:
        """Whether what is put before it will be run."""
        return self._thread is None or self._thread.is_alive()

    def _work(self) -> None:
        while True:
            result = self._queue.get()
            close_old_connections()
            try:
                result.task.call(*result.args, **result.kwargs)
            except Exception:
                logger.exception("Task %s%r failed", result.task.name, tuple(result.args))
            finally:
                close_old_connections()


# One a process: Django makes a backend for every thread that enqueues.
worker = Worker()


def waiting[**P, R](
    task: Task[P, R], args: Sequence[Any], kwargs: dict[str, Any], alias: str
) -> TaskResult[P, R]:
    """What a backend that keeps no results says of a task which nobody has taken up yet."""
    return TaskResult(
        task=task,
        id=get_random_string(32),
        status=TaskResultStatus.READY,
        enqueued_at=timezone.now(),
        started_at=None,
        last_attempted_at=None,
        finished_at=None,
        args=list(args),
        kwargs=kwargs,
        backend=alias,
        errors=[],
        worker_ids=[],
    )


class ThreadBackend(BaseTaskBackend):
    """Runs tasks one after another, in order, off the request's thread.

    Enqueued within a transaction, a task starts once that commits.  The queue lives in
    memory only and its thread dies with the server, in the middle of its work: what must survive
    a restart is on rows, which `articles.tasks.resume` looks through when the server starts.
    Results are not kept.
    """

    def enqueue[**P, R](
        self, task: Task[P, R], args: Sequence[Any], kwargs: dict[str, Any]
    ) -> TaskResult[P, R]:
        self.validate_task(task)
        result = waiting(task, args, kwargs, self.alias)
        transaction.on_commit(lambda: worker.put(result))
        return result
