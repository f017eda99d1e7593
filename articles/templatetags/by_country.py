"""Tags that print what a page has hundreds of, by country."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from articles.models import Country
from articles.presentation.charts.world import World
from articles.presentation.compiled import macros
from articles.presentation.matrix import Heading, Row

register = template.Library()

markup = macros("countries.jinja")


@register.simple_tag
def matrix_cells(row: Row, carried: str) -> SafeString:
    """The cells of a row of the matrix; `carried` is what their links add to a query string."""
    return markup("cells", row, carried)


@register.simple_tag
def matrix_headings(columns: Iterable[Heading]) -> SafeString:
    """The countries spoken about, at the head of the matrix."""
    return markup("headings", columns)


@register.simple_tag
def matrix_totals(columns: Iterable[Heading]) -> SafeString:
    """How often each is spoken about, at the foot of the matrix."""
    return markup("totals", columns)


@register.simple_tag
def country_rows(countries: Iterable[Country], most: int, carried: str) -> SafeString:
    """The table of countries; `most` is the number whose bar is full."""
    return markup("rows", countries, most, carried)


@register.simple_tag
def map_shapes(world: World, side: str, carried: str) -> SafeString:
    """The countries on the map that have quotes; `side` is “by” or “about”."""
    return markup("shapes", world, side, carried)
