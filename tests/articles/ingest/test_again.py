"""A text that comes again: what it says beyond what is known, in any order."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace
from itertools import permutations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.corrections import articles
from articles.corrections.changes import Editor
from articles.corrections.revert import revert
from articles.ingest.again import Effect, complete
from articles.ingest.run import Outcome, Status
from articles.ingest.save import save_draft, save_drafts
from articles.models import Appearance, Article, Change, Outlet
from articles.search.answers.articles import keys_with
from articles.search.query import parse
from reading.draft import Draft
from tests.support.factories import FixedExtractor
from tests.support.ingesting import ingested, statuses

pytestmark = pytest.mark.django_db

BARE = Draft("It rains.", "It rains. It pours.")
DAY = dt.date(2026, 3, 2)
FULL = Draft(
    "Rain over Nordholm", "It rains. It pours.\n", DAY, "The Gazette", "Mira Talvik",
    "https://gazette.example/rain", notes=("It is only the beginning.",),
)  # fmt: skip
HERALD = replace(
    FULL, outlet="Bay Herald", published_on=DAY + dt.timedelta(1), url="", author="Jo Ek",
    file="herald.txt",
)  # fmt: skip


def known() -> dict[str, object]:
    names = ("title", "published_on", "outlet__name", "author", "url", "notes")
    return dict(Article.objects.values(*names).get())


def everywhere() -> set[tuple[object, ...]]:
    """Outlet, date and author of the article and of its appearances."""
    fields = ("outlet__name", "published_on", "author")
    return {*Article.objects.values_list(*fields), *Appearance.objects.values_list(*fields)}


def effects(*drafts: Draft) -> list[Effect]:
    return [save_draft(draft)[1].effect for draft in drafts]


# ── the article ───────────────────────────────────────────────────────────────────────────


def test_a_better_header_fills_in_what_was_empty() -> None:
    assert effects(BARE, FULL, FULL, BARE) == [
        Effect.ADDED, Effect.FILLED, Effect.NONE, Effect.NONE,
    ]  # fmt: skip
    assert known() == {
        "title": "Rain over Nordholm", "published_on": DAY, "outlet__name": "The Gazette",
        "author": "Mira Talvik", "url": "https://gazette.example/rain", "notes": "",
    }  # fmt: skip
    assert not Appearance.objects.exists()


def test_what_is_there_is_not_replaced() -> None:
    save_draft(FULL)
    other = replace(FULL, title="Another", published_on=DAY + dt.timedelta(1), author="Jo Ek")
    before = known()
    assert effects(other) == [Effect.NONE]
    assert known() == before


def test_a_date_takes_the_place_of_one_that_was_not_read() -> None:
    save_draft(replace(BARE, unread_date="32 March"))
    assert effects(replace(BARE, unread_date="33 March"), FULL) == [Effect.NONE, Effect.FILLED]
    article = Article.objects.get()
    assert (article.published_on, article.unread_date) == (DAY, "")


def test_what_was_filled_in_is_found_and_can_be_undone() -> None:
    article, _ = save_draft(BARE)
    _, arrival = save_draft(FULL)
    rows = Article.objects.filter(pk__in=keys_with(parse("nordholm")))
    assert [*rows.in_outlet([Outlet.objects.get()])] == [article]
    assert arrival.what.split(", ") == ["date", "outlet", "author", "URL", "title"]
    assert arrival.change
    revert(arrival.change, Editor())
    assert known() == {
        "title": "It rains.", "published_on": None, "outlet__name": None, "author": "",
        "url": "", "notes": "",
    }  # fmt: skip
    # An undo is a decision.
    assert effects(FULL) == [Effect.NONE]
    assert known()["published_on"] is None


def test_what_an_editor_set_or_emptied_stays() -> None:
    article, _ = save_draft(replace(FULL, published_on=None))
    values = {"author": "", "url": "https://gazette.example/", "title": "It rains."}
    articles.edit(article, values, Editor())
    assert effects(FULL) == [Effect.FILLED]
    assert known() | {"notes": ""} == {
        **values, "published_on": DAY, "outlet__name": "The Gazette", "notes": "",
    }  # fmt: skip


def test_an_outlet_that_an_editor_replaced_is_no_second_one() -> None:
    article, _ = save_draft(FULL)
    articles.edit(article, {"outlet": "The Nordholm Gazette"}, Editor())
    assert effects(FULL) == [Effect.NONE]
    assert known()["outlet__name"] == "The Nordholm Gazette"
    assert not Appearance.objects.exists()


# ── appearances ───────────────────────────────────────────────────────────────────────────


def test_another_outlet_is_another_appearance_once() -> None:
    assert effects(FULL, HERALD, HERALD, replace(HERALD, url="https://herald.example/a")) == [
        Effect.ADDED, Effect.APPEARED, Effect.NONE, Effect.FILLED,
    ]  # fmt: skip
    row = Appearance.objects.select_related("outlet").get()
    assert (str(row.outlet), row.published_on, row.author) == (
        "Bay Herald", DAY + dt.timedelta(1), "Jo Ek",
    )  # fmt: skip
    assert (row.url, row.file) == ("https://herald.example/a", "herald.txt")
    assert known()["outlet__name"] == "The Gazette"
    assert [*Article.objects.in_outlet([row.outlet])] == [row.article]


def test_the_order_of_files_makes_no_difference_to_where_a_text_appeared() -> None:
    wire = replace(FULL, outlet="The Wire", published_on=None, author="", url="")
    found = []
    for order in permutations((FULL, HERALD, wire)):
        Article.objects.all().delete()
        effects(*order)
        found.append(everywhere())
    assert found == [found[0]] * 6
    assert len(found[0]) == 3


@pytest.mark.parametrize(
    "stated",
    [{"published_on": DAY - dt.timedelta(3)}, {"url": "https://www.herald.example/rain"}],
)
def test_another_day_or_site_is_not_mixed_into_an_article_without_an_outlet(
    stated: dict[str, dt.date],
) -> None:
    save_draft(replace(BARE, **stated))  # type: ignore[arg-type]
    assert effects(FULL) == [Effect.APPEARED]
    assert known()["outlet__name"] is None
    Article.objects.all().delete()
    save_draft(FULL)
    assert effects(replace(BARE, **stated)) == [Effect.NONE]  # type: ignore[arg-type]


def test_the_name_of_an_outlet_in_another_spelling_is_no_second_outlet() -> None:
    save_draft(replace(FULL, author=""))
    save_draft(HERALD)
    spelt = [replace(FULL, outlet="gazette"), replace(HERALD, outlet="The Bay Herald")]
    assert effects(*spelt, *spelt) == [Effect.FILLED, Effect.NONE, Effect.NONE, Effect.NONE]
    assert len(everywhere()) == 2


def test_an_appearance_that_was_taken_off_does_not_come_back_with_its_file() -> None:
    article, _ = save_draft(FULL)
    save_draft(HERALD)
    save_draft(replace(HERALD, outlet="The Wire"))
    articles.edit(article, {"also in Bay Herald": False}, Editor())
    assert effects(HERALD) == [Effect.NONE]
    assert [str(row.outlet) for row in article.appearances.elsewhere()] == ["The Wire"]
    assert not Article.objects.in_outlet([Outlet.objects.get(name="Bay Herald")])
    revert(Change.objects.first(), Editor())  # type: ignore[arg-type]
    assert {str(row.outlet) for row in article.appearances.elsewhere()} == {
        "Bay Herald", "The Wire",
    }  # fmt: skip


def test_the_outlet_of_an_article_is_not_listed_again() -> None:
    article, _ = save_draft(FULL)
    save_draft(HERALD)
    articles.edit(article, {"outlet": "Bay Herald"}, Editor())
    assert not article.appearances.elsewhere()


# ── many at once ──────────────────────────────────────────────────────────────────────────


def test_what_says_nothing_new_takes_one_query_in_all() -> None:
    drafts = [replace(FULL, body=f"It rains {number}.") for number in range(16)]
    save_drafts(drafts)
    with CaptureQueriesContext(connection) as captured:
        save_drafts(drafts)
    selects = [query["sql"] for query in captured if "articles_article" in query["sql"]]
    assert len(selects) == 1


def test_a_text_that_was_replaced_meanwhile_is_not_filled_in() -> None:
    article, _ = save_draft(BARE)
    Article.objects.update(content_hash="another")
    columns = {
        "outlet": None, "published_on": DAY, "author": "", "url": "", "unread_date": "",
        "title": "Rain",
    }  # fmt: skip
    assert complete(article, columns).effect is Effect.NONE
    assert known()["published_on"] is None


def test_a_run_says_what_it_filled_in_and_extracts_each_text_once() -> None:
    extractor = FixedExtractor()
    assert statuses(ingested([BARE, FULL, HERALD], extractor)) == [
        Status.FILLED, Status.APPEARED, Status.ADDED,
    ]  # fmt: skip
    assert ingested([HERALD, BARE], extractor) == [
        Outcome(Status.SKIPPED, "Rain over Nordholm", "already there")
    ] * 2  # fmt: skip
    assert len(extractor.calls) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_lose_no_outlet() -> None:
    texts = [f"It rains {number}." for number in range(4)]
    numbered = [replace(draft, body=text) for text in texts for draft in (FULL, HERALD)]
    barrier = threading.Barrier(2)
    errors: list[Exception] = []
    outcomes: list[Outcome] = []

    def work(drafts: list[Draft]) -> None:
        try:
            barrier.wait()
            outcomes.extend(ingested(drafts, FixedExtractor()))
        except Exception as error:  # noqa: BLE001 - the main thread must see it
            errors.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=work, args=(drafts,)) for drafts in (numbered, numbered[::-1])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert Status.FAILED not in statuses(outcomes)
    assert Article.objects.count() == Appearance.objects.count() == 4
    for article in Article.objects.select_related("outlet"):
        also = {str(row.outlet) for row in article.appearances.elsewhere()}
        assert {str(article.outlet)} | also == {"The Gazette", "Bay Herald"}
