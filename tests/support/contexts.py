"""Contexts of the browser that tests share, each left as empty as a new one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.servers import PATIENCE


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
    yield context.new_page()
    for page in context.pages[1:]:
        page.close()
    context.clear_cookies()
    context.clear_permissions()
    session = context.new_cdp_session(first)
    origin = first.evaluate("location.origin")
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.send("Network.clearBrowserCache")
    session.detach()
