"""Words found by ClickHouse's engine: as the database finds them, and as fresh.

They need chdb, and are skipped without: `make test-search` has it, and runs all tests of search so
that they ask the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from itertools import product
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from articles.models import Article, Quotation
from articles.search import histories
from articles.search.backends import EngineError, TextIndex, backend, engine
from articles.search.backends import clickhouse as engines
from articles.search.backends import clickhouse_state as states
from articles.search.backends.clickhouse import ClickHouse
from articles.search.backends.clickhouse_http import Server
from articles.search.backends.clickhouse_state import watch
from articles.search.highlight import canonical
from articles.search.query import Form, Term
from tests.support.engine import stand_in
from tests.support.factories import make_article
from tests.support.quotations import make_quotation, make_quotations
from tests.support.sizes import sized

pytestmark = pytest.mark.django_db
ITS_OWN_ENGINE = True
# PostgreSQL gives the notes of a transaction again until it has ended.
COMMITTED = pytest.mark.django_db(transaction=True)

TEXTS = (
    "We don’t negotiate under pressure, said the négociateur.",
    "Negotiations with São Paulo failed; a cease-fire holds.",
    "The short list is not short; the listing agent left a CEASE–FIRED note.",
    "İstanbul, Łódź and Reykjavík voted 42 to 7, ½ of them.",
    "Naïve coöperation, “no one” left: it's 1,000 o'clock.",
)
TYPED = (
    "negotiating", "negotiat", "don't", "short list", "list short", "cease-fi", "cease fire", "42",
    "sao pau", "no one left", "listing", "the", "naive cooper", "lodz", "x", "1 000", "it s", "?",
    "voted 42 to 7 of them",
)  # fmt: skip


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with stand_in() as server:
        yield server.address


@pytest.fixture
def clickhouse(address: str, settings: Any) -> Iterator[ClickHouse]:
    """The engine, filled from the rows that the test makes by `fill`."""
    settings.SEARCH_URL = address
    watch.forget()
    beside = engine()
    assert beside is not None
    yield beside
    watch.forget()
    watch.fault = ""


@pytest.fixture
def alone(clickhouse: ClickHouse, monkeypatch: pytest.MonkeyPatch) -> ClickHouse:
    """The engine, where the database is asked for nothing."""
    for name in ("matching", "matching_each"):
        monkeypatch.setattr(
            type(clickhouse.own), name, lambda *args, **kept: pytest.fail("the database was asked")
        )
    return clickhouse


def keys(typed: str, form: Form = Form.WORD) -> list[int]:
    return list(backend().matching(TextIndex.QUOTATIONS, Term(form, typed)))


def texts() -> dict[str, list[int]]:
    """What is found of each thing that is typed, in each form."""
    both = product(TYPED, Form)
    terms = [Term(form, text) for text, form in both if form != Form.WORD or text.isalnum()]
    each = backend().matching_each(TextIndex.QUOTATIONS, terms)
    return {f"{term.form} {term.text}": list(rows) for term, rows in zip(terms, each, strict=True)}


def test_it_finds_what_the_database_finds(clickhouse: ClickHouse, settings: Any) -> None:
    make_quotations({"words": text} for text in TEXTS)
    clickhouse.fill()
    watched = texts()
    assert not watch.fault
    settings.SEARCH_URL = ""
    assert texts() == watched
    assert sum(map(bool, watched.values())) > 20


@COMMITTED
def test_it_finds_it_without_the_database(alone: ClickHouse) -> None:
    rows = make_quotations({"words": text} for text in TEXTS)
    alone.fill()
    assert keys("negotiating") == [rows[0].pk, rows[1].pk]
    assert keys("cease-fi", Form.PREFIX) == [rows[1].pk, rows[2].pk]
    assert keys("short list", Form.PHRASE) == [rows[2].pk]
    assert keys("nothere") == []
    many = " ".join(f"word{n}" for n in range(80))
    long = make_quotation(f"First {many}")
    alone.follow()
    assert keys(many, Form.PHRASE) == [long.pk]
    assert keys(f"{many} x", Form.PHRASE) == []


def test_whatever_is_typed_the_engine_goes_on(clickhouse: ClickHouse) -> None:
    """Signs of SQL and of LIKE, words that are very long or very many."""
    row = make_quotation("It's 100% “so”; -- a_b said O'Hara\\Ng " + "ab" * 4_000)
    clickhouse.fill()
    typed = ("o'hara", "a_b", "100%", "hara\\' OR 1 --", "x%", "_", "'); DROP TABLE t; --")
    terms = [Term(form, text) for text in typed for form in Form]
    terms = [term for term in terms if canonical(term, clickhouse.stemmer).text]
    many = [Term(Form.WORD, f"word{n}") for n in range(10_000)]
    for asked in (terms, many, [Term(Form.PHRASE, "said o hara"), Term(Form.PREFIX, "ab" * 2_000)]):
        found = backend().matching_each(TextIndex.QUOTATIONS, asked)
        assert found == clickhouse.own.matching_each(TextIndex.QUOTATIONS, asked)
    assert keys("o hara ng", Form.PHRASE) == [row.pk]
    assert keys("x" * 300_000) == []
    assert not watch.fault
    assert clickhouse.faults() == []


def test_it_is_never_behind_the_rows(clickhouse: ClickHouse) -> None:
    kept, changed, moved, gone = make_quotations(
        {"words": f"Ports stay shut in {town}"} for town in ("Lerwick", "Narvik", "Oslo", "Bergen")
    )
    clickhouse.fill()
    new = make_quotation("Ports of Narvik")
    Quotation.objects.filter(pk=changed.pk).update(text="Trains run")
    Quotation.objects.filter(pk=moved.pk).update(article=make_article())
    gone.article.delete()
    expected = {
        "port": [kept.pk, moved.pk, new.pk], "trains": [changed.pk], "narvik": [new.pk],
        "bergen": [], "oslo": [moved.pk],
    }  # fmt: skip
    assert {typed: keys(typed) for typed in expected} == expected
    terms = [Term(Form.WORD, typed) for typed in expected]
    found = backend().matching_each(TextIndex.QUOTATIONS, terms)
    assert dict(zip(expected, map(list, found), strict=True)) == expected
    assert clickhouse.condition()["behind"]
    assert clickhouse.follow()
    assert {typed: keys(typed) for typed in expected} == expected
    state = states.read(clickhouse.server)
    have = clickhouse._as_of(state, terms)
    assert dict(zip(expected, map(list, have), strict=True)) == expected, "the engine itself"
    assert not watch.fault
    assert clickhouse.faults() == []


def test_what_is_in_line_is_not_read_again(clickhouse: ClickHouse) -> None:
    make_quotation("Ports stay shut")
    clickhouse.fill()
    assert connection.vendor == "postgresql" or clickhouse.follow() == 0
    make_quotation("Trains run")
    assert clickhouse.follow() > 0
    assert connection.vendor == "postgresql" or clickhouse.follow() == 0
    # On PostgreSQL a note is given again until its transaction has ended, as this one will.
    assert keys("trains")


@COMMITTED
@pytest.mark.parametrize("dies_after", range(4))
def test_it_may_die_at_any_statement(
    clickhouse: ClickHouse, monkeypatch: pytest.MonkeyPatch, dies_after: int
) -> None:
    """Between the deletion of what changed, its insertion, and the mark."""
    kept, changed = make_quotations({"words": text} for text in ("Ports open", "Ports close"))
    clickhouse.fill()
    Quotation.objects.filter(pk=changed.pk).update(text="Trains run")
    new = make_quotation("Ports move")
    answer, statements = Server.ask, []

    def ask(self: Server, sql: str, *seconds: float) -> bytes:
        if sql.startswith(("DELETE", "INSERT")):
            statements.append(sql)
            if len(statements) > dies_after:
                raise EngineError("It died.")
        return answer(self, sql, *seconds)

    with monkeypatch.context() as patch:
        patch.setattr(Server, "ask", ask)
        if dies_after < 3:
            with pytest.raises(EngineError, match="It died"):
                clickhouse.follow()
        else:
            clickhouse.follow()
    for _ in range(2):
        assert keys("ports") == [kept.pk, new.pk]
        assert keys("train") == [changed.pk]
        assert not watch.fault
        clickhouse.follow()
    assert clickhouse.faults() == []


@examples(max_examples=sized(6, 40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("adtmfr"), st.integers(0, 5)), max_size=12))
def test_any_changes_are_found_as_the_database_finds_them(
    clickhouse: ClickHouse, changes: list[tuple[str, int]]
) -> None:
    """Added, deleted, other text, moved, followed, filled (`r`) in any order."""
    Article.objects.all().delete()
    clickhouse.fill()
    words = [Term(Form.WORD, word) for word in ("ports", "train", "left")]
    for number, (change, place) in enumerate(changes):
        rows = list(Quotation.objects.order_by("pk"))
        one = rows[place % len(rows)] if rows else None
        if change == "a" or one is None:
            make_quotation(f"{('Ports', 'Trains', 'Ports left')[place % 3]} {number}")
        elif change == "d":
            one.article.delete()
        elif change == "t":
            Quotation.objects.filter(pk=one.pk).update(text=f"Trains left {number}")
        elif change == "m":
            Quotation.objects.filter(pk=one.pk).update(article=make_article())
        elif change == "f":
            clickhouse.follow()
        else:
            clickhouse.fill()
        found = backend().matching_each(TextIndex.QUOTATIONS, words)
        assert found == clickhouse.own.matching_each(TextIndex.QUOTATIONS, words)
    assert not watch.fault
    assert clickhouse.faults() == []


def test_one_that_is_far_behind_is_left_alone(
    clickhouse: ClickHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    clickhouse.fill()
    row = make_quotation("Ports stay shut")
    monkeypatch.setattr(engines, "MOST_BEHIND", 0)
    assert keys("ports") == [row.pk]
    assert "behind" in watch.fault


def test_many_words_are_found_by_the_database_while_it_is_behind(clickhouse: ClickHouse) -> None:
    clickhouse.fill()
    row = make_quotation("Ports stay shut")
    terms = [Term(Form.WORD, word) for word in ("port", *(f"word{n}" for n in range(30)))]
    found = backend().matching_each(TextIndex.QUOTATIONS, terms)
    assert list(map(list, found)) == [[row.pk], *[[]] * 30]
    assert not watch.fault


@pytest.mark.parametrize(
    ("where", "name", "said"),
    [
        (histories, "database", "of another database"),
        (states, "rules", "as another version makes them"),
    ],
)
def test_words_of_others_are_not_used(
    clickhouse: ClickHouse, monkeypatch: pytest.MonkeyPatch, where: Any, name: str, said: str
) -> None:
    row = make_quotation("Ports stay shut")
    clickhouse.fill()
    monkeypatch.setattr(where, name, lambda *args: "another")
    assert keys("ports") == [row.pk]
    assert said in watch.fault
    with pytest.raises(EngineError, match=said):
        clickhouse.follow()
    watch.forget()
    assert clickhouse.condition()["is"] == "wrong"
    clickhouse.fill()
    assert keys("ports") == [row.pk]
    assert clickhouse.condition()["is"] == "used"


@COMMITTED
def test_words_of_another_past_are_not_used(clickhouse: ClickHouse) -> None:
    """As after a backup was restored: marks are given a second time."""
    row = make_quotation("Ports stay shut")
    clickhouse.fill()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_touched SET article_id = article_id + 1000")
    assert keys("ports") == [row.pk]
    assert "another past" in watch.fault


@COMMITTED
def test_what_differs_is_named_and_rebuilt(clickhouse: ClickHouse) -> None:
    make_quotation("Ports stay shut")
    clickhouse.fill()
    name = f"{clickhouse.server.database}.{states.read(clickhouse.server).table}"
    clickhouse.server.ask(f"INSERT INTO {name} VALUES (77, 1, ['ships'], ['ship'])")
    with pytest.raises(CommandError, match="lacks 0 quotations as they are, and has 1 that"):
        call_command("rebuild_search", "--check", stdout=StringIO())
    call_command("rebuild_search", stdout=StringIO(), stderr=StringIO())
    assert clickhouse.faults() == []
    assert len(clickhouse._tables()) == 1, "the last one is dropped"
    clickhouse.server.ask(f"DROP TABLE {name.partition('.')[0]}.{clickhouse._tables()[0]}")
    assert "UNKNOWN_TABLE" in str(clickhouse.faults())
    assert keys("ports"), "the database finds it"


@COMMITTED
def test_words_deleted_for_good_are_gone_from_it(clickhouse: ClickHouse) -> None:
    make_quotation("Ports stay shut")
    article = make_quotation("Trains run").article
    clickhouse.fill()
    call_command(
        "delete_article", str(article.pk), "--reason", "Wrong", "--now",
        stdout=StringIO(), stderr=(failed := StringIO()),
    )  # fmt: skip
    assert failed.getvalue() == ""
    database, table = clickhouse.server.database, states.read(clickhouse.server).table
    words = f"SELECT token FROM mergeTreeTextIndex('{database}', '{table}', 'by_word') FORMAT TSV"
    assert set(clickhouse.server.ask(words).decode().split()) == {"ports", "stay", "shut"}


@COMMITTED
def test_only_one_process_fills_it(clickhouse: ClickHouse) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("the lock of a connection is no obstacle to the same connection")
    clickhouse.fill()
    make_quotation("Ports stay shut")
    with states.alone() as mine:
        assert mine
        assert clickhouse.follow() == 0
        with pytest.raises(EngineError, match="Another process"):
            clickhouse.fill()
    assert clickhouse.follow() > 0


def test_pages_and_their_addresses_stay_what_they_are(
    clickhouse: ClickHouse, settings: Any, client: Client
) -> None:
    words = "harbour tariff winter railway museum island budget".split()
    pairs = [f"The {a} and the {b} left no one" for a in words for b in words if a != b]
    make_quotations({"words": text} for text in (*TEXTS, *pairs))
    clickhouse.fill()
    make_quotation("Ports left, and negotiate.")

    def pages() -> list[str]:
        """The first page of searches, and the next one of the first of them."""
        asked = ("q=left+OR+negotiate", "q=-left", "q=nego*", "q=%22no+one%22+OR+the")
        first = [client.get(f"/?{query}").content.decode() for query in asked]
        (after,) = re.findall(r"[?;&]after=([^&\"]+)", first[0])[:1]
        return [*first, client.get(f"/?{asked[0]}&after={after}").content.decode()]

    with_it = pages()
    assert not watch.fault
    settings.SEARCH_URL = ""
    assert pages() == with_it
    assert "Ports left" in with_it[0]
    assert "Ports left" not in with_it[-1]


def test_without_the_engine_the_same_is_found(settings: Any) -> None:
    """It dies between two searches, and comes back empty."""
    row = make_quotation("Ports stay shut")
    with stand_in() as server:
        settings.SEARCH_URL = server.address
        watch.forget()
        beside = engine()
        assert beside is not None
        beside.fill()
        assert keys("ports") == [row.pk]
        assert not watch.fault
    watch.forget()
    assert keys("ports") == [row.pk]
    assert "does not answer" in watch.fault
    watch.forget()
    watch.fault = ""
