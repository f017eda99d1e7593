"""The examples of docs/reporters.md on how to ask, to narrow and to read a page are true."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client

from articles.ingest.store import store
from extraction.annotations import Extraction, Kind
from tests.support.factories import make_article, said
from tests.support.listing import squeezed, words_on
from tests.support.paths import ROOT
from tests.support.quotations import make_quotations

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

GUIDE = (ROOT / "docs" / "reporters.md").read_text("utf-8")
ROW = re.compile(r"^\| `(.+?)` \| (.+?) \|$", re.MULTILINE)


def rows(head: str) -> list[tuple[str, str]]:
    """The rows of all tables with this first line."""
    tables = GUIDE.split(f"| {head} |\n")[1:]
    return [row for table in tables for row in ROW.findall(table.partition("\n\n")[0])]


@pytest.fixture
def archive() -> None:
    """The six quotes of the guide."""
    day = {"published_on": dt.date(2026, 2, 3)}
    make_quotations([
        {"words": "A treaty that both sides have signed", "about": ("RU",), **day},
        {"words": "They destabilise our neighbours", "about": ("RU",), **day},
        {"words": "The government keeps an open border with its neighbours"},
        {"words": "We trade with everyone", "by": "Ana Brel", "title": "senator", "country": "US",
         "about": ("CN",), **day},
        {"words": "She goes to Warsaw", "by": "Cy Poe", "title": "spokesman for the senator",
         "country": "US", "about": ("PL",), "published_on": dt.date(2025, 5, 6)},
        {"words": "I saw the border", "by": None, "title": None, "country": None, "about": ("UA",),
         "likely_country": "UA", "country_probability": 0.6,
         "country_reason": "the article speaks of Kyiv"},
    ])  # fmt: skip


def found(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    text = re.sub(r"<[^>]+>", "", squeezed(html))
    return re.sub(r"\s+([,:)])", r"\1", unescape(re.sub(r"\s+", " ", text)))


@pytest.mark.parametrize(("typed", "offered"), rows("you type | offered"))
def test_what_is_typed_is_offered(archive: None, client: Client, typed: str, offered: str) -> None:
    if offered.startswith("the closest: "):
        html = client.get("/", {"q": typed}).content.decode()
        assert "The closest:" in html
        assert words_on(html)[0] == offered.removeprefix("the closest: ")
    else:
        assert f" {offered} " in found(client, f"/?q={typed}")


@pytest.mark.parametrize(("typed", "count"), rows("you type | quotes"))
def test_marks_say_more(archive: None, client: Client, typed: str, count: str) -> None:
    html = client.get("/", {"q": typed}).content.decode()
    assert len(words_on(html)) == int(count)
    assert 'class="problem"' not in html


@pytest.mark.parametrize(("address", "count"), rows("address | quotes"))
def test_an_address_narrows(archive: None, client: Client, address: str, count: str) -> None:
    assert len(words_on(client.get(address).content.decode())) == int(count.partition(":")[0])


def test_the_title_of_the_guide(archive: None, client: Client) -> None:
    speaker = re.findall(
        r'speaker=(\d+)"> by Ada Roe', squeezed(client.get("/?q=roe").content.decode())
    )
    page = client.get(f"/?speaker={speaker[0]}&about=RU&since=2026-01-01").content.decode()
    assert "<title>Ada Roe on Russia since 2026 · Newsroom</title>" in page
    assert "“Ada Roe on Russia since 2026”" in GUIDE


@pytest.fixture
def interrupted(db: None) -> None:
    """The article of “Read a page”."""
    body = (
        "“It is late,” Ada Roe said. “We stay.” Asked about the border, she foresaw “a short war”. "
        "She said nobody would leave before the spring. It was over, she said."
    )
    article = make_article(body)
    roe = {"by": "Ada Roe", "speaker_country": "PL"}
    quotations = (
        said(body, "It is late,", "We stay.", **roe),  # type: ignore[arg-type]
        said(body, "“a short war”", kind=Kind.MIXED, confidence=0.3, **roe),  # type: ignore[arg-type]
        said(body, "nobody would leave before the spring", kind=Kind.INDIRECT, **roe),  # type: ignore[arg-type]
        said(body, "It was over", kind=Kind.INDIRECT, **roe),  # type: ignore[arg-type]
    )
    store(article, Extraction(quotations), "fixed-1")


def test_the_signs_of_a_page(interrupted: None, client: Client) -> None:
    pages = [found(client, address) for address in ("/", "/?words=all", "/?since=2026-01-01")]
    missing = [
        sign
        for sign, _ in rows("the page says | it means")
        if not any(sign in page for page in pages)
    ]
    assert missing == []


def test_the_tables_are_found() -> None:
    assert len(rows("the page says | it means")) >= 9
    assert len(rows("you type | offered")) >= 10
    assert len(rows("you type | quotes")) >= 6
    assert len(rows("address | quotes")) >= 9
