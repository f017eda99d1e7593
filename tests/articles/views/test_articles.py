"""The page of an article, and the list of articles."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.forms.filters import ArticleFilter
from articles.ingest.store import store
from articles.models import Article
from articles.presentation.cursor import article_page
from articles.search.index.live_index import one_look
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
    request = PageRequest(3, oldest=sort == "oldest")
    form = ArticleFilter(QueryDict(f"sort={sort}"))
    form.is_valid()
    pages = [form.page(request)]
    while pages[-1][2]:
        pages.append(form.page(replace(request, after=pages[-1][2])))
    seen = [article.pk for found, _, _ in pages for article in found]
    assert sorted(seen) == sorted(Article.objects.values_list("pk", flat=True))
    assert len(seen) == 7
    for earlier, later in pairwise(pages):
        assert form.page(replace(request, before=later[1]))[0] == earlier[0]


# Filters of the list of articles, with words and without.
NARROWED = (
    "", "q=ferry", "q=ferry&since=2026-01-02", "since=2026-01-02&until=2026-01-03", "undated=1",
    "q=ferry&undated=1", "q=-tram", "q=zebra", "until=2026-01-02",
)  # fmt: skip


@pytest.mark.parametrize("oldest", [False, True])
@pytest.mark.parametrize("typed", NARROWED)
def test_articles_are_counted_and_in_order_as_the_rows_are(typed: str, *, oldest: bool) -> None:
    groups: list[int | None] = []
    for n in range(11):
        day = dt.date(2026, 1, 1 + n // 2) if n % 3 else None
        made = make_article(f"The {'ferry' if n % 4 else 'tram'} of pier {n}.", published_on=day)
        groups.append(groups[n - 4] if n in {4, 5, 8} else made.pk if n in {0, 1} else None)
        Article.objects.filter(pk=made.pk).update(group=groups[-1])
    form = ArticleFilter(QueryDict(typed))
    form.is_valid()
    rows = form.rows()
    assert form.count() == rows.count()
    assert form.count_texts(form.count()) == rows.once_a_text().count()
    for once in (False, True):
        request, seen = PageRequest(2, oldest=oldest), []
        listed = rows.once_a_text() if once else rows
        for _ in range(9):
            asked = (request, replace(request, after="", before=request.after))
            for each in asked:
                found, *cursors = form.page(each, once=once)
                expected, *others = article_page(listed.for_listing(), each)
                assert ([row.pk for row in found], cursors) == ([x.pk for x in expected], others)
            found, _, following = form.page(request, once=once)
            seen += [row.pk for row in found]
            request = replace(request, after=following)
            if not following:
                break
        assert sorted(seen) == sorted(listed.values_list("pk", flat=True))


def test_articles_are_counted_without_their_rows() -> None:
    for n in range(5):
        day = dt.date(2026, 1, 1 + n) if n % 2 else None
        make_article(f"The {'ferry' if n else 'tram'} of pier {n}.", published_on=day)
    outlet = make_quotation("The ferry is late", outlet="The Post").article.outlet_id
    for words, count, rows in (
        ("q=ferry", 5, False), ("q=-tram", 5, False), ("q=ferry+pier", 4, False),
        ("q=zebra", 0, False), ("", 6, False), ("q=ferry&since=2026-01-03", 1, False),
        ("since=2026-01-03", 1, False), ("q=ferry&undated=1", 3, False), ("undated=1", 4, False),
        (f"q=ferry&outlet={outlet}", 1, True),
    ):  # fmt: skip
        form = ArticleFilter(QueryDict(words))
        form.is_valid()
        with one_look(), CaptureQueriesContext(connection) as captured:
            assert form.count() == count, words
            assert form.left_out == (0 if "since" not in words else 3 if "q" in words else 4)
        counted = any("COUNT(" in query["sql"] for query in captured)
        assert counted == rows


def test_the_list_of_articles_follows_what_is_written(client: Client) -> None:
    def counts() -> tuple[int, int, int]:
        with one_look():
            form = ArticleFilter(QueryDict(""))
            form.is_valid()
            undated = ArticleFilter(QueryDict("undated=1"))
            undated.is_valid()
            return form.count(), form.count_texts(form.count()), undated.count()

    first, second = (make_article(f"The pier {n}.") for n in range(2))
    assert counts() == (2, 2, 2)
    Article.objects.filter(pk=first.pk).update(published_on=dt.date(2026, 1, 1))
    assert counts() == (2, 2, 1)
    Article.objects.update(group=first.pk)
    assert counts() == (2, 1, 1)
    Article.objects.filter(pk=second.pk).update(group=None)
    assert counts() == (2, 2, 1)
    second.delete()
    assert counts() == (1, 1, 0)
    make_article("The tram.")
    assert counts() == (2, 2, 1)
