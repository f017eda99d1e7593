"""Every page: what it says, how it is narrowed, and how few queries it takes."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from html import unescape
from itertools import pairwise

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.forms.filters import ArticleFilter
from articles.ingest.store import store
from articles.models import Article, Outlet, Speaker
from articles.search.pages import PageRequest
from extraction.annotations import Extraction
from tests.support.factories import make_article, said
from tests.support.listing import fill, squeezed, words_on
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.django_db


# ── every page ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def paths() -> list[str]:
    """One URL of every page, with something to show on each."""
    quotation = make_quotation(about=("US",), outlet="The Post", published_on=dt.date(2026, 2, 3))
    pending = make_article(state="pending")
    failed = make_article(state="failed", error="It broke.")
    assert quotation.speaker
    return [
        "/",
        "/articles/",
        quotation.article.get_absolute_url(),
        quotation.get_absolute_url(),
        pending.get_absolute_url(),
        failed.get_absolute_url(),
        f"{quotation.get_absolute_url()}clip/",
        "/clippings/",
        f"{quotation.article.get_absolute_url()}quotes/0-1/",
        "/articles/add/",
        f"/articles/progress/?ids={pending.pk},{failed.pk}",
        "/speakers/",
        quotation.speaker.get_absolute_url(),
        f"/speakers/{quotation.speaker.pk}/card/",
        "/countries/",
        "/countries/pl/",
        "/who-talks-about-whom/",
        "/check/",
        "/check/?words=We+will+stay",
    ]


def test_every_page_has_a_title_one_heading_and_a_language(
    editor: Client, paths: list[str]
) -> None:
    titles = set()
    for path in paths:
        response = editor.get(path)
        html = response.content.decode()
        assert response.status_code == 200, path
        assert html.count("<h1>") == 1, path
        assert '<html lang="en">' in html
        assert "style=" not in html
        assert not re.search(r"<script(?! src=)", html)
        title = re.search(r"<title>(.+?) · Newsroom</title>", html)
        assert title, path
        titles.add(title[1])
    assert len(titles) >= len(paths) - 2


@pytest.mark.parametrize(
    "path",
    ["/", "/articles/", "/speakers/", "/countries/", "/who-talks-about-whom/",
     "/articles/progress/", "/countries/pl/"],
)  # fmt: skip
def test_an_empty_list_says_what_to_do_next(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    html = response.content.decode()
    assert 'class="empty' in html
    assert html.count('href="/articles/add/"') >= 2


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/articles/1/", "/speakers/1/a/", "/speakers/1/card/", "/countries/zz/",
     "/articles/1/quotes/0-1/"],
)  # fmt: skip
def test_what_is_not_there_is_a_404_page(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()


def test_a_fault_of_ours_is_a_500_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("articles.views.quotations.facets", broken)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "Something broke" in response.content.decode()


BUDGETS = {
    "/": 8,
    "/?speaker={speaker}&by=PL&about=US&outlet={outlet}&kind=direct&q=s&since=2026-01-01": 13,
    "/articles/": 3,
    "{article}": 6,
    "{quote}": 9,
    "{quote}picture.png": 3,
    "{quote}cite.ris": 3,
    "{quote}embed/": 3,
    "/speakers/": 3,
    "/speakers/?letter=r&country=PL&type=person": 6,
    "{profile}": 10,
    "/speakers/{speaker}/card/": 4,
    "/countries/": 2,
    "/jump/?to=a": 5,
    "/check/?words=sentence+1+and+sentence+2": 4,
    "/countries/pl/": 12,
    "/who-talks-about-whom/": 2,
    "/articles/add/": 5,  # with the editor, and what editors may
    "/articles/progress/?ids={ids}": 1,
}


@pytest.mark.django_db(transaction=True)
def test_queries_are_few_and_do_not_grow(editor: Client) -> None:
    def queries() -> dict[str, int]:
        speaker = Speaker.objects.get(name="Ada Roea")
        keys = Article.objects.order_by("pk").values_list("pk", flat=True)[:9]
        names = {
            "speaker": speaker.pk,
            "outlet": Outlet.objects.get(name="Outlet 0").pk,
            "profile": speaker.get_absolute_url(),
            "ids": ",".join(map(str, keys)),
            "article": speaker.quotations.all()[0].article.get_absolute_url(),
            "quote": speaker.quotations.all()[0].get_absolute_url(),
        }
        taken = {}
        for path in BUDGETS:
            who = editor if path == "/articles/add/" else Client()
            with CaptureQueriesContext(connection) as captured:
                assert who.get(path.format(**names)).status_code < 400
            taken[path] = len(captured)
        return taken

    fill(10)
    queries()  # the first reads the index
    few = queries()
    fill(90)
    queries()
    many = queries()
    assert {path: taken for path, taken in few.items() if taken > BUDGETS[path]} == {}
    assert {path: taken for path, taken in many.items() if taken > few[path]} == {}


# ── articles ──────────────────────────────────────────────────────────────────────────────


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
    assert '1 undated left out: <a href="?undated=1">show' in html
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


# ── speakers and countries ────────────────────────────────────────────────────────────────


def test_speakers_by_name(client: Client) -> None:
    make_quotation(by="Ada Roe")
    make_quotation(by="Łucja Zając")
    html = client.get("/speakers/?q=zając").content.decode()
    assert "Łucja" in html
    assert "Ada Roe" not in html
    assert "see all speakers" in client.get("/speakers/?q=nobody").content.decode()


def names_on(html: str) -> list[str]:
    return re.findall(r'<a class="name" href="[^"]*">(.*?)</a>', html)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Ada Roe", "Bo Rand", "Rail Union", "Cy Ode"]),
        ("letter=R", ["Rail Union", "Bo Rand", "Ada Roe"]),
        ("letter=B", ["Bo Rand"]),
        ("type=organization", ["Rail Union"]),
        ("country=IT", ["Bo Rand", "Cy Ode"]),
        ("country=IT&letter=R", ["Bo Rand"]),
        ("letter=RR&type=x&country=XX", ["Ada Roe", "Bo Rand", "Rail Union", "Cy Ode"]),
    ],
)
def test_speakers_by_letter_kind_and_country(client: Client, query: str, names: list[str]) -> None:
    for number, (name, country) in enumerate(
        (("Ada Roe", "PL"), ("Bo Rand", "IT"), ("Rail Union", "PL"), ("Cy Ode", "IT"))
    ):
        for n in range(4 - number):
            make_quotation(f"Word {n}", name, country=country)
    Speaker.objects.filter(name="Rail Union").update(type="organization")
    html = client.get(f"/speakers/?{query}").content.decode()
    assert names_on(html) == names


def test_offices_come_before_other_titles_and_three_are_shown(client: Client) -> None:
    titles = ("foreign minister", "novice politician", "envoy", "ambassador", "keen sailor")
    for n, title in enumerate(titles):
        make_quotation(f"Word {n}", title=title, published_on=dt.date(2026, 1, 1 + n))
    speaker = Speaker.objects.get(name="Ada Roe")
    html = squeezed(client.get(speaker.get_absolute_url()).content.decode())
    shown, folded = html.split("2 more<span")
    assert [t for t in titles if f">{t.capitalize()}</a>" in shown] == [
        "foreign minister", "envoy", "ambassador",
    ]  # fmt: skip
    assert ">Novice politician</a>" in folded
    assert 'class="lede"> Ambassador' in html


def test_a_speaker_page_has_titles_countries_companions_and_quotes(client: Client) -> None:
    one = make_quotation("One", title="envoy", about=("US",), published_on=dt.date(2025, 1, 1))
    make_quotation("Two", title="minister", about=("US",), published_on=dt.date(2026, 1, 1))
    body = one.article.body
    both = (
        said(body, "One", by="Ada Roe", title="envoy", about=("US",)),
        said(body, "Day", by="Bo Li"),
    )
    store(one.article, Extraction(both), "fixed-2")
    speaker = Speaker.objects.get(name="Ada Roe")
    html = client.get(speaker.get_absolute_url()).content.decode()
    assert html.index("Minister") < html.index("Envoy")
    assert "1 Jan 2025" in html
    assert f'href="/?speaker={speaker.pk}&amp;about=US"' in html
    assert "Bo Li" in html
    assert words_on(html) == ["Two", "One"]


def test_an_office_leads_to_what_was_said_in_it(client: Client) -> None:
    speaker = make_quotation("One", title="envoy").speaker
    make_quotation("Two", title="foreign minister")
    assert speaker
    html = client.get(speaker.get_absolute_url()).content.decode()
    link = f"/?speaker={speaker.pk}&amp;title=foreign%20minister"
    assert link in html
    page = client.get(link.replace("&amp;", "&")).content.decode()
    assert words_on(page) == ["Two"]
    assert "as foreign minister" in page
    assert 'name="title" value="foreign minister"' in page, "other filters keep it"


def test_a_speaker_has_one_address(client: Client) -> None:
    speaker = make_quotation().speaker
    assert speaker
    response = client.get(f"/speakers/{speaker.pk}/old-name/")
    assert response.status_code == 302, "a rename can be undone; browsers keep a 301 for good"
    assert response["Location"] == speaker.get_absolute_url()


def test_a_speaker_has_no_fragment(client: Client) -> None:
    speaker = make_quotation().speaker
    assert speaker
    headers = {"HX-Request": "true", "HX-Target": "results"}
    html = client.get(speaker.get_absolute_url(), headers=headers).content.decode()
    assert "<h1>Ada Roe</h1>" in html


def test_a_card_is_a_fragment_for_htmx_and_a_page_for_others(client: Client) -> None:
    speaker = make_quotation(about=("US",)).speaker
    assert speaker
    url = reverse("speaker-card", args=[speaker.pk])
    card = client.get(url, headers={"HX-Request": "true", "HX-Target": "card"}).content.decode()
    assert "<h1" not in card
    for text in ("Ada Roe", "Foreign minister", "Poland", "1 quote", "United States"):
        assert text in card
    assert "<h1>Ada Roe</h1>" in client.get(url).content.decode()


def test_a_country_keeps_by_and_about_apart(client: Client) -> None:
    make_quotation("By its own", country="PL")
    make_quotation("About it", "Bo Li", country="IT", about=("PL",))
    html = client.get("/countries/pl/").content.decode()
    by, about = html.split('class="half half-about"')
    assert words_on(by) == ["By its own"]
    assert words_on(about) == ["About it"]
    assert client.get("/countries/PL/").status_code == 200
    table = client.get("/countries/").content.decode()
    assert 'href="/?by=PL"' in table
    assert 'href="/?about=PL"' in table


def test_the_lists_of_a_country_are_those_of_its_exports(client: Client) -> None:
    make_quotation("On ourselves", about=("PL",))
    make_quotation("About it", "Bo Li", country="IT", about=("PL",))
    html = client.get("/countries/pl/").content.decode()
    for side, half in zip(("by", "about"), html.split('class="half half-about"'), strict=True):
        exported = b"".join(client.get(f"/countries/pl/{side}/quotes.jsonl"))
        assert words_on(half) == [json.loads(line)["text"] for line in exported.splitlines()]


def test_countries_in_three_orders_with_a_bar_each(client: Client) -> None:
    make_quotation("One", about=("US",))
    make_quotation("Two", about=("US",))
    make_quotation("Three", "Bo Li", country="IT", about=("US", "PL"))
    html = ""
    for sort, names in (
        ("", ["Italy", "Poland", "United States"]),
        ("by", ["Poland", "Italy", "United States"]),
        ("about", ["United States", "Poland", "Italy"]),
    ):
        html = squeezed(client.get(f"/countries/?sort={sort}").content.decode())
        assert re.findall(r'<th scope="row"><a href="[^"]*">(.*?)</a>', html) == names
    assert html.count('viewBox="0 0 3 1"') == 4
    assert '<rect width="3" height="1"' in html


def test_the_matrix_links_each_number_to_its_quotes(client: Client) -> None:
    for words in ("One", "Two", "Three"):
        make_quotation(words, about=("US",))
    make_quotation("Four", "Bo Li", country="IT", about=("PL", "IT"))
    html = squeezed(client.get("/who-talks-about-whom/").content.decode())
    cells = re.findall(
        r'class="step-(\d)( own)?"><a href="/\?by=(\w\w)&amp;about=(\w\w)">(\d+)', html
    )
    assert sorted(cells) == [
        ("1", "", "IT", "PL", "1"),
        ("1", " own", "IT", "IT", "1"),
        ("5", "", "PL", "US", "3"),
    ]
    assert len(words_on(client.get("/?by=PL&about=US").content.decode())) == 3


def test_the_matrix_has_a_period(client: Client) -> None:
    make_quotation("One", about=("US",), published_on=dt.date(2025, 1, 1))
    make_quotation("Two", about=("US",), published_on=dt.date(2026, 1, 1))
    make_quotation("Three", about=("US",))
    html = squeezed(client.get("/who-talks-about-whom/?since=2026-01-01").content.decode())
    cell = re.search(r'class="step-1"><a href="(/\?by=PL[^"]*)">1<', html)
    assert cell
    assert words_on(client.get(unescape(cell[1])).content.decode()) == ["Two"]
    assert '1 undated left out: <a href="/?year=none">show' in html
    wrong = client.get("/who-talks-about-whom/?since=2026-01-01&until=2025-01-01").content.decode()
    assert "swap the two dates" in wrong
