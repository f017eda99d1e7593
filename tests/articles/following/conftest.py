"""A site that the newsroom may fetch from, and a subscription to its feed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from articles.models import Outlet, Subscription
from tests.support.web import Site, site_of_its_own


@pytest.fixture(scope="package")
def server() -> Iterator[Site]:
    with site_of_its_own() as site:
        yield site


@pytest.fixture
def site(server: Site, settings: Any) -> Site:
    server.pages.clear()
    server.requests.clear()
    settings.FETCH_PRIVATE = [f"127.0.0.1:{server.port}"]
    settings.FETCH_PAUSE = 0
    return server


@pytest.fixture
def wire(site: Site, db: None) -> Subscription:
    """A subscription to the feed at /feed of the site."""
    outlet = Outlet.objects.create(name="The Gazette")
    return Subscription.objects.create(kind="feed", address=site.url("/feed"), outlet=outlet)


@pytest.fixture
def folder(tmp_path: Path, db: None, settings: Any) -> Subscription:
    """A subscription to a folder that is there and empty."""
    path = tmp_path / "wire"
    path.mkdir()
    settings.FOLLOW_FOLDERS = [str(tmp_path)]
    return Subscription.objects.create(kind="folder", address=str(path))
