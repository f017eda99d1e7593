"""What a test does to a page waits until the page has loaded, as `goto` does.

A click, a key or a form may bring a page, and Playwright acts on it as soon as an element is there.
Its scripts are deferred: before they have run, a key, a drop or a focus comes to nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

ON_ELEMENTS = (
    "check", "click", "evaluate", "fill", "focus", "hover", "press", "press_sequentially",
    "scroll_into_view_if_needed", "select_option", "set_input_files", "tap", "type", "uncheck",
)  # fmt: skip
ON_PAGES = ("evaluate", "go_back", "go_forward", "reload", "set_viewport_size")
BY_KEYBOARD = ("down", "insert_text", "press", "type", "up")
BY_MOUSE = ("click", "dblclick", "down", "move", "up", "wheel")


def wait_for_elements_to_load(patch: pytest.MonkeyPatch) -> None:
    """Have what acts on an element wait for it, and then until its page has loaded."""

    def wait(element: Locator, *_: Any, **__: Any) -> None:
        element.first.wait_for(state="attached")
        element.page.wait_for_load_state()

    for name in ON_ELEMENTS:
        patch.setattr(Locator, name, _after(wait, getattr(Locator, name)))


def loading_first(page: Page) -> Page:
    """The page, on which scripts, keys and the mouse wait until it has loaded."""

    def wait(*_: Any, **__: Any) -> None:
        page.wait_for_load_state()

    for part, names in ((page, ON_PAGES), (page.keyboard, BY_KEYBOARD), (page.mouse, BY_MOUSE)):
        for name in names:
            setattr(part, name, _after(wait, getattr(part, name)))
    return page


def _after[**P, Done](wait: Callable[P, None], act: Callable[P, Done]) -> Callable[P, Done]:
    @wraps(act)
    def waited(*arguments: P.args, **named: P.kwargs) -> Done:
        wait(*arguments, **named)
        return act(*arguments, **named)

    return waited
