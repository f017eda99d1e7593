"""The Atom feed of a list: by the rules of RFC 4287, stable, not sent again unless it changed."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree, html

from articles.exports import feed
from articles.models import Article, Decision, Quotation
from extraction.annotations import Kind
from tests.support.listing import fill
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

NS = {"a": "http://www.w3.org/2005/Atom"}
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*$")


def fetched(client: Client, path: str) -> etree._Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def texts(element: etree._Element, path: str) -> list[str]:
    return [str(text) for text in element.xpath(path, namespaces=NS)]


def assert_valid(root: etree._Element) -> None:
    """What RFC 4287 demands of feeds and entries (sections 4.1.1, 4.1.2, 3.3 and 4.2.6)."""
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    entries = root.findall("a:entry", NS)
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", NS)) == 1, name
        assert TAG.match(element.findtext("a:id", "", NS))
        for name in ("updated", "published"):
            for when in texts(element, f"a:{name}/text()"):
                assert dt.datetime.fromisoformat(when).tzinfo
        assert len(texts(element, "a:link[@rel='alternate']/@href")) == 1
        assert len(element.findall("a:summary", NS)) <= 1
    assert len(texts(root, "a:link[@rel='self']/@href")) == 1
    assert root.findtext("a:author/a:name", "", NS)
    ids = texts(root, "a:entry/a:id/text()")
    assert len(ids) == len(set(ids))
    for link in texts(root, "//a:link/@href"):
        assert link.startswith("http://testserver/")


@pytest.mark.every_database
def test_a_feed_has_the_newest_quotes_of_its_list(client: Client) -> None:
    fill(60)
    make_quotation("From Italy", "Bo Li", country="IT", published_on=dt.date(2027, 1, 1))
    root = fetched(client, "/quotes.atom?by=PL&by=JP&sort=oldest")
    assert_valid(root)
    titles = texts(root, "a:entry/a:title/text()")
    assert len(titles) == 40
    assert "“Sentence 59”" in titles[0]
    assert root.findtext("a:title", "", NS) == "Quotes, from Japan or from Poland – Newsroom"
    assert texts(root, "a:link[@rel='self']/@href") == [
        "http://testserver/quotes.atom?by=PL&by=JP&sort=oldest"
    ]


def test_a_feed_has_so_many_at_most(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "NEWEST", 3)
    fill(5)
    assert len(fetched(client, "/quotes.atom").findall("a:entry", NS)) == 3


def test_an_entry_says_who_said_what_where(client: Client) -> None:
    row = make_quotation(
        "<b>Stay</b> & \x0c go", about=("US",), outlet="The Post",
        published_on=dt.date(2026, 2, 3), confidence=0.3,
    )  # fmt: skip
    root = fetched(client, "/quotes.atom")
    assert_valid(root)
    entry = root.find("a:entry", NS)
    assert entry is not None
    assert entry.findtext("a:id", "", NS) == f"tag:testserver,2026:quotes/{row.pk}"
    title = "Ada Roe, foreign minister [check speaker]: “<b>Stay</b> & \ufffd go”"
    assert entry.findtext("a:title", "", NS) == title
    said = html.fromstring(entry.findtext("a:summary", "", NS))
    shown = " ".join(said.text_content().split())
    assert shown.startswith("“<b>Stay</b> & \ufffd go” Ada Roe, foreign minister, Poland [check")
    assert shown.endswith("The Post, 3 February 2026")
    assert said.xpath("//a/@href") == [f"http://testserver{row.get_absolute_url()}"]
    assert texts(entry, "a:category/@term") == ["United States"]
    assert texts(entry, "a:published/text()") == ["2026-02-03T00:00:00+00:00"]


def test_a_paraphrase_is_not_in_the_speaker_s_mouth(client: Client) -> None:
    make_quotation("that they would all stay there", kind=Kind.INDIRECT)
    title = fetched(client, "/quotes.atom?words=all").findtext("a:entry/a:title", "", NS)
    assert title.startswith("“… that they would all stay there” (the article’s words")


def test_updated_is_when_it_was_read_or_decided_last(client: Client) -> None:
    row = make_quotation()
    read = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
    Article.objects.update(processed_at=read)
    assert texts(fetched(client, "/quotes.atom"), "//a:updated/text()") == [
        "2026-05-01T12:00:00+00:00", "2026-05-01T12:00:00+00:00",
    ]  # fmt: skip
    Decision.objects.create(article=row.article, quotation=row, anchors=[], verdict="checked")
    latest = texts(fetched(client, "/quotes.atom"), "a:entry/a:updated/text()")[0]
    assert dt.datetime.fromisoformat(latest) > timezone.now() - dt.timedelta(hours=1)


def test_a_feed_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    row = make_quotation()
    etag = client.get("/quotes.atom")["ETag"]
    again = client.get("/quotes.atom", headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    Quotation.objects.filter(pk=row.pk).update(speaker_title="envoy")
    assert client.get("/quotes.atom", headers={"If-None-Match": etag}).status_code == 200
    assert client.head("/quotes.atom").status_code == 200


def test_an_empty_feed_is_valid_and_stays_the_same(client: Client) -> None:
    first = client.get("/quotes.atom?q=nothing")
    assert_valid(etree.fromstring(first.content))
    assert client.get("/quotes.atom?q=nothing")["ETag"] == first["ETag"]


def test_every_list_has_a_feed_that_readers_find(client: Client) -> None:
    row = make_quotation(about=("US", "PL"))
    assert row.speaker
    pages = {
        "/?by=PL": 1, row.speaker.get_absolute_url(): 1, "/countries/pl/": 2,
        row.article.get_absolute_url(): 1,
    }  # fmt: skip
    for page, count in pages.items():
        head = html.fromstring(client.get(page).content)
        links = head.xpath("//head/link[@rel='alternate'][@type='application/atom+xml']/@href")
        assert len(links) == count, page
        assert set(links) <= set(head.xpath("//main//a/@href"))
        for link in links:
            assert_valid(fetched(client, link))
    assert "/quotes.atom?by=PL" in client.get("/?by=PL").content.decode()


def test_the_feed_of_an_article_is_in_the_order_of_its_text(client: Client) -> None:
    row = make_quotation()
    root = fetched(client, f"{row.article.get_absolute_url()}quotes.atom")
    links = texts(root, "a:entry/a:link[@rel='alternate']/@href")
    assert links == [f"http://testserver{row.get_absolute_url()}"]
