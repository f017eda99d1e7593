"""The page of an article in a real browser."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, Route, expect

from articles.models import Article, Speaker
from tests.support.browser import HARBOUR
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


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
    page.locator("mark").filter(has_text=re.compile(r"^a treaty$")).click()
    expect(page.locator(".note-item:target")).to_contain_text("World Grain Council")
    expect(page.locator(".note-item:target")).to_be_in_viewport()
    assert page.locator(".margin").evaluate("node => node.tabIndex") == 0, "keys scroll it"
    rows = page.locator(".strip svg")
    rows.first.locator("a").first.press("ArrowDown")
    expect(rows.nth(1).locator("a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("mark:target")).to_be_in_viewport()


# Whether the button lies where the text ends, and not over it.
UNSTUCK = "node => node.getBoundingClientRect().bottom < innerHeight - 20"


def test_on_a_phone_the_quotes_are_one_touch_away(article: Article, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 420})
    page.goto(article.get_absolute_url())
    button = page.get_by_role("link", name="Show 5 quotes")
    expect(button).to_be_in_viewport()
    top = button.evaluate("node => node.getBoundingClientRect().top")
    for link in page.locator(".story-body a").all():
        link.focus()
        if not button.evaluate(UNSTUCK):
            assert link.evaluate("node => node.getBoundingClientRect().bottom") <= top
    page.goto(article.get_absolute_url())
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


def test_on_a_phone_the_first_quote_of_a_speaker_is_in_sight(article: Article, page: Page) -> None:
    speaker = article.quotations.exclude(speaker=None)[0].speaker
    assert speaker
    for year in (2024, 2025):
        make_quotation(f"In {year} we stay", "Ada Roe", published_on=dt.date(year, 3, 4))
    picture = page.locator(".months")
    page.goto(speaker.get_absolute_url())
    expect(picture).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".quote-words").first).to_be_in_viewport(ratio=1)
    expect(picture).to_be_hidden()
    page.locator(".months-fold > summary").click()
    expect(picture).to_be_visible()
    page.emulate_media(media="print")
    expect(picture).to_be_visible()


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


def test_a_card_is_that_of_the_link_one_is_on_though_another_comes_late(
    article: Article, page: Page
) -> None:
    held: list[Route] = []
    first, card = Speaker.objects.get(name="Bo Li"), page.locator("#card")

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/speakers/{first.pk}/card/", hold)
    page.goto(article.get_absolute_url())
    page.keyboard.press("Tab")
    with page.expect_request("**/card/"):
        page.locator("a.speaker", has_text="Bo Li").focus()
    page.locator("a.speaker", has_text="Ada Roe").focus()
    expect(card).to_contain_text("Ada Roe")
    with page.expect_request_finished():
        held[0].continue_()
    expect(card).to_contain_text("Ada Roe")


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


def test_nothing_is_moved_into_the_space_between_sentences(article: Article, page: Page) -> None:
    page.goto(article.get_absolute_url())
    page.evaluate("document.fonts.ready")
    widths = page.locator(".story-body").evaluate(
        """body => {
            const line = body.appendChild(document.createElement("span"));
            line.style.whiteSpace = "pre";
            return [". T", ".", " ", "T"].map(text => {
                line.textContent = text;
                return line.getBoundingClientRect().width;
            });
        }"""
    )
    assert widths[0] == pytest.approx(sum(widths[1:]), abs=0.05)
