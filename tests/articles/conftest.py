"""A site on loopback, for tests that fetch pages or follow feeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.web import Site, site_of_its_own


@pytest.fixture(scope="session")
def site_server() -> Iterator[Site]:
    with site_of_its_own() as site:
        yield site


@pytest.fixture
def site(site_server: Site, settings: Any) -> Site:
    """An empty site that the newsroom may fetch from, without a pause."""
    site_server.pages.clear()
    site_server.requests.clear()
    settings.FETCH_PRIVATE = [f"127.0.0.1:{site_server.port}"]
    settings.FETCH_PAUSE = 0
    return site_server
