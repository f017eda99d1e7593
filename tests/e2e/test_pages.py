"""What holds for every page in a real browser: without JavaScript, by keyboard, on paper."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from articles.corrections import quotations
from articles.corrections.changes import Editor
from articles.models import Article
from tests.support.accessibility import THEMES, faults_on_a_walk, too_wide
from tests.support.browser import every_path, sign_in
from tests.support.quotations import make_quotation
from tests.support.sizes import FULL

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

DAY = dt.date(2026, 3, 3)


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


def test_a_printed_list_says_what_it_is_and_is_whole(article: Article, page: Page) -> None:
    page.goto("/?by=PL&since=2026-01-01")
    page.emulate_media(media="print")
    expect(page.locator(".printed")).to_contain_text("/?by=PL&since=2026-01-01 · ")
    expect(page.locator(".chips")).to_contain_text("since 1 January 2026")
    for quote in page.locator(".quote-words").all():
        expect(quote).to_be_visible()
    assert page.locator(".quote-words").count() == 3
    assert page.locator("input:visible, select:visible, button:visible").count() == 0
    expect(page.locator(".switch a[aria-current]")).to_have_css("border-top-width", "0px")
    assert page.locator(".hung").first.evaluate("node => node.offsetLeft") >= 0
    page.goto(article.get_absolute_url())
    words = page.locator(".note-words a").last
    assert words.evaluate("node => node.scrollHeight <= node.clientHeight || !node.clientHeight")


def test_printed_pages_are_no_wider_than_paper_and_keep_warnings(
    article: Article, page: Page
) -> None:
    words = "Nobody asked the harbour about the price of the grain"
    disputed = [make_quotation(words, by, published_on=DAY) for by in ("Ada Roe", "Bo Li")]
    make_quotation("Later words", published_on=DAY.replace(month=9))
    call_command("group_utterances", verbosity=0)
    page.set_viewport_size({"width": 658, "height": 900})
    page.emulate_media(media="print")
    speaker = disputed[0].speaker
    assert speaker
    for path in (speaker.get_absolute_url(), "/", f"/utterances/{disputed[0].pk}/"):
        page.goto(path)
        assert too_wide(page) == 0, path
    expect(page.get_by_role("note")).to_contain_text("Disputed")


NOTED = """() => {
    const note = document.createElement("p");
    note.className = "notice as-of";
    note.append("This page is as of 1 May 2026, 08:00:00. What was added since is not on it yet.");
    document.querySelector("main > .printed").after(note);
    const [above, title] = [note, document.querySelector("h1")]
        .map((node) => node.getBoundingClientRect());
    const seen = document.elementFromPoint(title.left + 8, title.top + title.height / 2);
    return [above.width > 500, title.top >= above.bottom, seen.closest("h1") !== null];
}"""


def test_the_note_on_its_age_is_above_all_of_a_page(article: Article, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 620})
    speaker = article.quotations.exclude(speaker=None)[0].speaker
    assert speaker
    for path in (article.get_absolute_url(), speaker.get_absolute_url(), "/countries/PL/", "/"):
        page.goto(path)
        assert page.evaluate(NOTED) == [True, True, True], path


def test_printed_bars_are_all_on_the_paper(article: Article, page: Page) -> None:
    page.set_viewport_size({"width": 658, "height": 900})
    page.emulate_media(media="print")
    for first in (2000, 1987):
        make_quotation(f"Words of {first}", published_on=dt.date(first, 5, 2))
        make_quotation(f"Words of no year but {first}", published_on=None)
        page.goto("/")
        chart = page.locator(".histogram").bounding_box()
        assert chart
        expect(page.locator(".histogram tbody tr")).to_have_count(2026 - first + 2)
        for label in page.locator(".histogram tbody th").all():
            box = label.bounding_box()
            assert box
            assert box["x"] >= chart["x"], first
            assert label.evaluate("node => node.scrollWidth <= node.clientWidth"), first


def test_what_only_a_click_does_is_not_printed(article: Article, page: Page) -> None:
    words = "The cranes are as old as the harbour that they were built for"
    for day in (DAY, DAY.replace(day=4)):
        make_quotation(words, "Ada Roe", published_on=day)
    make_quotation("Another crane is coming", published_on=None)
    call_command("group_utterances", verbosity=0)
    page.goto("/")
    every = page.get_by_role("link", name="List every appearance")
    expect(every).to_be_visible()
    page.emulate_media(media="print")
    expect(every).to_be_hidden()
    page.goto("/?since=2026-01-01")
    assert page.locator(".left-out").inner_text().strip() == "1 undated left out"
    quotation = article.quotations.exclude(speaker=None)[0]
    assert quotation.speaker
    page.goto(quotation.speaker.get_absolute_url())
    expect(page.locator(".beside-link")).not_to_have_count(0)
    expect(page.locator(".beside-link:visible")).to_have_count(0)
    page.goto(quotation.get_absolute_url())
    expect(page.get_by_text("Read it in the article")).to_be_hidden()


# Labels that are shown without the fields that they are of.
ALONE = """() => [...document.querySelectorAll("main label")]
    .filter(each => each.checkVisibility() && !(each.control && each.control.checkVisibility()))
    .map(each => each.textContent.trim())"""


def test_no_label_is_printed_without_its_field(
    article: Article, page: Page, live_server: LiveServer
) -> None:
    sign_in(page, live_server.url)
    quotations.correct(article.quotations.all()[0], {"title": "envoy"}, Editor())
    speaker = article.quotations.exclude(speaker=None)[0].speaker
    assert speaker
    page.emulate_media(media="print")
    for path in ("/desk/history/", "/desk/", "/account/", f"/desk/speakers/{speaker.pk}/"):
        page.goto(path)
        assert page.evaluate(ALONE) == [], path
        expect(page.locator("h1")).to_be_visible()
    page.goto("/desk/history/")
    expect(page.locator(".change")).to_be_visible()
    expect(page.locator(".history-filters")).to_be_hidden()


# Whether the ground and the lower edge of an element are seen on the ground of the page.
SEEN = """selector => {
    const ground = document.body.appendChild(document.createElement("p"));
    ground.style.backgroundColor = "Canvas";
    const canvas = getComputedStyle(ground).backgroundColor;
    const style = getComputedStyle(document.querySelector(selector));
    return [![canvas, "rgba(0, 0, 0, 0)"].includes(style.backgroundColor),
            style.borderBlockEndColor !== canvas];
}"""


def test_forced_colours_leave_bars_and_the_place_where_one_is(article: Article, page: Page) -> None:
    make_quotation("An early day", published_on=DAY.replace(year=2021))
    page.emulate_media(forced_colors="active")
    page.goto("/")
    bar, _ = page.evaluate(SEEN, ".bar")
    _, here = page.evaluate(SEEN, ".masthead nav a[aria-current]")
    _, elsewhere = page.evaluate(SEEN, ".masthead nav a:not([aria-current])")
    assert (bar, here, elsewhere) == (True, True, False)


# WCAG 2: the contrast of text of this size, and that of a number in each step of the matrix.
LEGIBLE = 4.5
CONTRASTS = """() => [1, 2, 3, 4, 5].map(step => {
    const cell = document.querySelector(".matrix tbody td:has(a)");
    cell.className = `step-${step}`;
    const paint = new OffscreenCanvas(1, 1).getContext("2d");
    const light = colour => {
        paint.fillStyle = colour;
        paint.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].map(each => each / 255)
            .map(each => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b + .05;
    };
    const ground = light(getComputedStyle(cell).backgroundColor);
    const text = light(getComputedStyle(cell.querySelector("a")).color);
    return Math.max(ground / text, text / ground);
})"""


def test_days_and_years_are_one_line_on_a_phone(article: Article, page: Page) -> None:
    for path in ("/countries/", "/who-talks-about-whom/"):
        page.set_viewport_size({"width": 1280, "height": 844})
        page.goto(path)
        expect(page.get_by_label("From", exact=True)).to_be_visible()
        page.set_viewport_size({"width": 390, "height": 844})
        expect(page.get_by_label("From", exact=True)).to_be_hidden()
        page.locator(".period-fold > summary").click()
        expect(page.get_by_label("From", exact=True)).to_be_visible()


def test_a_printed_matrix_keeps_its_colours(article: Article, page: Page) -> None:
    page.goto("/who-talks-about-whom/")
    page.emulate_media(media="print")
    cell = page.locator(".matrix td.step-5").first
    expect(cell).to_have_css("print-color-adjust", "exact")
    frame = page.locator(".matrix-frame")
    expect(frame).to_have_css("overflow-x", "visible")
    expect(page.locator(".matrix tfoot")).to_have_css("display", "table-row-group")
    page.emulate_media(media="screen")
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        assert min(page.evaluate(CONTRASTS)) >= LEGIBLE, theme


# Pages whose parts the others have; `make test` leaves them out.
OTHER_STATES = {
    "quotes, none", "quotes, by relevance", "articles, found", "quote, corrected",
    "article, waiting", "matrix, year by year", "compare, both", "compare, nobody", "check",
    "forgotten",
}  # fmt: skip


@pytest.mark.slow
def test_axe_finds_nothing_and_nothing_is_cut_off(
    article: Article, page: Page, live_server: LiveServer
) -> None:
    sign_in(page, live_server.url)
    paths = {
        name: path for name, path in every_path(article).items() if FULL or name not in OTHER_STATES
    }
    assert every_path(article).keys() > OTHER_STATES
    assert faults_on_a_walk(page, paths) == []


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
    page.goto("/")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the filters")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    facets = page.locator("#facets")
    assert facets.evaluate("node => node.contains(document.activeElement)")
    page.goto("/?q=nowhere")
    expect(facets).to_be_hidden()
    expect(page.locator(".skip[href='#facets']")).to_be_hidden()


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/check/?words=The+ports+stay+open+until+we+have+a+treaty", "#results"),
        ("/countries/", "#table"),
        ("/who-talks-about-whom/", "#table"),
        ("/compare/?by=PL&by=IT", "#sides"),
    ],
)
def test_a_form_can_be_skipped(article: Article, page: Page, path: str, target: str) -> None:
    page.goto(path)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(f".skip[href='{target}']")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_count(1)
    following = "(node, at) => node.contains(at) || (node.compareDocumentPosition(at) & 4) > 0"
    assert page.locator(target).evaluate(following, focused.element_handle())


def test_on_a_phone_the_days_of_a_list_of_articles_are_side_by_side(
    article: Article, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/articles/")
    places = [
        page.locator(f".searchbar [name={name}]").bounding_box() for name in ("since", "until")
    ]
    since, until = places
    assert since
    assert until
    assert since["y"] == until["y"]
    assert since["width"] == until["width"]
