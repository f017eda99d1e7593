"""A mail server, and a search that a reader saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import SavedSearch
from tests.support.mail import MailServer, mail_server


@pytest.fixture(scope="session")
def shared_server() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def server(shared_server: MailServer, settings: Any) -> MailServer:
    """An empty mail server that the newsroom sends to."""
    shared_server.mails.clear()
    shared_server.before = lambda step: None
    settings.MAILERS = shared_server.mailer
    settings.CAN_MAIL = True
    settings.SITE_URL = "https://news.example"
    return shared_server


@pytest.fixture
def reader(db: None) -> User:
    return User.objects.create_user("mira", "mira@news.example")


@pytest.fixture
def search(reader: User) -> SavedSearch:
    """A search for quotations from Poland, saved an hour ago, which is due."""
    search = SavedSearch(user=reader, name="Poland", often=SavedSearch.Often.DAILY)
    SavedSearch.objects.begin(search, "by=PL")
    hour_ago = timezone.now() - dt.timedelta(hours=1)
    times = {"saved_at": hour_ago, "looked_until": hour_ago, "due_at": hour_ago}
    SavedSearch.objects.update(**times)
    search.refresh_from_db()
    return search


def again() -> None:
    """Make every search due."""
    SavedSearch.objects.update(due_at=timezone.now())
