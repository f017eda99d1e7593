"""“Copy with citation” in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import open_newsroom

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

CITED = (
    "“The ports stay shut until we have a treaty” — Ada Roe, foreign minister. “Grain ships wait "
    "as ports stay shut”, The Harbour Post, 3 March 2026, https://example.org/grain"
)
READ = """async () => {
  const [item] = await navigator.clipboard.read();
  const text = async (type) => (await item.getType(type)).text();
  return [await text("text/plain"), await text("text/html")];
}"""


def copy_first(page: Page) -> tuple[str, str]:
    """Copy the quote about ports from the list; what is then on the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/?q=ports")
    page.get_by_role("button", name="Copy with citation").first.click()
    expect(page.locator("#announce")).to_have_text("Copied with its citation")
    expect(page.locator("#announce")).to_have_text("Copied with its citation")
    plain, rich = page.evaluate(READ)
    return plain, rich


def test_one_click_copies_a_quote_with_its_citation(live_server: LiveServer, page: Page) -> None:
    open_newsroom()
    plain, rich = copy_first(page)
    assert plain == CITED
    assert "<i>The Harbour Post</i>" in rich.replace(' style=""', "")
    assert 'href="https://example.org/grain"' in rich


def test_one_click_copies_without_https_too(live_server: LiveServer, page: Page) -> None:
    open_newsroom()
    page.add_init_script(
        "const read = navigator.clipboard; "
        "Object.defineProperty(navigator, 'clipboard', {value: {read: () => read.read()}})"
    )
    plain, rich = copy_first(page)
    assert plain == CITED
    assert 'href="https://example.org/grain"' in rich


def test_a_browser_that_refuses_selects_the_citation(live_server: LiveServer, page: Page) -> None:
    open_newsroom()
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: null});"
        "document.execCommand = () => false"
    )
    page.goto("/?q=ports")
    page.get_by_role("button", name="Copy with citation").first.click()
    expect(page.locator("#announce")).to_have_text("Selected: press Ctrl+C")
    assert page.evaluate("getSelection().toString()") == CITED


def test_without_javascript_the_citation_is_text(plain_page: Page) -> None:
    open_newsroom()
    page = plain_page
    page.goto("/?q=ports")
    expect(page.get_by_role("button", name="Copy with citation")).to_have_count(0)
    page.get_by_text("Citation", exact=True).first.click()
    expect(page.locator("[data-citation]").first).to_have_text(CITED)


def test_two_clicks_take_a_list_along_as_a_file(live_server: LiveServer, page: Page) -> None:
    open_newsroom()
    page.goto("/")
    page.get_by_label("Words in the quote").fill("what did Poland say about Russia")
    page.get_by_role("link", name="from Poland about Russia").first.click()
    page.get_by_label("From", exact=True).fill("2026-03-01")
    page.wait_for_url("**since=2026-03-01**")
    query = page.url.partition("?")[2]
    for label, suffix in (("Excel", "xlsx"), ("Word", "docx")):
        page.reload()
        page.locator("summary", has_text="Export").click()
        with page.expect_download() as started:
            page.get_by_role("link", name=label, exact=True).click()
        assert started.value.url == f"{live_server.url}/quotes.{suffix}?{query}"
        assert started.value.suggested_filename.endswith(f".{suffix}")
        assert Path(started.value.path()).read_bytes().startswith(b"PK")
    assert page.context.browser
    stranger = page.context.browser.new_page()
    stranger.goto(page.url)
    expect(stranger.get_by_text("The ports stay shut until we have a treaty").first).to_be_visible()
    stranger.close()
