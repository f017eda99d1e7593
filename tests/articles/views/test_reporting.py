"""Readers report a wrong quote; editors comment on one."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Comment, Quotation, Report
from articles.views.reporting import MOST
from tests.support.forms import said_on
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def send(client: Client, quotation: Quotation, note: str = "") -> str:
    """Report a quotation as its page does, and return the page that follows."""
    place = f"{quotation.start}-{quotation.end}"
    url = reverse("report", args=[quotation.article_id])
    return client.post(url, {"quote": place, "note": note}, follow=True).content.decode()


def test_a_reader_without_an_account_reports_a_quote_with_one_click(
    client: Client, editor: Client
) -> None:
    make_quotation("In doubt", confidence=0.1)
    wrong = make_quotation("Not her words")
    reader = Client()
    page = said_on(reader, wrong.article.get_absolute_url())
    assert f'value="{wrong.start}-{wrong.end}"' in page
    assert "Thank you" in send(reader, wrong)
    send(reader, wrong, "She was abroad.")
    entries = editor.get("/desk/").context["entries"]
    assert [entry.quotation.text for entry in entries] == ["Not her words", "In doubt"]
    assert "She was abroad." in editor.get("/desk/").content.decode()
    assert "reported 2 times" in " ".join(editor.get("/desk/").content.decode().split())
    assert Report.objects.first().by_id is None  # type: ignore[union-attr]


@pytest.mark.every_database
def test_a_report_needs_the_token_of_a_page(client: Client) -> None:
    quotation = make_quotation()
    strict = Client(enforce_csrf_checks=True)
    url = reverse("report", args=[quotation.article_id])
    sent = {"quote": f"{quotation.start}-{quotation.end}"}
    assert strict.post(url, sent).status_code == 403
    page = strict.get(quotation.get_absolute_url()).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    assert strict.post(url, {**sent, "csrfmiddlewaretoken": token[1]}).status_code == 302
    assert Report.objects.count() == 1


def test_so_many_reports_a_minute_are_taken_from_one_address(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = 60_000_012.0  # a minute must not end between two reports
    monkeypatch.setattr("articles.views.reporting.time.time", lambda: seconds)
    quotation = make_quotation()
    pages = [send(client, quotation) for _ in range(MOST + 1)]
    assert f"No more than {MOST} reports a minute" in pages[-1]
    assert Report.objects.count() == MOST
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert "Thank you" in send(other, quotation)
    seconds += 60
    assert "Thank you" in send(client, quotation), "in the next minute"


@pytest.mark.parametrize("place", ["", "x", "5", "0-3", "9999999-99999999"])
def test_what_is_no_quote_is_not_reported(client: Client, place: str) -> None:
    quotation = make_quotation()
    url = reverse("report", args=[quotation.article_id])
    assert client.post(url, {"quote": place}).status_code == 404
    assert not Report.objects.exists()


def test_a_word_that_is_too_long_is_said_to_be(client: Client) -> None:
    quotation = make_quotation()
    assert "at most 300 characters" in send(client, quotation, "x" * 301)
    assert not Report.objects.exists()


@pytest.mark.every_database
def test_editors_comment_on_a_quote_and_readers_do_not_see_it(
    client: Client, editor: Client
) -> None:
    quotation = make_quotation()
    url = quotation.get_absolute_url()
    add = reverse("quotation-comment", args=[quotation.pk])
    page = editor.post(add, {"text": "Ask <her> again."}, follow=True).content.decode()
    assert "Ask &lt;her&gt; again." in page
    assert "The comment was not saved." in editor.post(add, {"text": " "}, follow=True).text
    assert "Ask" not in said_on(Client(), url)
    Quotation.objects.filter(pk=quotation.pk).update(confidence=0.1)
    assert "1 comment" in editor.get("/desk/").content.decode()
    own = Comment.objects.get()
    remove = reverse("comment-remove", args=[own.pk])
    Comment.objects.update(by=User.objects.create_user("bea"))
    assert editor.post(remove).status_code == 404
    Comment.objects.update(by=User.objects.get(username="ana"))
    editor.post(remove)
    assert not Comment.objects.exists()
