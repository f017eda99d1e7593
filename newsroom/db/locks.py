"""One writer at a time.

SQLite has one writer at a time by itself.  On PostgreSQL two articles that name the same new
speaker could both find nobody in the database and create the speaker twice, and two transactions
that wait for each other's rows end in a deadlock.  An advisory lock taken at the start of each
transaction rules out both.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# The key of the advisory lock: any number that no other program locks in this database.
LOCK = 7_220_145_377_904_611
# How long PostgreSQL lets a writer wait, as long as `settings.SQLITE` does.
LONGEST = "20s"
# Milliseconds that a request waits to write what may stay unwritten.
MOMENT = 250


@contextmanager
def single_writer() -> Iterator[None]:
    """Open a transaction and serialise writers with an advisory lock until it ends.

    Raises OperationalError where another one has it for longer than `LONGEST`.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('lock_timeout', %s, true), pg_advisory_xact_lock(%s)",
                    [LONGEST, LOCK],
                )
        yield


def look_up_by_key() -> None:
    """Have PostgreSQL find rows by indexes until the transaction ends.

    A table that was small when it was last counted is else read from its beginning for each row
    that refers to it: the plans of foreign keys are made once a session.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('enable_seqscan', 'off', true)")


@contextmanager
def briefly(milliseconds: int = MOMENT) -> Iterator[None]:
    """Wait for the lock of all of SQLite for a moment only; a statement that gets none raises.

    For what may stay unwritten, in requests that otherwise read.  PostgreSQL locks rows.
    """
    if connection.vendor != "sqlite":
        yield
        return
    usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
