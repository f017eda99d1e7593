"""The pages in a real browser: with and without JavaScript, by mouse and by keyboard."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

import extraction
from articles.ingest import process
from articles.models import Article
from articles.presentation.facets import LISTED, SHOWN
from articles.views.desk import adding
from tests.support.accessibility import faults
from tests.support.browser import EXTRACTOR, HARBOUR, every_path, open_newsroom, sign_in
from tests.support.quotations import make_quotation
from tests.support.servers import PATIENCE

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

# Replaces a task; the test itself runs it.
LATER = SimpleNamespace(enqueue=lambda key: None)


@pytest.fixture
def article(live_server: LiveServer) -> Article:
    return open_newsroom()


@pytest.fixture
def plain_page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A browser whose JavaScript is switched off."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.set_default_timeout(1000 * PATIENCE)
    yield context.new_page()
    context.close()


# ── quotes ────────────────────────────────────────────────────────────────────────────────


def test_a_filter_narrows_in_place_and_back_restores(article: Article, page: Page) -> None:
    page.goto("/")
    expect(page.locator(".quote")).to_have_count(5)
    page.evaluate("window.kept = true")
    page.get_by_label("Italy").first.check()
    expect(page.locator(".quote")).to_have_count(1)
    assert page.url.endswith("/?by=IT")
    assert page.evaluate("window.kept"), "the page was loaded again"
    expect(page.locator("#announce")).to_have_text("1 quote found in own words")
    expect(page.locator("#by-IT")).to_be_focused()
    page.get_by_role("link", name="Remove the filter from Italy").click()
    expect(page.locator(".quote")).to_have_count(5)
    page.go_back()
    expect(page.locator(".quote")).to_have_count(1)
    expect(page.get_by_role("heading", name="Quotes", exact=True)).to_be_visible()
    expect(page.locator("#by-IT")).to_be_checked()
    page.go_back()
    expect(page.locator(".quote")).to_have_count(5)
    expect(page.locator("#by-IT")).not_to_be_checked()


def test_words_are_searched_while_they_are_typed(article: Article, page: Page) -> None:
    page.goto("/?by=PL")
    page.get_by_label("Words in the quote").type("trea")
    expect(page.locator(".quote")).to_have_count(1)
    expect(page.locator(".quotes .hit")).to_have_text("treaty")
    expect(page.get_by_label("Words in the quote")).to_be_focused()
    assert page.url.endswith("/?q=trea%2A&by=PL"), "what is found is what the address says"
    page.locator("#kind-direct").check()
    expect(page.locator("#announce")).to_have_text("1 quote found")
    page.reload()
    expect(page.get_by_label("Words in the quote")).to_have_value("trea*")
    expect(page.locator(".quote")).to_have_count(1)


def test_enter_says_that_the_last_word_is_whole(article: Article, page: Page) -> None:
    page.goto("/")
    page.get_by_label("Words in the quote").type("trea")
    expect(page.locator("#announce")).not_to_have_text("")
    page.keyboard.press("Enter")
    expect(page.locator("#announce")).to_have_text("0 quotes found in own words")
    assert page.url.endswith("/?q=trea")


def test_what_was_found_is_marked_in_the_article_too(article: Article, page: Page) -> None:
    page.goto("/?q=“treaty”")
    page.locator(".quote-where a").first.click()
    expect(page.locator(".story-body .hit").first).to_have_text("treaty")
    expect(page.locator(".story-body")).to_have_text(re.compile(r"until we have a treaty,”"))


def test_a_name_is_jumped_to_by_keyboard_from_any_page(article: Article, page: Page) -> None:
    page.goto("/articles/")
    page.keyboard.press("/")
    expect(page.locator("#jump")).to_be_focused()
    page.keyboard.type("roe")
    expect(page.locator("#jump-options a").first).to_contain_text("Ada Roe")
    expect(page.locator("#announce")).to_contain_text("places to go")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#jump-options a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#jump")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ada Roe")


def test_without_javascript_the_jump_box_leads_to_the_best_match(
    article: Article, plain_page: Page
) -> None:
    plain_page.goto("/countries/")
    plain_page.locator("#jump").fill("poles")
    plain_page.locator("#jump").press("Enter")
    expect(plain_page.locator("h1")).to_have_text("Poland")
    plain_page.locator("#jump").fill("treaty")
    plain_page.locator("#jump").press("Enter")
    expect(plain_page.get_by_text("No speaker and no country is called “treaty”")).to_be_visible()
    plain_page.get_by_role("link", name="Quotes with “treaty”").click()
    expect(plain_page.locator(".quotes > li")).to_have_count(2)


def test_enter_in_the_jump_box_goes_to_the_best_match(article: Article, page: Page) -> None:
    page.goto("/articles/")
    page.locator("#jump").type("roe")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ada Roe")


def test_enter_wins_over_what_typing_still_sends(article: Article, page: Page) -> None:
    page.goto("/")
    page.get_by_label("Words in the quote").type("trea")
    page.keyboard.press("Enter")
    expect(page.locator("#announce")).to_contain_text("0 quotes found")
    page.wait_for_timeout(400)  # longer than the delay after which typing is sent
    expect(page.locator("#announce")).to_contain_text("0 quotes found")
    assert page.url.endswith("/?q=trea")


def test_a_search_is_one_entry_of_the_history(article: Article, page: Page) -> None:
    page.goto("/countries/")
    page.goto("/")
    before = page.evaluate("history.length")
    box = page.get_by_label("Words in the quote")
    for letters, count in (("tr", "2 quotes"), ("eaty ", "2 quotes"), ("ports", "1 quote")):
        page.evaluate("document.getElementById('announce').textContent = ''")
        box.press_sequentially(letters)
        expect(page.locator("#announce")).to_contain_text(count)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"q=treaty\+ports$"))
    assert page.evaluate("history.length") == before + 1
    expect(page).to_have_title("Quotes with treaty ports · Newsroom")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/$"))
    page.goto("/speakers/")
    before = page.evaluate("history.length")
    for letters in ("ro", "e"):
        page.evaluate("document.getElementById('announce').textContent = ''")
        page.get_by_role("textbox", name="Name").press_sequentially(letters)
        expect(page.locator("#announce")).to_contain_text("1 speaker")
    assert page.evaluate("history.length") == before + 1


def test_a_bar_of_the_histogram_is_a_filter(article: Article, page: Page) -> None:
    years = {"Quiet day": dt.date(2024, 5, 2), "Loud day": dt.date(2025, 7, 3)}
    for title, day in years.items():
        make_quotation(title, published_on=day)
    page.goto("/?by=PL")
    expect(page.locator(".histogram tbody tr")).to_have_count(3)
    page.get_by_role("link", name="1 quote in 2025").click()
    expect(page.locator(".quote")).to_have_count(1)
    assert "year=2025" in page.url
    page.get_by_role("link", name=re.compile("Remove the filter in 2025")).click()
    expect(page.locator(".histogram tbody tr")).to_have_count(3)


def test_a_facet_finds_a_speaker_in_place(article: Article, page: Page) -> None:
    for n in range(SHOWN + LISTED):
        make_quotation("One", f"Ada Ro{'abcdefghijklmnopqrstuvwxyz'[n % 26]}{n // 26 * 'x'}")
        make_quotation("Two", f"Ada Ro{'abcdefghijklmnopqrstuvwxyz'[n % 26]}{n // 26 * 'x'}")
    make_quotation("Only", "Zoe Quill")
    page.goto("/?by=PL")
    page.locator("#more-speaker > summary").click()
    page.get_by_label("Find a speaker").fill("quill")
    page.locator("#found-speaker").get_by_role("link", name="Zoe Quill").click()
    expect(page.locator(".quote")).to_have_count(1)
    assert "by=PL&speaker=" in page.url


def test_quotes_of_one_speaker_in_one_article_are_folded(article: Article, page: Page) -> None:
    page.goto("/")
    expect(page.get_by_text("“Nobody asked us.”", exact=True)).to_be_hidden()
    page.get_by_text("2 more by Ada Roe in this article").click()
    expect(page.get_by_text("“Nobody asked us.”", exact=True)).to_be_visible()


def test_what_was_unfolded_stays_unfolded(article: Article, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    expect(page.locator("#kind-direct")).to_be_hidden()
    page.locator(".facets > summary").click()
    page.locator("#kind-direct").check()
    expect(page.locator("#announce")).to_have_text("4 quotes found")
    expect(page.locator("#kind-direct")).to_be_visible()


# ── without JavaScript ────────────────────────────────────────────────────────────────────


def test_without_javascript_filters_apply_by_a_button(article: Article, plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.locator("#by-IT").check()
    plain_page.get_by_role("button", name="Apply the filters").click()
    expect(plain_page.locator(".quote")).to_have_count(1)
    plain_page.get_by_role("link", name="Remove the filter from Italy").click()
    expect(plain_page.locator(".quote")).to_have_count(5)


def test_without_javascript_every_page_leads_on(article: Article, plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.get_by_role("link", name="Grain ships wait").first.click()
    expect(plain_page.locator("h1")).to_have_text(article.title)
    plain_page.locator(".reference").nth(1).click()
    expect(plain_page.locator(".note-item:target")).to_be_in_viewport()
    plain_page.locator(".note-item:target .note-speaker a").click()
    expect(plain_page.locator("h1")).to_have_text("Ada Roe")
    plain_page.get_by_role("link", name="Russia").first.click()
    expect(plain_page.locator(".quote")).to_have_count(2)
    for name in ("Articles", "Speakers", "Countries", "Who talks about whom"):
        plain_page.get_by_role("navigation").get_by_role("link", name=name).click()
        expect(plain_page.locator("h1")).to_have_text(name)


def test_without_javascript_an_article_can_be_added(
    article: Article,
    plain_page: Page,
    live_server: LiveServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(adding, "process_article", LATER)
    sign_in(plain_page, live_server.url)
    plain_page.goto("/articles/add/")
    plain_page.get_by_label("Text").fill("“It rains,” he said.")
    plain_page.get_by_role("button", name="Add").click()
    expect(plain_page.locator("h1")).to_have_text("Reading for quotes")
    process.process(Article.objects.latest("pk"), EXTRACTOR)
    plain_page.get_by_role("link", name="See how far it is").click()
    expect(plain_page.locator(".story-body")).to_have_text("“It rains,” he said.")


# ── an article ────────────────────────────────────────────────────────────────────────────


def test_an_article_opens_at_a_quote_and_lights_all_of_it(article: Article, page: Page) -> None:
    quotation = article.quotations.get(text__startswith="We have waited")
    page.set_viewport_size({"width": 390, "height": 420})
    page.goto(quotation.get_place_url())
    assert page.url.endswith(f"#q{quotation.start}-{quotation.end}")
    pieces = page.locator("mark.is-target")
    expect(pieces).to_have_count(2)
    expect(pieces.first).to_be_in_viewport()


def test_words_and_their_note_lead_to_each_other(article: Article, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 320})
    page.goto(article.get_absolute_url())
    page.locator(".note-words a").last.click()
    expect(page.locator("mark:target")).to_be_in_viewport()
    page.locator(".reference").last.click()
    expect(page.locator(".note-item:target")).to_be_in_viewport()
    expect(page.locator("mark.is-target")).to_have_count(2)
    page.get_by_text("a treaty", exact=True).click()
    expect(page.locator(".note-item:target")).to_contain_text("World Grain Council")
    expect(page.locator(".note-item:target")).to_be_in_viewport()
    assert page.locator(".margin").evaluate("node => node.tabIndex") == 0, "keys scroll it"


def test_on_a_phone_the_quotes_are_one_touch_away(article: Article, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 420})
    page.goto(article.get_absolute_url())
    button = page.get_by_role("link", name="Show 5 quotes")
    expect(button).to_be_in_viewport()
    button.click()
    expect(page.locator(".note-item").first).to_be_in_viewport()


def test_names_in_the_text_are_links(article: Article, page: Page) -> None:
    page.goto(article.get_absolute_url())
    page.locator(".story-body").get_by_role("link", name="Poland").click()
    expect(page.locator("h1")).to_have_text("Poland")
    page.goto(article.get_absolute_url())
    named = page.get_by_role("region", name="Named in this article")
    named.get_by_role("link", name="Geneva").click()
    expect(page.locator("h1")).to_have_text("Articles")
    expect(page.locator(".articles")).to_contain_text(article.title)


def test_notes_are_open_beside_the_text_and_folded_below_it(article: Article, page: Page) -> None:
    page.goto(article.get_absolute_url())
    expect(page.locator(".note-item").first).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".note-item").first).to_be_hidden()
    page.locator(".notes > summary").click()
    expect(page.locator(".note-item").first).to_be_visible()


def test_the_text_reads_as_the_body(article: Article, page: Page) -> None:
    page.goto(article.get_absolute_url())
    text = page.locator(".story-body").evaluate("node => node.textContent")
    assert text.removesuffix("\n") == HARBOUR


def test_a_card_comes_with_focus_and_goes_with_escape(article: Article, page: Page) -> None:
    page.goto(article.get_absolute_url())
    link = page.locator("a.speaker", has_text="Ada Roe")
    card = page.locator("#card")
    page.locator(".story-meta a").last.focus()
    for _ in range(5):
        page.keyboard.press("Tab")
        if link.evaluate("node => node === document.activeElement"):
            break
    expect(card).to_be_visible()
    expect(card).to_contain_text("Foreign minister")
    expect(link).to_have_attribute("aria-describedby", "card")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()


def test_a_card_stays_while_the_pointer_is_on_it(article: Article, page: Page) -> None:
    page.clock.install()
    page.goto(article.get_absolute_url())
    page.locator("a.speaker", has_text="Bo Li").hover()
    card = page.locator("#card")
    expect(card).to_contain_text("Bo Li")
    card.hover()
    page.clock.run_for(1000)
    expect(card).to_be_visible()
    page.locator("h1").hover()
    expect(card).to_be_hidden()


# ── adding ────────────────────────────────────────────────────────────────────────────────


def test_a_pasted_article_is_followed_to_its_quotes(
    live_server: LiveServer, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "process_article", LATER)
    sign_in(page, live_server.url)
    page.goto("/articles/add/")
    page.get_by_label("Text").fill(HARBOUR)
    page.get_by_label("Title").fill("Grain ships wait")
    page.get_by_label("Outlet").fill("The Harbour Post")
    page.get_by_label("Date", exact=True).fill("2026-03-03")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("0 of 1 article read so far")).to_be_visible()
    process.process(Article.objects.get(), EXTRACTOR)
    expect(page.locator("h1")).to_have_text("Grain ships wait")
    expect(page.locator(".story-meta")).to_contain_text("The Harbour Post · 3 March 2026")
    expect(page.locator("mark.said").first).to_be_visible()


def test_files_are_added_together(
    live_server: LiveServer, page: Page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(extraction, "load", lambda: EXTRACTOR)
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(HARBOUR)
    two.write_text("Nothing was said.")
    sign_in(page, live_server.url)
    page.goto("/articles/add/")
    page.get_by_label("Files").set_input_files([one, two])
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("All 2 articles read.")).to_be_visible()
    page.get_by_role("link", name="Grain ships waited").click()
    expect(page.locator("mark.said").first).to_be_visible()


def test_a_mistake_loses_nothing_that_was_typed(
    article: Article, page: Page, live_server: LiveServer
) -> None:
    sign_in(page, live_server.url)
    page.goto("/articles/add/")
    page.get_by_label("Text").fill(HARBOUR)
    page.get_by_label("Title").fill("Once more")
    page.get_by_role("button", name="Add").click()
    link = page.locator(".error").get_by_role("link", name=article.title)
    expect(link).to_have_attribute("href", article.get_absolute_url())
    expect(page.get_by_label("Title")).to_have_value("Once more")
    expect(page.get_by_label("Text")).to_have_value(HARBOUR)


# ── on paper ──


def test_a_printed_list_says_what_it_is_and_is_whole(article: Article, page: Page) -> None:
    page.goto("/?by=PL&since=2026-01-01")
    page.emulate_media(media="print")
    expect(page.locator(".printed")).to_contain_text("/?by=PL&since=2026-01-01 · ")
    expect(page.locator(".chips")).to_contain_text("since 1 January 2026")
    for quote in page.locator(".quote-words").all():
        expect(quote).to_be_visible()
    assert page.locator(".quote-words").count() == 3
    assert page.locator("input:visible, select:visible, button:visible").count() == 0
    assert page.locator(".hung").first.evaluate("node => node.offsetLeft") >= 0
    page.goto(article.get_absolute_url())
    words = page.locator(".note-words a").last
    assert words.evaluate("node => node.scrollHeight <= node.clientHeight || !node.clientHeight")


def test_a_printed_matrix_keeps_its_colours(article: Article, page: Page) -> None:
    page.goto("/who-talks-about-whom/")
    page.emulate_media(media="print")
    cell = page.locator(".matrix td.step-5").first
    expect(cell).to_have_css("print-color-adjust", "exact")
    frame = page.locator(".matrix-frame")
    expect(frame).to_have_css("overflow-x", "visible")


# ── everywhere ────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_axe_finds_nothing_and_nothing_is_cut_off(
    article: Article, page: Page, live_server: LiveServer
) -> None:
    sign_in(page, live_server.url)
    assert faults(page, every_path(article)) == []


def test_the_keyboard_finds_the_content_first(article: Article, page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert re.search("#main$", page.url)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Words in the quote")).to_be_focused()
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the results")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    found = page.locator("#quotes-found")
    assert found.evaluate("node => node.contains(document.activeElement)")
