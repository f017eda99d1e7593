"""The review queue in a real browser: by keyboard, by mouse, by touch, and without JavaScript."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.ingest.store import store
from articles.models import Change, Decision, Quotation
from articles.views.desk import queue
from extraction.annotations import Extraction
from tests.support.accessibility import WIDTHS, faults
from tests.support.browser import sign_in
from tests.support.contexts import TELEPHONE, own_page
from tests.support.factories import make_article, said
from tests.support.growth import cpu_seconds
from tests.support.sizes import sized

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PER_ARTICLE = 20
# As many times the CPU of a look at the queue may a decision cost, with the page that follows it.
MOST_PER_ITEM = 6


def fill(count: int) -> None:
    """Store quotations in doubt, the surer the later, several in an article."""
    for first in range(0, count, PER_ARTICLE):
        numbers = range(first, min(first + PER_ARTICLE, count))
        text = "\n\n".join(f"“Item {n:03} of it,” said Ada Roe, the envoy." for n in numbers)
        found = (
            said(text, f"Item {n:03} of it,", by="Ada Roe", title="envoy",
                 confidence=0.1 + n / 1000)
            for n in numbers
        )  # fmt: skip
        store(make_article(text, title=f"Items {first}"), Extraction(tuple(found)), "fixed-1")


@pytest.fixture
def desk(page: Page, live_server: LiveServer) -> Page:
    sign_in(page, live_server.url)
    return page


@pytest.fixture
def plain_desk(plain_page: Page, live_server: LiveServer) -> Page:
    """A desk without JavaScript."""
    sign_in(plain_page, live_server.url)
    return plain_page


def first_is(page: Page, number: int) -> None:
    words = page.locator(".queue > li").first.locator("mark.said").first
    expect(words).to_have_text(f"Item {number:03} of it,")


@pytest.mark.slow
def test_a_queue_is_worked_through_by_keyboard(desk: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    count, ends = sized((40, 10), (200, 20))
    fill(count)
    desk.goto("/desk/")
    looks = cpu_seconds(lambda: [desk.goto("/desk/") for _ in range(ends)])
    first_is(desk, 0)

    def decide(numbers: range) -> None:
        # Keys that are pressed before an answer is there act on the quote that comes with it.
        for number in numbers:
            desk.keyboard.press("x" if number % 4 == 3 else "c")
            if number % 10 == 9 and number < count - 1:
                first_is(desk, number + 1)

    # The server runs in this process: what was decided before makes no decision slower.  Between
    # those that are measured a page is short, which is most of what a decision costs.
    later = count - 10 - ends
    first = cpu_seconds(partial(decide, range(ends)))
    with monkeypatch.context() as short:
        short.setattr(queue, "PER_PAGE", 2)
        decide(range(ends, later - 1))
    decide(range(later - 1, later))
    last = cpu_seconds(partial(decide, range(later, later + ends)))
    decide(range(later + ends, count))
    assert last < 3 * first
    assert first < MOST_PER_ITEM * looks
    expect(desk.get_by_text("Nothing is in doubt.")).to_be_visible()
    assert Quotation.objects.count() == count * 3 // 4
    assert Decision.objects.checked().count() == count * 3 // 4


def test_the_keys_work_from_the_moment_that_the_page_is_there(desk: Page) -> None:
    fill(14)
    desk.goto("/desk/")
    keys = desk.keyboard
    expect(desk.locator("#keys")).to_contain_text("j next k previous c confirm")

    # What j passes over stays behind: the page goes on behind what was confirmed.
    keys.press("j")
    keys.press("j")
    keys.press("c")
    first_is(desk, 2)
    expect(desk.get_by_text("1 passed over")).to_be_visible()
    assert [d.words for d in Decision.objects.checked()] == ["Item 001 of it,"]

    # u brings it back, in its place, and k leads to what was passed.
    keys.press("u")
    first_is(desk, 1)
    assert not Decision.objects.checked().exists()
    keys.press("k")
    first_is(desk, 0)

    # s leaves one out, t takes the next one, though it is pressed before the answer is there.
    keys.press("s")
    keys.press("t")
    expect(desk.locator(".queue > li").first).to_contain_text("taken by you")
    first_is(desk, 1)

    # e opens the form beside the article's words; Enter saves it, confirms it and goes on.
    keys.press("e")
    expect(desk.locator("#id_speaker")).to_be_focused()
    expect(desk.locator(".review-edit .story-body")).to_contain_text("Item 001 of it")
    desk.get_by_label("Office held at the time").fill("judge")
    keys.press("Enter")
    first_is(desk, 2)
    assert Decision.objects.checked().get().values["title"] == "judge"

    # At the foot of the list j goes on to the next stretch; ? leads to the list of the keys.
    for _ in range(11):
        keys.press("j")
    first_is(desk, 12)
    keys.press("?")
    expect(desk.locator("#keys")).to_be_focused()


def test_a_form_that_is_loaded_with_the_page_has_the_focus(desk: Page) -> None:
    """As after an `e` before htmx is there, whose address leads to the quote in the page."""
    fill(3)
    desk.goto("/desk/")
    href = desk.locator(".queue > li").first.get_by_role("link", name="Edit").get_attribute("href")
    assert href is not None
    assert "#words-" in href
    desk.goto(href)
    expect(desk.locator("#id_speaker")).to_be_focused()


def test_several_are_ticked_and_given_by_mouse(desk: Page) -> None:
    fill(3)
    desk.goto("/desk/")
    for number in (1, 3):
        desk.get_by_label(f"Tick quote {number}").check()
    desk.get_by_text("Decide on all that are ticked").click()
    desk.get_by_role("button", name="They are not quotes").click()
    expect(desk.get_by_text("2 quotes marked as not a quote.")).to_be_visible()
    expect(desk.locator(".queue > li")).to_have_count(1)
    desk.get_by_role("button", name="Undo").click()
    expect(desk.locator(".queue > li")).to_have_count(3)
    assert Quotation.objects.count() == 3
    assert faults(desk, {"queue": "/desk/", "edited": f"/desk/?edit={first_key()}"}) == []


def first_key() -> int:
    return Quotation.objects.order_by("confidence")[0].pk


def test_a_quote_is_decided_by_touch(browser: Browser, live_server: LiveServer) -> None:
    fill(2)
    with own_page(browser, live_server.url, **TELEPHONE) as page:
        sign_in(page, live_server.url)
        page.goto("/desk/")
        page.get_by_role("link", name="Edit").first.tap()
        page.get_by_label("Office held at the time").fill("judge")
        page.get_by_role("button", name="Save").last.tap()
        first_is(page, 1)
        page.get_by_role("button", name="Not a quote").tap()
        expect(page.get_by_text("Nothing is in doubt.")).to_be_visible()
    assert Change.objects.count() == 2


def test_all_of_it_works_without_javascript(plain_desk: Page) -> None:
    page = plain_desk
    page.set_viewport_size(WIDTHS["narrow"])
    fill(5)
    page.goto("/desk/")
    expect(page.locator("#keys")).to_be_hidden()
    page.get_by_role("button", name="Confirm").nth(1).click()
    first_is(page, 2)
    page.get_by_role("button", name="Undo").click()
    first_is(page, 1)
    page.get_by_role("link", name="Edit").nth(1).click()
    expect(page.locator(".review-edit mark.said")).to_be_in_viewport(ratio=1)
    expect(page.locator("#id_speaker")).to_be_in_viewport(ratio=1)
    page.go_back()
    page.get_by_role("link", name="Edit").first.click()
    page.get_by_label("Office held at the time").fill("judge")
    page.get_by_role("button", name="Save").last.click()
    first_is(page, 2)
    page.get_by_role("button", name="Skip").first.click()
    first_is(page, 3)
    page.get_by_label("Tick quote 1").check()
    page.get_by_label("Tick quote 2").check()
    page.get_by_text("Decide on all that are ticked").click()
    page.get_by_role("button", name="They are not quotes").click()
    expect(page.get_by_text("2 quotes marked as not a quote.")).to_be_visible()
    page.goto("/desk/?whose=skipped")
    first_is(page, 2)
    assert Quotation.objects.count() == 3
    page.goto("/desk/")
    expect(page.get_by_text("Your last ten minutes:")).to_be_visible()
    page.get_by_role("button", name="Take it").first.click()
    expect(page.locator(".queue > li").first).to_contain_text("taken by you")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Whose").select_option("Taken by me")
    page.get_by_role("button", name="Show these").click()
    expect(page.locator(".queue > li")).to_have_count(1)
