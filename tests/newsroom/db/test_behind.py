"""Rows are sent to PostgreSQL by a thread; every other statement sees them."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import Outlet
from newsroom.db.behind import behind, writing_behind
from newsroom.db.bulk import bulk_load

pytestmark = pytest.mark.django_db

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite writes at once"
)


def load(*names: str) -> None:
    bulk_load(Outlet, ("name",), [(name,) for name in names])


def test_a_statement_sees_the_rows_that_were_sent_before_it() -> None:
    with transaction.atomic(), writing_behind():
        load(*(f"Gazette {n}" for n in range(2_000)))
        assert Outlet.objects.count() == 2_000
        load("Herald")
        load("Courier")
    assert Outlet.objects.count() == 2_002


@on_postgresql
def test_the_one_who_sends_goes_on_before_the_rows_are_there() -> None:
    gone_on = threading.Event()

    def wait() -> None:
        assert gone_on.wait(60)

    with transaction.atomic(), writing_behind():
        behind(wait)
        load("Gazette")
        gone_on.set()
        assert Outlet.objects.get().name == "Gazette"


@on_postgresql
def test_a_row_that_is_refused_fails_the_next_statement() -> None:
    Outlet.objects.create(name="Gazette")

    def write() -> None:
        with transaction.atomic(), writing_behind():
            load("Herald", "Gazette")
            load("Courier")
            Outlet.objects.count()
            pytest.fail("the next statement did not fail")

    with pytest.raises(IntegrityError):
        write()
    assert list(Outlet.objects.values_list("name", flat=True)) == ["Gazette"]


def test_a_row_that_is_refused_fails_the_end() -> None:
    Outlet.objects.create(name="Gazette")
    with pytest.raises(IntegrityError), transaction.atomic(), writing_behind():
        load("Gazette")
    load("Herald")
    assert set(Outlet.objects.values_list("name", flat=True)) == {"Gazette", "Herald"}
