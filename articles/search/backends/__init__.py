"""Full text in the database's own terms: SQLite's FTS5 and PostgreSQL's text search.

Both index words twice, as written for phrases and prefixes and as stems for words, and both keep
their indexes in line with the rows by triggers, or generated columns of articles.
"""

from __future__ import annotations

from django.db import connection

from articles.search.backends.base import SearchBackend, TextIndex
from articles.search.backends.postgres import Postgres
from articles.search.backends.sqlite import SQLite

__all__ = ["SearchBackend", "TextIndex", "backend"]


def backend() -> SearchBackend:
    """Return the backend of the database in use."""
    return Postgres() if connection.vendor == "postgresql" else SQLite()
