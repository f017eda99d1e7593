"""SQL by hand, for the few statements that an article costs by the hundred rows.

The ORM makes an instance of each row and the statement anew each time, which takes several times
as long as what the database does with it.  Both databases understand what stands here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection, models

from articles.models import Article


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
    if not rows:
        return keys
    columns = list(rows[0])
    with connection.cursor() as cursor:
        most = max(1, (connection.features.max_query_params or 10_000) // len(columns))
        for first in range(0, len(rows), most):
            some = rows[first : first + most]
            row = f"({', '.join(['%s'] * len(columns))})"
            cursor.execute(
                f"INSERT INTO {_quoted(model._meta.db_table)} ({_list(columns)}) "  # noqa: S608
                f"VALUES {', '.join([row] * len(some))}{_instead(unique, replacing)} RETURNING id",
                [told[column] for told in some for column in columns],
            )
            keys += [key for (key,) in cursor.fetchall()]
    return keys


def _instead(unique: Collection[str], replacing: Collection[str]) -> str:
    if not unique:
        return ""
    new = ", ".join(f"{_quoted(column)} = excluded.{_quoted(column)}" for column in replacing)
    return f" ON CONFLICT ({_list(unique)}) DO UPDATE SET {new}"


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
