"""Fill tables of PostgreSQL as a restore does: rows first, then indexes and keys.

Row by row, each index is read and written for every row, each foreign key is looked up, and each
word is put into its list alone.  `Restoring` takes indexes, foreign keys and triggers away, copies
rows in one transaction, and makes all again as the catalog had them: the schema is the same after
as before.  Only for a database that nobody else uses meanwhile.
"""

from __future__ import annotations

import itertools
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

from django.db import connection

from articles.search.backends.postgres_setup import FILL, SAID

# Lines of COPY that are sent at once.
LINES = 500
# Lots of rows that wait while the server takes the one before.
WAITING = 6
# Indexes that are made at once, and the memory of each: GIN keeps a tree in it, whose nodes the
# processor waits for, the longer the larger it is.
BUILDERS, MEMORY = 2, "256MB"
# Texts are compressed in the faster way, where the server has it.  That of the columns stays: each
# compressed text says in which way it is.
QUICKLY = (
    "SELECT set_config('default_toast_compression', 'lz4', false) FROM pg_settings "
    "WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)"
)
# Each of these with its table, its name and how it is made; of indexes the slowest first, and
# whether one is a constraint.
INDEXES = """SELECT indrelid::regclass::text, relname, pg_get_indexdef(indexrelid),
    conname IS NOT NULL
FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam
LEFT JOIN pg_constraint ON conindid = indexrelid AND contype = 'u'
WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary
ORDER BY amname <> 'gin', relname DESC"""
FOREIGN_KEYS = """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY conname"""
# Columns that are computed from others.
COMPUTED = """SELECT attrelid::regclass::text, attname,
    format('%%s GENERATED ALWAYS AS (%%s) STORED',
           format_type(atttypid, atttypmod), pg_get_expr(adbin, adrelid))
FROM pg_attribute JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE attgenerated = 's' AND attrelid = ANY(%s::regclass[]) ORDER BY attrelid, attnum"""


class Made(NamedTuple):
    """Something of a table, and the SQL that makes it."""

    table: str
    name: str
    sql: str
    constraint: bool = False


class Restoring:
    """Fill these tables, which are empty; what refers to their rows is emptied too.

    Rows are sent by a thread of its own, so that the next ones are made meanwhile.
    """

    def __init__(self, tables: Sequence[str]) -> None:
        self.tables = (*tables, SAID)
        self._writer = ThreadPoolExecutor(1)
        self._sent: deque[Future[None]] = deque()
        self._indexes: list[Made] = []
        self._computed: list[Made] = []
        self._foreign_keys: list[Made] = []
        self._writer.submit(self._begin).result()

    def together(self) -> AbstractContextManager[None]:
        """All rows are of one transaction."""
        return nullcontext()

    def insert(self, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Send rows of a table behind those before: values of these columns, in their order.

        Raises what an earlier one raised.
        """
        self._sent.append(self._writer.submit(_copy, table, columns, rows))
        while len(self._sent) > WAITING:
            self._sent.popleft().result()

    def close(self) -> None:
        """Wait for all rows, and keep them."""
        while self._sent:
            self._sent.popleft().result()
        self._writer.submit(self._commit).result()

    def finish(self) -> None:
        """Put back what was taken away."""
        with ThreadPoolExecutor(BUILDERS) as builders:
            list(builders.map(_build, self._builds()))
        self._writer.submit(self._restore).result()
        self._writer.shutdown()

    def _builds(self) -> list[list[str]]:
        """Return the statements of each build: one an index, or one a table if it has columns to
        compute before."""
        adding: dict[str, list[str]] = defaultdict(list)
        for table, name, sql, _ in self._computed:
            adding[table].append(f'ADD COLUMN "{name}" {sql}')
        builds = [[index.sql] for index in self._indexes if index.table not in adding]
        # The second, so that it is made beside the slowest index.
        builds[1:1] = [
            # All at once, since all rows are written again.
            [f"ALTER TABLE {table} {', '.join(columns)}"]
            + [index.sql for index in self._indexes if index.table == table]
            for table, columns in adding.items()
        ]
        return builds

    def _begin(self) -> None:
        connection.set_autocommit(False)
        with connection.cursor() as cursor:
            cursor.execute(QUICKLY)
            those = [list(self.tables)]
            cursor.execute(INDEXES, those)
            self._indexes = [Made(*row) for row in cursor.fetchall()]
            cursor.execute(COMPUTED, those)
            self._computed = [Made(*row) for row in cursor.fetchall()]
            cursor.execute(FOREIGN_KEYS, those)
            self._foreign_keys = [Made(*row) for row in cursor.fetchall()]
            for key in self._foreign_keys:
                cursor.execute(f'ALTER TABLE {key.table} DROP CONSTRAINT "{key.name}"')
            for one in self._indexes:
                drop = f'ALTER TABLE {one.table} DROP CONSTRAINT "{one.name}"'
                cursor.execute(drop if one.constraint else f'DROP INDEX "{one.name}"')
            for column in self._computed:
                cursor.execute(f'ALTER TABLE {column.table} DROP COLUMN "{column.name}"')
            for table in self.tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            # Rows that are written by the transaction that emptied their table need no log, and
            # are known to all from the start.
            cursor.execute(f"TRUNCATE {', '.join(self.tables)} CASCADE")

    def _commit(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(FILL)
            for table in self.tables:
                cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
                (sequence,) = cursor.fetchone()
                if sequence:
                    cursor.execute(f"SELECT setval(%s, max(id)) FROM {table}", [sequence])
        connection.commit()
        connection.set_autocommit(True)

    def _restore(self) -> None:
        with connection.cursor() as cursor:
            for one in self._indexes:
                if one.constraint:
                    cursor.execute(
                        f'ALTER TABLE {one.table} ADD CONSTRAINT "{one.name}" '
                        f'UNIQUE USING INDEX "{one.name}"'
                    )
            for key in self._foreign_keys:
                cursor.execute(f'ALTER TABLE {key.table} ADD CONSTRAINT "{key.name}" {key.sql}')
            for table in self.tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute("VACUUM (ANALYZE)")
            cursor.execute("CHECKPOINT")
        connection.close()


def _build(statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(QUICKLY)
        cursor.execute(
            "SELECT set_config('maintenance_work_mem', %s, false), "
            "set_config('max_parallel_maintenance_workers', '0', false)", [MEMORY]
        )  # fmt: skip
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def _copy(table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns.split())
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN (FREEZE)") as copy,
    ):
        for some in itertools.batched(rows, LINES):
            copy.write("".join(map(_line, some)))


def _line(row: tuple[object, ...]) -> str:
    """A row as the text format of COPY has it, which psycopg writes in many times as long."""
    return "\t".join("\\N" if value is None else _escaped(str(value)) for value in row) + "\n"


def _escaped(text: str) -> str:
    if "\\" in text or "\n" in text or "\t" in text or "\r" in text:
        text = text.replace("\\", "\\\\").replace("\n", "\\n")
        text = text.replace("\t", "\\t").replace("\r", "\\r")
    return text
