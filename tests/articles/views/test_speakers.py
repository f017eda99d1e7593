"""The pages of speakers: the list, one speaker, the card."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.ingest.store import store
from articles.models import Speaker, Tenure
from extraction.annotations import Extraction
from tests.support.factories import said
from tests.support.listing import squeezed, words_on
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_speakers_by_name(client: Client) -> None:
    make_quotation(by="Ada Roe")
    make_quotation(by="Łucja Zając")
    html = client.get("/speakers/?q=zając").content.decode()
    assert "Łucja" in html
    assert "Ada Roe" not in html
    assert "see all speakers" in client.get("/speakers/?q=nobody").content.decode()


def names_on(html: str) -> list[str]:
    return re.findall(r'<a class="name" href="[^"]*">(.*?)</a>', html)


@pytest.mark.every_database
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


@pytest.mark.every_database
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


@pytest.mark.every_database
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


@pytest.mark.every_database
@pytest.mark.parametrize("key", [10**9, 2**63 - 1, 2**63, 10**30])
def test_a_key_of_nobody_is_no_page(client: Client, key: int) -> None:
    assert client.get(f"/speakers/{key}/ada-roe/").status_code == 404
    assert client.get(f"/speakers/{key}/card/").status_code == 404


@pytest.mark.every_database
def test_what_is_on_file_is_printed_in_order(client: Client) -> None:
    quotation = make_quotation(by="Ada Roe")
    ada = quotation.speaker
    assert ada
    for name in ("Ada B. Roe", "A. Roe"):
        ada.names.create(name=name)
    Speaker.objects.create(name="Adah Roe", type="person", merged_into=ada)
    for title, year in (("clerk", 2019), ("envoy", 2024)):
        Tenure.objects.create(speaker=ada, title=title, since=dt.date(year, 1, 1), country_id="PL")
    html = squeezed(client.get(ada.get_absolute_url()).content.decode())
    assert "Also called A. Roe, Ada B. Roe, Adah Roe" in html
    assert html.index("Envoy, Poland") < html.index("Clerk, Poland")
