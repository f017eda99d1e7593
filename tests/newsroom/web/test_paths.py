"""Paths that are reversed once for all keys."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from newsroom.web.paths import path_to


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("article", (7,)),
        ("quotation", (7, 0, 12)),
        ("quotation", (10**18, 3, 3)),
        ("speaker", (7, "ana-brel")),
        ("speaker", (8, "12-0")),
        ("country", ("pl",)),
        ("quotations", ()),
    ],
)
def test_a_path_is_what_reversing_gives(name: str, keys: tuple[int | str, ...]) -> None:
    assert path_to(name, *keys) == reverse(name, args=keys)


def test_a_prefix_of_the_server_comes_first() -> None:
    assert path_to("article", 7) == "/articles/7/"
    set_script_prefix("/{news}/")
    try:
        assert path_to("article", 7) == reverse("article", args=[7])
    finally:
        set_script_prefix("/")


def test_a_route_that_is_none_says_so() -> None:
    with pytest.raises(NoReverseMatch):
        path_to("nowhere", 7)
    with pytest.raises(NoReverseMatch):
        path_to("article", 7, 8)
