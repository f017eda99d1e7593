"""The page of an article, and the list of articles."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.forms.filters import ArticleFilter
from articles.ingest.store import store
from articles.models import Article
from articles.search.answers import articles as found_articles
from articles.search.pages import PageRequest
from extraction.annotations import Extraction
from tests.support.factories import make_article, said
from tests.support.listing import squeezed
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.django_db


def test_an_article_lights_its_quotes_and_lists_them(client: Client) -> None:
    quotation = make_quotation("We stay", about=("US",), confidence=0.3)
    html = client.get(quotation.article.get_absolute_url()).content.decode()
    assert f'id="q{quotation.start}-{quotation.end}"' in html
    assert ">“We stay</mark>" in html
    assert "Right after the quote." in html
    assert "check speaker" in html
    assert 'class="entity entity-person"' in html


def test_markup_in_an_article_is_text(client: Client) -> None:
    article = make_article("<script>alert(1)</script> & more", title="<b>Bold</b>", state="done")
    html = client.get(article.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html
    assert "<h1>&lt;b&gt;Bold&lt;/b&gt;</h1>" in html


def test_an_article_in_work_asks_again(client: Client) -> None:
    article = make_article(state="processing")
    url = article.get_absolute_url()
    html = client.get(url).content.decode()
    assert f'hx-get="{url}"' in html
    assert "<noscript>" in html
    headers = {"HX-Request": "true", "HX-Target": "state"}
    state = squeezed(client.get(url, headers=headers).content.decode())
    assert state.lstrip().startswith('<div id="state"')
    Article.objects.filter(pk=article.pk).update(state="done")
    done = client.get(url, headers=headers).content.decode()
    assert "have been found" in done
    assert "hx-trigger" not in done


def test_a_failed_article_says_why(client: Client) -> None:
    article = make_article(state="failed", error="It broke.")
    assert "It broke." in client.get(article.get_absolute_url()).content.decode()


def test_articles_by_outlet_and_date(client: Client) -> None:
    one = make_quotation("One", outlet="The Post", title="t", published_on=dt.date(2026, 1, 1))
    make_article(title="Another")
    html = squeezed(client.get(f"/articles/?outlet={one.article.outlet_id}").content.decode())
    assert "1 article<" in html
    assert "1 quote<" in html
    assert "1 article<" in client.get("/articles/?since=2026-01-01").content.decode()
    assert "see all articles" in client.get("/articles/?until=2025-01-01").content.decode()


def titles_on(html: str) -> list[str]:
    return re.findall(r'<h3><a href="/articles/\d+/">(.*?)</a>', html)


def test_articles_in_three_orders(client: Client) -> None:
    one = make_quotation("One", published_on=dt.date(2025, 1, 1))
    Article.objects.filter(pk=one.article_id).update(title="old")
    new = make_article("“Up,” he said. “Down.”", title="new", published_on=dt.date(2026, 1, 1))
    both = (said(new.body, "Up,", by="Ada Roe"), said(new.body, "Down.", by="Ada Roe"))
    store(new, Extraction(both), "fixed-1")
    make_article(title="undated")
    for sort, order in (
        ("", ["new", "old", "undated"]),
        ("oldest", ["old", "new", "undated"]),
        ("quotes", ["new", "old", "undated"]),
    ):
        html = client.get(f"/articles/?sort={sort}").content.decode()
        assert titles_on(html) == order
    html = squeezed(client.get("/articles/?since=2025-06-01").content.decode())
    assert '1 undated left out<span class="unprinted">: <a href="?undated=1">show' in html
    undated = client.get("/articles/?undated=1").content.decode()
    assert titles_on(undated) == ["undated"]


@pytest.mark.parametrize("sort", ["newest", "oldest", "quotes"])
def test_pages_of_articles_follow_one_another_in_every_order(sort: str) -> None:
    for n in range(7):
        day = dt.date(2026, 1, 1 + n // 2) if n % 3 else None
        make_article(title=f"{n}", published_on=day)
    rows, seen, request = Article.objects.all(), [], PageRequest(3, oldest=sort == "oldest")
    form = ArticleFilter(QueryDict(f"sort={sort}"))
    form.is_valid()
    pages = [form.page(rows, request)]
    while pages[-1][2]:
        pages.append(form.page(rows, replace(request, after=pages[-1][2])))
    seen = [article.pk for found, _, _ in pages for article in found]
    assert sorted(seen) == sorted(rows.values_list("pk", flat=True))
    assert len(seen) == 7
    for earlier, later in pairwise(pages):
        assert form.page(rows, replace(request, before=later[1]))[0] == earlier[0]


def test_the_newest_of_many_articles_are_read_in_their_order(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(9):
        day = dt.date(2026, 1, 1 + n // 2) if n % 3 else None
        make_article(f"The {'ferry' if n % 4 else 'tram'} of pier {n}.", title=f"{n}",
                     published_on=day)  # fmt: skip
    typed = ("q=ferry", "q=ferry&since=2026-01-02", "q=ferry&undated=1", "q=-tram", "q=zebra")

    def pages(many: int) -> list[tuple[list[int], str, str]]:
        monkeypatch.setattr(found_articles, "MANY", many)
        listed = []
        for words in typed:
            form = ArticleFilter(QueryDict(words))
            form.is_valid()
            rows = form.narrow(Article.objects.all(), listed=True).once_a_text()
            first = form.page(rows, PageRequest(2))
            second = form.page(rows, PageRequest(2, after=first[2]))
            back = form.page(rows, PageRequest(2, before=second[1]))
            listed += [([row.pk for row in page[0]], *page[1:]) for page in (first, second, back)]
        return listed

    assert pages(1) == pages(1_000)
    assert len(pages(1)[0][0]) == 2
    monkeypatch.setattr(found_articles, "MANY", 1)
    with CaptureQueriesContext(connection) as captured:
        html = client.get("/articles/?q=ferry").content.decode()
    assert html.count('<h3><a href="/articles/') == 6
    (read,) = [query["sql"] for query in captured if "author" in query["sql"].split("WHERE")[0]]
    if connection.vendor == "postgresql":  # which then knows how many they are
        assert '"articles_article"."id" = ANY(' in read
    else:
        with connection.cursor() as cursor:
            plan = str(cursor.execute(f"EXPLAIN QUERY PLAN {read}").fetchall())
        assert "TEMP B-TREE FOR ORDER BY" not in plan


def test_articles_with_words_alone_are_counted_once(django_assert_num_queries: Any) -> None:
    for n in range(5):
        day = dt.date(2026, 1, 1 + n) if n % 2 else None
        make_article(f"The {'ferry' if n else 'tram'} of pier {n}.", published_on=day)
    outlet = make_quotation("The ferry is late", outlet="The Post").article.outlet_id
    for words, count, known in (
        ("q=ferry", 5, True), ("q=-tram", 5, True), ("q=ferry+pier", 4, True),
        ("q=zebra", 0, True), ("", 6, False), ("q=ferry&since=2026-01-03", 1, False),
        ("q=ferry&undated=1", 3, False), (f"q=ferry&outlet={outlet}", 1, False),
    ):  # fmt: skip
        form = ArticleFilter(QueryDict(words))
        form.is_valid()
        rows = form.narrow(Article.objects.all())
        with django_assert_num_queries(0 if known else 1):
            assert form.count(rows) == count, words
