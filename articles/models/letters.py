"""Names that have some letters anywhere."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

# SQLite's table of all runs of three letters in the keys of names (`search/backends/sqlite.py`).
TABLE, RUN = "search_names", 3
_HAVING = "SELECT rowid FROM search_names WHERE search_names MATCH %s"


def having(some: Collection[str]) -> Q:
    """Return the condition that the key of a name has one of these, as `ascii_key` has them."""
    one = Q()
    for letters in some:
        one |= Q(key__contains=letters)
    if connection.vendor == "sqlite" and all(len(letters) >= RUN for letters in some):
        phrases = " OR ".join('"' + letters.replace('"', '""') + '"' for letters in some)
        one &= Q(pk__in=RawSQL(_HAVING, [phrases]))  # noqa: S611 - its text is above
    return one
