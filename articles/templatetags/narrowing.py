"""Tags that print what narrows a list of quotes."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from articles.presentation.compiled import macros
from articles.presentation.facets import Column, FacetChoices

register = template.Library()

markup = macros("narrowing.jinja")


@register.simple_tag
def facet_fields(facets: Iterable[FacetChoices]) -> SafeString:
    """The facets that have values, each as a fieldset of the form of filters."""
    return markup("facets", list(facets))


@register.simple_tag
def bars(columns: Iterable[Column]) -> SafeString:
    """The rows of the table that draws the histogram."""
    return markup("bars", list(columns))
