"""Whether a newsroom runs on a database of PostgreSQL."""

from __future__ import annotations

from threading import Timer

import psycopg
import pytest
from django.db import connection

from newsroom.ops.running import on_this_database

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server"),
]


def newsroom() -> psycopg.Connection:
    given = connection.get_connection_params()
    wanted = ("dbname", "host", "port", "user", "password")
    named = {name: given[name] for name in wanted if given.get(name)}
    return psycopg.connect(**named, application_name="newsroom")


def test_a_connection_that_is_just_ending_is_no_newsroom() -> None:
    before = on_this_database()
    ending = newsroom()
    Timer(0.3, ending.close).start()
    assert on_this_database() == before


def test_a_connection_that_stays_is_a_newsroom() -> None:
    with newsroom():
        assert on_this_database().endswith("other connections")
