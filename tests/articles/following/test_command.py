"""`manage.py follow`, as a timer runs it and as an administrator does."""

from __future__ import annotations

import datetime as dt
import io
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Article, Subscription
from tests.support.web import Site, page
from tests.support.wire import entry, feed, html_of

pytestmark = pytest.mark.django_db


def follow(*arguments: str, **options: object) -> str:
    out = io.StringIO()
    call_command("follow", *arguments, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_nothing_is_followed_unless_it_is_added(db: None) -> None:
    assert "Nothing is followed yet." in follow()


def test_what_is_due_is_looked_at_and_counted(site: Site, wire: Subscription) -> None:
    site.pages["/feed"] = page(feed(entry("1", text=html_of())))
    assert follow() == f"{wire}: 1 new text.\n"
    assert follow() == "Nothing is due.\n"
    assert follow("--all") == f"{wire}: 0 new texts.\n"


def test_what_of_a_feed_is_not_taken_is_counted(site: Site, wire: Subscription) -> None:
    site.pages["/feed"] = page(feed(entry("1", text=html_of()), entry("2", link="/gone")))
    assert follow() == f"{wire}: 1 new text. 1 not taken: the list of items says why.\n"
    assert follow("--all") == f"{wire}: 0 new texts.\n"


def test_a_failure_is_the_exit_status_and_stops_no_other(site: Site, wire: Subscription) -> None:
    site.pages["/feed"] = page(feed(entry("1", text=html_of())))
    late = timezone.now() - dt.timedelta(days=1)
    Subscription.objects.create(kind="feed", address=site.url("/gone"), due_at=late)
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of 2 could not be looked at"):
        call_command("follow", stdout=out, stderr=out)
    assert f"Failed: {site.url('/gone')} is not there (404)" in out.getvalue()
    assert f"{wire}: 1 new text." in out.getvalue()
    assert Article.objects.count() == 1


def test_an_address_is_followed_from_now_on(
    site: Site, folder: Subscription, tmp_path: Path
) -> None:
    folder.delete()
    site.pages["/feed"] = page(feed(entry("1", text=html_of())))
    addresses = [site.url("/feed"), str(tmp_path)]
    out = follow(*addresses, outlet="The Gazette", minutes=60)
    assert out == f"{addresses[0]}: 1 new text.\n{addresses[1]}: 0 new texts.\n"
    rows = Subscription.objects.values_list("address", "minutes", "outlet__name")
    assert {*rows} == {(address, 60, "The Gazette") for address in addresses}
    assert follow(addresses[0]) == f"{addresses[0]}: 0 new texts.\n"


def test_an_address_that_may_not_be_followed_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="fetches no pages"):
        follow("https://news.example/feed")
    with pytest.raises(CommandError, match="not in a folder that may be followed"):
        follow("/etc")


def test_what_a_folder_leaves_is_printed(folder: Subscription) -> None:
    wire = Path(folder.address)
    for name, text in (
        ("rain.txt", "It rained at the weir.\n\n“It never stops,” said Ana Brel."),
        ("snow.txt", "Date: 32 March 2026\n\nIt snowed.\n\n“Again,” said Jon Ek of the weir."),
        ("map.png", "no text"),
    ):
        (wire / name).write_text(text, "utf-8")
        os.utime(wire / name, (1, 1))
    (wire / "empty.pdf").write_bytes(b"")
    os.utime(wire / "empty.pdf", (1, 1))
    assert follow("--all") == (
        f"{wire}: 2 new texts. 1 file of another kind was not read: 1 .png. 2 of the new texts "
        "have no date. 1 could not be read: the list of items says why.\n"
    )
