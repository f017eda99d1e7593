"""What reads the database beside a transaction that writes it."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import OperationalError, connection, transaction

from articles.models import Outlet
from newsroom.db import reader as beside
from newsroom.db.reader import Reader
from tests.support.servers import until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="On SQLite nothing reads beside."),
]


def lock_whole() -> None:
    """Lock the table of outlets, as a migration does, for a moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE articles_outlet IN ACCESS EXCLUSIVE MODE")
    connection.close()


def waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_a_reader_behind_a_lock_that_waits_for_its_caller_gives_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beside, "LONGEST", "200ms")
    migrating = Thread(target=lock_whole)
    with Reader() as reader:
        with transaction.atomic():
            Outlet.objects.create(name="Daily")
            assert reader.submit(Outlet.objects.count).result() == 0
            migrating.start()
            assert until(waits)
            with pytest.raises(OperationalError):
                reader.submit(Outlet.objects.count).result(timeout=20)
        migrating.join()
        assert reader.submit(Outlet.objects.count).result() == 1
