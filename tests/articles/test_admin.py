from __future__ import annotations

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from django.urls import reverse

from articles.corrections import deletion, speakers
from articles.corrections.changes import Editor
from articles.ingest import process, save
from articles.models import Change, Digest, SavedSearch, Speaker, Token
from extraction.annotations import Extraction
from reading.draft import Draft
from tests.support.factories import FixedExtractor, make_article, mentioned, said

TEXT = "“Yes,” said Ana Brel."
OURS = sorted(
    (model for model in site._registry if model._meta.app_label == "articles"),
    key=lambda m: m.__name__,
)


@pytest.mark.one_database
@pytest.mark.parametrize("model", OURS)
def test_every_row_can_be_looked_up(model: type[models.Model], admin_client: Client) -> None:
    found = Extraction((said(TEXT, "Yes,", by="Ana Brel"),), (mentioned(TEXT, "Ana Brel"),))
    article, _ = save.save_draft(Draft("Title", TEXT, outlet="The Outlet"))
    save.save_draft(Draft("Title", TEXT, outlet="Another"))
    process.process(article, FixedExtractor(lambda text: found))
    speakers.create("Bo Li", "person", Editor())
    Token.objects.make(User.objects.get(), name="Clippings")
    search = SavedSearch(user=User.objects.get(), name="Clippings", often="daily")
    SavedSearch.objects.begin(search, "by=PL")
    Digest.objects.create(search=search, message_id="<1@news.example>")
    deletion.delete([make_article()], Editor())
    name = f"admin:articles_{model._meta.model_name}"
    assert admin_client.get(reverse(f"{name}_changelist"), {"q": "a"}).status_code == 200
    row = model._default_manager.first()
    assert row is not None
    assert admin_client.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200


def test_a_body_cannot_be_changed(admin_client: Client) -> None:
    article = make_article(TEXT)
    url = reverse("admin:articles_article_change", args=[article.pk])
    fields = {"title": "Another title", "body": "Another body", "author": "", "url": ""}
    admin_client.post(url, fields)
    article.refresh_from_db()
    assert (article.title, article.body) == ("Another title", TEXT)


def test_an_article_changed_here_is_in_the_history(admin_client: Client) -> None:
    article = make_article(TEXT, title="Title", unread_date="32 March")
    make_article()
    listed = admin_client.get(reverse("admin:articles_article_changelist"), {"mend": "1"})
    assert [row.pk for row in listed.context["cl"].result_list] == [article.pk]
    url = reverse("admin:articles_article_change", args=[article.pk])
    fields = {"title": "Title", "published_on": "2026-03-02", "author": "A", "url": "", "notes": ""}
    assert admin_client.post(url, fields).status_code == 302
    article.refresh_from_db()
    assert (str(article.published_on), article.unread_date) == ("2026-03-02", "")
    assert set(Change.objects.get().after) == {"published_on", "unread_date", "author"}


def test_a_speaker_changed_here_is_in_the_history(admin_client: Client) -> None:
    names = {"names-TOTAL_FORMS": 0, "names-INITIAL_FORMS": 0,
             "tenures-TOTAL_FORMS": 1, "tenures-INITIAL_FORMS": 0,
             "tenures-0-title": "envoy", "tenures-0-since": "2026-01-01"}  # fmt: skip
    fields = {"name": "Ada Roe", "type": "person", "country": "PL", "wikidata": "", "note": ""}
    url = reverse("admin:articles_speaker_add")
    assert admin_client.post(url, {**fields, **names}).status_code == 302
    speaker = Speaker.objects.get()
    assert (speaker.country_id, speaker.country_fixed, speaker.curated) == ("PL", True, True)
    assert [str(tenure) for tenure in speaker.tenures.all()] == ["envoy"]
    url = reverse("admin:articles_speaker_change", args=[speaker.pk])
    again = {**names, "tenures-TOTAL_FORMS": 0, "names-TOTAL_FORMS": 0}
    assert admin_client.post(url, {**fields, "name": "Ada Roe-Li", **again}).status_code == 302
    assert {n.name for n in speaker.names.all()} == {"Ada Roe", "Ada Roe-Li"}
    change = Change.objects.first()
    assert change
    assert (change.by_name, change.before["name"]["value"]) == ("admin", "Ada Roe")


def test_a_saved_search_is_stopped_for_its_reader(admin_client: Client) -> None:
    searches = [
        SavedSearch(user=User.objects.get(), name=name, often="daily") for name in ("One", "Two")
    ]
    for search in searches:
        SavedSearch.objects.begin(search, "by=PL")
    url = reverse("admin:articles_savedsearch_changelist")
    chosen = {"action": "stop", "_selected_action": [searches[0].pk]}
    answer = admin_client.post(url, chosen, follow=True)
    assert "1 search stopped." in answer.content.decode()
    assert [each.name for each in SavedSearch.objects.active()] == ["Two"]


@pytest.mark.parametrize(
    "asked",
    [
        "article/?published_on__year=99999999999",
        "article/?published_on__year=x",
        "article/?outlet__id__exact=99999999999999999999999",
        "article/?state__exact=%00",
        "quotation/?q=%00",
    ],
)
def test_a_filter_that_means_nothing_breaks_nothing(admin_client: Client, asked: str) -> None:
    assert admin_client.get(f"/admin/articles/{asked}").status_code in {200, 302, 400}


def test_a_year_beyond_all_calendars_is_a_bad_request(admin_client: Client) -> None:
    page = admin_client.get("/admin/articles/article/?published_on__year=99999999999")
    assert page.status_code == 400
