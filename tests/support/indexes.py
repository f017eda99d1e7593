"""One index for all looks of a test, which is one transaction, as readers have one for all pages.

The product reads an index for each look within a transaction, since it may be rolled back: tests,
which nearly all run in one, would spend a quarter of a request on that.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search.index import live_index
from articles.search.index.live_index import LiveIndex

ENDS = ("_commit", "_rollback", "_savepoint_rollback", "close")


def keep_index(patch: pytest.MonkeyPatch) -> None:
    """Keep the index of a transaction until it ends or a part of it is rolled back.

    Not on PostgreSQL, whose change log has one note for all that a transaction does to an article.
    """
    if connection.vendor != "sqlite":
        return
    made = live_index.of_transaction
    kept: dict[int, LiveIndex] = {}

    def of_transaction() -> LiveIndex:
        held = kept.get(id(connection.connection))
        if held is None:
            held = kept[id(connection.connection)] = made()
        else:
            held.refresh()
        return held

    def forgetting(end: Any) -> Any:
        def ended(wrapper: BaseDatabaseWrapper, *values: Any) -> Any:
            kept.pop(id(wrapper.connection), None)
            return end(wrapper, *values)

        return ended

    patch.setattr(live_index, "of_transaction", of_transaction)
    for name in ENDS:
        patch.setattr(BaseDatabaseWrapper, name, forgetting(getattr(BaseDatabaseWrapper, name)))
