"""Full text in the database's own terms: SQLite's FTS5 and PostgreSQL's text search.

Both index words twice, as written for phrases and prefixes and as stems for words, and both keep
their indexes in line with the rows by triggers, or generated columns of articles.  With
NEWSROOM_SEARCH_URL, ClickHouse finds the words of quotations in their place.
"""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from articles.search.backends.base import SearchBackend, TextIndex
from articles.search.backends.clickhouse import ClickHouse
from articles.search.backends.clickhouse_http import EngineError, Server
from articles.search.backends.postgres import Postgres
from articles.search.backends.sqlite import SQLite

__all__ = ["EngineError", "SearchBackend", "TextIndex", "backend", "engine"]


def backend() -> SearchBackend:
    """Return the backend in use: that of the database, or an engine beside it."""
    return engine() or _of_database()


def engine() -> ClickHouse | None:
    """Return the engine that NEWSROOM_SEARCH_URL names, if it does."""
    if not settings.SEARCH_URL:
        return None
    return ClickHouse(_of_database(), Server.at(settings.SEARCH_URL))


def _of_database() -> SearchBackend:
    return Postgres() if connection.vendor == "postgresql" else SQLite()
