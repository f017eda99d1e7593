"""The list of quotes in a real browser: filters, words, the jump box."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

import pytest
from playwright.sync_api import Page, Route, expect

from articles.models import Article
from articles.presentation.facets import LISTED, SHOWN
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


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


def test_enter_wins_over_what_typing_has_sent(article: Article, page: Page) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        held.append(route)

    page.goto("/")
    page.route("**/?*", hold_the_first)
    with page.expect_request("**/?*"):
        page.get_by_label("Words in the quote").type("trea")
    page.keyboard.press("Enter")
    expect(page.locator("#announce")).to_contain_text("0 quotes found")
    assert page.url.endswith("/?q=trea")
    assert len(held) == 2
    held[0].abort()


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
    years = {"Quiet day": dt.date(2021, 5, 2), "Loud day": dt.date(2025, 7, 3)}
    for title, day in years.items():
        make_quotation(title, published_on=day)
    page.goto("/?by=PL")
    expect(page.locator(".histogram tbody tr")).to_have_count(6)
    page.get_by_role("link", name="1 quote in 2025").click()
    expect(page.locator(".quote")).to_have_count(1)
    assert "year=2025" in page.url
    page.get_by_role("link", name=re.compile("Remove the filter in 2025")).click()
    expect(page.locator(".histogram tbody tr")).to_have_count(6)
    bars = page.locator(".histogram [data-since]")
    bars.filter(has_text="2025").hover()
    page.mouse.down()
    bars.filter(has_text="2021").hover()
    page.mouse.up()
    expect(page.locator(".quote")).to_have_count(2)
    assert "since=2021-01-01&until=2025-12-31" in page.url
    expect(page.get_by_label("From", exact=True)).to_have_value("2021-01-01")
    page.goto("/?by=PL")
    page.get_by_role("link", name="1 quote in 2025").focus()
    for _ in range(4):  # over three years without a quote
        page.keyboard.press("Shift+ArrowLeft")
    expect(page.get_by_role("link", name="1 quote in 2021")).to_be_focused()
    expect(page.locator("#announce")).to_have_text("From 2021-01-01 to 2025-12-31: press Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".quote")).to_have_count(2)
    assert "since=2021-01-01&until=2025-12-31" in page.url


def test_a_facet_finds_a_speaker_in_place(article: Article, page: Page) -> None:
    for n in range(SHOWN + LISTED):
        make_quotation("One", f"Ada Ro{'abcdefghijklmnopqrstuvwxyz'[n % 26]}{n // 26 * 'x'}")
        make_quotation("Two", f"Ada Ro{'abcdefghijklmnopqrstuvwxyz'[n % 26]}{n // 26 * 'x'}")
    make_quotation("Only", "Zoe Quill")
    page.goto("/?by=PL")
    late = "nodes => nodes.map(node => getComputedStyle(node).contentVisibility)"
    quotes = page.locator(".quotes > li > .quote")
    assert quotes.evaluate_all(late) == ["visible"] * 3 + ["auto"] * (quotes.count() - 3)
    page.emulate_media(media="print")
    assert set(quotes.evaluate_all(late)) == {"visible"}
    page.emulate_media(media="screen")
    page.locator("#more-speaker > summary").click()
    page.get_by_label("Find a speaker").scroll_into_view_if_needed()  # the list is read in sight
    expect(page.locator("#found-speaker li")).to_have_count(LISTED)
    page.get_by_label("Find a speaker").fill("quill")
    page.locator("#found-speaker").get_by_role("link", name="Zoe Quill 1 quote").click()
    expect(page.locator(".quote")).to_have_count(1)
    assert "by=PL&speaker=" in page.url


def test_the_jobs_of_a_reporter_take_two_clicks_or_one_line(article: Article, page: Page) -> None:
    clicks = 0

    def click(role: Literal["checkbox", "link", "button"], name: str) -> None:
        nonlocal clicks
        clicks += 1
        page.get_by_role(role, name=name).first.click()

    # What Ada Roe said about Russia.
    page.goto("/")
    click("checkbox", "Ada Roe")
    expect(page.locator(".chip")).to_have_count(1)
    click("checkbox", "Russia")
    expect(page.locator("#quotes-found h2")).to_contain_text("2 quotes found")
    assert clicks == 2

    # Which ministers talked about the United States.
    clicks = 0
    page.goto("/")
    click("checkbox", "minister")
    expect(page.locator(".chip")).to_have_count(1)
    click("checkbox", "United States")
    expect(page.locator("#quotes-found h2")).to_contain_text("1 quote found")
    assert clicks == 2

    # Whether the archive has words that one half remembers: one line, or two clicks.
    page.goto("/")
    page.get_by_label("Words in the quote").fill("the harbours stay shut until we get a treaty")
    page.keyboard.press("Enter")
    closest = page.locator(".closest .quote").first
    expect(closest).to_contain_text("The ports stay shut until we have a treaty")
    clicks = 0
    click("link", "Check a quote")
    page.get_by_role("main").get_by_role("textbox").fill(
        "ports will stay shut until we have a treaty"
    )
    click("button", "Check")
    expect(page.locator(".verdict").first).to_be_visible()
    assert clicks == 2


def test_quotes_of_one_speaker_in_one_article_are_folded(article: Article, page: Page) -> None:
    page.goto("/")
    expect(page.get_by_text("“Nobody asked us.”", exact=True)).to_be_hidden()
    page.get_by_text("2 more by Ada Roe in this article").click()
    expect(page.get_by_text("“Nobody asked us.”", exact=True)).to_be_visible()


def test_what_was_unfolded_stays_unfolded(article: Article, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    expect(page.locator("#kind-direct")).to_be_hidden()
    assert page.locator(".facets-inner").evaluate("node => node.getClientRects().length") == 0
    page.locator(".facets > summary").click()
    page.locator("#kind-direct").check()
    expect(page.locator("#announce")).to_have_text("4 quotes found")
    expect(page.locator("#kind-direct")).to_be_visible()


def test_two_values_can_be_left_out_one_after_the_other(article: Article, page: Page) -> None:
    page.goto("/")
    for name, asked in (("by", r"/\?by=-PL$"), ("kind", r"/\?by=-PL&kind=-direct$")):
        page.locator(f".leave-out[name={name}]").first.focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(asked))


@pytest.mark.parametrize("width", [1280, 390])
def test_the_focus_stays_on_the_filter_that_was_set(
    article: Article, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/")
    if width < 600:
        page.locator(".facets > summary").press("Enter")
    button = page.locator("button.leave-out[name=speaker]").first
    left_out = f"#speaker-{button.get_attribute('value')}"
    button.press("Enter")
    expect(page.locator(left_out)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.locator(left_out.replace("--", "-"))).to_be_visible()


def test_the_focus_is_on_the_count_where_its_filter_is_gone(article: Article, page: Page) -> None:
    make_quotation("An early day", published_on=dt.date(2021, 5, 2))
    page.goto("/?by=PL")
    page.get_by_role("link", name="Remove the filter from Poland").press("Enter")
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.locator("h2.summary")).to_be_focused()
    page.get_by_role("link", name="1 quote in 2021").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_have_count(2)
    expect(page.locator("h2.summary")).to_be_focused()
