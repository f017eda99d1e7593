"""What a batch of ready annotations costs, PostgreSQL above all."""

from __future__ import annotations

import gc
import sys
from threading import Event
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.test.utils import CaptureQueriesContext

from articles.ingest import annotated, batch
from articles.ingest.annotated import COLLECTED, TURN, load_annotated, taken_until
from articles.ingest.run import Outcome, Status
from articles.models import Article, Entity, Mention, Quotation, Speaker
from articles.resolution.profiles import Unwritten, load_co_mentions, newest_quoting
from articles.search.backends import TextIndex, backend
from articles.search.backends.postgres_setup import INDEXES
from articles.search.query import Form, Term
from tests.articles.ingest.test_batches import beside, numbered
from tests.support.servers import until

pytestmark = pytest.mark.django_db

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="of PostgreSQL's plans and statements"
)


@on_postgresql
def test_no_table_is_read_from_its_beginning_for_each_row_that_refers_to_it() -> None:
    with connection.cursor() as cursor:
        # As in a new session, with what autovacuum counted while there was little.
        cursor.execute("ANALYZE articles_speaker, articles_entity, articles_country")
        cursor.execute("DISCARD PLANS")
        before = _tables_read(cursor)
        assert {one.status for one in load_annotated(numbered(40))} == {Status.ADDED}
        connection.check_constraints()
        assert _tables_read(cursor) == before


def _tables_read(cursor: CursorWrapper) -> dict[str, int]:
    """How often this transaction read a whole table that rows of others refer to."""
    cursor.execute(
        "SELECT relname, seq_scan FROM pg_stat_xact_user_tables WHERE relname IN "
        "('articles_speaker', 'articles_entity', 'articles_country')"
    )
    return dict(cursor.fetchall())


@on_postgresql
def test_those_quoted_beside_many_namesakes_are_read_by_one_statement() -> None:
    list(load_annotated([beside(n, f"Ana Brel{chr(97 + n)}", "Bo Li") for n in range(9)]))
    speakers = list(Speaker.objects.values_list("pk", flat=True))

    def statements(some: list[int]) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert set(load_co_mentions(some)) == set(some)
        return len(captured)

    assert statements(speakers) == statements(speakers[:1])


def test_the_articles_that_quote_a_speaker_are_the_newest_in_order() -> None:
    list(load_annotated([*numbered(2), *(beside(n, "Ana Brel", "Bo Li") for n in range(60))]))
    ana = Speaker.objects.get(name="Ana Brel").pk
    keys = list(
        Quotation.objects.filter(speaker=ana).order_by("-article").values_list("article", flat=True)
    )
    other = Speaker.objects.exclude(pk=ana).first()
    assert other is not None
    assert newest_quoting([ana, other.pk, 0], keys[:1]) == {
        ana: keys[1:51],
        other.pk: [Article.objects.get(quotations__speaker=other).pk],
        0: [],
    }


@pytest.mark.parametrize("last", [1, 25, 60])
def test_what_is_decided_and_not_written_counts_among_those_named_beside(last: int) -> None:
    """Nineteen to twenty-one articles name some of them, where more than twenty are too many."""
    crowd = [("Bo Li", 60), ("Per Lund", 19), ("Ole Roe", 20), ("Nils Vik", 21)]
    list(load_annotated([
        beside(n, "Ana Brel" if n % 7 else "Ida Brel", f"Liv Dahl{chr(97 + n % 26)}",
               *(name for name, number in crowd if n >= 60 - number))
        for n in range(60)
    ]))  # fmt: skip
    speakers = list(Speaker.objects.values_list("pk", flat=True))
    whole = load_co_mentions(speakers)
    keys = Article.objects.order_by("-pk").values_list("pk", flat=True)
    unwritten = _taken_back(list(keys)[:last])
    assert load_co_mentions(speakers, unwritten=unwritten) == whole
    assert load_co_mentions(speakers) != whole


def _taken_back(articles: list[int]) -> Unwritten:
    """Delete what these articles say, and return it."""
    unwritten = Unwritten()
    for pk in articles:
        mentions = Mention.objects.filter(article=pk)
        unwritten.add_mentions(pk, list(mentions.values_list("entity", flat=True)))
        quotations = Quotation.objects.filter(article=pk)
        speakers = quotations.values_list("speaker", flat=True).distinct()
        unwritten.add_quoted(pk, [key for key in speakers if key])
        mentions.delete()
        quotations.delete()
    for entity in Entity.objects.filter(mentions=None):
        unwritten.new[entity.pk] = entity.type, entity.name, entity.key
        entity.delete()
    return unwritten


