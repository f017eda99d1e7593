"""Corrections in a real browser: by keyboard alone, by mouse, and without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from articles.corrections import quotations, speakers
from articles.corrections.changes import Editor
from articles.ingest.store import store
from articles.models import (
    Article,
    Change,
    Decision,
    Item,
    Quotation,
    Speaker,
    Subscription,
)
from extraction.annotations import Extraction
from tests.support.accessibility import WIDTHS, faults, faults_on_a_walk
from tests.support.browser import HARBOUR, sign_in
from tests.support.contexts import own_page
from tests.support.factories import said

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

SELECT = """words => {
  const story = document.querySelector(".story-body");
  const walker = document.createTreeWalker(story, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return;
  }
}"""


@pytest.fixture
def desk(article: Article, page: Page, live_server: LiveServer) -> Page:
    """A page whose reader is an editor."""
    sign_in(page, live_server.url)
    return page


@pytest.fixture
def plain_desk(article: Article, plain_page: Page, live_server: LiveServer) -> Page:
    """The same with JavaScript switched off."""
    sign_in(plain_page, live_server.url)
    return plain_page


def note(page: Page, words: str) -> Any:
    return page.locator(".note-item", has_text=words)


# ── by keyboard alone ─────────────────────────────────────────────────────────────────────


def test_five_quotes_are_corrected_by_keyboard_and_stand_when_read_again(
    article: Article, desk: Page
) -> None:
    desk.goto(article.get_absolute_url())
    desk.evaluate("window.kept = true")
    keys = desk.keyboard

    # 1. another speaker, by the type-ahead
    note(desk, "Nobody asked us").get_by_role("link", name="Edit").focus()
    keys.press("e")
    expect(desk.get_by_label("Speaker", exact=True)).to_be_focused()
    keys.press("Control+A")
    keys.type("bo")
    expect(desk.locator("#speaker-choices [data-value='Bo Li']")).to_have_count(1)
    keys.type(" Li")
    keys.press("Enter")
    expect(desk.get_by_role("status").filter(has_text="Corrected")).to_be_visible()
    changed = note(desk, "Nobody asked us")
    expect(changed).to_contain_text("Bo Li")
    expect(changed.get_by_role("link", name="Edit")).to_be_focused()

    # 2. the next one is right
    keys.press("j")
    keys.press("c")
    expect(desk.get_by_role("status").filter(has_text="Confirmed")).to_be_visible()
    expect(desk.locator(".note-item [data-act=e]:focus")).to_have_count(1)

    # 3. a paraphrase is none
    note(desk, "a treaty").get_by_role("link", name="Edit").last.focus()
    keys.press("x")
    expect(desk.get_by_role("status").filter(has_text="Marked as not a quote")).to_be_visible()
    expect(desk.locator(".note-item [data-act=e]:focus")).to_have_count(1)

    # 4. an extent, by its words
    note(desk, "The ports stay shut").get_by_role("link", name="Edit").focus()
    keys.press("Enter")
    expect(desk.get_by_label("Speaker", exact=True)).to_be_focused()
    words = desk.get_by_label("Words, as in the article")
    words.focus()
    keys.press("Control+A")
    keys.type("The ports stay shut")
    desk.get_by_role("button", name="Save").last.focus()
    keys.press("Enter")
    expect(note(desk, "The ports stay shut")).to_contain_text("corrected")
    corrected = note(desk, "The ports stay shut")
    expect(corrected.get_by_role("link", name="Edit")).to_be_focused()

    # 5. a missed one
    desk.get_by_role("link", name="Add a missed quote").focus()
    keys.press("Enter")
    expect(desk.get_by_label("Speaker", exact=True)).to_be_focused()
    expect(desk.locator(".done")).to_have_count(0)
    keys.type("Ada Roe")
    desk.get_by_label("Words, as in the article").focus()
    keys.type("a short list of demands")
    desk.get_by_role("button", name="Add the quote").focus()
    keys.press("Enter")
    added = note(desk, "a short list of demands")
    expect(added.get_by_role("link", name="Edit")).to_be_focused()

    # 6. another one, whose speaker the article does not name
    desk.get_by_role("link", name="Add a missed quote").press("Enter")
    desk.get_by_label("Words, as in the article").press("Control+A")
    keys.type("What happens next?")
    desk.get_by_role("button", name="Add the quote").press("Enter")
    asked = desk.get_by_role("button", name="Add it without a speaker")
    expect(asked).to_be_in_viewport()
    asked.press("Enter")
    expect(note(desk, "What happens next?").get_by_role("link", name="Edit")).to_be_focused()
    assert desk.evaluate("window.kept") is True, "every step happens in place"

    # The machine reads the article again, and finds other things.
    decided = texts_and_speakers(article)
    other = [said(HARBOUR, "Nobody asked us.", by="World Grain Council"),
             said(HARBOUR, "a treaty", by="Ada Roe"),
             said(HARBOUR, "The ports stay shut until we have a treaty,", by="Bo Li")]  # fmt: skip
    store(article, Extraction(tuple(other)), "fixed-2")
    after = texts_and_speakers(article)
    assert ("a treaty", "Ada Roe") not in after
    for text in ("Nobody asked us.", "a short list of demands"):
        assert {p for p in after if p[0] == text} == {p for p in decided if p[0] == text}
    assert ("The ports stay shut", "Bo Li") in after, "of that one the extent alone was set"
    assert {d.verdict for d in Decision.objects.all()} == {"", "checked", "rejected"}
    assert not Decision.objects.lost().exists()


def texts_and_speakers(article: Article) -> set[tuple[str, str | None]]:
    return set(article.quotations.values_list("text", "speaker__name"))


def test_undo_brings_back_in_place(article: Article, desk: Page) -> None:
    desk.goto(article.get_absolute_url())
    note(desk, "Nobody asked us").get_by_role("button", name="Not a quote").click()
    expect(note(desk, "Nobody asked us")).to_have_count(0)
    desk.get_by_role("button", name="Undo").click()
    expect(note(desk, "Nobody asked us")).to_have_count(1)
    assert article.quotations.count() == 5


# ── by mouse ──────────────────────────────────────────────────────────────────────────────


def test_selected_words_become_a_quote(article: Article, desk: Page) -> None:
    desk.goto(article.get_absolute_url())
    desk.evaluate(SELECT, "off the coast")
    desk.get_by_role("button", name="Add as a quote").click()
    words = desk.get_by_label("Words, as in the article")
    expect(words).to_have_value("off the coast")
    words.evaluate("field => { field.style.height = '9rem'; }")  # as its handle does
    desk.get_by_role("button", name="End one word later").click()
    expect(words).to_have_value("off the coast for")
    expect(desk.locator("#quote-form :focus")).to_have_count(1)
    desk.evaluate(SELECT, "off the coast for a third day")
    desk.get_by_role("button", name="Take these words").click()
    expect(words).to_have_value("off the coast for a third day")
    desk.get_by_label("Speaker", exact=True).fill("Nobody Yet")
    desk.get_by_role("button", name="Add the quote").click()
    expect(desk.get_by_text("Nobody on file is called")).to_be_visible()
    desk.get_by_role("button", name="Create “Nobody Yet” and save").click()
    expect(note(desk, "off the coast for a third day")).to_contain_text("Nobody Yet")
    quotation = Quotation.objects.get(text="off the coast for a third day")
    assert HARBOUR[quotation.start : quotation.end] == quotation.text


def test_of_words_that_stand_twice_the_selected_ones_are_taken(
    article: Article, desk: Page
) -> None:
    desk.goto(article.get_absolute_url())
    second = HARBOUR.index("We have been patient")
    desk.evaluate(SELECT, "We have been")
    desk.get_by_role("button", name="Add as a quote").click()
    expect(desk.get_by_label("Words, as in the article")).to_have_value("We have been")
    desk.get_by_role("button", name="Add the quote").click()
    desk.get_by_role("button", name="Add it without a speaker").click()
    expect(desk.get_by_role("status").filter(has_text="Added")).to_be_visible()
    assert Quotation.objects.get(text="We have been").start == second


def test_two_speakers_are_merged_and_parted(article: Article, desk: Page) -> None:
    roe = Speaker.objects.get(name="Ada Roe")
    other = speakers.create("A. Roe", "person", Editor())
    quotations.correct(Quotation.objects.get(text="Nobody asked us."), {"speaker": other}, Editor())
    desk.goto(other.get_absolute_url())
    desk.get_by_role("link", name="Merge into another").click()
    desk.get_by_label("Merge into").fill("Ada")
    desk.locator("#speaker-choices [data-value='Ada Roe']").click()
    desk.get_by_role("button", name="See what moves").click()
    expect(desk.get_by_text("1 quote in 1 article moves to Ada Roe")).to_be_visible()
    desk.get_by_role("button", name="Merge them").click()
    expect(desk).to_have_url(re.compile(f"{roe.get_absolute_url()}$"))
    expect(desk.locator("blockquote", has_text="Nobody asked us.")).to_have_count(1)
    desk.goto(other.get_absolute_url())
    expect(desk.get_by_role("heading", name="Ada Roe")).to_be_visible()
    desk.get_by_role("link", name="History").click()
    desk.get_by_role("button", name="Revert: Merged speakers, A. Roe").click()
    expect(desk.get_by_text("Brought back as it was before.")).to_be_visible()
    desk.goto(other.get_absolute_url())
    expect(desk.get_by_role("heading", name="A. Roe")).to_be_visible()
    expect(desk.locator("blockquote", has_text="Nobody asked us.")).to_have_count(1)


def test_on_a_telephone_the_list_stays_open_where_one_is(article: Article, desk: Page) -> None:
    desk.set_viewport_size(WIDTHS["narrow"])
    desk.goto(article.get_absolute_url())
    desk.locator(".notes > summary").click()
    note(desk, "Nobody asked us").get_by_role("button", name="Confirm").click()
    edit = note(desk, "Nobody asked us").get_by_role("link", name="Edit")
    expect(note(desk, "Nobody asked us")).to_contain_text("confirmed")
    expect(edit).to_be_focused()
    expect(edit).to_be_in_viewport()
    note(desk, "Nobody asked us").get_by_role("button", name="Not a quote").click()
    expect(note(desk, "Nobody asked us")).to_have_count(0)
    expect(note(desk, "the price of bread").get_by_role("link", name="Edit")).to_be_focused()


# ── without JavaScript ────────────────────────────────────────────────────────────────────


def test_all_of_it_works_without_javascript(article: Article, plain_desk: Page) -> None:
    page = plain_desk
    page.goto(article.get_absolute_url())
    note(page, "Nobody asked us").get_by_role("link", name="Edit").click()
    page.get_by_label("Speaker", exact=True).fill("Bo Li")
    page.get_by_role("button", name="End one word earlier").click()
    expect(page.get_by_label("Words, as in the article")).to_have_value("Nobody asked us")
    page.get_by_role("button", name="Save").last.click()
    expect(note(page, "Nobody asked us")).to_contain_text("Bo Li")
    expect(page.locator("mark", has_text="Nobody asked us").first).to_be_in_viewport()
    page.get_by_role("button", name="Undo").click()
    expect(note(page, "Nobody asked us")).to_contain_text("Ada Roe")
    note(page, "Nobody asked us").get_by_role("button", name="Confirm").click()
    expect(note(page, "Nobody asked us")).to_contain_text("confirmed")
    page.get_by_role("link", name="Add a missed quote").click()
    page.get_by_label("Words, as in the article").fill("a short list of demands")
    page.get_by_role("button", name="Add the quote").click()
    page.get_by_role("button", name="Add it without a speaker").click()
    expect(note(page, "a short list of demands")).to_be_visible()
    assert Change.objects.count() == 4


# ── all of it ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_axe_finds_nothing_on_the_desk(article: Article, desk: Page) -> None:
    quotation = Quotation.objects.get(text="Nobody asked us.")
    speaker = quotation.speaker
    assert speaker
    quotations.correct(quotation, {"title": "envoy", "speaker": None}, Editor(why="So she said."))
    smith = speakers.create("John Smith", "person", Editor())
    text = "“Yes,” said Smith."
    second = Article.objects.create(title="A yes", body=text)
    store(second, Extraction((said(text, "Yes,", by="Smith", confidence=0.3),)), "fixed-1")
    Decision.objects.create(article=second, anchors=[{"exact": "Gone", "prefix": "", "suffix": "",
                            "start": 0, "end": 4}], verdict="checked", lost=True)  # fmt: skip
    wire = Subscription.objects.create(
        kind="feed", address="https://news.example/feed", error="It is not there (404).",
        failed_at=timezone.now(), failures=2,
    )  # fmt: skip
    Item.objects.create(subscription=wire, key="a", title="A yes", article=second, reason="Edited.")
    pages = {
        "article": article.get_absolute_url(),
        "speaker": speaker.get_absolute_url(),
        "review": "/desk/",
        "people": "/desk/people/",
        "lost": "/desk/lost/",
        "history": "/desk/history/",
        "feeds": "/desk/following/",
        "feed": wire.get_absolute_url(),
        "correct": f"/desk/quotes/{article.quotations.all()[0].pk}/",
        "add": f"/desk/articles/{article.pk}/quote/",
        "edit article": f"/desk/articles/{article.pk}/",
        "edit speaker": f"/desk/speakers/{speaker.pk}/",
        "merge": f"/desk/speakers/{speaker.pk}/merge/",
        "preview": f"/desk/speakers/{speaker.pk}/merge/?into={smith.name}",
        "nobody": f"/desk/speakers/{speaker.pk}/merge/?into=Nobody",
        "split": f"/desk/speakers/{speaker.pk}/split/",
        "articles": "/articles/",
    }
    assert faults_on_a_walk(desk, pages) == []


def test_signing_in_is_a_page_like_the_others(article: Article, page: Page) -> None:
    assert faults(page, {"sign in": "/sign-in/"}) == []


def test_a_save_that_fails_says_so_and_keeps_what_was_typed(
    article: Article, browser: Browser, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A context of its own: htmx reports what fails on the console, too.
    with own_page(browser, live_server.url) as page:
        sign_in(page, live_server.url)
        page.goto(article.get_absolute_url())
        note(page, "Nobody asked us").get_by_role("link", name="Edit").click()
        office = page.get_by_label("Office held at the time")
        office.fill("harbour master")
        save = page.get_by_role("button", name="Save").last
        page.context.set_offline(True)
        save.click()
        expect(page.get_by_role("alert")).to_contain_text("does not answer")
        expect(page.get_by_role("alert")).to_be_in_viewport()
        page.context.set_offline(False)

        def fail(*given: object) -> None:
            raise RuntimeError("A fault of ours.")

        with monkeypatch.context() as broken:
            broken.setattr(quotations, "correct", fail)
            save.click()
            expect(page.get_by_role("alert")).to_contain_text("broke, and nothing was saved.")

        ana = User.objects.get(username="ana")
        ana.set_password("a long enough one")
        ana.save()
        Session.objects.all().delete()
        save.click()
        expect(page.get_by_role("alert")).to_contain_text("no longer signed in")
        expect(office).to_have_value("harbour master")
        sign_in_beside(page, "a wrong one", "a long enough one")
        expect(note(page, "Nobody asked us")).to_contain_text("Harbour master")

        # What is sent again has the answer of the button that was pressed.
        note(page, "Nobody asked us").get_by_role("link", name="Edit").click()
        page.get_by_label("Speaker", exact=True).fill("Nobody Yet")
        page.get_by_role("button", name="Save").last.click()
        create = page.get_by_role("button", name="Create “Nobody Yet” and save")
        expect(create).to_be_visible()
        Session.objects.all().delete()
        create.click()
        sign_in_beside(page, "a long enough one")
        expect(note(page, "Nobody asked us")).to_contain_text("Nobody Yet")


def sign_in_beside(page: Page, *passwords: str) -> None:
    """Sign in beside the form whose session ended, by the last of the passwords."""
    page.get_by_role("alert").get_by_role("link", name="Sign in").click()
    for password in passwords:
        page.get_by_role("dialog").get_by_label("Username").fill("ana")
        page.get_by_role("dialog").get_by_label("Password").fill(password)
        page.keyboard.press("Enter")
        if password != passwords[-1]:
            expect(page.get_by_role("dialog")).to_contain_text("correct username")


def test_quotes_to_split_off_are_printed(article: Article, desk: Page) -> None:
    speaker = Speaker.objects.get(name="Ada Roe")
    desk.goto(f"/desk/speakers/{speaker.pk}/split/")
    desk.emulate_media(media="print")
    listed = desk.locator(".choice-label")
    assert listed.count() == Quotation.objects.filter(speaker=speaker).count() > 0
    for each in (*listed.all(), *desk.locator(".form-ticks [name=quotes]").all()):
        expect(each).to_be_visible()
    for hidden in ("button[type=submit]", "[name=to]", "[name=why]", ".cancel"):
        expect(desk.locator(f".form-ticks {hidden}").first).to_be_hidden()
