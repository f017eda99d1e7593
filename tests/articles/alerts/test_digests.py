"""What is new of a saved search: each quotation once, corrected ones once more, old ones never."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles.alerts.digests import make_digest
from articles.alerts.news import news
from articles.corrections.articles import edit
from articles.corrections.changes import Editor
from articles.corrections.quotations import correct
from articles.ingest.store import store
from articles.models import Article, Digest, DigestItem, Quotation, SavedSearch
from extraction.annotations import Extraction, Kind
from tests.articles.alerts.conftest import again
from tests.support.factories import make_article, said
from tests.support.processes import dead_process
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.django_db


def words(digest: Digest | None) -> list[str]:
    if digest is None:
        return []
    return [item.quotation.text for item in digest.items.all() if item.quotation]


def test_a_digest_has_what_is_new_and_in_the_list_newest_first(search: SavedSearch) -> None:
    make_quotation("Older", published_on=dt.date(2026, 1, 1))
    make_quotation("Newer", published_on=dt.date(2026, 1, 2))
    make_quotation("From Italy", "Bo Li", country="IT")
    make_quotation("that they would all be there", kind=Kind.INDIRECT)
    assert words(make_digest(search.pk)) == ["Newer", "Older"]
    again()
    assert make_digest(search.pk) is None
    make_quotation("Newest", published_on=dt.date(2025, 1, 1))
    again()
    assert words(make_digest(search.pk)) == ["Newest"]


def test_words_of_a_search_are_looked_for_in_what_is_new(search: SavedSearch) -> None:
    SavedSearch.objects.update(query='q=stay+OR+"go+home"+-never')
    for text in ("We stayed", "Let us go home", "We never stay", "Home we go"):
        make_quotation(text)
    assert sorted(words(make_digest(search.pk))) == ["Let us go home", "We stayed"]


def test_what_was_there_before_is_not_new(search: SavedSearch) -> None:
    make_quotation("Old")
    Article.objects.update(first_read_at=search.saved_at - dt.timedelta(hours=1))
    assert make_digest(search.pk) is None


def test_reading_an_article_again_makes_nothing_new(search: SavedSearch) -> None:
    body = "“We stay here,” said Ada Roe. “You go.”"
    old, new = make_article(body), make_article(f"{body} Again.")
    first = said(body, "We stay here", by="Ada Roe", speaker_country="PL")
    wider = said(body, "“We stay here,”", by="Ada Roe", speaker_country="PL")
    for article in (old, new):
        store(article, Extraction((first,)), "fixed-1")
    Article.objects.filter(pk=old.pk).update(first_read_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert len(words(make_digest(search.pk))) == 1
    for article in (old, new):
        article.refresh_from_db()
        store(article, Extraction((wider,)), "fixed-2")
    assert set(Quotation.objects.values_list("text", flat=True)) == {"“We stay here,”"}
    again()
    assert make_digest(search.pk) is None


def test_an_article_that_waited_when_the_search_was_saved_is_new(search: SavedSearch) -> None:
    quotation = make_quotation()
    Article.objects.update(added_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert words(make_digest(search.pk)) == [quotation.text]


def test_a_new_version_of_an_article_brings_what_is_new_in_it(search: SavedSearch) -> None:
    quotation = make_quotation("We stay")
    make_digest(search.pk)
    article = quotation.article
    body = f"Update. {article.body} “We go after all,” Roe said."
    edit(article, {"body": body}, Editor())
    found = tuple(
        said(body, text, by="Ada Roe", speaker_country="PL")
        for text in ("We stay", "We go after all")
    )
    store(Article.objects.get(pk=article.pk), Extraction(found), "fixed-1")
    again()
    assert words(make_digest(search.pk)) == ["We go after all"]


def test_what_an_editor_corrects_is_in_one_digest_more(search: SavedSearch, reader: User) -> None:
    quotation = make_quotation("We stay", country="IT")
    Article.objects.update(first_read_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert make_digest(search.pk) is None
    correct(quotation, {"country": "PL"}, Editor(reader))
    again()
    digest = make_digest(search.pk)
    assert words(digest) == ["We stay"]
    assert DigestItem.objects.get().corrected
    again()
    assert make_digest(search.pk) is None
    correct(Quotation.objects.get(), {"title": "envoy"}, Editor(reader))
    again()
    assert words(make_digest(search.pk)) == ["We stay"]
    again()
    assert make_digest(search.pk) is None


def test_a_transaction_that_commits_late_is_not_lost(search: SavedSearch) -> None:
    """It found quotations before the last look, which could not see them."""
    make_digest(search.pk)
    make_quotation("Comes late")
    Article.objects.update(first_read_at=timezone.now() - dt.timedelta(minutes=5))
    again()
    assert words(make_digest(search.pk)) == ["Comes late"]


def test_a_claim_is_one_process_s_until_it_ends(search: SavedSearch) -> None:
    make_quotation()
    held = {"claimed_by": "another/1/2", "claimed_until": timezone.now() + dt.timedelta(minutes=5)}
    SavedSearch.objects.update(**held)
    assert make_digest(search.pk) is None
    SavedSearch.objects.update(claimed_by=dead_process())
    assert make_digest(search.pk) is not None


def test_a_process_that_lost_its_claim_makes_nothing(
    search: SavedSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_quotation()

    def slow(of: SavedSearch) -> object:
        SavedSearch.objects.update(claimed_by="another/1/2")
        return news(of)

    monkeypatch.setattr("articles.alerts.digests.news", slow)
    assert make_digest(search.pk) is None
    assert Digest.objects.count() == 0


@pytest.mark.parametrize("change", ["stopped", "no address", "inactive", "not due"])
def test_what_is_not_to_be_mailed_is_not_looked_at(search: SavedSearch, change: str) -> None:
    make_quotation()
    match change:
        case "stopped":
            SavedSearch.objects.stop(search.pk)
        case "no address":
            User.objects.update(email="")
        case "inactive":
            User.objects.update(is_active=False)
        case _:
            SavedSearch.objects.update(due_at=timezone.now() + dt.timedelta(minutes=1))
    assert make_digest(search.pk) is None


@pytest.mark.parametrize(("often", "days"), [("daily", 1), ("weekly", 7)])
def test_the_next_look_is_at_the_same_time_of_the_day(
    search: SavedSearch, often: str, days: int
) -> None:
    due = timezone.now() - dt.timedelta(days=10, hours=2)
    SavedSearch.objects.update(often=often, due_at=due)
    make_digest(search.pk)
    search.refresh_from_db()
    later = search.due_at - due
    assert later % dt.timedelta(days=days) == dt.timedelta()
    assert timezone.now() < search.due_at <= timezone.now() + dt.timedelta(days=days)
