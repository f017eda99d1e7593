"""Saving drafts: each text once, and what cannot be kept is said."""

from __future__ import annotations

import datetime as dt
import re
import threading
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from articles.ingest import save
from articles.ingest.again import ADDED
from articles.ingest.run import Outcome
from articles.models import Article, Outlet
from extraction.annotations import Extraction
from newsroom.queues.processes import this_process
from reading.draft import Draft, ReadingError
from tests.support.factories import FixedExtractor
from tests.support.ingesting import TEXT, both, ingested

pytestmark = pytest.mark.django_db


def test_a_draft_is_kept_as_it_came() -> None:
    body = "  Verbatim,\r\n\r\nwith blanks and “marks” 🙂.\n"
    day = dt.date(2025, 6, 19)
    draft = Draft("A title", body, day, "The Outlet", "An Author", "https://example.org/a")
    saved, arrival = save.save_draft(draft)
    assert arrival.is_new
    article = Article.objects.get()
    assert article == saved
    assert (article.title, article.body, article.published_on) == ("A title", body, day)
    assert (str(article.outlet), article.author) == ("The Outlet", "An Author")
    assert article.url == "https://example.org/a"
    assert article.state == Article.State.PENDING


def test_the_same_text_is_saved_once() -> None:
    drafts = [Draft("One", "The text."), Draft("Two", "The text.\n")]
    first, second = map(save.save_draft, drafts)
    assert first[0] == second[0]
    assert (first[1].is_new, second[1].is_new) == (True, False)
    assert Article.objects.get().title == "One"


def test_a_new_text_can_be_claimed_as_it_is_saved_and_one_that_is_there_is_not() -> None:
    mine, _ = save.save_draft(Draft("One", "The text."), mine=True)
    mine.refresh_from_db()
    assert (mine.state, mine.tries) == (Article.State.PROCESSING, 1)
    assert mine.claimed_by == this_process()
    assert mine.due_at is not None
    other, _ = save.save_draft(Draft("Two", "Another text."))
    again, arrival = save.save_draft(Draft("Two", "Another text."), mine=True)
    assert (again, arrival.is_new, again.state) == (other, False, Article.State.PENDING)


def test_many_are_saved_together_and_each_text_once() -> None:
    earlier, _ = save.save_draft(Draft("Zero", "Text 0.", outlet="The Outlet"))
    drafts = [Draft(f"Title {n}", f"Text {n}.", outlet="The Outlet") for n in (0, 1, 2, 1)]
    with CaptureQueriesContext(connection) as captured:
        saved = save.save_drafts(drafts, mine=True)
    assert len([query for query in captured if query["sql"].startswith("INSERT")]) == 1
    articles = [article for article, _ in saved]  # type: ignore[misc]
    arrivals = [arrival.is_new for _, arrival in saved]  # type: ignore[misc]
    assert arrivals == [False, True, True, False]
    assert articles[0] == earlier
    assert articles[1] is articles[3]
    assert Article.objects.get(title="Title 2").claimed_by == this_process()
    assert [str(article.outlet) for article in Article.objects.order_by("pk")[1:]] == [
        "The Outlet", "The Outlet",
    ]  # fmt: skip


def test_one_that_cannot_be_saved_keeps_no_other_from_it() -> None:
    drafts = [Draft("One", "1."), Draft("Odd", "\ud83d"), Draft("", "2."), Draft("Three", "3.")]
    first, odd, nameless, last = save.save_drafts(drafts)
    assert isinstance(odd, ReadingError)
    assert isinstance(nameless, IntegrityError)
    assert (first, last) == (
        (Article.objects.get(title="One"), ADDED),
        (Article.objects.get(title="Three"), ADDED),
    )


def test_what_is_too_long_for_its_column_is_cut_and_said_to_be() -> None:
    article, _ = save.save_draft(Draft("T" * 600, "Text.", outlet="O" * 300, author="A" * 400))
    assert (len(article.title), article.title[-1]) == (500, "…")
    assert Outlet.objects.get().name == "O" * 199 + "…"
    assert len(article.author) == 300


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "not a url", "ftp://example.org/", "https://example.org/" + "a" * 2000],
)
def test_only_addresses_that_a_browser_may_follow_are_kept(url: str) -> None:
    article, _ = save.save_draft(Draft("Title", "Text.", url=url))
    assert article.url == ""


def test_half_a_character_is_refused_with_its_place() -> None:
    with pytest.raises(ReadingError, match=r"“Odd” has half a character \(U\+D83D\) at 12"):
        save.save_draft(Draft("Odd", "Hm \ud83d", offset=9))


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"body": "Hm.\0"}, r"“Odd” has a null character \(U\+0000\) at 3"),
        ({"title": "Odd\0"}, r"“Odd\ufffd” has a null character \(U\+0000\) in its title at 3"),
        ({"outlet": "The \udfff"}, r"half a character \(U\+DFFF\) in its outlet at 4"),
        ({"author": "\ud800"}, r"half a character \(U\+D800\) in its author at 0"),
    ],
)
def test_what_no_database_holds_is_refused_and_the_others_are_saved(
    said: dict[str, str], problem: str
) -> None:
    odd = replace(Draft("Odd", "Hm."), **said)  # type: ignore[arg-type]
    (first, refused, last) = save.save_drafts([Draft("One", "1."), odd, Draft("Two", "2.")])
    assert isinstance(refused, ReadingError)
    assert re.search(problem, str(refused))
    assert isinstance(first, tuple)
    assert isinstance(last, tuple)
    assert Article.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_threads_that_save_the_same_text_end_with_one_article() -> None:
    drafts = [Draft("Title", f"Text {number}.", outlet="The Outlet") for number in range(8)]
    barrier = threading.Barrier(2)
    results: list[list[Outcome]] = []
    errors: list[Exception] = []

    def work() -> None:
        try:
            barrier.wait()
            results.append(ingested(drafts, FixedExtractor(both_or_nothing)))
        except Exception as error:  # noqa: BLE001 - the main thread must see it
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert Article.objects.count() == 8
    assert not Article.objects.exclude(state=Article.State.DONE).exists()
    assert Outlet.objects.count() == 1
    assert not [
        outcome for result in results for outcome in result if outcome.reason.startswith("I")
    ]


def both_or_nothing(text: str) -> Extraction:
    return both(text) if text == TEXT else Extraction()
