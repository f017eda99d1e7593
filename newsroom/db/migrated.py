"""Whether the tables are those of this version."""

from __future__ import annotations

import re

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

_LACKS = re.compile(r"no such (?:table|column)|(?:relation|column) .* does not exist")


def lacks_tables(error: BaseException | None) -> bool:
    """Whether either database says that a table or a column is not there."""
    return isinstance(error, DatabaseError) and bool(_LACKS.search(" ".join(str(error).split())))


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
