"""SQL by hand, for the few statements that an article costs by the hundred rows.

The ORM makes an instance of each row and the statement anew each time, which takes several times
as long as what the database does with it.  Both databases understand what stands here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import batched
from typing import Any

from django.db import connection, models

from articles.models import Article

# Values in one statement, where the database names no limit.
MANY = 60_000


def insert(
    model: type[models.Model],
    rows: Sequence[Mapping[str, Any]],
    *,
    unique: Collection[str] = (),
    replacing: Collection[str] = (),
) -> list[int]:
    """Write rows, each a value for every column but the key; return their keys, in order.

    Values are what the database takes: no objects, and JSON as text.  A row that is there
    already, by its `unique` columns, keeps its key and gets new values for those `replacing`.
    """
    keys: list[int] = []
    columns = tuple(rows[0]) if rows else ()
    most = (connection.features.max_query_params or MANY) // max(1, len(columns))
    with connection.cursor() as cursor:
        for some in batched(rows, most):
            form = (model, columns, len(some), tuple(unique), tuple(replacing))
            values = [row[column] for row in some for column in columns]
            cursor.execute(_insert(connection.vendor, *form), values)
            keys += [key for (key,) in cursor.fetchall()]
    return keys


def create(instances: Sequence[models.Model]) -> None:
    """Write new instances of one model, which have their keys then."""
    if not instances:
        return
    model = type(instances[0])
    columns = [f.attname for f in model._meta.concrete_fields if not f.primary_key]
    rows = [{column: getattr(one, column) for column in columns} for one in instances]
    for one, key in zip(instances, insert(model, rows), strict=True):
        one.pk = key
        one._state.adding, one._state.db = False, connection.alias


def update(model: type[models.Model], keys: Sequence[int], values: Mapping[str, Any]) -> None:
    """Give rows of these keys new values, each under the name of its field."""
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


HELD = """SELECT
    EXISTS (SELECT 1 FROM articles_quotation WHERE article_id = article.id),
    EXISTS (SELECT 1 FROM articles_mention WHERE article_id = article.id),
    EXISTS (SELECT 1 FROM articles_decision WHERE article_id = article.id)
FROM articles_article AS article WHERE id = %s AND content_hash = %s"""


def hold(article: Article) -> tuple[bool, bool, bool] | None:
    """Lock an article's row until the transaction ends, and say whether it has quotations,
    mentions, decisions; None where it is gone, or has another text now."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(HELD + lock, [article.pk, article.content_hash])
        found = cursor.fetchone()
    return found and (bool(found[0]), bool(found[1]), bool(found[2]))
