"""What every page must pass: axe, in both themes, and nothing wider than the screen."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

RULES: dict[str, object] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS: dict[str, object] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
WIDTHS: dict[str, ViewportSize] = {
    "wide": {"width": 1280, "height": 900},
    "narrow": {"width": 390, "height": 844},
}


def faults(page: Page, paths: dict[str, str]) -> list[str]:
    """Return what is wrong with each of these pages, with all that folds unfolded."""
    axe = Axe()
    found = []
    for name, path in paths.items():
        page.emulate_media(color_scheme="light")
        page.goto(path)
        for details in page.locator("details > summary").all():
            if details.is_visible():
                details.click()
        found += [f"{name}: {problem}" for problem in violations(axe, page, RULES)]
        if page.viewport_size == WIDTHS["wide"]:
            # All that the theme changes is colours, and the width changes none.
            page.emulate_media(color_scheme="dark")
            found += [f"{name}, dark: {problem}" for problem in violations(axe, page, COLOURS)]
        if wider := too_wide(page):
            found.append(f"{name}: {wider} px wider than the screen")
    return found


def too_wide(page: Page) -> int:
    """By how many pixels a page is wider than the screen."""
    wider: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return max(wider, 0)


def violations(axe: Axe, page: Page, only: dict[str, object]) -> list[str]:
    results = axe.run(page, options={"runOnly": only, "resultTypes": ["violations"]})
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in results.response["violations"]]
