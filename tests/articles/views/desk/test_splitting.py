"""Splitting quotes off, names that are no person's, and articles ticked to be deleted."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Change, Quotation, Speaker
from extraction.annotations import Kind
from tests.support.factories import make_article
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def ada() -> Speaker:
    made = [make_quotation(words, name).speaker for words, name in
            (("It rains", "Ada Roe"), ("It pours", "Una Marsh"))]  # fmt: skip
    assert made[0]
    return made[0]


def split(editor: Client, speaker: Speaker, to: str, **more: str) -> tuple[int, str]:
    data = {"quotes": [Quotation.objects.get(text="It rains").pk], "to": to, **more}
    response = editor.post(reverse("speaker-split", args=[speaker.pk]), data)
    return response.status_code, response.content.decode()


def owner() -> str:
    return str(Quotation.objects.get(text="It rains").speaker)


@pytest.mark.parametrize("name", ["Una Marsh", "una MARSH", "Uña Marsh"])
def test_a_new_speaker_of_a_name_on_file_is_asked_about(
    editor: Client, ada: Speaker, name: str
) -> None:
    status, html = split(editor, ada, name, new="on")
    assert status == 422
    assert "is on file already" in html
    assert "They are Una Marsh’s" in html
    assert f"Create another “{name}”" in html
    assert 'value="1"' in html
    assert owner() == "Ada Roe"
    assert split(editor, ada, name, new="on", take="Una Marsh")[0] == 302
    assert owner() == "Una Marsh"
    assert Speaker.objects.count() == 2


def test_one_on_file_is_taken_without_a_question(editor: Client, ada: Speaker) -> None:
    assert split(editor, ada, "una marsh")[0] == 302
    assert owner() == "Una Marsh"


@pytest.mark.every_database
def test_a_name_that_nobody_has_keeps_what_was_ticked_and_typed(
    editor: Client, ada: Speaker
) -> None:
    status, html = split(editor, ada, "Marsh", why="Another office")
    assert status == 422
    assert "Nobody on file is called “Marsh”" in html
    assert "They are Una Marsh’s" in html
    assert 'value="Another office"' in html
    assert "checked" in html
    assert Speaker.objects.count() == 2
    assert split(editor, ada, "Marsh", create="1")[0] == 302
    assert owner() == "Marsh"


def test_a_ticked_quote_that_another_editor_gave_away_is_said(editor: Client, ada: Speaker) -> None:
    gone = Quotation.objects.get(text="It rains")
    kept = make_quotation("It snows", "Ada Roe")
    split(editor, ada, "Una Marsh")
    url = reverse("speaker-split", args=[ada.pk])
    data = {"quotes": [gone.pk, kept.pk, "x", "9" * 30], "to": "Una Marsh", "why": "Not hers"}
    html = ""
    for sent in (data, {**data, "quotes": data["quotes"][:2]}):
        response = editor.post(url, sent)
        html = " ".join(response.content.decode().split())
        assert response.status_code == 422
        assert "It rains" not in html
        assert f'value="{kept.pk}" checked' in html
        assert 'value="Not hers"' in html
    assert "is not this speaker’s any more" in html
    assert Quotation.objects.get(pk=kept.pk).speaker == ada


@pytest.mark.parametrize("name", ["(#7)", "!!!", "a\0b"])
def test_a_name_without_letters_or_with_a_nul_makes_nobody(
    editor: Client, ada: Speaker, name: str
) -> None:
    assert split(editor, ada, name, create="1")[0] == 422
    assert Speaker.objects.count() == 2


def test_undoing_a_split_leads_back_from_the_page_that_went(editor: Client, ada: Speaker) -> None:
    split(editor, ada, "Ada Roe")
    assert owner() == "Ada Roe", "her own name is asked about"
    split(editor, ada, "Ada Roe", create="1")
    other = Quotation.objects.get(text="It rains").speaker
    assert other
    assert other != ada
    change = Change.objects.get(action="split")
    answer = editor.post(reverse("revert", args=[change.pk]), {"next": other.get_absolute_url()})
    assert answer["Location"] == ada.get_absolute_url()
    assert not Speaker.objects.filter(pk=other.pk).exists()


@pytest.mark.every_database
def test_without_a_tick_the_latest_quotes_are_there_to_tick(editor: Client, ada: Speaker) -> None:
    url = reverse("speaker-split", args=[ada.pk])
    for response in (editor.get(url), editor.post(url, {"to": "Una Marsh"})):
        assert "It rains" in response.content.decode()
    assert "Choose the quotes to split off" in response.content.decode()
    assert 'value="Una Marsh"' in response.content.decode()


def test_each_quote_is_listed_with_its_marks_its_article_and_its_day(
    editor: Client, ada: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = reverse("speaker-split", args=[ada.pk])
    make_quotation("the sky would fall", "Ada Roe", kind=Kind.INDIRECT, title="envoy",
                   published_on=dt.date(2026, 4, 5))  # fmt: skip
    listed = " ".join(re.sub("<[^>]+>", "", editor.get(url).content.decode()).split())
    assert "“It rains”" in listed
    assert re.search(r"… the sky would fall Envoy · [^·]+ · 5 April 2026", listed)
    assert "The latest" not in listed
    monkeypatch.setattr("articles.views.desk.speakers.LATEST", 1)
    listed = " ".join(re.sub("<[^>]+>", "", editor.get(url).content.decode()).split())
    assert "The latest 1 of 2. Older ones can be ticked on the page of Ada Roe." in listed


@pytest.mark.parametrize("kind", ["organization", "group", "nobody"])
def test_a_name_that_is_no_person_leaves_the_list(editor: Client, kind: str) -> None:
    quotation = make_quotation("It rains", "Harbour")
    Speaker.objects.update(only_in=quotation.article)
    speaker = Speaker.objects.get()
    page = editor.get("/desk/people/").content.decode()
    assert "Not a person" in page
    answer = editor.post(reverse("speaker-deny", args=[speaker.pk]), {"type": kind}, follow=True)
    assert "Everybody who is quoted is known" in answer.content.decode()
    quotation.refresh_from_db()
    speaker.refresh_from_db()
    assert (quotation.speaker, speaker.type) == (
        (None, "person") if kind == "nobody" else (speaker, kind)
    )
    editor.post(reverse("revert", args=[Change.objects.all().whole()[0].pk]))
    quotation.refresh_from_db()
    assert quotation.speaker
    assert quotation.speaker.type == "person"


def test_articles_are_ticked_in_their_list(editor: Client) -> None:
    articles = [make_article(title=f"Story {n}") for n in range(3)]
    page = editor.get("/articles/").content.decode()
    assert page.count('form="deleting"') == 3
    assert 'form="deleting"' not in Client().get("/articles/").content.decode()
    keys = "&".join(f"id={article.pk}" for article in articles[:2])
    assert "2 articles" in editor.get(f"/desk/articles/delete/?{keys}").content.decode()
    empty = editor.get("/desk/articles/delete/", follow=True).content.decode()
    assert "Tick the articles to delete first" in empty
