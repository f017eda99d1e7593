"""Sending articles: what the form does with a pasted text, for programs."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

import extraction
from articles.api import incoming
from articles.models import Article, Change
from tests.articles.api.conftest import Program
from tests.support.browser import EXTRACTOR, HARBOUR
from tests.support.web import Site, page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

METADATA = {
    "title": "Grain ships wait",
    "published_on": "2026-03-03",
    "outlet": "The Harbour Post",
    "author": "Ines Calder",
    "url": "https://example.org/grain",
}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "load", lambda: EXTRACTOR)


def test_a_new_article_is_read_for_quotations(program: Program) -> None:
    response = program.add(text=HARBOUR, **METADATA)
    assert response.status_code == 201
    record = response.json()
    article = Article.objects.get()
    assert article.body == HARBOUR
    assert record["id"] == article.pk
    assert (record["state"], record["effect"]) == ("done", "added")
    assert response["Location"] == f"http://testserver/api/v1/articles/{article.pk}"
    found = program.json(f"/articles/{article.pk}")
    assert found.items() >= {**METADATA, "text": HARBOUR}.items()
    assert len(found["quotes"]) == 5


@pytest.mark.every_database
def test_an_article_that_waits_says_where_to_ask_again(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = SimpleNamespace(enqueue=lambda key: None)
    monkeypatch.setattr(incoming, "process_article", later)
    response = program.add(text=HARBOUR)
    assert response.status_code == 202
    assert response.json()["state"] == "pending"
    assert response["Retry-After"] == "2"


def test_a_text_that_comes_again_is_not_added_twice(program: Program) -> None:
    assert program.add(text=HARBOUR).status_code == 201
    again = program.add(text=HARBOUR)
    assert (again.status_code, again.json()["effect"]) == (200, "already there")
    filled = program.add(text=HARBOUR, outlet="The Harbour Post", published_on="2026-03-03")
    assert (filled.status_code, filled.json()["effect"]) == (200, "filled in")
    assert filled.json()["changed"] == "date, outlet"
    other = program.add(text=HARBOUR, outlet="The Other Post")
    assert other.json()["effect"] == "found in another outlet"
    assert other.json()["changed"] == "The Other Post"
    assert Article.objects.count() == 1
    change = Change.objects.order_by("pk")[0]
    assert (change.by_name, change.why) == ("editor", "Sent to the API")


def test_a_header_in_the_text_is_read_as_in_the_form(program: Program) -> None:
    record = program.add(text="Title: Rain\nDate: 2026-02-01\n\nIt rained all day.").json()
    article = Article.objects.get(pk=record["id"])
    assert (article.title, article.published_on) == ("Rain", dt.date(2026, 2, 1))
    assert article.body.strip() == "It rained all day."


def test_dates_in_numbers_are_asked_about_and_notes_come_along(program: Program) -> None:
    text = "Date: 05/06/2025\n\nNothing was said."
    response = program.add(text=text)
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert error["field"] == "day_first"
    assert "05/06/2025" in error["detail"]
    added = program.add(text=text, day_first=True)
    assert program.json(f"/articles/{added.json()['id']}")["published_on"] == "2025-06-05"


@pytest.mark.parametrize(
    ("article", "field", "said"),
    [
        ({}, "text", "Send the text"),
        ({"text": " \n"}, "text", "Send the text"),
        ({"text": 5}, "text", "valid string"),
        ({"text": "x" * 500_001}, "text", "at most 500000"),
        ({"text": "a\0b"}, "text", "Null characters are not allowed"),
        ({"text": "A.", "title": "a\0b"}, "title", "Null characters are not allowed"),
        ({"text": "A.", "published_on": "5 June"}, "published_on", "valid date"),
        ({"text": "A.", "outlet": "x" * 201}, "outlet", "at most 200"),
        ({"text": "A.", "url": "javascript:alert(1)"}, "url", "Enter a valid URL"),
        ({"text": "A.", "date": "2026-01-01"}, "date", "Extra inputs are not permitted"),
        ({"text": "…"}, "text", "no text"),
        ({"url": "https://elsewhere.example/a"}, "url", "elsewhere.example"),
    ],
)
def test_a_field_that_is_wrong_is_named(
    program: Program, article: dict[str, Any], field: str, said: str
) -> None:
    response = program.add(**article)
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    (error,) = response.json()["errors"]
    assert error["field"] == field
    assert said in error["detail"]
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"[1]", {}, 422),
        (b'"text"', {}, 422),
        (b'{"text": "\xff"}', {}, 400),
        (b'{"text": "\\ud800"}', {}, 422),
        (b"text=A", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        (b"<p>A", {"Content-Type": "text/html"}, 415),
        (b"{}", {"Content-Length": "9000000"}, 413),
        (b"{}", {"Transfer-Encoding": "chunked"}, 411),
    ],
)
def test_a_body_that_cannot_be_read_says_why(
    program: Program, body: bytes, headers: dict[str, str], status: int
) -> None:
    given = {"Content-Type": "application/json", **headers}
    response = program.post(
        "/api/v1/articles", body, content_type=given.pop("Content-Type"), headers=given
    )
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["detail"]


def test_several_articles_in_one_text_are_sent_one_at_a_time(program: Program) -> None:
    lines = '{"text": "One was here.", "title": "One"}\n{"text": "Two was here.", "title": "Two"}\n'
    response = program.add(text=lines)
    assert response.status_code == 422
    assert "2 articles" in response.json()["detail"]
    assert not Article.objects.exists()


def test_a_page_is_fetched_from_hosts_that_are_named(program: Program, site: Site) -> None:
    html = f"<html><head><title>Rain</title></head><body><article>{PARAGRAPHS}</article></body>"
    site.pages["/rain"] = page(html)
    response = program.add(url=f"http://127.0.0.1:{site.port}/rain")
    assert response.status_code == 201, response.content
    assert "It rained for a third day" in Article.objects.get().body


PARAGRAPHS = "".join(
    f"<p>It rained for a third day in {town}, and nobody who had come to the harbour to see the "
    "ships that wait there went home dry, the mayor said on Tuesday.</p>"
    for town in ("Oslo", "Genoa", "Gdansk")
)
