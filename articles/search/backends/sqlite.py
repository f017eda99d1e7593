"""Search in SQLite: FTS5 tables over the columns of the rows, kept in line by triggers.

Each index has two tables, one of words as written and one of Porter's stems; neither holds the
text itself (`content=`).  Others have the runs of three letters in names, and their words.  More
triggers note which articles' quotations changed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

import numpy as np
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.models.expressions import RawSQL
from pyroaring import BitMap

from articles.models import letters
from articles.search.backends import sqlite_words
from articles.search.backends.base import ArticleChange, Progress, TextIndex
from articles.search.backends.sqlite_words import FOLD
from articles.search.bitmaps import bitmap
from articles.search.facets import (
    ARTICLE_COLUMNS,
    FURTHER,
    QUOTATION_COLUMNS,
    Further,
    Link,
    links,
)
from articles.search.query import Form, Term

# SQLite puts no more than 500 SELECTs into one statement.
MOST_SELECTS = 400
# Pages of an index that one step merges.
MERGED_PAGES = 500


@dataclass(frozen=True, slots=True)
class _Table:
    """A full-text table over columns of another one."""

    name: str
    source: str
    columns: tuple[str, ...]
    options: str

    def made(self) -> str:
        columns = ", ".join(self.columns)
        return (
            f"CREATE VIRTUAL TABLE {self.name} USING fts5("
            f"{columns}, content='{self.source}', content_rowid='id', {self.options})"
        )

    def triggers(self) -> dict[str, str]:
        columns = ", ".join(self.columns)
        new = ", ".join(f"new.{column}" for column in self.columns)
        old = ", ".join(f"old.{column}" for column in self.columns)
        put = f"INSERT INTO {self.name} (rowid, {columns}) VALUES (new.id, {new});"
        drop = (
            f"INSERT INTO {self.name} ({self.name}, rowid, {columns}) "
            f"VALUES ('delete', old.id, {old});"
        )
        differ = " OR ".join(f"old.{c} IS NOT new.{c}" for c in ("id", *self.columns))
        return {
            f"{self.name}_insert": f"AFTER INSERT ON {self.source} BEGIN {put} END",
            f"{self.name}_delete": f"AFTER DELETE ON {self.source} BEGIN {drop} END",
            f"{self.name}_update": f"AFTER UPDATE OF {columns} ON {self.source} "
            f"WHEN {differ} BEGIN {drop} {put} END",
        }


def _pair(index: str, source: str, columns: tuple[str, ...]) -> dict[str, _Table]:
    stems, words = f"tokenize='porter {FOLD}'", f"tokenize='{FOLD}', prefix='2 3'"
    return {
        "stems": _Table(f"search_{index}_stems", source, columns, stems),
        "words": _Table(f"search_{index}_words", source, columns, words),
    }


TABLES = {
    TextIndex.QUOTATIONS: _pair("quotations", "articles_quotation", ("text",)),
    TextIndex.ARTICLES: _pair("articles", "articles_article", ("title", "body")),
}

SPEAKERS = f"CREATE INDEX {letters.SPEAKERS} ON articles_speakername (id, speaker_id)"
NAMES = _Table(letters.TABLE, "articles_speakername", ("key",), "tokenize='trigram'")
# An apostrophe and a point are within a word of a name.
NAME_WORDS = _Table(
    letters.WORDS, "articles_speakername", ("key",), "tokenize=\"unicode61 tokenchars '''.'\""
)


def _every_table() -> list[_Table]:
    return [NAMES, NAME_WORDS, *(table for pair in TABLES.values() for table in pair.values())]


def _touch(article: str, condition: str) -> str:
    """Return SQL that notes a change of an article's quotations, in place of the last note.

    Not with REPLACE: within a trigger, how the outer statement treats conflicts comes first.
    """
    return (
        f"DELETE FROM articles_touched WHERE article_id = {article}; "
        f"INSERT INTO articles_touched (article_id) SELECT {article} WHERE {condition};"
    )


def _differ(columns: Iterable[str]) -> str:
    return " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)


def _touches() -> dict[str, str]:
    """Return the triggers that note changed articles, by name."""
    both = f"{_touch('old.article_id', 'true')} {_touch('new.article_id', 'true')}"
    quotation, article = ", ".join(QUOTATION_COLUMNS), ", ".join(ARTICLE_COLUMNS)
    made = {
        "touched_by_insert": "AFTER INSERT ON articles_quotation BEGIN "
        f"{_touch('new.article_id', 'true')} END",
        "touched_by_delete": "AFTER DELETE ON articles_quotation BEGIN "
        f"{_touch('old.article_id', 'true')} END",
        "touched_by_update": f"AFTER UPDATE OF {quotation} ON articles_quotation "
        f"WHEN {_differ(QUOTATION_COLUMNS)} BEGIN {both} END",
        "touched_by_wording": "AFTER UPDATE OF text ON articles_quotation "
        f"WHEN old.text <> new.text BEGIN {_touch('new.article_id', 'true')} END",
        "touched_by_new_article": "AFTER INSERT ON articles_article BEGIN "
        f"{_touch('new.id', 'true')} END",
        "touched_by_old_article": "AFTER DELETE ON articles_article BEGIN "
        f"{_touch('old.id', 'true')} END",
        "touched_by_article": f"AFTER UPDATE OF {article} ON articles_article "
        f"WHEN {_differ(ARTICLE_COLUMNS)} BEGIN {_touch('new.id', 'true')} END",
    }
    for name, link in links().items():
        made |= _link_touches(name, link)
    for name, table in FURTHER.items():
        made |= _further_touches(name, table)
    return made


def _further_touches(name: str, further: Further) -> dict[str, str]:
    """Return the triggers that note articles with other further values of a facet."""
    new, old = (_touch(f"{row}.article_id", "true") for row in ("new", "old"))
    table, columns = further.table, further.columns
    return {
        f"touched_by_further_{name}": f"AFTER INSERT ON {table} BEGIN {new} END",
        f"touched_by_further_{name}_less": f"AFTER DELETE ON {table} BEGIN {old} END",
        f"touched_by_further_{name}_update": f"AFTER UPDATE OF {', '.join(columns)} ON {table} "
        f"WHEN {_differ(columns)} BEGIN {old} {new} END",
    }


def _link_touches(name: str, link: Link) -> dict[str, str]:
    """Return the triggers that note the articles of quotations with changed links."""

    def note(row: str) -> str:
        article = f"(SELECT article_id FROM articles_quotation WHERE id = {row}.{link.quotation})"
        return _touch(article, f"{article} IS NOT NULL")

    columns = (link.quotation, link.value)
    return {
        f"touched_by_{name}": f"AFTER INSERT ON {link.table} BEGIN {note('new')} END",
        f"touched_by_{name}_less": f"AFTER DELETE ON {link.table} BEGIN {note('old')} END",
        f"touched_by_{name}_update": f"AFTER UPDATE OF {', '.join(columns)} ON {link.table} "
        f"WHEN {_differ(columns)} BEGIN {note('old')} {note('new')} END",
    }


def triggers() -> dict[str, str]:
    """Return every trigger, by name."""
    made = _touches()
    for table in _every_table():
        made |= table.triggers()
    return {f"search_{name.removeprefix('search_')}": text for name, text in made.items()}


class SQLite:
    """FTS5; needs SQLite 3.34 or later, as every Python that Django supports brings."""

    stemmer = "porter"

    def install(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            existing = self._existing()
            for table in _every_table():
                if table.name not in existing:
                    cursor.execute(table.made())
                    cursor.execute(f"INSERT INTO {table.name} ({table.name}) VALUES ('rebuild')")
            if letters.SPEAKERS not in existing:
                cursor.execute(SPEAKERS)
            for name, text in triggers().items():
                made = f"CREATE TRIGGER {name} {text}"
                if existing.get(name) != made:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                    cursor.execute(made)

    def remove(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for name in triggers():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"DROP INDEX IF EXISTS {letters.SPEAKERS}")
            for table in _every_table():
                cursor.execute(f"DROP TABLE IF EXISTS {table.name}")

    def matching(self, index: TextIndex, term: Term, within: BitMap | None = None) -> BitMap:
        table = self._table(index, term)
        # Text between commas: 200,000 keys in 40 ms, where rows of one column take 75.
        sql = f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH %s"
        values: list[str | int] = [_expression(term)]
        if within:
            sql += " AND rowid BETWEEN %s AND %s"
            values += [within.min(), within.max()]
        with connection.cursor() as cursor:
            (keys,) = cursor.execute(sql, values).fetchone()
        found = _numbers(keys)
        return found if within is None else found & within

    def matching_each(
        self, index: TextIndex, terms: Sequence[Term], within: BitMap | None = None
    ) -> list[BitMap]:
        between = f" AND rowid BETWEEN {within.min()} AND {within.max()}" if within else ""
        found: list[BitMap] = []
        for some in batched(terms, MOST_SELECTS):
            selects = " UNION ALL ".join(
                f"SELECT {number}, (SELECT group_concat(rowid) FROM {table} "
                f"WHERE {table} MATCH %s{between})"
                for number, term in enumerate(some)
                for table in [self._table(index, term)]
            )
            with connection.cursor() as cursor:
                rows = dict(cursor.execute(selects, list(map(_expression, some))).fetchall())
            found += [_numbers(rows[number]) for number in range(len(some))]
        return found if within is None else [rows & within for rows in found]

    def some_beginning(self, beginnings: Sequence[str], most: int) -> list[BitMap]:
        table = TABLES[TextIndex.QUOTATIONS]["words"].name
        selects = " UNION ALL ".join(
            f"SELECT {number}, (SELECT group_concat(rowid) FROM (SELECT rowid FROM {table} "
            f"WHERE {table} MATCH %s ORDER BY rowid DESC LIMIT %s))"
            for number in range(len(beginnings))
        )
        values = [(_expression(Term(Form.PREFIX, text)), most) for text in beginnings]
        with connection.cursor() as cursor:
            cursor.execute(selects, [value for pair in values for value in pair])
            return [_numbers(keys) for _, keys in sorted(cursor.fetchall())]

    def common(self, limit: int) -> list[str]:
        table = TABLES[TextIndex.QUOTATIONS]["stems"].name
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_vocabulary "
                f"USING fts5vocab('main', '{table}', 'row')"
            )
            cursor.execute(
                "SELECT term FROM temp.search_vocabulary "
                "WHERE doc * 1000 > (SELECT count(*) FROM articles_quotation) "
                "ORDER BY doc DESC LIMIT %s",
                [limit],
            )
            return [term for (term,) in cursor]

    texts = staticmethod(sqlite_words.texts)
    divided = staticmethod(sqlite_words.divided)
    stems = staticmethod(sqlite_words.stems)

    def existing(self, words: Collection[str]) -> list[str]:
        table = TABLES[TextIndex.QUOTATIONS]["words"].name
        with connection.cursor() as cursor:
            # The first row that has a word is enough.  A table of the vocabulary counts them all.
            cursor.execute(
                f"SELECT value FROM json_each(%s) AS word WHERE EXISTS (SELECT 1 FROM {table} "
                f"WHERE {table} MATCH '\"' || word.value || '\"')",
                [json.dumps(list(words))],
            )
            return [word for (word,) in cursor]

    def naming(self, words: Collection[str]) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT value FROM json_each(%s) AS word WHERE EXISTS ("
                "SELECT 1 FROM articles_speakername WHERE key = word.value) OR "
                + " OR ".join(
                    "EXISTS (SELECT 1 FROM articles_speakername JOIN articles_speaker "
                    "ON articles_speaker.id = speaker_id AND type = 'person' "
                    f"WHERE {part} = word.value)"
                    for part in ("last", "first")
                ),
                [json.dumps(list(words))],
            )
            return [word for (word,) in cursor]

    def keys(self, keys: BitMap) -> RawSQL:
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(keys.to_array().tolist())])

    def changed_since(self, mark: int) -> tuple[list[ArticleChange], int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT article_id, id FROM articles_touched WHERE id > %s", [mark])
            notes = cursor.fetchall()
        return notes, max((number for _, number in notes), default=mark)

    def rebuild(self, progress: Progress) -> None:
        self.install()
        for table in _every_table():
            progress(table.name)
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {table.name} ({table.name}) VALUES ('rebuild')")

    def merge_written(self) -> None:
        """Do nothing: FTS5 merges as it writes."""

    def forget_deleted(self) -> None:
        # What is deleted stays in an index until its segments are merged.  The first step, below
        # zero, has all of them merged into one, however many steps that takes.
        with connection.cursor() as cursor:
            for table in _every_table():
                step, changed = -MERGED_PAGES, 2
                while changed > 1:
                    before = _changes(cursor)
                    cursor.execute(
                        f"INSERT INTO {table.name} ({table.name}, rank) VALUES ('merge', %s)",
                        [step],
                    )
                    step, changed = MERGED_PAGES, _changes(cursor) - before
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def faults(self) -> list[str]:
        existing = self._existing()
        return self.lacking() + [
            f"The full-text table {table.name} does not match its rows."
            for table in _every_table()
            if table.name in existing and not self._whole(table)
        ]

    def lacking(self) -> list[str]:
        existing = self._existing()
        lacking = [
            f"The trigger {name} is missing or not as it should be."
            for name, text in triggers().items()
            if existing.get(name) != f"CREATE TRIGGER {name} {text}"
        ]
        missing = [table.name for table in _every_table() if table.name not in existing]
        lacking += [f"The full-text table {name} is missing." for name in missing]
        if letters.SPEAKERS not in existing:
            lacking.append(f"The index {letters.SPEAKERS} is missing.")
        return lacking

    def _whole(self, table: _Table) -> bool:
        check = f"INSERT INTO {table.name} ({table.name}, rank) VALUES ('integrity-check', 1)"
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(check)
        except OperationalError:
            raise  # it could not look: the database is locked, full or read-only
        except DatabaseError:
            return False
        return True

    def _existing(self) -> dict[str, str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE name GLOB 'search_*' AND sql IS NOT NULL"
            )
            return dict(cursor.fetchall())

    def _table(self, index: TextIndex, term: Term) -> str:
        return TABLES[index]["stems" if term.form is Form.WORD else "words"].name


def _changes(cursor: Any) -> int:
    """Return how many rows a connection has changed by now."""
    (changes,) = cursor.execute("SELECT total_changes()").fetchone()
    return int(changes)


def _numbers(keys: str | None) -> BitMap:
    """Return keys that are text between commas."""
    return bitmap(np.fromstring(keys, np.uint32, sep=",")) if keys else BitMap()


def _expression(term: Term) -> str:
    """Return a term for FTS5, always between quotation marks so that nothing is an operator."""
    quoted = '"' + term.text.replace('"', " ") + '"'
    return f"{quoted} *" if term.form is Form.PREFIX else quoted
