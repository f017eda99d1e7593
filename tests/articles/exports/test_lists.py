"""Every list can be exported: whole, in its order, narrowed as the page is, to those who see it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import cast
from urllib.parse import unquote

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.exports import export
from articles.exports.formats import FORMATS
from articles.ingest.store import store
from articles.models import Article, Quotation, Speaker
from articles.search.answers import results, whole
from extraction.annotations import Extraction, Kind
from tests.articles.exports.conftest import Exported
from tests.support.factories import make_article, said
from tests.support.listing import fill, words_on
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def quotes(data: bytes) -> list[str]:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [row["quote"] for row in rows]


LISTED = (
    "", "?by=PL", "?by=PL&by=IT&about=US", "?q=sentence", "?since=2026-01-20&until=2026-02-01",
    "?by=XX&page=3&after=x", "?q=nowhere", "?sort=oldest&by=-IT",
)  # fmt: skip


@pytest.mark.every_database
def test_the_whole_list_comes_in_the_order_of_its_pages(
    client: Client, exported: Exported, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "CHUNK", 7)
    monkeypatch.setattr(export, "CHUNK", 5)
    fill(40)
    for query in LISTED:
        listed, page = [], f"/{query}"
        while page:
            response = client.get(page)
            listed += words_on(response.content.decode())
            page = response.context["page"].next and f"/{response.context['page'].next}"
        assert quotes(exported(f"/quotes.csv{query}")) == listed, query


@pytest.mark.every_database
def test_by_relevance_the_rest_comes_behind_what_was_ranked(
    exported: Exported, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "RANKED", 2)
    for number, words in enumerate(("ports ports ports", "a port here and there", "the port")):
        make_quotation(words, published_on=dt.date(2026, 1, 3 - number))
    found = quotes(exported("/quotes.csv?q=port&sort=relevance"))
    assert sorted(found[:2]) == ["a port here and there", "ports ports ports"]
    assert found[2:] == ["the port"]


def test_lists_of_speakers_countries_and_articles(exported: Exported) -> None:
    one = make_quotation("One", about=("US",), published_on=dt.date(2026, 1, 1))
    make_quotation("Two", "Bo Li", country="IT", about=("PL",))
    make_quotation("that they would all stay on", kind=Kind.INDIRECT)
    assert one.speaker
    assert quotes(exported(f"{one.speaker.get_absolute_url()}quotes.csv")) == ["One"]
    assert quotes(exported("/countries/pl/by/quotes.csv")) == ["One"]
    every = quotes(exported("/countries/pl/by/quotes.csv?words=all"))
    assert every == ["One", "that they would all stay on"]
    assert quotes(exported("/countries/pl/about/quotes.csv")) == ["Two"]
    assert quotes(exported(f"{one.article.get_absolute_url()}quotes.csv")) == ["One"]


def test_quotes_of_an_article_come_in_the_order_of_its_text(exported: Exported) -> None:
    body = "“First,” she said. “Second,” she said. “Third,” she said."
    article = make_article(body)
    found = tuple(said(body, words, by="Ada Roe") for words in ("Third,", "First,", "Second,"))
    store(article, Extraction(found), "fixed-1")
    assert quotes(exported(f"/articles/{article.pk}/quotes.csv")) == ["First,", "Second,", "Third,"]


def test_a_speaker_that_was_renamed_redirects_with_the_format(client: Client) -> None:
    speaker = make_quotation().speaker
    assert speaker
    response = client.get(f"/speakers/{speaker.pk}/old/quotes.csv?kind=direct")
    assert response["Location"] == f"{speaker.get_absolute_url()}quotes.csv?kind=direct"


def test_the_name_of_the_file_says_what_was_asked_for_and_when(client: Client) -> None:
    make_quotation(by="Łucja “Z” Zając")
    speaker = Speaker.objects.get()
    today = dt.datetime.now(dt.UTC).date().isoformat()
    header = client.get(f"{speaker.get_absolute_url()}quotes.csv?about=US")["Content-Disposition"]
    plain, encoded = header.removeprefix("attachment; ").split("; ")
    assert plain == f'filename="quotes-of-lucja-z-zajac-about-united-states-{today}.csv"'
    name = unquote(encoded.removeprefix("filename*=UTF-8''"))
    assert name == f"Quotes of Łucja “Z” Zając about United States {today}.csv"


@pytest.mark.parametrize("suffix", FORMATS)
def test_head_says_what_get_would_and_reads_nothing(client: Client, suffix: str) -> None:
    make_quotation()
    head, got = client.head(f"/quotes.{suffix}"), client.get(f"/quotes.{suffix}")
    assert head.content == b""
    for name in ("Content-Type", "Content-Disposition", "Cache-Control"):
        assert head.get(name) == got.get(name)
    assert "no-store" in got["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    ["/quotes.pdf", "/articles/9/quotes.csv", "/speakers/9/a/quotes.csv",
     "/countries/zz/by/quotes.csv", "/countries/pl/of/quotes.csv"],
)  # fmt: skip
def test_what_is_not_there_is_a_404_page(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.every_database
def test_rows_that_go_or_come_meanwhile_double_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "CHUNK", 3)
    fill(9)
    before = [row.text for row in Quotation.objects.order_by("-article__published_on")]
    parts = iter(streamed(client, "/quotes.csv"))
    data = next(parts) + next(parts) + next(parts)
    Article.objects.filter(quotations__text=before[4]).delete()
    make_quotation("Comes late", published_on=dt.date(2026, 1, 3))
    data += b"".join(parts)
    assert quotes(data) == [words for words in before if words != before[4]]


def test_a_client_that_breaks_off_ends_the_work(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "CHUNK", 1)
    fill(5)
    response = streamed(client, "/quotes.csv")
    parts = iter(response)
    with CaptureQueriesContext(connection) as captured:
        for _ in range(4):  # the mark of UTF-8, the head and two rows
            next(parts)
        response.close()
        assert list(parts) == []
    assert sum('FROM "articles_quotation" ' in query["sql"] for query in captured) == 2


def streamed(client: Client, path: str) -> StreamingHttpResponse:
    return cast("StreamingHttpResponse", client.get(path))


def test_pages_link_to_their_exports(client: Client) -> None:
    quotation = make_quotation(about=("US",))
    assert quotation.speaker
    for page, link in {
        "/?by=PL&page=2": "/quotes.xlsx?by=PL",
        quotation.speaker.get_absolute_url(): f"{quotation.speaker.get_absolute_url()}quotes.csv",
        "/countries/pl/": "/countries/pl/by/quotes.docx",
        "/countries/us/": "/countries/us/about/quotes.jsonl",
        quotation.article.get_absolute_url(): f"{quotation.article.get_absolute_url()}quotes.html",
    }.items():
        assert f'href="{link}"' in client.get(page).content.decode(), page
        assert client.get(link).status_code == 200
    headers = {"HX-Request": "true", "HX-Target": "results", "HX-Trigger": "id_q"}
    assert "/quotes.csv?q=sta%2A" in client.get("/?q=sta", headers=headers).content.decode()
