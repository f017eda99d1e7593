"""What every page must pass: axe, in both themes, and nothing cut off, broken or crowded."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Literal

import axe_playwright_python
from playwright.sync_api import Page, ViewportSize

from tests.support.looks import crowded
from tests.support.sizes import FULL

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
COLOUR_RULES = ("color-contrast", "link-in-text-block")
TAGS = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
RULES: dict[str, object] = {"runOnly": TAGS}
WITHOUT_COLOURS: dict[str, object] = {
    "runOnly": TAGS,
    "rules": {rule: {"enabled": False} for rule in COLOUR_RULES},
}
# Of what is shown at two widths and in two themes, these rules alone may find one right and the
# other wrong.
CHANGING: dict[str, object] = {
    "runOnly": {
        "type": "rule",
        "values": ("target-size", "scrollable-region-focusable", *COLOUR_RULES),
    }
}
# The rules on colours look at what `MARK` marks.
ON_MARKED = """axe.configure({rules: [
    {id: "color-contrast", selector: "[data-new-look]"},
    {id: "link-in-text-block", selector: "a[href][data-new-look]"},
]})"""
WIDTHS: dict[str, ViewportSize] = {
    "wide": {"width": 1280, "height": 900},
    "narrow": {"width": 390, "height": 844},
}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Marks the first element of each look that is not yet known, and returns these looks.  A look is a
# kind of element, its colours and size, and the grounds behind it: what is written alike on the
# same grounds is as legible.
MARK = """known => {
    const looks = [], seen = new Set(known), below = new Map([[null, ""]]);
    const kind = element => `${element.tagName}.${element.className}`;
    const ground = ({backgroundColor: colour, backgroundImage: image, opacity}) =>
        colour === "rgba(0, 0, 0, 0)" && image === "none" && opacity === "1"
            ? "" : [colour, image, opacity].join(" ");
    const grounds = element => {
        if (!below.has(element)) below.set(
            element, ground(getComputedStyle(element)) + ";" + grounds(element.parentElement));
        return below.get(element);
    };
    const written = element => element.matches("button, input, select, textarea")
        || [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    for (const element of document.body.querySelectorAll("*")) {
        delete element.dataset.newLook;
        if (!written(element) || !element.checkVisibility()) continue;
        const own = getComputedStyle(element), parent = element.parentElement;
        const look = [
            kind(element), kind(parent), own.color, getComputedStyle(parent).color, own.fontSize,
            own.fontWeight, own.textDecoration, own.textShadow, grounds(element),
        ].join("|").replaceAll(/;+/g, ";");
        if (seen.has(look)) continue;
        seen.add(look);
        looks.push(look);
        element.dataset.newLook = "";
    }
    return looks;
}"""


# Style sheets are not loaded again: only a rule on sounds that begin by themselves wants them.
VIOLATIONS = """({context, options}) => axe.run(
    context ?? document, {...options, resultTypes: ["violations"], preload: false}
).then(({violations}) => violations.map(each => `${each.id}: ${each.nodes[0].html}`))"""


# What a page shows, noted for the other width; and the elements that only that one shows.
SHOWN = "[...document.body.querySelectorAll('*')].filter(each => each.checkVisibility())"
NOTE = f"() => {{ window.shown = new Set({SHOWN}); }}"
NEWLY_SHOWN = f"""() => {{
    const fresh = new Set({SHOWN}.filter(each => !window.shown.has(each)));
    return [...fresh].filter(each => !fresh.has(each.parentElement));
}}"""


def faults_on_a_walk(page: Page, paths: dict[str, str]) -> list[str]:
    """As `faults`; in `make test` each page is in one theme and width, and the next in others.

    All are looked at in the narrow width for what is wider than the screen, broken or crowded.
    """
    if FULL:
        return faults(page, paths)
    found = []
    looks: list[str] = []
    sides = itertools.cycle(itertools.product(WIDTHS, THEMES))
    for (name, path), (width, theme) in zip(paths.items(), sides, strict=False):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size(WIDTHS[width])
        open_with_axe(page, path)
        unfold(page)
        looks += page.evaluate(MARK, looks)
        where = f"{name}, {theme}, {width}"
        found += [f"{where}: {problem}" for problem in violations(page, RULES)]
        page.set_viewport_size(WIDTHS["narrow"])
        found += cut_off(page, f"{name}, narrow")
    return found


def open_with_axe(page: Page, path: str) -> None:
    page.goto(path)
    page.evaluate(AXE)
    page.evaluate(ON_MARKED)


def faults(page: Page, paths: dict[str, str]) -> list[str]:
    """Return what is wrong with each of these pages, with all that folds unfolded.

    Of the theme only colours depend.  Of the width depends what is shown, and how it lies: at the
    second one all rules see what the first one hid.  A page begins in the theme and the width in
    which the one before it ended.
    """
    found = []
    looks: list[str] = []
    sides = list(zip(THEMES, WIDTHS, strict=True))
    for name, path in paths.items():
        for first, (theme, width) in zip((True, False), sides, strict=True):
            page.emulate_media(color_scheme=theme)
            page.set_viewport_size(WIDTHS[width])
            if first:
                open_with_axe(page, path)
            unfold(page)
            if first:
                page.evaluate(NOTE)
            where = f"{name}, {theme}, {width}"
            looks += page.evaluate(MARK, looks)
            problems = violations(page, RULES) if first else of_other_width(page)
            found += [f"{where}: {problem}" for problem in problems]
            found += cut_off(page, where)
        sides.reverse()
    return found


def unfold(page: Page) -> None:
    """Open all that folds, once the page has taken on a new width."""
    page.evaluate(
        """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
        .then(() => document.querySelectorAll("details").forEach(each => { each.open = true; }))"""
    )


def cut_off(page: Page, name: str) -> list[str]:
    """What is wider than the screen, broken or crowded."""
    wider = too_wide(page)
    found = [f"{name}: {wider} px wider than the screen"] if wider else []
    return found + [f"{name}: {fault}" for fault in crowded(page)]


def too_wide(page: Page) -> int:
    """By how many pixels a page is wider than the screen."""
    wider: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return max(wider, 0)


def of_other_width(page: Page) -> list[str]:
    """The rules that a page breaks at this width or in this theme alone, the other side being
    checked."""
    found: list[str] = page.evaluate(
        f"""async () => {{
            const elements = ({NEWLY_SHOWN})();
            return elements.length ? await ({VIOLATIONS})(
                {{context: {{include: elements}}, options: {json.dumps(WITHOUT_COLOURS)}}}) : [];
        }}"""
    )
    return found + violations(page, CHANGING)


def violations(page: Page, options: dict[str, object]) -> list[str]:
    """The rules of axe that the page breaks, with the first element that breaks each."""
    found: list[str] = page.evaluate(VIOLATIONS, {"options": options})
    return found
