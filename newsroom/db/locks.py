"""Whoever writes who said what writes alone, so that two never make one person twice.

SQLite has one writer at a time by itself.  PostgreSQL lets two articles that name the same newcomer
find nobody on file at once, and make two; and it ends one of two transactions that wait for each
other's rows.  A lock at the beginning of a transaction rules out both.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Any number that no other program locks in our database.
LOCK = 7_220_145_377_904_611


@contextmanager
def alone() -> Iterator[None]:
    """A transaction that waits until no other of this kind is under way."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield
