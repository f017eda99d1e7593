"""Adding articles: what comes in by the form, and what is said of what does not."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

import extraction
from articles import tasks
from articles.models import Article, Batch, Change
from articles.views.desk import adding
from reading import ReadingError
from reading.pages.stubs import ONLY_BEGINNING
from tests.support.factories import FixedExtractor, make_article

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

URL = "/articles/add/"


@pytest.fixture(autouse=True)
def signed_in(editor: Client) -> None:
    """Everything here is done by an editor."""


@pytest.fixture(autouse=True)
def enqueued(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the form hands over to be processed; nothing is."""
    keys: list[int] = []
    monkeypatch.setattr(adding, "process_article", SimpleNamespace(enqueue=keys.append))
    return keys


def file(name: str, content: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def post(client: Client, **data: Any) -> HttpResponse:
    response: HttpResponse = client.post(URL, data)  # type: ignore[assignment]
    return response


def errors_in(response: HttpResponse, field: str) -> str:
    """The messages at a field, or nothing."""
    html = response.content.decode()
    start = html.find(f'id="id_{field}_error"')
    return html[start : html.index("</ul>", start)] if start >= 0 else ""


def test_a_pasted_text_is_saved_as_it_was_typed(client: Client, enqueued: list[int]) -> None:
    response = post(client, text="One “line”.\r\n\r\nAnother.\r\n")
    article = Article.objects.get()
    assert article.body == "One “line”.\n\nAnother.\n"
    assert article.title
    assert enqueued == [article.pk]
    assert response.status_code == 302
    assert response["Location"] == f"/articles/progress/?batch={Batch.objects.get().pk}"
    assert Batch.objects.get().articles == [article.pk]


def test_what_is_typed_about_it_is_kept(client: Client) -> None:
    post(
        client,
        text="Somebody spoke.",
        title="A title",
        published_on="2026-03-02",
        outlet="The Post",
        author="I. Calder",
        url="https://example.org/a",
    )
    article = Article.objects.get()
    assert article.title == "A title"
    assert article.published_on == dt.date(2026, 3, 2)
    assert article.outlet
    assert article.outlet.name == "The Post"
    assert article.author == "I. Calder"
    assert article.url == "https://example.org/a"


def test_several_files_share_outlet_and_date_but_not_a_title(
    client: Client, enqueued: list[int]
) -> None:
    files = [file("one.txt", "First of them."), file("two.md", "# Second\n\nIts text.")]
    post(client, uploads=files, title="For one only", outlet="The Post", published_on="2026-03-02")
    articles = list(Article.objects.order_by("pk"))
    assert enqueued == [article.pk for article in articles]
    assert len(articles) == 2
    for article in articles:
        assert article.title != "For one only"
        assert article.outlet
        assert article.published_on == dt.date(2026, 3, 2)


def test_the_same_file_twice_is_one_article(client: Client, enqueued: list[int]) -> None:
    post(client, uploads=[file("a.txt", "The same."), file("b.txt", "The same.")])
    assert enqueued == [Article.objects.get().pk]


@pytest.mark.parametrize(
    ("data", "field", "message"),
    [
        ({}, "text", "Paste the text"),
        ({"text": " \r\n "}, "text", "Paste the text"),
        ({"text": "…!"}, "text", "The text has no text to read"),
        ({"text": "x" * 500_001}, "text", "at most 500000 characters"),
        ({"text": "Fine.", "published_on": "someday"}, "published_on", "is no date"),
        ({"text": "Fine.", "url": "javascript:alert(1)"}, "url", "valid URL"),
        ({"uploads": file("a.txt", " ")}, "uploads", "a.txt has no text"),
        ({"uploads": file("a.txt", "")}, "uploads", "a.txt"),
        ({"uploads": file("a.exe", b"MZ\x00\x02")}, "uploads", "a.exe is of a kind we do not read"),
        ({"uploads": file("noname", b"\x00\x01")}, "uploads", "noname is no text"),
        ({"uploads": file("a.txt", b"\x00\x01\x02" * 99)}, "uploads", "a.txt"),
        ({"uploads": file("a.pdf", "%PDF-1.7 no pdf")}, "uploads", "a.pdf"),
        ({"uploads": file("a.docx", b"PK\x03\x04 no docx")}, "uploads", "a.docx"),
        ({"uploads": file("a.jsonl", "{")}, "uploads", "a.jsonl"),
    ],
)  # fmt: skip
def test_bad_input_is_named_at_its_field(
    client: Client, data: dict[str, Any], field: str, message: str
) -> None:
    response = post(client, **data)
    assert response.status_code == 422
    assert message in errors_in(response, field)
    assert not Article.objects.exists()


def test_a_file_that_is_too_large_is_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.forms.adding.MAX_BYTES", 10)
    response = post(client, uploads=file("a.txt", "More than ten bytes."))
    assert "a.txt has 20" in errors_in(response, "uploads")


def test_what_cannot_be_saved_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(draft: object, editor: object) -> None:
        raise ReadingError("No database can hold this.")

    monkeypatch.setattr(adding, "save_draft", refuse)
    response = post(client, text="Somebody spoke.")
    assert response.status_code == 422
    assert "No database can hold this." in response.content.decode()


def test_half_a_character_is_refused(client: Client) -> None:
    line = r'{"title": "T", "body": "A word \ud800."}'
    response = post(client, uploads=file("a.jsonl", line))
    assert response.status_code == 422
    assert not Article.objects.exists()


@pytest.mark.parametrize("field", ["text", "uploads"])
def test_an_article_that_is_here_already_is_linked(client: Client, field: str) -> None:
    there = make_article("Known text.", title="Known & <good>")
    data = "Known text.\r\n" if field == "text" else file("a.txt", "Known text.\n")
    errors = errors_in(post(client, **{field: data}), field)
    assert f'<a href="{there.get_absolute_url()}">Known &amp; &lt;good&gt;</a>' in errors


@pytest.mark.every_database
def test_a_better_header_is_filled_in_and_can_be_undone(
    client: Client, enqueued: list[int]
) -> None:
    there = make_article("Known text.", title="Known text.", state="done")
    data = {"text": "Known text.", "outlet": "The Post", "title": "What is known"}
    html = client.post(URL, data, follow=True).content.decode()
    assert "“What is known” was here already; filled in: outlet, title." in html
    assert "<h1>What is known</h1>" in html
    change = Change.objects.get()
    assert (change.by_name, change.get_action_display()) == ("ana", "Filled in from a file")
    assert reverse("revert", args=[change.pk]) in html
    assert not enqueued
    html = client.post(URL, {**data, "outlet": "Bay Herald"}, follow=True).content.decode()
    assert "was here already; found in another outlet: Bay Herald." in html
    assert [str(row.outlet) for row in there.appearances.all()] == ["Bay Herald"]


def test_nothing_that_was_typed_is_lost(client: Client) -> None:
    typed = {"text": "A <text>.", "title": "T & U", "outlet": "The Post", "url": "no url"}
    html = post(client, **typed).content.decode()
    assert "A &lt;text&gt;." in html
    assert 'value="T &amp; U"' in html
    assert 'value="The Post"' in html
    assert 'value="no url"' in html
    assert "<title>Error: " in html


@pytest.mark.parametrize(("order", "date"), [("yes", "2025-06-05"), ("no", "2025-05-06")])
def test_an_ambiguous_date_needs_an_answer(
    client: Client, enqueued: list[int], order: str, date: str
) -> None:
    text = "Title: Rain\nDate: 05/06/2025\n\nIt rains."
    html = post(client, text=text).content.decode()
    assert "“05/06/2025” is 5 June 2025 or 6 May 2025" in html
    assert not Article.objects.exists()
    post(client, text=text, day_first=order)
    assert str(Article.objects.get().published_on) == date


def test_a_typed_date_goes_before_one_that_could_be_two(
    client: Client, enqueued: list[int]
) -> None:
    post(client, text="Date: 05/06/2025\n\nIt rains.", published_on="2025-06-19")
    article = Article.objects.get()
    assert (str(article.published_on), article.unread_date) == ("2025-06-19", "")


def test_a_date_that_is_none_is_kept_as_text_and_shown(client: Client, enqueued: list[int]) -> None:
    post(client, text="Date: 32 March 2025\n\nIt rains.")
    article = Article.objects.get()
    assert (article.published_on, article.unread_date) == (None, "32 March 2025")
    html = client.get(article.get_absolute_url()).content.decode()
    assert "Date not read: “32 March 2025” is no date that can be read." in html


def test_what_is_only_a_beginning_says_so_on_its_page(client: Client, enqueued: list[int]) -> None:
    words = "“It rains on us,” said Ana Brel, who has led the school for eleven years in this town."
    page = f"<html><article><p>{words}</p></article><p>Subscribe to continue reading</p></html>"
    post(client, uploads=file("page.html", page))
    html = client.get(Article.objects.get().get_absolute_url()).content.decode()
    assert f"<p>{ONLY_BEGINNING}</p>" in html


def test_good_files_are_kept_when_others_are_bad(client: Client, enqueued: list[int]) -> None:
    files = [file("good.txt", "A good one."), file("bad.exe", b"\0\1")]
    response = post(client, uploads=files, text="Typed beside.")
    article = Article.objects.get()
    html = response.content.decode()
    assert response.status_code == 422
    assert enqueued == [article.pk]
    assert f'href="/articles/progress/?batch={Batch.objects.get().pk}"' in html
    assert "Typed beside." in html


def test_a_form_whose_fields_are_wrong_keeps_no_file(client: Client) -> None:
    response = post(client, uploads=file("good.txt", "A good one."), published_on="someday")
    assert "Choose your files again" in response.content.decode()
    assert not Article.objects.exists()


# ── progress ──────────────────────────────────────────────────────────────────────────────

HTMX = {"HX-Request": "true", "HX-Target": "progress"}


def test_progress_asks_again_until_all_have_ended(client: Client) -> None:
    one, two = make_article(state="processing"), make_article(state="done")
    url = f"/articles/progress/?ids={one.pk},{two.pk}"
    html = client.get(url).content.decode()
    assert "1 of 2 articles read so far" in html
    assert 'hx-trigger="every 1s"' in html
    Article.objects.filter(pk=one.pk).update(state="failed", error="It broke.")
    html = client.get(url, headers=HTMX).content.decode()
    assert "All 2 articles read" in html
    assert "It broke." in html
    assert "hx-trigger" not in html


def test_progress_of_one_article_leads_to_it(client: Client) -> None:
    article = make_article(state="done")
    url = f"/articles/progress/?ids={article.pk}"
    assert client.get(url)["Location"] == article.get_absolute_url()
    assert client.get(url, headers=HTMX)["HX-Redirect"] == article.get_absolute_url()


@pytest.mark.parametrize("ids", ["", "x", "99", "1;2", "²", "9" * 40, "-1"])
def test_progress_of_nothing(client: Client, ids: str) -> None:
    assert (
        "No article is being read" in client.get(f"/articles/progress/?ids={ids}").content.decode()
    )


@pytest.mark.django_db(transaction=True)
def test_what_is_added_is_processed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "process_article", tasks.process_article)
    monkeypatch.setattr(extraction, "load", FixedExtractor)
    response = client.post(URL, {"text": "Somebody spoke."}, follow=True)
    assert response.request["PATH_INFO"] == Article.objects.get().get_absolute_url()
    assert "No quotes were found" in response.content.decode()
