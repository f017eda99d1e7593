"""Following feeds of a real server on loopback: what is new becomes articles, once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from articles.corrections.articles import edit
from articles.corrections.changes import Editor
from articles.following import claims, feeds
from articles.following.run import Look, look_at
from articles.ingest.claims import due
from articles.ingest.save import save_draft
from articles.models import Article, Change, Item, Subscription
from reading import Draft
from tests.support.factories import make_article
from tests.support.web import Site, page
from tests.support.wire import PARAGRAPHS, article_page, entry, feed, html_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

RSS = "application/rss+xml"
BODY = "\n\n".join(PARAGRAPHS)
NEWER = (*PARAGRAPHS, "“The ferry sails again on Friday,” Mira Talvik said later.")


def look(subscription: Subscription) -> Look:
    """Look at a subscription, due or not."""
    claims.look_now(subscription)
    Item.objects.exclude(due_at=None).update(due_at=timezone.now())
    (found,) = look_at([subscription])
    subscription.refresh_from_db()
    return found


def serve(site: Site, *entries: str, **headers: str) -> None:
    site.pages["/feed"] = page(feed(*entries), 200, RSS, **headers)


# ── full texts ────────────────────────────────────────────────────────────────────────────


def test_a_full_text_becomes_an_article_of_its_outlet(site: Site, wire: Subscription) -> None:
    serve(site, entry("1", "Rain", link="https://news.example/rain", text=html_of()))
    assert look(wire).taken == 1
    article = Article.objects.select_related("outlet").get()
    assert (article.title, article.body) == ("Rain", BODY)
    assert article.outlet == wire.outlet
    assert article.published_on == dt.date(2026, 5, 14)
    assert article.url == "https://news.example/rain"
    assert article.state == Article.State.PENDING
    assert article in due()
    assert wire.succeeded_at
    assert (wire.error, wire.failures, wire.claimed_by) == ("", 0, "")


def test_without_an_outlet_the_feed_names_it(site: Site, wire: Subscription) -> None:
    Subscription.objects.update(outlet=None)
    serve(site, entry("1", text=html_of()))
    look(wire)
    assert str(Article.objects.get().outlet) == "Northern Gazette"


def test_an_item_that_was_seen_is_not_taken_again(site: Site, wire: Subscription) -> None:
    serve(site, entry("1", text=html_of()))
    assert [look(wire).taken for _ in range(3)] == [1, 0, 0]
    assert Article.objects.count() == Item.objects.count() == 1


def test_a_feed_that_has_not_changed_is_not_sent_again(site: Site, wire: Subscription) -> None:
    serve(site, entry("1", text=html_of()), ETag='"7"', Last_Modified="Thu, 14 May 2026")
    look(wire)
    site.pages["/feed"] = page(status=304)
    assert look(wire) == Look(wire)
    headers = site.requests[-1][1]
    assert headers["If-None-Match"] == '"7"'
    assert headers["If-Modified-Since"] == "Thu, 14 May 2026"
    assert wire.etag == '"7"'


def test_a_text_that_is_here_already_is_no_second_article(site: Site, wire: Subscription) -> None:
    there = make_article(BODY)
    serve(site, entry("1", text=html_of()))
    assert look(wire).taken == 0
    item = Item.objects.get()
    assert (item.article, item.made_article) == (there, False)


# ── new versions ──────────────────────────────────────────────────────────────────────────


def test_a_new_text_of_an_item_is_a_new_version_of_its_article(
    site: Site, wire: Subscription
) -> None:
    serve(site, entry("1", "Rain", text=html_of()))
    look(wire)
    article = Article.objects.get()
    Article.objects.update(state=Article.State.DONE)
    serve(site, entry("1", "Rain falls", text=html_of(*NEWER)))
    assert look(wire).taken == 1
    article.refresh_from_db()
    assert (article.title, article.body) == ("Rain falls", "\n\n".join(NEWER))
    assert article.state == Article.State.PENDING
    change = Change.objects.get()
    assert change.before["body"]["value"] == BODY
    assert change.why == f"A new version came from {wire.address}"
    assert Article.objects.count() == 1


def test_a_text_that_people_edited_stays(site: Site, wire: Subscription) -> None:
    serve(site, entry("1", text=html_of()))
    look(wire)
    edit(Article.objects.get(), {"body": "As we have it."}, Editor())
    serve(site, entry("1", text=html_of(*NEWER)))
    assert look(wire).taken == 0
    assert Article.objects.get().body == "As we have it."
    assert "was edited here" in Item.objects.refused().get().reason


def test_a_title_that_people_gave_stays(site: Site, wire: Subscription) -> None:
    serve(site, entry("1", "Rain", text=html_of()))
    look(wire)
    edit(Article.objects.get(), {"title": "Flood"}, Editor())
    serve(site, entry("1", "Rain falls", text=html_of(*NEWER)))
    assert look(wire).taken == 1
    assert Article.objects.get().title == "Flood"


def test_an_article_that_people_deleted_does_not_come_back(site: Site, wire: Subscription) -> None:
    serve(site, entry("1", text=html_of()))
    look(wire)
    Article.objects.all().delete()
    look(wire)
    serve(site, entry("1", text=html_of(*NEWER)))
    look(wire)
    assert not Article.objects.exists()
    assert "was deleted here" in Item.objects.get().reason


def test_a_new_version_of_another_s_article_is_an_article_of_its_own(
    site: Site, wire: Subscription
) -> None:
    there = make_article(BODY)
    serve(site, entry("1", text=html_of()))
    look(wire)
    serve(site, entry("1", text=html_of(*NEWER)))
    assert look(wire).taken == 1
    there.refresh_from_db()
    assert there.body == BODY
    assert Item.objects.get().article != there


def test_a_new_version_leaves_a_text_that_another_outlet_has_too(
    site: Site, wire: Subscription
) -> None:
    serve(site, entry("1", text=html_of()))
    look(wire)
    save_draft(Draft("Rain", BODY, outlet="The Post"))
    serve(site, entry("1", text=html_of(*NEWER)))
    assert look(wire).taken == 1
    bodies = Article.objects.order_by("pk").values_list("body", flat=True)
    assert list(bodies) == [BODY, "\n\n".join(NEWER)]


def test_entries_that_share_an_id_are_items_of_their_own(site: Site, wire: Subscription) -> None:
    entries = [
        entry("same", f"Rain {day}", text=html_of(*PARAGRAPHS, f"Day {day}.")) for day in "12"
    ]
    serve(site, *entries, entry("", "", text=html_of(*NEWER)))
    assert [look(wire).taken for _ in range(2)] == [3, 0]


# ── teasers ───────────────────────────────────────────────────────────────────────────────


def test_the_page_of_a_teaser_is_fetched(site: Site, wire: Subscription) -> None:
    serve(site, entry("1", "Teaser", link=site.url("/rain"), summary="It rains."))
    site.pages["/rain"] = page(article_page())
    assert look(wire).taken == 1
    article = Article.objects.select_related("outlet").get()
    assert (article.title, article.body) == ("River rises at Ostrava Bay", BODY)
    assert (article.outlet, article.url) == (wire.outlet, site.url("/rain"))
    assert look(wire).taken == 0
    assert site.paths == ["/feed", "/rain", "/feed"]


def test_pages_go_on_at_the_next_look_though_the_feed_has_not_changed(
    site: Site, wire: Subscription, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "PAGES", 2)
    names = [f"/{number}" for number in range(3)]
    serve(site, *(entry(name, link=site.url(name), summary="Rain.") for name in names), ETag='"7"')
    for name in names:
        text = (*PARAGRAPHS, f"The water reached mark {name[1:]} of the harbour wall.")
        site.pages[name] = page(article_page(paragraphs=text))
    assert look(wire).taken == 2
    assert wire.due_at < timezone.now() + dt.timedelta(minutes=2)
    site.pages["/feed"] = page(status=304)
    assert look(wire).taken == 1
    assert wire.due_at > timezone.now() + dt.timedelta(minutes=2)
    assert Article.objects.count() == 3


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "is not there (404)"), (403, "is not open to this newsroom")]
)
def test_a_page_that_is_not_open_is_refused_with_its_reason(
    site: Site, wire: Subscription, status: int, reason: str
) -> None:
    serve(site, entry("1", link=site.url("/rain"), summary="It rains."))
    site.pages["/rain"] = page("x", status)
    assert look(wire) == Look(wire)
    assert reason in Item.objects.refused().get().reason
    assert wire.error == ""


def test_a_page_for_subscribers_is_refused(site: Site, wire: Subscription) -> None:
    serve(site, entry("1", link=site.url("/rain"), summary="It rains."))
    site.pages["/rain"] = page(
        article_page(paragraphs=(PARAGRAPHS[0], "Subscribe to continue reading."))
    )
    look(wire)
    assert "has only the beginning" in Item.objects.refused().get().reason
    assert not Article.objects.exists()


@pytest.mark.parametrize("link", ["", "https://other.example/rain", "http://169.254.169.254/"])
def test_a_teaser_without_a_page_of_an_allowed_host_is_refused(
    site: Site, wire: Subscription, link: str
) -> None:
    serve(site, entry("1", link=link, summary="It rains."))
    look(wire)
    reason = Item.objects.refused().get().reason
    assert ("not among the hosts" if link else "no more than a summary") in reason
    assert site.paths == ["/feed"]


def test_a_page_that_is_broken_for_now_is_tried_again_and_then_given_up(
    site: Site, wire: Subscription
) -> None:
    serve(site, entry("1", link=site.url("/rain"), summary="It rains."))
    site.pages["/rain"] = page("x", 503, Retry_After="7200")
    look(wire)
    item = Item.objects.get()
    assert item.due_at
    assert item.due_at > timezone.now() + dt.timedelta(hours=1)
    assert "answered with an error (503)" in item.reason
    for _ in range(feeds.MAX_TRIES - 1):
        look(wire)
    item.refresh_from_db()
    assert item.tries == feeds.MAX_TRIES
    assert item in Item.objects.refused()
    assert site.paths.count("/rain") == feeds.MAX_TRIES


def test_a_page_that_comes_back_is_taken(site: Site, wire: Subscription) -> None:
    serve(site, entry("1", link=site.url("/rain"), summary="It rains."))
    site.pages["/rain"] = page("x", 500)
    look(wire)
    site.pages["/rain"] = page(article_page())
    assert look(wire).taken == 1
    item = Item.objects.get()
    assert (item.reason, item.due_at, item.article) == ("", None, Article.objects.get())


# ── feeds that fail ───────────────────────────────────────────────────────────────────────

FAILURES = [
    (page("x", 404), "is not there (404)"),
    (page("x", 500), "answered with an error (500)"),
    (page("<html><body>Rain</body></html>"), "is no feed"),
    (page("Rain", kind="text/plain"), "is no XML"),
    (page(feed().replace("<channel>", "<channel>&a;").replace(
        "<rss", "<!DOCTYPE rss [<!ENTITY a 'aaaa'>]><rss"), kind=RSS), "declares entities"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "error"), FAILURES, ids=[row[1] for row in FAILURES])
def test_an_error_is_kept_with_the_address_and_forgotten_after_a_success(
    site: Site, wire: Subscription, answer: object, error: str
) -> None:
    site.pages["/feed"] = answer  # type: ignore[assignment]
    look(wire)
    assert error in wire.error
    assert wire.address in wire.error
    assert wire.failed_at
    assert (wire.succeeded_at, wire.failures, wire.claimed_by) == (None, 1, "")
    serve(site, entry("1", text=html_of()))
    assert look(wire).taken == 1
    assert (wire.error, wire.failures) == ("", 0)


def test_after_each_failure_the_next_look_is_put_off_twice_as_long(
    site: Site, wire: Subscription
) -> None:
    pauses = []
    for _ in range(12):
        look(wire)
        assert wire.looked_at
        pauses.append(round((wire.due_at - wire.looked_at).total_seconds() / 60))
    assert pauses[:4] == [30, 60, 120, 240]
    assert pauses[-1] == 24 * 60


def test_a_server_says_when_to_look_again(site: Site, wire: Subscription) -> None:
    site.pages["/feed"] = page("x", 429, Retry_After="36000")
    look(wire)
    assert wire.due_at > timezone.now() + dt.timedelta(hours=9)


def test_one_that_fails_stops_no_other(site: Site, wire: Subscription) -> None:
    serve(site, entry("1", text=html_of()))
    broken = Subscription.objects.create(
        kind="feed", address=site.url("/broken"), due_at=timezone.now() - dt.timedelta(days=1)
    )
    looks = list(look_at(Subscription.objects.all().due(timezone.now())))
    assert [(each.subscription, each.taken, bool(each.error)) for each in looks] == [
        (broken, 0, True),
        (wire, 1, False),
    ]


def test_a_fault_of_ours_is_an_error_of_the_look(
    site: Site, wire: Subscription, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(feeds, "take", broken)
    serve(site, entry("1", text=html_of()), ETag='"7"')
    assert "ZeroDivisionError" in look(wire).error
    assert (wire.etag, wire.claimed_by) == ("", "")
    monkeypatch.undo()
    assert look(wire).taken == 1
