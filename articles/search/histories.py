"""Which database this is, and whether its change log goes on from a place that was noted.

A database that was replaced by an older copy of itself has another past from there on: marks of
its change log are given a second time.  The last notes before a mark tell.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from newsroom.db import replicas
from newsroom.db.replicas import connection

# Notes that are kept to compare, and compared.
KEPT = 1_000
COMPARED = 100

_NOTES = {
    "sqlite": (
        "SELECT article_id, id FROM articles_touched WHERE id <= %s ORDER BY id DESC LIMIT %s"
    ),
    "postgresql": (
        "SELECT article_id, id FROM articles_touched WHERE xid < %s ORDER BY id DESC LIMIT %s"
    ),
}


def database() -> str:
    """Return what tells the database from others; a replica is the one that it follows."""
    primary = connections[DEFAULT_DB_ALIAS].settings_dict
    if connection.vendor == "postgresql":
        where = [primary[name] for name in ("HOST", "PORT", "NAME")]
        row = _row(
            "SELECT oid, 'articles_quotation'::regclass::oid FROM pg_database "
            "WHERE datname = current_database()"
        )
        return json.dumps(["postgresql", *map(str, where), *row])
    found = Path(primary["NAME"]).stat()
    return f"sqlite {found.st_dev} {found.st_ino}"


def notes_until(mark: int, most: int = KEPT) -> list[list[int]]:
    """Return the last notes of the change log before a mark, as (article, number of the note)."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTES[connection.vendor], [mark, most])
        return [list(row) for row in cursor.fetchall()]


def goes_on(mark: int, notes: list[list[int]]) -> bool:
    """Whether the change log has the past in which these were its last notes before a mark.

    A note that is not there any more was followed by a later one of the same article.
    """
    if (
        connection.vendor == "sqlite"
        and (_row("SELECT max(id) FROM articles_touched")[0] or 0) < mark
    ):
        return False
    known = set(map(tuple, notes))
    first = min((number for _, number in known), default=0)
    now = [tuple(note) for note in notes_until(mark, COMPARED)]
    return all(note in known for note in now if note[1] >= first)


def place() -> int:
    """Return where the log of the primary is; 0 where there are no replicas."""
    return replicas.written() if settings.REPLICAS else 0


def _row(query: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()
