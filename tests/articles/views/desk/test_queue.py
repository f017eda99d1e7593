"""The review queue as plain forms: its order, its filters, and what is decided in it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from articles.corrections.changes import Editor
from articles.corrections.quotations import check
from articles.ingest.store import store
from articles.models import Assignment, Change, Decision, Quotation, Report
from extraction.annotations import Extraction, Kind
from tests.support.factories import said
from tests.support.forms import form_of
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def in_doubt(words: str, by: str | None = "Ada Roe", **fields: Any) -> Quotation:
    fields.setdefault("confidence", 0.5)
    return make_quotation(words, by, **fields)


def shown(client: Client, query: str = "") -> list[str]:
    """The words of the quotations in the queue, in order."""
    return [e.quotation.text for e in client.get(f"/desk/{query}").context["entries"]]


def report(quotation: Quotation, note: str = "") -> Report:
    anchors = [{"exact": quotation.text, "prefix": "", "suffix": "", "start": quotation.start,
                "end": quotation.end}]  # fmt: skip
    return Report.objects.create(
        article=quotation.article, quotation=quotation, anchors=anchors, note=note
    )


# ── the order ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.every_database
def test_what_matters_most_comes_first(editor: Client) -> None:
    for number in range(8):
        make_quotation(f"Nothing in doubt {number}", "Ada Roe", title=None)
    in_doubt("It is paraphrased", "Bo Li", kind=Kind.INDIRECT, confidence=0.1)
    in_doubt("Nobody says so", None)
    in_doubt("She is heard often")
    in_doubt("He is new", "Cy Lund")
    wrong = in_doubt("It is reported", "Bo Li", kind=Kind.INDIRECT, confidence=0.95)
    report(wrong, "She never said that.")
    assert shown(editor) == [
        "It is reported",
        "She is heard often",
        "He is new",
        "Nobody says so",
        "It is paraphrased",
    ]
    assert "She never said that." in editor.get("/desk/").content.decode()


@pytest.mark.every_database
def test_among_equals_the_least_sure_and_then_the_latest_come_first(editor: Client) -> None:
    today = dt.datetime.now(tz=dt.UTC).date()
    in_doubt("Of today", "Ada Roe", published_on=today)
    in_doubt("Of long ago", "Bo Li", published_on=dt.date(1999, 1, 1))
    in_doubt("Hardly sure", "Cy Lund", confidence=0.1, published_on=dt.date(1999, 1, 1))
    assert shown(editor) == ["Hardly sure", "Of today", "Of long ago"]


@pytest.mark.every_database
def test_the_order_follows_what_is_decided(editor: Client) -> None:
    first, second = in_doubt("One", "Ada Roe", confidence=0.2), in_doubt("Two", "Bo Li")
    assert shown(editor) == ["One", "Two"]
    change = check(first, Editor())
    assert change
    assert shown(editor) == ["Two"]
    editor.post(reverse("revert", args=[change.pk]))
    assert shown(editor) == ["One", "Two"]
    Quotation.objects.filter(pk=second.pk).update(confidence=0.1)
    assert shown(editor) == ["Two", "One"]


# ── filters ───────────────────────────────────────────────────────────────────────────────


def test_the_queue_is_narrowed(editor: Client) -> None:
    one = in_doubt("One", "Ada Roe", outlet="Post", published_on=dt.date(2026, 1, 1))
    in_doubt("Two", "Bo Li", kind=Kind.INDIRECT, outlet="Herald", confidence=0.65)
    in_doubt("Three", None, confidence=0.65)
    report(one)
    outlet = one.article.outlet_id
    expected = {
        "?why=reported": ["One"],
        "?why=nobody": ["Three"],
        "?why=unsure": [],
        "?why=new": ["One", "Two"],
        "?kind=indirect": ["Two"],
        "?speaker=Bo+Li": ["Two"],
        f"?outlet={outlet}": ["One"],
        "?since=2025-12-31&until=2026-01-01": ["One"],
        "?since=2026-01-02": [],
        "?kind=indirect&why=nobody": [],
    }
    assert {query: shown(editor, query) for query in expected} == expected
    page = editor.get("/desk/?speaker=Nobody").content.decode()
    assert "Nobody on file is called “Nobody”." in page


def test_the_page_goes_on_from_a_place_under_the_same_filters(editor: Client) -> None:
    for number in range(12):
        in_doubt(f"Words {number:02}", f"Ada Roe {number}", confidence=0.1 + number / 100)
    first = editor.get("/desk/?kind=direct")
    assert [e.quotation.text for e in first.context["entries"]][-1] == "Words 09"
    second = editor.get(first.context["following"])
    assert [e.quotation.text for e in second.context["entries"]] == ["Words 10", "Words 11"]
    assert second.context["previous"].startswith("/desk/?kind=direct")
    assert shown(editor, second.context["previous"].removeprefix("/desk/"))[0] == "Words 00"
    assert shown(editor, "?at=nonsense")[0] == shown(editor, "?at=9.9.9")[0] == "Words 00"


# ── deciding ──────────────────────────────────────────────────────────────────────────────


def test_a_decision_goes_on_to_the_next_and_never_back_to_what_was_passed(
    editor: Client, django_assert_max_num_queries: Any
) -> None:
    passed, here, after = (in_doubt(f"W {n}", f"Ada {n}", confidence=n / 10) for n in (1, 2, 3))
    entry = editor.get("/desk/").context["entries"][1]
    with django_assert_max_num_queries(50):
        check = reverse("quotation-check", args=[here.pk])
        response = editor.post(check, {"next": entry.next}, follow=True)
    assert [e.quotation for e in response.context["entries"]] == [after]
    entry = response.context["entries"][0]
    response = editor.post(
        reverse("quotation-reject", args=[after.pk]), {"next": entry.next}, follow=True
    )
    assert "This is the end of the queue; 1 passed over." in response.content.decode()
    assert shown(editor) == [passed.text]
    undo = re.search(r'name="next" value="([^"]*)"', response.content.decode())
    assert undo
    undone = undo[1].replace("&amp;", "&")
    assert not shown(editor, undone.removeprefix("/desk/"))  # not until it is undone
    change = Change.objects.latest("pk")
    response = editor.post(reverse("revert", args=[change.pk]), {"next": undone}, follow=True)
    assert [e.quotation.text for e in response.context["entries"]] == [after.text]


def test_what_is_saved_in_the_queue_is_confirmed_with_it(editor: Client) -> None:
    quotation = in_doubt("We will stay")
    entry = editor.get("/desk/").context["entries"][0]
    page = editor.get(f"{entry.edit}").content.decode()
    assert 'name="settle" value="1"' in page
    assert "We will stay" in page
    url = reverse("quotation-edit", args=[quotation.pk])
    sent = {**form_of(editor, url), "title": "envoy", "settle": "1", "next": entry.next}
    refused = editor.post(url, {**sent, "speaker": "Nobody"})
    assert refused.status_code == 422
    assert refused.context["next"] == entry.next
    assert 'name="settle"' in refused.content.decode()
    assert editor.post(url, sent)["Location"] == entry.next
    quotation.refresh_from_db()
    assert (quotation.speaker_title, quotation.confidence) == ("envoy", 1.0)
    assert Decision.objects.get().verdict == "checked"
    change = Change.objects.get()
    editor.post(reverse("revert", args=[change.pk]))
    quotation.refresh_from_db()
    assert (quotation.speaker_title, quotation.confidence) == ("foreign minister", 0.5)


def test_a_skipped_quote_is_left_out_until_it_is_asked_for(editor: Client) -> None:
    one, _ = in_doubt("One", "Ada Roe", confidence=0.1), in_doubt("Two", "Bo Li")
    skip = reverse("quotation-skip", args=[one.pk])
    editor.post(skip, {"next": "/desk/"})
    assert shown(editor) == ["Two"]
    assert shown(editor, "?whose=skipped") == ["One"]
    assert "Skipped by you: 1" in editor.get("/desk/").content.decode()
    editor.post(skip, {"back": "1"})
    assert shown(editor) == ["One", "Two"]


@pytest.mark.every_database
def test_a_taken_quote_is_nobody_elses(editor: Client, client: Client) -> None:
    one, _ = in_doubt("One", "Ada Roe", confidence=0.1), in_doubt("Two", "Bo Li")
    other = Client()
    user = User.objects.create_user("bea")
    user.groups.add(Group.objects.get(name="Editors"))
    other.force_login(user)
    take = reverse("quotation-take", args=[one.pk])
    editor.post(take)
    assert shown(editor) == ["One", "Two"]
    assert shown(editor, "?whose=mine") == ["One"]
    assert shown(other) == ["Two"]
    assert "Another editor took it" in other.post(take, follow=True).content.decode()
    other.post(take, {"back": "1"})
    assert Assignment.objects.get().user_id != user.pk
    editor.post(take, {"back": "1"})
    assert shown(other) == ["One", "Two"]


# ── several at once ───────────────────────────────────────────────────────────────────────


def test_ticked_quotes_are_decided_at_once_and_undone_at_once(editor: Client) -> None:
    several = reverse("review-several")
    rows = [in_doubt(f"W {n}", f"Ada {n}", confidence=n / 10) for n in (1, 2, 3)]
    bo = in_doubt("Other", "Bo Li", country="IT").speaker
    two = [row.pk for row in rows[:2]]
    page = editor.post(several, {"quote": two, "act": "give", "to": "Bo Li"}, follow=True)
    assert "2 quotes given to Bo Li." in page.content.decode()
    given = Quotation.objects.with_pk_in(two)
    assert {(q.speaker, q.speaker_title, q.speaker_country_id) for q in given} == {(bo, "", "IT")}
    whole = Change.objects.all().whole().get()
    assert whole.parts.count() == 2
    editor.post(reverse("revert", args=[whole.pk]))
    assert {q.speaker_title for q in Quotation.objects.with_pk_in(two)} == {"foreign minister"}
    editor.post(several, {"quote": two, "act": "reject"})
    assert Quotation.objects.with_pk_in(two).count() == 0
    editor.post(several, {"quote": [rows[2].pk], "act": "check"})
    assert shown(editor) == ["Other"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"act": "reject"}, "Tick the quotes first."),
        ({"act": "give"}, "Name the speaker whom the ticked quotes are given to."),
        ({"act": "give", "to": "Nobody"}, "Nobody on file is called"),
        ({"act": "burn"}, "burn"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_changed(
    editor: Client, sent: dict[str, str], said: str
) -> None:
    quotation = in_doubt("One")
    chosen = {} if "Tick" in said else {"quote": quotation.pk}
    page = editor.post(reverse("review-several"), {**chosen, **sent})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not Change.objects.exists()


def test_what_was_ticked_and_typed_stays_in_a_form_that_is_refused(editor: Client) -> None:
    first, second = in_doubt("One", confidence=0.1), in_doubt("Two", confidence=0.2)
    in_doubt("Three", kind=Kind.INDIRECT)
    in_doubt("Other", "Bo Li")
    several = f"{reverse('review-several')}?kind=direct"
    sent = {"quote": [second.pk, first.pk], "act": "give", "to": "Li", "next": "/desk/"}
    page = editor.post(several, sent).content.decode()
    assert page.count("checked") == 2
    assert 'value="Li"' in page
    assert "Give them to Bo Li" in page
    assert "Three" not in page, "the filters stay too"
    second.delete()
    page = editor.post(several, {**sent, "to": "Bo Li"}).content.decode()
    assert "A ticked quote is gone" in page
    assert page.count("checked") == 1
    editor.post(several, {"quote": first.pk, "to": "Li", "take": "Bo Li"})
    first.refresh_from_db()
    assert str(first.speaker) == "Bo Li"
    Quotation.objects.all().delete()
    page = editor.post(several, {**sent, "quote": 1, "act": "check"}).content.decode()
    assert "A ticked quote is gone" in page, "nothing is left to be ticked"


# ── reports, and what a sitting changed ───────────────────────────────────────────────────


@pytest.mark.every_database
def test_a_decision_settles_the_reports_and_its_undoing_opens_them_again(editor: Client) -> None:
    quotation = in_doubt("One", confidence=0.95)
    report(quotation)
    assert shown(editor) == ["One"]
    editor.post(reverse("quotation-reject", args=[quotation.pk]))
    assert shown(editor) == []
    editor.post(reverse("revert", args=[Change.objects.get().pk]))
    assert shown(editor) == ["One"]
    (again,) = Quotation.objects.all()
    editor.post(reverse("quotation-check", args=[again.pk]))
    assert shown(editor) == []
    report(again)
    editor.post(reverse("quotation-check", args=[again.pk]))  # right as it is, and said before
    assert shown(editor) == []


@pytest.mark.every_database
def test_the_page_says_what_the_last_ten_minutes_changed(editor: Client) -> None:
    rows = [in_doubt(f"W {n}", f"Ada {n}") for n in range(3)]
    editor.post(reverse("quotation-check", args=[rows[0].pk]))
    editor.post(reverse("review-several"), {"quote": [rows[1].pk, rows[2].pk], "act": "reject"})
    page = " ".join(editor.get("/desk/").content.decode().split())
    assert "confirmed a quote 1×, marked as not a quote 2×" in page
    Change.objects.update(at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert "confirmed a quote" not in editor.get("/desk/").content.decode()


def test_reports_follow_their_quote_when_its_article_is_read_again(editor: Client) -> None:
    quotation = in_doubt("One", confidence=0.95)
    report(quotation)
    article, body = quotation.article, quotation.article.body
    store(article, Extraction(), "fixed-2")
    assert shown(editor) == []
    again = said(body, "One", by="Bo Li", source=(), cue=())
    store(article, Extraction((again,)), "fixed-3")
    assert shown(editor) == ["One"]
