"""Two editors have one form open: fields of both are kept, and a clash is a question."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.corrections import articles, quotations, speakers
from articles.corrections.changes import Editor
from articles.corrections.deletion import delete
from articles.corrections.revert import revert
from articles.ingest.store import store
from articles.models import Change, OpenForm
from articles.models.open_forms import LAPSES
from extraction.annotations import Extraction, Span
from tests.support.factories import said
from tests.support.forms import form_of, said_on
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@dataclass(frozen=True)
class Open:
    """A form that is open, the row it is about, and two of its fields with their columns."""

    url: str
    row: Model
    sent: dict[str, Any]
    field: tuple[str, str]
    other: tuple[str, str]

    def stored(self, column: str) -> str:
        self.row.refresh_from_db()
        return str(getattr(self.row, column))


@pytest.fixture(params=["article", "speaker", "quotation"])
def opened(request: pytest.FixtureRequest, editor: Client) -> Open:
    quotation = make_quotation("We will stay")
    assert quotation.speaker
    row, field, other = {
        "article": (quotation.article, ("author", "author"), ("notes", "notes")),
        "speaker": (quotation.speaker, ("note", "note"), ("wikidata", "wikidata")),
        "quotation": (quotation, ("title", "speaker_title"), ("country", "speaker_country_id")),
    }[request.param]
    url = reverse(f"{request.param}-edit", args=[row.pk])
    return Open(url, row, form_of(editor, url), field, other)


OTHER = {"notes": "One of two.", "wikidata": "Q42", "country": "NO"}


def test_fields_that_one_of_them_left_alone_are_merged(editor: Client, opened: Open) -> None:
    (name, column), (other, other_column) = opened.field, opened.other
    assert editor.post(opened.url, {**opened.sent, name: "mine"}).status_code == 302
    response = editor.post(opened.url, {**opened.sent, other: OTHER[other]}, follow=True)
    assert "What another editor changed meanwhile is kept" in response.content.decode()
    assert (opened.stored(column), opened.stored(other_column)) == ("mine", OTHER[other])


@pytest.mark.parametrize(("choice", "kept"), [("mine", "second"), ("theirs", "first")])
def test_a_clash_is_shown_with_both_values_and_decided(
    editor: Client, opened: Open, choice: str, kept: str
) -> None:
    name, column = opened.field
    editor.post(opened.url, {**opened.sent, name: "first"})
    second = {**opened.sent, name: "second"}
    response = editor.post(opened.url, second)
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert "<q>first</q>" in page
    assert "<q>second</q>" in page
    assert "<strong>ana</strong> changed this" in page
    assert opened.stored(column) == "first"

    decided = {f"keep-{name}": f"{choice}:{response.context['form'].clashes[0].state}"}
    _set(opened, "third")
    assert editor.post(opened.url, {**second, **decided}).status_code == 422, "changed once more"
    _set(opened, "first")
    assert editor.post(opened.url, {**second, **decided}).status_code == 302
    assert opened.stored(column) == kept


def _set(opened: Open, value: str) -> None:
    row: Any = opened.row
    row.refresh_from_db()
    kind = type(row).__name__
    edit: dict[str, Any] = {
        "Article": articles.edit,
        "Speaker": speakers.edit,
        "Quotation": quotations.correct,
    }
    edit[kind](row, {opened.field[0]: value}, Editor())


def test_both_may_set_the_same(editor: Client, opened: Open) -> None:
    name, column = opened.field
    for _ in range(2):
        assert editor.post(opened.url, {**opened.sent, name: "same"}).status_code == 302
    assert opened.stored(column) == "same"
    assert Change.objects.count() == 1


@pytest.mark.parametrize("begun", ["", "{", "[1]", '{"title": 1}', '{"x": "y"}', "[" * 9_000, None])
def test_a_form_that_says_nothing_sound_of_its_beginning_saves_what_was_typed(
    editor: Client, opened: Open, begun: str | None
) -> None:
    name, column = opened.field
    sent = {**opened.sent, name: "typed"}
    if begun is None:
        del sent["begun"]
    else:
        sent["begun"] = begun
    assert editor.post(opened.url, sent).status_code == 302
    assert opened.stored(column) == "typed"


def test_a_text_that_two_replaced_is_a_clash(editor: Client) -> None:
    article = make_quotation().article
    url = reverse("article-edit", args=[article.pk])
    sent = form_of(editor, url)
    assert article.body not in json.dumps(sent["begun"]), "a digest is enough"
    editor.post(url, {**sent, "body": "First line.\r\nSecond line."})
    response = editor.post(url, {**sent, "body": "Another text."})
    assert response.status_code == 422
    article.refresh_from_db()
    assert article.body == "First line.\nSecond line."


def test_who_else_has_it_open_is_seen(editor: Client, opened: Open) -> None:
    bo = User.objects.create_user("bo")
    bo.groups.add(Group.objects.get(name="Editors"))
    second = Client()
    second.force_login(bo)
    page = second.get(opened.url)
    assert "<strong>ana</strong> has this open too" in page.content.decode()
    report = page.context["open_url"]
    known = page.context["others_key"]
    assert second.post(report, {"open": "1", "known": known}).status_code == 204
    assert "<strong>bo</strong>" in editor.post(report, {"open": "1"}).content.decode()

    name, _ = opened.field
    editor.post(opened.url, {**opened.sent, name: "mine"})
    assert "has this open too" not in said_on(second, opened.url), "saved, and so closed"
    OpenForm.objects.filter(user=bo).update(seen_at=timezone.now() - 2 * LAPSES)
    assert "has this open too" not in said_on(editor, opened.url), "not heard of any more"


def test_a_speaker_merged_meanwhile_is_not_edited(editor: Client) -> None:
    one = speakers.create("A. Roe", "person", Editor())
    other = speakers.create("Ada Roe", "person", Editor())
    url = reverse("speaker-edit", args=[one.pk])
    sent = {**form_of(editor, url), "note": "Of the harbour."}
    speakers.merge(one, other, Editor())
    page = editor.post(url, sent)
    assert page.status_code == 422
    text = page.content.decode()
    assert "A. Roe was merged into Ada Roe meanwhile, and nothing is saved." in text
    assert "Of the harbour.</textarea>" in text
    one.refresh_from_db()
    assert one.note == ""
    assert editor.get(url)["Location"] == reverse("speaker-edit", args=[other.pk])


def test_what_was_typed_on_a_quote_that_is_gone_is_kept(editor: Client) -> None:
    quotation = make_quotation("We will stay", by="Ada Roe")
    url = reverse("quotation-edit", args=[quotation.pk])
    sent = {**form_of(editor, url), "title": "harbour master"}
    quotations.reject(quotation, Editor())
    page = editor.post(url, sent)
    assert page.status_code == 404
    text = page.content.decode()
    assert "This is no longer here" in text
    assert 'value="harbour master"' in text
    assert "There is nothing here" in editor.get(url).content.decode()


def test_what_was_typed_on_an_article_that_is_deleted_is_kept(editor: Client) -> None:
    article = make_quotation("We will stay", by="Ada Roe").article
    url = reverse("article-edit", args=[article.pk])
    sent = {**form_of(editor, url), "author": "Ines Calder"}
    delete([article], Editor(why="A test."))
    page = editor.post(url, sent)
    assert page.status_code == 410
    assert "the history can bring it back" in page.content.decode()
    assert 'value="Ines Calder"' in page.content.decode()


@pytest.mark.parametrize("ended", ["rejected", "rejected and read again", "deleted", "added"])
def test_a_form_on_what_was_undone_is_saved(editor: Client, ended: str) -> None:
    quotation = make_quotation("We will stay", by="Ada Roe")
    article = quotation.article
    if ended == "added":
        words = quotation.content
        quotation.delete()
        quotations.add(article, tuple(Span(*span) for span in words), {}, Editor())
        quotation = article.quotations.get()
    url = reverse("quotation-edit", args=[quotation.pk])
    sent = {**form_of(editor, url), "title": "harbour master"}
    if ended == "deleted":
        change: Change | None = delete([article], Editor(why="A test."))
    else:
        change = quotations.reject(quotation, Editor())
    if "again" in ended:
        same: dict[str, Any] = {"title": "foreign minister", "speaker_country": "PL"}
        found = said(article.body, quotation.text, by="Ada Roe", **same)
        store(article, Extraction((found,)), version="2")
    assert editor.post(url, sent).status_code in {404, 410}
    assert change is not None
    revert(change, Editor())
    assert editor.post(url, sent).status_code == 302
    assert article.quotations.get().speaker_title == "harbour master"
