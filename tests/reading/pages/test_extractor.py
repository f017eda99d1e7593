"""Modules that reading pages does not need are not imported for it."""

from __future__ import annotations

import sys
from importlib import import_module

import pytest
from lxml.html import HtmlElement

from reading.pages import extractor


def test_what_fetches_and_dates_pages_is_not_imported() -> None:
    assert extractor.load_html("<html><body><p>Text</p></body></html>") is not None
    assert {"courlan", "htmldate", "trafilatura.downloads"}.isdisjoint(sys.modules)


def test_a_stand_in_is_a_class_that_calls_what_it_stands_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with extractor.without(("colorsys", "json")):
        stand_in = import_module("colorsys").rgb_to_hsv
        assert isinstance(stand_in, type)
        assert not isinstance("", stand_in)
        assert import_module("json").loads("1") == 1  # it was imported already
    assert "colorsys" not in sys.modules
    assert stand_in(1, 1, 1) == (0.0, 0.0, 1)


def test_every_element_of_a_page_is_of_one_class() -> None:
    """Then lxml makes them without calling Python; trafilatura needs no forms or links."""
    page = extractor.load_html("<html><body><form>On</form><p>Text</p></body></html>")
    assert page is not None
    assert {type(element) for element in page.iter()} == {HtmlElement}
