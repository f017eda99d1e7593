"""The engines that are compared answer alike."""

from __future__ import annotations

import pytest
from django.db import connection

from benchmarks.engines.__main__ import Engine, compare
from benchmarks.engines.bitmaps import Bitmaps
from benchmarks.engines.made import questions, rows

FEW = 400


def _answers(engine: Engine) -> str:
    try:
        return compare(engine, FEW)
    finally:
        engine.close()


def test_what_is_asked_is_there() -> None:
    bitmaps = Bitmaps()
    bitmaps.create()
    for some in rows(FEW):
        bitmaps.load(some)
    bitmaps.finish()
    assert all(bitmaps.count_word(word) for word in questions().common)
    assert any(bitmaps.count_beginning(beginning) for beginning in questions().beginnings)
    word = questions().common[0]
    counts = [count for which, _, count in bitmaps.facets(word) if which == 7]
    assert sum(counts) == bitmaps.count_word(word)


def test_a_replaced_article_is_found_by_its_new_words_only() -> None:
    bitmaps = Bitmaps()
    bitmaps.create()
    (some,) = rows(10)
    bitmaps.load(some)
    bitmaps.finish()
    word = some[0].text.split()[0]
    before = bitmaps.count_word(word)
    having = sum(word in row.text for row in some[:5])
    assert having
    bitmaps.replace(0, [])
    assert bitmaps.count_word(word) <= before - having


def test_chdb_answers_as_bitmaps_do() -> None:
    pytest.importorskip("chdb", reason="the comparison needs requirements-search.txt")
    from benchmarks.engines.clickhouse import ClickHouse

    assert _answers(ClickHouse()) == _answers(Bitmaps())


@pytest.mark.django_db
def test_postgres_answers_as_bitmaps_do() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: tools/with-postgres")
    from benchmarks.engines.postgres import Postgres

    assert _answers(Postgres()) == _answers(Bitmaps())
