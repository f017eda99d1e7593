"""Speakers and countries side by side: the numbers of the lists, in the order of time."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client

from articles.models import Speaker
from tests.support.listing import squeezed, words_on
from tests.support.quotations import make_quotation, make_quotations

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def day(month: int, number: int = 3) -> dt.date:
    return dt.date(2026, month, number)


@pytest.fixture
def two() -> str:
    """The query string of two speakers who say different things."""
    grain = ("Grain prices rose", "The price of grain fell", "Grain ships wait", "Grain is bread")
    make_quotations(
        {"words": words, "country": "PL", "about": ("US",), "published_on": day(number)}
        for number, words in enumerate(grain, 1)
    )
    visas = ("Visas are for students", "Every student needs a visa", "No visa, no studies")
    brel = {"by": "Bo Brel", "country": "US", "about": ("PL",)}
    make_quotations(
        {"words": words, "published_on": day(number, 9), **brel}
        for number, words in enumerate(visas, 1)
    )
    make_quotation("A visa for grain", "Cy Tan", country="US")
    return f"speaker={key('Ada Roe')}&speaker={key('Bo Brel')}"


def key(name: str) -> int:
    return Speaker.objects.get(name=name).pk


def links(html: str, part: str) -> dict[str, tuple[str, int]]:
    """The links of a list, by their text: the address, and the number that stands there."""
    lists = "".join(re.findall(rf'<ul class="{part}">(.*?)</ul>', squeezed(html)))
    found = re.findall(r'href="([^"]+)">(.+?) <span class="count">(\d+)', lists)
    return {unescape(text): (unescape(url), int(count)) for url, text, count in found}


def total(client: Client, url: str) -> int:
    return int(client.get(url).context["page"].total)


def test_every_number_is_that_of_the_list_behind_it(client: Client, two: str) -> None:
    html = client.get(f"/compare/?{two}").content.decode()
    terms = links(html, "terms")
    assert terms
    assert {"Grain", "visa"} <= {term.replace("Visas", "visa") for term in terms}
    for url, count in terms.values():
        assert total(client, url) == count
    heads = re.findall(r'href="([^"]+)">(\d+) quotes?</a>', squeezed(html))
    assert [int(count) for _, count in heads] == [4, 3]
    assert [total(client, unescape(url)) for url, _ in heads] == [4, 3]


def test_quotes_are_newest_first_and_beside_one_another_by_month(client: Client, two: str) -> None:
    months = client.get(f"/compare/?{two}").context["months"]
    assert [month.day for month in months] == [day(4, 1), day(3, 1), day(2, 1), day(1, 1)]
    assert [[len(rows) for _, rows in month.sides] for month in months] == [
        [1, 0], [1, 1], [1, 1], [1, 1],
    ]  # fmt: skip


def test_words_and_dates_narrow_all_sides(client: Client, two: str) -> None:
    html = client.get(f"/compare/?{two}&q=grain&since=2026-02-01&until=2026-03-31").content.decode()
    assert words_on(html) == ["Grain ships wait", "The price of grain fell"]


def test_two_countries_on_each_other(client: Client, two: str) -> None:
    response = client.get("/compare/?by=PL&by=US&mutual=1")
    sides = response.context["sides"]
    assert [(side.name, side.about, side.total) for side in sides] == [
        ("Poland", "United States", 4), ("United States", "Poland", 3),
    ]  # fmt: skip
    assert [total(client, side.list_url) for side in sides] == [4, 3]
    everything = client.get("/compare/?by=PL&by=US").context["sides"]
    assert [side.total for side in everything] == [4, 4]


def test_one_click_leads_there(client: Client, two: str) -> None:
    ada = Speaker.objects.get(name="Ada Roe")
    assert (
        f'href="/compare/?speaker={ada.pk}"' in client.get(ada.get_absolute_url()).content.decode()
    )
    matrix = client.get("/who-talks-about-whom/").content.decode()
    assert 'href="/compare/?by=PL&amp;by=US&amp;mutual=1"' in matrix


def test_one_speaker_is_a_line_in_time_in_bands_of_office(client: Client) -> None:
    for month, words, title in (
        (1, "We will not pay", "envoy"), (2, "We met", "envoy"), (3, "We may pay", "minister"),
    ):  # fmt: skip
        make_quotation(words, "Ada Roe", title=title, published_on=day(month))
    response = client.get(f"/compare/?speaker={key('Ada Roe')}")
    html = response.content.decode()
    assert words_on(html) == ["We will not pay", "We met", "We may pay"]
    assert [(band.title, len(band.steps)) for band in response.context["bands"]] == [
        ("envoy", 2), ("minister", 1),
    ]  # fmt: skip
    assert html.count('class="shift"') == 1
    assert "from “will not” to “may”" in html


def test_a_side_is_added_by_name_and_taken_away(client: Client, two: str) -> None:
    alone = f"speaker={key('Ada Roe')}"
    offers = client.get(f"/compare/?{alone}&add=brel").context["offers"]
    assert [offer.url for offer in offers] == [f"?{two}"]
    sides = client.get(f"/compare/?{two}").context["sides"]
    assert sides[1].without_url == f"/compare/?{alone}"


@pytest.mark.parametrize(
    "query", ["", "speaker=999999", "speaker=x", "by=ZZ", "add=Nobody", "speaker=&by="]
)
def test_whom_nobody_knows_gets_a_way_on(client: Client, two: str, query: str) -> None:
    response = client.get(f"/compare/?{query}")
    html = response.content.decode()
    assert response.status_code == 200
    assert not response.context["sides"]
    assert "Choose a speaker or a country" in html or "Try another name" in html


def test_three_stand_side_by_side_and_a_fourth_is_named(client: Client, two: str) -> None:
    make_quotation("I am the fourth", "Di Orr")
    query = f"{two}&speaker={key('Cy Tan')}&speaker={key('Di Orr')}"
    response = client.get(f"/compare/?{query}")
    assert len(response.context["sides"]) == 3
    assert "left out: Di Orr" in response.content.decode()


def test_a_merged_speaker_is_the_one_merged_into(client: Client, two: str) -> None:
    bo = Speaker.objects.get(name="Bo Brel")
    old = Speaker.objects.create(name="B. Brel", merged_into=bo)
    sides = client.get(f"/compare/?speaker={old.pk}").context["sides"]
    assert [(side.name, side.total) for side in sides] == [("Bo Brel", 3)]


def test_subjects_lead_to_the_quotes_behind_them(client: Client, two: str) -> None:
    html = client.get(f"/subjects/?speaker={key('Ada Roe')}").content.decode()
    terms = links(html, "terms terms-wide")
    assert "Grain" in terms
    for url, count in terms.values():
        assert total(client, url) == count
    assert links(client.get("/subjects/").content.decode(), "terms terms-wide")
    assert "/subjects/?speaker=" in client.get(f"/?speaker={key('Ada Roe')}").content.decode()


def test_nothing_in_common_is_said(client: Client) -> None:
    make_quotation("Only once", "Ada Roe")
    assert "No word stands out" in client.get("/subjects/?q=once").content.decode()
