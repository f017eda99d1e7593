"""What tests do to a page waits for its scripts, though they come late."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.e2e

FIRST = "<a href=/made/second>On</a>"
SECOND = "<h1>The second page</h1><button></button><script src=/made/late.js defer></script>"
SCRIPT = """const heard = (event) => document.querySelector("h1").append(` heard ${event.type}`);
for (const kind of ["keydown", "wheel", "drop", "focusin"]) addEventListener(kind, heard);"""
ACTS: dict[str, Callable[[Page], object]] = {
    "keydown": lambda page: page.keyboard.press("x"),
    "wheel": lambda page: page.mouse.wheel(0, 10),
    "drop": lambda page: page.evaluate("dispatchEvent(new Event('drop'))"),
    "focusin": lambda page: page.get_by_role("button").focus(),
}


@pytest.mark.parametrize("kind", ACTS)
def test_an_act_on_a_page_that_a_click_brought(page: Page, kind: str) -> None:
    def answer(route: Route) -> None:
        if route.request.url.endswith("late.js"):
            page.wait_for_timeout(300)
            route.fulfill(content_type="text/javascript", body=SCRIPT)
        else:
            body = FIRST if route.request.url.endswith("first") else SECOND
            route.fulfill(content_type="text/html", body=f"<!doctype html>{body}")

    page.route("**/made/*", answer)
    page.goto("/made/first")
    page.get_by_role("link").click()
    expect(page.get_by_role("heading")).to_have_text("The second page")
    ACTS[kind](page)
    expect(page.get_by_role("heading")).to_have_text(f"The second page heard {kind}")