def waiting() -> int:
    """How many pages of written words waited for their place in the indexes; puts them there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(gin_clean_pending_list(name)) FROM unnest(%s::text[]) AS name",
                       [list(INDEXES)])  # fmt: skip
        return int(cursor.fetchone()[0])


@on_postgresql
def test_words_wait_for_their_place_in_the_index_until_the_batch_is_written() -> None:
    list(load_annotated(numbered(1)))
    assert waiting() > 0
    list(load_annotated(numbered(30, first=1)))
    assert waiting() == 0
    assert len(backend().matching(TextIndex.QUOTATIONS, Term(Form.WORD, "rained"))) == 30


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_words_of_a_batch_get_their_place_while_the_next_is_decided() -> None:
    with CaptureQueriesContext(connection) as captured:
        statuses = {one.status for one in load_annotated(numbered(30), batch=10)}
    assert statuses == {Status.ADDED}
    merged = [query for query in captured if "gin_clean_pending_list" in query["sql"]]
    assert len(merged) == 4
    assert waiting() == 0


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_batch_is_decided_by_a_connection_beside_the_one_that_writes_it() -> None:
    list(load_annotated(numbered(2)))
    with CaptureQueriesContext(connection) as captured:
        statuses = {one.status for one in load_annotated(numbered(20, first=2), batch=10)}
    assert statuses == {Status.ADDED}
    tables = ("speakername", "entity", "quotation", "tenure")
    read = [query["sql"] for query in captured if query["sql"].startswith("SELECT")]
    assert not [sql for sql in read if any(f"articles_{table}" in sql for table in tables)]
    assert until(lambda: connected() == 1)


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("broken", ["_decided", "regrouped"])
def test_a_batch_is_stored_one_by_one_where_the_connection_beside_is_cut(
    broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = getattr(batch, broken)
    cut: list[bool] = []

    def cut_once(*args: object) -> object:
        if not cut:
            cut.append(True)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return whole(*args)

    monkeypatch.setattr(batch, broken, cut_once)
    with CaptureQueriesContext(connection) as captured:
        assert {one.status for one in load_annotated(numbered(9), batch=3)} == {Status.ADDED}
    assert Quotation.objects.count() == 9
    claimed = [
        query
        for query in captured
        if "content_hash" in query["sql"] and "FOR UPDATE" in query["sql"]
    ]
    assert len(claimed) == 3  # those of the first batch
    assert until(lambda: connected() == 1)


def connected() -> int:
    """How many are connected to this database; a process of the server ends soon after its
    connection does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                       "AND backend_type = 'client backend'")  # fmt: skip
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_articles_stay_stored_where_their_words_cannot_get_their_place(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object) -> None:
        raise OperationalError("no room")

    monkeypatch.setattr(type(backend()), "merge_written", fail)
    assert {one.status for one in load_annotated(numbered(4), batch=2)} == {Status.ADDED}
    assert "no room" in caplog.text
    assert Article.objects.count() == 4


@pytest.mark.parametrize(("before", "number"), [(True, 0), (False, 4)])
def test_what_is_stored_when_loading_is_stopped_is_among_the_outcomes(
    before: bool, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*items: Any) -> None:
        if not before:
            batch.store_new(*items)
        raise KeyboardInterrupt

    monkeypatch.setattr(annotated, "store_new", stopped)
    outcomes: list[Outcome] = []
    with pytest.raises(KeyboardInterrupt):
        outcomes.extend(load_annotated(numbered(9), batch=4))
    assert [one.status for one in outcomes] == [Status.ADDED] * number
    assert Article.objects.count() == number


def test_no_more_articles_are_taken_once_loading_is_over() -> None:
    over = Event()
    taken = taken_until(over, range(3))
    assert next(taken) == 0
    over.set()
    assert list(taken) == []


def test_threads_take_short_turns_while_articles_are_loaded() -> None:
    usual = sys.getswitchinterval()
    outcomes = load_annotated(numbered(3), batch=1)
    next(outcomes)
    assert sys.getswitchinterval() == pytest.approx(TURN)
    assert len(list(outcomes)) == 2
    assert sys.getswitchinterval() == pytest.approx(usual)


@on_postgresql
def test_an_index_of_an_earlier_release_has_words_wait_too() -> None:
    with connection.cursor() as cursor:
        for name in INDEXES:
            cursor.execute(f"ALTER INDEX {name} SET (fastupdate = off)")
            cursor.execute(f"ALTER INDEX {name} RESET (gin_pending_list_limit)")
    backend().install()
    list(load_annotated(numbered(1)))
    assert waiting() > 0
    assert backend().faults() == []


@on_postgresql
def test_who_does_not_own_the_indexes_can_load_too() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE loads_in_test")
        cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO loads_in_test")
        cursor.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO loads_in_test")
        cursor.execute("SET LOCAL ROLE loads_in_test")
        assert {one.status for one in load_annotated(numbered(3))} == {Status.ADDED}
        cursor.execute("RESET ROLE")
    assert waiting() > 0


def test_cycles_of_objects_are_looked_for_seldom_until_all_is_loaded() -> None:
    looked: list[int] = []

    def look(phase: str, found: dict[str, int]) -> None:
        if phase == "stop" and not gc.isenabled():
            looked.append(found["generation"])

    gc.callbacks.append(look)
    outcomes = load_annotated(numbered(COLLECTED + 1), batch=1)
    try:
        next(outcomes)
        assert not gc.isenabled()
        assert len(list(outcomes)) == COLLECTED
    finally:
        gc.callbacks.remove(look)
    assert looked == [2]
    assert gc.isenabled()
    given_up = load_annotated(numbered(102, first=100), batch=1)
    next(given_up)
    del given_up  # as by a consumer that fails
    assert gc.isenabled()


def test_articles_leave_no_cycles_of_objects() -> None:
    list(load_annotated(numbered(2)))
    gc.collect()
    gc.disable()
    try:
        list(load_annotated(numbered(60, first=2)))
    finally:
        gc.enable()
    assert gc.collect() < 60
