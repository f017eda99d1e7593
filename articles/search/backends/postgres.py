"""Search in PostgreSQL: generated `tsvector` columns under GIN indexes.

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

from articles.search.backends.base import ArticleChange, Progress, TextIndex
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
from newsroom.db.replicas import connection

# Run by every `install`, idempotent.  PostgreSQL cannot rename the parameters of a function that
# exists, so they stay `told`.
SETUP = (
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    """DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_ts_dict WHERE dictname = 'newsroom_stem') THEN
        CREATE TEXT SEARCH DICTIONARY newsroom_stem (TEMPLATE = snowball, LANGUAGE = english);
        CREATE TEXT SEARCH CONFIGURATION newsroom_stems (COPY = simple);
        ALTER TEXT SEARCH CONFIGURATION newsroom_stems
            ALTER MAPPING FOR asciiword, word WITH newsroom_stem;
    END IF; END $$""",
    """CREATE OR REPLACE FUNCTION public.newsroom_fold(told text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$ BEGIN
        RETURN lower(regexp_replace(
            public.unaccent('public.unaccent', told), '[^[:alnum:]]+', ' ', 'g'));
    END $$""",
    # Words as written and, as lexemes of their own, each two that follow one another: a phrase
    # of two is then found without looking at rows that merely have both words.  They begin with
    # “_”, so that no beginning of a word is looked for among them.
    """CREATE OR REPLACE FUNCTION public.newsroom_words(told text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT to_tsvector('simple', folded) || array_to_tsvector(coalesce((
            SELECT array_agg(DISTINCT '_' || word || '_' || next) FROM (
                SELECT word, lead(word) OVER (ORDER BY place) AS next
                FROM regexp_split_to_table(btrim(folded), ' ') WITH ORDINALITY AS t (word, place)
            ) AS words
            WHERE word <> '' AND octet_length(word) < 500 AND octet_length(next) < 500
        ), '{}')) FROM (SELECT public.newsroom_fold(told) AS folded) AS folds
    $$""",
    """CREATE OR REPLACE FUNCTION public.newsroom_phrase(told text) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
    DECLARE
        words text[] := regexp_split_to_array(btrim(public.newsroom_fold(told)), ' ');
        wanted tsquery := phraseto_tsquery('simple', public.newsroom_fold(told));
        pairs tsquery;
    BEGIN
        IF cardinality(words) < 2 OR octet_length(told) >= 500 THEN RETURN wanted; END IF;
        FOR n IN 2 .. cardinality(words) LOOP
            pairs := coalesce(pairs && ('_' || words[n - 1] || '_' || words[n])::tsquery,
                              ('_' || words[n - 1] || '_' || words[n])::tsquery);
        END LOOP;
        RETURN CASE WHEN cardinality(words) = 2 THEN pairs ELSE pairs && wanted END;
    END $$""",
    """CREATE OR REPLACE FUNCTION public.newsroom_prefix(told text) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
    DECLARE plain text := replace(btrim(public.newsroom_fold(told)), ' ', ' <-> ');
    BEGIN
        RETURN CASE WHEN plain = '' THEN NULL ELSE to_tsquery('simple', plain || ':*') END;
    END $$""",
)
TABLES = {TextIndex.QUOTATIONS: "articles_quotation", TextIndex.ARTICLES: "articles_article"}
_ARTICLE = "public.newsroom_fold(left(title || ' ' || body, 400000))"
COLUMNS = ("stems", "words")
VECTORS = {
    TextIndex.QUOTATIONS: {
        "stems": "to_tsvector('newsroom_stems', public.newsroom_fold(left(text, 100000)))",
        "words": "public.newsroom_words(left(text, 100000))",
    },
    TextIndex.ARTICLES: {
        "stems": f"to_tsvector('newsroom_stems', {_ARTICLE})",
        "words": f"to_tsvector('simple', {_ARTICLE})",
    },
}

# With less, PostgreSQL forgets which rows of a page it had found, and parses all of them again:
# four times as slow for a word of 200,000 quotations.
MATCHING_MEMORY = "32MB"

# Notes of a statement's articles, each under the number of its transaction.
_BODY = """
BEGIN
    {note}
    RETURN NULL;
END """
_NOTE = """INSERT INTO articles_touched (article_id, xid)
    SELECT article_id, pg_current_xact_id()::text::bigint FROM ({articles}) AS touched
    WHERE article_id IS NOT NULL ORDER BY article_id
    ON CONFLICT (article_id) DO UPDATE
    SET xid = excluded.xid, id = nextval(pg_get_serial_sequence('articles_touched', 'id'))
    WHERE articles_touched.xid <> excluded.xid;"""


def _differing(columns: str) -> str:
    """Return SQL of the articles of rows that a statement changed in one of these columns."""
    return f"""SELECT article_id FROM (
        (SELECT {columns} FROM earlier EXCEPT SELECT {columns} FROM later) UNION ALL
        (SELECT {columns} FROM later EXCEPT SELECT {columns} FROM earlier)
    ) AS differing GROUP BY article_id"""


_QUOTATIONS = {
    "insert": "SELECT DISTINCT article_id FROM later",
    "delete": "SELECT DISTINCT article_id FROM earlier",
    "update": _differing(", ".join(("id", *QUOTATION_COLUMNS, "text"))),
}
_DIFFERING = " OR ".join(
    f"later.{column} IS DISTINCT FROM earlier.{column}" for column in ARTICLE_COLUMNS
)
_ARTICLES = {
    "update": f"""SELECT later.id AS article_id FROM later JOIN earlier USING (id)
    WHERE {_DIFFERING}"""
}


def _links(link: Link) -> dict[str, str]:
    """Return, by kind of statement, SQL of the articles whose quotations it linked."""
    quotations = {
        "insert": f"SELECT {link.quotation} FROM later",
        "delete": f"SELECT {link.quotation} FROM earlier",
        "update": f"SELECT {link.quotation} FROM earlier UNION SELECT {link.quotation} FROM later",
    }
    return {
        way: f"SELECT DISTINCT article_id FROM articles_quotation WHERE id IN ({keys})"
        for way, keys in quotations.items()
    }


def _further(further: Further) -> dict[str, str]:
    """Return, by kind of statement, SQL of the articles whose further values it changed."""
    noted = ", ".join(("id", *further.columns))
    return {
        "insert": "SELECT DISTINCT article_id FROM later",
        "delete": "SELECT DISTINCT article_id FROM earlier",
        "update": _differing(noted),
    }


# (table, kind of statement, SQL of the articles it changed)
TRIGGERS = [
    (table, way, articles)
    for table, ways in (
        ("articles_quotation", _QUOTATIONS),
        ("articles_article", _ARTICLES),
        *((link.table, _links(link)) for link in links().values()),
        *((further.table, _further(further)) for further in FURTHER.values()),
    )
    for way, articles in ways.items()
]
_TRANSITIONS = {
    "insert": "NEW TABLE AS later",
    "delete": "OLD TABLE AS earlier",
    "update": "OLD TABLE AS earlier NEW TABLE AS later",
}


class Postgres:
    """Full text of PostgreSQL 13 or later."""

    stemmer = "english"

    def install(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('newsroom search'))")
            for statement in SETUP:
                cursor.execute(statement)
            for index, table in TABLES.items():
                for column, vector in VECTORS[index].items():
                    name = f"search_{column}"
                    cursor.execute(
                        f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {name} tsvector "
                        f"GENERATED ALWAYS AS ({vector}) STORED"
                    )
                    cursor.execute(
                        f"CREATE INDEX IF NOT EXISTS {table}_{name} ON {table} USING gin ({name}) "
                        "WITH (fastupdate = off)"
                    )
            # The order of the list of articles, which an index of Django's cannot have here.
            cursor.execute(
                "CREATE INDEX IF NOT EXISTS articles_article_search_newest ON articles_article "
                "(published_on DESC NULLS LAST, id DESC)"
            )
            for table, way, articles in TRIGGERS:
                function = _function(table, way)
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger "
                    f"LANGUAGE plpgsql AS $${_body(articles)}$$"
                )
                cursor.execute(
                    f"CREATE OR REPLACE TRIGGER {_trigger(table, way)} AFTER {way.upper()} "
                    f"ON {table} REFERENCING {_TRANSITIONS[way]} "
                    f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
                )

    def remove(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, way, _ in TRIGGERS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {_trigger(table, way)} ON {table}")
            for table in TABLES.values():
                for column in COLUMNS:
                    cursor.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS search_{column}")

    def matching(self, index: TextIndex, term: Term, within: BitMap | None = None) -> BitMap:
        condition, text = _condition(index, term)
        values: list[Any] = [text]
        sql = f"SELECT string_agg(id::text, ',') FROM {TABLES[index]} WHERE {condition}"
        if within is not None:
            sql += " AND id = ANY(%s)"
            values.append(within.to_array().tolist())
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            # The planner does not know what it costs to read the vector of every row.
            cursor.execute(
                "SELECT set_config('work_mem', %s, true), "
                "set_config('enable_seqscan', 'off', true)",
                [MATCHING_MEMORY],
            )
            cursor.execute(sql, values)
            (keys,) = cursor.fetchone()
        return _numbers(keys)

    def matching_each(self, index: TextIndex, terms: Sequence[Term]) -> list[BitMap]:
        if not terms:
            return []
        # One plan for all words with the same condition: to plan a subquery for each took longer
        # than to find its rows.  Without OFFSET, the query would be parsed once more for each row.
        places: dict[str, list[tuple[int, str]]] = {}
        for number, term in enumerate(terms):
            condition, text = _condition(index, term)
            places.setdefault(condition, []).append((number, text))
        selects = " UNION ALL ".join(
            f"SELECT number, (SELECT string_agg(id::text, ',') FROM {TABLES[index]} "
            f"WHERE {column} @@ wanted.query) FROM (SELECT number, {query} AS query "
            "FROM unnest(%s::int[], %s::text[]) AS typed (number, text) OFFSET 0) AS wanted"
            for column, query in (
                condition.replace("%s", "text").split(" @@ ") for condition in places
            )
        )
        values = [list(each) for some in places.values() for each in zip(*some, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(selects, values)
            keys = dict(cursor.fetchall())
        return [_numbers(keys[number]) for number in range(len(terms))]

    def some_beginning(self, beginnings: Sequence[str], most: int) -> list[BitMap]:
        # Not the newest: their order would have all rows read.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT ARRAY(SELECT id FROM articles_quotation "
                "WHERE search_words @@ wanted.query LIMIT %s) FROM (SELECT number, "
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
                "WHERE tablename = 'articles_quotation' AND attname = 'search_stems' "
                "AND word IS NOT NULL AND share > 0.001 ORDER BY share DESC LIMIT %s",
                [limit],
            )
            return [word for (word,) in cursor]

    def existing(self, words: Collection[str]) -> list[str]:
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            # For a word that is rare or not there, the planner would rather read all rows.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(
                "SELECT word FROM unnest(%s::text[]) AS word WHERE EXISTS ("
                "SELECT FROM articles_quotation WHERE search_words @@ word::tsquery)",
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
        for table in TABLES.values():
            for column in COLUMNS:
                name = f"{table}_search_{column}"
                progress(name)
                with connection.cursor() as cursor:
                    cursor.execute(f"REINDEX INDEX {name}")

    def forget_deleted(self) -> None:
        if not connection.in_atomic_block:
            with connection.cursor() as cursor:
                tables = (*TABLES.values(), "articles_deletedarticle", "articles_change")
                cursor.execute(f"VACUUM {', '.join(tables)}")

    def faults(self) -> list[str]:
        # Columns are generated and indexes are PostgreSQL's own: what is there matches the rows.
        return self.lacking()

    def lacking(self) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
            triggers = {name for (name,) in cursor}
            cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE %s",
                           ["newsroom_touch_%"])  # fmt: skip
            sources = dict(cursor.fetchall())
            cursor.execute(
                "SELECT relname FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid "
                "WHERE indisvalid AND relname LIKE %s", ["articles_%_search_%"]
            )  # fmt: skip
            indexes = {name for (name,) in cursor}
        faults = [
            f"The trigger {_trigger(table, way)} is missing or disabled."
            for table, way, _ in TRIGGERS
            if _trigger(table, way) not in triggers
        ]
        faults += [
            f"The function {_function(table, way)} is missing or outdated."
            for table, way, articles in TRIGGERS
            if sources.get(_function(table, way)) != _body(articles)
        ]
        wanted = {f"{table}_search_{column}" for table in TABLES.values() for column in COLUMNS}
        lacking = sorted(wanted - indexes)
        return faults + [f"The index {name} is missing or invalid." for name in lacking]


def _numbers(keys: str | None) -> BitMap:
    """Return keys that are text between commas."""
    return bitmap(np.fromstring(keys, np.uint32, sep=",")) if keys else BitMap()


def _function(table: str, way: str) -> str:
    return f"newsroom_touch_{table}_{way}"


def _body(articles: str) -> str:
    """Return the source of a trigger function that notes these articles."""
    return _BODY.format(note=_NOTE.format(articles=articles))


def _trigger(table: str, way: str) -> str:
    return f"search_touched_{table.removeprefix('articles_')}_{way}"


def _condition(index: TextIndex, term: Term) -> tuple[str, str]:
    """Return SQL of a column and the query that it is to match, and the text of the query."""
    if term.form is Form.PREFIX:
        return "search_words @@ newsroom_prefix(%s)", term.text
    if term.form is Form.PHRASE and index is TextIndex.QUOTATIONS:
        return "search_words @@ newsroom_phrase(%s)", term.text
    if term.form is Form.PHRASE:
        return "search_words @@ phraseto_tsquery('simple', newsroom_fold(%s))", term.text
    return "search_stems @@ plainto_tsquery('newsroom_stems', newsroom_fold(%s))", term.text
