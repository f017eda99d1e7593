"""Every number that any view shows is that of the list behind it, in an archive drawn by chance."""

from __future__ import annotations

import datetime as dt
import functools
import random
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client

from articles.forms.filters import QuotationFilter
from articles.ingest.store import store
from articles.models import Article, Outlet, Quotation, Speaker
from articles.search.answers.results import search
from articles.search.index import live_index
from articles.search.pages import PageRequest
from extraction.annotations import Extraction, Kind
from extraction.annotations import Quotation as Said
from tests.support.factories import make_article, said
from tests.support.listing import squeezed

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SPEAKERS = ("Ada Roe", "Bo Brel", "Cy Tan", "Di Orr", None)
HOMES = {"Ada Roe": "PL", "Bo Brel": "US", "Cy Tan": "IT"}
NOUNS = "grain harbour visa tunnel ferry Brel Roe Orr budget strike".split()
VERBS = "need close may open must sell will build cannot pay".split()
FILTERS = (
    "words=all", "appearances=every", "countries=sure", "since=2025-02-01",
    "words=all&countries=sure&until=2026-01-31&appearances=every",
)  # fmt: skip
LINK = re.compile(r'<a\b[^>]*?href="(?P<url>[^"]*)"[^>]*>(?P<text>.*?)</a>')
NUMBER = re.compile(r"(\d[\d,]*)\D*$")


def archive(rng: random.Random) -> None:
    """Store articles, some of which are copies, with quotations that some articles share."""
    sentences = [
        f"We {rng.choice(VERBS)} the {rng.choice(NOUNS)} and the {rng.choice(NOUNS)} of the "
        f"{rng.choice(NOUNS)} number {n}"
        for n in range(14)
    ]
    outlets = [Outlet.objects.create(name=f"The Post {n}") for n in range(3)]
    previous = ""
    for number in range(26):
        chosen = rng.sample(sentences, 3)
        body = f"{' '.join(rng.choices(NOUNS, k=45))} {number}.\n\n" + "\n\n".join(
            f"“{words},” it was said." for words in chosen
        )
        body = f"{previous} Slightly longer." if previous and rng.random() < 0.3 else body
        previous = body
        day = dt.date(rng.choice((2025, 2026)), rng.randint(1, 3), rng.randint(1, 28))
        article = make_article(
            body, outlet=rng.choice(outlets), published_on=day if rng.random() < 0.85 else None
        )
        store(article, Extraction(tuple(quotations(body, rng))), "fixed-1")


def quotations(body: str, rng: random.Random) -> Iterator[Said]:
    for words in re.findall("“(.*?),”", body):
        by = rng.choice(SPEAKERS)
        home = HOMES.get(by or "")
        yield said(
            body, words, by=by, kind=rng.choice((Kind.DIRECT, Kind.DIRECT, Kind.INDIRECT)),
            speaker_country=home, likely_country=None if home or not by else "KE",
            country_probability=None if home or not by else 0.6,
            about=tuple(rng.sample(("PL", "US", "IT", "KE"), rng.randint(0, 2))),
            title=rng.choice(("envoy", "minister", None)), confidence=0.9,
        )  # fmt: skip


@pytest.fixture
def one_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the archive once: in the transaction of a test, every use of the index reads it."""
    one = live_index.LiveIndex()
    monkeypatch.setattr(live_index, "LiveIndex", lambda **_: one)


def listed(url: str) -> int:
    """How many quotes a list has, as its page counts them."""
    form = QuotationFilter(QueryDict(url.partition("?")[2]))
    assert form.is_valid(), (url, form.errors)
    return search(form.selection(), PageRequest(0)).total


def numbers(client: Client, path: str) -> Iterator[tuple[str, str, int]]:
    """Yield (address, text, number) of every link with a number that leads away to a list."""
    response = client.get(path)
    assert response.status_code == 200, path
    html = squeezed(response.content.decode())
    main = html[html.index("<main") : html.index("</main>")]
    for link in LINK.finditer(main):
        text = re.sub(r"<(rect|path|circle|title)[^>]*>|<[^>]*>", " ", link["text"])
        text = re.sub(r"(?<=\d)( quotes?)?( in [\w ]+)?$", "", " ".join(unescape(text).split()))
        if found := NUMBER.search(text):
            url = unescape(link["url"])
            page = path.partition("?")[0] if url.startswith("?") else ""
            yield page + url, text, int(found[1].replace(",", ""))


def views() -> list[str]:
    ada, bo, cy = (Speaker.objects.get(name=name) for name in SPEAKERS[:3])
    both = f"speaker={ada.pk}&speaker={bo.pk}"
    return [
        "/?",
        f"/?speaker={ada.pk}",
        "/countries/?",
        "/countries/?map=about",
        "/who-talks-about-whom/?all=1",
        "/who-talks-about-whom/people/?",
        f"/who-talks-about-whom/people/?person={bo.pk}",
        f"/compare/?{both}",
        f"/compare/?{both}&speaker={cy.pk}&q=grain",
        "/compare/?by=PL&by=KE",
        "/compare/?by=PL&by=US&mutual=1",
        f"{ada.get_absolute_url()}?",
        "/countries/pl/?",
        "/countries/ke/?",
        f"/subjects/?speaker={ada.pk}",
        "/subjects/?by=KE",
    ]


@pytest.mark.every_database
def test_the_numbers_of_all_views_are_those_of_their_lists(client: Client, one_index: None) -> None:
    rng = random.Random(22)
    archive(rng)
    counted = functools.cache(listed)
    for place, view in enumerate(views()):
        checked = 0
        for filters in ("", FILTERS[place % len(FILTERS)]):
            path = f"{view}&{filters}".replace("?&", "?")
            for url, text, number in numbers(client, path):
                if url.startswith("/?") and not text.startswith("Remove the filter"):
                    assert counted(url) == number, (path, url, text)
                    checked += 1
        assert checked, view
    some = rng.choice(sorted(url for url, _, _ in numbers(client, "/countries/")))
    assert client.get(some).context["page"].total == listed(some)


def test_copies_and_utterances_are_as_many_as_their_pages_have(
    client: Client, one_index: None
) -> None:
    archive(random.Random(24))
    groups, utterances = 0, 0
    for url, text, number in numbers(client, "/articles/?"):
        if url.endswith("/copies/"):
            members = client.get(url).context["members"]
            outlets = {each.article.outlet_id for each in members}
            assert number in {len(outlets) - 1, len(members) - 1}, text
            groups += 1
    for article in Article.objects.all():
        for url, _, number in numbers(client, article.get_absolute_url()):
            if url.endswith("/copies/"):
                assert number == client.get(url).context["count"]
    for quotation in Quotation.objects.exclude(utterance=None):
        page = client.get(f"/utterances/{quotation.utterance}/")
        rows = Quotation.objects.filter(utterance=quotation.utterance)
        assert page.context["count"] == len(page.context["appearances"]) == rows.count()
        utterances += 1
    assert groups
    assert utterances
