"""What a batch of ready annotations costs PostgreSQL."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper

from articles.ingest.annotated import load_annotated
from articles.ingest.run import Status
from tests.articles.ingest.test_batches import numbered

pytestmark = pytest.mark.django_db

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="of PostgreSQL's plans and statements"
)


@on_postgresql
def test_no_table_is_read_from_its_beginning_for_each_row_that_refers_to_it() -> None:
    with connection.cursor() as cursor:
        # As in a new session, with what autovacuum counted while there was little.
        cursor.execute("ANALYZE articles_speaker, articles_entity, articles_country")
        cursor.execute("DISCARD PLANS")
        before = _tables_read(cursor)
        assert {one.status for one in load_annotated(numbered(40))} == {Status.ADDED}
        connection.check_constraints()
        assert _tables_read(cursor) == before


def _tables_read(cursor: CursorWrapper) -> dict[str, int]:
    """How often this transaction read a whole table that rows of others refer to."""
    cursor.execute(
        "SELECT relname, seq_scan FROM pg_stat_xact_user_tables WHERE relname IN "
        "('articles_speaker', 'articles_entity', 'articles_country')"
    )
    return dict(cursor.fetchall())
