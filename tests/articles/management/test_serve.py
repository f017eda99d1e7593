"""What a server does before its first request."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from articles.management.commands import serve
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def unfrozen() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("unfrozen")
def test_the_collector_passes_over_what_is_there_before_the_first_request() -> None:
    make_quotation("The port is open", "Ada Roe")
    serve._warm()
    assert gc.get_freeze_count() > 10 * len(gc.get_objects())
