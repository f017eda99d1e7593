"""The words that SQLite's tokenizers find in a text, for what is made of many texts at once."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import connection

FOLD = "unicode61 remove_diacritics 2"


def divided(pieces: Sequence[str], tokenizer: str = FOLD) -> list[list[str]]:
    """Return the words of each of these texts, as an index with this tokenizer has them."""
    with connection.cursor() as cursor:
        for table in ("search_pieces_words", "search_pieces"):
            cursor.execute(f"DROP TABLE IF EXISTS temp.{table}")
        cursor.execute(
            "CREATE VIRTUAL TABLE temp.search_pieces "
            f"USING fts5(piece, content='', tokenize='{tokenizer}')"
        )
        cursor.execute(
            "CREATE VIRTUAL TABLE temp.search_pieces_words "
            "USING fts5vocab('temp', 'search_pieces', 'instance')"
        )
        # By one statement: a transaction of many would lock the rows against those who write.
        cursor.execute(
            "INSERT INTO temp.search_pieces (rowid, piece) SELECT key, value FROM json_each(%s)",
            [json.dumps(pieces)],
        )
        cursor.execute('SELECT doc, "offset", term FROM temp.search_pieces_words')
        found: list[list[str]] = [[] for _ in pieces]
        for piece, _, word in sorted(cursor.fetchall()):
            found[piece].append(word)
        for table in ("search_pieces_words", "search_pieces"):
            cursor.execute(f"DROP TABLE temp.{table}")
    return found


def stems(words: Sequence[str]) -> list[str]:
    """Return Porter's stem of each of these words, which are as `divided` gives them."""
    return [
        stem[0] if stem else word
        for word, stem in zip(words, divided(words, f"porter {FOLD}"), strict=True)
    ]


def texts(start: int, end: int) -> list[tuple[int, str]]:
    """Return the quotations with keys from `start` to below `end`, and the text of each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, text FROM articles_quotation WHERE id >= %s AND id < %s ORDER BY id",
            [start, end],
        )
        return [(key, text) for key, text in cursor]
