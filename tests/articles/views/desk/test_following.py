"""The desk's list of feeds and folders: adding, looking, pausing, removing."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from articles.following import claims
from articles.following.take import refuse
from articles.models import Article, Item, Outlet, Subscription
from tests.support.factories import make_article
from tests.support.listing import squeezed
from tests.support.web import Site, page
from tests.support.wire import entry, feed, html_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

URL = "/desk/following/"


@pytest.fixture(autouse=True)
def signed_in(editor: Client) -> None:
    """Everything here is done by an editor."""


def subscribe(address: str = "https://news.example/feed", **values: Any) -> Subscription:
    return Subscription.objects.create(kind="feed", address=address, **values)


def post(client: Client, **data: Any) -> HttpResponse:
    response: HttpResponse = client.post(URL, {"minutes": 15, **data})  # type: ignore[assignment]
    return response


def shown(client: Client, url: str = URL) -> str:
    return squeezed(client.get(url).content.decode())


# ── adding ────────────────────────────────────────────────────────────────────────────────


def test_a_feed_is_added_and_looked_at(client: Client, site: Site) -> None:
    site.pages["/feed"] = page(feed(entry("1", text=html_of())))
    response = post(client, address=site.url("/feed"), outlet="The Gazette", minutes=60)
    assert response["Location"] == URL
    added = Subscription.objects.select_related("outlet", "added_by").get()
    assert (added.kind, added.minutes, str(added.outlet)) == ("feed", 60, "The Gazette")
    assert str(added.added_by) == "ana"
    assert str(Article.objects.select_related("outlet").get().outlet) == "The Gazette"
    html = shown(client)
    assert f"{site.url('/feed')} is followed from now on" in html
    assert f'aria-label="1 articles from {site.url("/feed")}"' in html


def test_a_folder_is_added(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.FOLLOW_FOLDERS = [str(tmp_path)]
    post(client, address=f"{tmp_path}/")
    added = Subscription.objects.get()
    assert (added.kind, added.address, added.outlet) == ("folder", str(tmp_path.resolve()), None)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "This field is required"),
        ({"address": "news"}, "“news” is no address of a page"),
        ({"address": "file:///etc"}, "is no address of a page"),
        ({"address": "https://other.example/"}, "is not among the hosts"),
        ({"address": "/etc"}, "is not in a folder that may be followed"),
        ({"address": "/missing"}, "/missing is no folder of this server"),
        ({"address": "/\0"}, "Null characters are not allowed"),
        ({"address": "https://news.example/feed"}, "is followed already"),
        ({"address": "HTTPS://news.example:443/feed"}, "is followed already"),
        ({"address": "https://news.example/new", "minutes": 1}, "greater than or equal to 5"),
        ({"address": "https://news.example/" + "ä" * 300}, "has 1821 characters"),
    ],
)
def test_what_cannot_be_followed_is_said_and_kept_in_the_form(
    client: Client, settings: Any, data: dict[str, Any], message: str
) -> None:
    settings.FETCH_HOSTS = ["news.example"]
    settings.FOLLOW_FOLDERS = ["/srv/wire"]
    subscribe()
    response = post(client, **data)
    html = response.content.decode()
    assert response.status_code == 422
    assert message in html
    assert "<title>Error: Feeds and folders" in html
    assert Subscription.objects.count() == 1


def test_a_newsroom_that_allows_nothing_says_who_can(client: Client) -> None:
    html = shown(client)
    assert "Nothing is followed yet." in html
    assert "NEWSROOM_FETCH_HOSTS" in html
    assert "NEWSROOM_FOLLOW_FOLDERS" in html


# ── the list ──────────────────────────────────────────────────────────────────────────────


def test_the_list_says_how_each_look_went(client: Client) -> None:
    now = timezone.now()
    wire = subscribe(
        outlet=Outlet.objects.create(name="The Gazette"),
        succeeded_at=dt.datetime(2026, 5, 14, 8, 15, tzinfo=dt.UTC), due_at=now,
        failed_at=dt.datetime(2026, 5, 15, 9, 30, tzinfo=dt.UTC), failures=3,
        error="It is not there (404).", note="2 files of other kinds were not read.",
    )  # fmt: skip
    for number in range(2):
        Item.objects.create(subscription=wire, key=f"a{number}", article=make_article())
    Item.objects.create(subscription=wire, key="r", reason="No page.")
    Item.objects.create(subscription=wire, key="w", reason="Later.", due_at=now)
    html = shown(client)
    for text in (
        "The Gazette", "https://news.example/feed", "14 May 2026, 08:15", "15 May 2026, 09:30",
        "It is not there (404). Failed 3 times in a row.", "2 files of other kinds",
        'aria-label="2 articles from', 'aria-label="1 not taken from', "1 to be fetched",
        "(every 15 minutes)",
    ):  # fmt: skip
        assert text in html, text
    assert "overdue" not in html


@pytest.mark.parametrize(
    ("address", "label"),
    [("https://news.example:8443/feed", "news.example"), ("/srv/wire/north", "north"), ("/", "/")],
)
def test_without_an_outlet_it_is_called_by_its_host_or_folder(
    client: Client, address: str, label: str
) -> None:
    wire = subscribe(address)
    assert f">{label}</a>" in shown(client)
    page = shown(client, wire.get_absolute_url())
    assert f"<h1>{label}</h1>" in page
    assert re.search(r'href="/desk/"\s+aria-current="true"', page), "it is a part of Review"


def test_a_look_that_is_overdue_asks_for_the_timer(client: Client) -> None:
    wire = subscribe(due_at=timezone.now() - 2 * claims.OVERDUE)
    assert "<strong>overdue</strong>" in shown(client)
    claims.claim(wire)
    assert "under way" in shown(client)


@pytest.mark.every_database
def test_items_are_listed_with_their_reasons(client: Client) -> None:
    wire = subscribe()
    article = make_article(title="Rain & <snow>")
    Item.objects.create(
        subscription=wire, key="a", article=article, url="https://news.example/rain"
    )
    refuse(Item(subscription=wire, key="r", title="Sold"), "Only for <those> who pay.")
    url = wire.get_absolute_url()
    for path, there, missing in (
        (url, ["Rain &amp; &lt;snow&gt;", "Sold"], []),
        (f"{url}?show=articles", ["Rain &amp;", "was here already"], ["Sold"]),
        (f"{url}?show=refused", ["Sold", "Only for &lt;those&gt; who pay."], ["Rain &amp;"]),
    ):
        html = shown(client, path)
        assert [text for text in there if text not in html] == []
        assert [text for text in missing if text in html] == []


def test_the_list_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    wires = [subscribe(f"https://news.example/{number}") for number in range(20)]
    for wire in wires:
        Item.objects.create(subscription=wire, key="a", article=make_article())
    with django_assert_max_num_queries(8):
        client.get(URL)
    with django_assert_max_num_queries(8):
        client.get(wires[0].get_absolute_url())


# ── what can be done ──────────────────────────────────────────────────────────────────────


@pytest.mark.every_database
def test_looking_pausing_and_removing(client: Client, site: Site) -> None:
    site.pages["/feed"] = page(feed(entry("1", text=html_of())))
    wire = subscribe(site.url("/feed"), due_at=timezone.now() + dt.timedelta(hours=1))
    client.post(f"{URL}{wire.pk}/pause/")
    assert "paused" in shown(client)
    assert list(Subscription.objects.all().due(timezone.now() + dt.timedelta(days=9))) == []
    client.post(f"{URL}{wire.pk}/look/")
    wire.refresh_from_db()
    assert not wire.paused
    assert Article.objects.count() == 1
    client.post(f"{URL}{wire.pk}/remove/")
    assert not Subscription.objects.exists()
    assert Article.objects.count() == 1
    assert "its articles stay" in shown(client)


@pytest.mark.every_database
def test_outlet_and_pace_can_be_changed(client: Client) -> None:
    wire = subscribe()
    url = wire.get_absolute_url()
    response = client.post(url, {"outlet": "The Gazette", "minutes": 60})
    assert response.status_code == 302
    wire = Subscription.objects.select_related("outlet").get()
    assert (wire.minutes, str(wire.outlet)) == (60, "The Gazette")
    assert 'value="The Gazette"' in shown(client, url)
    response = client.post(url, {"outlet": "", "minutes": 0})
    assert response.status_code == 422
    assert "greater than or equal to 5" in response.content.decode()


@pytest.mark.parametrize("what", ["", "look/", "pause/", "remove/"])
def test_readers_and_the_signed_out_do_nothing_here(client: Client, what: str) -> None:
    wire = subscribe()
    client.logout()
    for path in (URL, f"{URL}{wire.pk}/{what}"):
        assert client.post(path, {"address": "https://news.example/b"}).status_code in {302, 403}
        assert client.get(path).status_code in {302, 403}
    wire.refresh_from_db()
    assert not wire.paused
    assert Subscription.objects.count() == 1
