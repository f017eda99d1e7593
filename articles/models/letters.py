"""Names that have some letters anywhere."""

from __future__ import annotations

import json
from collections.abc import Collection

from django.db import connection
from django.db.models import BooleanField, F, Func, Q
from django.db.models.expressions import RawSQL

# SQLite's table of all runs of three letters in the keys of names (`search/backends/sqlite.py`).
# On PostgreSQL the index of runs is of an expression (`search/backends/postgres_setup.py`).
TABLE, RUN = "search_names", 3
_HAVING = "SELECT rowid FROM search_names WHERE search_names MATCH %s"


def having(some: Collection[str]) -> Q:
    """Return the condition that the key of a name has one of these, as `ascii_key` has them."""
    if connection.vendor == "postgresql" and some:
        likes = " OR ".join(["key || '' LIKE %s"] * len(some))
        patterns = [f"%{_escaped(letters)}%" for letters in some]
        sql = f"SELECT id FROM articles_speakername WHERE {likes}"  # noqa: S608
        # As an array, of which nothing is guessed: how many names have some letters PostgreSQL
        # guesses wrong by a thousand times either way, and reads all of them then.
        keys = RawSQL(sql, patterns)  # noqa: S611 - its text is above
        return Q(
            Func(
                F("pk"),
                keys,
                arg_joiner=" = ANY(ARRAY",
                template="%(expressions)s)",
                output_field=BooleanField(),
            )
        )
    one = Q()
    for letters in some:
        one |= Q(key__contains=letters)
    if connection.vendor == "sqlite" and all(len(letters) >= RUN for letters in some):
        phrases = " OR ".join('"' + letters.replace('"', '""') + '"' for letters in some)
        one &= Q(pk__in=RawSQL(_HAVING, [phrases]))  # noqa: S611 - its text is above
    return one


def listed(keys: Collection[int]) -> RawSQL:
    """Return keys, however many, as a subquery of one parameter."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(keys)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(keys))])


def _escaped(letters: str) -> str:
    """Letters as LIKE has them."""
    return letters.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
