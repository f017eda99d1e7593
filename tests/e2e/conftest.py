"""What the tests in a real browser share: articles, and a page without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, Page

from articles.models import Article
from tests.support.browser import open_newsroom
from tests.support.contexts import new_page

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer


@pytest.fixture
def article(live_server: LiveServer) -> Article:
    """The article HARBOUR with its five quotes, beside three other articles."""
    return open_newsroom()


@pytest.fixture
def plain_page(unscripted: BrowserContext, live_server: LiveServer) -> Iterator[Page]:
    """A page in a browser whose JavaScript is switched off."""
    with new_page(unscripted) as page:
        yield page
