"""Primary keys that are taken before their rows are written, so that rows can refer to them."""

from __future__ import annotations

from collections import deque
from itertools import count, islice

from django.db import connection, models

# Keys that are taken from a sequence of PostgreSQL at once; what is left of them is not used.
CHUNK = 64


class Keys:
    """The next keys of a table, ascending, for the writer of one transaction.

    On SQLite rows that are written in another way meanwhile take the same keys: then a new instance
    has to be made.
    """

    def __init__(self, model: type[models.Model]) -> None:
        self._table = model._meta.db_table
        self._taken: deque[int] = deque()
        self._next = count(_last_of(self._table) + 1) if connection.vendor == "sqlite" else None

    def take(self) -> int:
        """Return one key."""
        if self._next is not None:
            return next(self._next)
        if not self._taken:
            self._taken.extend(_of_sequence(self._table, CHUNK))
        return self._taken.popleft()

    def take_many(self, number: int) -> list[int]:
        """Return so many keys."""
        if self._next is not None:
            return list(islice(self._next, number))
        return _of_sequence(self._table, number) if number else []


def _last_of(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _of_sequence(table: str, number: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            # The sequence is looked up once, and not for each key, as without OFFSET.
            "SELECT nextval(sequence) FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass "
            "AS sequence OFFSET 0) AS named, generate_series(1, %s)",
            [table, number],
        )
        return sorted(key for (key,) in cursor.fetchall())
