"""`db_worker` of django-tasks-db, with a worker that stops between tasks and outlives its database.

The package's worker exits at once if it is signalled while it waits for a task. If it is just then
within a query, PostgreSQL's driver cannot end the transaction: the worker ends with a traceback
and exit status 1, and a service manager takes it for a crash.  A restart of PostgreSQL ends it too.
"""

from __future__ import annotations

import logging
import signal
import time
from types import FrameType
from typing import Any

from django.db import InterfaceError, OperationalError, connections
from django_tasks_db.management.commands import db_worker

from articles.ingest import claims

logger = logging.getLogger("django_tasks_db")

# Seconds between two tries of a database that does not answer.
PAUSE = 1


class Worker(db_worker.Worker):
    """A worker that ends its loop at the first signal, after at most `interval` seconds, and waits
    for a database that is away."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Finish the current task, if any, then stop; a second signal stops at once."""
        if not self.running:
            super().shutdown(signum, frame)
        logger.warning("Received %s: stopping after the current task.", signal.strsignal(signum))
        self.running = False

    def run(self) -> None:
        """Run tasks until stopped; with `batch`, a database that is away ends it."""
        lost = False
        while self.running:
            try:
                if lost:
                    claims.release_mine()
                    logger.warning("The database answers again.")
                    lost = False
                super().run()
                return
            except (OperationalError, InterfaceError) as error:
                connections.close_all()
                if self.batch:
                    raise
                if not lost:
                    logger.error("The database does not answer; waiting for it: %s", error)
                lost = True
                time.sleep(PAUSE)


class Command(db_worker.Command):
    help = "Process articles from the queue in the database until stopped."
    requires_system_checks = []  # they load every page

    def handle(self, **options: Any) -> None:
        """Run the package's command, which makes its worker by this name, with ours."""
        db_worker.Worker = Worker  # type: ignore[misc]
        super().handle(**options)
