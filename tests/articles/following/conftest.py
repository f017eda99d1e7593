"""A site that the newsroom may fetch from, and a subscription to its feed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from articles.models import Outlet, Subscription
from tests.support.web import Site


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
