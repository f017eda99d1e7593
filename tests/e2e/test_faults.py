"""What the walk with axe finds where only one width or theme of a page has a fault."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, Route

from tests.support.accessibility import faults, faults_on_a_walk
from tests.support.looks import crowded

pytestmark = pytest.mark.e2e

NARROW = "@media (min-width: 600px) { .one { display: none } }"
WIDE = "@media (max-width: 600px) { .one { display: none } }"
SCROLLS = "@media (max-width: 600px) { .one { width: 99px; height: 50px; overflow: auto } }"
SMALL = """button { border: 0; padding: 0; width: 40px; height: 40px }
@media (max-width: 600px) { button { width: 12px; height: 12px; font-size: 8px } }"""
FAINT = "@media (prefers-color-scheme: {}) {{ p {{ color: #777; background: #666 }} }}"
PAGES = {
    "fine": ("", "<p>Nothing.</p>"),
    "narrow": (NARROW, "<div class=one><p>A button.</p><button></button></div>"),
    "wide": (WIDE, "<img class=one src='data:,'>"),
    "scrolls": (SCROLLS, f"<div class=one><p>{'words ' * 99}</p></div>"),
    "small": (SMALL, "<button>a</button><button>b</button>"),
    "faint, light": (FAINT.format("light"), "<p>Words.</p>"),
    "wider": ("@media (max-width: 600px) { p { width: 900px } }", "<p>Words.</p>"),
    "faint, dark": (FAINT.format("dark"), "<p>Words.</p>"),
}
EXPECTED = {
    "narrow, dark, narrow: button-name",
    "wide, light, wide: image-alt",
    "scrolls, dark, narrow: scrollable-region-focusable",
    "small, dark, narrow: target-size",
    "wider, dark, narrow: 518 px wider than the screen",
    "faint, light, light, wide: color-contrast",
    "faint, dark, dark, narrow: color-contrast",
}


LOOKS = {
    "broken": (
        "li { display: flex } a { overflow-wrap: anywhere; width: 18px }",
        "<ul><li><a href=/>Clip</a></ul>",
    ),
    "broken at its dash": ("p { width: 60px }", "<p>or this, -without</p>"),
    "touching": (
        "label, input { display: block }",
        "<label for=a>A</label><input id=a><label for=b>B</label><input id=b>",
    ),
    "under its box": ("p { width: 80px }", "<p><label><input type=checkbox> Five words in a label"),
    "side by side": ("", "<p><a href=/>Oldest</a> <a href=/>Newest</a>"),
    "as it should be": (
        "p { width: 80px } input { display: block; margin: 9px }",
        "<p>blue-green<p><a href=/>Old</a> · <a href=/>New</a>"
        "<p><label for=a>A</label><input id=a><label for=b>B</label><input id=b>",
    ),
}
LOOKED = {
    "broken": "“Clip” is broken",
    "broken at its dash": "“-without” is broken",
    "touching": "a field touches the label",
    "under its box": "a label goes on under its box",
    "side by side": "a link touches the one before it",
    "as it should be": "",
}


@pytest.fixture
def made(page: Page) -> Page:
    """A page with the pages above under `/made/`."""

    def answer(route: Route) -> None:
        style, body = {**PAGES, **LOOKS}[unquote(route.request.url.rpartition("/")[2])]
        head = "<title>A page</title><meta name=viewport content='width=device-width'>"
        html = f"<!doctype html><html lang=en><head>{head}<style>{style}</style></head>"
        main = f"<body><main><h1>A page</h1>{body}</main></body></html>"
        route.fulfill(content_type="text/html", body=html + main)

    page.route("**/made/*", answer)
    return page


@pytest.mark.parametrize("name", LOOKS)
def test_what_is_broken_or_crowded_is_found(made: Page, name: str) -> None:
    made.goto(f"/made/{name}")
    found = crowded(made)
    assert all(fault.startswith(LOOKED[name]) for fault in found)
    assert bool(found) == bool(LOOKED[name])


@pytest.mark.parametrize("before", [(), ("fine",)], ids=["wide first", "narrow first"])
def test_a_fault_of_one_side_is_found(made: Page, before: tuple[str, ...]) -> None:
    found = []
    for name in PAGES:
        found += faults(made, {each: f"/made/{each}" for each in (*before, name)})
    assert {": ".join(fault.split(": ")[:2]) for fault in found} == EXPECTED


def test_a_walk_finds_the_faults_of_the_side_that_each_page_has(made: Page) -> None:
    """The second one is wide and dark, the third and the fourth are narrow; all get narrow."""
    names = ("fine", "faint, dark", "narrow", "small", "wider")
    found = faults_on_a_walk(made, {name: f"/made/{name}" for name in names})
    assert {name for name in names for fault in found if fault.startswith(name)} == {*names[1:]}
