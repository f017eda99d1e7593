"""Contexts of the browser: those that tests share, each left as empty as a new one, and their own.

In none of them may a page breach the content security policy.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.support.accessibility import WIDTHS
from tests.support.loading import loading_first
from tests.support.servers import PATIENCE

TELEPHONE: dict[str, Any] = {"viewport": WIDTHS["narrow"], "has_touch": True, "is_mobile": True}
# What the console says of a breach, also of trusted types.
BREACHES = ("Content Security Policy", "requires 'Trusted")


@contextmanager
def shared_context(browser: Browser, *, base_url: str, **options: Any) -> Iterator[BrowserContext]:
    """A context with a page of the server that stays open, and with it the process of its site."""
    context = browser.new_context(base_url=base_url, **options)
    context.set_default_timeout(1000 * PATIENCE)
    context.new_page().goto("/healthz")
    yield context
    context.close()


@contextmanager
def new_page(context: BrowserContext) -> Iterator[Page]:
    """A page in a shared context, of which the next one finds nothing: neither pages, cookies and
    permissions nor what the browser stored and cached."""
    first = context.pages[0]
    with within_policy(context):
        yield loading_first(context.new_page())
    for page in context.pages[1:]:
        page.close()
    context.clear_cookies()
    context.clear_permissions()
    session = context.new_cdp_session(first)
    origin = first.evaluate("location.origin")
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.send("Network.clearBrowserCache")
    session.detach()


@contextmanager
def own_page(browser: Browser, base_url: str, **options: Any) -> Iterator[Page]:
    """A page in a context of its own: another editor's, a telephone's, or one whose requests fail,
    which htmx reports on the console."""
    context = browser.new_context(base_url=base_url, **options)
    context.set_default_timeout(1000 * PATIENCE)
    with within_policy(context):
        yield loading_first(context.new_page())
    context.close()


@contextmanager
def within_policy(context: BrowserContext) -> Iterator[None]:
    """Fail where a page of the context breaches the content security policy."""
    breaches: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if any(words in message.text for words in BREACHES):
            breaches.append(f"{message.location['url']}: {message.text}")

    context.on("console", on_console)
    yield
    context.remove_listener("console", on_console)
    assert not breaches, "\n".join(breaches)
