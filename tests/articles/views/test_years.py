"""The slider of years, and the matrix year by year."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client

from tests.support.listing import squeezed
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def three_years() -> None:
    for year, about in ((2021, "US"), (2021, "RU"), (2024, "US"), (2026, "PL")):
        make_quotation(f"In {year} on {about}", about=(about,), published_on=dt.date(year, 5, 6))
    make_quotation("Without a day", about=("US",), published_on=None)


@pytest.mark.parametrize("path", ["/countries/", "/who-talks-about-whom/"])
def test_a_slider_of_years_works_as_a_form(client: Client, three_years: None, path: str) -> None:
    html = squeezed(client.get(path).content.decode())
    assert html.count('min="2021" max="2026"') == 2
    response = client.get(f"{path}?from_year=2025&to_year=2021&words=all")
    assert response["Location"] == f"{path}?words=all&since=2021-01-01&until=2025-12-31"
    html = squeezed(client.get(response["Location"]).content.decode())
    assert re.search(r'name="to_year"[^>]*value="2025"', html)
    assert 'type="hidden" name="words" value="all"' in html


@pytest.mark.parametrize(
    "years", ["from_year=x&to_year=2021", "from_year=2021", "from_year=0&to_year=99999"]
)
def test_years_that_make_no_sense_choose_nothing(
    client: Client, three_years: None, years: str
) -> None:
    assert client.get(f"/countries/?{years}").status_code == 200


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("", "Choose days or years"),
        ("?since=2021-02-03&until=2024-05-06", "3 Feb 2021 – 6 May 2024"),
        ("?since=2021-02-03", "3 Feb 2021 and later"),
        ("?until=2024-05-06", "Until 6 May 2024"),
    ],
)
@pytest.mark.parametrize("path", ["/countries/", "/who-talks-about-whom/"])
def test_one_line_says_which_days_are_chosen(
    client: Client, three_years: None, path: str, asked: str, line: str
) -> None:
    html = squeezed(client.get(f"{path}{asked}").content.decode())
    assert f"<summary>{line}</summary>" in html.replace("> ", ">").replace(" <", "<")


def test_a_day_that_is_none_is_in_sight(client: Client, three_years: None) -> None:
    html = client.get("/countries/?since=2021-02-31").content.decode()
    assert '<details class="period-fold" open>' in html


def test_one_year_has_no_slider(client: Client) -> None:
    make_quotation(about=("US",), published_on=dt.date(2026, 5, 6))
    assert 'type="range"' not in client.get("/countries/").content.decode()


def test_each_year_is_the_matrix_that_it_leads_to(client: Client, three_years: None) -> None:
    assert 'href="?years=1"' in client.get("/who-talks-about-whom/").content.decode()
    response = client.get("/who-talks-about-whom/?years=1")
    html = squeezed(response.content.decode())
    found = re.findall(
        r'<li><a href="([^"]+)" ?><svg.*?</svg>(\d+) <span class="count">(\d+)', html
    )
    assert [(year, count) for _, year, count in found] == [
        ("2021", "2"), ("2024", "1"), ("2026", "1"),
    ]  # fmt: skip
    for url, _, count in found:
        table = client.get(f"/who-talks-about-whom/{unescape(url)}").context["matrix"]
        assert table.total == int(count)
    cells = [sorted(year.cells) for year in response.context["years"]]
    assert [len(each) for each in cells] == [2, 1, 1]
