"""PostgreSQL: a table in partitions by month, two GIN indexes each."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.engines.made import FACETS, MONTHS, Row

_COLUMNS = "id, article, day, month, speaker, country, outlet, text"


class Postgres:
    """The server that `NEWSROOM_DATABASE_URL` names; everything in one connection."""

    name = "PostgreSQL, partitions"

    def __init__(self) -> None:
        self._connection = psycopg.connect(os.environ["NEWSROOM_DATABASE_URL"], autocommit=True)
        self._run("SET max_parallel_workers_per_gather = 0")
        self._run("SET work_mem = '64MB'")
        self._pid = self._connection.info.backend_pid

    def cpu(self) -> float:
        """Return the seconds of CPU that the process of the server has taken."""
        return int(Path(f"/proc/{self._pid}/schedstat").read_text("ascii").split()[0]) / 1e9

    def create(self) -> None:
        self._run("DROP SCHEMA IF EXISTS engines CASCADE")
        self._run("CREATE SCHEMA engines")
        self._run(
            "CREATE TABLE engines.quotes (id int, article int, day int, month int, speaker int, "
            "country int, outlet int, text text, "
            "words tsvector GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED, "
            "stems tsvector GENERATED ALWAYS AS (to_tsvector('english', text)) STORED"
            ") PARTITION BY RANGE (month)"
        )
        for month in range(MONTHS):
            self._run(
                f"CREATE TABLE engines.quotes_{month} PARTITION OF engines.quotes "
                f"FOR VALUES FROM ({month}) TO ({month + 1})"
            )

    def load(self, rows: list[Row]) -> None:
        copying = f"COPY engines.quotes ({_COLUMNS}) FROM STDIN"
        with self._connection.cursor() as cursor, cursor.copy(copying) as copy:
            for row in rows:
                copy.write_row(_values(row))

    def finish(self) -> None:
        self._run("CREATE INDEX ON engines.quotes (month DESC, day DESC, id DESC)")
        self._run("CREATE INDEX ON engines.quotes (article)")
        for column in ("words", "stems"):
            self._run(f"CREATE INDEX ON engines.quotes USING gin ({column})")
        self._run("VACUUM ANALYZE engines.quotes")

    def size(self) -> int:
        """Return bytes on disk, indexes included."""
        sql = "SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('engines.quotes')"
        return int(self._run(sql)[0][0])

    def count_word(self, word: str) -> int:
        return self._count("stems @@ plainto_tsquery('english', %s)", word)

    def count_phrase(self, phrase: str) -> int:
        return self._count("words @@ phraseto_tsquery('simple', %s)", phrase)

    def count_beginning(self, beginning: str) -> int:
        return self._count("words @@ to_tsquery('simple', %s)", f"{beginning}:*")

    def facets(self, word: str) -> list[tuple[int, ...]]:
        names = ", ".join(FACETS)
        sets = ", ".join(f"({name})" for name in FACETS)
        rows = self._run(
            f"SELECT grouping({names}), coalesce({names}), count(*) FROM engines.quotes "
            f"WHERE stems @@ plainto_tsquery('english', %s) GROUP BY GROUPING SETS ({sets})",
            [word],
        )
        return sorted(tuple(map(int, row)) for row in rows)

    def page(self, word: str, before: tuple[int, int]) -> list[tuple[int, ...]]:
        rows = self._run(
            "SELECT day, id FROM engines.quotes WHERE stems @@ plainto_tsquery('english', %s) "
            "AND month <= %s AND (day, id) < (%s, %s) ORDER BY day DESC, id DESC LIMIT 25",
            [word, before[0] // 30, *before],
        )
        return [tuple(map(int, row)) for row in rows]

    def replace(self, article: int, rows: list[Row]) -> None:
        with self._connection.transaction():
            self._run("DELETE FROM engines.quotes WHERE article = %s", [article])
            self.load(rows)

    def close(self) -> None:
        self._run("DROP SCHEMA engines CASCADE")
        self._connection.close()

    def _count(self, condition: str, value: str) -> int:
        rows = self._run(f"SELECT count(*) FROM engines.quotes WHERE {condition}", [value])
        return int(rows[0][0])

    def _run(self, sql: str, values: Any = None) -> list[Any]:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else []


def _values(row: Row) -> tuple[Any, ...]:
    return (
        row.id, row.article, row.day, row.month, row.speaker, row.country, row.outlet, row.text
    )  # fmt: skip
