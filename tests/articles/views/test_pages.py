"""What holds for every page: its title and heading, its errors, and how few queries it takes."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Outlet, Speaker
from tests.support.factories import make_article
from tests.support.listing import fill
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


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
        f"/compare/?speaker={quotation.speaker.pk}",
        "/compare/?by=PL&by=US&mutual=1",
        "/subjects/",
        "/who-talks-about-whom/people/",
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


def test_every_link_that_skips_leads_to_a_part_of_the_page(
    editor: Client, paths: list[str]
) -> None:
    for path in paths:
        html = editor.get(path).content.decode()
        for target in re.findall(r'class="skip" href="#([^"]+)"', html):
            assert f'id="{target}"' in html, (path, target)
    assert 'href="#facets">Skip to the filters' in editor.get("/").content.decode()


@pytest.mark.parametrize(
    "path",
    ["/", "/articles/", "/speakers/", "/countries/", "/who-talks-about-whom/",
     "/who-talks-about-whom/people/", "/articles/progress/", "/countries/pl/"],
)  # fmt: skip
def test_an_empty_list_says_what_to_do_next(editor: Client, path: str) -> None:
    response = editor.get(path)
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
    "/?q=sentense+zzebra": 15,  # nothing is found, and what is near is looked for
    "/articles/": 4,  # one more to count copies
    "{article}": 6,
    "{quote}": 9,
    "{quote}picture.png": 3,
    "{quote}cite.ris": 3,
    "{quote}embed/": 3,
    "/speakers/": 3,
    "/speakers/?letter=r&country=PL&type=person": 6,
    "{profile}": 10,
    "/speakers/{speaker}/card/": 4,
    "/countries/": 3,
    "/jump/?to=a": 5,
    "/check/?words=sentence+1+and+sentence+2": 4,
    "/countries/pl/": 12,
    "/who-talks-about-whom/": 3,
    "/compare/?speaker={speaker}&speaker={other}&q=sentence": 14,
    "/compare/?by=PL&by=IT": 14,
    "/compare/?speaker={speaker}": 12,
    "/subjects/?speaker={speaker}": 8,
    "/who-talks-about-whom/people/?person={speaker}": 8,
    "/articles/add/": 5,  # with the editor, and what editors may
    "/articles/progress/?ids={ids}": 1,
}


@pytest.mark.every_database
@pytest.mark.django_db(transaction=True)
def test_queries_are_few_and_do_not_grow(editor: Client) -> None:
    def queries() -> dict[str, int]:
        speaker = Speaker.objects.get(name="Ada Roea")
        keys = Article.objects.order_by("pk").values_list("pk", flat=True)[:9]
        names = {
            "speaker": speaker.pk,
            "other": Speaker.objects.get(name="Ada Roeb").pk,
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
            # A search on PostgreSQL chooses its plan in a transaction, which reads nothing.
            asked = [query["sql"] for query in captured.captured_queries]
            taken[path] = sum(sql not in {"BEGIN", "COMMIT"} for sql in asked)
        return taken

    fill(10)
    fill(10)  # each is an utterance with two appearances
    queries()  # the first reads the index
    few = queries()
    fill(90)
    queries()
    many = queries()
    assert {path: taken for path, taken in few.items() if taken > BUDGETS[path]} == {}
    assert {path: taken for path, taken in many.items() if taken > few[path]} == {}
