"""What search needs in PostgreSQL: functions, a table of words, indexes and triggers, as SQL."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models.letters import WORDS_OF_KEY
from articles.search.backends.base import TextIndex
from articles.search.facets import (
    ARTICLE_COLUMNS,
    FURTHER,
    QUOTATION_COLUMNS,
    Further,
    Link,
    links,
)

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
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
    DECLARE
        folded text := public.newsroom_fold(told);
        words text[] := string_to_array(btrim(folded), ' ');
    BEGIN
        RETURN to_tsvector('simple', folded) || array_to_tsvector(coalesce((
            SELECT array_agg('_' || word || '_' || next)
            FROM unnest(words, words[2:]) AS pairs (word, next)
            WHERE octet_length(word) < 500 AND octet_length(next) < 500
        ), '{}'));
    END $$""",
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
# Letters within names are looked up by runs of three, where the server has this extension and the
# newsroom may create it; elsewhere all names are read.
_RUNS = """DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN NULL;
END $$"""
# Not of the key itself, which this index would be used to look up whole, at many times the cost.
LETTERS = "articles_speakername_runs"
_LETTERS = f"""DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_opclass WHERE opcname = 'gin_trgm_ops') THEN
        CREATE INDEX IF NOT EXISTS {LETTERS} ON articles_speakername
            USING gin ((key || '') gin_trgm_ops);
    END IF; END $$"""
# A name has few words, so that each is put in its place at once.
NAME_WORDS = "articles_speakername_words"
_NAME_WORDS = f"""CREATE INDEX IF NOT EXISTS {NAME_WORDS} ON articles_speakername
    USING gin ({WORDS_OF_KEY}) WITH (fastupdate = off)"""
# The words of quotations are a narrow table of their own, whose indexes hold what its rows do not:
# to find the quotations with a word, PostgreSQL reads a row of each, and rows of all columns with
# two vectors are six times as wide.  It has the text that is searched, for phrases.
SAID = "search_quotations"
_SAID_TEXT = "left(text, 100000)"
_MAKE_SAID = f"CREATE TABLE IF NOT EXISTS {SAID} (id bigint PRIMARY KEY, text text NOT NULL)"
TABLES = {TextIndex.QUOTATIONS: SAID, TextIndex.ARTICLES: "articles_article"}
_ARTICLE = "public.newsroom_fold(left(title || ' ' || body, 400000))"
COLUMNS = ("stems", "words")
_VECTORS = {
    TextIndex.QUOTATIONS: {
        "stems": "to_tsvector('newsroom_stems', public.newsroom_fold(text))",
        "words": "public.newsroom_words(text)",
    },
    TextIndex.ARTICLES: {
        "stems": f"to_tsvector('newsroom_stems', {_ARTICLE})",
        "words": f"to_tsvector('simple', {_ARTICLE})",
    },
}
# Of earlier releases, which had the vectors of quotations in their rows.
_FORMER = (
    "ALTER TABLE articles_quotation "
    "DROP COLUMN IF EXISTS search_stems, DROP COLUMN IF EXISTS search_words"
)
# What is written waits in a list of up to so many kilobytes, which every search reads, and is put
# under its words at once.  Row by row, each common word's long list of rows is written again for
# every row.  `merge_written` does so after a batch, or while the next one is written, and the list
# has room for both: 128 articles of 150 words take 430 kB.  With a megabyte waiting, a look-up
# takes half a millisecond more.
WAITING = 1024
# The order of the list of articles, which an index of Django's cannot have here.
_NEWEST = (
    "CREATE INDEX IF NOT EXISTS articles_article_search_newest ON articles_article "
    "(published_on DESC NULLS LAST, id DESC)"
)


def indexed(index: TextIndex) -> dict[str, str]:
    """Return what an index of words has of a row, an expression or a column, by its kind."""
    if index is TextIndex.QUOTATIONS:
        return _VECTORS[index]
    return {column: f"search_{column}" for column in COLUMNS}


def index_name(index: TextIndex, column: str) -> str:
    table = TABLES[index]
    return f"{table}_{column}" if index is TextIndex.QUOTATIONS else f"{table}_search_{column}"


INDEXES = tuple(index_name(index, column) for index in TABLES for column in COLUMNS)


# Notes of a statement's articles, each under the number of its transaction.
_BODY = """
BEGIN
    {does}
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
    "insert": "SELECT id AS article_id FROM later",
    "delete": "SELECT id AS article_id FROM earlier",
    "update": f"""SELECT later.id AS article_id FROM later JOIN earlier USING (id)
    WHERE {_DIFFERING}""",
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


_TRANSITIONS = {
    "insert": "REFERENCING NEW TABLE AS later FOR EACH STATEMENT",
    "delete": "REFERENCING OLD TABLE AS earlier FOR EACH STATEMENT",
    "update": "REFERENCING OLD TABLE AS earlier NEW TABLE AS later FOR EACH STATEMENT",
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger after a kind of statement, and the function of its own that it runs."""

    table: str
    name: str
    function: str
    does: str
    when: str

    @property
    def source(self) -> str:
        """The source of the function."""
        return _BODY.format(does=self.does)

    def made(self) -> list[str]:
        """Return SQL that makes it, in place of an earlier one."""
        return [
            f"CREATE OR REPLACE FUNCTION {self.function}() RETURNS trigger "
            f"LANGUAGE plpgsql AS $${self.source}$$",
            f"CREATE OR REPLACE TRIGGER {self.name} AFTER {self.when} "
            f"EXECUTE FUNCTION {self.function}()",
        ]


