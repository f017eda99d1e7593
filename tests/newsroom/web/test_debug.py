"""`newsroom.web.debug`: the error pages of developers show no password."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import RequestFactory, override_settings
from django.views.debug import technical_500_response

ADDRESSES = [
    "postgresql://ana:grey-heron-7@db.example:5432/newsroom?sslmode=require",
    "redis://:grey-heron-7@cache.example/0",
    "clickhouse+https://ana:grey-heron-7@search.example/newsroom",
    "postgresql://ana:grey@heron-7@db.example/newsroom",
]


def error_page(**meta: str) -> str:
    """The page on an error, with these among the variables of the request."""
    request = RequestFactory().get("/", **meta)  # type: ignore[arg-type]
    error = ValueError("unreadable")
    return technical_500_response(request, ValueError, error, None).content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("name", ["SEARCH_URL", "DATABASE_URL", "REDIS_URL"])
def test_a_setting_that_is_an_address_shows_its_host_without_the_password(
    name: str, address: str
) -> None:
    host = address.rsplit("@", 1)[1].split("/")[0]
    with override_settings(**{name: address}, DEBUG=True):
        page = error_page()
    assert host in page
    assert "heron-7" not in page


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_within_lists_and_in_the_environment_show_none(address: str) -> None:
    nested = {"OPTIONS": {"replicas": [address], "others": (address,)}}
    with override_settings(TASKS={"default": nested}, DEBUG=True):
        page = error_page(NEWSROOM_DATABASE_URL=address)
    assert page.count(address.rsplit("@", 1)[1].split("/")[0]) >= 3
    assert "heron-7" not in page


def test_other_values_are_as_they_are() -> None:
    with override_settings(SITE_URL="https://news.example/a:b@c", DEBUG=True):
        assert "https://news.example/a:b@c" in error_page()
    assert settings.DEFAULT_EXCEPTION_REPORTER_FILTER.startswith("newsroom.web.debug")
