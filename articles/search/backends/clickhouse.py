"""Words of quotations found in ClickHouse, beside the database and always as the database has them.

The engine is filled from the rows (`rebuild_search`) and follows the change log in steps, by the
server (`follow`).  It may be behind: a search asks it as of its mark, and then asks the database
about the quotations of the articles that changed since, which are few.  So a search finds what it
would find without the engine, within a transaction too.  Where it does not answer, is far behind or
has another database, the database finds all words, for the next half minute.  Everything else
stays there: triggers and notes, the words of articles, which words there are, indexes of words.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from itertools import batched
from typing import Any

import numpy as np
from django.db.models.expressions import RawSQL
from pyroaring import BitMap

from articles.models import Quotation
from articles.search.backends import clickhouse_sql as sql
from articles.search.backends import clickhouse_state as states
from articles.search.backends.base import ArticleChange, Progress, SearchBackend, TextIndex
from articles.search.backends.clickhouse_http import CHANGING, LOOKING, EngineError, Server
from articles.search.backends.clickhouse_state import State, watch
from articles.search.bitmaps import bitmap
from articles.search.highlight import canonical
from articles.search.query import Term

# Most changed articles about which the database is asked; and most words that are then looked for.
MOST_BEHIND, MOST_AGAIN = 5_000, 20
# Quotations in one statement that inserts, and articles in one that deletes.
ROWS, ARTICLES = 10_000, 1_000
_FOUND = np.dtype([("place", "<u2"), ("id", "<u4")])
_KEYS = np.dtype([("id", "<u4")])
_SUMS = np.dtype([("id", "<u4"), ("article", "<u4"), ("sum", "<u4")])


class ClickHouse:
    """ClickHouse (26.9 was tried) at a server, beside the backend `own` of the database."""

    def __init__(self, own: SearchBackend, server: Server) -> None:
        self.own, self.server = own, server
        self.stemmer = own.stemmer

    # searching

    def matching(self, index: TextIndex, term: Term, within: BitMap | None = None) -> BitMap:
        if within is None and index is TextIndex.QUOTATIONS:
            found = self._found([term])
            if found is not None:
                return found[0]
        return self.own.matching(index, term, within)

    def matching_each(
        self, index: TextIndex, terms: Sequence[Term], within: BitMap | None = None
    ) -> list[BitMap]:
        if within is None and index is TextIndex.QUOTATIONS and terms:
            unique = list(dict.fromkeys(terms))
            found = self._found(unique)
            if found is not None:
                by_term = dict(zip(unique, found, strict=True))
                return [by_term[term] for term in terms]
        return self.own.matching_each(index, terms, within)

    def _found(self, terms: Sequence[Term]) -> list[BitMap] | None:
        """Return the quotations with each term; None where the database is to find them."""
        # No word that a reader types stops the engine for others.
        if not watch.may_ask() or any(len(term.text) > sql.LONGEST for term in terms):
            return None
        try:
            state = states.read(self.server)
            watch.require(state, self.stemmer)
            found = self._as_of(state, terms)
            # After the engine was asked, so that none of what it may lack is missed.
            notes, _ = self.own.changed_since(state.mark)
            if len(notes) > MOST_BEHIND:
                raise EngineError(f"ClickHouse is {len(notes):,} changed articles behind.")
            articles = [article for article, _ in notes]
            outdated = self._of_articles(state, articles)
        except EngineError as error:
            watch.fails(str(error))
            return None
        watch.works()
        if notes and len(terms) > MOST_AGAIN:
            return None
        changed = _keys(articles)
        return [
            (rows - outdated - changed) | self._again(term, changed)
            for rows, term in zip(found, terms, strict=True)
        ]

    def _as_of(self, state: State, terms: Sequence[Term]) -> list[BitMap]:
        """Return what the engine has of each term."""
        found = [BitMap() for _ in terms]
        name = f"{self.server.database}.{state.table}"
        conditions = {
            place: sql.condition(name, term, self.stemmer)
            for place, term in enumerate(terms)
            if canonical(term, self.stemmer).text
        }
        for places, asked in sql.found(name, conditions):
            rows = _rows(self.server.ask(asked), _FOUND)
            for number, place in enumerate(places):
                found[place] = bitmap(rows["id"][rows["place"] == number])
        return found

    def _of_articles(self, state: State, articles: Collection[int]) -> BitMap:
        """Return the quotations that the engine has of these articles."""
        if not articles:
            return BitMap()
        asked = sql.of_articles(f"{self.server.database}.{state.table}", articles)
        return bitmap(_rows(self.server.ask(asked), _KEYS)["id"])

    def _again(self, term: Term, changed: BitMap) -> BitMap:
        """Return those of changed quotations that have a term, as the database has them."""
        if not changed:
            return changed
        return self.own.matching(TextIndex.QUOTATIONS, term, within=changed)

    # following

    def follow(self) -> int:
        """Bring the engine in line with the change log; return how many articles it read again.

        It reads what is committed, and does nothing while another process follows.
        """
        with states.alone() as mine:
            if not mine:
                return 0
            state = states.read(self.server)
            if fault := state.fault(self.stemmer):
                raise EngineError(fault)
            notes, mark = self.own.changed_since(state.mark)
            name = f"{self.server.database}.{state.table}"
            for some in batched([article for article, _ in notes], ARTICLES):
                self.server.ask(sql.deleted(name, some), CHANGING)
                self._insert(name, some)
            if notes:
                states.write(self.server, state.table, mark, self.stemmer)
            return len(notes)

    def fill(self) -> None:
        """Read all quotations into a table of their own, then put it in place of the last one."""
        with states.alone() as mine:
            if not mine:
                raise EngineError("Another process fills ClickHouse; try again when it is ready.")
            table = f"{sql.PREFIX}{time.time_ns()}"
            for statement in sql.made(self.server.database, table):
                self.server.ask(statement, CHANGING)
            _, mark = self.own.changed_since(0)
            self._insert(f"{self.server.database}.{table}")
            states.write(self.server, table, mark, self.stemmer)
            for other in self._tables():
                if other != table:
                    self.server.ask(f"DROP TABLE {self.server.database}.{other}", CHANGING)
        watch.forget()

    def _tables(self) -> list[str]:
        listed = self.server.ask(f"SHOW TABLES FROM {self.server.database} FORMAT TSV").decode()
        return [name for name in listed.split() if name.startswith(sql.PREFIX)]

    def _insert(self, name: str, articles: Sequence[int] | None = None) -> None:
        for some in batched(self._kept(articles), ROWS):
            self.server.ask(sql.inserted(name, some), CHANGING)

    def _kept(self, articles: Sequence[int] | None = None) -> Iterator[dict[str, Any]]:
        """Yield what the engine keeps of the quotations of these articles, or of all."""
        rows = Quotation.objects.order_by("pk")
        if articles is not None:
            rows = rows.in_articles(articles)
        for key, article, text in rows.values_list("pk", "article", "text").iterator(ROWS):
            yield sql.row(key, article, text, self.stemmer)

    def rebuild(self, progress: Progress) -> None:
        self.own.rebuild(progress)
        progress(f"ClickHouse at {self.server}")
        self.fill()

    def merge_written(self) -> None:
        self.own.merge_written()

    def forget_deleted(self) -> None:
        self.own.forget_deleted()
        try:
            self.follow()
            table = states.read(self.server).table
            self.server.ask(f"OPTIMIZE TABLE {self.server.database}.{table} FINAL", CHANGING)
        except EngineError as error:
            raise EngineError(
                f"{error} It may still have words of what was deleted for good; run "
                "manage.py rebuild_search when it answers."
            ) from error

    # checking

    def faults(self) -> list[str]:
        found = self.own.faults()
        try:
            return found + self._differing()
        except EngineError as error:
            return [*found, str(error)]

    def _differing(self) -> list[str]:
        """Return, in sentences, what the engine has that differs from the rows; reads all."""
        state = states.read(self.server)
        if fault := state.fault(self.stemmer):
            return [fault]
        rows = np.fromiter(
            ((row["id"], row["article"], sql.checksum(row)) for row in self._kept()), _SUMS
        )
        name = f"{self.server.database}.{state.table}"
        kept = _rows(self.server.ask(sql.checksums(name), CHANGING), _SUMS)
        notes, _ = self.own.changed_since(state.mark)
        changed = [article for article, _ in notes]
        rows, kept = (some[~np.isin(some["article"], changed)] for some in (rows, kept))
        lacking, wrong = len(np.setdiff1d(rows, kept)), len(np.setdiff1d(kept, rows))
        if not (lacking or wrong or len(kept) != len(rows)):
            return []
        return [
            f"ClickHouse lacks {lacking:,} quotations as they are, and has {wrong:,} that are not."
        ]

    def condition(self) -> dict[str, object]:
        """Return whether it is used, in a word, and how many articles it is behind."""
        if not watch.may_ask():
            return {"is": "left alone", "fault": watch.fault}
        try:
            state = states.read(self.server, LOOKING)
            fault = state.fault(self.stemmer)
            notes, _ = self.own.changed_since(state.mark)
        except EngineError as error:
            return {"is": "away", "fault": str(error)}
        return {"is": "wrong", "fault": fault} if fault else {"is": "used", "behind": len(notes)}

    # what stays in the database

    def lacking(self) -> list[str]:
        return self.own.lacking()

    def install(self) -> None:
        self.own.install()

    def remove(self) -> None:
        self.own.remove()

    def some_beginning(self, beginnings: Sequence[str], most: int) -> list[BitMap]:
        return self.own.some_beginning(beginnings, most)

    def common(self, limit: int) -> list[str]:
        return self.own.common(limit)

    def texts(self, start: int, end: int) -> list[tuple[int, str]]:
        return self.own.texts(start, end)

    def divided(self, pieces: Sequence[str]) -> list[list[str]]:
        return self.own.divided(pieces)

    def stems(self, words: Sequence[str]) -> list[str]:
        return self.own.stems(words)

    def existing(self, words: Collection[str]) -> list[str]:
        return self.own.existing(words)

    def naming(self, words: Collection[str]) -> list[str]:
        return self.own.naming(words)

    def keys(self, keys: BitMap) -> RawSQL:
        return self.own.keys(keys)

    def changed_since(self, mark: int) -> tuple[list[ArticleChange], int]:
        return self.own.changed_since(mark)


def _rows(answer: bytes, kind: np.dtype[Any]) -> np.ndarray[Any, np.dtype[Any]]:
    """Return an answer in RowBinary as an array."""
    try:
        return np.frombuffer(answer, kind)
    except ValueError as error:
        raise EngineError(f"ClickHouse answers with {len(answer)} bytes, no rows.") from error


def _keys(articles: Collection[int]) -> BitMap:
    """Return the quotations that the database has of these articles."""
    found = BitMap()
    for some in batched(articles, ARTICLES):
        rows = Quotation.objects.in_articles(some).order_by()
        found |= BitMap(rows.values_list("pk", flat=True))
    return found
