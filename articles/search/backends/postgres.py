"""Search in PostgreSQL: GIN indexes over the `tsvector` of words, made by `postgres_setup.py`.

Text is folded (accents, case, everything that is no letter or digit a blank) before it is
parsed, so that words are the same ones that SQLite finds.  No stop words: “to be or not to be”
can be found.  Articles are searched in their first 400,000 characters; a `tsvector` holds no more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models.expressions import RawSQL
from pyroaring import BitMap

from articles.search.backends import postgres_setup as setup
from articles.search.backends.base import ArticleChange, Progress, TextIndex
from articles.search.bitmaps import bitmap
from articles.search.query import Form, Term
from newsroom.db.replicas import connection

# With less, PostgreSQL forgets which rows of a page it had found, and parses all of them again:
# four times as slow for a word of 200,000 quotations.
MATCHING_MEMORY = "32MB"

# Only the owner of an index may.
MERGE = """SELECT gin_clean_pending_list(oid) FROM pg_class
WHERE oid = ANY(ARRAY(SELECT to_regclass(name) FROM unnest(%s::text[]) AS name))
    AND pg_has_role(relowner, 'USAGE')"""

_SAID_WORDS = setup.indexed(TextIndex.QUOTATIONS)["words"]


class Postgres:
    """Full text of PostgreSQL 13 or later."""

    stemmer = "english"

    def install(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('newsroom search'))")
            followed = self._follows(cursor)
            # The triggers first: from then on, nobody else writes until all is there.
            for statement in setup.before_rows():
                cursor.execute(statement)
            if not followed:
                self._repair(cursor)
            for statement in setup.after_rows():
                cursor.execute(statement)

    def remove(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in setup.removed():
                cursor.execute(statement)

    def matching(self, index: TextIndex, term: Term, within: BitMap | None = None) -> BitMap:
        condition, text = _condition(index, term)
        values: list[Any] = [text]
        sql = f"SELECT string_agg(id::text, ',') FROM {setup.TABLES[index]} WHERE {condition}"
        if within is not None:
            sql += " AND id = ANY(%s)"
            values.append(within.to_array().tolist())
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            # The planner does not know what it costs to read the vector of every row.  Two workers
            # that send their rows to this process took twice the processor time, and longer.
            cursor.execute(
                "SELECT set_config('work_mem', %s, true), "
                "set_config('max_parallel_workers_per_gather', '0', true), "
                "set_config('enable_seqscan', 'off', true)",
                [MATCHING_MEMORY],
            )
            cursor.execute(sql, values)
            (keys,) = cursor.fetchone()
        return _numbers(keys)

    def matching_each(
        self, index: TextIndex, terms: Sequence[Term], within: BitMap | None = None
    ) -> list[BitMap]:
        if not terms:
            return []
        # One plan for all words with the same condition: to plan a subquery for each took longer
        # than to find its rows.  Without OFFSET, the query would be parsed once more for each row.
        places: dict[str, list[tuple[int, str]]] = {}
        for number, term in enumerate(terms):
            condition, text = _condition(index, term)
            places.setdefault(condition, []).append((number, text))
        limit = "" if within is None else " AND id = ANY(%s)"
        selects = " UNION ALL ".join(
            f"SELECT number, (SELECT string_agg(id::text, ',') FROM {setup.TABLES[index]} "
            f"WHERE {column} @@ wanted.query{limit}) FROM (SELECT number, {query} AS query "
            "FROM unnest(%s::int[], %s::text[]) AS typed (number, text) OFFSET 0) AS wanted"
            for column, query in (
                condition.replace("%s", "text").split(" @@ ") for condition in places
            )
        )
        keys_of = [] if within is None else [within.to_array().tolist()]
        values = [
            each
            for some in places.values()
            for each in (*keys_of, *map(list, zip(*some, strict=True)))
        ]
        with connection.cursor() as cursor:
            cursor.execute(selects, values)
            keys = dict(cursor.fetchall())
        return [_numbers(keys[number]) for number in range(len(terms))]

    def some_beginning(self, beginnings: Sequence[str], most: int) -> list[BitMap]:
        # Not the newest: their order would have all rows read.
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT ARRAY(SELECT id FROM {setup.SAID} "
                f"WHERE {_SAID_WORDS} @@ wanted.query LIMIT %s) FROM (SELECT number, "
                "newsroom_prefix(text) AS query FROM unnest(%s::text[]) WITH ORDINALITY "
                "AS typed (text, number) OFFSET 0) AS wanted ORDER BY number",
                [most, list(beginnings)],
            )
            return [BitMap(keys) for (keys,) in cursor]

    def common(self, limit: int) -> list[str]:
        # What ANALYZE has counted; nothing where it never ran.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT word FROM pg_stats, unnest(most_common_elems::text::text[], "
                "most_common_elem_freqs) AS counted (word, share) "
                "WHERE tablename = %s AND word IS NOT NULL AND share > 0.001 "
                "ORDER BY share DESC LIMIT %s",
                [setup.index_name(TextIndex.QUOTATIONS, "stems"), limit],
            )
            return [word for (word,) in cursor]

    def texts(self, start: int, end: int) -> list[tuple[int, str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, text FROM {setup.SAID} WHERE id >= %s AND id < %s ORDER BY id",
                [start, end],
            )
            return [(key, text) for key, text in cursor]

    def divided(self, pieces: Sequence[str]) -> list[list[str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT number - 1, place, lexeme FROM unnest(%s::text[]) WITH ORDINALITY "
                "AS piece (text, number), unnest(to_tsvector('simple', newsroom_fold(text))) "
                "AS words (lexeme, places, weights), unnest(places) AS place",
                [list(pieces)],
            )
            found: list[list[str]] = [[] for _ in pieces]
            for piece, _, word in sorted(cursor.fetchall()):
                found[piece].append(word)
        return found

    def stems(self, words: Sequence[str]) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce((tsvector_to_array(to_tsvector('newsroom_stems', word)))[1], "
                "word) FROM unnest(%s::text[]) WITH ORDINALITY AS listed (word, number) "
                "ORDER BY number",
                [list(words)],
            )
            return [stem for (stem,) in cursor]

    def existing(self, words: Collection[str]) -> list[str]:
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            # For a word that is rare or not there, the planner would rather read all rows.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(
                "SELECT word FROM unnest(%s::text[]) AS word WHERE EXISTS ("
                f"SELECT FROM {setup.SAID} WHERE {_SAID_WORDS} @@ word::tsquery)",
                [list(words)],
            )
            return [word for (word,) in cursor]

    def naming(self, words: Collection[str]) -> list[str]:
        person = "articles_speakername AS n JOIN articles_speaker AS s ON s.id = n.speaker_id"
        with connection.cursor() as cursor:
            # With LIMIT, each word is a look-up of its own, and no join with all names.
            cursor.execute(
                "SELECT word FROM unnest(%s::text[]) AS word WHERE coalesce("
                "(SELECT true FROM articles_speakername WHERE key = word LIMIT 1), "
                f"(SELECT true FROM {person} WHERE type = 'person' AND last = word LIMIT 1), "
                f"(SELECT true FROM {person} WHERE type = 'person' AND first = word LIMIT 1), "
                "false)",
                [list(words)],
            )
            return [word for (word,) in cursor]

    def keys(self, keys: BitMap) -> RawSQL:
        return RawSQL("SELECT unnest(%s::bigint[])", [keys.to_array().tolist()])

    def changed_since(self, mark: int) -> tuple[list[ArticleChange], int]:
        # The mark is a transaction: all before it had ended, so none of theirs was left out.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, "
                "article_id, articles_touched.id FROM (VALUES (1)) AS always "
                "LEFT JOIN articles_touched ON xid >= %s",
                [mark],
            )
            rows = cursor.fetchall()
        return [(article, note) for _, article, note in rows if article], rows[0][0]

    def rebuild(self, progress: Progress) -> None:
        self.install()
        with transaction.atomic(), connection.cursor() as cursor:
            self._repair(cursor)
        for name in setup.INDEXES:
            progress(name)
            with connection.cursor() as cursor:
                cursor.execute(f"REINDEX INDEX {name}")

    def merge_written(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(MERGE, [list(setup.INDEXES)])

    def forget_deleted(self) -> None:
        if not connection.in_atomic_block:
            with connection.cursor() as cursor:
                others = ("articles_quotation", "articles_deletedarticle", "articles_change")
                tables = (*setup.TABLES.values(), *others)
                cursor.execute(f"VACUUM {', '.join(tables)}")

    def faults(self) -> list[str]:
        if lacking := self.lacking():
            return lacking
        # Columns are generated and indexes are PostgreSQL's own: these match their rows.
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS ({setup.DIFFERING})")
            (differs,) = cursor.fetchone()
        return [f"{setup.SAID} does not match the quotations."] if differs else []

    def lacking(self) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
            triggers = {name for (name,) in cursor}
            cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE %s",
                           ["newsroom_touch_%"])  # fmt: skip
            sources = dict(cursor.fetchall())
            cursor.execute(
                "SELECT relname FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid "
                "WHERE indisvalid AND relname = ANY(%s)", [list(setup.INDEXES)]
            )  # fmt: skip
            indexes = {name for (name,) in cursor}
        faults = [
            f"The trigger {each.name} is missing or disabled."
            for each in setup.TRIGGERS
            if each.name not in triggers
        ]
        faults += [
            f"The function {each.function} is missing or outdated."
            for each in setup.TRIGGERS
            if sources.get(each.function) != each.source
        ]
        lacking = sorted(set(setup.INDEXES) - indexes)
        return faults + [f"The index {name} is missing or invalid." for name in lacking]

    def _follows(self, cursor: Any) -> bool:
        """Return whether the table of words is there, and followed its rows."""
        cursor.execute(
            "SELECT to_regclass(%s) IS NOT NULL AND %s = (SELECT count(*) FROM pg_trigger "
            "WHERE tgenabled <> 'D' AND tgname = ANY(%s))",
            [setup.SAID, len(setup.COPYING), [each.name for each in setup.COPYING]],
        )
        return bool(cursor.fetchone()[0])

    def _repair(self, cursor: Any) -> None:
        """Take out of the table of words what differs from the quotations, and put in what lacks.

        The caller is in a transaction.
        """
        for statement in setup.REPAIR:
            cursor.execute(statement)


def _numbers(keys: str | None) -> BitMap:
    """Return keys that are text between commas."""
    return bitmap(np.fromstring(keys, np.uint32, sep=",")) if keys else BitMap()


def _condition(index: TextIndex, term: Term) -> tuple[str, str]:
    """Return SQL of what is indexed and the query it is to match, and the text of the query."""
    has = setup.indexed(index)
    if term.form is Form.PREFIX:
        return f"{has['words']} @@ newsroom_prefix(%s)", term.text
    if term.form is Form.PHRASE and index is TextIndex.QUOTATIONS:
        return f"{has['words']} @@ newsroom_phrase(%s)", term.text
    if term.form is Form.PHRASE:
        return f"{has['words']} @@ phraseto_tsquery('simple', newsroom_fold(%s))", term.text
    return f"{has['stems']} @@ plainto_tsquery('newsroom_stems', newsroom_fold(%s))", term.text
