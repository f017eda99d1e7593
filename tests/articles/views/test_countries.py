"""The pages of countries, and who talks about whom."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from articles.models import Country
from articles.presentation.charts.world import outlines
from articles.presentation.matrix import matrix
from articles.search.answers.countries import Pair, Pairs
from tests.support.listing import squeezed, words_on
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

# What a page may have: 100 kB before it is compressed, less some room.
MOST_BYTES = 98_000


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
    assert sorted(re.findall(r'<rect width="([\d.]+)%"', html)) == ["100", "33.3", "33.3", "66.7"]


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


def test_the_matrix_of_all_countries_stays_small_and_loses_none(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = list(Country.objects.order_by("code").values_list("code", flat=True))[:50]
    every = [Pair(by, about, 1) for by in codes for about in codes]
    dense = [pair for pair in every if (ord(pair.by[0]) + ord(pair.about[1])) % 2]
    sparse = every[::13]
    period = "&since=2025-01-01&until=2025-12-31"
    for counted, query in ((dense, ""), (dense, period), (sparse, ""), (sparse, period)):
        pairs = Pairs(counted)
        monkeypatch.setattr("articles.views.matrix.pairs", lambda _, pairs=pairs: pairs)
        links, pages, number = set[str](), 1, 1
        while number <= pages:
            page = client.get(f"/who-talks-about-whom/?all=1&page={number}{query}").content
            assert len(page) < MOST_BYTES
            html = page.decode()
            links |= set(re.findall(r'<td class="step[^>]*><a href="([^"]+)', html))
            if found := re.search(r"Page \d+ of (\d+)", html):
                pages = int(found[1])
            number += 1
        assert len(links) == len(counted)
        assert pages > 1 or counted is sparse
    monkeypatch.setattr("articles.views.matrix.pairs", lambda _: Pairs(every))
    assert len(client.get(f"/who-talks-about-whom/?years=1{period}").content) < MOST_BYTES


def test_the_page_of_all_countries_stays_small(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = dict.fromkeys(Country.objects.values_list("code", flat=True), 12_345)
    monkeypatch.setattr("articles.views.countries.countries_counted", lambda *_: (counts, counts))
    for query in ("", "&since=2025-01-01&until=2025-12-31"):
        pages = [client.get(f"/countries/?page={page}{query}").content for page in (1, 2, 3)]
        assert sum(page.count(b'<th scope="row">') for page in pages) == len(counts) > 200
        assert max(map(len, pages)) < MOST_BYTES


def test_the_matrix_has_a_period(client: Client) -> None:
    make_quotation("One", about=("US",), published_on=dt.date(2025, 1, 1))
    make_quotation("Two", about=("US",), published_on=dt.date(2026, 1, 1))
    make_quotation("Three", about=("US",))
    html = squeezed(client.get("/who-talks-about-whom/?since=2026-01-01").content.decode())
    cell = re.search(r'class="step-1"><a href="(/\?by=PL[^"]*)">1<', html)
    assert cell
    assert words_on(client.get(unescape(cell[1])).content.decode()) == ["Two"]
    assert '1 undated left out<span class="unprinted">: <a href="/?year=none">show' in html
    wrong = client.get("/who-talks-about-whom/?since=2026-01-01&until=2025-01-01").content.decode()
    assert "swap the two dates" in wrong


def shown(client: Client, query: str) -> Any:
    response = client.get(f"/countries/?{query}")
    assert response.status_code == 200
    return response


def test_the_map_has_the_numbers_of_the_lists(client: Client) -> None:
    make_quotation("One", about=("US",), published_on=dt.date(2026, 1, 2))
    make_quotation("Two", about=("US",), published_on=dt.date(2026, 5, 2))
    make_quotation("Three", "Bo Li", country="IT", about=("US", "SG"))
    for query, expected in (
        ("", {"PL": 2, "IT": 1}),
        ("map=about", {"US": 3}),
        ("map=about&since=2026-02-01", {"US": 1}),
    ):
        response = shown(client, query)
        world = response.context["world"]
        assert {shape.code: shape.count for shape in world.shapes} == expected
        figure = response.content.decode().partition('<figure class="world"')[2]
        links = re.findall(r'href="(/\?[^"]*)"\s+tabindex="-1"', figure)
        totals = [client.get(unescape(link)).context["page"].total for link in links]
        assert totals == [shape.count for shape in world.shapes]
    assert "1 country is too small" in squeezed(shown(client, "map=about").content.decode())
    assert "undated left out" in squeezed(shown(client, "since=2026-02-01").content.decode())


def test_numbers_of_countries_are_of_appearances_as_their_lists_are(client: Client) -> None:
    words = "We will never again close the port to ships with grain"
    for outlet in ("The Post", "The Gazette"):
        make_quotation(words, about=("US",), outlet=outlet, published_on=dt.date(2026, 1, 2))
    html = squeezed(client.get("/countries/").content.decode())
    matrix = squeezed(client.get("/who-talks-about-whom/").content.decode())
    for page, link in ((html, "by=PL"), (matrix, "by=PL&amp;about=US")):
        url, count = re.findall(rf'href="(/\?{link}[^"]*)">(\d+)<', page)[0]
        assert client.get(unescape(url)).context["page"].total == int(count) == 2


def test_every_outline_is_of_a_country_on_file() -> None:
    codes = set(outlines()) - {""}
    assert len(codes) > 165
    assert codes == set(Country.objects.labels(codes))


def test_the_matrix_puts_those_alike_beside_one_another() -> None:
    counted = Pairs([
        Pair("PL", "US", 9), Pair("IT", "CN", 8), Pair("CZ", "US", 7), Pair("ES", "CN", 6),
    ])  # fmt: skip
    assert [row.heading.code for row in matrix(counted, {}).rows] == ["PL", "IT", "CZ", "ES"]
    near = matrix(counted, {}, near=True)
    assert [row.heading.code for row in near.rows] == ["PL", "CZ", "IT", "ES"]
    assert near.total == 30
    assert matrix(Pairs([]), {}, near=True).rows == ()
