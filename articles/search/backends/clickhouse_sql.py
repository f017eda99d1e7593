"""What ClickHouse has of quotations, as SQL: their words and stems, with text indexes over them.

The words are those that pages highlight, and are made here: the engine has no stems, and what it
finds is then what is marked.  Words are letters and digits alone, so that they need no quoting.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from articles.search.highlight import canonical, stemmer, words_in
from articles.search.query import Form, Term

STATE = "newsroom_state"
PREFIX = "quotations_"
# Each two words that follow one another are indexed, not kept: a phrase of two is then found
# without looking at quotations that merely have both words.
PAIRS = "arrayMap((a, b) -> concat(a, '_', b), arrayPopBack(words), arrayPopFront(words))"
# So many pairs it is asked for at most; a longer phrase is compared as a whole in any case.
MOST_PAIRS = 30
# A statement is split where it would have more parts, or more bytes beside its last part: a server
# takes 256 KiB.  A longer term, in letters and digits, is not for it.
MOST_SELECTS, MOST_BYTES, LONGEST = 50, 100_000, 5_000

_CHECKSUM = "CRC32(concat(arrayStringConcat(words, ' '), '|', arrayStringConcat(stems, ' ')))"
# Otherwise a deletion writes a mask for every part, which takes seconds.
_DELETING = "lightweight_delete_mode = 'lightweight_update_force'"


def made(database: str, table: str) -> list[str]:
    """Return SQL that makes the database, the table of where it is, and one of quotations."""
    return [
        f"CREATE DATABASE IF NOT EXISTS {database}",
        f"CREATE TABLE IF NOT EXISTS {database}.{STATE} (one UInt8, number UInt64, name String, "
        "rules String, origin String, mark UInt64, notes String) "
        "ENGINE = ReplacingMergeTree(number) ORDER BY one",
        f"DROP TABLE IF EXISTS {database}.{table}",
        f"CREATE TABLE {database}.{table} (id UInt32, article UInt32, "
        "words Array(String), stems Array(String), "
        "INDEX by_word words TYPE text(tokenizer = 'array'), "
        "INDEX by_stem stems TYPE text(tokenizer = 'array'), "
        f"INDEX by_pair {PAIRS} TYPE text(tokenizer = 'array'), "
        "INDEX by_article article TYPE bloom_filter) "
        "ENGINE = MergeTree ORDER BY id "
        "SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1",
    ]


def inserted(name: str, rows: Iterable[dict[str, Any]]) -> str:
    """Return SQL that inserts rows."""
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"INSERT INTO {name} FORMAT JSONEachRow\n{lines}"


def deleted(name: str, articles: Collection[int]) -> str:
    """Return SQL that deletes the quotations of these articles."""
    return f"DELETE FROM {name} WHERE article IN ({_listed(articles)}) SETTINGS {_DELETING}"


def of_articles(name: str, articles: Collection[int]) -> str:
    """Return SQL of the quotations of these articles, a UInt32 each."""
    return f"SELECT id FROM {name} WHERE article IN ({_listed(articles)}) FORMAT RowBinary"


def row(key: int, article: int, text: str, language: str) -> dict[str, Any]:
    """Return what is kept of a quotation."""
    words, stem = words_in(text), stemmer(language)
    return {"id": key, "article": article, "words": words, "stems": list(map(stem, words))}


def checksum(row: dict[str, Any]) -> int:
    """Return what `checksums` has for a row."""
    return zlib.crc32(f"{' '.join(row['words'])}|{' '.join(row['stems'])}".encode())


def checksums(name: str) -> str:
    """Return SQL of all keys, each with its article and a checksum: three UInt32 a row."""
    return f"SELECT id, article, {_CHECKSUM} FROM {name} ORDER BY id FORMAT RowBinary"


def found(name: str, conditions: Mapping[int, str]) -> Iterator[tuple[list[int], str]]:
    """Yield SQL of the quotations for which conditions hold, for some of their places at a time.

    It gives the place of the place among those (UInt16) and a quotation (UInt32).
    """
    places: list[int] = []
    selects: list[str] = []
    size = 0
    for place, condition in conditions.items():
        if len(places) == MOST_SELECTS or size > MOST_BYTES:
            yield places, _together(selects)
            places, selects, size = [], [], 0
        selects.append(f"SELECT toUInt16({len(places)}) AS place, id FROM {name} WHERE {condition}")
        places.append(place)
        size += len(selects[-1].encode())
    if places:
        yield places, _together(selects)


def _together(selects: list[str]) -> str:
    return " UNION ALL ".join(selects) + " FORMAT RowBinary"


def condition(name: str, term: Term, language: str) -> str:
    """Return SQL that holds for the quotations with a term.

    >>> condition("a.b", Term(Form.WORD, "Listing"), "porter")
    "hasAllTokens(stems, ['list'])"
    """
    words = canonical(term, language).text.split()
    if term.form is Form.WORD:
        return f"hasAllTokens(stems, {_array(words)})"
    if term.form is Form.PREFIX:
        return _beginning(name, words)
    return _phrase(words)


def _phrase(words: list[str]) -> str:
    if len(words) == 1:
        return f"hasAllTokens(words, {_array(words)})"
    pairs = [f"{one}_{next_}" for one, next_ in pairwise(words)]
    having = f"hasAllTokens({PAIRS}, {_array(pairs[:MOST_PAIRS])})"
    return having if len(pairs) == 1 else f"{having} AND hasSubstr(words, {_array(words)})"


def _beginning(name: str, words: list[str]) -> str:
    """Return SQL of a beginning, with whole words in front of it where there are several."""
    *before, last = words
    database, _, table = name.partition(".")
    ends = (
        "hasAnyTokens(words, (SELECT groupUniqArray(token) "
        f"FROM mergeTreeTextIndex('{database}', '{table}', 'by_word') "
        f"WHERE startsWith(token, '{last}')))"
    )
    if not before:
        return ends
    count = len(before)
    together = (
        f"arrayExists(n -> startsWith(words[n + {count}], '{last}') "
        f"AND arraySlice(words, n, {count}) = {_array(before)}, "
        f"range(1, greatest(length(words), {count}) - {count} + 1))"
    )
    return f"{_phrase(before)} AND {ends} AND {together}"


def _array(words: Collection[str]) -> str:
    return "[" + ", ".join(f"'{word}'" for word in words) + "]"


def _listed(numbers: Collection[int]) -> str:
    return ", ".join(map(str, numbers))