def _noting(table: str, way: str, articles: str) -> Trigger:
    """Return a trigger that notes these articles."""
    return Trigger(
        table,
        f"search_touched_{table.removeprefix('articles_')}_{way}",
        f"newsroom_touch_{table}_{way}",
        _NOTE.format(articles=articles),
        f"{way.upper()} ON {table} {_TRANSITIONS[way]}",
    )


def _copying(way: str, does: str, rows: str = "") -> Trigger:
    """Return a trigger that keeps the table of words in line with the quotations."""
    table = "articles_quotation"
    return Trigger(
        table, f"search_said_{way}", f"newsroom_touch_said_{way}", does,
        f"{way.upper()} {rows or f'ON {table} {_TRANSITIONS[way]}'}",
    )  # fmt: skip


# Text hardly changes, and other columns often do: a row that keeps it costs a comparison.
COPYING = (
    _copying(
        "insert",
        f"INSERT INTO {SAID} (id, text) SELECT id, {_SAID_TEXT} FROM later "
        "ON CONFLICT (id) DO UPDATE SET text = excluded.text;",
    ),
    _copying("delete", f"DELETE FROM {SAID} WHERE id IN (SELECT id FROM earlier);"),
    _copying(
        "update",
        f"UPDATE {SAID} SET id = new.id, text = left(new.text, 100000) WHERE id = old.id;",
        "OF id, text ON articles_quotation FOR EACH ROW "
        "WHEN ((old.id, old.text) IS DISTINCT FROM (new.id, new.text))",
    ),
    _copying("truncate", f"TRUNCATE {SAID};", "ON articles_quotation FOR EACH STATEMENT"),
)
TRIGGERS = (
    *COPYING,
    *(
        _noting(table, way, articles)
        for table, ways in (
            ("articles_quotation", _QUOTATIONS),
            ("articles_article", _ARTICLES),
            *((link.table, _links(link)) for link in links().values()),
            *((further.table, _further(further)) for further in FURTHER.values()),
        )
        for way, articles in ways.items()
    ),
)
DIFFERING = (
    f"SELECT FROM articles_quotation AS q FULL JOIN {SAID} AS said USING (id) "
    "WHERE left(q.text, 100000) IS DISTINCT FROM said.text"
)
FILL = f"INSERT INTO {SAID} (id, text) SELECT id, {_SAID_TEXT} FROM articles_quotation"
REPAIR = (
    f"DELETE FROM {SAID} AS said WHERE NOT EXISTS (SELECT FROM articles_quotation AS q "
    "WHERE q.id = said.id AND left(q.text, 100000) = said.text)",
    f"{FILL} ON CONFLICT DO NOTHING",
)


def before_rows() -> list[str]:
    """Return SQL that makes what has to be there before the table of words is filled."""
    return [*SETUP, _FORMER, _MAKE_SAID, *(sql for each in TRIGGERS for sql in each.made())]


def after_rows() -> list[str]:
    """Return SQL that makes the columns and indexes."""
    table = TABLES[TextIndex.ARTICLES]
    # Both at once: all rows are written again.
    columns = ", ".join(
        f"ADD COLUMN IF NOT EXISTS search_{column} tsvector GENERATED ALWAYS AS ({vector}) STORED"
        for column, vector in _VECTORS[TextIndex.ARTICLES].items()
    )
    made = [f"ALTER TABLE {table} {columns}"]
    made += [
        f"CREATE INDEX IF NOT EXISTS {index_name(index, column)} ON {TABLES[index]} "
        f"USING gin (({has}))"
        for index in TABLES
        for column, has in indexed(index).items()
    ]
    # Those of earlier releases were made with `fastupdate = off`.
    made += [
        f"ALTER INDEX {name} SET (fastupdate = on, gin_pending_list_limit = {WAITING})"
        for name in INDEXES
    ]
    return [*made, _NEWEST, _RUNS, _LETTERS, _NAME_WORDS]


def removed() -> list[str]:
    """Return SQL that drops what the other two make, but for functions."""
    return [
        *(f"DROP TRIGGER IF EXISTS {each.name} ON {each.table}" for each in TRIGGERS),
        f"DROP TABLE IF EXISTS {SAID}",
        _FORMER,
        f"DROP INDEX IF EXISTS {LETTERS}, {NAME_WORDS}",
        *(f"ALTER TABLE articles_article DROP COLUMN IF EXISTS search_{each}" for each in COLUMNS),
    ]
