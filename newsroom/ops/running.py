"""Whether a newsroom runs on a database that is to be replaced, copied from or copied into."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

from django.conf import settings
from django.db import connection, connections

LEAVING = 2.0
"""Seconds in which the connection of a process that has ended is gone."""


def on_this_database() -> str:
    """Return what else uses the database of this process; “” if nothing does."""
    if connection.vendor == "sqlite":
        connections.close_all()
        return on_file(Path(settings.DATABASES["default"]["NAME"]))
    return _connected()


def on_file(database: Path) -> str:
    """Return what has a database of SQLite open; “” if nothing has, or it is none.

    With a write-ahead log every connection holds a lock, and only who is alone may leave that mode.
    """
    if not database.exists():
        return ""
    with closing(sqlite3.connect(database, timeout=1)) as alone:
        try:
            alone.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                return "another process has it open"
        except sqlite3.DatabaseError:
            pass  # it is damaged, which its user says
    return ""


def _connected() -> str:
    """Return how many connections of other newsrooms the database of PostgreSQL has.

    One whose process has just ended is there for a moment longer.
    """
    until = monotonic() + LEAVING
    while (others := _others()) and monotonic() < until:
        sleep(LEAVING / 20)
    return f"{others} other connections" if others else ""


def _others() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND application_name = 'newsroom' AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])
