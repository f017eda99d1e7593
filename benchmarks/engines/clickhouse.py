"""ClickHouse's engine in this process, by chdb: parts by month, text indexes over arrays of words.

The engine in the wheel has no stems of its own, so that they are made here.  It starts about
25 threads; one process at a time opens a folder.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

import Stemmer
from chdb import session

from benchmarks.engines.made import FACETS, Row

_STEMMER = Stemmer.Stemmer("english")


class ClickHouse:
    """A database in a folder that is removed at the end; queries in one thread each."""

    name = "ClickHouse, chdb"

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="newsroom-engines-")
        self._session = session.Session(self._folder)
        self._run("SET max_threads = 1")

    def cpu(self) -> float:
        """Return the seconds of CPU of this process, all threads."""
        return time.process_time()

    def create(self) -> None:
        self._run("CREATE DATABASE engines")
        self._run(
            "CREATE TABLE engines.quotes (id UInt32, article UInt32, day UInt32, month UInt16, "
            "speaker UInt32, country UInt16, outlet UInt16, text String, "
            "words Array(String), stems Array(String), "
            "INDEX by_word words TYPE text(tokenizer = 'array'), "
            "INDEX by_stem stems TYPE text(tokenizer = 'array'), "
            "INDEX by_article article TYPE minmax) "
            "ENGINE = MergeTree PARTITION BY month ORDER BY (day, id) "
            "SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1"
        )

    def load(self, rows: list[Row]) -> None:
        lines = "\n".join(json.dumps(_values(row)) for row in rows)
        self._run(f"INSERT INTO engines.quotes FORMAT JSONEachRow {lines}")

    def finish(self) -> None:
        self._run("OPTIMIZE TABLE engines.quotes FINAL")

    def size(self) -> int:
        """Return bytes on disk, indexes included."""
        sql = "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND table = 'quotes'"
        return int(self._run(sql)[0][0])

    def count_word(self, word: str) -> int:
        return self._count(_has("stems", _stem(word)))

    def count_phrase(self, phrase: str) -> int:
        words = _array(phrase.split())
        return self._count(f"hasAllTokens(words, {words}) AND hasSubstr(words, {words})")

    def count_beginning(self, beginning: str) -> int:
        sql = "SELECT DISTINCT token FROM mergeTreeTextIndex('engines', 'quotes', 'by_word')"
        words = [row[0] for row in self._run(f"{sql} WHERE startsWith(token, '{beginning}')")]
        return self._count(f"hasAnyTokens(words, {_array(words)})") if words else 0

    def facets(self, word: str) -> list[tuple[int, ...]]:
        names = ", ".join(FACETS)
        sets = ", ".join(f"({name})" for name in FACETS)
        rows = self._run(
            f"SELECT grouping({names}) AS which, "
            "multiIf(which = 7, country, which = 11, outlet, which = 13, speaker, month), "
            f"count() FROM engines.quotes WHERE {_has('stems', _stem(word))} "
            f"GROUP BY GROUPING SETS ({sets})"
        )
        return sorted(tuple(map(int, row)) for row in rows)

    def page(self, word: str, before: tuple[int, int]) -> list[tuple[int, ...]]:
        day, key = before
        rows = self._run(
            f"SELECT day, id FROM engines.quotes WHERE {_has('stems', _stem(word))} "
            f"AND month <= {day // 30} AND (day, id) < ({day}, {key}) "
            "ORDER BY day DESC, id DESC LIMIT 25"
        )
        return [tuple(map(int, row)) for row in rows]

    def replace(self, article: int, rows: list[Row]) -> None:
        # Not in one transaction: between the two, nobody finds the article.  As the server deletes
        # unless asked otherwise, it writes a mask for the whole part, which took 5 s here.
        self._run(
            f"DELETE FROM engines.quotes WHERE article = {article} "
            "SETTINGS lightweight_delete_mode = 'lightweight_update_force'"
        )
        self.load(rows)

    def close(self) -> None:
        self._session.close()
        shutil.rmtree(Path(self._folder))

    def _count(self, condition: str) -> int:
        return int(self._run(f"SELECT count() FROM engines.quotes WHERE {condition}")[0][0])

    def _run(self, sql: str) -> list[list[str]]:
        answer = bytes(self._session.query(sql, "TSV").bytes()).decode("utf-8")
        return [line.split("\t") for line in answer.splitlines()]


@cache
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def _has(column: str, token: str) -> str:
    return f"hasAnyTokens({column}, {_array([token])})"


def _array(words: list[str]) -> str:
    """Return an array of words of letters only."""
    return "[" + ", ".join(f"'{re.sub('[^a-z]', '', word)}'" for word in words) + "]"


def _values(row: Row) -> dict[str, Any]:
    words = row.text.split()
    return {
        "id": row.id, "article": row.article, "day": row.day, "month": row.month,
        "speaker": row.speaker, "country": row.country, "outlet": row.outlet, "text": row.text,
        "words": words, "stems": [_stem(word) for word in words],
    }  # fmt: skip
