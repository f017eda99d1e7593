"""What every search backend does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import Protocol

from django.db.models.expressions import RawSQL
from pyroaring import BitMap

from articles.search.query import Term

Progress = Callable[[str], None]
# The key of an article, and the number of the latest change of its quotations.
ArticleChange = tuple[int, int]


class TextIndex(StrEnum):
    """The full-text indexes."""

    QUOTATIONS = "quotations"
    ARTICLES = "articles"


class SearchBackend(Protocol):
    """Full-text search and a change log of quotations, in a database."""

    stemmer: str

    def install(self) -> None:
        """Create the tables, triggers and indexes that are missing, and fill them."""

    def remove(self) -> None:
        """Drop what `install` creates, as before a large load."""

    def matching(self, index: TextIndex, term: Term, within: BitMap | None = None) -> BitMap:
        """Return the keys of the rows with a term, limited to those in `within` if given."""

    def matching_each(
        self, index: TextIndex, terms: Sequence[Term], within: BitMap | None = None
    ) -> list[BitMap]:
        """Return the keys of the rows with each of these terms, in one query, limited as above."""

    def some_beginning(self, beginnings: Sequence[str], most: int) -> list[BitMap]:
        """Return the keys of up to `most` quotations with a word that begins so, for each.

        In one query, whose time hardly depends on how many there are.
        """

    def common(self, limit: int) -> list[str]:
        """Return stems of at least one in a thousand quotations, the most common first."""

    def texts(self, start: int, end: int) -> list[tuple[int, str]]:
        """Return the quotations with keys from `start` to below `end`, and what is searched of
        each."""

    def divided(self, pieces: Sequence[str]) -> list[list[str]]:
        """Return the words of each of these texts, as the index of written words has them."""

    def stems(self, words: Sequence[str]) -> list[str]:
        """Return the stem of each of these words, which are as `divided` gives them."""

    def existing(self, words: Collection[str]) -> list[str]:
        """Return those of these words that a quotation has, written so.

        They are of letters and digits, without case and accents.  Each is looked up in the index:
        what this takes depends on how many there are, hardly on the archive.
        """

    def naming(self, words: Collection[str]) -> list[str]:
        """Return those of these words that are a name, or the first or the last of a person's.

        Each is looked up in the indexes: as a list, hundreds are compared with every name.
        """

    def keys(self, keys: BitMap) -> RawSQL:
        """Return these keys, however many, as a subquery."""

    def changed_since(self, mark: int) -> tuple[list[ArticleChange], int]:
        """Return the articles whose quotations changed since a mark, and the next mark.

        A change may be returned twice; none is left out, in any order of commits.
        """

    def rebuild(self, progress: Progress) -> None:
        """Build the indexes again from the rows."""

    def merge_written(self) -> None:
        """Put what was written under its words, where it waits for that in a list that every
        search reads."""

    def forget_deleted(self) -> None:
        """Take what was indexed of deleted rows out of the files of the database.

        In steps, between which others write; not within a transaction.
        """

    def faults(self) -> list[str]:
        """Return what is missing or does not match the rows, in sentences."""

    def lacking(self) -> list[str]:
        """Return the `faults` that show in milliseconds, without reading the rows."""
