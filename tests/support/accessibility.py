"""What every page must pass: axe, in both themes, and nothing wider than the screen."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page, ViewportSize

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
COLOUR_RULES = ("color-contrast", "link-in-text-block")
TAGS = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
RULES: dict[str, object] = {"runOnly": TAGS}
COLOURS: dict[str, object] = {"runOnly": {"type": "rule", "values": COLOUR_RULES}}
WITHOUT_COLOURS: dict[str, object] = {
    "runOnly": TAGS,
    "rules": {rule: {"enabled": False} for rule in COLOUR_RULES},
}
WIDTHS: dict[str, ViewportSize] = {
    "wide": {"width": 1280, "height": 900},
    "narrow": {"width": 390, "height": 844},
}


def faults(page: Page, paths: dict[str, str]) -> list[str]:
    """Return what is wrong with each of these pages, with all that folds unfolded.

    A page is opened wide, in light colours.  Of the theme only colours depend, and of the width
    all but colours.
    """
    found = []
    for name, path in paths.items():
        page.set_viewport_size(WIDTHS["wide"])
        page.emulate_media(color_scheme="light")
        page.goto(path)
        page.evaluate(AXE)
        unfold(page)
        found += [f"{name}: {problem}" for problem in violations(page, RULES)]
        found += cut_off(page, name)
        page.emulate_media(color_scheme="dark")
        found += [f"{name}, dark: {problem}" for problem in violations(page, COLOURS)]
        page.set_viewport_size(WIDTHS["narrow"])
        unfold(page)
        found += [f"{name}, narrow: {problem}" for problem in violations(page, WITHOUT_COLOURS)]
        found += cut_off(page, f"{name}, narrow")
    return found


def unfold(page: Page) -> None:
    """Open all that folds, once the page has taken on a new width."""
    page.evaluate(
        """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
        .then(() => document.querySelectorAll("details").forEach(each => { each.open = true; }))"""
    )


def cut_off(page: Page, name: str) -> list[str]:
    wider = too_wide(page)
    return [f"{name}: {wider} px wider than the screen"] if wider else []


def too_wide(page: Page) -> int:
    """By how many pixels a page is wider than the screen."""
    wider: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return max(wider, 0)


def violations(page: Page, options: dict[str, object]) -> list[str]:
    """The rules of axe that the page breaks, with the first element that breaks each.

    Style sheets are not loaded again: only a rule on sounds that begin by themselves wants them.
    """
    found: list[str] = page.evaluate(
        """options => axe.run(document, {...options, resultTypes: ['violations'], preload: false})
        .then(({violations}) => violations.map(each => `${each.id}: ${each.nodes[0].html}`))""",
        options,
    )
    return found
