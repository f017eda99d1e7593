"""A comparison of ways to count facets: the reason for the index's design.

    NEWSROOM_DATA=build/bench/1000000 python -m benchmarks.ways

For a few selections, the time in milliseconds to count five facets: by SQL with the full-text
table; over columns in memory with a mask of all rows; and from bitmaps, as the newsroom does.
For the last two the words are looked up beforehand, and the time of that is printed too.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial

import numpy as np

SINGLE = {"speaker": "speaker_id", "by": "speaker_country_id", "kind": "kind"}
REPEATED = 5


def timed(run: Callable[[], object]) -> float:
    """The best of a few runs, in milliseconds."""
    best = float("inf")
    for _ in range(REPEATED):
        began = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - began)
    return best * 1000


def by_sql(word: str, code: str) -> None:
    """Count with a full-text table and GROUP BY."""
    from django.db import connection

    where, values = ["true"], []
    if word:
        where.append(
            "id IN (SELECT rowid FROM search_quotations_stems "
            "WHERE search_quotations_stems MATCH %s)"
        )
        values.append(word)
    if code:
        where.append("speaker_country_id = %s")
        values.append(code)
    condition = " AND ".join(where)
    with connection.cursor() as cursor:
        for column in SINGLE.values():
            cursor.execute(
                f"SELECT {column}, count(*) FROM articles_quotation WHERE {condition} "
                f"GROUP BY {column} ORDER BY 2 DESC LIMIT 27",
                values,
            )
            cursor.fetchall()
        for column in ("outlet_id", "substr(published_on, 1, 4)"):
            cursor.execute(
                f"SELECT {column}, count(*) FROM articles_quotation AS q "
                "JOIN articles_article AS a ON a.id = q.article_id "
                f"WHERE {condition.replace('id IN', 'q.id IN')} "
                "GROUP BY 1 ORDER BY 2 DESC LIMIT 27",
                values,
            )
            cursor.fetchall()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from articles.search.backends import TextIndex, backend
    from articles.search.bitmaps import numbers
    from articles.search.index.live_index import current_index
    from articles.search.query import Form, Term
    from benchmarks.newsroom import COMMON, Newsroom

    began = time.perf_counter()
    with current_index() as now:
        index = now.index
    print(f"{len(index.every):,} quotations read in {time.perf_counter() - began:.1f} s")
    country = Newsroom(len(index.every)).countries[0]

    facets = ("speaker", "by", "kind", "outlet", "year")
    print(f"{'':28}{'found':>10}{'SQL':>10}{'masks':>10}{'bitmaps':>10}{'words':>10}")
    for name, word, code in (
        ("a common word", COMMON, ""),
        ("a common word, a country", COMMON, country),
        ("a country", "", country),
    ):
        term = Term(Form.WORD, word)
        looked_up = timed(partial(backend().matching, TextIndex.QUOTATIONS, term)) if word else 0.0
        words = backend().matching(TextIndex.QUOTATIONS, term) if word else None
        chosen = index.of("by", code) if code else index.every
        found = chosen if words is None else words & chosen
        size = int(index.every.max()) + 1
        has_word = np.ones(size, bool)
        if words is not None:
            has_word[:] = False
            has_word[numbers(words)] = True
        number = index.names.known(code) if code else None

        def by_masks(mask: object = has_word, by: int | None = number) -> None:
            kept = np.asarray(mask)
            if by is not None:
                kept = kept & (index.column("by")[: len(kept)] == by)
            rows = np.flatnonzero(kept)
            for facet in facets:
                np.bincount(index.column(facet)[rows])

        def by_bitmaps(words: object = words, chosen: object = chosen) -> None:
            rows = chosen if words is None else words & chosen  # type: ignore[operator]
            for facet in facets:
                index.most_frequent(facet, rows, 27)  # type: ignore[arg-type]

        sql = timed(lambda w=word, c=code: by_sql(w, c))  # type: ignore[misc]
        print(
            f"{name:28}{len(found):10,}{sql:10.1f}{timed(by_masks):10.1f}"
            f"{timed(by_bitmaps):10.1f}{looked_up:10.1f}"
        )


if __name__ == "__main__":
    main()
