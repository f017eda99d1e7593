"""Readers' lists of quotations: made, filled, ordered, shared and exported, by nobody else."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import docx
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from articles.clippings import lists
from articles.exports.formats import FORMATS
from articles.models import Article, Clipping, ClippingList
from tests.support.listing import squeezed, words_on
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(User.objects.create_user("reader"))
    return client


def make_list(*words: str, owner: str = "reader") -> ClippingList:
    made = ClippingList.objects.create(owner=User.objects.get(username=owner), name="Talks")
    for each in words:
        lists.add(make_quotation(each), made)
    return made


def page(client: Client, path: str) -> str:
    return squeezed(client.get(path).content.decode())


def test_clipping_leads_back_to_a_list_with_several_filters(reader: Client) -> None:
    make_quotation("One")

    assert "clip/?next=/%3Fq%3Done%26kind%3Ddirect" in page(reader, "/?q=one&kind=direct")


@pytest.mark.every_database
def test_a_quote_is_clipped_into_a_new_list_and_then_into_it_again(reader: Client) -> None:
    first, second = make_quotation("One"), make_quotation("Two")
    assert f'href="{first.get_absolute_url()}clip/?next=/"' in page(reader, "/")
    path = f"{first.get_absolute_url()}clip/"
    assert "“</span>One”" in page(reader, path)
    response = reader.post(path, {"new": "Talks", "note": "call her", "next": "/?q=one"})
    assert response["Location"] == "/?q=one"
    made = ClippingList.objects.get()
    reader.post(f"{second.get_absolute_url()}clip/", {"to": made.pk})
    html = page(reader, made.get_absolute_url())
    assert words_on(html) == ["One", "Two"]
    assert "call her" in html
    again = reader.post(path, {"to": made.pk, "note": "kept"})
    assert again.status_code == 422
    assert "in “Talks” already" in again.content.decode()
    assert "kept" in again.content.decode()


def test_a_clip_needs_a_list(reader: Client) -> None:
    response = reader.post(f"{make_quotation().get_absolute_url()}clip/", {"note": "mine"})
    assert response.status_code == 422
    assert "Choose a list, or give a new one a name." in response.content.decode()
    assert "mine" in response.content.decode()


@pytest.mark.every_database
def test_readers_have_a_number_of_lists_at_most(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.forms.clippings.MOST_LISTS", 1)
    assert reader.post("/clippings/", {"name": "One"}).status_code == 302
    assert "which is the most" in reader.post("/clippings/", {"name": "Two"}).content.decode()
    clip = f"{make_quotation().get_absolute_url()}clip/"
    assert "which is the most" in reader.post(clip, {"new": "Two"}).content.decode()
    assert ClippingList.objects.count() == 1


@pytest.mark.every_database
def test_clippings_are_ordered_noted_and_removed(reader: Client) -> None:
    made = make_list("One", "Two", "Three")
    path = made.get_absolute_url()
    third = made.clippings.get(position=3)
    change = f"/clippings/quotes/{third.pk}/"
    response = reader.post(change, {"do": "up", "note": ""})
    assert response["Location"] == f"{path}#clipping-{third.pk}"
    assert words_on(page(reader, path)) == ["One", "Three", "Two"]
    reader.post(change, {"note": "<b>first</b>"})
    assert "&lt;b&gt;first" in page(reader, path)
    reader.post(change, {"note": "x" * 2001})
    assert "The note is as it was" in page(reader, path)
    reader.post(change, {"do": "remove"})
    assert words_on(page(reader, path)) == ["One", "Two"]


@pytest.mark.every_database
def test_a_list_is_renamed_and_deleted(reader: Client) -> None:
    made = make_list("One")
    path = made.get_absolute_url()
    reader.post(f"{path}change/", {"name": "Ports"})
    assert "<h1>Ports</h1>" in page(reader, path)
    reader.post(f"{path}change/", {"name": " "})
    assert "The name is as it was" in page(reader, path)
    assert reader.post(f"{path}change/", {"do": "delete"})["Location"] == "/clippings/"
    assert not Clipping.objects.exists()


def test_a_list_is_shared_by_a_link_that_can_be_ended(reader: Client) -> None:
    made = make_list("One")
    path = made.get_absolute_url()
    lists.annotate(made.clippings.get(), "for the desk")
    reader.post(f"{path}change/", {"do": "share", "name": made.name})
    made.refresh_from_db()
    shared = made.get_shared_url()
    assert len(shared) > 50
    assert shared in page(reader, path)
    stranger = Client()
    response = stranger.get(shared)
    assert response["X-Robots-Tag"] == "noindex"
    html = response.content.decode()
    assert words_on(html) == ["One"]
    assert "for the desk" in html
    assert "<form" not in html.partition("<main")[2].partition("</main")[0]
    assert "reader" not in html.partition("<main")[2].partition("</main")[0]
    assert "One" in b"".join(stranger.get(f"{shared}quotes.csv")).decode()
    reader.post(f"{path}change/", {"do": "revoke"})
    assert stranger.get(shared).status_code == 404
    assert stranger.get(f"{shared}quotes.csv").status_code == 404
    made.refresh_from_db()
    made.share()
    assert made.get_shared_url() != shared


def test_exports_of_a_list_have_its_notes(reader: Client) -> None:
    made = make_list("One", "Two")
    lists.annotate(made.clippings.get(position=2), "=ask <her>\nagain")
    files = {
        suffix: b"".join(reader.get(f"{made.get_absolute_url()}quotes.{suffix}"))
        for suffix in FORMATS
    }
    rows = csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"), newline=""))
    assert [row["clipping_note"] for row in rows] == ["", "'=ask <her>\nagain"]
    records = [json.loads(line) for line in files["jsonl"].splitlines()]
    assert [record["clipping_note"] for record in records] == ["", "=ask <her>\nagain"]
    head, *cells = (
        CalamineWorkbook.from_filelike(io.BytesIO(files["xlsx"]))
        .get_sheet_by_name("Quotes")
        .to_python()
    )
    assert [dict(zip(head, row, strict=True))["clipping_note"] for row in cells] == [
        "", "=ask <her>\nagain",
    ]  # fmt: skip
    assert docx.Document(io.BytesIO(files["docx"])).paragraphs[-1].text == "Note: =ask <her>\nagain"
    assert "Note: =ask &lt;her&gt;<br>again" in files["html"].decode()


def test_a_shared_list_of_a_private_newsroom_needs_an_account(
    reader: Client, settings: Any
) -> None:
    made = make_list("One")
    made.share()
    settings.PUBLIC = False
    for path in (made.get_shared_url(), f"{made.get_shared_url()}quotes.csv"):
        assert Client().get(path)["Location"].startswith("/sign-in/")
        assert reader.get(path).status_code == 200


def test_nobody_opens_or_changes_the_list_of_another(reader: Client) -> None:
    User.objects.create_user("other", is_superuser=True)
    made = make_list("One", owner="other")
    path, clipping = made.get_absolute_url(), made.clippings.get()
    assert "Talks" not in page(reader, "/clippings/")
    assert reader.get(path).status_code == 404
    assert reader.get(f"{path}quotes.csv").status_code == 404
    assert reader.post(f"{path}change/", {"do": "delete"}).status_code == 404
    assert reader.post(f"/clippings/quotes/{clipping.pk}/", {"do": "remove"}).status_code == 404
    clip = f"{make_quotation('Two').get_absolute_url()}clip/"
    assert reader.post(clip, {"to": made.pk}).status_code == 422
    assert made.clippings.count() == 1
    assert Client().get(path)["Location"].startswith("/sign-in/")


def test_a_lost_quote_is_shown_as_lost_with_its_words(reader: Client) -> None:
    made = make_list("One", "Two")
    first, second = Article.objects.order_by("pk")
    first.quotations.all().delete()
    second.delete()
    html = page(reader, made.get_absolute_url())
    assert words_on(html) == ["One", "Two"]
    assert "No quote of its article any more" in html
    assert "Its article was deleted" in html
    assert "2 quotes, 2 of which are not found any more." in html
    assert "One" not in b"".join(reader.get(f"{made.get_absolute_url()}quotes.csv")).decode()


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "csv", "jsonl", "html"])
def test_a_list_is_exported_in_its_order(reader: Client, suffix: str) -> None:
    made = make_list("First words", "Second words")
    lists.move(made.clippings.get(position=2), "up")
    path = made.get_absolute_url()
    assert f'href="quotes.{suffix}"' in page(reader, path)
    response = reader.get(f"{path}quotes.{suffix}")
    written = b"".join(response)
    assert response.status_code == 200
    if suffix in {"csv", "jsonl", "html"}:
        found = re.findall(r"(First|Second) words", written.decode())
        assert found[0] == "Second"
        assert set(found) == {"First", "Second"}
    assert reader.get(f"{path}quotes.odt").status_code == 404


def test_a_list_takes_few_queries_however_long_it_is(reader: Client) -> None:
    made = make_list("One", "Two")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(made.get_absolute_url()).status_code == 200
        return len(captured)

    few = queries()
    for n in range(10):
        lists.add(make_quotation(f"Sentence {n}"), made)
    assert queries() == few <= 8
