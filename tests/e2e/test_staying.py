"""Editors stay where they are: the scroll, the focus and the open form, on any screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.corrections import quotations, speakers
from articles.corrections.changes import Editor
from articles.ingest.store import store
from articles.models import Article, Quotation
from extraction.annotations import Extraction
from tests.support.accessibility import AXE, RULES, violations
from tests.support.browser import open_newsroom, sign_in
from tests.support.contexts import TELEPHONE, own_page
from tests.support.factories import make_article, said, span

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

FILLER = "\n\nThe harbour was quiet, and the cranes did not move for the whole of the day. " * 12


@pytest.fixture
def article(live_server: LiveServer) -> Article:
    """An article of several screens: its quotes are far from one another."""
    open_newsroom()
    body = "".join(f"“This is what I say as number {n},” said Ada Roe.{FILLER}" for n in range(9))
    found = [said(body, f"This is what I say as number {n},", by="Ada Roe") for n in range(9)]
    article = make_article(body, title="Nine quotes far apart")
    store(article, Extraction(tuple(found)), "fixed-1")
    speakers.create("Zakhar Brel", "person", Editor())
    return article


@pytest.fixture
def desk(article: Article, page: Page, live_server: LiveServer) -> Page:
    sign_in(page, live_server.url)
    return page


def note(page: Page, number: int) -> Any:
    return page.locator(".note-item", has_text=f"as number {number}")


def mark(page: Page, number: int) -> Any:
    return page.locator(".story-body mark", has_text=f"as number {number}").first


def scroll(page: Page) -> float:
    top: float = page.evaluate("scrollY")
    return top


def test_every_act_stays_where_one_was(article: Article, desk: Page) -> None:
    desk.clock.install()
    desk.set_viewport_size({"width": 1360, "height": 900})
    desk.goto(article.get_absolute_url())
    desk.evaluate("scrollTo(0, 1000)")
    edit = note(desk, 1).get_by_role("link", name="Edit")
    before = scroll(desk)

    edit.click()
    office = desk.get_by_label("Office held at the time")
    office.fill("envoy")
    office.press("Enter")
    expect(desk.get_by_role("status").filter(has_text="Corrected")).to_be_visible()
    expect(edit).to_be_focused()
    assert scroll(desk) == before
    expect(mark(desk, 1)).to_be_in_viewport()

    desk.get_by_role("button", name="Undo").click()
    expect(desk.get_by_role("status").filter(has_text="Brought back")).to_be_visible()
    expect(edit).to_be_focused()
    assert scroll(desk) == before

    edit.click()
    desk.get_by_role("link", name="Cancel").click()
    expect(edit).to_be_focused()
    assert scroll(desk) == before

    note(desk, 1).get_by_role("button", name="Confirm").click()
    expect(note(desk, 1).get_by_role("button", name="Confirm")).to_have_count(0)
    expect(edit).to_be_focused()
    assert scroll(desk) == before

    desk.keyboard.press("j")
    expect(mark(desk, 2)).to_be_in_viewport()
    expect(note(desk, 2).get_by_role("link", name="Edit")).to_be_in_viewport()
    desk.keyboard.press("e")
    expect(desk.get_by_label("Speaker", exact=True)).to_be_focused()
    expect(mark(desk, 2)).to_be_in_viewport()
    desk.keyboard.press("Escape")
    expect(note(desk, 2).get_by_role("link", name="Edit")).to_be_focused()

    note(desk, 2).get_by_role("button", name="Not a quote").click()
    expect(note(desk, 2)).to_have_count(0)
    expect(note(desk, 3).get_by_role("link", name="Edit")).to_be_focused()
    expect(mark(desk, 3)).to_be_in_viewport()
    desk.get_by_role("button", name="Undo").click()
    expect(note(desk, 2).get_by_role("link", name="Edit")).to_be_focused()
    expect(mark(desk, 2)).to_be_in_viewport()

    desk.mouse.move(5, 5)
    desk.clock.fast_forward(31_000)
    expect(desk.locator(".done")).to_have_count(0)
    desk.evaluate(AXE)
    assert violations(desk, RULES) == []


# What htmx has not taken up yet when the elements of an answer are there.
NOT_TAKEN_UP = """() => {
    const swapped = new Promise((done) => addEventListener("htmx:afterSwap", done, {once: true}));
    document.querySelector("[data-act=c]").click();
    return swapped.then(() => document.querySelectorAll(".htmx-added, .htmx-settling").length);
}"""


def test_what_an_act_brings_takes_the_next_key_at_once(article: Article, desk: Page) -> None:
    desk.goto(article.get_absolute_url())
    assert desk.evaluate(NOT_TAKEN_UP) == 0


def test_one_form_is_open_and_what_is_not_saved_is_asked_about(
    article: Article, desk: Page
) -> None:
    desk.goto(article.get_absolute_url())
    asked: list[str] = []
    answers = [False, False, True]
    title = desk.title()

    def answer(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.accept() if answers.pop(0) else dialog.dismiss()

    desk.on("dialog", answer)
    note(desk, 0).get_by_role("link", name="Edit").click()
    expect(desk.locator("#quote-form")).to_have_count(1)
    note(desk, 2).get_by_role("link", name="Edit").click()
    expect(note(desk, 0).get_by_role("link", name="Edit")).to_be_visible()
    expect(desk.locator("#note-3 #quote-form")).to_have_count(1)
    assert asked == [], "nothing was typed in the first"
    assert desk.title() == title, "it is the page of the article still"

    office = desk.get_by_label("Office held at the time")
    office.fill("envoy")
    office.press("Escape")
    note(desk, 0).get_by_role("button", name="Confirm").click()
    expect(office).to_have_value("envoy")
    desk.get_by_role("link", name="Add a missed quote").click()
    expect(desk.locator("#adding #quote-form")).to_have_count(1)
    assert len(asked) == 3
    expect(note(desk, 2).get_by_role("link", name="Edit")).to_be_visible()


def test_names_and_edges_by_keyboard(article: Article, desk: Page) -> None:
    desk.goto(article.get_absolute_url())
    keys = desk.keyboard
    note(desk, 0).get_by_role("link", name="Edit").focus()
    keys.press("e")
    speaker = desk.get_by_role("combobox", name="Speaker", exact=True)
    expect(speaker).to_be_focused()

    keys.press("Control+A")
    keys.type("zakh")
    keys.press("Enter")
    expect(speaker).to_have_value("Zakhar Brel")
    keys.press("Control+A")
    keys.type("o")
    expect(desk.get_by_role("listbox", name="Speakers on file")).to_be_visible()
    desk.evaluate(AXE)
    assert violations(desk, RULES) == []
    keys.press("ArrowDown")
    expect(desk.get_by_role("listbox").get_by_role("option", selected=True)).to_have_count(1)
    keys.press("Escape")
    expect(desk.get_by_role("listbox")).to_be_hidden()
    expect(speaker).to_be_focused()
    keys.press("Control+A")
    keys.type("Zakhar Brel")

    later = desk.get_by_role("button", name="End one word earlier")
    later.focus()
    words = desk.get_by_label("Words, as in the article")
    for _ in range(3):
        keys.press("Enter")
    expect(words).to_have_value("This is what I say as")
    expect(later).to_be_focused()
    desk.get_by_role("button", name="Save").last.click()
    expect(desk.get_by_role("status").filter(has_text="Corrected")).to_be_visible()
    saved = Quotation.objects.get(article=article, start=1)
    assert (saved.text, str(saved.speaker)) == ("This is what I say as", "Zakhar Brel")


@pytest.mark.parametrize("saves_first", ["ana", "bo"])
def test_two_editors_see_each_other_and_settle_a_clash(
    article: Article, desk: Page, browser: Browser, live_server: LiveServer, saves_first: str
) -> None:
    """Who saves second is asked, whether or not that one opened the form first."""
    with own_page(browser, live_server.url) as beside:
        sign_in(beside, live_server.url, "bo")
        desk.clock.install()
        for page in (desk, beside):
            page.goto(article.get_absolute_url())
            note(page, 0).get_by_role("link", name="Edit").click()
            expect(page.locator("#quote-form")).to_be_visible()
        expect(beside.locator("#quote-form")).to_contain_text("ana has this open too")
        desk.clock.fast_forward(31_000)
        expect(desk.locator("#quote-form")).to_contain_text("bo has this open too")

        first, second = (desk, beside) if saves_first == "ana" else (beside, desk)
        for page, title in ((first, "envoy"), (second, "minister")):
            page.get_by_label("Office held at the time").fill(title)
        first.keyboard.press("Enter")
        expect(first.get_by_role("status").filter(has_text="Corrected")).to_be_visible()
        second.keyboard.press("Enter")
        clash = second.get_by_role("alert")
        expect(clash).to_contain_text(f"{saves_first} changed this")
        expect(clash.get_by_label("yours: minister")).to_be_focused()
        second.evaluate(AXE)
        assert violations(second, RULES) == []
        clash.get_by_label("stored now: envoy").check()
        second.get_by_role("button", name="Save").last.click()
        expect(note(second, 0)).to_contain_text("Envoy")


@pytest.fixture
def telephone(article: Article, browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    with own_page(browser, live_server.url, **TELEPHONE) as page:
        sign_in(page, live_server.url)
        yield page


def test_on_a_telephone_words_and_form_are_in_one_view(article: Article, telephone: Page) -> None:
    page = telephone
    page.goto(article.get_absolute_url())
    page.locator(".notes > summary").tap()
    edit = note(page, 4).get_by_role("link", name="Edit")
    edit.scroll_into_view_if_needed()
    edit.tap()
    expect(page.get_by_role("combobox", name="Speaker", exact=True)).to_be_in_viewport()
    expect(mark(page, 4)).to_be_in_viewport(ratio=1)
    select(page, "what I say as number 4")
    page.get_by_role("button", name="Take these words").tap()
    words = page.get_by_label("Words, as in the article")
    expect(words).to_have_value("what I say as number 4")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").last.tap()
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    page.context.set_offline(False)
    shorter = (span(article.body, "I say as number 4"),)
    quotations.correct(
        article.quotations.get(text="This is what I say as number 4,"),
        {"content": shorter, "title": "envoy"},
        Editor(),
    )
    page.get_by_role("button", name="Save").last.tap()
    clash = page.get_by_role("alert")
    expect(clash).to_contain_text("changed this")
    expect(clash).to_be_in_viewport()
    clash.get_by_label("yours: what I say as number 4").tap()
    page.get_by_role("button", name="Save").last.tap()
    expect(page.locator("#quote-form")).to_have_count(0)
    expect(edit).to_be_focused()
    expect(edit).to_be_in_viewport()
    saved = article.quotations.get(text="what I say as number 4")
    assert saved.speaker_title == "envoy", "of another editor, and in no clash"

    # A missed quote needs a speaker; unsaved work is asked about.
    select(page, "The harbour was quiet")
    page.get_by_role("button", name="Add as a quote").tap()
    expect(page.locator(".done")).to_have_count(0)
    page.get_by_role("button", name="Add the quote").tap()
    expect(page.get_by_role("button", name="Add it without a speaker")).to_be_in_viewport()
    asked: list[str] = []

    def accept(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.once("dialog", accept)
    page.get_by_role("link", name="Cancel").tap()
    expect(page.locator("#quote-form")).to_have_count(0)
    assert len(asked) == 1


def select(page: Page, words: str) -> None:
    page.evaluate(
        """words => {
          const walker = document.createTreeWalker(
            document.querySelector(".story-body"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            getSelection().setBaseAndExtent(node, at, node, at + words.length);
            return;
          }
        }""",
        words,
    )
