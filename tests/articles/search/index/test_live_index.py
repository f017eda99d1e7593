"""The index in line with the database: it follows what any connection writes."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Country, Quotation
from articles.search.answers.results import search
from articles.search.answers.speakers import most_quoted, summarise_speaker
from articles.search.index import live_index
from articles.search.index.live_index import current_index, forget, one_look, warm
from articles.search.pages import PageRequest
from articles.search.query import parse
from articles.search.selection import Selection
from tests.support.quotations import make_quotation
from tests.support.servers import PATIENCE


def listed(typed: str = "", **values: str) -> list[str]:
    chosen = {name: frozenset({value}) for name, value in values.items()}
    found = search(Selection(chosen, query=parse(typed)), PageRequest(50))  # type: ignore[arg-type]
    return [quotation.text for quotation in Quotation.objects.all().in_order(found.page.keys)]


@pytest.mark.django_db(transaction=True)
def test_the_index_follows_what_is_written() -> None:
    assert listed() == []
    first = make_quotation("One", published_on=dt.date(2026, 1, 1))
    make_quotation("Two", published_on=dt.date(2026, 1, 2), country="IT")
    assert listed() == ["Two", "One"]
    assert listed("one") == ["One"]
    Article.objects.filter(pk=first.article_id).update(published_on=dt.date(2027, 1, 1))
    assert listed() == ["One", "Two"]
    Quotation.objects.filter(pk=first.pk).update(speaker_country=Country.objects.get(pk="IT"))
    assert listed(by="PL") == []
    assert listed(by="IT") == ["One", "Two"]
    Quotation.objects.filter(pk=first.pk).update(text="Three")
    assert listed("one") == []
    assert listed("three") == ["Three"]
    first.article.delete()
    assert listed() == ["Two"]


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_was_never_there() -> None:
    make_quotation("One")
    assert listed() == ["One"]
    with transaction.atomic():
        make_quotation("Two")
        assert len(listed()) == 2
        transaction.set_rollback(True)
    assert listed() == ["One"]
    make_quotation("Three")
    assert sorted(listed()) == ["One", "Three"]


@pytest.mark.django_db(transaction=True)
def test_what_another_connection_commits_late_is_not_left_out() -> None:
    make_quotation("One")
    other = make_quotation("Other", by="Bo Li")
    assert sorted(listed()) == ["One", "Other"]
    written, seen, failed = threading.Event(), threading.Event(), []

    def write() -> None:
        try:
            with transaction.atomic():
                make_quotation("Slow")
                written.set()
                assert seen.wait(PATIENCE)
        except BaseException as error:  # noqa: BLE001 - checked below
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    assert written.wait(PATIENCE)
    if connection.vendor == "postgresql":
        Quotation.objects.filter(pk=other.pk).update(text="Quick")
        assert sorted(listed()) == ["One", "Quick"]
    else:
        assert sorted(listed()) == ["One", "Other"]
    seen.set()
    thread.join()
    assert not failed
    assert "Slow" in listed()


@pytest.mark.django_db(transaction=True)
def test_words_that_were_looked_up_stay_right() -> None:
    for number in range(12):
        make_quotation(f"Ports {number}")
    warm()
    assert len(listed("ports")) == 12
    late = make_quotation("Ports again")
    assert len(listed("ports")) == 13
    Quotation.objects.filter(pk=late.pk).update(text="Trains")
    assert len(listed("ports")) == 12
    with current_index() as now:
        remembered = now.quotations_having(parse("PORT").wanted[0])
    assert late.pk not in remembered


@pytest.mark.django_db(transaction=True)
def test_a_sign_at_a_word_leaves_the_word_alone_as_it_is() -> None:
    """SQLite takes signs that are newer than its tables for letters."""
    make_quotation("The ferry is late")
    make_quotation("The 🙂ferry is late")
    wanted = 1 if connection.vendor == "sqlite" else 2
    with current_index() as live:
        for typed in ("🙂ferry", "₽ferry", "\u2068ferry\u2069"):
            live.quotations_with(parse(f"{typed} {typed}*"))
            for word in ("ferry", "ferry*"):
                assert len(live.quotations_with(parse(word)) or ()) == wanted, (typed, word)


@pytest.mark.django_db(transaction=True)
def test_the_most_common_words_keep_their_room(monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("Ports", "Ports and trains", "Ports and trains and roads", "Ports and ships"):
        make_quotation(text)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # PostgreSQL has common words of it
    monkeypatch.setattr(live_index, "CACHED_TERMS", 2)
    forget()
    warm()
    with current_index() as now, CaptureQueriesContext(connection) as captured:
        now.quotations_having(parse("ships").wanted[0])  # in place of the less common of the two
        asked = len(captured)
        assert len(now.quotations_having(parse("ports").wanted[0])) == 4
        assert len(captured) == asked
        now.quotations_having(parse("and").wanted[0])
        assert len(captured) > asked


@pytest.mark.django_db(transaction=True)
def test_within_one_look_the_index_is_that_of_the_first_use() -> None:
    make_quotation("One")
    with one_look():
        assert listed() == ["One"]
        make_quotation("Two")
        with one_look():
            assert listed() == ["One"]
    assert sorted(listed()) == ["One", "Two"]
    with one_look(), transaction.atomic():
        make_quotation("Three")
        assert len(listed()) == 3
    assert len(listed()) == 3


@pytest.mark.django_db(transaction=True)
def test_a_new_process_reads_what_is_there() -> None:
    make_quotation("One")
    assert listed() == ["One"]
    forget()
    assert listed() == ["One"]


@pytest.mark.django_db
def test_speakers_by_how_much_they_are_quoted() -> None:
    quotation = make_quotation("No. 0", by="Cy Poe")
    for by, times in (("Ada Roe", 3), ("Bo Li", 1), ("Cy Poe", 1)):
        for _ in range(times):
            make_quotation(f"No. {Quotation.objects.count()}", by=by)
    first = most_quoted(PageRequest(2))
    assert [count for _, count, _ in first.page] == [3, 2]
    assert first.total == 3
    second = most_quoted(PageRequest(2, after=first.next))
    assert [count for _, count, _ in second.page] == [1]
    assert not second.next
    assert most_quoted(PageRequest(2, before=second.previous)).page == first.page
    assert quotation.speaker
    assert [count for _, count, _ in most_quoted(PageRequest(9), [quotation.speaker.pk]).page] == [
        2
    ]


@pytest.mark.django_db
def test_titles_come_with_their_dates_and_companions_with_their_articles() -> None:
    early, late = dt.date(2026, 1, 1), dt.date(2026, 5, 1)
    quotation = make_quotation("One", published_on=early)
    make_quotation("Two", published_on=late)
    make_quotation("Three", title="envoy", published_on=None)
    assert quotation.speaker
    said = summarise_speaker(quotation.speaker.pk, PageRequest(9), companions=5)
    titles = [(t.title, t.first, t.last, t.count) for t in said.titles]
    assert titles == [("foreign minister", early, late, 2), ("envoy", None, None, 1)]
    assert said.beside == ()
    assert said.looked_at == 0
    untitled = make_quotation("Four", by="Bo Li", title=None)
    assert untitled.speaker
    assert summarise_speaker(untitled.speaker.pk, PageRequest(9), companions=5).titles == ()
    assert summarise_speaker(0, PageRequest(9), companions=5).total == 0
