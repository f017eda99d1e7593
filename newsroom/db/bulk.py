"""SQL by hand, for the few statements that an article costs by the hundred rows.

The ORM makes an instance of each row and the statement again each time, which takes several times
as long as what the database does with it.  Both databases understand these statements.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import batched, chain
from typing import Any

from django.db import connection, models

# Parameters of one statement, where the database sets no limit.
MAX_PARAMETERS = 60_000
# Parameters of one statement of `bulk_load` on SQLite.
LOADED_PARAMETERS = 8_000


def bulk_insert(
    model: type[models.Model],
    rows: Sequence[Mapping[str, Any]],
    *,
    unique: Collection[str] = (),
    replacing: Collection[str] = (),
) -> list[int]:
    """Insert rows, each with a value for every column but the key; return their keys, in order.

    Values are as the database takes them: no objects, JSON as text.  A row that exists already,
    by its `unique` columns, keeps its key and gets new values in the columns `replacing`.
    """
    keys: list[int] = []
    columns = tuple(rows[0]) if rows else ()
    most = (connection.features.max_query_params or MAX_PARAMETERS) // max(1, len(columns))
    with connection.cursor() as cursor:
        for batch in batched(rows, most):
            form = (model, columns, len(batch), tuple(unique), tuple(replacing))
            values = [row[column] for row in batch for column in columns]
            cursor.execute(_insert(connection.vendor, *form), values)
            keys += [key for (key,) in cursor.fetchall()]
    return keys


def bulk_create(instances: Sequence[models.Model]) -> None:
    """Insert new instances of one model and set their keys."""
    if not instances:
        return
    model = type(instances[0])
    columns = [f.attname for f in model._meta.concrete_fields if not f.primary_key]
    rows = [{column: getattr(one, column) for column in columns} for one in instances]
    for one, key in zip(instances, bulk_insert(model, rows), strict=True):
        one.pk = key
        one._state.adding, one._state.db = False, connection.alias


def bulk_load(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert rows of one model: a value for each of the columns, in their order.

    By COPY on PostgreSQL, which is several times as fast as INSERT, and by statements of many rows
    on SQLite: each statement that fires triggers has a savepoint, at which the full-text tables are
    written to disk.  A column that is not named gets its default of the database; a row that exists
    already raises IntegrityError.
    """
    if not rows:
        return
    table, names = _quoted(model._meta.db_table), _list(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with (
                connection.wrap_database_errors,
                cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
        else:
            most = min(LOADED_PARAMETERS, connection.features.max_query_params or MAX_PARAMETERS)
            for some in batched(rows, max(1, most // len(columns))):
                sql = _values(table, names, len(columns), len(some))
                cursor.execute(sql, list(chain.from_iterable(some)))


def bulk_update(model: type[models.Model], keys: Sequence[int], values: Mapping[str, Any]) -> None:
    """Set fields of the rows with these keys; `values` maps field names to values."""
    columns, new = [], []
    for name, value in values.items():
        field = model._meta.get_field(name)
        assert isinstance(field, models.Field)
        columns.append(f"{_quoted(field.attname)} = %s")
        new.append(field.get_db_prep_save(value, connection))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_quoted(model._meta.db_table)} SET {', '.join(columns)} "  # noqa: S608
            f"WHERE id IN ({', '.join(['%s'] * len(keys))})",
            [*new, *keys],
        )


def bulk_set(
    model: type[models.Model], column: str, values: Sequence[tuple[int, int | None]]
) -> None:
    """Set one column of integers of the rows with these keys: (key, value) pairs."""
    table = _quoted(model._meta.db_table)
    most = (connection.features.max_query_params or MAX_PARAMETERS) // 2
    with connection.cursor() as cursor:
        for batch in batched(values, most):
            rows = ", ".join(["(%s, CAST(%s AS bigint))"] * len(batch))
            cursor.execute(
                f"UPDATE {table} SET {_quoted(column)} = new.column2 "  # noqa: S608
                f"FROM (VALUES {rows}) AS new WHERE {table}.id = new.column1",
                [value for pair in batch for value in pair],
            )


@lru_cache(maxsize=64)
def _values(table: str, names: str, columns: int, rows: int) -> str:
    row = f"({', '.join(['%s'] * columns)})"
    return f"INSERT INTO {table} ({names}) VALUES {', '.join([row] * rows)}"  # noqa: S608


@lru_cache(maxsize=256)
def _insert(
    _vendor: str,
    model: type[models.Model],
    columns: Collection[str],
    rows: int,
    unique: Collection[str],
    replacing: Collection[str],
) -> str:
    row = f"({', '.join(['%s'] * len(columns))})"
    sql = (
        f"INSERT INTO {_quoted(model._meta.db_table)} ({_list(columns)}) "  # noqa: S608
        f"VALUES {', '.join([row] * rows)}"
    )
    if unique:
        new = ", ".join(f"{_quoted(column)} = excluded.{_quoted(column)}" for column in replacing)
        sql += f" ON CONFLICT ({_list(unique)}) DO UPDATE SET {new}"
    return f"{sql} RETURNING id"


def _list(columns: Collection[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
