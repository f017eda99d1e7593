"""The history: its filters, what differs in a text, and what an editor did today."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from articles.corrections import articles
from articles.corrections.changes import Editor
from articles.corrections.quotations import check, correct, reject
from articles.models import Change
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.django_db


def listed(client: Client, query: str = "") -> list[str]:
    """The subjects of the changes on the page, the latest first."""
    return [change.subject for change in client.get(f"/desk/history/{query}").context["page"]]


def test_the_history_is_narrowed(editor: Client) -> None:
    check(make_quotation("One"), Editor())
    reject(make_quotation("Two"), Editor())
    editor.post(f"/desk/quotes/{make_quotation('Three').pk}/check/")
    Change.objects.filter(subject="One").update(at=dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC))
    expected = {
        "?by=ANA": ["Three"],
        "?by=nobody": [],
        "?action=reject": ["Two"],
        "?until=2026-01-31": ["One"],
        "?since=2026-02-01&action=check": ["Three"],
        "?since=nonsense": ["Three", "Two", "One"],
    }
    assert {query: listed(editor, query) for query in expected} == expected
    nobody = editor.get("/desk/history/?by=nobody").content.decode()
    assert "No change is like this." in nobody
    assert 'aria-current="true"' in nobody, "the history is a part of the review"


def test_a_long_text_is_shown_with_what_differs(editor: Client) -> None:
    quotation = make_quotation("We will stay until the last ship has left the harbour of Genoa")
    body = quotation.article.body
    articles.edit(quotation.article, {"body": body.replace("harbour", "port")}, Editor())
    page = editor.get("/desk/history/").content.decode()
    assert '<del><span\n    class="unseen"\n  >removed: </span>harbour</del>' in page
    assert "added: </span>port</ins>" in page


def test_fields_are_called_as_in_the_form_of_a_quote(editor: Client) -> None:
    quotation = make_quotation("One")
    correct(quotation, {"title": "envoy", "country": "IT"}, Editor())
    articles.edit(quotation.article, {"title": "Another title"}, Editor())
    edited, corrected = Change.objects.all()
    assert "title" in [name for name, *_ in edited.fields]
    shown = {name: after for name, _, after in corrected.fields}
    assert (shown["office"], shown["speaks for"]) == ("envoy", "Italy")


def test_my_work_today_counts_what_i_did_and_nothing_else(editor: Client) -> None:
    one, two = make_quotation("One"), make_quotation("Two")
    correct(make_quotation("Of another"), {"title": "envoy"}, Editor())
    editor.post(f"/desk/quotes/{one.pk}/check/")
    editor.post(f"/desk/quotes/{two.pk}/take/")
    editor.post(f"/desk/quotes/{two.pk}/comments/", {"text": "Ask her again."})
    page = editor.get("/desk/mine/")
    assert [change.subject for change in page.context["page"]] == ["One"]
    text = " ".join(page.content.decode().split())
    assert "Confirmed a quote: 1" in text
    assert "Taken by you: 1" in text
    assert "Ask her again." in text
    Change.objects.update(at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert "You have not changed anything today." in editor.get("/desk/mine/").content.decode()


def test_the_back_office_has_the_look_of_the_newsroom(admin_client: Client) -> None:
    page = admin_client.get("/admin/").content.decode()
    assert "admin.css" in page
    assert ">Newsroom</a>" in page
    assert "Django administration" not in page
