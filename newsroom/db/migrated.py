"""Whether the tables are those of this version."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def unapplied() -> int:
    """How many migrations are to be applied."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def require() -> None:
    """Raise ImproperlyConfigured, with the way out, if migrations are to be applied.

    For a command that would fail at each of many articles, or leave half of something.
    """
    if count := unapplied():
        raise ImproperlyConfigured(
            f"The database lacks tables or columns of this version: {count} migrations are to be "
            "applied. Run manage.py migrate."
        )
