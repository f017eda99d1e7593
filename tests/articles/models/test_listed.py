"""Quotations as lists print them, read by prepared queries, and their markup that is kept."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Country, Outlet, Quotation, Speaker
from articles.models.listed import listed
from extraction.annotations import Kind
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.django_db


def values(row: Quotation | Article | Outlet | Speaker | Country | None) -> dict[str, object]:
    hidden = {"_state", "_prefetched_objects_cache", "about_read", "columns_read"}
    return {n: v for n, v in row.__dict__.items() if n not in hidden} if row else {}


def test_a_list_reads_what_the_query_of_all_columns_reads() -> None:
    made = [
        make_quotation("We will stay", about=("US", "CN"), outlet="The Post"),
        make_quotation("We will go", about=("US",), outlet="The Post"),
        make_quotation("Nobody said so", None, country=None, title=None, kind=Kind.INDIRECT),
    ]
    keys = [row.pk for row in reversed(made)]
    with CaptureQueriesContext(connection) as captured:
        found = listed(keys)
    assert len(captured) <= 3  # the countries of the world, once
    for row, expected in zip(found, Quotation.objects.for_listing().in_order(keys), strict=True):
        article, other = row.article, expected.article
        assert values(row) == values(expected)
        assert values(article) == values(other)
        assert values(article.outlet) == values(other.outlet)
        assert values(row.speaker) == values(expected.speaker)
        assert row.speaker_country == expected.speaker_country
        assert row.countries_about == list(expected.about.all())
    assert found[1].article.outlet is found[2].article.outlet
    assert listed([]) == []


def test_a_list_shows_at_once_what_has_changed(client: Client) -> None:
    row = make_quotation("We will stay", about=("US",), outlet="The Post")
    assert row.speaker
    page = client.get("/").content.decode()
    assert '/countries/us/">United States</a></span>' in page
    Speaker.objects.filter(pk=row.speaker.pk).update(name="Ada Roe-Lund")
    Article.objects.filter(pk=row.article.pk).update(title="Envoys leave")
    Outlet.objects.update(name="The New Post")
    Quotation.objects.update(speaker_title="chancellor", confidence=0.1)
    row.about.set(Country.objects.with_codes(["CN"]))
    page = client.get("/").content.decode()
    for shown in ("Ada Roe-Lund", "Envoys leave", "The New Post", "chancellor", "check speaker"):
        assert f">{shown}<" in page or f", {shown}<" in page
    assert '/countries/cn/">China</a>' in page
