"""Full text in the database's own terms: SQLite's FTS5 and PostgreSQL's text search.

Both hold words twice, as they stand for phrases and beginnings, and as stems for words, and
both keep what they hold in line with the rows themselves, by triggers or generated columns.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from django.db import connection
from django.db.models.expressions import RawSQL
from pyroaring import BitMap

from articles.search.query import Term

Progress = Callable[[str], None]
# An article, and the number of the latest note that its quotations changed.
ArticleChange = tuple[int, int]


class TextIndex(StrEnum):
    """What is searched."""

    QUOTATIONS = "quotations"
    ARTICLES = "articles"


class SearchBackend(Protocol):
    """What the newsroom asks of a database that searches text."""

    stemmer: str

    def install(self) -> None:
        """Make what is missing of tables, triggers and indexes, and fill what is made."""

    def remove(self) -> None:
        """Take away all that `install` makes, as before a large load."""

    def matching(self, index: TextIndex, term: Term, within: BitMap | None = None) -> BitMap:
        """The keys of rows with a term; of those `within` only, where that is given."""

    def common(self, limit: int) -> list[str]:
        """Stems that one in two hundred quotations has, or more; the most common first."""

    def keys(self, keys: BitMap) -> RawSQL:
        """These keys as a subquery, however many."""

    def changed_since(self, mark: int) -> tuple[list[ArticleChange], int]:
        """Articles whose quotations changed since a mark, and the mark to ask with next.

        May give a note again; never leaves one out, whoever wrote it in whatever order.
        """

    def rebuild(self, progress: Progress) -> None:
        """Make what is searched anew from the rows."""

    def faults(self) -> list[str]:
        """What is missing or does not match the rows, in sentences; empty if all is well."""

    def lacking(self) -> list[str]:
        """What is missing, told in milliseconds: `faults` without a look at the rows."""


def backend() -> SearchBackend:
    """The engine of the database in use."""
    if connection.vendor == "postgresql":
        from articles.search.backends.postgres import Postgres

        return Postgres()
    from articles.search.backends.sqlite import SQLite

    return SQLite()
