"""Each view is one click from where its question arises, as docs/reporters.md says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client

from articles.models import Article, Speaker
from tests.articles.views.test_copies import wire
from tests.support.listing import squeezed
from tests.support.paths import ROOT
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LINK = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>')
GUIDE = (ROOT / "docs" / "reporters.md").read_text("utf-8")


@pytest.fixture
def pages() -> dict[str, str]:
    """The pages on which questions arise, by their names in the guide."""
    wire()
    for month in (1, 2, 3):
        day = dt.date(2026 - (month == 1), month, 9)
        owed, sold = f"Li and Russia owe us {month} bridges", f"Roe and Poland sold {month} ferries"
        make_quotation(owed, about=("RU",), published_on=day)
        make_quotation(sold, "Bo Li", country="RU", about=("PL",), published_on=day)
    ada, bo = (Speaker.objects.get(name=name) for name in ("Ada Roe", "Bo Li"))
    copy = Article.objects.get(title="In Gazette")
    return {
        "a list of quotes": "/",
        "a list of one speaker’s quotes": f"/?speaker={ada.pk}&q=bridges&since=2026-01-02",
        "a list of two speakers’ quotes": f"/?speaker={ada.pk}&speaker={bo.pk}",
        "a list of one country on another": "/?by=PL&about=RU&q=bridges",
        "a speaker": ada.get_absolute_url(),
        "a country": "/countries/pl/",
        "the countries": "/countries/",
        "the matrix": "/who-talks-about-whom/",
        "a network": "/who-talks-about-whom/people/",
        "two countries on each other": "/compare/?by=PL&by=RU&mutual=1",
        "an article": copy.get_absolute_url(),
        "a quote": copy.quotations.all()[0].get_absolute_url(),
        "the list of articles": "/articles/",
        "the copies of an article": f"/articles/{copy.group_id}/copies/",
    }


def rows() -> list[tuple[str, str, str]]:
    """(page, words of the link, where it leads) of the table of the guide."""
    table = GUIDE.partition("| you want to know | on | click | address |\n")[2].partition("\n\n")[0]
    found = [re.split(r" *\| *", line.strip("| ")) for line in table.splitlines()[1:]]
    return [(page, click.split("*")[1], address.strip("`")) for _, page, click, address in found]


def links(html: str) -> Iterator[tuple[str, str]]:
    """(words, address) of each link of what is proper to a page."""
    html = squeezed(html)
    for url, inner in LINK.findall(html[html.index("<main") : html.index("</main>")]):
        yield " ".join(unescape(re.sub("<[^>]*>", "", inner)).split()), unescape(url)


def led(client: Client, page: str, click: str, address: str) -> str:
    """What is wrong with a row of the guide; nothing if it is true."""
    found = [url for words, url in links(client.get(page).content.decode()) if click in words]
    pattern = re.escape(address).replace("…", ".*")
    urls = [url for url in found if re.search(pattern, url)]
    if not urls:
        return f"{click} on {page} leads to {found[:3]}, and not to {address}"
    url = urls[0] if urls[0].startswith("/") else page.partition("?")[0] + urls[0]
    return "" if client.get(url).status_code == 200 else f"{url} is no page"


def test_each_view_is_one_click_away(client: Client, pages: dict[str, str]) -> None:
    table = rows()
    assert len(table) > 15
    assert {page for page, _, _ in table} == set(pages)
    faults = [led(client, pages[page], click, address) for page, click, address in table]
    assert [fault for fault in faults if fault] == []


def test_a_comparison_keeps_words_and_dates_and_has_the_quotes_of_its_list(
    client: Client, pages: dict[str, str]
) -> None:
    for page, parameters in (
        ("a list of one speaker’s quotes", ("q=bridges", "since=2026-01-02")),
        ("a list of one country on another", ("q=bridges", "mutual=1", "by=PL", "by=RU")),
    ):
        listed = client.get(pages[page])
        url = listed.context["compare"].url
        assert all(each in url for each in parameters)
        assert "about=" not in url
        first = client.get(url).context["sides"][0]
        assert first.total == listed.context["page"].total > 0
    for none in ("/", "/?speaker=none", "/?by=-PL", "/?by=PL&by=RU&by=US&by=IT"):
        assert client.get(none).context["compare"] is None
    assert client.get("/?by=PL&about=PL").context["compare"].label.startswith("Over time")
